package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/since"
)

// sinceFound is what happened while the officer was away.
type sinceFound struct {
	turn  int
	asked bool // by a key: shown even when it is nothing
	since desk.Since
	err   error
}

// findSince asks what happened while the officer was away.
func (r *Root) findSince(asked bool) tea.Cmd {
	ask, turn := r.seat.Since, r.live.turn
	if ask == nil {
		return nil
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		found, err := ask(ctx)
		return sinceFound{turn, asked, found, err}
	}
}

// sinceFound shows it, but not over something the officer has begun with. It
// opens by itself: what is being typed was not meant for it.
func (r *Root) sinceFound(m sinceFound) tea.Cmd {
	switch {
	case m.turn != r.live.turn:
		return nil
	case m.err != nil && !m.asked:
		return nil // the queue says what is wrong with the desk
	case m.err != nil:
		r.say(r.ctx.Print.Error(m.err), true)
		return nil
	case !m.asked && (since.Empty(m.since) || len(r.stack) > 1):
		return nil
	}
	if !m.asked {
		now := r.ctx.Now()
		r.start = pane{unasked: true, lastKey: now, until: now.Add(deafMost)}
	}
	return r.push(since.New(since.Config{Ctx: r.ctx, Since: m.since}))
}

// told is a case of the officer's that somebody else changed.
type told struct {
	id     model.CaseID
	number string
	by     model.OfficerID
	what   string
	more   int // cases beside it
}

// mostLooked is how many cases are looked at to tell whose they are.
const mostLooked = 20

// lister shows where a case stands, and with it whose it is.
type lister interface {
	Window(ctx context.Context, q model.WindowQuery) (model.Window, error)
}

// mineAmong finds the newest change that somebody else made to a case of an
// officer's, or by which they got or lost one. What a handover of their own
// moved they know.
func mineAmong(ctx context.Context, d lister, me model.OfficerID, events []model.Envelope) (out told) {
	looked, signed := map[model.CaseID]bool{}, map[string]bool{}
	for _, e := range events {
		if ev, ok := e.Event.(model.HandoverSealed); ok && (ev.Record.Out.Officer == me || ev.Record.In.Officer == me) {
			signed[e.Correlation] = true
		}
	}
	for _, e := range slices.Backward(events) {
		if signed[e.Correlation] {
			continue
		}
		id := model.CaseID(e.Stream)
		_, arrived := e.Event.(model.CaseOpened)
		if arrived || e.Stream.Kind() != model.OfCase || e.Actor.Officer == me || looked[id] || len(looked) == mostLooked {
			continue
		}
		looked[id] = true
		row, found := rowOf(ctx, d, id)
		a, assigned := e.Event.(model.Assigned)
		switch {
		case !found || row.Owner != me && (!assigned || a.From != me):
		case out.id == "":
			out = told{id: id, number: row.Number, by: e.Actor.Officer, what: model.EventCode(e.Event)}
		default:
			out.more++
		}
	}
	return out
}

// rowOf is the row of a case, open or closed. It costs the same however long
// the case's history is.
func rowOf(ctx context.Context, d lister, id model.CaseID) (model.Row, bool) {
	w, err := d.Window(ctx, model.WindowQuery{Filter: model.Filter{Statuses: model.Statuses()}, Anchor: id, After: 1})
	if err != nil || w.Anchor < 0 || w.Rows[w.Anchor].ID != id {
		return model.Row{}, false
	}
	return w.Rows[w.Anchor], true
}

// tellMine says that somebody else changed a case of the officer's, unless
// they have it before them.
func (r *Root) tellMine(t told) {
	if t.id == "" || t.id == r.openCase() {
		return
	}
	r.told = t
	if r.toast.kind == toastUrgent && r.toast.text != "" {
		return
	}
	key := "root.mine-changed"
	if t.more > 0 {
		key = "root.mine-changed-more"
	}
	r.say(r.ctx.Print.T(key, locale.A{
		"name": r.ctx.OfficerName(t.by), "number": t.number, "n": t.more, "what": r.ctx.Print.Word("event", t.what),
	}), false)
}

// openTold opens the case that was told of last.
func (r *Root) openTold() tea.Cmd {
	id := r.told.id
	r.told = told{}
	if id == "" {
		return nil
	}
	return r.open(screen.OpenCase{ID: id})
}
