package report

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"piket/ui/screen"
)

// Intents of the form.
const (
	nextField       screen.Intent = "next-field"
	previousField   screen.Intent = "previous-field"
	nextSection     screen.Intent = "next-section"
	previousSection screen.Intent = "previous-section"
	toSection       screen.Intent = "section-" // and its number
	listUp          screen.Intent = "list-up"
	listDown        screen.Intent = "list-down"
	listPageUp      screen.Intent = "list-page-up"
	listPageDown    screen.Intent = "list-page-down"
	listTake        screen.Intent = "list-take"
	listClose       screen.Intent = "list-close"
	optionNext      screen.Intent = "option-next"
	optionPrevious  screen.Intent = "option-previous"
	press           screen.Intent = "press" // Enter on something that acts
	addPerson       screen.Intent = "add-person"
	removePerson    screen.Intent = "remove-person"
	contradict      screen.Intent = "contradict"
	anonymous       screen.Intent = "anonymous"
	seeAlike        screen.Intent = "see-alike"
	lookOver        screen.Intent = "look-over"
	discard         screen.Intent = "discard"
	saveReport      screen.Intent = "save-report"
	printReceipt    screen.Intent = "print-receipt"
	another         screen.Intent = "another"
	openCase        screen.Intent = "open-case"
	linkAgain       screen.Intent = "link-again"
	takeCase        screen.Intent = "take-case"
	unlinked        screen.Intent = "not-a-duplicate"
)

// Bindings are the keys that work now.
func (s *Screen) Bindings() []screen.Binding {
	switch {
	case s.loading:
		return []screen.Binding{{Intent: screen.Back, Keys: []string{"esc"}, Help: "report.key.close", Bar: true, Typing: true}}
	case s.page == pageDone:
		return s.doneBindings()
	case s.page == pageReview:
		return s.reviewBindings()
	case s.combo != nil && s.combo.Open():
		return append(listBindings(), s.formBindings()...)
	}
	return append(s.fieldBindings(), s.formBindings()...)
}

// listBindings are the keys of an open list.
func listBindings() []screen.Binding {
	return []screen.Binding{
		{Intent: listTake, Keys: []string{"enter"}, Help: "report.key.take", Bar: true, Typing: true},
		{Intent: listDown, Keys: []string{"down"}, Show: "↑↓", Help: "key.move", Bar: true, Typing: true},
		{Intent: listUp, Keys: []string{"up"}, Show: "↑", Help: "key.up", Typing: true},
		{Intent: listPageDown, Keys: []string{"pgdown"}, Show: "PgDn", Help: "key.page-down", Typing: true},
		{Intent: listPageUp, Keys: []string{"pgup"}, Show: "PgUp", Help: "key.page-up", Typing: true},
		{Intent: listClose, Keys: []string{"esc"}, Help: "report.key.close-list", Bar: true, Typing: true},
	}
}

// fieldBindings are the keys of the field with the focus.
func (s *Screen) fieldBindings() []screen.Binding {
	f := s.current()
	enter := screen.Binding{Intent: nextField, Keys: []string{"enter"}, Help: "report.key.next", Typing: true}
	var list []screen.Binding
	switch f.shape {
	case shapeFew:
		list = []screen.Binding{
			{Intent: optionNext, Keys: []string{"right", "space"}, Show: "←→", Help: "report.key.option", Bar: true, Typing: true},
			{Intent: optionPrevious, Keys: []string{"left"}, Show: "←", Help: "report.key.option-back", Typing: true},
		}
	case shapeFlag:
		list = []screen.Binding{{Intent: optionNext, Keys: []string{"space"}, Help: "report.key.flag", Bar: true, Typing: true}}
	case shapeAction:
		return []screen.Binding{{Intent: press, Keys: []string{"enter", "space"}, Help: "report.label." + f.name, Bar: true, Typing: true}}
	case shapeArea:
		return nil
	case shapeLine, shapeCombo:
	}
	return append(list, enter)
}

