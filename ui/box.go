package ui

import (
	"strings"

	"piket/ui/cell"
	"piket/ui/screen"
)

// boxed puts a border and a title around lines, each width cells wide.
func boxed(ctx *screen.Ctx, title string, lines []string, width int) string {
	st := ctx.Style
	side := st.Border.Render("│")
	head := cell.Cut(title, width-2)
	rule := strings.Repeat("─", max(0, width+1-cell.Width(head)))
	out := []string{st.Border.Render("╭─ ") + st.Strong.Render(head) + st.Border.Render(" "+rule+"╮")}
	for _, l := range lines {
		out = append(out, side+"  "+cell.Fit(l, width)+"  "+side)
	}
	return strings.Join(append(out, st.Border.Render("╰"+strings.Repeat("─", width+4)+"╯")), "\n")
}
