package casefile

import (
	"strings"

	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
	"piket/ui/widget"
)

// label is how wide the column of labels is.
const label = 16

// sheet collects lines of a width: headings, labelled values, texts.
type sheet struct {
	ctx   *screen.Ctx
	width int
	lines []string
}

// gap is an empty line, but never two nor one at the top.
func (h *sheet) gap() {
	if n := len(h.lines); n > 0 && h.lines[n-1] != "" {
		h.lines = append(h.lines, "")
	}
}

func (h *sheet) section(key string) {
	h.gap()
	h.lines = append(h.lines, h.ctx.Style.Heading.Bold(true).Render(h.ctx.Print.T(key)))
}

// field is a label and its text; nothing when the text is empty.
func (h *sheet) field(name, text string) {
	if text == "" {
		return
	}
	tag := h.ctx.Style.Muted.Render(cell.Fit(name, label-1)) + " "
	for _, l := range cell.Wrap(text, h.width-label) {
		h.lines = append(h.lines, tag+l)
		tag = strings.Repeat(" ", label)
	}
}

// indented is a text over the whole width, its lines behind an indent.
func (h *sheet) indented(indent int, text string) {
	for _, l := range cell.Wrap(text, h.width-indent) {
		h.lines = append(h.lines, strings.Repeat(" ", indent)+l)
	}
}

func (h *sheet) text(text string) { h.indented(0, text) }

// pair is two labelled texts side by side.
func (h *sheet) pair(leftName, left, rightName, right string) {
	const gap = 2
	half := (h.width - gap) / 2
	a, b := sheet{ctx: h.ctx, width: half}, sheet{ctx: h.ctx, width: h.width - gap - half}
	a.named(leftName, left)
	b.named(rightName, right)
	tall := max(len(a.lines), len(b.lines))
	l, r := cell.Box(a.lines, a.width, tall), cell.Box(b.lines, b.width, tall)
	for i := range tall {
		h.lines = append(h.lines, l[i]+strings.Repeat(" ", gap)+r[i])
	}
}

// named is a short label and its text behind it.
func (h *sheet) named(name, text string) {
	indent := cell.Width(name) + 1
	first := len(h.lines)
	h.indented(indent, text)
	h.lines[first] = h.ctx.Style.Muted.Render(name) + " " + h.lines[first][indent:]
}

// row is one line, cut to the width.
func (h *sheet) row(text string) { h.lines = append(h.lines, cell.Cut(text, h.width)) }

// alignMost is how wide a list's column of labels gets.
const alignMost = 26

// aligned pads the labels of a list, so that its notes form a column.
func aligned(choices []widget.Choice) []widget.Choice {
	wide := 0
	for _, c := range choices {
		if c.Note != "" {
			wide = max(wide, cell.Width(c.Label))
		}
	}
	wide = min(wide, alignMost)
	for i, c := range choices {
		if w := cell.Width(c.Label); c.Note != "" && w < wide {
			choices[i].Label += strings.Repeat(" ", wide-w)
		}
	}
	return choices
}

func present(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// inLine is a text of several lines as one: where a line ended stays visible.
func inLine(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = model.CleanLine(l)
	}
	return strings.Join(present(lines...), " · ")
}

func quote(text string) string { return "“" + text + "”" }
