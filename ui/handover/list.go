package handover

import (
	"slices"

	"piket/model"
)

// item is a row of the list: a heading, or an entry.
type item struct {
	heading string // group; empty for an entry
	n       int    // of the entry, or how many stand under the heading
}

// list is where the cursor stands. It is held by the line's key.
type list struct {
	items  []item
	keys   []model.LineKey // of the entries
	at     int             // item under the cursor
	top    int             // first item in sight
	height int
}

// set takes new entries. The cursor stays on its line, and the line where it
// was in sight.
func (l *list) set(entries []*entry) {
	key, offset := l.key(), l.at-l.top
	l.items, l.keys = l.items[:0], l.keys[:0]
	heading := -1
	for i, e := range entries {
		if g := e.group(); i == 0 || g != entries[i-1].group() {
			heading = len(l.items)
			l.items = append(l.items, item{heading: g})
		}
		l.items[heading].n++
		l.items = append(l.items, item{n: i})
		l.keys = append(l.keys, e.Key)
	}
	if !l.find(key) {
		l.at = max(0, min(l.at, len(l.items)-1))
		l.move(0)
	}
	l.top = max(0, l.at-offset)
	l.hold()
}

// key is the line under the cursor.
func (l *list) key() model.LineKey {
	if i := l.index(); i >= 0 && i < len(l.keys) {
		return l.keys[i]
	}
	return ""
}

// index is the entry under the cursor; -1 for none.
func (l *list) index() int {
	if l.at < 0 || l.at >= len(l.items) || l.items[l.at].heading != "" {
		return -1
	}
	return l.items[l.at].n
}

// find puts the cursor on a line.
func (l *list) find(key model.LineKey) bool {
	n := slices.Index(l.keys, key)
	if n < 0 {
		return false
	}
	l.at = slices.IndexFunc(l.items, func(it item) bool { return it.heading == "" && it.n == n })
	l.hold()
	return true
}

// toFirst puts the cursor on the first line of a sort, else on the first.
func (l *list) toFirst(entries []*entry, is func(*entry) bool) {
	l.at, l.top = 0, 0
	l.move(0)
	if i := slices.IndexFunc(entries, is); i >= 0 {
		l.find(entries[i].Key)
	}
}

// move moves the cursor by entries, over the headings between them.
func (l *list) move(by int) {
	step, left := 1, by
	if by < 0 {
		step, left = -1, -by
	}
	for to := l.at; left > 0; {
		to += step
		if to < 0 || to >= len(l.items) {
			break
		}
		if l.items[to].heading == "" {
			l.at, left = to, left-1
		}
	}
	if l.index() < 0 && l.at+1 < len(l.items) {
		l.at++
	}
	l.hold()
}

// hold keeps the cursor in sight, with what is just above: its heading, or
// the line in whose place the heading stands.
func (l *list) hold() {
	height := max(1, l.height)
	first := l.at
	if l.at > 0 && height > 1 {
		first--
	}
	l.top = max(0, min(l.top, len(l.items)-height))
	l.top = max(min(l.top, first), l.at-height+1)
}

func (l *list) resize(height int) {
	if grown := height - l.height; grown > 0 && l.height > 0 {
		l.top = max(0, l.top-grown) // what had to give way comes back
	}
	l.height = max(1, height)
	l.hold()
}

// stickyFrom is the room from which a row of it goes to the heading of a
// group whose beginning is out of sight.
const stickyFrom = 3

// visible is the items in sight, and where the first of them is. The heading
// of what stands at the top is among them, whatever was scrolled away.
func (l *list) visible() ([]item, int) {
	items := l.items[l.top:min(len(l.items), l.top+l.height)]
	if l.height < stickyFrom || len(items) < 2 || items[0].heading != "" || items[1].heading != "" {
		return items, l.top
	}
	items = slices.Clone(items)
	for i := l.top; i >= 0; i-- {
		if l.items[i].heading != "" {
			items[0] = l.items[i]
			break
		}
	}
	return items, l.top
}

// hidden are the entries out of sight, above and below.
func (l *list) hidden() (above, below []int) {
	shown := map[int]bool{}
	items, top := l.visible()
	for _, it := range items {
		if it.heading == "" {
			shown[it.n] = true
		}
	}
	for i, it := range l.items {
		switch {
		case it.heading != "" || shown[it.n]:
		case i <= top:
			above = append(above, it.n)
		default:
			below = append(below, it.n)
		}
	}
	return above, below
}
