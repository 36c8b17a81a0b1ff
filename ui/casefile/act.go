package casefile

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// then is what follows an answered dialog, on the case it was asked about.
type then struct {
	id model.CaseID
	do func(*Screen) tea.Cmd
}

// acted is the outcome of a command; again gives it anew on the version now.
type acted struct {
	id      model.CaseID
	receipt model.Receipt
	err     error
	seen    uint64
	ask     request
}

// request is a command still to be given its Meta, and the name under
// which its typed text was kept.
type request struct {
	make func(model.Meta) model.Command
	kept string
}

func (s *Screen) then(do func(*Screen) tea.Cmd) tea.Msg { return then{id: s.cfg.ID, do: do} }

func (s *Screen) answered(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case then:
		if m.id == s.cfg.ID {
			return m.do(s)
		}
	case acted:
		if m.id == s.cfg.ID {
			return s.outcome(m)
		}
	}
	return nil
}

// do gives a command on the version the officer sees.
func (s *Screen) do(kept string, make func(model.Meta) model.Command) tea.Cmd {
	return s.doOn(s.loaded.Case.Version, request{make: make, kept: kept})
}

func (s *Screen) doOn(seen uint64, q request) tea.Cmd {
	id, d := s.cfg.ID, s.cfg.Desk
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		r, err := d.Do(ctx, q.make(d.Meta(seen)))
		return acted{id: id, receipt: r, err: err, seen: seen, ask: q}
	}
}

// outcome says what became of a command. On a stale version it shows what
// changed and asks again.
func (s *Screen) outcome(m acted) tea.Cmd {
	switch {
	case errors.Is(m.err, &model.Error{Key: "stale"}):
		return tea.Batch(s.load(), s.stale(m))
	case m.err != nil:
		return tea.Batch(s.load(), screen.Send(screen.Toast{Text: s.cfg.Ctx.Print.Error(m.err), Bad: true}))
	}
	delete(s.kept, m.ask.kept)
	said := s.t("case.done")
	if n := len(m.receipt.Events); n > 0 {
		said = s.word("event", m.receipt.Events[0].Event.Type())
	}
	return tea.Batch(s.load(),
		screen.Send(screen.Toast{Text: said}),
		screen.Send(screen.Acted{Case: s.cfg.ID, Number: s.loaded.Case.Number}))
}

func (s *Screen) show(d screen.Dialog) tea.Cmd { return screen.Send(screen.ShowDialog{Dialog: d}) }

// act begins what a key asks for.
func (s *Screen) act(i screen.Intent) tea.Cmd {
	id := s.cfg.ID
	switch i {
	case take:
		return s.do("", func(m model.Meta) model.Command { return model.TakeCase{Meta: m, Case: id} })
	case giveBack:
		return s.do("", func(m model.Meta) model.Command { return model.GiveBack{Meta: m, Case: id} })
	case handOn:
		return s.askOfficer()
	case status:
		return s.askStatus()
	case note:
		return s.askNote()
	case correct:
		return s.askCorrection()
	case triage:
		return s.askTriage()
	case question:
		return s.askQuestioning()
	case link:
		return s.askLink()
	case unseal:
		return s.askUnseal()
	}
	return nil
}

// prompt asks for a text; what is typed and not sent is offered again.
func (s *Screen) prompt(name string, cfg dialog.PromptConfig, done func(*Screen, string) tea.Cmd) tea.Cmd {
	cfg.Ctx = s.cfg.Ctx
	if text, ok := s.kept[name]; ok {
		cfg.Value = text
	}
	cfg.OnDone = func(text string) tea.Msg {
		return s.then(func(s *Screen) tea.Cmd {
			s.kept[name] = text
			return done(s, text)
		})
	}
	cfg.OnCancel = func(text string) tea.Msg {
		return s.then(func(s *Screen) tea.Cmd {
			if text != "" && text != cfg.Value {
				s.kept[name] = text
				return screen.Send(screen.Toast{Text: s.t("case.kept")})
			}
			return nil
		})
	}
	return s.show(dialog.NewPrompt(cfg))
}

