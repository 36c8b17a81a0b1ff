package report

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/typed"
	"piket/ui/widget"
)

// typed gives a key press or a paste to the field with the focus.
func (s *Screen) typed(msg tea.Msg) tea.Cmd {
	f := s.current()
	switch {
	case s.line != nil && s.line.Update(msg):
		*f.text = s.line.Value()
		s.draft.leftOut(f.id, s.line.LeftOut())
		if f.name == "occurred" {
			s.readOccurred()
		}
		return s.changed()
	case s.area != nil && s.area.Update(msg):
		*f.text = s.area.Value()
		s.draft.leftOut(f.id, s.area.LeftOut())
		return s.changed()
	case s.combo != nil && s.combo.Update(msg):
		return s.takeCombo()
	}
	if letters(msg) {
		return s.stray(f, msg)
	}
	return nil
}

// letters says whether a message brings a text, as a key or as a paste.
func letters(msg tea.Msg) bool {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return m.Text != ""
	case tea.PasteMsg:
		return m.Content != ""
	}
	return false
}

// stray takes what is typed where no text belongs. Letters choose nothing: a
// story typed too early must not turn a choice over. On the mark of an
// anonymous reporter they begin the name; elsewhere it is said that they are
// lost.
func (s *Screen) stray(f field, msg tea.Msg) tea.Cmd {
	if f.name == "anonymous" && !*f.flag {
		s.focusID("reporter-name")
		typed := s.typed(msg) // first: what is kept of the move holds the letter
		return tea.Batch(s.moved(), typed)
	}
	key := "report.stray"
	if f.name == "anonymous" {
		key = "report.stray-anonymous"
	}
	return s.toast(s.t(key), true)
}

// readOccurred reads the time as it is typed, seen from now.
func (s *Screen) readOccurred() {
	w := &s.draft.Occurred
	m, ok := typed.ReadMoment(w.Text, s.cfg.Ctx.Now().In(s.cfg.Ctx.Zone()))
	w.At, w.Vague, w.Odd = m.At.Round(0), m.Vague, !ok
	if missing(w.Text) {
		*w = When{Text: w.Text}
	}
}

// option chooses the entry n further on, or turns a flag over.
func (s *Screen) option(n int) tea.Cmd {
	f := s.current()
	switch f.shape {
	case shapeFew:
		return s.choose(widget.StepFew(s.options(f), *f.text, n))
	case shapeFlag:
		return s.toggleAnonymous()
	case shapeLine, shapeArea, shapeCombo, shapeAction:
	}
	return nil
}

// choose writes a choice down; some choices bring other fields.
func (s *Screen) choose(value string) tea.Cmd {
	f := s.current()
	if *f.text == value {
		return nil
	}
	*f.text = value
	s.rebuild()
	return s.changed()
}

func (s *Screen) press() tea.Cmd {
	switch s.current().id {
	case "add":
		return s.addPerson()
	case "review":
		return s.openReview()
	}
	return nil
}

// addPerson begins another reported person.
func (s *Screen) addPerson() tea.Cmd {
	if len(s.draft.People) >= model.MaxSubjects {
		return s.toast(s.t("report.people-full", locale.A{"n": model.MaxSubjects}), true)
	}
	cmd := s.leave()
	s.draft.People = append(s.draft.People, Person{})
	s.rebuild()
	s.focusID("person." + strconv.Itoa(len(s.draft.People)-1) + ".name")
	return tea.Batch(cmd, s.changed())
}

// removed is the answer to askRemove: the person with this index is no more.
type removed struct {
	form  string
	index int
}

// askRemove takes a person out, after asking when something is known of them.
func (s *Screen) askRemove() tea.Cmd {
	i := s.current().about()
	if i < 0 {
		return nil
	}
	cmd := s.leave()
	if s.draft.People[i].empty() {
		return tea.Batch(cmd, s.remove(removed{s.self, i}))
	}
	return tea.Batch(cmd, screen.Send(screen.ShowDialog{Dialog: &dialog.Confirm{
		Ctx: s.cfg.Ctx, Title: s.t("report.remove.title"),
		Question: s.t("report.remove.question", locale.A{"person": s.personLineAt(i)}),
		Yes:      s.t("report.remove.yes"), No: s.t("report.remove.no"),
		OnYes: removed{s.self, i},
	}}))
}

func (s *Screen) remove(m removed) tea.Cmd {
	if m.form != s.self || m.index >= len(s.draft.People) || s.page != pageForm {
		return nil
	}
	s.draft.dropPerson(m.index)
	if len(s.draft.People) == 0 {
		s.draft.People = []Person{{}}
	}
	s.rebuild()
	s.focusID("person." + strconv.Itoa(min(m.index, len(s.draft.People)-1)) + ".name")
	return s.changed()
}

// contradict turns the officer's mark on an answer over.
func (s *Screen) contradict() tea.Cmd {
	f := s.current()
	if f.name != "answer" {
		return nil
	}
	*f.flag = !*f.flag
	return s.changed()
}

// toggleAnonymous hides who reports, or shows the fields again with what was
// typed there.
func (s *Screen) toggleAnonymous() tea.Cmd {
	cmd := s.leave()
	s.draft.Anonymous = !s.draft.Anonymous
	s.rebuild()
	if s.current().section == sectionReporter || s.draft.Anonymous {
		s.focusID("anonymous")
	}
	return tea.Batch(cmd, s.changed())
}

// discarded is the answer to askDiscard.
type discarded struct{ form string }

// askDiscard throws the report away, after asking.
func (s *Screen) askDiscard() tea.Cmd {
	if s.draft.blank() {
		return s.close()
	}
	return screen.Send(screen.ShowDialog{Dialog: &dialog.Confirm{
		Ctx: s.cfg.Ctx, Title: s.t("report.discard.title"), Question: s.t("report.discard.question"),
		Yes: s.t("report.discard.yes"), No: s.t("report.discard.no"),
		OnYes: discarded{s.self},
	}})
}

func (s *Screen) discard(m discarded) tea.Cmd {
	if m.form != s.self || s.page == pageDone || s.sending {
		return nil
	}
	cmd := s.forget()
	s.keep.revision, s.leaving = 0, true
	return tea.Batch(cmd, screen.Send(screen.Close{}))
}
