package storage

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

// maxBatch bounds how long one commit keeps its callers waiting.
const maxBatch = 128

// work is what a job wants written. plan works it out against the batch and
// adds its writes; an error refuses the job and leaves the batch as it was.
// found looks in a later transaction whether what was planned is there.
type work interface {
	plan(b *batch, t *tables, j *job) error
	found(t *tables) (bool, error)
}

// job is one caller waiting for the writer.
type job struct {
	work   work
	alone  func() error // instead of work: runs between batches, with the file to itself
	state  atomic.Int32
	poison error         // why it cannot be written, found out after it was decided
	err    error         // the answer, set before done is closed
	done   chan struct{} // closed once there is an answer
}

// The states of a job. Whoever moves it away from queued decides its fate.
const (
	queued = iota
	taken
	dropped
)

func (j *job) take() bool { return j.state.CompareAndSwap(queued, taken) }
func (j *job) drop() bool { return j.state.CompareAndSwap(queued, dropped) }

func (j *job) answer(err error) {
	j.err = err
	close(j.done)
}

// submit hands a job to the writer and waits for its answer. A cancelled
// context drops it while it waits; once taken, the answer is the truth.
func (s *Store) submit(ctx context.Context, j *job) error {
	if s.cfg.ReadOnly {
		return s.explain(ErrReadOnly)
	}
	s.callers.Add(1)
	defer s.callers.Add(-1)
	j.done = make(chan struct{})
	if err := s.enqueue(ctx, j); err != nil {
		return err
	}
	select {
	case <-j.done:
	case <-ctx.Done():
		if j.drop() {
			return ctx.Err()
		}
		<-j.done
	}
	return s.explain(j.err)
}

