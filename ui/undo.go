package ui

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

// undone is what came of taking an act back.
type undone struct {
	receipt model.Receipt
	err     error
}

// undo takes back the last act of this session.
func (r *Root) undo() tea.Cmd {
	if r.acted.Case == "" {
		r.say(r.ctx.Print.T("root.nothing-to-undo"), true)
		return nil
	}
	desk, id := r.seat.Desk, r.acted.Case
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		receipt, err := desk.Undo(ctx, id)
		return undone{receipt, err}
	}
}

// undoable says whether an act can be taken back by who sits here.
type undoable struct {
	acted screen.Acted
	by    model.OfficerID
	can   bool
}

// undoable looks whether there is something to undo on the case acted on last.
func (r *Root) undoable() tea.Cmd {
	desk, acted, by := r.seat.Desk, r.acted, r.ctx.Officer.ID
	if desk == nil || acted.Case == "" {
		return nil
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		l, err := desk.Case(ctx, acted.Case)
		if err != nil {
			return nil // it is offered, and refused with a reason
		}
		act, _, ok := model.Reversible(l.History)
		return undoable{acted, by, ok && act.Actor.Officer == by}
	}
}

// keepUndo offers undo no longer where there is nothing to undo.
func (r *Root) keepUndo(m undoable) {
	if !m.can && m.acted == r.acted && m.by == r.ctx.Officer.ID {
		r.acted = screen.Acted{}
	}
}

func (r *Root) undone(m undone) tea.Cmd {
	if m.err != nil {
		r.say(r.ctx.Print.Error(m.err), true)
		return r.undoable()
	}
	r.say(r.ctx.Print.T("root.undone", locale.A{"number": m.receipt.Number, "what": r.back(m.receipt.Events)}), false)
	return r.undoable()
}

// back says in a few words where an undo led back to, or what it took back.
func (r *Root) back(events []model.Envelope) string {
	if len(events) == 0 {
		return ""
	}
	switch e := events[0].Event.(type) {
	case model.Assigned:
		if e.To == "" {
			return r.ctx.Print.T("root.back-nobody")
		}
		return r.ctx.Print.T("root.back-owner", locale.A{"name": r.ctx.OfficerName(e.To)})
	case model.StatusChanged:
		return r.ctx.Print.T("root.back-status", locale.A{"status": string(e.To)})
	case model.Triaged:
		return r.ctx.Print.T("root.back-urgency", locale.A{"urgency": string(e.ToUrgency)})
	}
	return r.ctx.Print.Word("event", cmp.Or(model.UndoneCode(events[0].Event), model.EventCode(events[0].Event)))
}
