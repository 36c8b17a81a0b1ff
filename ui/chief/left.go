package chief

import (
	"strconv"
	"strings"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// detailTall is what is told in full of the line under the cursor, the rule
// above it included.
const detailTall = 4

// tallOf is how many rows of a list are in sight.
func (s *Screen) tallOf(p part) int {
	if p == left {
		return max(1, s.tall()-detailTall)
	}
	return s.tall()
}

// leftList is the lines nobody has accepted, and the one under the cursor in
// full: between whom, since when, and why.
func (s *Screen) leftList(w int) []string {
	st := s.ctx.Style
	lines := []string{"  " + st.Heading.Render(cell.Cut(s.t("chief.left", locale.A{"n": len(s.left)}), w-2))}
	if len(s.left) == 0 {
		return append(lines, "  "+st.Muted.Render(cell.Cut(s.t("chief.left-none"), w-2)))
	}
	at, on := s.at[left], s.part == left
	for i := at.top; i < min(len(s.left), at.top+s.tallOf(left)); i++ {
		lines = append(lines, s.leftRow(s.left[i], on && i == at.at, w))
	}
	if !on {
		return lines
	}
	lines = append(cell.Box(lines, w, s.tallOf(left)+1), st.Rule.Render(strings.Repeat("─", w)))
	for _, l := range s.leftDetail(s.left[min(at.at, len(s.left)-1)], w-4) {
		lines = append(lines, "  "+l)
	}
	return lines
}

// leftRow is a line in a row: what it is, how often it was left, and why.
func (s *Screen) leftRow(u model.Unaccepted, on bool, w int) string {
	st := s.ctx.Style
	const times = 4
	rest := max(12, w-2-12-times-3)
	what := rest * 45 / 100
	cells := []cell.Span{
		{Text: "  ", Ink: st.Text},
		{Text: cell.Fit(s.leftName(u), 12), Ink: st.Muted},
		{Text: cell.FitRight(strconv.Itoa(u.Times)+"×", times) + " ", Ink: st.Strong},
		{Text: cell.Fit(flat(u.Line.Text), what) + "  ", Ink: st.Text},
		{Text: cell.Fit(flat(u.Reason), rest-what), Ink: st.Warn},
	}
	if on {
		cells[0] = cell.Span{Text: "▌ ", Ink: st.Mark}
	}
	return cell.Beside(cells, on, st.Selected, w)
}

// leftName is a line's number, or what kind of line it is.
func (s *Screen) leftName(u model.Unaccepted) string {
	if u.Line.Number != "" {
		return short(u.Line.Number)
	}
	return s.ctx.Print.Word("line", string(u.Line.Kind))
}

func (s *Screen) leftDetail(u model.Unaccepted, w int) []string {
	st, watch := s.ctx.Style, string(u.Watch)
	if named, ok := s.ctx.Rules.WatchNamed(u.Watch); ok {
		watch = named.Shift + " " + s.ctx.Print.Day(named.From, s.ctx.Now(), s.ctx.Zone())
	}
	head := s.leftName(u) + " · " + orNobody(u.From) + " → " + orNobody(u.By) + " · " + s.t("chief.left-since", locale.A{"watch": watch})
	why := cell.Wrap("✗ "+flat(u.Reason), w)
	if len(why) > detailTall-2 {
		why = append(why[:detailTall-3], cell.Cut(strings.Join(why[detailTall-3:], " "), w))
	}
	lines := []string{st.Strong.Render(cell.Cut(head, w))}
	for _, l := range why {
		lines = append(lines, st.Warn.Render(l))
	}
	return lines
}

func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// short is a register number without the office's own code.
func short(number string) string {
	_, rest, _ := strings.Cut(number, "-")
	return rest
}
