package storage

import (
	"errors"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// batch is one write transaction and what the commands in it have changed so
// far. Nothing of it shows outside before the commit.
type batch struct {
	s       *Store
	t       *tables
	head    head
	office  model.Office
	cases   map[model.CaseID]model.Loaded
	figures figures
	serials serials

	writing bool // the job at hand has begun to write
	dirty   bool // there is something to commit
	events  int
}

func (s *Store) newBatch(tx *bolt.Tx) (*batch, error) {
	b := &batch{s: s, office: s.Office(), cases: map[model.CaseID]model.Loaded{}, serials: serials{}}
	err := shielded(func() (err error) {
		if b.t, err = tablesOf(tx); err != nil {
			return err
		}
		if err = b.t.complete(); err != nil {
			return err
		}
		if b.head, err = b.t.head(); err != nil {
			return err
		}
		b.figures, err = b.t.figures()
		return err
	})
	return b, err
}

// begin marks the point from which a failure spoils the transaction.
func (b *batch) begin() { b.writing, b.dirty = true, true }

// load is a case as this transaction sees it; false when there is none.
func (b *batch) load(id model.CaseID) (model.Loaded, bool, error) {
	if l, ok := b.cases[id]; ok {
		return l, true, nil
	}
	if l, ok := b.s.recent.find(id); ok {
		return l, true, nil
	}
	return b.t.load(id)
}

// serial is the next free register number of a year.
func (b *batch) serial(year int) (uint64, error) {
	if n, ok := b.serials[year]; ok {
		return n + 1, nil
	}
	n, err := b.t.serial(year)
	return n + 1, err
}

// finish writes what is written once a transaction, not once a command.
func (b *batch) finish() error {
	if b.events == 0 {
		return nil
	}
	err := errors.Join(b.t.putHead(b.head), b.t.putFigures(b.figures), b.t.putSerials(b.serials))
	for v := range viewCount {
		err = errors.Join(err, put(b.t.cursors, []byte(viewPath(v)), be64(b.head.seq)))
	}
	return err
}

// publish shows the committed state to everybody.
func (b *batch) publish() {
	for id, l := range b.cases {
		b.s.recent.keep(id, l)
	}
	b.s.office.Store(&b.office)
	b.s.seq.Store(b.head.seq)
}

// recent remembers the cases folded last in two generations, the younger of
// which becomes the elder when it is full. Only the writer uses it.
type recent struct {
	young, old map[model.CaseID]model.Loaded
}

const recentGeneration = 512

func (r *recent) find(id model.CaseID) (model.Loaded, bool) {
	if l, ok := r.young[id]; ok {
		return l, true
	}
	l, ok := r.old[id]
	return l, ok
}

func (r *recent) keep(id model.CaseID, l model.Loaded) {
	if r.young == nil || len(r.young) >= recentGeneration {
		r.old, r.young = r.young, make(map[model.CaseID]model.Loaded, recentGeneration)
	}
	r.young[id] = l
}

func (r *recent) forget() { r.young, r.old = nil, nil }
