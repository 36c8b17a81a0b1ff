package storage

import (
	"bytes"
	"context"
	"sync"
	"time"

	"piket/model"
)

// Counts are the header's figures, overdue as of now.
func (s *Store) Counts(ctx context.Context, now time.Time) (model.Counts, error) {
	var c model.Counts
	err := s.view(ctx, func(t *tables) error {
		h, err := t.head()
		if err != nil {
			return err
		}
		f, err := t.figures()
		if err != nil {
			return err
		}
		c = countsOf(f)
		c.Seq = h.seq
		c.Overdue, err = s.counts.overdue(ctx, t, h.seq, now)
		return err
	})
	return c, err
}

func countsOf(f figures) model.Counts {
	c := model.Counts{ByStatus: map[model.Status]int{}, Urgent: int(f[figUrgent]), Unowned: int(f[figUnowned])}
	for _, status := range model.Statuses() {
		if fig, counted := figureOf(status); counted {
			c.ByStatus[status] = int(f[fig])
		}
	}
	return c
}

// countsMemo remembers how many cases are overdue for as long as that holds:
// until the next event, or the next deadline. A hundred screens ask the same.
type countsMemo struct {
	mu          sync.Mutex // guards the rest
	seq         uint64
	from, until uint64 // sortable instants: holds for from ≤ now ≤ until
	n           int
	known       bool
}

func (m *countsMemo) overdue(ctx context.Context, t *tables, seq uint64, now time.Time) (int, error) {
	at := sortable(now)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known && m.seq == seq && m.from <= at && at <= m.until {
		return m.n, nil
	}
	n, next, err := countOverdue(ctx, t, at)
	if err == nil {
		m.seq, m.from, m.until, m.n, m.known = seq, at, next, n, true
	}
	return n, err
}

// countOverdue counts deadlines before an instant, one run of keys for every
// urgency, and finds the first one after.
func countOverdue(ctx context.Context, t *tables, at uint64) (n int, next uint64, err error) {
	next = sortableDue(time.Time{})
	c := t.view(viewQueue).Cursor()
	end := be64(at)
	for rank := range len(model.Urgencies()) + 1 {
		prefix := []byte{byte(rank)}
		for k, _ := c.Seek(prefix); len(k) >= queuePrefix && k[0] == prefix[0]; k, _ = c.Next() {
			if bytes.Compare(k[1:9], end) >= 0 {
				due, _ := number64(k[1:9])
				next = min(next, due)
				break
			}
			if n++; n%4096 == 0 && ctx.Err() != nil {
				return 0, 0, ctx.Err()
			}
		}
	}
	return n, next, nil
}