func (s *Screen) pick(cfg dialog.PickConfig, done func(*Screen, string) tea.Cmd) tea.Cmd {
	cfg.Ctx = s.cfg.Ctx
	if cfg.None == "" {
		cfg.None = s.t("case.nothing-matches")
	}
	cfg.OnPick = func(c widget.Choice) tea.Msg {
		return s.then(func(s *Screen) tea.Cmd { return done(s, c.Value) })
	}
	return s.show(dialog.NewPick(cfg))
}

func (s *Screen) askOfficer() tea.Cmd {
	var choices []widget.Choice
	for _, f := range s.cfg.Ctx.Office.Officers {
		if !f.Disabled && f.ID != s.loaded.Case.Owner {
			choices = append(choices, widget.Choice{Value: string(f.ID), Label: f.Name})
		}
	}
	return s.pick(dialog.PickConfig{Title: s.t("case.ask.officer"), Choices: choices}, func(s *Screen, to string) tea.Cmd {
		return s.do("", func(m model.Meta) model.Command {
			return model.HandOn{Meta: m, Case: s.cfg.ID, To: model.OfficerID(to)}
		})
	})
}

func (s *Screen) askNote() tea.Cmd {
	return s.prompt("note", dialog.PromptConfig{
		Title: s.t("case.ask.note"), Lines: 6, Limit: 5000, Missing: s.t("case.missing.note"),
	}, func(s *Screen, text string) tea.Cmd {
		id := s.cfg.ID
		return s.doOn(0, request{kept: "note", make: func(m model.Meta) model.Command {
			return model.AddNote{Meta: m, Case: id, Text: text}
		}})
	})
}

func (s *Screen) askTriage() tea.Cmd {
	var choices []widget.Choice
	for _, v := range s.cfg.Ctx.Rules.Violations {
		choices = append(choices, widget.Choice{Value: string(v), Label: s.word("violation", string(v))})
	}
	if s.loaded.Case.Facts.Kind == model.Presence {
		return s.askUrgency(s.loaded.Case.Violation)
	}
	return s.pick(dialog.PickConfig{
		Title: s.t("case.ask.violation"), Choices: choices, Marked: string(s.loaded.Case.Violation),
	}, func(s *Screen, v string) tea.Cmd { return s.askUrgency(model.Violation(v)) })
}

func (s *Screen) askUrgency(v model.Violation) tea.Cmd {
	var choices []widget.Choice
	for _, u := range model.Urgencies() {
		choices = append(choices, widget.Choice{Value: string(u), Label: s.word("urgency", string(u))})
	}
	return s.pick(dialog.PickConfig{
		Title: s.t("case.ask.urgency"), Choices: choices, Marked: string(s.loaded.Case.Urgency),
	}, func(s *Screen, u string) tea.Cmd {
		return s.do("", func(m model.Meta) model.Command {
			return model.Triage{Meta: m, Case: s.cfg.ID, Violation: v, Urgency: model.Urgency(u)}
		})
	})
}

// stale shows what others did since, and asks whether to go on.
func (s *Screen) stale(m acted) tea.Cmd {
	id, d, ctx := s.cfg.ID, s.cfg.Desk, s.cfg.Ctx
	return func() tea.Msg {
		c, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		l, err := d.Case(c, id)
		if err != nil {
			return screen.Toast{Text: ctx.Print.Error(err), Bad: true}
		}
		return then{id: id, do: func(s *Screen) tea.Cmd { return s.askStale(m, l) }}
	}
}

func (s *Screen) askStale(m acted, l model.Loaded) tea.Cmd {
	text := s.t("case.stale.question", locale.A{"number": l.Case.Number}) + "\n"
	for _, e := range l.History {
		if e.Version <= m.seen {
			continue
		}
		text += "\n· " + s.cfg.Ctx.OfficerName(e.Actor.Officer) + ": " + s.word("event", e.Event.Type())
		for _, line := range s.details(e.Event) {
			text += "\n  " + line
		}
	}
	return screen.Send(screen.ShowDialog{Unasked: true, Dialog: &dialog.Confirm{
		Ctx: s.cfg.Ctx, Title: s.t("case.stale.title"), Question: text,
		Yes: s.t("case.stale.yes"), No: s.t("case.stale.no"),
		OnYes: s.then(func(s *Screen) tea.Cmd { return s.doOn(l.Case.Version, m.ask) }),
	}})
}
