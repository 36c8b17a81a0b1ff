package importing

import (
	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/screen"
)

const (
	swapDates screen.Intent = "importing-dates"
	swapKind  screen.Intent = "importing-kind"
	stop      screen.Intent = "importing-stop"
	unseal    screen.Intent = "importing-unseal"
	another   screen.Intent = "importing-another"
)

// Bindings are the keys of the part that is shown.
func (s *Screen) Bindings() []screen.Binding {
	back := screen.Binding{Intent: screen.Back, Keys: []string{"esc"}, Help: "key.back", Bar: true, Typing: true}
	if s.cfg.Reader == nil {
		return []screen.Binding{back}
	}
	switch s.phase {
	case choosing:
		return append([]screen.Binding{enter("importing.key-look")}, append(s.moves(), back)...)
	case looking, taking:
		return []screen.Binding{{Intent: stop, Keys: []string{"esc"}, Help: "importing.key-stop", Bar: true}}
	case looked:
		var list []screen.Binding
		if s.wrong == nil && s.told.Rows > s.told.Refused {
			list = append(list, enter("importing.key-take"))
		}
		if s.datesOpen() || s.ask.Dates != "" {
			list = append(list, screen.Binding{Intent: swapDates, Keys: []string{"d"}, Help: "importing.key-dates", Bar: true})
		}
		list = append(list, screen.Binding{Intent: swapKind, Keys: []string{"t"}, Help: "importing.key-kind", Bar: true})
		if len(s.told.Unknown)+len(s.ask.Story) > 0 {
			list = append(list, screen.Binding{Intent: unseal, Keys: []string{"u"}, Help: "importing.key-columns", Bar: true})
		}
		back.Help, back.Typing = "importing.key-another", false
		list = append(list, back)
		return append(list, s.moves()...)
	case done:
	}
	back.Keys, back.Help, back.Typing = []string{"esc", "q", "enter"}, "importing.key-queue", false
	return append([]screen.Binding{back, {Intent: another, Keys: []string{"n"}, Help: "importing.key-another", Bar: true}}, s.moves()...)
}

func enter(help string) screen.Binding {
	return screen.Binding{Intent: screen.Enter, Keys: []string{"enter"}, Help: help, Bar: true, Typing: true, Need: model.NeedAct}
}

// moves are the keys of the list, those alone that work while typing where a
// path is typed.
func (s *Screen) moves() []screen.Binding {
	if !s.Typing() {
		return screen.Movement()
	}
	return []screen.Binding{
		{Intent: screen.Up, Keys: []string{"up"}, Show: "↑↓", Help: "key.move", Bar: true, Typing: true},
		{Intent: screen.Down, Keys: []string{"down"}, Help: "key.down", Typing: true},
		{Intent: screen.PageUp, Keys: []string{"pgup"}, Help: "key.page-up", Typing: true},
		{Intent: screen.PageDown, Keys: []string{"pgdown"}, Help: "key.page-down", Typing: true},
	}
}

func (s *Screen) did(i screen.Intent) tea.Cmd {
	if n, moves := i.Lines(max(1, s.room()-1)); moves {
		s.move(n)
		return nil
	}
	switch i {
	case screen.Back:
		if s.phase == looked {
			return s.again()
		}
		return screen.Send(screen.Close{})
	case screen.Enter:
		return s.entered()
	case stop:
		s.halt()
	case another:
		return s.again()
	case swapDates:
		s.ask.Dates = map[string]string{"": "dmy", "dmy": "mdy", "mdy": "dmy"}[s.ask.Dates]
		return s.read(true)
	case swapKind:
		s.ask.Kind = map[model.Kind]model.Kind{model.Complaint: model.Presence, model.Presence: model.Complaint}[s.ask.Kind]
	case unseal:
		s.ask.Story = s.told.Unknown
		return s.read(true)
	default:
	}
	return nil
}

// again goes back to the files.
func (s *Screen) again() tea.Cmd {
	s.phase, s.wrong, s.top = choosing, nil, 0
	return s.Init()
}

func (s *Screen) entered() tea.Cmd {
	switch s.phase {
	case choosing:
		if s.ask.Path = s.chosen(); s.ask.Path == "" {
			return nil
		}
		s.ask.Dates, s.ask.Story, s.dates = "", nil, reading{}
		return s.read(true)
	case looked:
		return s.read(false)
	case looking, taking, done:
	}
	return nil
}

// halt has the reading stop; what went in stays in.
func (s *Screen) halt() {
	if !s.stopped {
		s.stopped = true
		close(s.stop)
	}
}

// move goes so many files on, or scrolls the page.
func (s *Screen) move(by int) {
	if s.phase == choosing {
		s.at = max(0, min(s.at+by, len(s.shown)-1))
		s.top = max(min(s.top, s.at), s.at-s.room()+1)
		return
	}
	s.top = max(0, s.top+by) // the page is measured where it is drawn
}
