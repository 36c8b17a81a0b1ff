package chief

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

const (
	headTall   = 3  // figures and what is owed, and an empty line
	chartsTall = 4  // three charts and an empty line
	chartsFrom = 18 // lines a body has to have for them
	bothFrom   = 130
	casesWide  = 52
)

// tall is how many rows of a list are in sight.
func (s *Screen) tall() int {
	h := s.size.Height - headTall - 1 // the headings of the columns
	if s.charted() {
		h -= chartsTall
	}
	return max(1, h)
}

// charted says that there is room for charts, and more than one bar to show.
func (s *Screen) charted() bool { return s.size.Height >= chartsFrom && s.stats.Sealed > 1 }

// View draws the figures, the charts, and one list or both.
func (s *Screen) View() screen.View {
	if s.drawn == nil {
		s.drawn = &screen.View{Body: strings.Join(cell.Box(s.draw(), s.size.Width, s.size.Height), "\n")}
	}
	return *s.drawn
}

func (s *Screen) draw() []string {
	st, w := s.ctx.Style, s.size.Width
	switch {
	case s.fail != nil:
		return []string{"", "    " + st.Bad.Render("! "+s.ctx.Print.Error(s.fail))}
	case s.known && len(s.stats.Handovers) == 0:
		return []string{"", "    " + st.Strong.Render(s.t("chief.none")), "    " + st.Muted.Render(s.t("chief.none-how"))}
	case !s.known:
		return nil
	}
	lines := s.figures(w)
	if s.charted() {
		lines = append(lines, s.charts(w)...)
	}
	if w < bothFrom {
		if s.part == handovers {
			return append(lines, s.table(w)...)
		}
		return append(lines, s.beside(w)...)
	}
	table, aside := cell.Box(s.table(w-casesWide-3), w-casesWide-3, s.tall()+1), cell.Box(s.beside(casesWide), casesWide, s.tall()+1)
	for i := range table {
		lines = append(lines, table[i]+st.Rule.Render(" │ ")+aside[i])
	}
	return lines
}

// beside is the list that stands beside the handovers, or in their place:
// the one with the cursor, else what nobody has accepted, if anything.
func (s *Screen) beside(w int) []string {
	if s.part == left || s.part == handovers && len(s.left) > 0 {
		return s.leftList(w)
	}
	return s.casesList(w)
}

// figures are what the weeks come to, and what is owed.
func (s *Screen) figures(w int) []string {
	st, v := s.ctx.Style, s.stats
	parts := []string{
		st.Strong.Render(s.t("chief.on-time", locale.A{"on_time": v.OnTime, "n": v.Sealed})),
		st.Text.Render(s.t("chief.declined", locale.A{"n": v.Declined, "all": v.Lines})),
		st.Text.Render(s.t("chief.took", locale.A{"span": s.ctx.Print.Span(v.Took)})),
	}
	owed := st.Muted.Render(s.t("chief.nothing-owed"))
	var wants []string
	for _, n := range []struct {
		n    int
		text string
	}{{v.Owed, s.t("chief.owed", locale.A{"n": v.Owed})}, {len(s.left), s.t("chief.left-owed", locale.A{"n": len(s.left)})}, {v.Missed, s.t("chief.missed", locale.A{"n": v.Missed})}, {v.Lone, s.t("chief.lone", locale.A{"n": v.Lone})}} {
		if n.n > 0 {
			wants = append(wants, n.text)
		}
	}
	if len(wants) > 0 {
		owed = st.Warn.Render("! " + strings.Join(wants, " · "))
	}
	return []string{"  " + cell.Cut(strings.Join(parts, st.Muted.Render(" · ")), w-4), "  " + cell.Cut(owed, w-4), ""}
}

// charts are three runs of small bars, the oldest handover at the left, each
// with its least and its greatest figure.
func (s *Screen) charts(w int) []string {
	label := 0
	all := []struct {
		name string
		of   func(model.HandoverStat) int
	}{
		{s.t("chief.chart-lines"), func(h model.HandoverStat) int { return h.Lines }},
		{s.t("chief.chart-took"), func(h model.HandoverStat) int { return int(h.Took / time.Minute) }},
		{s.t("chief.chart-overdue"), func(h model.HandoverStat) int { return h.Overdue }},
	}
	for _, c := range all {
		label = max(label, cell.Width(c.name))
	}
	var lines []string
	for _, c := range all {
		lines = append(lines, s.chart(c.name, label, c.of, w))
	}
	return append(lines, "")
}

