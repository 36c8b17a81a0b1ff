package queue

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/screen"
)

const (
	askTimeout = 5 * time.Second
	leastReach = 40 // rows read on each side of the cursor
)

// aim is where the cursor is to stand once rows have come.
type aim int

const (
	toCase aim = iota // where it stands
	toTop
	toEnd
	toPlace // where it stands, or on what took its place
)

// loading is the question that is under way. There is one at a time; what
// changes meanwhile is asked about when the answer has come.
type loading struct {
	turn    int // of the newest question; older answers are dropped
	busy    bool
	aim     aim
	next    bool // ask again
	waiting []screen.Intent
	known   bool // rows have come at least once
}

// windowRead is the answer.
type windowRead struct {
	turn   int
	aim    aim
	around model.CaseID
	window model.Window
	file   model.Case // of the row under the cursor, where it left the list
	err    error
}

// again asks for the rows around the cursor as they are now.
func (q *Queue) again() tea.Cmd {
	if q.load.busy {
		q.load.next = true
		return nil
	}
	return q.read(toCase)
}

// more asks for rows when the cursor nears the end of those in reach.
func (q *Queue) more() tea.Cmd {
	if q.load.busy || !q.load.known || !q.list.wants() {
		return nil
	}
	return q.read(toCase)
}

// read asks for rows. A question that aims elsewhere overtakes the one under
// way, whose answer is then dropped.
func (q *Queue) read(a aim) tea.Cmd {
	q.load.turn++
	q.load.busy, q.load.next, q.load.aim = true, false, a
	far := reach(q.list.height)
	query := model.WindowQuery{Filter: q.wanted(), Now: q.ctx.Now(), Before: far, After: far + 1}
	cur, ok := q.list.current()
	switch {
	case a == toEnd:
		query.End = true
	case a != toTop && ok:
		query.Anchor, query.Key = cur.ID, cur.Key
	case a != toTop && !q.load.known:
		query.Anchor = q.cfg.At.Case
	}
	desk, turn, around := q.cfg.Desk, q.load.turn, query.Anchor
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		w, err := desk.Window(ctx, query)
		out := windowRead{turn: turn, aim: a, around: around, window: w, err: err}
		if a == toCase && err == nil && around != "" && !slices.ContainsFunc(w.Rows, func(r model.Row) bool { return r.ID == around }) {
			l, _ := desk.Case(ctx, around) // without it the row shows what it said last
			out.file = l.Case
		}
		return out
	}
}

// reach is how many rows are read on each side of the cursor of a list so high.
func reach(height int) int { return max(leastReach, 2*height) }

// windowRead takes rows in, and carries out what was pressed meanwhile.
func (q *Queue) windowRead(m windowRead) tea.Cmd {
	if m.turn != q.load.turn {
		return nil
	}
	q.load.busy = false
	if q.failed = m.err; m.err != nil {
		q.load.waiting = nil
		return nil
	}
	again := q.load.next
	empty := len(q.list.rows) == 0
	switch m.aim {
	case toTop, toEnd:
		q.list.jump(m.window, m.aim == toEnd)
		q.news.moved(&q.list, q.ctx.Now())
	case toCase, toPlace:
		again = !q.list.take(m.window, m.file, m.around, m.aim == toCase) || again
		q.news.look(&q.list)
	}
	if q.load.known = true; empty != (len(q.list.rows) == 0) {
		q.list.resize(q.layout().rows)
	}
	cmds := []tea.Cmd{q.follow(), q.news.since(q, m.window.Seq)}
	if again {
		cmds = append(cmds, q.again())
	}
	waiting := q.load.waiting
	q.load.waiting = nil
	for _, i := range waiting {
		cmds = append(cmds, q.did(i))
	}
	return tea.Batch(cmds...)
}

// wanted is the filter as the desk takes it.
func (q *Queue) wanted() model.Filter {
	f := q.filter.query(q.ctx.Officer.ID)
	f.Codes = q.codes()
	return f
}
