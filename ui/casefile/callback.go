package casefile

import (
	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/dialog"
	"piket/ui/widget"
)

// askQuestioning is the second questioning: face to face for a walk-in, by
// telephone for everybody else.
func (s *Screen) askQuestioning() tea.Cmd {
	if s.loaded.Case.Facts.Channel == model.WalkIn {
		return s.show(newInterview(s))
	}
	hint := s.t("case.ask.callback-result")
	if s.loaded.Case.Reporter != nil {
		hint = s.t("case.ask.callback-hint") + " " + hint
	}
	choices := []widget.Choice{
		{Value: "confirmed", Label: s.t("case.callback.confirmed")},
		{Value: "reached", Label: s.t("case.callback.reached")},
		{Value: "no", Label: s.t("case.callback.not-reached")},
	}
	return s.pick(dialog.PickConfig{
		Title: s.t("case.ask.callback"), Question: hint, Choices: choices,
	}, func(s *Screen, how string) tea.Cmd { return s.askCallbackNote(how) })
}

func (s *Screen) askCallbackNote(how string) tea.Cmd {
	id := s.cfg.ID
	return s.prompt("callback", dialog.PromptConfig{
		Title: s.t("case.ask.callback-note"), Lines: 4, Limit: model.MaxNote, Optional: true,
	}, func(s *Screen, text string) tea.Cmd {
		b := model.Callback{Reached: how != "no", Confirmed: how == "confirmed", Note: text}
		return s.do(request{kept: "callback", command: func(m model.Meta) model.Command {
			return model.RecordCallback{Meta: m, Case: id, Callback: b}
		}})
	})
}
