package queue

import (
	"slices"

	"piket/model"
	"piket/ui/row"
)

// list is the rows in reach and where the cursor stands among them. The
// cursor is a case, not a place: rows that come and go never move it.
type list struct {
	rows         []model.Row
	above, below bool // rows stand beyond those in reach
	at           int  // row under the cursor
	top          int  // first row in sight
	height       int  // rows in sight
	// gone says that the row under the cursor left the list. It stays where it
	// was until the cursor moves on, so that no key acts on another case. left
	// is how it looked before.
	gone bool
	left model.Row
}

// current is the row under the cursor.
func (l *list) current() (model.Row, bool) {
	if l.at < 0 || l.at >= len(l.rows) {
		return model.Row{}, false
	}
	return l.rows[l.at], true
}

// move moves the cursor by rows.
func (l *list) move(by int) {
	if by == 0 || len(l.rows) == 0 {
		return
	}
	if l.gone {
		l.drop(by)
	}
	l.at = max(0, min(l.at+by, len(l.rows)-1))
	l.fit()
}

// drop takes the row away that left the list, as the cursor leaves it.
func (l *list) drop(by int) {
	l.gone = false
	l.rows = slices.Delete(slices.Clone(l.rows), l.at, l.at+1)
	if by > 0 {
		l.at-- // the next row has moved up into its place
	}
}

// take puts a window of rows in place of those in reach. The cursor stays on
// its case, and the case on its line. stay keeps the row under the cursor even
// if it left the list, as its file has it now. It returns false for a window
// around another row, which says nothing about the one under the cursor.
func (l *list) take(w model.Window, file model.Case, around model.CaseID, stay bool) bool {
	cur, ok := l.current()
	line := l.at - l.top
	i := slices.IndexFunc(w.Rows, func(r model.Row) bool { return ok && r.ID == cur.ID })
	switch {
	case i >= 0:
		l.rows, l.at, l.gone = w.Rows, i, false
	case ok && around != cur.ID:
		return false
	case ok && stay:
		if !l.gone {
			l.gone, l.left = true, cur
		}
		l.rows, l.at = keep(w, asFiled(cur, file))
	default:
		l.rows, l.at, l.gone = w.Rows, max(0, w.Anchor), false
	}
	l.above, l.below = w.Above, w.Below
	l.top = l.at - line
	l.fit()
	return true
}

// asFiled is a row with what may have taken it off the list as its case's file
// has it, where that was read.
func asFiled(r model.Row, c model.Case) model.Row {
	if c.ID != r.ID {
		return r
	}
	due, _ := c.Due()
	r.Version, r.Status, r.Owner, r.Urgency, r.Disposition = c.Version, c.Status, c.Owner, c.Urgency, c.Disposition
	r.Proposed, r.Due, r.DueClock = c.Proposed != nil, due.Due, due.Name
	return r
}

// fate is what became of the row under the cursor; empty while it is listed.
func (l *list) fate() row.Fate {
	cur, ok := l.current()
	if !ok || !l.gone {
		return ""
	}
	return row.FateOf(l.left, cur)
}

// keep puts a row that left the list back where it stood.
func keep(w model.Window, gone model.Row) ([]model.Row, int) {
	i := max(0, w.Anchor)
	if i < len(w.Rows) && w.Rows[i].Key != "" && w.Rows[i].Key < gone.Key {
		i++
	}
	return slices.Insert(slices.Clone(w.Rows), i, gone), i
}

// jump puts the cursor on the first or the last row of a window.
func (l *list) jump(w model.Window, last bool) {
	l.rows, l.above, l.below, l.gone = w.Rows, w.Above, w.Below, false
	l.at, l.top = 0, 0
	if last {
		l.at = max(0, len(l.rows)-1)
	}
	l.fit()
}

// fit keeps the cursor in sight and leaves no room unused below the last row.
func (l *list) fit() {
	l.top = min(l.top, len(l.rows)-l.height)
	l.top = max(min(l.top, l.at), l.at-l.height+1, 0)
}

// resize gives the list another height.
func (l *list) resize(height int) {
	l.height = max(1, height)
	l.fit()
}

// visible is the rows in sight.
func (l *list) visible() []model.Row {
	return l.rows[min(l.top, len(l.rows)):min(len(l.rows), l.top+l.height)]
}

// hidden is how many of the rows in reach lie above and below those in sight.
func (l *list) hidden() (above, below int) {
	return l.top, max(0, len(l.rows)-l.top-l.height)
}

// wants says that the cursor has come so near to the end of what is in reach
// that more should be read.
func (l *list) wants() bool {
	return (l.above && l.at < l.height) || (l.below && len(l.rows)-l.at <= l.height)
}
