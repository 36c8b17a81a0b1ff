package casefile

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
)

// stale reads the case as it is now, to show what others did since, or to put
// a correction together with it.
func (s *Screen) stale(m acted) tea.Cmd {
	s.gen++
	id, gen, d := s.cfg.ID, s.gen, s.cfg.Desk
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		l, err := d.Case(ctx, id)
		return then{id: id, do: func(s *Screen) tea.Cmd {
			if err != nil {
				return s.refuse(err)
			}
			if gen == s.gen {
				s.loaded = l
				s.drawn.clear()
			}
			if m.ask.patch != nil {
				return s.merge(m, l)
			}
			return s.askStale(m, l)
		}}
	}
}

// askStale asks whether to go on. Yes makes the command anew on the case as
// it is shown now; should it change once more, this is asked once more.
func (s *Screen) askStale(m acted, l model.Loaded) tea.Cmd {
	lines := []string{s.t("case.stale.question", locale.A{"number": l.Case.Number}), ""}
	for _, e := range after(l.History, m.seen) {
		lines = append(lines, "● "+s.eventWord(e), "  "+s.moment(e.Time)+" · "+s.byline(e))
		for _, line := range s.details(e) {
			lines = append(lines, "  "+strings.ReplaceAll(line, "\n", "\n  "))
		}
	}
	return screen.Send(screen.ShowDialog{Unasked: true, Dialog: &dialog.Confirm{
		Ctx: s.cfg.Ctx, Title: s.t("case.stale.title"), Question: strings.Join(lines, "\n"),
		Yes: s.t("case.stale.yes"), No: s.t("case.stale.no"),
		OnYes: s.then(func(s *Screen) tea.Cmd { return s.doOn(l.Case, m.ask) }),
	}})
}
