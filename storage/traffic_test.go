package storage_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

// The same command through many doors at once becomes one case.
func TestSameKeyAtOnce(t *testing.T) {
	s := storagetest.Open(t)
	c := storagetest.Report(storagetest.Admin, time.Now())
	c.Key = "wamid.HBgMNjI4MTExMjM0NTY3"
	receipts := make([]model.Receipt, 40)
	var wg sync.WaitGroup
	for i := range receipts {
		wg.Go(func() {
			again := c
			again.ID = storagetest.Meta(storagetest.Admin, time.Now()).ID
			again.Case = model.CaseID(storagetest.Meta(storagetest.Admin, time.Now()).ID)
			r, err := s.Do(context.Background(), again)
			if err != nil {
				t.Error(err)
			}
			receipts[i] = r
		})
	}
	wg.Wait()
	fresh := 0
	for _, r := range receipts {
		if !r.Repeated {
			fresh++
		}
		if r.Number != "UJI-2026-000001" || r.Case != receipts[0].Case || r.Version != 1 || len(r.Events) != 1 || r.Seq != receipts[0].Seq {
			t.Errorf("receipt %+v, want that of the first", r)
		}
	}
	if fresh != 1 {
		t.Errorf("%d receipts say they are the first", fresh)
	}
}

// Register numbers have neither gap nor double, whoever asks and is refused.
func TestNumbersInARow(t *testing.T) {
	s := storagetest.Open(t)
	var mu sync.Mutex
	var got []string
	var wg sync.WaitGroup
	for n := range 16 {
		wg.Go(func() {
			for i := range 12 {
				c := storagetest.Report(storagetest.Admin, time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))
				if (n+i)%3 == 0 {
					c.Facts.Narrative = "" // refused
				}
				if r, err := s.Do(context.Background(), c); err == nil {
					mu.Lock()
					got = append(got, r.Number)
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	slices.Sort(got)
	for i, number := range got {
		if want := model.Number("UJI", 2026, uint64(i+1)); number != want {
			t.Fatalf("number %d is %s, want %s", i, number, want)
		}
	}
	if len(got) != 128 {
		t.Errorf("%d cases were opened, want 128", len(got))
	}
}

// A reader that never reads is no burden, and one that reads late sees all.
func TestWakeUpsNeverBlock(t *testing.T) {
	s := storagetest.Open(t)
	deaf, cancelDeaf := s.Watch()
	defer cancelDeaf()
	late, cancelLate := s.Watch()
	for range 50 {
		storagetest.Do(t, s, storagetest.Report(storagetest.Admin, time.Now()))
	}
	if len(deaf) != 1 || len(late) != 1 {
		t.Errorf("%d and %d wake-ups wait, want one each", len(deaf), len(late))
	}
	<-late
	events, err := s.Events(context.Background(), 0, 1000)
	if err != nil || len(events) != 53 || events[52].Seq != s.Seq() {
		t.Errorf("%d events, %v", len(events), err)
	}
	cancelLate()
	storagetest.Do(t, s, storagetest.Report(storagetest.Admin, time.Now()))
	if len(late) != 0 {
		t.Error("a wake-up after the cancel")
	}
	if err := s.PutDraft(context.Background(), model.Draft{Key: "a", Data: []byte("b")}); err != nil {
		t.Fatal(err)
	}
	if st := s.Stats(); st.Watchers != 1 || st.Commits == 0 || st.Size == 0 || st.Seq != s.Seq() {
		t.Errorf("stats %+v", st)
	}
}

// Close carries out what was accepted; after it there is only an error.
func TestCloseDrains(t *testing.T) {
	path := filepath.Join(t.TempDir(), storage.FileName)
	s, err := storage.Open(storage.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	storagetest.SetUp(t, s)
	var mu sync.Mutex
	var done []model.CaseID
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			for {
				r, err := s.Do(context.Background(), storagetest.Report(storagetest.Admin, time.Now()))
				if err != nil {
					if !errors.Is(err, storage.ErrClosed) {
						t.Error(err)
					}
					return
				}
				mu.Lock()
				done = append(done, r.Case)
				mu.Unlock()
			}
		})
	}
	time.Sleep(30 * time.Millisecond)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	if err := s.Close(); err != nil {
		t.Errorf("a second close: %v", err)
	}
	if _, err := s.Case(context.Background(), "x"); !errors.Is(err, storage.ErrClosed) {
		t.Errorf("a read after the close: %v", err)
	}
	if s, err = storage.Open(storage.Config{Path: path}); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for _, id := range done {
		if _, err := s.Row(context.Background(), id); err != nil {
			t.Fatalf("acknowledged and lost: %v", err)
		}
	}
	storagetest.Check(t, s)
}

// Giving up in the queue means that nothing was done.
func TestCancelled(t *testing.T) {
	s := storagetest.Open(t)
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			ctx, cancel := context.WithTimeout(context.Background(), time.Duration(i)*20*time.Microsecond)
			defer cancel()
			c := storagetest.Report(storagetest.Admin, time.Now())
			_, err := s.Do(ctx, c)
			_, there := s.Row(context.Background(), c.Case)
			if (err == nil) != (there == nil) {
				t.Errorf("answered %v, but reading it says %v", err, there)
			}
			if err != nil && !errors.Is(err, context.DeadlineExceeded) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestDrafts(t *testing.T) {
	s := storagetest.Open(t)
	ctx := context.Background()
	saved := time.Date(2026, 3, 4, 5, 6, 7, 89, time.UTC)
	for _, key := range []string{"budi/report", "sari/report", "sari/note/01J"} {
		if err := s.PutDraft(ctx, model.Draft{Key: key, Saved: saved, Data: []byte(key)}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Drafts(ctx, "sari/")
	if err != nil || len(got) != 2 || got[0].Key != "sari/note/01J" || string(got[1].Data) != "sari/report" || !got[1].Saved.Equal(saved) {
		t.Errorf("drafts %+v, %v", got, err)
	}
	if err := s.DropDraft(ctx, "sari/report"); err != nil {
		t.Fatal(err)
	}
	if err := s.DropDraft(ctx, "sari/report"); err != nil {
		t.Errorf("dropping a draft twice: %v", err)
	}
	if got, err = s.Drafts(ctx, ""); err != nil || len(got) != 2 {
		t.Errorf("drafts %+v, %v", got, err)
	}
	if err := s.PutDraft(ctx, model.Draft{}); model.KindOf(err) != model.KindInvalid {
		t.Errorf("a draft without a key: %v", err)
	}
	if err := s.SetCursor(ctx, "view/case/v1", 9); err != nil { // readers cannot touch a view's cursor
		t.Fatal(err)
	}
	storagetest.Check(t, s)
}

func TestPermission(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		rootIsNotRefused(t)
		return
	}
	s := storagetest.Bare(t)
	path := filepath.Join(t.TempDir(), "theirs.db")
	if err := s.Backup(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Open(storage.Config{Path: path}); !errors.Is(err, storage.ErrPermission) {
		t.Errorf("%v, want no permission", err)
	}
}

// rootIsNotRefused asserts what can be where nobody is refused: the error's
// translation.
func rootIsNotRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := storage.Open(storage.Config{Path: filepath.Join(file, storage.FileName)})
	if model.KindOf(err) != model.KindUnavailable {
		t.Errorf("a folder that is a file: %v", err)
	}
}

func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), storage.FileName)
	if _, err := storage.Open(storage.Config{Path: path, ReadOnly: true}); !errors.Is(err, storage.ErrMissing) {
		t.Fatalf("%v, want missing", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("looking made a file: %v", err)
	}
	s, err := storage.Open(storage.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	storagetest.SetUp(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // two may look at once
		s, err = storage.Open(storage.Config{Path: path, ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }()
	}
	if _, err := s.Do(context.Background(), storagetest.Report(storagetest.Admin, time.Now())); !errors.Is(err, storage.ErrReadOnly) {
		t.Errorf("a command: %v, want read-only", err)
	}
	if s.Office().Code != "UJI" {
		t.Errorf("office %+v", s.Office())
	}
	storagetest.Check(t, s)
}

// Events and Touched read on from a cursor, without gap or overlap.
func TestReadersResume(t *testing.T) {
	s := storagetest.Open(t)
	ctx := context.Background()
	var cases []model.CaseID
	for range 5 {
		r := storagetest.Do(t, s, storagetest.Report(storagetest.Admin, time.Now()))
		cases = append(cases, r.Case)
	}
	for range 3 {
		storagetest.Do(t, s, model.AddNote{Meta: storagetest.Meta(storagetest.Admin, time.Now()), Case: cases[1], Text: "x"})
	}
	var got []model.CaseID
	cursor := uint64(0)
	for {
		ids, last, err := s.Touched(ctx, cursor, 2)
		if err != nil {
			t.Fatal(err)
		}
		if last == cursor {
			break
		}
		cursor = last
		got = append(got, ids...)
	}
	slices.Sort(got)
	got = slices.Compact(got)
	if !slices.Equal(got, cases) || cursor != s.Seq() {
		t.Errorf("touched %v up to %d, want %v up to %d", got, cursor, cases, s.Seq())
	}
	id, err := s.Journal(ctx)
	events, _ := s.Events(ctx, 0, 3)
	if err != nil || id != events[0].ID || events[0].Prev != nil || len(events[1].Prev) != 32 {
		t.Errorf("journal %q, %v", id, err)
	}
}
