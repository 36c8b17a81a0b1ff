package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// Report is what a check found.
type Report struct {
	Path   string
	Seq    uint64 // events in the journal
	Cases  uint64
	Drafts uint64
	Pages  uint64 // of the file, in use or free
	Faults []Fault
	More   uint64 // faults beyond those listed
}

// OK says that nothing is wrong.
func (r Report) OK() bool { return len(r.Faults) == 0 }

// Fault is one thing that is wrong, and where.
type Fault struct {
	Where string     // bucket, or "file", or "file, bucket …" for a page of it
	Key   string     // seq of the journal entry, "page …", or the key
	Says  string     // what is wrong: the catalogues have it as "check.fault.<Says>"
	Args  model.Args // what that names; never a reporter's identity
}

// String is the fault in one line for logs; people see the catalogue's words.
func (f Fault) String() string {
	place := f.Where
	if f.Key != "" {
		place += " " + f.Key
	}
	return place + ": " + (&model.Error{Key: f.Says, Args: f.Args}).Error()
}

func (f Fault) samePlace(o Fault) bool { return f.Where == o.Where && f.Key == o.Key }

const mostFaults = 100

// Check looks whether the store is whole, as of one moment: the file's pages,
// the hash chain, the streams, the views against a replay of the journal, and
// the rest. It may run while the store is used. progress may be nil. An error
// means that it could not look; what it found is in the report.
func (s *Store) Check(ctx context.Context, progress func(done, total uint64)) (Report, error) {
	var r Report
	err := s.atLength(ctx, func(ctx context.Context, f *file) (err error) {
		r, err = f.check(ctx, progress)
		return err
	})
	if s.scar != nil && !slices.ContainsFunc(r.Faults, s.scar.samePlace) {
		r.Faults = append(r.Faults, *s.scar) // mended since, and to be known all the same
	}
	r.Path = s.cfg.Path
	return r, err
}

// CheckFile is Check for a store that nobody has open, and that may be too
// damaged to be opened.
func CheckFile(ctx context.Context, path string, progress func(done, total uint64)) (Report, error) {
	c := Config{Path: path, ReadOnly: true}.withDefaults()
	if _, err := prepare(c, seams{}.withDefaults().newest()); err != nil {
		return Report{Path: path}, explainOpen(path, err)
	}
	f, err := openFile(c, true)
	if err != nil {
		return Report{Path: path}, explainOpen(path, err)
	}
	r, err := f.check(ctx, progress)
	r.Path = path
	return r, explain(path, errors.Join(err, f.close()))
}

func (f *file) check(ctx context.Context, progress func(done, total uint64)) (Report, error) {
	c := &checker{stopped: ctx.Err, progress: progress}
	err := shielded(func() error {
		tx, meta, err := f.snapshot()
		if err != nil {
			return err
		}
		defer func() { _ = tx.Rollback() }()
		return c.run(f, tx, meta)
	})
	if fault := f.metaFault(); fault != nil {
		c.report.Faults = slices.Insert(c.report.Faults, 0, *fault)
	}
	return c.report, err
}

// snapshot is a read transaction with the meta page it began from.
func (f *file) snapshot() (*bolt.Tx, pageMeta, error) {
	for {
		tx, err := f.db.Begin(false)
		if err != nil {
			return nil, pageMeta{}, fmt.Errorf("begin to read: %w", err)
		}
		for at := range int64(2) {
			if m, ok := metaAt(f.handle, at*int64(f.db.Info().PageSize)); ok && m.txid == uint64(tx.ID()) {
				return tx, m, nil
			}
		}
		_ = tx.Rollback() // two commits came between; the next try is newer
	}
}

// checker walks a store and collects its faults.
type checker struct {
	stopped  func() error
	progress func(done, total uint64)
	report   Report
	done     uint64
	total    uint64
}

func (c *checker) run(f *file, tx *bolt.Tx, meta pageMeta) error {
	c.report.Pages = meta.pages
	c.total = meta.pages
	t, err := tablesOf(tx)
	if err == nil {
		if h, err := t.head(); err == nil {
			c.total += 2 * h.seq
		}
	}
	passes := []func() error{func() error { return newPageWalk(c, f.handle, meta).run() }}
	if err != nil {
		c.damage("", "", err)
	} else {
		passes = append(passes,
			func() error { return c.journal(t) },
			func() error { return newReplay(c, t).run() },
			func() error { return c.rest(t) },
		)
	}
	for _, pass := range passes {
		if err := c.pass(pass); err != nil {
			return err
		}
	}
	return nil
}

// pass turns damage that ended a pass into a fault; the next pass goes on.
func (c *checker) pass(run func() error) error {
	err := shielded(run)
	if _, ok := errors.AsType[*damage](err); ok {
		c.damage("", "", err)
		return nil
	}
	return err
}

// damage adds a fault for an error that tells of one. Where it was found
// counts when the error does not know better.
func (c *checker) damage(where, key string, err error) {
	f := FaultOf(err)
	if where != "" {
		f.Where, f.Key = where, key
	}
	c.add(f)
}

func (c *checker) fault(where, key, says string, args model.Args) {
	c.add(Fault{Where: where, Key: key, Says: says, Args: args})
}

func (c *checker) add(f Fault) {
	if len(c.report.Faults) >= mostFaults {
		c.report.More++
		return
	}
	c.report.Faults = append(c.report.Faults, f)
}

const progressEvery = 2_000

// step counts one thing looked at, tells how far it is, and says when to stop.
func (c *checker) step() error {
	if c.done++; c.done%progressEvery != 0 {
		return nil
	}
	if c.progress != nil {
		c.progress(min(c.done, c.total), c.total)
	}
	return c.stopped()
}

// rest looks at what is neither journal nor view.
func (c *checker) rest(t *tables) error {
	h, err := t.head()
	if err != nil {
		return err
	}
	err = t.seen.ForEach(func(k, v []byte) error {
		first, count, ok := readSeen(v)
		if !ok || first == 0 || first+count-1 > h.seq {
			c.fault("seen", fmt.Sprintf("%x", k), "seen-astray", nil)
		}
		return c.step()
	})
	if err != nil {
		return err
	}
	for v := range viewCount {
		if at, _ := number64(t.cursors.Get([]byte(viewPath(v)))); at != h.seq && !t.unbuilt(v) {
			c.fault("cursors", viewPath(v), "view-behind", model.Args{"at": at, "end": h.seq})
		}
	}
	return t.drafts.ForEach(func(k, v []byte) error {
		c.report.Drafts++
		if _, err := decodeDraft(k, v); err != nil {
			c.fault("drafts", string(k), "draft-unreadable", nil)
		}
		return c.step()
	})
}
