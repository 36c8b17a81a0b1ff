package desk

import (
	"context"
	"slices"

	"piket/model"
)

// owedLooked is how many handovers back one is looked for that waits.
const owedLooked = 30

// readOwed finds what waits for the officer whenever they sit down, however
// long they were away: handovers for a section head's word, additions for a
// signature, and lines of a handover that nobody has accepted.
func (a *away) readOwed(ctx context.Context) error {
	me, ok := a.session.Office().Officer(a.me)
	if !ok || !me.Role.May(model.NeedAct) {
		return nil
	}
	leads := me.Role.May(model.NeedLead)
	if err := a.readUnsigned(ctx, leads); err != nil {
		return err
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
// hand in them, and the additions that wait for this officer.
func (a *away) readUnsigned(ctx context.Context, leads bool) error {
	handovers, err := a.session.Handovers(ctx, "", owedLooked)
	if err != nil {
		return err
	}
	for _, h := range handovers {
		if i := slices.IndexFunc(handovers, func(o model.Handover) bool { return o.Sealed() && o.ID == h.AddsTo }); i >= 0 && h.AwaitsAddition(*handovers[i].Record, a.me) {
			a.owed(SinceItem{
				Kind: SinceAdded, Handover: h.ID, Number: handovers[i].Record.Watch.Shift, By: h.Out, At: h.Opened, Text: h.Remark, N: 1,
			})
		}
		if !leads || !h.Owed() || h.Record.Out.Officer == a.me || h.Record.In.Officer == a.me {
			continue
		}
		by := h.Record.Out.Officer
		if by == "" {
			by = h.Record.In.Officer
		}
		a.owed(SinceItem{
			Kind: SinceOwed, Handover: h.ID, Number: h.Record.Watch.Shift, By: by, At: h.Record.Sealed, Record: h.Record, N: 1,
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
