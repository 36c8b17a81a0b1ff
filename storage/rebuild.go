package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// shadowRoot is where views are built before they take the place of the old.
const shadowRoot = "rebuild"

// rebuildStep is how many cases one transaction of a rebuild takes.
const rebuildStep = 1_000

// Rebuild throws every view away and builds it anew from the journal. Reading
// goes on with the old views, commands wait; a crash leaves the old views.
func (s *Store) Rebuild(ctx context.Context) error {
	all := make([]int, viewCount)
	for v := range all {
		all[v] = v
	}
	run, end, err := s.runs.begin(ctx)
	if err != nil {
		return s.explain(err)
	}
	defer end()
	return s.submit(ctx, &job{alone: func() error { return s.rebuild(all, func() error { return context.Cause(run) }) }})
}

// mendViews builds the views that are missing or behind the journal.
func (s *Store) mendViews() error {
	var behind []int
	err := s.file.view(func(t *tables) error {
		h, err := t.head()
		if err != nil {
			return err
		}
		for v := range viewCount {
			at, _ := number64(t.cursors.Get([]byte(viewPath(v))))
			if t.view(v) == nil || at != h.seq {
				behind = append(behind, v)
			}
		}
		return nil
	})
	if err != nil || len(behind) == 0 {
		return err
	}
	return s.rebuild(behind, func() error { return nil })
}

// rebuild builds some views in the shadow, a few thousand cases at a time,
// and puts them in place in one last transaction.
func (s *Store) rebuild(which []int, stopped func() error) error {
	b := &builder{which: which, stopped: stopped}
	if err := s.file.update(b.clear); err != nil {
		return fmt.Errorf("clear the last rebuild: %w", err)
	}
	for !b.finished {
		if err := stopped(); err != nil {
			return err
		}
		if err := s.file.update(b.step); err != nil {
			return fmt.Errorf("rebuild views: %w", err)
		}
		if b.cases >= rebuildStep {
			s.cfg.Log.Info("rebuilding views", "cases", b.cases)
		}
	}
	if err := s.file.update(b.install); err != nil {
		return fmt.Errorf("put rebuilt views in place: %w", err)
	}
	return nil
}

// builder folds every case, in the order of their streams, into the shadow.
type builder struct {
	which    []int
	stopped  func() error
	after    []byte // the stream done last
	cases    int
	finished bool
	figures  figures
	serials  serials
	sittings sittings
}

// clear removes what an interrupted rebuild left and makes empty shadows.
func (b *builder) clear(tx *bolt.Tx) error {
	b.serials, b.sittings = serials{}, sittings{}
	if err := tx.DeleteBucket([]byte(shadowRoot)); err != nil && tx.Bucket([]byte(shadowRoot)) != nil {
		return fmt.Errorf("drop bucket: %w", err)
	}
	for _, v := range b.which {
		n := viewNames()[v]
		if _, err := makeNested(tx, shadowRoot, n.name, n.version); err != nil {
			return err
		}
	}
	return nil
}

// shadows are the transaction's tables with the shadow in place of the views.
func (b *builder) shadows(tx *bolt.Tx) (*tables, error) {
	t, err := tablesOf(tx)
	if err != nil {
		return nil, err
	}
	t.shadows = true
	for _, v := range b.which {
		n := viewNames()[v]
		t.views[v] = nested(tx, shadowRoot, n.name, n.version)
		packTight(t.views[v], v)
	}
	return t, nil
}

func (b *builder) step(tx *bolt.Tx) error {
	t, err := b.shadows(tx)
	if err != nil {
		return err
	}
	c := t.streams.Cursor()
	k := b.firstStream(c)
	if b.after != nil {
		if k, _ = c.Seek(b.after); bytes.Equal(k, b.after) {
			k, _ = c.Next()
		}
	}
	for n := 0; !b.beyond(k) && n < rebuildStep; n++ {
		b.after = bytes.Clone(k)
		if err := b.add(t, model.StreamID(b.after)); err != nil {
			return err
		}
		k, _ = c.Next()
	}
	if b.finished = b.beyond(k); b.finished {
		return errors.Join(t.putFigures(b.figures), t.putSerials(b.serials), t.putSittings(b.sittings))
	}
	return nil
}

func (b *builder) add(t *tables, id model.StreamID) error {
	l, ok, err := t.load(id)
	for _, e := range l.History {
		b.sittings.note(e)
	}
	if err != nil || !ok || l.Case.ID == "" {
		return err
	}
	b.cases++
	b.figures.add(tally(&l.Case), 1)
	b.serials.note(&l.Case)
	return t.writeAll(changes(nil, &l.Case))
}

// install moves every shadow to its place. It writes nothing into them: bbolt
// moves a bucket as it stands on its pages.
func (b *builder) install(tx *bolt.Tx) error {
	t, err := tablesOf(tx)
	if err != nil {
		return err
	}
	h, err := t.head()
	if err != nil {
		return err
	}
	for _, v := range b.which {
		if err := errors.Join(replaceView(tx, v), put(t.cursors, []byte(viewPath(v)), be64(h.seq))); err != nil {
			return err
		}
	}
	return tx.DeleteBucket([]byte(shadowRoot))
}

// replaceView puts a view's shadow where the view was; older versions go too.
func replaceView(tx *bolt.Tx, v int) error {
	n := viewNames()[v]
	from := nested(tx, shadowRoot, n.name)
	to, err := makeNested(tx, "view", n.name)
	if err != nil {
		return err
	}
	var old [][]byte
	err = to.ForEachBucket(func(k []byte) error {
		old = append(old, bytes.Clone(k))
		return nil
	})
	for _, k := range old {
		err = errors.Join(err, to.DeleteBucket(k))
	}
	if err != nil {
		return fmt.Errorf("drop the old view %s: %w", n.name, err)
	}
	if err := tx.MoveBucket([]byte(n.version), from, to); err != nil {
		return fmt.Errorf("move view %s: %w", n.name, err)
	}
	return nil
}

// putFigures writes the counts view, where there is one.
func (t *tables) putFigures(f figures) error {
	b := t.view(viewCounts)
	if b == nil {
		return nil
	}
	for i, name := range figureNames() {
		if err := put(b, []byte(name), be64(uint64(f[i]))); err != nil {
			return err
		}
	}
	return nil
}

func (t *tables) figures() (figures, error) {
	var f figures
	for i, name := range figureNames() {
		raw := t.view(viewCounts).Get([]byte(name))
		n, ok := number64(raw)
		if !ok && raw != nil {
			return f, damaged(viewPath(viewCounts), name, "value-odd", nil)
		}
		f[i] = int64(n)
	}
	return f, nil
}

// putSerials writes the serial view, where there is one.
func (t *tables) putSerials(last serials) error {
	if t.view(viewSerial) == nil {
		return nil
	}
	for year, serial := range last {
		if err := put(t.view(viewSerial), yearKey(year), be64(serial)); err != nil {
			return err
		}
	}
	return nil
}
