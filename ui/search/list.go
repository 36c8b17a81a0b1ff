package search

import (
	"slices"

	"piket/model"
)

// list is the cases found and where the cursor stands among them.
type list struct {
	rows   []model.Row
	at     int // under the cursor
	top    int // first in sight
	height int // in sight
}

func (l *list) current() (model.Row, bool) {
	if l.at < 0 || l.at >= len(l.rows) {
		return model.Row{}, false
	}
	return l.rows[l.at], true
}

func (l *list) set(rows []model.Row) {
	l.rows = rows
	l.move(0)
}

// find puts the cursor on a case, if it is there.
func (l *list) find(id model.CaseID) {
	if i := slices.IndexFunc(l.rows, func(r model.Row) bool { return r.ID == id }); i >= 0 {
		l.at = i
	}
	l.move(0)
}

// move moves the cursor and keeps it in sight.
func (l *list) move(by int) {
	l.at = max(0, min(l.at+by, len(l.rows)-1))
	l.top = max(0, min(l.top, len(l.rows)-l.height))
	l.top = max(min(l.top, l.at), l.at-l.height+1)
}

func (l *list) resize(height int) {
	l.height = max(1, height)
	l.move(0)
}

// visible is the rows in sight.
func (l *list) visible() []model.Row { return l.rows[l.top:min(len(l.rows), l.top+l.height)] }
