package casefile

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// What can be done with the other case of a link.
const (
	linkOpen = "open"
	linkUndo = "undo"
	linkTo   = "link"
)

// askLink looks for cases that resemble this one, then offers them, the
// links there are, and a number typed in.
func (s *Screen) askLink() tea.Cmd {
	id, f, facts := s.cfg.ID, s.cfg.Finder, s.loaded.Case.Facts
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		found, err := f.Related(ctx, facts, model.Reporter{}, id)
		return then{id: id, do: func(s *Screen) tea.Cmd {
			if err != nil {
				return s.refuse(err)
			}
			return s.offerLinks(found, "", "")
		}}
	}
}

// offerLinks offers what was found. A text that could not be linked stands
// there again, with what is wrong with it.
func (s *Screen) offerLinks(found []model.Related, typed, wrong string) tea.Cmd {
	c := s.loaded.Case
	return s.pick(dialog.PickConfig{
		Title: s.t("case.ask.link"), Question: s.t("case.ask.link-hint", locale.A{"number": c.Number}),
		Choices: s.linkChoices(found), None: s.t("case.link.type-number"), Text: typed, Wrong: wrong,
		OnOther: func(number string) tea.Msg {
			return s.then(func(s *Screen) tea.Cmd { return s.linkNumber(number, found) })
		},
	}, func(s *Screen, value string) tea.Cmd {
		what, other, _ := strings.Cut(value, " ")
		return s.linkAct(what, model.CaseID(other))
	})
}

// linkChoices are the links there are, then the cases that may become one.
func (s *Screen) linkChoices(found []model.Related) []widget.Choice {
	linked := map[model.CaseID]bool{}
	var choices []widget.Choice
	for _, l := range s.loaded.Case.Links {
		linked[l.Case] = true
		choices = append(choices,
			widget.Choice{Value: linkOpen + " " + string(l.Case), Label: s.t("case.link.open", locale.A{"number": l.Number}), Note: s.word("link", string(l.Role))},
			widget.Choice{Value: linkUndo + " " + string(l.Case), Label: s.t("case.link.undo", locale.A{"number": l.Number})})
	}
	for _, r := range found {
		if !linked[r.Row.ID] {
			choices = append(choices, widget.Choice{Value: linkTo + " " + string(r.Row.ID), Label: r.Row.Number, Note: s.likeness(r)})
		}
	}
	return choices
}

// likeness says when another case came in, what it shares, and whom it names.
func (s *Screen) likeness(r model.Related) string {
	var why []string
	for _, b := range r.Why {
		why = append(why, s.word("related", string(b)))
	}
	return strings.Join(present(strings.Join(why, ", "), s.moment(r.Row.Received), r.Row.Headline), " · ")
}

func (s *Screen) linkAct(what string, other model.CaseID) tea.Cmd {
	id := s.cfg.ID
	switch what {
	case linkOpen:
		return screen.Send(screen.OpenCase{ID: other})
	case linkUndo:
		return s.do(request{anyVersion: true, command: func(m model.Meta) model.Command {
			return model.UnlinkDuplicate{Meta: m, Case: id, Other: other}
		}})
	}
	return s.do(request{anyVersion: true, command: func(m model.Meta) model.Command {
		return model.LinkDuplicate{Meta: m, Case: id, Original: other}
	}})
}

// linkNumber links the case a typed number means, or asks again.
func (s *Screen) linkNumber(number string, found []model.Related) tea.Cmd {
	id, f := s.cfg.ID, s.cfg.Finder
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		other, err := f.Resolve(ctx, number)
		return then{id: id, do: func(s *Screen) tea.Cmd {
			switch {
			case model.KindOf(err) == model.KindNotFound:
				return s.offerLinks(found, number, s.t("case.link.no-number", locale.A{"text": number, "example": s.loaded.Case.Number}))
			case err != nil:
				return s.offerLinks(found, number, s.cfg.Ctx.Print.Error(err))
			}
			return s.linkAct(linkTo, other)
		}}
	}
}
