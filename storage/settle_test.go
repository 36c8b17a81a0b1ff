package storage

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"piket/model"
)

// failing is a commit seam that fails when told to, having committed or not.
type failing struct {
	mu      sync.Mutex // guards the rest
	next    error      // what the next commit answers, nil to let it be
	persist bool       // commit all the same
	failed  int
}

func (f *failing) commit(tx *bolt.Tx) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.next == nil {
		return tx.Commit()
	}
	err := f.next
	f.next = nil
	f.failed++
	if f.persist {
		return errors.Join(tx.Commit(), err)
	}
	return errors.Join(tx.Rollback(), err)
}

func (f *failing) arm(err error, persist bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.next, f.persist = err, persist
}

func sound(t *testing.T, s *Store) {
	t.Helper()
	r, err := s.Check(context.Background(), nil)
	if err != nil || !r.OK() {
		t.Fatalf("check: %v, %v", r.Faults, err)
	}
}

// Every kind of write, each once with a commit that failed and left nothing
// and once with one that failed but lasted: the answer is what is on disk.
func TestFailedCommit(t *testing.T) {
	failures := []struct {
		name    string
		err     error
		persist bool
		want    error // nil: the write is answered as done
	}{
		{"full, not persisted", fmt.Errorf("pwrite: %w", syscall.ENOSPC), false, ErrFull},
		{"limit, not persisted", bolterrors.ErrMaxSizeReached, false, ErrFull},
		{"disk error, not persisted", syscall.EIO, false, ErrWrite},
		{"disk error, persisted", syscall.EIO, true, nil},
		{"full, persisted", syscall.ENOSPC, true, nil},
	}
	ctx := context.Background()
	v := newInventor(3, time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
	open := v.report()
	writes := []struct {
		name  string
		write func(*Store) error
		there func(*Store) bool
	}{
		{
			"open a case",
			func(s *Store) error { _, err := s.Do(ctx, open); return err },
			func(s *Store) bool { _, err := s.Case(ctx, open.Case); return err == nil },
		},
		{
			"put a draft",
			func(s *Store) error { return s.PutDraft(ctx, model.Draft{Key: "a/b", Data: []byte("x")}) },
			func(s *Store) bool { d, err := s.Drafts(ctx, "a/"); return err == nil && len(d) == 1 },
		},
		{
			"set a cursor",
			func(s *Store) error { return s.SetCursor(ctx, "search", 7) },
			func(s *Store) bool { n, err := s.Cursor(ctx, "search"); return err == nil && n == 7 },
		},
	}
	for _, f := range failures {
		for _, w := range writes {
			t.Run(w.name+", "+f.name, func(t *testing.T) {
				cut := &failing{}
				s := opened(t, Config{}, seams{commit: cut.commit})
				before := s.Seq()
				cut.arm(f.err, f.persist)
				if err := w.write(s); !errors.Is(err, f.want) {
					t.Fatalf("answered %v, want %v", err, f.want)
				}
				if cut.failed != 1 || w.there(s) != f.persist {
					t.Fatalf("%d failures, there: %v, want %v", cut.failed, w.there(s), f.persist)
				}
				if !f.persist && s.Seq() != before {
					t.Errorf("seq moved to %d without a commit", s.Seq())
				}
				sound(t, s)
				if err := w.write(s); err != nil || !w.there(s) {
					t.Errorf("the same once more: %v", err)
				}
				sound(t, s)
			})
		}
	}
}

// A batch that fails takes every job of it along, refusals included: what
// they were refused for may never have happened.
func TestFailedBatch(t *testing.T) {
	for _, persist := range []bool{false, true} {
		t.Run(fmt.Sprint("persist ", persist), func(t *testing.T) {
			cut := &failing{}
			s := opened(t, Config{}, seams{commit: cut.commit})
			v := newInventor(4, time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
			first := v.report()
			twice := v.report()
			twice.Case = first.Case
			w := &writer{s: s}
			b := newBatch(w)
			jobs := []*job{}
			for _, c := range []model.Command{first, twice, first} {
				jobs = append(jobs, &job{work: &commandWork{cmd: c}, done: make(chan struct{})})
			}
			b.planAll(jobs)
			cut.arm(syscall.EIO, persist)
			if o := s.commit(b); o != lost {
				t.Fatalf("outcome %d, want lost", o)
			}
			want := []error{ErrWrite, ErrWrite, ErrWrite}
			if persist {
				want = []error{nil, &model.Error{Key: "case-exists"}, nil}
			}
			for i, j := range jobs {
				<-j.done
				if !errors.Is(j.err, want[i]) {
					t.Errorf("job %d: %v, want %v", i, j.err, want[i])
				}
			}
			if r := jobs[2].work.(*commandWork).receipt; persist && (!r.Repeated || r.Number != "UJI-2026-000001") {
				t.Errorf("the repeated command: %+v", r)
			}
			sound(t, s)
		})
	}
}

// What was planned on top of a batch that was lost is planned again.
func TestPlannedOnALostBatch(t *testing.T) {
	cut := &failing{}
	s := opened(t, Config{}, seams{commit: cut.commit})
	v := newInventor(5, time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
	a, b := v.report(), v.report()
	note := model.AddNote{Meta: v.meta(), Case: a.Case, Text: "on top"}
	w := &writer{s: s}
	plan := func(cmds ...model.Command) []*job {
		w.batch = newBatch(w)
		var jobs []*job
		for _, c := range cmds {
			jobs = append(jobs, &job{work: &commandWork{cmd: c}, done: make(chan struct{})})
		}
		w.batch.planAll(jobs)
		return jobs
	}
	below := plan(a)
	cut.arm(syscall.EIO, false)
	w.launch()
	above := plan(note, b)
	if err := w.batch.refused[0]; err != nil {
		t.Fatalf("the note should stand on the case in flight: %v", err)
	}
	w.land()
	w.launch()
	w.land()
	<-below[0].done
	<-above[0].done
	<-above[1].done
	if !errors.Is(below[0].err, ErrWrite) || model.KindOf(above[0].err) != model.KindNotFound || above[1].err != nil {
		t.Fatalf("answers: %v, %v, %v", below[0].err, above[0].err, above[1].err)
	}
	if r := above[1].work.(*commandWork).receipt; r.Number != "UJI-2026-000001" {
		t.Errorf("the number of the lost case is lost with it: %s", r.Number)
	}
	sound(t, s)
}

// A command that cannot be encoded fails alone.
func TestUnwritableCommandFailsAlone(t *testing.T) {
	s := opened(t, Config{}, seams{})
	v := newInventor(6, time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
	good, bad, also := v.report(), v.report(), v.report()
	bad.At = time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)
	w := &writer{s: s}
	w.batch = newBatch(w)
	var jobs []*job
	for _, c := range []model.Command{good, bad, also} {
		jobs = append(jobs, &job{work: &commandWork{cmd: c}, done: make(chan struct{})})
	}
	w.batch.planAll(jobs)
	w.launch()
	w.land()
	for _, j := range jobs {
		<-j.done
	}
	if jobs[0].err != nil || jobs[1].err == nil || jobs[2].err != nil {
		t.Fatalf("answers: %v, %v, %v", jobs[0].err, jobs[1].err, jobs[2].err)
	}
	if n := jobs[2].work.(*commandWork).receipt.Number; n != "UJI-2026-000002" {
		t.Errorf("the number after the failed command is %s, want no gap", n)
	}
	sound(t, s)
}

// While the store cannot be opened again nobody is told anything untrue, and
// once it can be, work goes on.
func TestLostFile(t *testing.T) {
	cut := &failing{}
	s := opened(t, Config{}, seams{commit: cut.commit})
	v := newInventor(8, time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
	ctx := context.Background()
	if _, err := s.Do(ctx, v.report()); err != nil {
		t.Fatal(err)
	}
	c := v.report()
	hold := heldMeanwhile(t, s, cut)
	if _, err := s.Do(ctx, c); !errors.Is(err, ErrOutcome) {
		t.Fatalf("answered %v, want the outcome unknown", err)
	}
	if _, err := s.Do(ctx, v.report()); !errors.Is(err, ErrClosed) {
		t.Errorf("answered %v, want closed", err)
	}
	if _, err := s.Counts(ctx, time.Now()); !errors.Is(err, ErrClosed) {
		t.Errorf("read answered %v, want closed", err)
	}
	hold()
	if r, err := s.Do(ctx, c); err != nil || r.Repeated {
		t.Fatalf("the same command again: %+v, %v", r, err)
	}
	sound(t, s)
}

// heldMeanwhile makes the next commit fail, with another process snatching
// the store before it can be opened again; the result lets go of it.
func heldMeanwhile(t *testing.T, s *Store, cut *failing) (letGo func()) {
	t.Helper()
	var thief *file
	s.mu.Lock()
	s.cfg.Timeout = 60 * time.Millisecond
	s.mu.Unlock()
	cut.mu.Lock()
	defer cut.mu.Unlock()
	s.seams.commit = func(tx *bolt.Tx) error {
		s.seams.commit = cut.commit
		_ = tx.Rollback()
		path := s.cfg.Path
		_ = s.file.db.Close()
		c := Config{Path: path}.withDefaults()
		var err error
		if thief, err = openFile(c, false); err != nil {
			t.Errorf("snatch the store: %v", err)
		}
		return syscall.EIO
	}
	return func() { _ = thief.close() }
}
