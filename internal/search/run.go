package search

import (
	"context"
	"errors"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"
)

const (
	// cursorLag is how many events without a new word may pass before the cursor
	// is written down: reading them again costs less than a commit for each.
	cursorLag = 1000
	// restFor is how long Run rests when nobody wakes it: a wake-up may be lost.
	restFor = 3 * time.Second
	// inspectPause is the rest between two segments while Run looks for silent
	// damage, so that a slow disk stays free for the desk.
	inspectPause = 50 * time.Millisecond
	// Run waits this long after an error, then twice as long, up to the other.
	retryFirst = 200 * time.Millisecond
	retryLast  = 30 * time.Second
)

// feeder is one Run under way.
type feeder struct {
	index   *Index
	file    *file  // what the fields below speak of
	at      Head   // taken in
	stored  uint64 // the cursor in the file, at most at.Seq
	fresh   int    // cases in fresh, at most
	looked  int    // segments inspected for silent damage, -1 when all are
	retry   time.Duration
	trouble string // the last error, logged already
}

// Run keeps the index up with the journal until ctx ends; then it returns nil. It
// looks after every wake-up, and now and then without one. What goes wrong is
// logged once and tried again; only ErrClosed is returned.
func (i *Index) Run(ctx context.Context, wake <-chan struct{}) error {
	f := &feeder{index: i}
	for ctx.Err() == nil {
		more, err := f.step(ctx)
		switch {
		case errors.Is(err, ErrClosed):
			return err
		case err != nil:
			f.stumble(ctx, err)
		case !more:
			f.settle()
			f.rest(ctx, wake)
		}
	}
	return nil
}

// step takes one batch in. more says that another may be waiting.
func (f *feeder) step(ctx context.Context) (more bool, err error) {
	if err := f.adopt(); err != nil {
		return false, err
	}
	same, err := f.sameJournal(ctx)
	if err != nil || !same {
		return !same, err
	}
	docs, last, err := f.index.source.Documents(ctx, f.at.Seq, f.index.sizes.batch)
	if err != nil {
		return false, fmt.Errorf("read journal: %w", err)
	}
	if last <= f.at.Seq {
		return false, nil
	}
	return true, f.withFile(func() error { return f.take(docs, last) })
}

// adopt reads the state of the file in place, unless it is known.
func (f *feeder) adopt() error {
	f.index.mu.RLock()
	defer f.index.mu.RUnlock()
	now := f.index.file
	if now == nil {
		return ErrClosed
	}
	if now == f.file {
		return nil
	}
	at, err := now.cursor()
	if err != nil {
		return err
	}
	f.file, f.at, f.stored, f.fresh, f.looked = now, at, at.Seq, f.index.sizes.fresh, 0
	return nil
}

// sameJournal throws an index of another journal, or of a longer one, away.
func (f *feeder) sameJournal(ctx context.Context) (bool, error) {
	head, err := f.index.source.Head(ctx)
	if err != nil {
		return false, fmt.Errorf("read journal: %w", err)
	}
	f.index.total.Store(head.Seq)
	if f.at.Journal == "" {
		f.at.Journal = head.Journal
	}
	if f.at.Journal == head.Journal && f.at.Seq <= head.Seq {
		return true, nil
	}
	err = f.index.Rebuild()
	if err == nil {
		f.index.logThrown(errors.New("it is of another store"))
	}
	return false, err
}

// withFile runs fn while the file cannot be replaced. A file replaced since
// adopt is left alone: the next step begins at its cursor.
func (f *feeder) withFile(fn func() error) error {
	f.index.mu.RLock()
	defer f.index.mu.RUnlock()
	if f.index.file != f.file {
		return nil
	}
	return fn()
}

// take brings documents in and moves the cursor to last.
func (f *feeder) take(docs []Document, last uint64) error {
	recs := make([]record, 0, len(docs))
	for _, d := range docs {
		recs = append(recs, newRecord(d))
	}
	err := f.file.view(func(tx *bolt.Tx) (err error) {
		recs, err = changed(tx, recs)
		return err
	})
	at := Head{Journal: f.at.Journal, Seq: last}
	if err == nil && (len(recs) > 0 || last-f.stored >= cursorLag) {
		err = f.store(recs, at)
	}
	if err != nil {
		return err
	}
	f.at = at
	f.index.done.Store(last)
	return f.tidy()
}

