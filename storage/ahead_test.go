package storage

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// With more callers than a commit takes, batches are planned on top of the one
// being committed. Some commits fail, with and without having lasted; whoever
// is told so gives the command again, and no number is lost or given twice.
func TestMoreCallersThanACommitTakes(t *testing.T) {
	const callers, each = 24, 12
	var commits atomic.Int64
	s := opened(t, Config{}, seams{batch: 4, commit: func(tx *bolt.Tx) error {
		switch commits.Add(1) % 9 {
		case 4:
			return errors.Join(tx.Rollback(), syscall.EIO)
		case 7:
			return errors.Join(tx.Commit(), syscall.EIO)
		}
		return tx.Commit()
	}})
	var mu sync.Mutex
	numbers := map[string]bool{}
	var wg sync.WaitGroup
	for n := range callers {
		wg.Go(func() {
			v := newInventor(uint64(100+n), time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC))
			for range each {
				r, err := persistent(s, v.report())
				mu.Lock()
				if err != nil || numbers[r.Number] {
					t.Errorf("number %s: %v", r.Number, err)
				}
				numbers[r.Number] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	for serial := uint64(1); serial <= callers*each; serial++ {
		if number := model.Number("UJI", 2026, serial); !numbers[number] {
			t.Errorf("%s was not given out", number)
		}
	}
	sound(t, s)
}

// persistent gives a command until it is known what became of it.
func persistent(s *Store, c model.Command) (r model.Receipt, err error) {
	for range 50 {
		if r, err = s.Do(context.Background(), c); !errors.Is(err, ErrWrite) {
			break
		}
	}
	return r, err
}
