package terminal

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// scrolled draws a model anew, between the right margins, whenever the
// terminal changes its size. The renderer ends each scroll with margins as
// high as the terminal it knows; if that has grown by then and its message is
// still under way, the margins stay too low, and the next frame scrolls its
// own header away.
type scrolled struct {
	tea.Model

	size tea.WindowSizeMsg
}

// Update passes a message on.
func (s scrolled) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m, cmd := s.Model.Update(msg)
	s.Model = m
	size, ok := msg.(tea.WindowSizeMsg)
	if !ok {
		return s, cmd
	}
	// Not at the first size: the terminal still shows what was there before.
	if s.size != (tea.WindowSizeMsg{}) && size != s.size {
		cmd = tea.Batch(cmd, tea.Sequence(tea.Raw(ansi.SetTopBottomMargins(0, 0)), tea.ClearScreen))
	}
	s.size = size
	return s, cmd
}
