package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/style"
)

// secretLimit is the most characters a secret takes: every one is a PIN.
const secretLimit = model.MaxPIN

// Secret is a field whose text is shown as dots. It has no cursor to move:
// who cannot see what they correct had better begin anew.
type Secret struct {
	typed []rune
	focus bool
}

// Focus lets the field be typed into.
func (s *Secret) Focus() { s.focus = true }

// Blur takes the cursor away.
func (s *Secret) Blur() { s.focus = false }

// Value is what was typed.
func (s *Secret) Value() string { return string(s.typed) }

// Clear forgets what was typed.
func (s *Secret) Clear() {
	clear(s.typed)
	s.typed = s.typed[:0]
}

// LeftOut is always 0: no PIN is that long.
func (*Secret) LeftOut() int { return 0 }

// Update takes a key press or a paste and reports whether the text changed.
// Ctrl+u empties the field.
func (s *Secret) Update(msg tea.Msg) (changed bool) {
	before := len(s.typed)
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		switch m.String() {
		case "backspace":
			s.typed = s.typed[:max(0, before-1)]
		case "ctrl+u":
			s.Clear()
		default:
			s.add(typed(m.Text))
		}
	case tea.PasteMsg:
		s.add(model.CleanLine(m.Content))
	}
	return len(s.typed) != before
}

func (s *Secret) add(text string) {
	for _, r := range text {
		if len(s.typed) < secretLimit {
			s.typed = append(s.typed, r)
		}
	}
}

// View draws a dot a character, width cells wide, and the cursor behind them.
func (s *Secret) View(st *style.Set, width int) (string, *tea.Cursor) {
	n := max(0, min(len(s.typed), width-1))
	row := st.Input.Render(strings.Repeat("•", n)) + strings.Repeat(" ", max(0, width-n))
	if !s.focus {
		return row, nil
	}
	c := tea.NewCursor(n, 0)
	c.Shape = tea.CursorBar
	return row, c
}