// formBindings are the keys that work in every field. In a text of several
// lines the arrows belong to the text until its end.
func (s *Screen) formBindings() []screen.Binding {
	down, up := []string{"tab"}, []string{"shift+tab"}
	if s.area == nil || s.area.AtEnd() {
		down = append(down, "down")
	}
	if s.area == nil || s.area.AtStart() {
		up = append(up, "up")
	}
	list := []screen.Binding{
		{Intent: nextField, Keys: down, Help: "report.key.next", Bar: true, Typing: true},
		{Intent: previousField, Keys: up, Help: "report.key.previous", Typing: true},
	}
	list = append(
		list,
		screen.Binding{Intent: screen.Back, Keys: []string{"esc"}, Help: "report.key.keep", Bar: true, Typing: true},
		screen.Binding{Intent: nextSection, Keys: s.unlessArea("ctrl+n", "pgdown"), Help: "report.key.next-section", Bar: true, Typing: true},
		screen.Binding{Intent: previousSection, Keys: s.unlessArea("ctrl+p", "pgup"), Help: "report.key.previous-section", Typing: true},
	)
	list = append(list, s.sectionBindings()...)
	list = append(
		list,
		screen.Binding{Intent: lookOver, Keys: []string{"ctrl+r"}, Help: "report.key.review", Bar: true, Typing: true},
	)
	if len(s.like.found) > 0 {
		list = append(list, screen.Binding{Intent: seeAlike, Keys: []string{"ctrl+y"}, Help: "report.key.alike", Bar: s.columns().panel == 0, Typing: true})
	}
	for to := range sectionCount {
		n := strconv.Itoa(int(to) + 1)
		list = append(list, screen.Binding{Intent: toSection + screen.Intent(n), Keys: []string{"alt+" + n}, Help: s.sectionKey(to), Typing: true})
	}
	return append(list, screen.Binding{Intent: discard, Keys: []string{"f8"}, Show: "F8", Help: "report.key.discard", Typing: true})
}

// unlessArea leaves the second key to a text of several lines.
func (s *Screen) unlessArea(key, paging string) []string {
	if s.area != nil {
		return []string{key}
	}
	return []string{key, paging}
}

// sectionBindings are the keys of the section the focus is in.
func (s *Screen) sectionBindings() []screen.Binding {
	f := s.current()
	add := screen.Binding{Intent: addPerson, Keys: []string{"ctrl+t"}, Help: "report.key.add", Bar: f.section == sectionPeople, Typing: true}
	list := []screen.Binding{add}
	switch {
	case f.about() >= 0:
		list = append(list, screen.Binding{Intent: removePerson, Keys: []string{"ctrl+x"}, Help: "report.key.remove", Bar: len(s.draft.People) > 1, Typing: true})
	case f.section == sectionReporter:
		list = append(list, screen.Binding{Intent: anonymous, Keys: []string{"ctrl+o"}, Help: "report.key.anonymous", Bar: true, Typing: true})
	case f.name == "answer":
		list = append(list, screen.Binding{Intent: contradict, Keys: []string{"ctrl+x"}, Help: "report.key.contradict", Bar: true, Typing: true})
	}
	return list
}

// did carries out an intent.
func (s *Screen) did(i screen.Intent) tea.Cmd {
	if s.leaving || s.sending || (s.loading && i != screen.Back) {
		return nil
	}
	switch s.page {
	case pageReview:
		return s.reviewDid(i)
	case pageDone:
		return s.doneDid(i)
	case pageForm:
	}
	if cmd, mine := s.listDid(i); mine {
		return cmd
	}
	if n, ok := sectionOf(i); ok {
		return s.goTo(n)
	}
	switch i {
	case nextField:
		return s.step(1)
	case previousField:
		return s.step(-1)
	case nextSection:
		return s.turn(1)
	case previousSection:
		return s.turn(-1)
	case optionNext:
		return s.option(1)
	case optionPrevious:
		return s.option(-1)
	case press:
		return s.press()
	case addPerson:
		return s.addPerson()
	case removePerson:
		return s.askRemove()
	case contradict:
		return s.contradict()
	case anonymous:
		return s.toggleAnonymous()
	default:
		return s.formDid(i)
	}
}

// formDid carries out the intents that concern the report as a whole.
func (s *Screen) formDid(i screen.Intent) tea.Cmd {
	switch i {
	case seeAlike:
		return s.seeAlike()
	case lookOver, saveReport:
		return s.openReview()
	case discard:
		return s.askDiscard()
	case screen.Back, screen.Quit:
		return tea.Batch(s.leave(), s.close())
	default:
		return nil
	}
}

func sectionOf(i screen.Intent) (section, bool) {
	n, err := strconv.Atoi(string(i[min(len(i), len(toSection)):]))
	if err != nil || i[:len(toSection)] != toSection || n < 1 || n > int(sectionCount) {
		return 0, false
	}
	return section(n - 1), true
}

// page of a list, in entries.
const listPage = 6

// listDid carries out the intents of an open list.
func (s *Screen) listDid(i screen.Intent) (cmd tea.Cmd, mine bool) {
	if s.combo == nil {
		return nil, false
	}
	switch i {
	case listUp:
		s.combo.Move(-1)
	case listDown:
		s.combo.Move(1)
	case listPageUp:
		s.combo.Move(-listPage)
	case listPageDown:
		s.combo.Move(listPage)
	case listClose:
		s.combo.Close()
	case listTake:
		s.combo.Take()
		return tea.Batch(s.takeCombo(), s.step(1)), true
	default:
		return nil, false
	}
	return nil, true
}
