package search

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	bolt "go.etcd.io/bbolt"
)

// childDir tells a copy of this test program to fill an index there until it is
// killed.
const childDir = "PIKET_SEARCH_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		fillUntilKilled(dir)
	}
	os.Exit(m.Run())
}

func fillUntilKilled(dir string) {
	i, err := Open(Config{Dir: dir, Source: history(1500)})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	i.sizes = smallSizes()
	fmt.Println("open")
	_ = i.Run(context.Background(), nil)
	os.Exit(1) // not reached: nobody cancels
}

// history is a journal of n cases, a third of them changed later, always the same.
func history(n int) *journal {
	j := newJournal()
	for i := range n {
		fill(j, 1)
		if i%3 == 0 {
			d := j.latest[j.touched[i*7%len(j.touched)]]
			d.Notes = append(slices.Clone(d.Notes), fmt.Sprintf("catatan%d", i))
			j.put(d)
		}
	}
	return j
}

// TestKilled kills a process that fills an index, again and again: the next one
// goes on where the last commit left off, and no case is lost or doubled.
func TestKilled(t *testing.T) {
	dir, dice := t.TempDir(), rand.New(rand.NewPCG(5, 6))
	for range 12 {
		runAndKill(t, dir, time.Duration(dice.IntN(60))*time.Millisecond)
	}
	j := history(1500)
	d := openDesk(t, dir, j, smallSizes())
	defer d.close()
	if done, _ := d.index.Progress(); done == 0 {
		t.Error("nothing was kept of what the killed processes did")
	}
	d.settle()
	for _, text := range []string{"hotel", "catatan30", "nomor1990", "nomor7", "a00"} {
		d.same(text, 500)
	}
	if got, want := d.cases(), len(j.latest); got != want {
		t.Errorf("%d cases in the index, want %d", got, want)
	}
	if d.log.count("level=") != 0 {
		t.Errorf("log: %s", d.log.text.String())
	}
}

func runAndKill(t *testing.T, dir string, after time.Duration) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 8)); err != nil {
		t.Fatalf("the child did not open the index: %v", err)
	}
	time.Sleep(after)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed, as it should be
}

// cases counts the cases in the file, doubles and all.
func (d *desk) cases() int {
	d.t.Helper()
	n := 0
	err := d.index.file.view(func(tx *bolt.Tx) error {
		seen := map[uint64]bool{}
		err := tx.Bucket(bucketFresh).ForEach(func(key, val []byte) error {
			r, err := decodeRecord(key, val)
			seen[r.seq] = true
			n++
			return err
		})
		segs, segErr := segments(tx)
		for _, s := range segs {
			for i := range s.docs.len() {
				if !seen[s.docs.seq(i)] {
					n++
				}
			}
		}
		return errors.Join(err, segErr)
	})
	if err != nil {
		d.t.Fatalf("count cases: %v", err)
	}
	return n
}

// TestFoundAtOnce adds a case in a world where time stands still unless somebody
// waits: it is found after the wake-up without any waiting.
func TestFoundAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJournal()
		fill(j, 3)
		d := openDesk(t, t.TempDir(), j, smallSizes())
		defer d.close()
		synctest.Wait()
		start := time.Now()
		fill(j, 1)
		d.wake <- struct{}{}
		synctest.Wait()
		d.same("nomor3", 5)
		if waited := time.Since(start); waited != 0 {
			t.Errorf("waited %v", waited)
		}
	})
}

func TestLostWakeUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJournal()
		d := openDesk(t, t.TempDir(), j, smallSizes())
		defer d.close()
		synctest.Wait()
		fill(j, 1)
		time.Sleep(restFor + time.Second)
		synctest.Wait()
		d.same("nomor0", 5)
	})
}

// TestJournalTrouble has the journal fail for an hour: the log says so once and
// once that it is over, and the index follows again.
func TestJournalTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJournal()
		d := openDesk(t, t.TempDir(), j, smallSizes())
		defer d.close()
		j.fail(errors.New("no journal today"))
		time.Sleep(time.Hour)
		fill(j, 1)
		j.fail(nil)
		time.Sleep(retryLast)
		synctest.Wait()
		d.same("nomor0", 5)
		if n := d.log.count("no journal today"); n != 1 {
			t.Errorf("said %d times, want once: %s", n, d.log.text.String())
		}
		if d.log.count("follows the journal again") != 1 {
			t.Errorf("the end is not said: %s", d.log.text.String())
		}
	})
}

