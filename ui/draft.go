package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// draftsFound is the officer's unfinished reports, newest first.
type draftsFound struct {
	turn   int
	offer  bool
	drafts []Draft
	err    error
}

// draftsAwaited says whether who sits here has reports to be found.
func (r *Root) draftsAwaited() bool {
	return r.seat.Drafts != nil && r.ctx.Officer.Role.May(model.NeedAct)
}

// findDrafts asks for the officer's unfinished reports; offer shows them.
func (r *Root) findDrafts(offer bool) tea.Cmd {
	ask, turn := r.seat.Drafts, r.live.turn
	if !r.draftsAwaited() {
		return nil
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		found, err := ask(ctx)
		slices.SortStableFunc(found, func(a, b Draft) int { return b.Saved.Compare(a.Saved) })
		return draftsFound{turn: turn, offer: offer, drafts: found, err: err}
	}
}

func (r *Root) draftsFound(m draftsFound) tea.Cmd {
	switch {
	case m.turn != r.live.turn:
		return nil
	case len(r.door.again) > 0:
		r.drafts = m.drafts
		return r.goOn(m)
	case m.err != nil:
		r.say(r.ctx.Print.Error(m.err), true)
		return nil
	}
	r.drafts = m.drafts
	if !m.offer || len(m.drafts) == 0 || len(r.dialogs) > 0 {
		return nil
	}
	return r.offerDrafts()
}

// offerDrafts asks whether to go on with what was being typed.
func (r *Root) offerDrafts() tea.Cmd {
	if len(r.drafts) == 0 {
		return nil
	}
	var choices []widget.Choice
	for _, d := range r.drafts {
		choices = append(choices, widget.Choice{
			Value: d.Form, Label: r.ctx.Print.Word("channel", string(d.Channel)),
			Note: r.ctx.Print.Moment(d.Saved, r.ctx.Now(), r.ctx.Zone()),
		})
	}
	drafts, question := r.drafts, r.ctx.Print.T("root.drafts-one")
	if len(drafts) > 1 {
		question = r.ctx.Print.T("root.drafts-many", locale.A{"n": len(drafts)})
	}
	return r.showFor(screen.OpenDrafts{}, screen.ShowDialog{Unasked: true, Dialog: dialog.NewPick(dialog.PickConfig{
		Ctx: r.ctx, Title: r.ctx.Print.T("root.drafts-title"),
		Question: question,
		Choices:  choices, None: r.ctx.Print.T("palette.nothing"),
		OnPick: func(c widget.Choice) tea.Msg {
			i := slices.IndexFunc(drafts, func(d Draft) bool { return d.Form == c.Value })
			return screen.OpenReport{Channel: drafts[i].Channel, Draft: c.Value}
		},
	})})
}

// newReport begins a report that came through a door of the desk.
func (r *Root) newReport(i screen.Intent) tea.Cmd {
	channel := model.WalkIn
	if i == screen.NewPhone {
		channel = model.Phone
	}
	return r.open(screen.OpenReport{Channel: channel})
}
