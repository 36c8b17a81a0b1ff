package casefile

import (
	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/dialog"
	"piket/ui/widget"
)

func (s *Screen) askOfficer() tea.Cmd {
	var choices []widget.Choice
	for _, f := range s.cfg.Ctx.Office.Officers {
		if !f.Disabled && f.ID != s.loaded.Case.Owner {
			choices = append(choices, widget.Choice{Value: string(f.ID), Label: f.Name, Note: s.word("role", string(f.Role))})
		}
	}
	id := s.cfg.ID
	return s.pick(dialog.PickConfig{Title: s.t("case.ask.officer"), Choices: aligned(choices)}, func(s *Screen, to string) tea.Cmd {
		return s.do(request{command: func(m model.Meta) model.Command {
			return model.HandOn{Meta: m, Case: id, To: model.OfficerID(to)}
		}})
	})
}

func (s *Screen) askNote() tea.Cmd {
	id := s.cfg.ID
	return s.prompt("note", dialog.PromptConfig{
		Title: s.t("case.ask.note"), Lines: 6, Limit: model.MaxNote, Missing: s.t("case.missing.note"),
	}, func(s *Screen, text string) tea.Cmd {
		return s.do(request{kept: "note", anyVersion: true, command: func(m model.Meta) model.Command {
			return model.AddNote{Meta: m, Case: id, Text: text}
		}})
	})
}

// askTriage asks for violation and urgency; a presence report alleges nothing.
func (s *Screen) askTriage() tea.Cmd {
	c := s.loaded.Case
	if c.Facts.Kind == model.Presence {
		return s.askUrgency(c.Violation)
	}
	return s.pick(dialog.PickConfig{
		Title: s.t("case.ask.violation"), Choices: codes(s, "violation", s.cfg.Ctx.Rules.Violations), Marked: string(c.Violation),
	}, func(s *Screen, v string) tea.Cmd { return s.askUrgency(model.Violation(v)) })
}

func (s *Screen) askUrgency(v model.Violation) tea.Cmd {
	id := s.cfg.ID
	return s.pick(dialog.PickConfig{
		Title: s.t("case.ask.urgency"), Choices: codes(s, "urgency", model.Urgencies()), Marked: string(s.loaded.Case.Urgency),
	}, func(s *Screen, u string) tea.Cmd {
		return s.do(request{command: func(m model.Meta) model.Command {
			return model.Triage{Meta: m, Case: id, Violation: v, Urgency: model.Urgency(u)}
		}})
	})
}
