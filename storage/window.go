package storage

import (
	"bytes"
	"context"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"piket/model"
)

// Window reads the rows of a list around an anchor. Its cost follows the rows
// asked for, not the length of the list, unless a filter lets few through.
func (s *Store) Window(ctx context.Context, q model.WindowQuery) (model.Window, error) {
	var w model.Window
	err := s.view(ctx, func(t *tables) error {
		h, err := t.head()
		if err != nil {
			return err
		}
		l := &listing{ctx: ctx.Err, t: t, match: newMatcher(q), lanes: t.lanes(q.Filter)}
		w, err = l.window(q)
		w.Seq = h.seq
		return err
	})
	return w, err
}

// listing reads one list within one transaction.
type listing struct {
	ctx   func() error // says when the caller gave up
	t     *tables
	match *matcher
	lanes []*lane
	steps int
}

func (l *listing) window(q model.WindowQuery) (model.Window, error) {
	if q.End {
		return l.ending(spot{lane: len(l.lanes)}, max(0, q.Before)+max(1, q.After))
	}
	at, err := l.anchor(q)
	if err != nil {
		return model.Window{}, err
	}
	below, more, err := l.forward(at, max(1, q.After))
	if err != nil {
		return model.Window{}, err
	}
	if len(below) == 0 { // the row above takes the anchor's place
		return l.ending(at, max(0, q.Before)+1)
	}
	above, further, err := l.backward(at, max(0, q.Before))
	w := model.Window{Rows: append(above, below...), Anchor: len(above), Above: further, Below: more}
	return w, err
}

// ending is the window of the list's last rows, which all stand before a spot.
func (l *listing) ending(end spot, n int) (model.Window, error) {
	rows, further, err := l.backward(end, n)
	return model.Window{Rows: rows, Anchor: len(rows) - 1, Above: further}, err
}

// anchor is where the window is built around: the anchor's own place while it
// is in the list, else the place it had.
func (l *listing) anchor(q model.WindowQuery) (spot, error) {
	place, there, err := l.placeOf(q.Anchor)
	if err != nil || there {
		return place, err
	}
	if key, err := hex.DecodeString(q.Key); err == nil && len(key) > 0 {
		return l.spotIn(viewQueue, key), nil
	}
	return place, nil
}

// placeOf is where a case stands, or would stand, and whether it is listed.
func (l *listing) placeOf(id model.CaseID) (spot, bool, error) {
	if id == "" {
		return spot{}, false, nil
	}
	r, err := l.t.row(id)
	if model.KindOf(err) == model.KindNotFound {
		return spot{}, false, nil
	}
	if err != nil {
		return spot{}, false, err
	}
	view, key := place(r)
	if !l.reads(view) {
		// It left towards the other list; there, only a closed case keeps a place.
		return l.spotIn(viewClosed, closedKey(r.Received, r.ID)), false, nil
	}
	return l.spotIn(view, key), l.match.row(l.t, view, key, encodeFacet(r), r.ID), nil
}

func (l *listing) reads(view int) bool {
	return slices.ContainsFunc(l.lanes, func(n *lane) bool { return n.view == view })
}

// spotIn is a key's place, or the top of the list when its index is not read.
func (l *listing) spotIn(view int, key []byte) spot {
	for i, n := range l.lanes {
		if n.view == view {
			return spot{lane: i, key: key}
		}
	}
	return spot{}
}

// forward reads n matching rows at and after a spot, and whether more follow.
func (l *listing) forward(at spot, n int) (rows []model.Row, more bool, err error) {
	for i := at.lane; i < len(l.lanes); i++ {
		lane := l.lanes[i]
		k, v := lane.first()
		if i == at.lane && at.key != nil {
			k, v = lane.seek(at.key)
		}
		for ; k != nil; k, v = lane.next() {
			if rows, more, err = l.take(lane, k, v, rows, n); err != nil || more {
				return rows, more, err
			}
		}
	}
	return rows, false, nil
}

// backward reads the n matching rows before a spot, in list order, and
// whether more stand above them.
func (l *listing) backward(at spot, n int) (rows []model.Row, more bool, err error) {
	for i := min(at.lane, len(l.lanes)-1); i >= 0; i-- {
		lane := l.lanes[i]
		k, v := lane.last()
		if i == at.lane {
			if at.key == nil {
				continue
			}
			k, v = lane.before(at.key)
		}
		for ; k != nil; k, v = lane.prev() {
			if rows, more, err = l.take(lane, k, v, rows, n); err != nil || more {
				slices.Reverse(rows)
				return rows, more, err
			}
		}
	}
	slices.Reverse(rows)
	return rows, false, nil
}

