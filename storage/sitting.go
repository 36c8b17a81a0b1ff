package storage

import (
	"context"
	"time"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// sittings are the last events of officers' time at the desk, by officer.
type sittings map[model.OfficerID]uint64

// sat says that an event belongs to an officer's time at the desk; its actor
// is the officer.
func sat(e model.Envelope) bool { return e.Stream.Kind() == model.OfSitting && e.Actor.Officer != "" }

// note takes an event of any stream into account.
func (s sittings) note(e model.Envelope) {
	if sat(e) {
		s[e.Actor.Officer] = max(s[e.Actor.Officer], e.Seq)
	}
}

// LastSat is the last event of the officer's sittings, the one under way
// included, and when it happened; zero when they never sat.
func (s *Store) LastSat(ctx context.Context, officer model.OfficerID) (seq uint64, at time.Time, err error) {
	err = s.view(ctx, func(t *tables) error {
		if officer == "" || t.unbuilt(viewSitting) {
			return nil
		}
		raw := t.view(viewSitting).Get([]byte(officer))
		if raw == nil {
			return nil
		}
		var ok bool
		if seq, ok = number64(raw); !ok {
			return damaged(viewPath(viewSitting), string(officer), "value-odd", nil)
		}
		e, err := t.envelope(seq)
		at = e.Time
		return err
	})
	return seq, at, err
}

// putSittings writes the sitting view, where there is one.
func (t *tables) putSittings(last sittings) error {
	b := t.view(viewSitting)
	if b == nil {
		return nil
	}
	for officer, seq := range last {
		if err := put(b, []byte(officer), be64(seq)); err != nil {
			return err
		}
	}
	return nil
}

// unbuilt says that a store is of a time before a view was thought of: only a
// writer makes it then.
func (t *tables) unbuilt(v int) bool {
	return v == viewSitting && t.view(v) == nil && t.cursors.Get([]byte(viewPath(v))) == nil
}

// sittingTotals compares the sitting view with the journal.
func (r *replay) sittingTotals() {
	if r.t.unbuilt(viewSitting) {
		return
	}
	left := len(r.sittings)
	cur := r.t.view(viewSitting).Cursor()
	for k, v := cur.First(); k != nil; k, v = cur.Next() {
		want, known := r.sittings[model.OfficerID(k)]
		if n, _ := number64(v); n != want {
			r.c.fault(viewPath(viewSitting), readable(k), "view-figure", model.Args{"is": n, "want": want})
		}
		if known {
			left--
		}
	}
	if left != 0 {
		r.c.fault(viewPath(viewSitting), "", "view-officers", nil)
	}
}

// sittingStreams is what the names of the streams begin with that the sitting
// view is made of.
const sittingStreams = string(model.OfSitting) + "."

// firstStream is where a rebuild begins: a view of its own kind of stream
// need not read all others.
func (b *builder) firstStream(c *bolt.Cursor) []byte {
	if b.narrow() {
		k, _ := c.Seek([]byte(sittingStreams))
		return k
	}
	k, _ := c.First()
	return k
}

func (b *builder) narrow() bool { return len(b.which) == 1 && b.which[0] == viewSitting }

// beyond says that no stream from this one on matters to the rebuild.
func (b *builder) beyond(stream []byte) bool {
	return stream == nil || b.narrow() && model.StreamID(stream).Kind() != model.OfSitting
}
