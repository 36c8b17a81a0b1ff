package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
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

func (r *Root) undone(m undone) tea.Cmd {
	if m.err != nil {
		r.say(r.ctx.Print.Error(m.err), true)
		return nil
	}
	r.say(r.ctx.Print.T("root.undone", locale.A{"number": m.receipt.Number, "what": r.back(m.receipt.Events)}), false)
	return nil
}

// back says in a few words where an undo led back to.
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
	return r.ctx.Print.Word("event", model.EventCode(events[0].Event))
}
