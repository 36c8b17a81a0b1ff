package search

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/row"
	"piket/ui/screen"
)

// The sizes at which a preview finds room, and how much it takes.
const (
	besideFrom  = 150 // columns: it stands beside the list
	listBeside  = 100
	previewMost = 76
	belowFrom   = 100 // columns: it stands below in two columns
	tallFrom    = 18  // lines a list has to have for that
	excerptFrom = 14  // lines from which the place of the words is shown below
	excerptTall = 4
	headLines   = 4 // the words, what was found, an empty line, the headings
)

// layout is how the body is shared out.
type layout struct {
	width  int // of the list
	rows   int // of the list in sight
	beside int // width of the preview at the right, 0 for none
	below  int // height of the preview below, its rule included, 0 for none
}

func (s *Screen) layout() layout {
	w, h := s.size.Width, s.size.Height
	l := layout{width: w}
	switch {
	case w >= besideFrom:
		l.beside = min(previewMost, w-listBeside-3)
		l.width = w - l.beside - 3
	case w >= belowFrom && h >= tallFrom:
		l.below = max(8, min(13, h*2/5))
	case h >= excerptFrom:
		l.below = excerptTall
	}
	l.rows = max(1, h-headLines-l.below)
	return l
}

// View draws the words over what they find.
func (s *Screen) View() screen.View {
	if s.drawn == nil {
		l := s.layout()
		line, cursor := s.input(l.width)
		lines := append([]string{line}, s.body(l)...)
		s.drawn = &screen.View{Body: strings.Join(cell.Box(lines, s.size.Width, s.size.Height), "\n"), Cursor: cursor}
	}
	v := *s.drawn
	if v.Cursor != nil {
		c := *v.Cursor // the root moves it
		v.Cursor = &c
	}
	return v
}

// input is the line that is typed into.
func (s *Screen) input(width int) (string, *tea.Cursor) {
	st := s.ctx.Style
	field, cursor := s.line.View(st, max(1, width-6))
	if cursor != nil {
		cursor.X += 4
	}
	return "  " + st.Accent.Bold(true).Render("›") + " " + field, cursor
}

func (s *Screen) body(l layout) []string {
	rows := s.list.visible()
	if len(rows) == 0 {
		return append([]string{s.summary(l.width)}, s.nothing(l)...)
	}
	cols, f := row.NewColumns(l.width), newFinder(s.answer)
	lines := []string{s.summary(l.width), "", s.rows.Heads(cols)}
	for i, r := range rows {
		lines = append(lines, s.rows.Line(r, cols, row.Look{Chosen: s.list.top+i == s.list.at, Find: f.spans}))
	}
	lines = cell.Box(lines, l.width, l.rows+headLines-1)
	cur, _ := s.list.current()
	switch {
	case l.beside > 0:
		return s.rows.Beside(lines, s.pane(cur, f, l.beside, len(lines)), l.beside)
	case l.below == excerptTall:
		rule := s.ctx.Style.Rule.Render(strings.Repeat("─", l.width))
		return append(append(lines, rule), behind("  ", s.told(cur, f, l.width-4, l.below-1))...)
	case l.below > 0:
		return append(lines, s.rows.Below(
			func(width int) []string { return s.rows.Facts(cur, &s.peek, width) },
			func(width int) []string { return s.told(cur, f, width, l.below-1) },
			l.width, l.below)...)
	}
	return lines
}

// pane is the preview in one column.
func (s *Screen) pane(cur model.Row, f finder, width, height int) []string {
	facts := append([]string{""}, s.rows.Facts(cur, &s.peek, width)...)
	facts = append(facts, "")
	return append(facts, s.told(cur, f, width, height-len(facts))...)
}

// summary says how many cases were found, and that the index is not done yet.
func (s *Screen) summary(width int) string {
	st := s.ctx.Style
	left, right := "", ""
	switch n := len(s.list.rows); {
	case s.failed != nil:
		left = st.Bad.Render("! " + s.ctx.Print.Error(s.failed))
	case n >= most:
		left = st.Muted.Render(s.t("search.found-many", locale.A{"n": n}))
	case n > 0:
		left = st.Muted.Render(s.t("search.found", locale.A{"n": n}))
	}
	if s.behind {
		right = st.Muted.Render(s.t("search.behind", locale.A{"done": s.done, "total": s.total})) + "  "
	}
	return cell.Fit("    "+left, max(0, width-cell.Width(right))) + right
}

// nothing says what can be searched for, or that nothing was found.
func (s *Screen) nothing(l layout) []string {
	st := s.ctx.Style
	wide := min(l.width-8, 64)
	var text []string
	quiet := func(key string) {
		for _, line := range cell.Wrap(s.t(key), wide) {
			text = append(text, st.Muted.Render(line))
		}
	}
	switch {
	case s.failed != nil || s.text() != "" && !s.known:
		return nil
	case s.known:
		for _, line := range cell.Wrap(s.t("search.none", locale.A{"text": s.answer}), wide) {
			text = append(text, st.Strong.Render(line))
		}
		quiet("search.none-try")
	default:
		text = append(text, st.Strong.Render(s.t("search.empty")))
		quiet("search.empty-what")
		quiet("search.empty-number")
		text = append(text, "")
		quiet("search.empty-never")
	}
	return append([]string{""}, behind("    ", text)...)
}

func behind(indent string, lines []string) []string {
	for i := range lines {
		lines[i] = indent + lines[i]
	}
	return lines
}
