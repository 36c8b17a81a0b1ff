package queue

import (
	"context"
	"maps"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/model"
)

const (
	newsPage = 64 // entries looked through for arrivals at a time
	// restful is how long nobody must have touched the list before rows that
	// arrived above may push it down.
	restful = 10 * time.Second
)

// news is the reports that arrived above the rows in sight.
type news struct {
	seq   uint64 // of the newest journal entry looked at
	begun bool
	busy  bool
	// above is the arrivals not seen yet, by where they stand in the queue.
	above map[model.CaseID]string
	many  bool // more than were counted
	// atTop says that whoever last moved the cursor, at touched, had the top of
	// the list in sight: then the list may go back there by itself.
	atTop   bool
	touched time.Time
}

// newsRead is the arrivals among the journal's new entries that pass the
// filter, and where they stand.
type newsRead struct {
	from, seq uint64
	places    map[model.CaseID]string
	many      bool
	err       error
}

// since looks for arrivals up to a journal entry.
func (n *news) since(q *Queue, seq uint64) tea.Cmd {
	if !n.begun {
		n.begun, n.seq = true, seq
	}
	if n.busy || seq <= n.seq {
		return nil
	}
	n.busy = true
	desk, from, query := q.cfg.Desk, n.seq, model.WindowQuery{Filter: q.wanted(), Now: q.ctx.Now(), After: 1}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		return arrivals(ctx, desk, from, seq, query)
	}
}

// arrivals asks of each new case where it stands in the filtered list.
func arrivals(ctx context.Context, desk Desk, from, to uint64, query model.WindowQuery) newsRead {
	m := newsRead{from: from, seq: to, places: map[model.CaseID]string{}}
	events, err := desk.Events(ctx, from, newsPage)
	m.many = err == nil && len(events) == newsPage
	for _, e := range events {
		if _, opened := e.Event.(model.CaseOpened); !opened || err != nil {
			continue
		}
		query.Anchor = model.CaseID(e.Stream)
		var w model.Window
		if w, err = desk.Window(ctx, query); err == nil && w.Anchor >= 0 && w.Rows[w.Anchor].ID == query.Anchor {
			m.places[query.Anchor] = w.Rows[w.Anchor].Key
		}
	}
	m.err = err
	return m
}

// newsRead counts the arrivals above the rows in sight.
func (q *Queue) newsRead(m newsRead) tea.Cmd {
	n := &q.news
	n.busy = false
	if m.err != nil || m.from != n.seq {
		return nil
	}
	n.seq = max(n.seq, m.seq)
	if n.above == nil {
		n.above = map[model.CaseID]string{}
	}
	maps.Copy(n.above, m.places)
	n.many = n.many || m.many
	n.look(&q.list)
	return nil
}

// look strikes off what is in sight or below it.
func (n *news) look(l *list) {
	if l.top == 0 && !l.above {
		n.above, n.many = nil, false
		return
	}
	if l.top >= len(l.rows) || l.rows[l.top].Key == "" {
		return
	}
	first := l.rows[l.top].Key
	maps.DeleteFunc(n.above, func(_ model.CaseID, key string) bool { return key >= first })
}

// moved says that somebody moved the cursor at an instant.
func (n *news) moved(l *list, at time.Time) {
	n.touched, n.atTop = at, l.top == 0 && !l.above
	n.look(l)
}

// settle moves a list back to its top that arrivals have pushed off it, once
// nobody has touched it for a while. The cursor stays on its case, in sight.
func (n *news) settle(l *list, now time.Time) bool {
	if !n.atTop || len(n.above) == 0 || now.Sub(n.touched) < restful || l.above || l.top == 0 {
		return false
	}
	l.top = 0
	l.fit()
	n.look(l)
	return true
}
