package casefile

import (
	"context"
	"slices"
	"strings"
	"time"

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
	linkText = "number" // the case whose register number was typed
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
	c, all := s.loaded.Case, s.linkChoices(found)
	return s.pick(dialog.PickConfig{
		Title: s.t("case.ask.link"), Question: s.t("case.ask.link-hint", locale.A{"number": c.Number}),
		Choices: all, Search: func(text string) []widget.Choice { return s.linksNamed(all, text) },
		None: s.t("case.link.type-number"), Text: typed, Wrong: wrong,
		OnOther: func(text string) tea.Msg {
			return s.then(func(s *Screen) tea.Cmd { return s.linkNumber(text, text, found) })
		},
	}, func(s *Screen, value string) tea.Cmd {
		what, other, _ := strings.Cut(value, " ")
		if what == linkText {
			number, text, _ := strings.Cut(other, " ")
			return s.linkNumber(number, text, found)
		}
		for _, r := range found {
			if what == linkTo && r.Row.ID == model.CaseID(other) {
				return s.linkOriginal(r.Row.ID, r.Row.Number, r.Row.Received)
			}
		}
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
	for _, r := range s.likelier(found) {
		if !linked[r.Row.ID] {
			choices = append(choices, widget.Choice{Value: linkTo + " " + string(r.Row.ID), Label: r.Row.Number, Note: s.likeness(r)})
		}
	}
	return choices
}

// likelier puts the cases that came in before this one first, the first report
// of all foremost: what repeats another comes after it.
func (s *Screen) likelier(found []model.Related) []model.Related {
	received := s.loaded.Case.Received
	return slices.SortedStableFunc(slices.Values(found), func(a, b model.Related) int {
		if later := a.Row.Received.After(received); later != b.Row.Received.After(received) {
			if later {
				return 1
			}
			return -1
		}
		return a.Row.Received.Compare(b.Row.Received)
	})
}

// linkOriginal links this case to the one it repeats, and asks first where
// that one came in after it.
func (s *Screen) linkOriginal(other model.CaseID, number string, received time.Time) tea.Cmd {
	if c := s.loaded.Case; received.After(c.Received) {
		return s.show(&dialog.Confirm{
			Ctx: s.cfg.Ctx, Title: c.Number,
			Question: s.t("case.link.later", locale.A{"number": c.Number, "other": number}),
			Yes:      s.t("case.link.later-yes"), No: s.t("case.link.later-no"),
			OnYes: s.then(func(s *Screen) tea.Cmd { return s.linkAct(linkTo, other) }),
		})
	}
	return s.linkAct(linkTo, other)
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

// linkNumber links the case with a register number, or asks again with the
// text that was typed.
func (s *Screen) linkNumber(number, typed string, found []model.Related) tea.Cmd {
	id, f, desk := s.cfg.ID, s.cfg.Finder, s.cfg.Desk
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		other, err := f.Resolve(ctx, number)
		var l model.Loaded
		if err == nil {
			l, err = desk.Case(ctx, other)
		}
		return then{id: id, do: func(s *Screen) tea.Cmd {
			switch {
			case model.KindOf(err) == model.KindNotFound:
				return s.offerLinks(found, typed, s.t("case.link.no-number", locale.A{"text": typed, "example": s.loaded.Case.Number}))
			case err != nil:
				return s.offerLinks(found, typed, s.cfg.Ctx.Print.Error(err))
			}
			return s.linkOriginal(other, l.Case.Number, l.Case.Received)
		}}
	}
}