func (s *Screen) chart(name string, label int, of func(model.HandoverStat) int, w int) string {
	st := s.ctx.Style
	var values []int
	for _, h := range slices.Backward(s.stats.Handovers) {
		if !h.Sealed.IsZero() && h.AddsTo == "" {
			values = append(values, of(h))
		}
	}
	room := max(1, w-label-18)
	values = values[max(0, len(values)-room):]
	span := strconv.Itoa(slices.Min(values)) + "–" + strconv.Itoa(slices.Max(values))
	return "  " + st.Muted.Render(cell.Fit(name, label)) + "  " + st.Accent.Render(spark(values)) + "  " + st.Text.Render(span)
}

// spark is a bar a value, an eighth of a line high for nothing at all.
func spark(values []int) string {
	steps := []rune("▁▂▃▄▅▆▇█")
	top := max(1, slices.Max(values))
	var b strings.Builder
	for _, v := range values {
		b.WriteRune(steps[v*(len(steps)-1)/top])
	}
	return b.String()
}

// columns are the widths of the table.
type columns struct {
	watch, who, late, took, lines, declined, overdue int

	missed string // the heading of overdue
}

// columnsFor has the last two as wide as their headings: where there is little
// room, the short ones.
func (s *Screen) columnsFor(w int) columns {
	c := columns{watch: 15, late: 14, took: 5, lines: 5, declined: cell.Width(s.t("chief.refused")), missed: s.t("chief.overdue")}
	if w < 76 {
		c.late, c.took, c.missed = 10, 0, s.t("chief.overdue-short")
	}
	c.overdue = cell.Width(c.missed)
	c.who = min(40, w-4-c.watch-c.late-c.took-c.lines-c.declined-c.overdue-6)
	c.who = max(8, c.who)
	return c
}

func (s *Screen) table(w int) []string {
	st, c := s.ctx.Style, s.columnsFor(w)
	head := "  " + cell.Fit(s.t("chief.watch"), c.watch) + " " + cell.Fit(s.t("chief.who"), c.who) + " " + cell.Fit(s.t("chief.late"), c.late) + " "
	if c.took > 0 {
		head += cell.FitRight(s.t("chief.minutes"), c.took) + " "
	}
	head += cell.FitRight(s.t("chief.lines"), c.lines) + " " + cell.FitRight(s.t("chief.refused"), c.declined) + " " + cell.FitRight(c.missed, c.overdue)
	lines := []string{st.Heading.Render(cell.Cut(head, w))}
	at := s.at[handovers]
	for i := at.top; i < min(len(s.rows), at.top+s.tall()); i++ {
		lines = append(lines, s.row(s.rows[i], c, s.part == handovers && i == at.at, w))
	}
	return lines
}

// row is one handover.
func (s *Screen) row(h model.HandoverStat, c columns, on bool, w int) string {
	st := s.ctx.Style
	late, ink := s.late(h, c.late)
	name := st.Strong
	if h.Owed {
		name = st.Warn
	}
	cells := []cell.Span{
		{Text: "  ", Ink: st.Text},
		{Text: cell.Fit(s.watch(h), c.watch) + " ", Ink: name},
		{Text: cell.Fit(s.who(h), c.who) + " ", Ink: st.Text},
		{Text: cell.Fit(late, c.late) + " ", Ink: ink},
	}
	if c.took > 0 {
		cells = append(cells, cell.Span{Text: cell.FitRight(figure(int(h.Took/time.Minute), !h.Sealed.IsZero()), c.took) + " ", Ink: st.Text})
	}
	done := !h.Sealed.IsZero()
	cells = append(
		cells,
		cell.Span{Text: cell.FitRight(figure(h.Lines, done), c.lines) + " ", Ink: st.Text},
		cell.Span{Text: cell.FitRight(figure(h.Declined, done), c.declined) + " ", Ink: loud(h.Declined, st.Warn, st.Muted)},
		cell.Span{Text: cell.FitRight(figure(h.Overdue, done), c.overdue), Ink: loud(h.Overdue, st.Bad, st.Muted)},
	)
	if on {
		cells[0] = cell.Span{Text: "▌ ", Ink: st.Mark}
	}
	return cell.Beside(cells, on, st.Selected, w)
}