// giveUpEvery is how many entries are read between looks at the context.
const giveUpEvery = 1024

// take adds an entry's row if it matches; more says that it would be one too many.
func (l *listing) take(n *lane, k, v []byte, rows []model.Row, limit int) ([]model.Row, bool, error) {
	if l.steps++; l.steps%giveUpEvery == 0 && l.ctx() != nil {
		return rows, false, l.ctx()
	}
	id := caseIn(k, n.prefix)
	if !l.match.row(l.t, n.view, k, v, id) {
		return rows, false, nil
	}
	if len(rows) == limit {
		return rows, true, nil
	}
	r, err := l.t.row(id)
	if model.KindOf(err) == model.KindNotFound {
		err = damaged(viewPath(viewCase), string(id), "row-missing", nil)
	}
	return append(rows, r), false, err
}

// matcher is a filter made ready: most of it is asked of an entry's key and
// facet, and a row is read only for its text.
type matcher struct {
	statuses [8]bool
	ranks    [8]bool
	kinds    [4]bool
	owner    string
	unowned  bool
	due      []byte     // only deadlines before this
	words    [][][]byte // each with the codes that serve as well
	folded   []byte     // of the row at hand
}

func newMatcher(q model.WindowQuery) *matcher {
	m := &matcher{owner: string(q.Filter.Owner), unowned: q.Filter.Unowned, words: textWords(q.Filter)}
	for _, s := range q.Filter.Statuses {
		m.statuses[statusCode(s)] = true
	}
	for _, u := range q.Filter.Urgencies {
		m.ranks[u.Rank()] = true
	}
	for _, k := range q.Filter.Kinds {
		m.kinds[kindCode(k)] = true
	}
	for i := range m.statuses {
		m.statuses[i] = m.statuses[i] || len(q.Filter.Statuses) == 0
		m.ranks[i] = m.ranks[i] || len(q.Filter.Urgencies) == 0
		m.kinds[i&3] = m.kinds[i&3] || len(q.Filter.Kinds) == 0
	}
	if q.Filter.Overdue {
		m.due = be64(sortable(q.Now))
	}
	return m
}

// row says whether a list entry passes the filter.
func (m *matcher) row(t *tables, view int, key, facet []byte, id model.CaseID) bool {
	if len(facet) < facetHead || !m.facet(facet) {
		return false
	}
	if m.due != nil && (view != viewQueue || len(key) < queuePrefix || string(key[1:9]) >= string(m.due)) {
		return false
	}
	return len(m.words) == 0 || m.text(t.view(viewCase).Get([]byte(id)))
}

func (m *matcher) facet(f []byte) bool {
	owner := string(f[facetHead:])
	return m.statuses[f[0]&7] && m.kinds[f[1]&3] && m.ranks[f[2]&7] &&
		(m.owner == "" || owner == m.owner) && (!m.unowned || owner == "")
}

// text wants every word somewhere in a stored row. A row that cannot be read
// passes, for the list to trip over.
func (m *matcher) text(raw []byte) bool {
	var ok bool
	if m.folded, ok = appendRowText(m.folded[:0], raw); !ok {
		return true
	}
	all := m.folded
	if !lowerASCII(all) {
		all = []byte(model.Fold(string(all)))
	}
	for _, forms := range m.words {
		if !slices.ContainsFunc(forms, func(w []byte) bool { return bytes.Contains(all, w) }) {
			return false
		}
	}
	return true
}

// textWords are the words a row must hold, each in any of its forms.
func textWords(f model.Filter) [][][]byte {
	var words [][][]byte
	for _, w := range strings.Fields(model.Fold(f.Text)) {
		forms := [][]byte{[]byte(w)}
		for _, code := range f.Codes[w] {
			forms = append(forms, []byte(code))
		}
		words = append(words, forms)
	}
	return words
}

// lowerASCII makes a text lower case in place; false when it is not ASCII.
func lowerASCII(b []byte) bool {
	for i, c := range b {
		switch {
		case c >= utf8.RuneSelf:
			return false
		case 'A' <= c && c <= 'Z':
			b[i] = c + ('a' - 'A')
		}
	}
	return true
}
