package search

import (
	tea "charm.land/bubbletea/v2"

	"piket/ui/screen"
)

const clearText screen.Intent = "clear-text"

// Bindings are the keys that work while the words are typed.
func (s *Screen) Bindings() []screen.Binding {
	bind := func(i screen.Intent, key, help string, bar bool) screen.Binding {
		return screen.Binding{Intent: i, Keys: []string{key}, Help: help, Bar: bar, Typing: true}
	}
	up := bind(screen.Up, "up", "key.move", true)
	up.Show = "↑↓"
	empty := bind(clearText, "ctrl+u", "search.clear", s.text() != "")
	empty.Keys = append(empty.Keys, "ctrl+f") // a search anew, not another one over this
	return []screen.Binding{
		bind(screen.Enter, "enter", "key.open", len(s.list.rows) > 0),
		up,
		bind(screen.Down, "down", "key.down", false),
		bind(screen.PageUp, "pgup", "key.page-up", false),
		bind(screen.PageDown, "pgdown", "key.page-down", false),
		empty,
		bind(screen.Back, "esc", "key.back", true),
	}
}

func (s *Screen) did(i screen.Intent) tea.Cmd {
	switch i {
	case screen.Up:
		s.list.move(-1)
	case screen.Down:
		s.list.move(1)
	case screen.PageUp:
		s.list.move(-max(1, s.list.height-1))
	case screen.PageDown:
		s.list.move(max(1, s.list.height-1))
	case clearText:
		s.line.SetValue("")
		return s.changed()
	case screen.Enter:
		return s.entered()
	case screen.Back:
		s.void()
		return screen.Send(screen.Close{})
	default:
	}
	return s.follow()
}

// entered opens the case under the cursor, or the first one as soon as the
// text that is still being typed ahead has its answer.
func (s *Screen) entered() tea.Cmd {
	switch {
	case s.text() == "":
		return nil
	case s.answer == s.text() && s.known:
		return s.open()
	}
	s.enter = true
	if s.busy {
		return nil
	}
	return s.ask()
}
