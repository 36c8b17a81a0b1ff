package style

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Ink is a style made ready for very many short texts of one line, such as
// the cells of a list: writing with it costs two copies and no parsing.
type Ink struct{ on, off string }

// Ready makes an ink from a style that has colours and weights only.
func Ready(s lipgloss.Style) Ink {
	on, off, _ := strings.Cut(s.Render("x"), "x")
	return Ink{on, off}
}

// On is a text in this ink.
func (i Ink) On(text string) string {
	if text == "" {
		return ""
	}
	return i.on + text + i.off
}
