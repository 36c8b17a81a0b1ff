package desk

import (
	"context"

	"piket/model"
)

// owedLooked is how many handovers back one is looked for that waits.
const owedLooked = 30

// readOwed finds what waits for the officer whenever they sit down, however
// long they were away: handovers for a section head's word, and lines of a
// handover that nobody has accepted.
func (a *away) readOwed(ctx context.Context) error {
	me, ok := a.session.Office().Officer(a.me)
	if !ok || !me.Role.May(model.NeedAct) {
		return nil
	}
	leads := me.Role.May(model.NeedLead)
	if leads {
		if err := a.readUnsigned(ctx); err != nil {
			return err
		}
	}
	lines, err := a.session.Unaccepted(ctx)
	if err != nil {
		return err
	}
	for _, u := range lines {
		id := u.Line.Key.Case()
		if !leads && u.From != me.Name && !a.mine[id] {
			continue
		}
		a.owed(SinceItem{
			Kind: SinceRefused, Case: id, Number: u.Line.Number, Urgency: u.Line.Urgency, At: u.Since, Text: u.Reason, N: u.Times,
		})
	}
	return nil
}

// readUnsigned finds the handovers that wait for a section head who had no
// hand in them.
func (a *away) readUnsigned(ctx context.Context) error {
	handovers, err := a.session.Handovers(ctx, "", owedLooked)
	if err != nil {
		return err
	}
	for _, h := range handovers {
		if !h.Owed() || h.Record.Out.Officer == a.me || h.Record.In.Officer == a.me {
			continue
		}
		by := h.Record.Out.Officer
		if by == "" {
			by = h.Record.In.Officer
		}
		a.owed(SinceItem{
			Kind: SinceOwed, Handover: h.ID, Number: h.Record.Watch.Shift, By: by, At: h.Record.Sealed, Text: h.Record.Lone, N: 1,
		})
	}
	return nil
}

func (a *away) owed(i SinceItem) {
	a.out.Total[i.Kind]++
	if a.out.Total[i.Kind] <= sinceShown {
		a.out.Items = append(a.out.Items, i)
	}
}
