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

// The identity of a reporter is replaced as a whole: the one behind the seal
// is not opened for it. What is typed is kept like every text, sealed.
const (
	who          = "who"
	whoName      = who + "/name"
	whoPhone     = who + "/phone"
	whoNIK       = who + "/nik"
	whoAddress   = who + "/address"
	whoAnonymous = who + "/anonymous"
	whoReason    = who + "/reason"
)

// identified is the reporter as typed; nobody when they want to be anonymous.
func (s *Screen) identified() model.Reporter {
	if s.anonymous() {
		return model.Reporter{}
	}
	text := func(name string) string { return model.CleanLine(s.kept.texts[name]) }
	return model.Reporter{Name: text(whoName), Phone: text(whoPhone), NIK: text(whoNIK), Address: text(whoAddress)}
}

func (s *Screen) anonymous() bool {
	_, yes := s.kept.texts[whoAnonymous]
	return yes
}

// askIdentity offers what is known of a reporter, to be typed anew.
func (s *Screen) askIdentity(marked string) tea.Cmd {
	c := s.loaded.Case
	is := s.t("word.anonymous")
	if c.Reporter != nil {
		is = s.t("word.pseudonym", locale.A{"code": c.Reporter.Pseudonym.Short()})
	}
	return s.pick(dialog.PickConfig{
		Title: s.t("case.ask.identity"), Question: s.t("case.ask.identity-how", locale.A{"number": c.Number, "who": is}),
		Choices: aligned(s.identityChoices()), Marked: marked, OnCancel: s.unsavedIdentity(),
	}, (*Screen).identityPicked)
}

func (s *Screen) identityChoices() []widget.Choice {
	var choices []widget.Choice
	ready := s.anonymous() || !s.identified().Empty()
	if ready {
		choices = append(choices, widget.Choice{Value: saveAll, Label: s.t("case.identity.save")})
	}
	if !s.anonymous() {
		for _, f := range []struct{ name, field string }{{whoName, "name"}, {whoPhone, "phone"}, {whoNIK, "nik"}, {whoAddress, "address"}} {
			text := model.CleanLine(s.kept.texts[f.name])
			choices = append(choices, widget.Choice{Value: f.name, Label: s.word("field", f.field), Note: strings.Join(present(text, s.oddContact(f.name, text)), "  ")})
		}
	}
	box := "[ ] "
	if s.anonymous() {
		box = "[x] "
	}
	choices = append(choices,
		widget.Choice{Value: whoAnonymous, Label: box + s.t("case.identity.anonymous"), Box: true},
		widget.Choice{Value: whoReason, Label: s.word("field", "reason"), Note: or(model.CleanLine(s.kept.texts[whoReason]), s.t("case.identity.needed"))})
	if ready {
		choices = append(choices, widget.Choice{Value: dropAll, Label: s.t("case.identity.drop")})
	}
	return choices
}

// The digits of a NIK, and the fewest and most of a telephone number.
const (
	nikDigits  = 16
	phoneLeast = 8
	phoneMost  = 15
)

// oddContact warns of a number that can hardly be one; it never keeps anybody
// from saving it.
func (s *Screen) oddContact(name, text string) string {
	n := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	switch {
	case text == "":
	case name == whoNIK && n != nikDigits:
		return "! " + s.t("case.identity.odd-nik")
	case name == whoPhone && (n < phoneLeast || n > phoneMost):
		return "! " + s.t("case.identity.odd-phone")
	}
	return ""
}

// unsavedIdentity says that what was typed is kept; nil when nothing was.
func (s *Screen) unsavedIdentity() tea.Msg {
	if s.identified().Empty() && !s.anonymous() {
		return nil
	}
	return screen.Toast{Text: s.t("case.kept")}
}

func (s *Screen) identityPicked(name string) tea.Cmd {
	again := func(s *Screen) tea.Cmd { return s.askIdentity(saveAll) }
	switch name {
	case saveAll:
		return s.confirmIdentity()
	case dropAll:
		s.forget(who)
		return screen.Send(screen.Toast{Text: s.t("case.identity.dropped")})
	case whoReason:
		return s.askIdentityReason(again)
	case whoAnonymous:
		if s.anonymous() {
			s.forget(whoAnonymous)
		} else {
			s.keep(whoAnonymous, "x")
		}
		return s.askIdentity(whoAnonymous)
	}
	field := strings.TrimPrefix(name, who+"/")
	return s.prompt(name, dialog.PromptConfig{
		Title: s.t("case.ask.fact", locale.A{"field": s.word("field", field)}), Optional: true,
		OnCancel: func(string) tea.Msg { return s.then(func(s *Screen) tea.Cmd { return s.askIdentity(name) }) },
	}, func(s *Screen, _ string) tea.Cmd { return again(s) })
}

func (s *Screen) askIdentityReason(done func(*Screen) tea.Cmd) tea.Cmd {
	return s.prompt(whoReason, dialog.PromptConfig{
		Title: s.t("case.ask.identity-why"), Lines: 3, Limit: model.MaxNote, Missing: s.t("case.missing.reason"),
		OnCancel: func(string) tea.Msg { return s.then(func(s *Screen) tea.Cmd { return s.askIdentity(whoReason) }) },
	}, func(s *Screen, _ string) tea.Cmd { return done(s) })
}

// confirmIdentity asks for the reason where there is none yet, then once more
// before another identity is put behind the seal.
func (s *Screen) confirmIdentity() tea.Cmd {
	if strings.TrimSpace(s.kept.texts[whoReason]) == "" {
		return s.askIdentityReason((*Screen).confirmIdentity)
	}
	ask := "case.identity.sure"
	switch {
	case s.anonymous():
		ask = "case.identity.sure-anonymous"
	case s.loaded.Case.Reporter == nil:
		ask = "case.identity.sure-first"
	}
	number := s.loaded.Case.Number
	return s.show(&dialog.Confirm{
		Ctx: s.cfg.Ctx, Title: number, Question: s.t(ask, locale.A{"number": number}),
		Yes: s.t("case.identity.yes"), No: s.t("case.identity.no"),
		OnNo:  s.then(func(s *Screen) tea.Cmd { return s.askIdentity(saveAll) }),
		OnYes: s.then((*Screen).saveIdentity),
	})
}

func (s *Screen) saveIdentity() tea.Cmd {
	id, reporter, reason := s.cfg.ID, s.identified(), s.kept.texts[whoReason]
	return s.do(request{kept: who, send: func(ctx context.Context, d Desk, seen uint64) (model.Receipt, error) {
		return d.CorrectReporter(ctx, id, seen, reporter, reason)
	}})
}
