// Package dialog has the small screens that ask one thing: yes or no, a line
// or a paragraph of text, one entry of a list. Each ends by closing itself
// with the message its caller wanted for the answer; Esc closes it without.
package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
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

// frameLines is how many lines a frame takes above and below its text.
const frameLines = 4

// Room is how many lines of text a dialog has inside a room of a height.
func Room(height int) int { return max(1, height-frameLines) }

// Framed puts a border and a title around lines, each inner cells wide. Lines
// for which there is no room are left out: what must be seen comes first, or
// is held together by Within.
func Framed(ctx *screen.Ctx, title string, lines []string, width, height int) string {
	w := Inner(width)
	st := ctx.Style
	lines = lines[:min(len(lines), Room(height))]
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

// Within is the part of a text that fits a number of lines, from its line
// top on, which it holds to the ends of the text. Where more follows, the
// last line says so.
func Within(ctx *screen.Ctx, lines []string, top, room int) (shown []string, held int) {
	room = max(1, room)
	held = max(0, min(top, len(lines)-room))
	shown = append(shown, lines[held:min(len(lines), held+room)]...)
	if more := len(lines) - held - len(shown); more > 0 {
		shown[len(shown)-1] = ctx.Style.Muted.Render(ctx.Print.T("dialog.more", locale.A{"n": more + 1}))
	}
	return shown, held
}

func closing(result tea.Msg) tea.Cmd { return screen.Send(screen.CloseDialog{Result: result}) }
