package casefile

import (
	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/widget"
)

// Choices beside the statuses, where a laporan palsu is proposed.
const (
	decline = "decline"
	other   = "other"
)

// askStatus offers the rows of the workflow that are open to the case now,
// and the answer to a colleague's proposal first.
func (s *Screen) askStatus() tea.Cmd {
	c := s.loaded.Case
	if c.Proposed != nil {
		return s.askProposal(c)
	}
	return s.askMove(c)
}

// askFinish is the short way to close.
func (s *Screen) askFinish() tea.Cmd {
	c := s.loaded.Case
	switch {
	case !closable(c):
		return nil
	case c.Proposed != nil:
		return s.askProposal(c)
	}
	return s.askDisposition()
}

func (s *Screen) askMove(c model.Case) tea.Cmd {
	var choices []widget.Choice
	for _, m := range model.Moves(c.Status, c.Urgency) {
		ch := widget.Choice{Value: string(m.To), Label: s.moveText(m)}
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
		Choices:  aligned(choices),
	}, func(s *Screen, to string) tea.Cmd { return s.moveTo(model.Status(to)) })
}

// moveText is a row of the workflow in words; from closed it is a reopening,
// wherever it leads.
func (s *Screen) moveText(m model.Move) string {
	to := s.word("status", string(m.To))
	if m.From == model.Closed {
		return s.t("case.reopen.to", locale.A{"status": to})
	}
	return to
}

func (s *Screen) moveTo(to model.Status) tea.Cmd {
	for _, m := range model.Moves(s.loaded.Case.Status, s.loaded.Case.Urgency) {
		switch {
		case m.To != to:
		case m.Disposition:
			return s.askDisposition()
		case m.Reason:
			return s.askReason(m)
		}
	}
	return s.change("", model.ChangeStatus{To: to})
}

func (s *Screen) askReason(m model.Move) tea.Cmd {
	name := "reason/" + string(m.To)
	title := s.t("case.ask.reason", locale.A{"status": s.word("status", string(m.To))})
	if m.From == model.Closed {
		title = s.t("case.ask.reopen")
	}
	return s.prompt(name, dialog.PromptConfig{
		Title: title, Lines: 3, Limit: model.MaxNote, Missing: s.t("case.missing.reason"),
	}, func(s *Screen, why string) tea.Cmd { return s.change(name, model.ChangeStatus{To: m.To, Reason: why}) })
}

func (s *Screen) change(kept string, c model.ChangeStatus) tea.Cmd {
	c.Case = s.cfg.ID
	return s.do(request{kept: kept, command: func(m model.Meta) model.Command {
		c := c
		c.Meta = m
		return c
	}})
}

func (s *Screen) askDisposition() tea.Cmd {
	choices := codes(s, "disposition", s.cfg.Ctx.Rules.Dispositions)
	for i, c := range choices {
		if c.Value == string(model.FalseReport) {
			choices[i].Note = s.t("case.needs.second")
		}
	}
	return s.pick(dialog.PickConfig{
		Title: s.t("case.ask.disposition"), Question: s.t("case.ask.disposition-of", locale.A{"number": s.loaded.Case.Number}), Choices: choices,
	}, func(s *Screen, d string) tea.Cmd { return s.askClosingNote(model.Disposition(d)) })
}

func (s *Screen) askClosingNote(d model.Disposition) tea.Cmd {
	return s.prompt("closing", dialog.PromptConfig{
		Title: s.t("case.ask.closing-note", locale.A{"disposition": s.word("disposition", string(d))}),
		Hint:  s.t("case.hint.closing-note"), Lines: 4, Limit: model.MaxNote, Optional: true,
	}, func(s *Screen, text string) tea.Cmd { return s.confirmClose(d, text) })
}

func (s *Screen) confirmClose(d model.Disposition, text string) tea.Cmd {
	c := s.loaded.Case
	ask, yes := "case.ask.close", "case.close.yes"
	switch {
	case d == model.FalseReport && c.Proposed != nil:
		ask, yes = "case.ask.confirm-false", "case.close.yes"
	case d == model.FalseReport:
		ask, yes = "case.ask.false-report", "case.close.propose"
	}
	end := model.ChangeStatus{To: model.Closed, Disposition: d, Note: text}
	return s.show(&dialog.Confirm{
		Ctx: s.cfg.Ctx, Title: c.Number,
		Question: s.t(ask, locale.A{"number": c.Number, "disposition": s.word("disposition", string(d))}),
		Yes:      s.t(yes), No: s.t("case.close.no"),
		OnYes: s.then(func(s *Screen) tea.Cmd { return s.change("closing", end) }),
	})
}

// askProposal is for a case that somebody called a laporan palsu.
func (s *Screen) askProposal(c model.Case) tea.Cmd {
	mine := c.Proposed.By == s.cfg.Ctx.Officer.ID
	var choices []widget.Choice
	if !mine {
		choices = append(choices, widget.Choice{Value: string(model.Closed), Label: s.t("case.proposal.confirm")})
	}
	turnDown := "case.proposal.decline"
	if mine {
		turnDown = "case.proposal.withdraw"
	}
	choices = append(choices,
		widget.Choice{Value: decline, Label: s.t(turnDown)},
		widget.Choice{Value: other, Label: s.t("case.proposal.other")})
	text := s.t("case.proposal.question", locale.A{"officer": s.cfg.Ctx.OfficerName(c.Proposed.By), "number": c.Number})
	if mine {
		text = s.t("case.proposal.mine", locale.A{"number": c.Number})
	}
	if c.Proposed.Note != "" {
		text += "\n\n" + quote(c.Proposed.Note)
	}
	return s.pick(dialog.PickConfig{Title: s.t("case.proposal.title"), Question: text, Choices: choices},
		func(s *Screen, to string) tea.Cmd { return s.answerProposal(to, mine) })
}

func (s *Screen) answerProposal(to string, mine bool) tea.Cmd {
	switch {
	case to == string(model.Closed):
		return s.confirmClose(model.FalseReport, "")
	case to == decline && mine:
		return s.turnDown("")
	case to == decline:
		return s.prompt("decline", dialog.PromptConfig{
			Title: s.t("case.ask.decline"), Lines: 3, Limit: model.MaxNote, Missing: s.t("case.missing.reason"),
		}, (*Screen).turnDown)
	}
	return s.askMove(s.loaded.Case)
}

func (s *Screen) turnDown(why string) tea.Cmd {
	id := s.cfg.ID
	return s.do(request{kept: "decline", command: func(m model.Meta) model.Command {
		return model.DeclineFalseReport{Meta: m, Case: id, Reason: why}
	}})
}
