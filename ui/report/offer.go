package report

import (
	"context"
	"slices"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// unfinished is a draft found on disk.
type unfinished struct {
	draft Draft
	saved time.Time
}

// Messages of the drafts on disk. Form is that of the form which asked.
type (
	draftsFound struct {
		form  string
		want  string // name of the draft to take up; empty offers all
		found []unfinished
		err   error
	}
	resume struct {
		form string
		with *Draft // nil: none of them
	}
)

// findDrafts reads the officer's unfinished reports.
func (s *Screen) findDrafts(want string) tea.Cmd {
	ask, form := s.cfg.Drafts.Drafts, s.self
	prefix := FormPrefix
	if want != "" {
		prefix = want
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		saved, err := ask(ctx, prefix)
		m := draftsFound{form: form, want: want, err: err}
		for _, d := range saved {
			u := unfinished{saved: d.Saved}
			if d.Into(&u.draft) == nil && u.draft.form() == d.Form && (want == "" || want == d.Form) {
				m.found = append(m.found, u)
			}
		}
		slices.SortStableFunc(m.found, func(a, b unfinished) int { return b.saved.Compare(a.saved) })
		return m
	}
}

// draftsFound takes a draft up, or offers those there are. An offer comes
// only while nothing has been typed: somebody stands there.
func (s *Screen) draftsFound(m draftsFound) tea.Cmd {
	if m.form != s.self {
		return nil
	}
	s.loading = false
	switch {
	case m.err != nil:
		return s.toast(s.cfg.Ctx.Print.Error(m.err), true)
	case m.want != "" && len(m.found) == 0:
		return s.toast(s.t("report.draft.gone"), true)
	case m.want != "":
		cmd := s.resume(resume{form: m.form, with: &m.found[0].draft})
		s.comeBack()
		return cmd
	case len(m.found) == 0 || !s.draft.blank():
		return nil
	}
	return s.offer(m)
}

// offer asks whether to go on with an unfinished report. A new one is first:
// that is what was asked for.
func (s *Screen) offer(m draftsFound) tea.Cmd {
	choices := []widget.Choice{{Label: s.t("report.draft.new")}}
	for i, u := range m.found {
		choices = append(choices, widget.Choice{
			Value: strconv.Itoa(i),
			Label: u.draft.About().Line(s.cfg.Ctx, u.saved),
		})
	}
	return screen.Send(screen.ShowDialog{Unasked: true, Dialog: dialog.NewPick(dialog.PickConfig{
		Ctx: s.cfg.Ctx, Title: s.t("report.draft.title"),
		Question: s.t("report.draft.question", locale.A{"n": len(m.found)}),
		Choices:  choices, None: s.t("report.draft.none"),
		OnPick: func(c widget.Choice) tea.Msg {
			i, err := strconv.Atoi(c.Value)
			if err != nil {
				return resume{form: m.form}
			}
			return resume{form: m.form, with: &m.found[i].draft}
		},
	})})
}

// resume takes a draft up in place of the empty form.
func (s *Screen) resume(m resume) tea.Cmd {
	if m.form != s.self || m.with == nil || s.page == pageDone {
		return nil
	}
	cmd := s.store()
	s.begin(*m.with)
	s.keep.resumed = true
	s.keep.keeper.foundThere(*m.with)
	return tea.Batch(cmd, s.compare())
}