func (s *Store) enqueue(ctx context.Context, j *job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.gate.RLock()
	defer s.gate.RUnlock()
	if s.closed {
		return s.explain(ErrClosed)
	}
	select {
	case s.in <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// writer is the one goroutine that decides. Where there are more callers than
// one commit takes it plans a batch while the one before is being committed,
// on top of it, and plans it again if that commit fails.
type writer struct {
	s      *Store
	encode []*encoder
	recent recent
	spare  []pair // room for a batch's writes, from one that landed
	pace   pace

	batch  *batch // being planned
	flight *batch // being committed, or nil
	ended  bool   // the queue was closed and is empty
	alone  *job   // taken from the queue, wants the file to itself
}

// write runs until the queue is closed and everything in it is done.
func (s *Store) write() {
	defer close(s.done)
	w := &writer{s: s, pace: pace{full: s.seams.batch}}
	for !w.ended {
		w.round()
	}
	w.land()
	if !s.cfg.ReadOnly {
		takeWord(s.cfg)
	}
}

// round plans one batch and sends it off.
func (w *writer) round() {
	w.batch = newBatch(w)
	w.planAhead()
	w.land()
	w.planRest()
	if len(w.batch.jobs) > 0 {
		w.launch()
	}
	if j := w.alone; j != nil {
		w.alone = nil
		w.land()
		w.runAlone(j)
	}
}

// open says whether the batch takes more jobs.
func (w *writer) open(waiting []*job) bool {
	return w.alone == nil && !w.ended && len(w.batch.jobs)+len(waiting) < w.pace.full
}

// take adds a job from the queue to those waiting, and all behind it.
func (w *writer) take(waiting []*job, j *job, ok bool) []*job {
	for {
		switch {
		case !ok:
			w.ended = true
		case j.alone != nil:
			w.alone = j
		default:
			waiting = append(waiting, j)
		}
		if !w.open(waiting) {
			return waiting
		}
		select {
		case j, ok = <-w.s.in:
		default:
			return waiting
		}
	}
}

// planAhead collects jobs while a commit is under way, and plans them if that
// is worth it. It does not hold a read transaction while it waits, for a
// commit that must map the file anew waits for those.
func (w *writer) planAhead() {
	var waiting []*job
	for w.flight != nil && w.open(waiting) {
		select {
		case j, ok := <-w.s.in:
			if waiting = w.take(waiting, j, ok); w.pace.ahead() {
				w.batch.planAll(waiting)
				waiting = nil
			}
		case o := <-w.flight.outcome:
			w.flight.outcome <- o // for land
			w.batch.wait(waiting)
			waiting = nil
			w.land()
		}
	}
	w.batch.wait(waiting)
}

// planRest plans the jobs that wait once nothing is being committed. With
// none it waits for one; where the last commit had more callers it waits a
// little for them to come back, since missing them costs a commit.
func (w *writer) planRest() {
	waiting := w.batch.unplanned()
	if len(w.batch.jobs) == 0 && len(waiting) == 0 && w.open(nil) {
		j, ok := <-w.s.in
		waiting = w.take(waiting, j, ok)
	}
	var patience <-chan time.Time
	for late := false; !late && w.open(waiting) && len(w.batch.jobs)+len(waiting) < w.pace.due(); {
		if patience == nil {
			patience = time.After(w.pace.patience())
		}
		select {
		case j, ok := <-w.s.in:
			waiting = w.take(waiting, j, ok)
		case <-patience:
			late = true
		}
	}
	w.batch.planAll(waiting)
}

// outcome is what became of a commit.
type outcome int

const (
	landed outcome = iota // on disk, everybody has an answer
	lost                  // not certain to be on disk; everybody has an answer all the same
	spoilt                // not on disk because a write failed; nobody has an answer
)

// launch commits the planned batch, beside what comes next where something
// will be planned meanwhile.
func (w *writer) launch() {
	b := w.batch
	w.batch, w.flight = nil, b
	commit := func() {
		began := time.Now()
		b.callers = int(w.s.callers.Load())
		o := w.s.commit(b)
		b.took = time.Since(began)
		b.outcome <- o
	}
	if w.pace.ahead() {
		go commit()
	} else {
		commit()
	}
}

// land waits for the commit under way. What was planned on top of a batch
// that did not land is planned again on what is on disk.
func (w *writer) land() {
	if w.flight == nil {
		return
	}
	b := w.flight
	o := <-b.outcome
	w.flight = nil
	w.pace.committed(b.took, b.callers)
	if o == landed {
		w.recent.keepAll(b.loaded)
		clear(b.puts)
		w.spare = b.puts
		if w.batch != nil {
			w.batch.prior = nil
		}
		return
	}
	w.recent.forget()
	next := w.batch
	if o == spoilt {
		w.eachAlone(b.jobs)
	}
	if next != nil {
		w.batch = newBatch(w)
		w.batch.planAll(next.jobs)
		w.batch.wait(next.unplanned())
	}
}

// eachAlone carries out the jobs of a spoilt batch one by one, so that only
// the culprit fails.
func (w *writer) eachAlone(jobs []*job) {
	for _, j := range jobs {
		w.batch = newBatch(w)
		w.batch.planAll([]*job{j})
		b := w.batch
		if w.batch = nil; w.s.commit(b) == spoilt {
			j.answer(b.spoiltBy)
		}
		w.recent.forget()
	}
}

func (w *writer) runAlone(j *job) {
	if !j.take() {
		return
	}
	err := w.s.reopenIfLost()
	if err == nil {
		err = j.alone()
	}
	j.answer(err)
}

// commit makes a batch last and answers its jobs, or finds out what became of it.
func (s *Store) commit(b *batch) outcome {
	if len(b.puts) == 0 {
		answerEach(b.jobs, b.refused)
		return landed
	}
	b.finish()
	if err := errors.Join(s.sound(), s.reopenIfLost()); err != nil {
		answerAll(b.jobs, err)
		return lost
	}
	tx, err := s.file.begin()
	if err != nil {
		answerAll(b.jobs, err)
		return lost
	}
	if err := shielded(func() error { return writeAll(tx, b.puts) }); err != nil {
		s.file.rollback(tx)
		b.spoiltBy = err
		return spoilt
	}
	if err := shielded(func() error { return s.seams.commit(tx) }); err != nil {
		s.file.rollback(tx)
		s.settle(err, b)
		return lost
	}
	s.publish(b)
	return landed
}

// publish shows a committed batch to everybody.
func (s *Store) publish(b *batch) {
	s.office.Store(&b.office)
	s.seq.Store(b.head.seq)
	s.stats.committed(len(b.jobs), b.events)
	if b.events > 0 {
		s.bell.ring() // before the answers, so that who has one need not wait for the other
	}
	answerEach(b.jobs, b.refused)
}

func answerAll(jobs []*job, err error) {
	for _, j := range jobs {
		j.answer(err)
	}
}

func answerEach(jobs []*job, errs []error) {
	for i, j := range jobs {
		j.answer(errs[i])
	}
}
