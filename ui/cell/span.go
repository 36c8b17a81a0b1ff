package cell

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Span is a text in a style.
type Span struct {
	Text string
	Ink  lipgloss.Style
}

// Beside puts spans beside each other on a line of a width, on the colour of
// the row under the cursor where they are that.
func Beside(spans []Span, on bool, selected lipgloss.Style, width int) string {
	var b strings.Builder
	used := 0
	for _, sp := range spans {
		text := Cut(sp.Text, width-used)
		used += Width(text)
		if on {
			sp.Ink = sp.Ink.Inherit(selected)
		}
		b.WriteString(sp.Ink.Render(text))
	}
	rest := strings.Repeat(" ", max(0, width-used))
	if on {
		rest = selected.Render(rest)
	}
	return b.String() + rest
}
