package casefile

import (
	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// askQuestioning is the second questioning: face to face for a walk-in, by
// telephone for everybody else.
func (s *Screen) askQuestioning() tea.Cmd {
	if s.loaded.Case.Facts.Channel == model.WalkIn {
		return s.show(newInterview(s))
	}
	choices := []widget.Choice{
		{Value: "confirmed", Label: s.t("case.callback.confirmed")},
		{Value: "reached", Label: s.t("case.callback.reached")},
		{Value: "no", Label: s.t("case.callback.not-reached")},
	}
	return s.pick(dialog.PickConfig{
		Title: s.t("case.ask.callback"), Question: s.t("case.ask.callback-hint"), Choices: choices,
	}, func(s *Screen, how string) tea.Cmd {
		return s.prompt("callback", dialog.PromptConfig{
			Title: s.t("case.ask.callback-note"), Lines: 4, Limit: 2000, Optional: true,
		}, func(s *Screen, text string) tea.Cmd {
			id, b := s.cfg.ID, model.Callback{Reached: how != "no", Confirmed: how == "confirmed", Note: text}
			return s.do("callback", func(m model.Meta) model.Command {
				return model.RecordCallback{Meta: m, Case: id, Callback: b}
			})
		})
	})
}

// interview asks the short questions one after the other, each beside the
// first account, the officer marking what contradicts it.
type interview struct {
	s       *Screen
	answers []model.Answer
	at      int
	area    *widget.Area
	first   string
}

const (
	mark   screen.Intent = "mark"
	finish screen.Intent = "finish"
)

func newInterview(s *Screen) *interview {
	d := &interview{s: s, first: s.loaded.Case.Facts.Narrative}
	for _, q := range model.Questions() {
		d.answers = append(d.answers, model.Answer{Question: q, Second: s.kept["interview "+q]})
	}
	d.answers = append(d.answers, model.Answer{Question: ""}) // the impression comes last
	d.turn(0)
	return d
}

func (d *interview) turn(n int) {
	d.keep()
	d.at = max(0, min(d.at+n, len(d.answers)-1))
	d.area = widget.NewArea(widget.AreaConfig{Value: d.answers[d.at].Second, Limit: 2000})
	d.area.Focus()
}

func (d *interview) keep() {
	if d.area == nil {
		return
	}
	a := &d.answers[d.at]
	a.Second = model.Clean(d.area.Value())
	d.s.kept["interview "+a.Question] = a.Second
}

// Update types, turns from question to question, and ends.
func (d *interview) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	did, ok := msg.(screen.Did)
	if !ok {
		d.area.Update(msg)
		return d, nil
	}
	switch did.Intent {
	case screen.Next:
		if d.at == len(d.answers)-1 {
			return d, d.finish()
		}
		d.turn(1)
	case screen.Previous:
		d.turn(-1)
	case mark:
		d.answers[d.at].Contradiction = !d.answers[d.at].Contradiction
	case finish:
		return d, d.finish()
	case screen.Back:
		d.keep()
		return d, screen.Send(screen.CloseDialog{})
	}
	return d, nil
}

func (d *interview) finish() tea.Cmd {
	d.keep()
	last := len(d.answers) - 1
	r := model.Reinterview{Impression: d.answers[last].Second}
	for _, a := range d.answers[:last] {
		if a.Second != "" || a.Contradiction {
			a.First = d.s.firstAccount(a.Question)
			r.Answers = append(r.Answers, a)
		}
	}
	return screen.Send(screen.CloseDialog{Result: d.s.then(func(s *Screen) tea.Cmd {
		id := s.cfg.ID
		return s.do("interview", func(m model.Meta) model.Command {
			return model.RecordReinterview{Meta: m, Case: id, Reinterview: r}
		})
	})})
}

// firstAccount is what the report said to a question, as far as a fact does.
func (s *Screen) firstAccount(question string) string {
	f := s.loaded.Case.Facts
	switch question {
	case "when":
		return s.moment(f.Occurred)
	case "where":
		return s.placeText(f.Place)
	case "who":
		return s.subjectsText(f.Subjects)
	}
	return ""
}

// View draws the question, the first account and the field.
func (d *interview) View(width, height int) screen.View {
	s, st := d.s, d.s.cfg.Ctx.Style
	w := dialog.Inner(width)
	a := d.answers[d.at]
	question := s.word("question", a.Question)
	first := s.firstAccount(a.Question)
	if first == "" && a.Question != "" {
		first = d.first
	}
	if a.Question == "" {
		question = s.t("case.interview.impression")
	}
	lines := append([]string{st.Muted.Render(s.t("case.interview.step", locale.A{"n": d.at + 1, "of": len(d.answers)}))},
		cell.Wrap(st.Strong.Render(question), w)...)
	if first != "" {
		said := cell.Wrap(first, w-2)
		lines = append(lines, "", st.Muted.Render(s.t("case.interview.first")))
		for _, l := range said[:min(len(said), max(1, height-16))] {
			lines = append(lines, "  "+l)
		}
	}
	lines = append(lines, "")
	field, cursor := d.area.View(st, w-2, 4)
	cursor = dialog.At(cursor, len(lines), 2)
	for _, l := range field {
		lines = append(lines, st.Mark.Render("▏ ")+l)
	}
	note := ""
	if a.Contradiction {
		note = st.Warn.Render("≠ " + s.t("case.contradiction"))
	}
	return screen.View{Body: dialog.Framed(s.cfg.Ctx, s.t("case.ask.reinterview"), append(lines, note), width, height), Cursor: cursor}
}

// Bindings are the keys of the interview.
func (d *interview) Bindings() []screen.Binding {
	return []screen.Binding{
		{Intent: screen.Next, Keys: []string{"tab"}, Help: "case.key.next-question", Bar: true, Typing: true},
		{Intent: screen.Previous, Keys: []string{"shift+tab"}, Help: "case.key.previous-question", Bar: true, Typing: true},
		{Intent: mark, Keys: []string{"ctrl+x"}, Help: "case.key.contradiction", Bar: true, Typing: true},
		{Intent: finish, Keys: []string{"ctrl+d", "alt+enter"}, Help: "case.key.finish", Bar: true, Typing: true},
		{Intent: screen.Back, Keys: []string{"esc"}, Help: "dialog.cancel", Bar: true, Typing: true},
	}
}

// Typing is always the case here.
func (*interview) Typing() bool { return true }
