package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/casefile"
	"piket/ui/dialog"
	"piket/ui/report"
	"piket/ui/screen"
	"piket/ui/widget"
)

// Draft is something the officer at the desk has not finished typing: a
// report, or texts for a case.
type Draft struct {
	Form   string // as the screen named it that keeps it
	Saved  time.Time
	Report report.About
	Case   CaseTexts // zero: it is a report
}

// CaseTexts are texts for a case that were not sent.
type CaseTexts struct {
	ID     model.CaseID
	Number string
	Texts  map[string]string // as the case file keeps them
}

// route leads to what is unfinished.
func (d Draft) route() screen.Route {
	if d.Case.ID != "" {
		return screen.OpenCase{ID: d.Case.ID}
	}
	return screen.OpenReport{Channel: d.Report.Channel, Draft: d.Form}
}

// text is what is unfinished, in a line.
func (d Draft) text(ctx *screen.Ctx) string {
	if d.Case.ID != "" {
		return d.Case.Number + " · " + strings.Join(casefile.Unsent(ctx.Print, d.Case.Texts), ", ")
	}
	return d.Report.Text(ctx)
}

// line is text behind the moment it was saved.
func (d Draft) line(ctx *screen.Ctx) string {
	if d.Case.ID != "" {
		return ctx.Print.Moment(d.Saved, ctx.Now(), ctx.Zone()) + " · ✎ " + d.text(ctx)
	}
	return d.Report.Line(ctx, d.Saved)
}

// unfinished looks into the officer's drafts for those that are reports, or
// texts for a case.
func unfinished(ctx context.Context, s *desk.Session) ([]Draft, error) {
	saved, err := s.Drafts(ctx, report.FormPrefix)
	if err != nil {
		return nil, err //nolint:wrapcheck // says it all
	}
	var out []Draft
	for _, d := range saved {
		var typed report.Draft
		if d.Into(&typed) == nil {
			out = append(out, Draft{Form: d.Form, Saved: d.Saved, Report: typed.About()})
		}
	}
	saved, err = s.Drafts(ctx, casefile.FormPrefix)
	for _, d := range saved {
		of := CaseTexts{ID: model.CaseID(strings.TrimPrefix(d.Form, casefile.FormPrefix))}
		file, gone := s.Case(ctx, of.ID)
		if gone == nil && d.Into(&of.Texts) == nil {
			of.Number = file.Case.Number
			out = append(out, Draft{Form: d.Form, Saved: d.Saved, Case: of})
		}
	}
	return out, err //nolint:wrapcheck // says it all
}

// draftsFound is what the officer has not finished, newest first.
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
	r.drafts = slices.DeleteFunc(m.drafts, func(d Draft) bool { return d.Case.ID != "" && len(casefile.Unsent(r.ctx.Print, d.Case.Texts)) == 0 })
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
		choices = append(choices, widget.Choice{Value: d.Form, Label: d.line(r.ctx)})
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
			return drafts[i].route()
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
