package casefile

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// interview asks the short questions one after the other, each beside the
// first account, the officer marking what contradicts it. It writes into the
// kept texts, so that it can be left and taken up again at any question.
type interview struct {
	s    *Screen
	all  []string // the questions, the officer's impression last
	at   int
	area *widget.Area

	asked int    // characters left out that were spoken of before saving
	wrong string // said of them
}

const (
	impression = "impression" // the last question, which is for the officer

	contradiction screen.Intent = "contradiction"
	finishTalk    screen.Intent = "finish-talk"
)

// keptAnswer is the name an answer is kept under; its mark has a name below.
func keptAnswer(question string) string { return "interview/" + question }

func keptMark(question string) string { return keptAnswer(question) + "/mark" }

func newInterview(s *Screen) *interview {
	d := &interview{s: s, all: append(model.Questions(), impression)}
	d.turnTo(0)
	return d
}

func (d *interview) question() string { return d.all[d.at] }

func (d *interview) turnTo(n int) {
	d.at = max(0, min(n, len(d.all)-1))
	name := keptAnswer(d.question())
	d.area = widget.NewArea(widget.AreaConfig{
		Value: d.s.kept.texts[name], Limit: model.MaxNote, Words: d.s.cfg.Ctx, LeftOut: d.s.keptCut(name),
	})
	d.area.Focus()
}

// Update types, turns from question to question, and ends.
func (d *interview) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	did, ok := msg.(screen.Did)
	if !ok {
		if d.area.Update(msg) {
			d.wrong = ""
			d.s.keep(keptAnswer(d.question()), d.area.Value())
			d.s.keepCut(keptAnswer(d.question()), d.area.LeftOut())
		}
		return d, nil
	}
	cmd := d.did(did.Intent)
	return d, cmd
}

func (d *interview) did(i screen.Intent) tea.Cmd {
	switch i {
	case screen.Next:
		if d.at == len(d.all)-1 {
			return d.finish()
		}
		d.turnTo(d.at + 1)
	case screen.Previous:
		d.turnTo(d.at - 1)
	case contradiction:
		d.toggle(keptMark(d.question()))
	case finishTalk:
		return d.finish()
	case screen.Back:
		return d.leave()
	default:
	}
	return nil
}

func (d *interview) toggle(name string) {
	switch _, marked := d.s.kept.texts[name]; {
	case d.question() == impression: // nothing to contradict
	case marked:
		d.s.forget(name)
	default:
		d.s.keep(name, "x")
	}
}

// leave keeps what was answered so far, and says so.
func (d *interview) leave() tea.Cmd {
	var said tea.Msg
	if d.record().Impression != "" || len(d.record().Answers) > 0 {
		said = screen.Toast{Text: d.s.t("case.kept")}
	}
	return screen.Send(screen.CloseDialog{Result: said})
}

// record is the interview as answered so far.
func (d *interview) record() model.Reinterview {
	texts := d.s.kept.texts
	r := model.Reinterview{Impression: model.Clean(texts[keptAnswer(impression)])}
	for _, q := range model.Questions() {
		a := model.Answer{Question: q, First: model.Shorten(d.s.firstAccount(q), model.MaxNote), Second: model.Clean(texts[keptAnswer(q)])}
		_, a.Contradiction = texts[keptMark(q)]
		if a.Second != "" || a.Contradiction {
			r.Answers = append(r.Answers, a)
		}
	}
	return r
}

// leftOut is how many characters the answers had no room for.
func (d *interview) leftOut() (n int) {
	for _, q := range d.all {
		n += d.s.keptCut(keptAnswer(q))
	}
	return n
}

// finish records the answers. Ones that were cut are recorded only by who was
// told so.
func (d *interview) finish() tea.Cmd {
	if n := d.leftOut(); n > 0 && n != d.asked {
		d.asked, d.wrong = n, dialog.Cut(d.s.cfg.Ctx, n)
		return nil
	}
	r := d.record()
	if len(r.Answers) == 0 && r.Impression == "" {
		return d.leave()
	}
	return screen.Send(screen.CloseDialog{Result: d.s.then(func(s *Screen) tea.Cmd {
		id := s.cfg.ID
		return s.do(request{kept: "interview", command: func(m model.Meta) model.Command {
			return model.RecordReinterview{Meta: m, Case: id, Reinterview: r}
		}})
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
	s, st, w := d.s, d.s.cfg.Ctx.Style, dialog.Inner(width)
	lines := append([]string{st.Muted.Render(s.t("case.interview.step", locale.A{"n": d.at + 1, "of": len(d.all)}))},
		cell.Wrap(st.Strong.Render(d.ask()), w)...)
	tall := min(4, max(2, dialog.Room(height)-len(lines)-5))
	lines = append(lines, d.toldFirst(w, dialog.Room(height)-len(lines)-tall-2)...)
	lines = append(lines, "")
	field, cursor := d.area.View(st, w-2, tall)
	cursor = dialog.At(cursor, len(lines), 2)
	for _, l := range field {
		lines = append(lines, st.Mark.Render("▏ ")+l)
	}
	note := ""
	if _, marked := s.kept.texts[keptMark(d.question())]; marked {
		note = st.Warn.Render("≠ " + s.t("case.contradicts"))
	}
	if d.wrong != "" {
		note = st.Bad.Render(cell.Cut("! "+d.wrong, w))
	}
	return screen.View{Body: dialog.Framed(s.cfg.Ctx, s.t("case.ask.reinterview"), append(lines, note), width, height), Cursor: cursor}
}

// ask is the question in words.
func (d *interview) ask() string {
	if d.question() == impression {
		return d.s.t("case.interview.impression")
	}
	return d.s.word("question", d.question())
}

// toldFirst is the first account: what the report says to this very question,
// else how it was told.
func (d *interview) toldFirst(width, room int) []string {
	s, st := d.s, d.s.cfg.Ctx.Style
	first := s.firstAccount(d.question())
	if first == "" {
		first = s.loaded.Case.Facts.Narrative
	}
	if first == "" || d.question() == impression || room < 3 {
		return nil
	}
	lines := []string{"", st.Muted.Render(s.t("case.interview.first"))}
	told, _ := dialog.Within(s.cfg.Ctx, cell.Wrap(first, width-2), 0, min(room-2, 8))
	for _, l := range told {
		lines = append(lines, "  "+strings.TrimRight(l, " "))
	}
	return lines
}

// Bindings are the keys of the interview.
func (d *interview) Bindings() []screen.Binding {
	b := []screen.Binding{
		{Intent: screen.Next, Keys: []string{"tab"}, Help: "case.key.next-question", Bar: true, Typing: true},
		{Intent: screen.Previous, Keys: []string{"shift+tab"}, Help: "case.key.previous-question", Bar: d.at > 0, Typing: true},
	}
	if d.question() != impression {
		b = append(b, screen.Binding{Intent: contradiction, Keys: []string{"ctrl+x"}, Help: "case.key.contradiction", Bar: true, Typing: true})
	}
	return append(b,
		screen.Binding{Intent: finishTalk, Keys: []string{"ctrl+d", "alt+enter"}, Help: "dialog.save", Bar: true, Typing: true},
		screen.Binding{Intent: screen.Back, Keys: []string{"esc"}, Help: "dialog.cancel", Bar: true, Typing: true})
}

// Typing is always the case here.
func (*interview) Typing() bool { return true }
