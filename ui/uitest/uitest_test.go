package uitest

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

func TestKey(t *testing.T) {
	for _, name := range []string{"a", "G", "?", ":", "/", "ctrl+f", "enter", "esc", "space", "shift+tab", "alt+left", "f1", "pgdown", "1"} {
		if got := Key(name).String(); got != name {
			t.Errorf("Key(%q) is called %q", name, got)
		}
	}
}

type done struct{}

func TestSettle(t *testing.T) {
	var got []tea.Msg
	update := func(m tea.Msg) tea.Cmd {
		got = append(got, m)
		return nil
	}
	tick := tea.Tick(time.Hour, func(time.Time) tea.Msg { return done{} })
	waiting := Settle(t, update, tea.Batch(func() tea.Msg { return done{} }, tick, nil, func() tea.Msg { return nil }))
	if len(got) != 1 || len(waiting) != 1 {
		t.Errorf("%d messages and %d waiting, want one of each", len(got), len(waiting))
	}
}
