// Package dialog has the small screens that ask one thing: yes or no, a line
// or a paragraph of text, one entry of a list. Each ends by closing itself
// with the message its caller wanted for the answer; Esc closes it without.
package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/ui/cell"
	"piket/ui/screen"
)

const (
	maxWidth = 72
	padding  = 2 // cells between border and text, each side
)

// intents of dialogs beside the common ones
const (
	yes  screen.Intent = "yes"
	no   screen.Intent = "no"
	save screen.Intent = "save"
)

// Inner is how wide a dialog's text may be inside a room of a width.
func Inner(width int) int { return max(1, min(maxWidth, width)-2-2*padding) }

// Framed puts a border and a title around lines, each inner cells wide.
func Framed(ctx *screen.Ctx, title string, lines []string, width, height int) string {
	w := Inner(width)
	st := ctx.Style
	if len(lines) > height-4 {
		lines = lines[:max(0, height-4)]
	}
	side, gap := st.Border.Render("│"), strings.Repeat(" ", padding)
	blank := side + strings.Repeat(" ", w+2*padding) + side
	head := cell.Cut(title, w)
	rule := strings.Repeat("─", max(0, w+2*padding-cell.Width(head)-3))
	out := []string{st.Border.Render("╭─ ") + st.Strong.Render(head) + st.Border.Render(" "+rule+"╮"), blank}
	for _, l := range lines {
		out = append(out, side+gap+cell.Fit(l, w)+gap+side)
	}
	out = append(out, blank, st.Border.Render("╰"+strings.Repeat("─", w+2*padding)+"╯"))
	return strings.Join(out, "\n")
}

// At moves a cursor from a field, indented within a dialog's text, to the
// dialog's own corner.
func At(c *tea.Cursor, line, indent int) *tea.Cursor {
	if c == nil {
		return nil
	}
	c.X, c.Y = c.X+1+padding+indent, c.Y+2+line
	return c
}

func closing(result tea.Msg) tea.Cmd { return screen.Send(screen.CloseDialog{Result: result}) }
