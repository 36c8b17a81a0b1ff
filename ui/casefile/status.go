package casefile

import (
	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/widget"
)

const decline = "decline" // a choice beside the statuses

// askStatus offers the rows of the workflow that are open to the case now,
// and the answer to a colleague's proposal first.
func (s *Screen) askStatus() tea.Cmd {
	c := s.loaded.Case
	if c.Proposed != nil {
		return s.askProposal(c)
	}
	return s.askMove(c)
}

func (s *Screen) askMove(c model.Case) tea.Cmd {
	var choices []widget.Choice
	for _, m := range model.Moves(c.Status, c.Urgency) {
		ch := widget.Choice{Value: string(m.To), Label: s.word("status", string(m.To))}
		switch {
		case m.Disposition:
			ch.Note = s.t("case.needs.disposition")
		case m.Reason:
			ch.Note = s.t("case.needs.reason")
		}
		choices = append(choices, ch)
	}
	return s.pick(dialog.PickConfig{
		Title:    s.t("case.ask.status"),
		Question: s.t("case.ask.status-now", locale.A{"number": c.Number, "status": s.word("status", string(c.Status))}),
		Choices:  choices,
	}, func(s *Screen, to string) tea.Cmd { return s.moveTo(model.Status(to)) })
}

func (s *Screen) moveTo(to model.Status) tea.Cmd {
	for _, m := range model.Moves(s.loaded.Case.Status, s.loaded.Case.Urgency) {
		if m.To != to {
			continue
		}
		switch {
		case m.Disposition:
			return s.askDisposition()
		case m.Reason:
			return s.prompt("reason", dialog.PromptConfig{
				Title: s.t("case.ask.reason", locale.A{"status": s.word("status", string(to))}), Lines: 3, Limit: 2000,
				Missing: s.t("case.missing.reason"),
			}, func(s *Screen, why string) tea.Cmd {
				return s.change("reason", model.ChangeStatus{To: to, Reason: why})
			})
		}
	}
	return s.change("", model.ChangeStatus{To: to})
}

func (s *Screen) change(kept string, c model.ChangeStatus) tea.Cmd {
	c.Case = s.cfg.ID
	return s.do(kept, func(m model.Meta) model.Command {
		c.Meta = m
		return c
	})
}

func (s *Screen) askDisposition() tea.Cmd {
	var choices []widget.Choice
	for _, d := range s.cfg.Ctx.Rules.Dispositions {
		ch := widget.Choice{Value: string(d), Label: s.word("disposition", string(d))}
		if d == model.FalseReport {
			ch.Note = s.t("case.needs.second")
		}
		choices = append(choices, ch)
	}
	return s.pick(dialog.PickConfig{Title: s.t("case.ask.disposition"), Choices: choices},
		func(s *Screen, d string) tea.Cmd { return s.askClosingNote(model.Disposition(d)) })
}

func (s *Screen) askClosingNote(d model.Disposition) tea.Cmd {
	return s.prompt("closing", dialog.PromptConfig{
		Title: s.t("case.ask.closing-note", locale.A{"disposition": s.word("disposition", string(d))}),
		Hint:  s.t("case.hint.closing-note"), Lines: 4, Limit: 2000, Optional: true,
	}, func(s *Screen, text string) tea.Cmd { return s.confirmClose(d, text) })
}

func (s *Screen) confirmClose(d model.Disposition, text string) tea.Cmd {
	ask := "case.ask.close"
	if d == model.FalseReport {
		ask = "case.ask.false-report"
	}
	close := model.ChangeStatus{To: model.Closed, Disposition: d, Note: text}
	return s.show(&dialog.Confirm{
		Ctx: s.cfg.Ctx, Title: s.loaded.Case.Number,
		Question: s.t(ask, locale.A{"number": s.loaded.Case.Number, "disposition": s.word("disposition", string(d))}),
		Yes:      s.t("case.close.yes"), No: s.t("case.close.no"),
		OnYes: s.then(func(s *Screen) tea.Cmd { return s.change("closing", close) }),
	})
}

// askProposal is for a case that somebody called a laporan palsu.
func (s *Screen) askProposal(c model.Case) tea.Cmd {
	mine := c.Proposed.By == s.cfg.Ctx.Officer.ID
	var choices []widget.Choice
	if !mine {
		choices = append(choices, widget.Choice{Value: string(model.Closed), Label: s.t("case.proposal.confirm")})
	}
	text := "case.proposal.decline"
	if mine {
		text = "case.proposal.withdraw"
	}
	choices = append(choices,
		widget.Choice{Value: decline, Label: s.t(text)},
		widget.Choice{Value: "", Label: s.t("case.proposal.other")})
	return s.pick(dialog.PickConfig{
		Title:    s.t("case.proposal.title"),
		Question: s.t("case.proposal.question", locale.A{"officer": s.cfg.Ctx.OfficerName(c.Proposed.By), "number": c.Number}) + "\n" + c.Proposed.Note,
		Choices:  choices,
	}, func(s *Screen, to string) tea.Cmd { return s.answerProposal(to, mine) })
}

func (s *Screen) answerProposal(to string, mine bool) tea.Cmd {
	turnDown := func(s *Screen, why string) tea.Cmd {
		id := s.cfg.ID
		return s.do("decline", func(m model.Meta) model.Command {
			return model.DeclineFalseReport{Meta: m, Case: id, Reason: why}
		})
	}
	switch {
	case to == string(model.Closed):
		return s.confirmClose(model.FalseReport, "")
	case to == decline && mine:
		return turnDown(s, "")
	case to == decline:
		return s.prompt("decline", dialog.PromptConfig{
			Title: s.t("case.ask.decline"), Lines: 3, Limit: 2000, Missing: s.t("case.missing.reason"),
		}, turnDown)
	}
	return s.askMove(s.loaded.Case)
}
