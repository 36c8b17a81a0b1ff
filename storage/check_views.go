package storage

import (
	"bytes"
	"encoding/hex"
	"strconv"

	"piket/model"
)

// replay folds every case from the journal and compares what it accounts for
// with the views, key by key. As no two cases share a key, the views are
// right when every pair is there and none is left over.
type replay struct {
	c       *checker
	t       *tables
	head    head
	events  uint64
	pairs   [viewCount]uint64
	figures figures
	serials serials

	sittings sittings
}

func newReplay(c *checker, t *tables) *replay {
	return &replay{c: c, t: t, serials: serials{}, sittings: sittings{}}
}

func (r *replay) run() error {
	var err error
	if r.head, err = r.t.head(); err != nil {
		return err
	}
	if err := r.t.complete(); err != nil {
		return err
	}
	cur := r.t.streams.Cursor()
	for k, v := cur.First(); k != nil; k, v = cur.Next() {
		if err := r.stream(model.StreamID(k), v); err != nil {
			return err
		}
	}
	if r.events != r.head.seq {
		r.c.fault("streams", "", "streams-count", model.Args{"events": r.events, "end": r.head.seq})
	}
	return r.totals()
}

func (r *replay) stream(id model.StreamID, packed []byte) error {
	seqs, unreadable := unpackSeqs(packed)
	r.events += uint64(len(seqs))
	for range seqs {
		if err := r.c.step(); err != nil {
			return err
		}
	}
	var events []model.Envelope
	if unreadable == nil {
		events, unreadable = r.t.history(id)
	}
	switch {
	case unreadable != nil:
		r.c.damage("streams", string(id), unreadable)
	case id.Kind() == model.OfCase:
		r.compare(model.FoldCase(events))
	case id.Kind() == model.OfSitting:
		for _, e := range events {
			r.sittings.note(e)
		}
	}
	return nil
}

func (r *replay) compare(c model.Case) {
	r.c.report.Cases++
	r.figures.add(tally(&c), 1)
	r.serials.note(&c)
	for _, p := range project(&c) {
		r.pairs[p.bucket]++
		switch stands := r.t.view(p.bucket).Get(p.key); {
		case stands == nil:
			r.c.fault(viewPath(p.bucket), readable(p.key), "view-missing", model.Args{"case": string(c.ID)})
		case !bytes.Equal(stands, p.value):
			r.c.fault(viewPath(p.bucket), readable(p.key), "view-differs", model.Args{"case": string(c.ID)})
		}
	}
}

// totals looks for keys no case accounts for, and at the two views that add up.
func (r *replay) totals() error {
	for _, v := range []int{viewCase, viewQueue, viewClosed, viewNumber, viewRelated} {
		var n uint64
		cur := r.t.view(v).Cursor()
		for k, _ := cur.First(); k != nil; k, _ = cur.Next() {
			n++
		}
		if n != r.pairs[v] {
			if err := r.surplus(v); err != nil {
				return err
			}
		}
	}
	figures, err := r.t.figures()
	if err != nil {
		return err
	}
	for i, name := range figureNames() {
		if figures[i] != r.figures[i] {
			r.c.fault(viewPath(viewCounts), name, "view-figure", model.Args{"is": figures[i], "want": r.figures[i]})
		}
	}
	r.serialTotals()
	r.sittingTotals()
	return nil
}

func (r *replay) serialTotals() {
	left := len(r.serials)
	cur := r.t.view(viewSerial).Cursor()
	for k, v := cur.First(); k != nil; k, v = cur.Next() {
		year := 0
		for _, b := range k {
			year = year<<8 | int(b)
		}
		if n, _ := number64(v); n != r.serials[year] {
			r.c.fault(viewPath(viewSerial), strconv.Itoa(year), "view-figure", model.Args{"is": n, "want": r.serials[year]})
		}
		left--
	}
	if left != 0 {
		r.c.fault(viewPath(viewSerial), "", "view-years", nil)
	}
}

// surplus names the keys of a view that no case accounts for.
func (r *replay) surplus(view int) error {
	cur := r.t.view(view).Cursor()
	for k, v := cur.First(); k != nil; k, v = cur.Next() {
		l, ok, err := r.t.load(ownerOf(view, k, v).Stream())
		if err != nil || !ok || !holds(project(&l.Case), pair{bucket: view, key: k}) {
			r.c.fault(viewPath(view), readable(k), "view-surplus", nil)
		}
		if err := r.c.step(); err != nil {
			return err
		}
	}
	return nil
}

// ownerOf is the case a view's entry speaks of.
func ownerOf(view int, k, v []byte) model.CaseID {
	switch view {
	case viewQueue:
		return caseIn(k, queuePrefix)
	case viewClosed, viewRelated:
		return caseIn(k, closedPrefix)
	case viewNumber:
		return model.CaseID(v)
	}
	return model.CaseID(k)
}

// readable is a key as text where it is text, in hex otherwise.
func readable(key []byte) string {
	for _, b := range key {
		if b < ' ' || b > '~' {
			return hex.EncodeToString(key)
		}
	}
	return string(key)
}
