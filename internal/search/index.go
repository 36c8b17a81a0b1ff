package search

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	bolt "go.etcd.io/bbolt"
)

// Errors of this package.
var (
	// ErrClosed is returned by every method of a closed index.
	ErrClosed = errors.New("search index is closed")
	// ErrHeld is returned by Open while another process has the index.
	ErrHeld = errors.New("search index is held by another process")
	// ErrDamaged is returned by Query when the file is not what was written. Run
	// then throws it away and builds it again; meanwhile queries answer from what
	// there is.
	ErrDamaged = errors.New("search index is damaged")
)

// Config says where the index lives and what it follows.
type Config struct {
	// Dir is a folder of its own; it is made when missing.
	Dir string
	// Source is the journal.
	Source Source
	// Log takes the few words the index has to say; nil drops them.
	Log *slog.Logger
}

// Index is an open search index.
type Index struct {
	dir    string
	source Source
	log    *slog.Logger
	sizes  sizes

	poke  chan struct{} // 1 slot: look at the journal again
	doubt chan error    // 1 slot: a query met what it could not read
	done  atomic.Uint64 // sequence taken in
	total atomic.Uint64 // newest sequence of the journal

	mu   sync.RWMutex // guards file: held to read by its users, to write by its replacers
	file *file        // nil once closed
}

// Open opens the index, or makes an empty one for Run to fill. A damaged one is
// thrown away. ErrHeld when another process has it.
func Open(cfg Config) (*Index, error) {
	i := &Index{dir: cfg.Dir, source: cfg.Source, log: cfg.Log, poke: make(chan struct{}, 1), doubt: make(chan error, 1), sizes: usualSizes()}
	if i.log == nil {
		i.log = slog.New(slog.DiscardHandler)
	}
	var err error
	if i.file, err = openFile(i.dir); errors.Is(err, ErrDamaged) {
		i.logThrown(err)
		i.file, err = openNext(i.dir)
	}
	if err != nil {
		return nil, err
	}
	i.file.removeOlder()
	at, err := i.file.cursor()
	if err != nil {
		return nil, errors.Join(err, i.Close())
	}
	i.done.Store(at.Seq)
	return i, nil
}

func (i *Index) logThrown(why error) {
	i.log.Warn("search index thrown away, building it again", "why", why)
}

// Query returns up to limit cases (at most 500; 50 when not positive) that have
// every word of text, the last one as a beginning: first by how well they match,
// then the newest. When few do, words with one typo count too. Text is only
// ever words. Cancel ctx to stop; its error is returned then. Other errors:
// ErrClosed, ErrDamaged.
func (i *Index) Query(ctx context.Context, text string, limit int) ([]Hit, error) {
	tiers := parse(text)
	if limit <= 0 {
		limit = 50
	}
	i.mu.RLock()
	defer i.mu.RUnlock()
	if i.file == nil {
		return nil, ErrClosed
	}
	if len(tiers) == 0 {
		return nil, nil
	}
	var hits []Hit
	err := i.file.view(func(tx *bolt.Tx) error {
		h, err := newHunt(tx, min(limit, maxHits))
		if err != nil {
			return err
		}
		err = h.run(ctx, tiers)
		hits = h.hits
		return err
	})
	return hits, i.queryError(ctx, err)
}

// queryError hands damage on to Run.
func (i *Index) queryError(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	select {
	case i.doubt <- err:
	default:
	}
	return err
}

// Progress says how far the index has followed the journal, in sequences. It
// is up to date when both are equal.
func (i *Index) Progress() (done, total uint64) {
	done = i.done.Load()
	return done, max(done, i.total.Load())
}

// Rebuild throws the index away; Run fills a new one. Queries meanwhile answer
// from what there is. Errors: ErrClosed, or a new file cannot be made, and then
// the old one stays.
func (i *Index) Rebuild() error {
	old, next, err := i.renew()
	if err != nil {
		return err
	}
	wake(i.poke)
	err = old.db.Close()
	next.removeOlder()
	if err != nil {
		return fmt.Errorf("close old search index: %w", err)
	}
	return nil
}

// renew puts an empty file in place of the old one.
func (i *Index) renew() (old, next *file, err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.file == nil {
		return nil, nil, ErrClosed
	}
	if next, err = openNext(i.dir); err != nil {
		return nil, nil, err
	}
	old, i.file = i.file, next
	i.done.Store(0)
	select {
	case why := <-i.doubt:
		i.log.Debug("a doubt about the old search index is settled", "why", why)
	default:
	}
	return old, next, nil
}

// Close lets go of the file, after the queries under way. Stop Run first.
func (i *Index) Close() error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.file == nil {
		return nil
	}
	err := i.file.db.Close()
	i.file = nil
	if err != nil {
		return fmt.Errorf("close search index: %w", err)
	}
	return nil
}

func wake(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
