package widget_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"piket/ui/cell"
	"piket/ui/style"
	"piket/ui/uitest"
	"piket/ui/widget"
)

func TestSecretShowsNothingOfWhatIsTyped(t *testing.T) {
	s, st := &widget.Secret{}, style.New(style.Plain)
	s.Focus()
	for _, k := range "4739" {
		s.Update(uitest.Key(string(k)))
	}
	s.Update(tea.PasteMsg{Content: "20\x1b\u202e\n"})
	if s.Value() != "473920" {
		t.Errorf("holds %q", s.Value())
	}
	for _, width := range []int{1, 3, 20} {
		row, cursor := s.View(st, width)
		if cell.Width(row) != width || strings.ContainsAny(row, "0123456789") || cursor.X >= width {
			t.Errorf("width %d: %q, cursor %v", width, row, cursor)
		}
	}
	s.Update(uitest.Key("backspace"))
	if s.Value() != "47392" {
		t.Errorf("holds %q", s.Value())
	}
	s.Update(uitest.Key("ctrl+u"))
	s.Update(tea.PasteMsg{Content: strings.Repeat("9", 500)})
	if n := len(s.Value()); n != 12 {
		t.Errorf("took %d characters", n)
	}
	s.Clear()
	s.Blur()
	if _, cursor := s.View(st, 9); s.Value() != "" || cursor != nil {
		t.Error("not empty, or with a cursor")
	}
}
