package casefile

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// askLink looks for cases that resemble this one, then offers them, the
// links there are, and a number typed in.
func (s *Screen) askLink() tea.Cmd {
	id, f, facts, ctx := s.cfg.ID, s.cfg.Finder, s.loaded.Case.Facts, s.cfg.Ctx
	return func() tea.Msg {
		c, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		found, err := f.Related(c, facts, model.Reporter{}, id)
		if err != nil {
			return screen.Toast{Text: ctx.Print.Error(err), Bad: true}
		}
		return then{id: id, do: func(s *Screen) tea.Cmd { return s.offerLinks(found) }}
	}
}

func (s *Screen) offerLinks(found []model.Related) tea.Cmd {
	c := s.loaded.Case
	var choices []widget.Choice
	for _, l := range c.Links {
		choices = append(choices,
			widget.Choice{Value: "open " + string(l.Case), Label: s.t("case.link.open", locale.A{"number": l.Number})},
			widget.Choice{Value: "undo " + string(l.Case), Label: s.t("case.link.undo", locale.A{"number": l.Number})})
	}
	for _, r := range found {
		choices = append(choices, widget.Choice{
			Value: "link " + string(r.Row.ID), Label: r.Row.Number,
			Note: s.cfg.Ctx.Print.Moment(r.Row.Received, s.cfg.Ctx.Now(), s.cfg.Ctx.Zone()) + " · " + s.why(r.Why) + " · " + r.Row.Headline,
		})
	}
	cfg := dialog.PickConfig{
		Title: s.t("case.ask.link"), Question: s.t("case.ask.link-hint", locale.A{"number": c.Number}),
		Choices: choices, None: s.t("case.link.type-number"),
		OnOther: func(number string) tea.Msg {
			return s.then(func(s *Screen) tea.Cmd { return s.linkNumber(number) })
		},
	}
	return s.pick(cfg, func(s *Screen, value string) tea.Cmd { return s.linkAct(value[:4], model.CaseID(value[5:])) })
}

func (s *Screen) why(by []model.RelatedBy) string {
	text := ""
	for i, b := range by {
		if i > 0 {
			text += ", "
		}
		text += s.word("related", string(b))
	}
	return text
}

func (s *Screen) linkAct(what string, other model.CaseID) tea.Cmd {
	id := s.cfg.ID
	switch what {
	case "open":
		return screen.Send(screen.OpenCase{ID: other})
	case "undo":
		return s.do("", func(m model.Meta) model.Command {
			return model.UnlinkDuplicate{Meta: m, Case: id, Other: other}
		})
	}
	return s.do("", func(m model.Meta) model.Command {
		return model.LinkDuplicate{Meta: m, Case: id, Original: other}
	})
}

func (s *Screen) linkNumber(number string) tea.Cmd {
	id, f, ctx := s.cfg.ID, s.cfg.Finder, s.cfg.Ctx
	return func() tea.Msg {
		c, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		other, err := f.Resolve(c, number)
		if err != nil {
			return screen.Toast{Text: ctx.Print.Error(err), Bad: true}
		}
		return then{id: id, do: func(s *Screen) tea.Cmd { return s.linkAct("link", other) }}
	}
}