func figure(n int, known bool) string {
	if !known {
		return "–"
	}
	return strconv.Itoa(n)
}

func loud(n int, some, none lipgloss.Style) lipgloss.Style {
	if n > 0 {
		return some
	}
	return none
}

// watch is when and which, with a mark for an addition.
func (s *Screen) watch(h model.HandoverStat) string {
	p, zone := s.ctx.Print, s.ctx.Zone()
	name := p.Brief(h.Watch.From, h.Watch.From.AddDate(0, 0, 2), zone) + " " + h.Watch.Shift
	if h.AddsTo != "" {
		name = "+ " + name
	}
	if h.Owed {
		name = "! " + name
	}
	return name
}

// who is from whom to whom.
func (s *Screen) who(h model.HandoverStat) string {
	if h.Sealed.IsZero() {
		return s.t("chief.under-way")
	}
	return orNobody(h.Out) + " → " + orNobody(h.In)
}

func orNobody(name string) string {
	if name == "" {
		return "–"
	}
	return name
}

// late is how late, with a bar that is longer the later it was.
func (s *Screen) late(h model.HandoverStat, room int) (string, lipgloss.Style) {
	st := s.ctx.Style
	switch {
	case h.Owed && h.Late == 0:
		return s.t("chief.owes"), st.Warn
	case h.Sealed.IsZero():
		return "", st.Muted
	case h.Late == 0:
		return "✓ " + s.t("chief.in-time"), st.Good
	}
	text := "+" + s.t("chief.min", locale.A{"n": h.Late})
	const perBar = 15 // minutes
	bar := strings.Repeat("━", max(0, min(room-cell.Width(text)-1, (h.Late+perBar-1)/perBar)))
	return text + " " + bar, st.Bad
}

// casesList is the cases that crossed three watches or more.
func (s *Screen) casesList(w int) []string {
	st := s.ctx.Style
	lines := []string{"  " + st.Heading.Render(cell.Cut(s.t("chief.crossed", locale.A{"n": len(s.stats.Crossed)}), w-2))}
	if len(s.stats.Crossed) == 0 {
		return append(lines, "  "+st.Muted.Render(cell.Cut(s.t("chief.none-crossed"), w-2)))
	}
	at := s.at[crossed]
	for i := at.top; i < min(len(s.stats.Crossed), at.top+s.tall()); i++ {
		lines = append(lines, s.crossing(s.stats.Crossed[i], s.part == crossed && i == at.at, w))
	}
	return lines
}

func (s *Screen) crossing(c model.Crossing, on bool, w int) string {
	st := s.ctx.Style
	number := short(c.Number)
	state, ink := s.t("chief.closed-since"), st.Muted
	switch {
	case c.Overdue:
		state, ink = "! "+s.t("chief.still-late"), st.Bad
	case c.Open:
		state, ink = s.t("chief.still-open"), st.Text
	}
	const times, stateWide = 4, 14
	what := max(4, w-2-12-times-1-stateWide-2)
	cells := []cell.Span{
		{Text: "  ", Ink: st.Text},
		{Text: cell.Fit(number, 12), Ink: st.Muted},
		{Text: cell.FitRight(strconv.Itoa(c.Times)+"×", times) + " ", Ink: st.Strong},
		{Text: cell.Fit(strings.Join(strings.Fields(c.Text), " "), what) + "  ", Ink: st.Text},
		{Text: cell.Fit(state, stateWide), Ink: ink},
	}
	if on {
		cells[0] = cell.Span{Text: "▌ ", Ink: st.Mark}
	}
	return cell.Beside(cells, on, st.Selected, w)
}
