package handover

import (
	"strings"

	"charm.land/lipgloss/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// columns are the widths of a row: sign of gravity, number, what, deadline,
// and what was said.
type columns struct{ number, what, due, said int }

func columnsFor(width int) columns {
	c := columns{number: 11, due: 7}
	if width < 70 {
		c.due = 0
	}
	rest := width - 2 - 3 - c.number - 2 - 1
	if c.due > 0 {
		rest -= c.due + 2
	}
	c.said = max(14, rest*45/100)
	c.what = max(6, rest-c.said-2)
	return c
}

// columns are those of the whole list: what the lines are about has the room
// that nothing said of any of them needs.
func (s *Screen) columns(width int) columns {
	c, most := columnsFor(width), bareLeast
	for _, e := range s.entries {
		if most >= c.said {
			return c
		}
		if e.Kind != model.LineClosed {
			said, _ := s.said(e)
			most = max(most, cell.Width(said))
		}
	}
	if spare := c.said - most; spare > 0 {
		c.what, c.said = c.what+spare, most
	}
	return c
}

// row is an item as one line, width cells wide.
func (s *Screen) row(it item, on bool, c columns, width int) string {
	st := s.ctx.Style
	if it.heading != "" {
		return "  " + cell.Fit(st.Heading.Render(s.heading(it)), width-2)
	}
	e := s.entries[it.n]
	sign, ink := grave(e, st.Urgent, st.High, st.Muted)
	cells := []cell.Span{{Text: "  ", Ink: st.Text}, {Text: cell.Fit(sign, 3), Ink: ink}}
	if on {
		cells[0] = cell.Span{Text: "▌ ", Ink: st.Mark}
	}
	cells = append(cells, cell.Span{Text: cell.Fit(s.lead(e), c.number) + "  ", Ink: st.Muted})
	fresh := s.freshWord(e)
	if fresh != "" {
		cells = append(cells, cell.Span{Text: fresh + " ", Ink: st.Accent})
	}
	if e.Kind == model.LineClosed { // it is only told: nothing stands beside it
		return cell.Beside(append(cells, cell.Span{Text: s.what(e), Ink: st.Text}), on, st.Selected, width)
	}
	room := c.due
	if due, _ := s.due(e); due == "" && room > 0 {
		c.what, room = c.what+room+2, 0
	}
	cells = append(cells, cell.Span{Text: cell.Fit(s.what(e), c.what-widthOf(fresh)) + "  ", Ink: st.Text})
	if due, ink := s.due(e); room > 0 {
		cells = append(cells, cell.Span{Text: cell.FitRight(due, c.due) + "  ", Ink: ink})
	}
	said, ink := s.said(e)
	cells = append(cells, cell.Span{Text: cell.Fit(said, c.said), Ink: ink})
	return cell.Beside(cells, on, st.Selected, width)
}

// bareLeast is the room for what is said of a line, where that is little.
const bareLeast = 14

func widthOf(word string) int {
	if word == "" {
		return 0
	}
	return cell.Width(word) + 1
}

func (s *Screen) heading(it item) string {
	n := locale.A{"n": it.n}
	switch it.heading {
	case "declined":
		return s.t("handover.group-declined", n)
	case "grave":
		return s.t("handover.group-grave", n)
	case "asks":
		return s.t("handover.group-asks", n)
	case string(model.LineCase):
		return s.t("handover.group-open", n)
	case string(model.LineClosed):
		return s.t("handover.group-closed", n)
	case string(model.LineSeal):
		return s.t("handover.group-seal", n)
	case string(model.LineLog):
		return s.t("handover.group-log", n)
	case string(model.LineLock):
		return s.t("handover.group-lock", n)
	}
	return s.t("handover.group-remark")
}

// grave is the sign of how grave a line is.
func grave(e *entry, urgent, high, none lipgloss.Style) (string, lipgloss.Style) {
	switch {
	case e.Kind == model.LineCase && e.Urgency == model.Urgent:
		return "▲▲", urgent
	case e.Kind == model.LineCase && e.Urgency == model.High:
		return "▲", high
	}
	return "", none
}

// lead is what a line is known by: its number, or its hour.
func (s *Screen) lead(e *entry) string {
	if e.Number != "" {
		return shortNumber(e.Number)
	}
	if !e.At.IsZero() {
		return s.ctx.Print.Brief(e.At, s.ctx.Now(), s.ctx.Zone())
	}
	return ""
}

// shortNumber is a register number without the office's own code.
func shortNumber(number string) string {
	if _, rest, ok := strings.Cut(number, "-"); ok {
		return rest
	}
	return number
}

// what is a line in a few words.
func (s *Screen) what(e *entry) string {
	switch {
	case e.Key == remarkKey && e.Text == "":
		return s.t("handover.no-remark")
	case e.Kind == model.LineSeal:
		return flat(e.By + ": " + e.Text)
	case e.Kind == model.LineClosed && e.Disposition != "":
		return flat(e.Text + " · " + s.ctx.Print.Word("disposition", string(e.Disposition)))
	case e.Kind == model.LineLock:
		return s.t("handover.locked", locale.A{"name": e.By})
	case e.Place == "":
		return flat(e.Text)
	}
	return flat(e.Text + " · " + e.Place)
}

func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

func (s *Screen) due(e *entry) (string, lipgloss.Style) {
	st := s.ctx.Style
	if e.Kind != model.LineCase || e.Due.IsZero() {
		return "", st.Muted
	}
	left := s.ctx.Print.Left(e.Due.Sub(s.ctx.Now()))
	if s.p.Sealed() {
		left = s.ctx.Print.Brief(e.Due, s.ctx.Now(), s.ctx.Zone())
	}
	if e.Overdue {
		return left, st.Bad
	}
	return left, st.Muted
}

func (s *Screen) freshWord(e *entry) string {
	switch e.fresh {
	case arrived:
		return s.t("handover.new")
	case changed:
		return s.t("handover.changed")
	case known:
	}
	return ""
}

// said is what stands at the right of a line: what waits, what was answered,
// and what comes next.
func (s *Screen) said(e *entry) (string, lipgloss.Style) {
	st := s.ctx.Style
	switch {
	case e.Key == remarkKey || e.Kind == model.LineClosed:
		return s.closedWord(e), st.Muted
	case s.kept.Has(keptName(plan, e.Key)) || s.kept.Has(keptName(readBack, e.Key)) || s.kept.Has(keptName(question, e.Key)) ||
		s.kept.Has(keptName(decline, e.Key)) || s.kept.Has(keptName(reply, e.Key)):
		return "✎ " + s.t("handover.unsent"), st.Warn
	case e.asked():
		return "? " + flat(e.answer.Text), st.Warn
	case e.refused():
		return "✗ " + s.t("handover.declined", locale.A{"why": flat(e.answer.Text)}), st.Bad
	case e.answer.Verdict == model.Questioned:
		return "↳ " + flat(e.answer.Reply), st.Accent
	case s.mine(e):
		return "! " + s.t("handover.fill-in") + s.besideMissing(e), st.Bad
	case e.missing() && !s.p.Sealed() && e.accepted():
		return "✓ " + s.t("handover.accepted-unfilled"), st.Good
	case e.missing() && !s.p.Sealed():
		return "○ " + s.t("handover.not-filled"), st.Muted
	}
	mark, ink := "○ ", st.Text
	if e.accepted() {
		mark, ink = "✓ ", st.Good
	}
	next := e.Outlook.Next
	if next == "" && mark == "✓ " {
		next = s.t("handover.accepted")
	}
	if next == "" {
		mark, ink = "○ ", st.Muted
	}
	return mark + flat(next), ink
}

// besideMissing is the answer to a line that is still to be filled in.
func (s *Screen) besideMissing(e *entry) string {
	if !e.accepted() {
		return ""
	}
	return " · ✓ " + s.t("handover.accepted")
}

func (s *Screen) closedWord(e *entry) string {
	if e.Key == remarkKey && s.kept.Has(keptName(remark, e.Key)) {
		return "✎ " + s.t("handover.unsent")
	}
	return ""
}
