package casefile

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/screen"
)

// Intents of the case file.
const (
	take       screen.Intent = "take"
	handOn     screen.Intent = "hand-on"
	giveBack   screen.Intent = "give-back"
	status     screen.Intent = "status"
	finish     screen.Intent = "finish"
	note       screen.Intent = "note"
	correct    screen.Intent = "correct"
	triage     screen.Intent = "triage"
	question   screen.Intent = "question"
	link       screen.Intent = "link"
	unseal     screen.Intent = "unseal"
	reidentify screen.Intent = "identity"
	receipt    screen.Intent = "receipt"
	switchPane screen.Intent = "switch-pane"
)

// Bindings are the keys of the case file: only what can be done now.
func (s *Screen) Bindings() []screen.Binding {
	c := s.loaded.Case
	if s.err != nil || c.Version == 0 {
		return []screen.Binding{back()}
	}
	b := s.acts(c)
	pane := "case.key.timeline"
	if s.wide() {
		pane = "case.key.pane"
	}
	// Esc stands where it can still be seen on a narrow screen.
	b = slices.Insert(b, min(len(b), 4), back())
	b = append(b, screen.Binding{Intent: switchPane, Keys: []string{"tab"}, Help: pane, Bar: true})
	return append(b, screen.Movement()...)
}

// acts are the keys that change the case, in the order they are most wanted.
func (s *Screen) acts(c model.Case) []screen.Binding {
	open := c.Status.Open()
	mine := c.Owner != "" && c.Owner == s.cfg.Ctx.Officer.ID
	var b []screen.Binding
	for _, k := range []struct {
		when   bool
		intent screen.Intent
		key    string
		bar    bool
	}{
		{open && c.Owner == "", take, "t", true},
		{true, status, "s", true},
		{closable(c), finish, "x", true},
		{true, note, "c", true},
		{true, correct, "e", true},
		{true, link, "d", true},
		{open, triage, "v", true},
		{true, question, "w", true},
		{open && len(s.cfg.Ctx.Office.Officers) > 1, handOn, "o", false},
		{open && mine, giveBack, "b", false},
		{c.Reporter != nil, unseal, "R", false},
		{true, reidentify, "i", false},
		{s.cfg.Receipt != nil, receipt, "p", false},
	} {
		if k.when {
			b = append(b, screen.Binding{Intent: k.intent, Keys: []string{k.key}, Help: keyHelp(c, k.intent), Bar: k.bar, Need: model.NeedAct})
		}
	}
	return b
}

// keyHelp names what a key does; of a closed case the status can only be
// changed by opening it again, and how a reporter is asked again depends on
// how they came.
func keyHelp(c model.Case, i screen.Intent) string {
	switch {
	case i == status && !c.Status.Open():
		return "case.key.reopen"
	case i == question && c.Facts.Channel == model.WalkIn:
		return "case.key.reinterview"
	case i == question:
		return "case.key.callback"
	}
	return "case.key." + string(i)
}

// closable says whether the workflow lets a case close from where it stands.
func closable(c model.Case) bool {
	return slices.ContainsFunc(model.Moves(c.Status, c.Urgency), func(m model.Move) bool { return m.To == model.Closed })
}

// mayAct says whether the officer's role lets them change cases.
func (s *Screen) mayAct() bool {
	return slices.ContainsFunc(model.Rights(), func(r model.Right) bool { return r.Role == s.cfg.Ctx.Officer.Role && r.Acts })
}

func back() screen.Binding {
	return screen.Binding{Intent: screen.Back, Keys: []string{"esc"}, Help: "case.key.back", Bar: true}
}

func (s *Screen) did(i screen.Intent) tea.Cmd {
	if n, moves := i.Lines(s.page()); moves {
		s.scroll(n)
		return nil
	}
	switch i {
	case screen.Back:
		return tea.Batch(s.Keep(), screen.Send(screen.Close{}))
	case switchPane:
		s.switchPane()
	default:
		if s.loaded.Case.Version > 0 && s.mayAct() {
			s.basis = s.loaded.Case
			return s.act(i)
		}
	}
	return nil
}

// act begins what a key asks for.
func (s *Screen) act(i screen.Intent) tea.Cmd {
	id := s.cfg.ID
	switch i {
	case take:
		return s.do(request{anyVersion: true, command: func(m model.Meta) model.Command {
			return model.TakeCase{Meta: m, Case: id}
		}})
	case giveBack:
		return s.do(request{command: func(m model.Meta) model.Command { return model.GiveBack{Meta: m, Case: id} }})
	case handOn:
		return s.askOfficer()
	case status:
		return s.askStatus()
	case finish:
		return s.askFinish()
	case note:
		return s.askNote()
	case correct:
		return s.askCorrection("")
	case triage:
		return s.askTriage()
	case question:
		return s.askQuestioning()
	case link:
		return s.askLink()
	case unseal:
		return s.askUnseal()
	case reidentify:
		return s.askIdentity("")
	case receipt:
		return s.askReceipt("", "")
	default:
		return nil
	}
}
