package storage

import (
	"encoding/binary"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// batch is the jobs of one commit, decided on the state that the commits
// before it leave, and the writes they come to. Nothing of it shows outside
// before it is on disk.
type batch struct {
	w     *writer
	prior *batch // being committed; its state counts, its outcome does not yet

	waiting []*job // to be planned
	jobs    []*job
	refused []error // the answer of each job: nil when it is carried out
	puts    []pair
	events  int

	sheets  []*sheet // decided, but not yet among the writes
	press   *press   // works them out
	seq     uint64   // of the last event decided
	head    head     // of the last event among the writes
	office  model.Office
	rules   *model.Rules // in force while it is planned; nil until asked for
	offices []uint64     // seqs of the office's stream
	loaded  map[model.StreamID]model.Loaded
	seen    map[string]model.Receipt
	figures figures
	serials serials
	ready   bool // head, office and figures were read

	outcome  chan outcome // has one entry once the commit ended
	took     time.Duration
	callers  int // at once, when the commit began
	spoiltBy error
}

// newBatch begins a batch on top of the one being committed.
func newBatch(w *writer) *batch {
	b := &batch{
		w: w, prior: w.flight, outcome: make(chan outcome, 1), serials: serials{},
		loaded: make(map[model.StreamID]model.Loaded, w.pace.due()), seen: make(map[string]model.Receipt, w.pace.due()),
		puts: w.spare[:0],
	}
	w.spare = nil // it is this batch's until it has landed
	return b
}

// planAll plans jobs that are not dropped, in one read transaction.
func (b *batch) planAll(jobs []*job) {
	if len(jobs) == 0 {
		return
	}
	var mine []*job
	for _, j := range jobs {
		if j.state.Load() == taken || j.take() {
			mine = append(mine, j)
		}
	}
	if b.prior == nil { // nothing is being committed, so a file lost earlier can be opened again
		if err := b.w.s.reopenIfLost(); err != nil {
			b.w.s.cfg.Log.Error("the store cannot be opened again", "path", b.w.s.cfg.Path, "error", err)
		}
	}
	b.w.s.mu.RLock()
	defer b.w.s.mu.RUnlock()
	f := b.w.s.file
	if f == nil {
		b.add(mine, ErrClosed)
		return
	}
	planned := 0
	b.press = newPress(b.w.encoders(), len(mine))
	err := f.view(func(t *tables) error {
		if err := b.begin(t); err != nil {
			return err
		}
		for _, j := range mine {
			err := j.poison
			if err == nil {
				err = shielded(func() error { return j.work.plan(b, t, j) })
			}
			b.add([]*job{j}, err)
			planned++
		}
		return nil
	})
	b.add(mine[planned:], err)
	b.entrench()
}

// replan starts over with the same jobs.
func (b *batch) replan() {
	jobs, prior, waiting := b.jobs, b.prior, b.waiting
	*b = *newBatch(b.w)
	b.prior, b.waiting = prior, waiting
	b.planAll(jobs)
}

func (b *batch) wait(jobs []*job) { b.waiting = append(b.waiting, jobs...) }

func (b *batch) unplanned() []*job {
	jobs := b.waiting
	b.waiting = nil
	return jobs
}

func (b *batch) add(jobs []*job, err error) {
	for _, j := range jobs {
		b.jobs, b.refused = append(b.jobs, j), append(b.refused, err)
	}
}

// begin takes over the state that the batch before leaves.
func (b *batch) begin(t *tables) error {
	if b.ready {
		return nil
	}
	if p := b.prior; p != nil && p.ready {
		b.seq, b.head, b.office, b.offices, b.figures, b.ready = p.seq, p.head, p.office, p.offices, p.figures, true
		return nil
	}
	var err error
	if b.head, err = t.head(); err != nil {
		return err
	}
	if b.figures, err = t.figures(); err != nil {
		return err
	}
	if b.offices, err = t.seqs(model.OfficeStream); err != nil {
		return err
	}
	b.seq, b.office, b.ready = b.head.seq, b.w.s.Office(), true
	return nil
}

// write adds one write to the batch.
func (b *batch) write(bucket int, key, value []byte) {
	b.puts = append(b.puts, pair{bucket, key, value})
}

// load is a stream as this batch sees it; false when there is none.
func (b *batch) load(t *tables, id model.StreamID) (model.Loaded, bool, error) {
	for _, layer := range []*batch{b, b.prior} {
		if layer != nil {
			if l, ok := layer.loaded[id]; ok {
				return l, true, nil
			}
		}
	}
	if l, ok := b.w.recent.find(id); ok {
		return l, true, nil
	}
	return t.load(id)
}

// receipt is what an earlier command of the same key became, if this batch or
// the one before it carried it out.
func (b *batch) receipt(key string) (model.Receipt, bool) {
	if r, ok := b.seen[key]; ok {
		return r, true
	}
	if b.prior != nil {
		r, ok := b.prior.seen[key]
		return r, ok
	}
	return model.Receipt{}, false
}

// serial is the next free register number of a year.
func (b *batch) serial(t *tables, year int) (uint64, error) {
	for _, layer := range []*batch{b, b.prior} {
		if layer != nil {
			if n, ok := layer.serials[year]; ok {
				return n + 1, nil
			}
		}
	}
	n, err := t.serial(year)
	return n + 1, err
}

// finish adds what is written once a batch, not once a command.
func (b *batch) finish() {
	if b.events == 0 {
		return
	}
	b.write(inMeta, []byte(metaHead), append(be64(b.head.seq), b.head.hash...))
	for i, name := range figureNames() {
		b.write(viewCounts, []byte(name), be64(uint64(b.figures[i])))
	}
	for year, serial := range b.serials {
		b.write(viewSerial, yearKey(year), be64(serial))
	}
	for v := range viewCount {
		b.write(inCursors, []byte(viewPath(v)), be64(b.head.seq))
	}
}

func yearKey(year int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(year)) }

// writeAll carries writes out in order; one without a value is a removal.
func writeAll(tx *bolt.Tx, puts []pair) error {
	t, err := tablesOf(tx)
	if err != nil {
		return err
	}
	return t.writeAll(puts)
}

func (t *tables) writeAll(puts []pair) error {
	for _, p := range puts {
		b := t.bucket(p.bucket)
		if b == nil {
			continue // a view that is not being rebuilt
		}
		var err error
		if p.value == nil {
			err = b.Delete(p.key)
		} else {
			err = b.Put(p.key, p.value)
		}
		if err != nil {
			return fmt.Errorf("write to %s: %w", bucketPath(p.bucket), err)
		}
	}
	return nil
}

// recent remembers the streams folded last in two generations, the younger of
// which becomes the elder when it is full.
type recent struct {
	young, old map[model.StreamID]model.Loaded
}

const recentGeneration = 512

func (r *recent) find(id model.StreamID) (model.Loaded, bool) {
	if l, ok := r.young[id]; ok {
		return l, true
	}
	l, ok := r.old[id]
	return l, ok
}

func (r *recent) keepAll(loaded map[model.StreamID]model.Loaded) {
	if r.young == nil || len(r.young) >= recentGeneration {
		r.old, r.young = r.young, make(map[model.StreamID]model.Loaded, recentGeneration)
	}
	for id, l := range loaded {
		r.young[id] = l
	}
}

func (r *recent) forget() { r.young, r.old = nil, nil }