// TestQuietEvents passes many events that change no word: the cursor in the file
// may lag, but not for ever, and the case is stored once.
func TestQuietEvents(t *testing.T) {
	j := newJournal()
	fill(j, 1)
	d := openDesk(t, t.TempDir(), j, smallSizes())
	defer d.close()
	for range 2 * cursorLag {
		j.put(j.latest["case-0"])
	}
	d.settle()
	at, err := d.index.file.cursor()
	if head, _ := j.Head(context.Background()); err != nil || at.Seq+cursorLag < head.Seq {
		t.Errorf("cursor %v, %v, journal at %v", at, err, head)
	}
	if n := d.cases(); n != 1 {
		t.Errorf("%d cases, want 1", n)
	}
}

func TestOtherStore(t *testing.T) {
	other := newJournal()
	other.name = "jkt"
	fill(other, 90)
	shorter := newJournal()
	fill(shorter, 3)
	for name, j := range map[string]*journal{"OtherJournal": other, "ShorterJournal": shorter} {
		t.Run(name, func(t *testing.T) {
			dir, _ := filled(t, 40)
			d := openDesk(t, dir, j, smallSizes())
			defer d.close()
			for range 5000 {
				if d.log.count("another store") > 0 {
					break
				}
				time.Sleep(time.Millisecond)
			}
			d.settle()
			d.same("hotel", 100)
			if n := d.log.count("level="); n != 1 {
				t.Errorf("log: %s", d.log.text.String())
			}
		})
	}
}

// TestRebuildEqualsLive compares an index that saw every state of every case with
// one built from the end.
func TestRebuildEqualsLive(t *testing.T) {
	j := newJournal()
	live := openDesk(t, t.TempDir(), j, smallSizes())
	defer live.close()
	dice := rand.New(rand.NewPCG(7, 8))
	for range 40 {
		fill(j, 1+dice.IntN(5))
		id := fmt.Sprint("case-", dice.IntN(len(j.latest)))
		d, ok := j.latest[id]
		if ok {
			d.Notes = append(slices.Clone(d.Notes), fmt.Sprintf("catatan%d kos", dice.IntN(9)))
			j.put(d)
		}
		live.settle()
	}
	late := openDesk(t, t.TempDir(), j, smallSizes())
	defer late.close()
	late.settle()
	for _, text := range []string{"hotel", "kos", "catatan", "catatan5", "nomor0 hotell", "li a"} {
		a, errA := live.index.Query(t.Context(), text, 500)
		b, errB := late.index.Query(t.Context(), text, 500)
		if err := errors.Join(errA, errB); err != nil || !slices.Equal(a, b) || len(a) == 0 {
			t.Errorf("query %q: live %v, rebuilt %v, %v", text, a, b, err)
		}
	}
}

// TestAllAtOnce asks, adds, rebuilds and closes from many goroutines.
func TestAllAtOnce(t *testing.T) {
	j := newJournal()
	d := openDesk(t, t.TempDir(), j, smallSizes())
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for n := range 100 {
				ctx, cancel := context.WithCancel(t.Context())
				if n%5 == 0 {
					cancel() // the officer has typed on
				}
				_, err := d.index.Query(ctx, []string{"hotel", "n", "nomor1", "hotle"}[g], 20)
				if err != nil && !errors.Is(err, context.Canceled) {
					t.Errorf("query: %v", err)
				}
				cancel()
				d.index.Progress()
			}
		})
	}
	wg.Go(func() {
		for n := range 60 {
			fill(j, 2)
			wake(d.wake)
			if n%20 == 10 {
				if err := d.index.Rebuild(); err != nil {
					t.Errorf("rebuild: %v", err)
				}
			}
		}
	})
	wg.Wait()
	d.settle()
	d.same("hotel", 200)
	d.close()
	if _, err := d.index.Query(t.Context(), "hotel", 1); !errors.Is(err, ErrClosed) {
		t.Errorf("query after close: %v", err)
	}
	if err := d.index.Run(t.Context(), nil); !errors.Is(err, ErrClosed) {
		t.Errorf("run after close: %v", err)
	}
	if err := d.index.Rebuild(); !errors.Is(err, ErrClosed) {
		t.Errorf("rebuild after close: %v", err)
	}
}

// TestOldCasesLate hands old cases over after newer ones, as a journal should
// not: they are still found, in their place.
func TestOldCasesLate(t *testing.T) {
	j := newJournal()
	fill(j, 150)
	for _, i := range rand.New(rand.NewPCG(9, 10)).Perm(150) {
		j.order = append(j.order, j.latest[fmt.Sprint("case-", i)])
	}
	d := openDesk(t, t.TempDir(), j, smallSizes())
	defer d.close()
	d.settle()
	for _, text := range []string{"hotel", "nomor77", "nomor1", "li"} {
		d.same(text, 200)
	}
	if n := d.cases(); n != 150 {
		t.Errorf("%d cases, want 150", n)
	}
}