// store keeps the records and the cursor; a large batch becomes a segment at once.
func (f *feeder) store(recs []record, at Head) error {
	err := f.file.update(func(tx *bolt.Tx) error {
		if err := take(tx, recs, at); err != nil {
			return err
		}
		if len(recs) < f.index.sizes.fresh {
			return nil
		}
		return fold(tx, f.index.sizes.segment)
	})
	f.fresh += len(recs)
	if err == nil {
		f.stored = at.Seq
	}
	return err
}

// tidy folds until few enough cases are fresh.
func (f *feeder) tidy() error {
	limit := f.index.sizes
	for f.fresh >= limit.fresh {
		err := f.file.view(func(tx *bolt.Tx) error {
			f.fresh = tx.Bucket(bucketFresh).Stats().KeyN
			return nil
		})
		if err == nil && f.fresh >= limit.fresh {
			err = f.file.update(func(tx *bolt.Tx) error { return fold(tx, limit.segment) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// settle forgets earlier trouble.
func (f *feeder) settle() {
	if f.trouble != "" {
		f.index.log.Info("search index follows the journal again")
	}
	f.retry, f.trouble = 0, ""
}

// stumble logs an error once, throws a damaged file away, and waits.
func (f *feeder) stumble(ctx context.Context, err error) {
	switch {
	case ctx.Err() != nil:
		return
	case errors.Is(err, ErrDamaged):
		f.throw(err)
	case err.Error() != f.trouble:
		f.index.log.Error("search index cannot follow the journal, trying again", "err", err)
		f.trouble = err.Error()
	}
	f.retry = min(max(2*f.retry, retryFirst), retryLast)
	pause(ctx, f.retry)
}

// throw replaces a damaged file.
func (f *feeder) throw(why error) {
	if err := f.index.Rebuild(); err != nil {
		f.index.log.Error("damaged search index cannot be replaced", "damage", why, "err", err)
		return
	}
	f.index.logThrown(why)
}

// rest waits for work, looking for silent damage meanwhile.
func (f *feeder) rest(ctx context.Context, wake <-chan struct{}) {
	timer := time.NewTimer(restFor)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
		case <-wake:
		case <-f.index.poke:
		case <-timer.C:
		case why := <-f.index.doubt:
			f.examine(why)
		case <-f.inspectSoon():
			f.inspect()
			continue
		}
		return
	}
}

// inspectSoon fires when another segment may be inspected; never when all have been.
func (f *feeder) inspectSoon() <-chan time.Time {
	if f.looked < 0 {
		return nil
	}
	return time.After(inspectPause)
}

// inspect compares one more segment with its checksum.
func (f *feeder) inspect() {
	err := f.withFile(func() error {
		return f.file.view(func(tx *bolt.Tx) error {
			segs, err := segments(tx)
			if err != nil {
				return err
			}
			if f.looked >= len(segs) {
				f.looked = -1
				return nil
			}
			f.looked++
			return segs[f.looked-1].whole()
		})
	})
	if err != nil {
		f.throw(err)
	}
}

// examine looks the whole file over after a query could not read it. A sound
// one is kept: a fault of ours must not have it built again for ever.
func (f *feeder) examine(why error) {
	if err := f.withFile(func() error { return f.file.view(sound) }); err != nil {
		f.throw(err)
		return
	}
	f.index.log.Error("search query failed on a sound index", "err", why)
}

// sound reads all there is.
func sound(tx *bolt.Tx) error {
	segs, err := segments(tx)
	for _, s := range segs {
		err = errors.Join(err, s.whole())
	}
	if err != nil {
		return err
	}
	return tx.Bucket(bucketFresh).ForEach(func(key, val []byte) error {
		r, err := decodeRecord(key, val)
		if err != nil {
			return err
		}
		return r.whole()
	})
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
