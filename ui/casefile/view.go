package casefile

import (
	"strings"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

const (
	wideFrom = 110 // cells from which the timeline stands beside the facts
	gutter   = 3   // between the two

	headLines = 3
)

// pane is a part of the screen that scrolls on its own.
type pane int

const (
	factsPane pane = iota
	timelinePane
	panes
)

// drawing is what was drawn, until something in it changes: the lines of each
// pane, the part of them in sight, and the clocks as they stood.
type drawing struct {
	lines  [panes][]string
	split  int // line of the facts where the timeline begins below them
	view   *screen.View
	clocks string
}

// clear has everything drawn anew.
func (d *drawing) clear() { *d = drawing{clocks: d.clocks} }

// tick has everything drawn anew if a clock shows something else by now.
func (d *drawing) tick(clocks string) {
	if clocks != d.clocks {
		d.clear()
		d.clocks = clocks
	}
}

// clockTexts is all that changes on the screen by itself: the clocks, and
// what day it is.
func (s *Screen) clockTexts() string {
	if s.loaded.Case.Version == 0 {
		return ""
	}
	now := s.cfg.Ctx.Now()
	texts := []string{s.cfg.Ctx.Print.Date(now, s.cfg.Ctx.Zone()), s.dueText(false)}
	for _, k := range toldClocks(s.loaded.Case) {
		texts = append(texts, s.clockText(k))
	}
	return strings.Join(texts, "\n")
}

func (s *Screen) wide() bool { return s.size.Width >= wideFrom }

// page is how far a page scrolls: what is in sight but for two lines.
func (s *Screen) page() int { return max(1, s.room()-2) }

// room is the lines below the head.
func (s *Screen) room() int {
	return max(1, s.size.Height-headLines)
}

// scroll moves the text under the window and holds it to its ends.
func (s *Screen) scroll(n int) {
	p := s.pane
	if !s.wide() {
		p = factsPane
	}
	s.lay()
	s.top[p] = max(0, min(s.top[p]+n, len(s.drawn.lines[p])-s.room()))
	s.drawn.view = nil
}

// switchPane turns to the other pane, or to the timeline and back where it
// stands below the facts.
func (s *Screen) switchPane() {
	s.lay()
	switch {
	case s.wide():
		s.pane = (s.pane + 1) % panes
	case s.top[factsPane] < min(s.drawn.split, len(s.drawn.lines[factsPane])-s.room()):
		s.top[factsPane] = s.drawn.split
	default:
		s.top[factsPane] = 0
	}
	s.drawn.view = nil
}

// View draws the head over the facts, with the timeline below or beside them.
func (s *Screen) View() screen.View {
	if s.drawn.view == nil {
		s.drawn.view = &screen.View{Body: strings.Join(cell.Box(s.body(), s.size.Width, s.size.Height), "\n")}
	}
	return *s.drawn.view
}

func (s *Screen) body() []string {
	st := s.cfg.Ctx.Style
	switch {
	case s.err != nil:
		h := &sheet{ctx: s.cfg.Ctx, width: s.size.Width - 2, lines: []string{""}}
		h.indented(2, st.Bad.Render("! "+s.cfg.Ctx.Print.Error(s.err)))
		return h.lines
	case s.loaded.Case.Version == 0:
		return []string{"", "  " + st.Muted.Render(s.t("case.loading"))}
	}
	s.lay()
	if s.wide() {
		return append(s.head(), s.sideBySide()...)
	}
	return append(s.head(), behind(" ", s.window(factsPane))...)
}

// lay makes the lines of the panes where they have to be made anew.
func (s *Screen) lay() {
	if s.drawn.lines[factsPane] != nil || s.loaded.Case.Version == 0 {
		return
	}
	left, right := s.widths()
	s.drawn.lines[factsPane] = s.factLines(left)
	if s.wide() {
		s.drawn.lines[timelinePane] = s.timelineLines(right)
	} else {
		s.drawn.split = len(s.drawn.lines[factsPane]) + 1
		s.drawn.lines[factsPane] = append(append(s.drawn.lines[factsPane], ""), s.timelineLines(left)...)
	}
	s.drawn.clocks = s.clockTexts()
}

// widths are those of the two panes; the right one is 0 below wideFrom.
func (s *Screen) widths() (left, right int) {
	if !s.wide() {
		return s.size.Width - 2, 0
	}
	left = min(100, (s.size.Width-gutter-2)*55/100)
	return left, min(90, s.size.Width-gutter-2-left)
}

func (s *Screen) sideBySide() []string {
	left, right := s.widths()
	a := cell.Box(s.window(factsPane), left, s.room())
	b := cell.Box(s.window(timelinePane), right, s.room())
	rule := s.cfg.Ctx.Style.Rule.Render("│")
	for i := range a {
		a[i] = " " + a[i] + " " + rule + " " + b[i]
	}
	return a
}

// window is the part of a pane in sight; its last line says what is below.
func (s *Screen) window(p pane) []string {
	lines, room := s.drawn.lines[p], s.room()
	s.top[p] = max(0, min(s.top[p], len(lines)-room))
	shown := append([]string(nil), lines[s.top[p]:min(len(lines), s.top[p]+room)]...)
	if more := len(lines) - s.top[p] - len(shown); more > 0 {
		st := s.cfg.Ctx.Style.Muted
		if s.wide() && p == s.pane {
			st = s.cfg.Ctx.Style.Accent
		}
		shown[len(shown)-1] = st.Render(s.t("case.more", locale.A{"n": more + 1}))
	}
	return shown
}

func behind(indent string, lines []string) []string {
	for i := range lines {
		lines[i] = indent + lines[i]
	}
	return lines
}

// head is who, what and until when, in two lines and a rule.
func (s *Screen) head() []string {
	st, w := s.cfg.Ctx.Style, s.size.Width
	dot := st.Muted.Render("  ·  ")
	parts := func(short bool) string {
		return dot + strings.Join(present(s.ownerText(), s.dueText(short)), dot)
	}
	rest := parts(false)
	if cell.Width(s.statusText()+rest) > w-2 {
		rest = parts(true)
	}
	return []string{
		s.headline(),
		cell.Fit(" "+cell.Cut(s.statusText(), max(12, w-2-cell.Width(rest)))+rest, w),
		s.headRule(),
	}
}

// headline is the number and what the case is about; at the right, what was
// typed and not sent.
func (s *Screen) headline() string {
	c, st, w := s.loaded.Case, s.cfg.Ctx.Style, s.size.Width
	mark := ""
	switch c.Urgency {
	case model.Urgent:
		mark = st.Urgent.Render("▲▲ ")
	case model.High:
		mark = st.High.Render("▲ ")
	case model.Normal:
	}
	kind := s.word("kind", string(c.Facts.Kind))
	if c.Violation != "" {
		kind += " · " + s.word("violation", string(c.Violation))
	}
	left := " " + mark + st.Strong.Render(c.Number) + "  " + kind + "  "
	what := strings.Join(s.unsent(), ", ")
	if what == "" {
		return cell.Fit(left, w)
	}
	right := s.t("case.unsent-line", locale.A{"what": what})
	if cell.Width(left+right) > w-1 {
		right = "✎ " + what
	}
	right = st.Warn.Render(cell.Cut(right, w/2)) + " "
	return cell.Fit(left, w-cell.Width(right)) + right
}

// headRule is the line below the head; who else has the case open is said in
// it.
func (s *Screen) headRule() string {
	st, w := s.cfg.Ctx.Style, s.size.Width
	others := cell.Cut(s.othersText(), w-8)
	if others == "" {
		return s.paneRule(w)
	}
	return s.paneRule(w-cell.Width(others)-4) + " " + st.Text.Render(others) + " " + st.Rule.Render("──")
}

// othersText names who else has the case open.
func (s *Screen) othersText() string {
	var names []string
	for _, id := range s.cfg.Ctx.Others {
		names = append(names, s.cfg.Ctx.OfficerName(id))
	}
	if len(names) == 0 {
		return ""
	}
	return s.t("case.others", locale.A{"names": strings.Join(names, ", ")})
}

// paneRule is a rule; where a pane hides something it is heavier above the one
// that the arrows scroll.
func (s *Screen) paneRule(w int) string {
	st := s.cfg.Ctx.Style
	if !s.overflows() {
		return st.Rule.Render(strings.Repeat("─", w))
	}
	left, _ := s.widths()
	left = min(left+2, w)
	if s.pane == factsPane {
		return st.Accent.Render(strings.Repeat("━", left)) + st.Rule.Render(strings.Repeat("─", w-left))
	}
	return st.Rule.Render(strings.Repeat("─", left)) + st.Accent.Render(strings.Repeat("━", w-left))
}

// overflows says whether the screen is wide and one of its panes too long.
func (s *Screen) overflows() bool {
	return s.wide() && max(len(s.drawn.lines[factsPane]), len(s.drawn.lines[timelinePane])) > s.room()
}

func (s *Screen) statusText() string {
	c := s.loaded.Case
	text := s.cfg.Ctx.Style.Accent.Render(s.word("status", string(c.Status)))
	if c.Disposition != "" {
		text += ": " + s.word("disposition", string(c.Disposition))
	}
	return text
}

func (s *Screen) ownerText() string {
	if s.loaded.Case.Owner == "" {
		return s.cfg.Ctx.Style.Warn.Render(s.t("case.unowned"))
	}
	name := s.cfg.Ctx.OfficerName(s.loaded.Case.Owner)
	if s.cfg.Ctx.Away(s.loaded.Case.Owner) {
		return "○ " + name + " " + s.cfg.Ctx.Style.Muted.Render(s.t("case.away"))
	}
	return name
}

// dueText is the deadline that runs first; empty once the case is closed.
func (s *Screen) dueText(short bool) string {
	st, p, c := s.cfg.Ctx.Style, s.cfg.Ctx.Print, s.loaded.Case
	k, runs := c.Due()
	switch {
	case c.Status == model.Closed:
		return ""
	case !runs:
		return st.Muted.Render(s.t("case.clocks-paused"))
	}
	left := k.Due.Sub(s.cfg.Ctx.Now())
	text := p.Word("clock", string(k.Name)) + " " + p.Due(left)
	if short {
		text = p.Short("clock", string(k.Name)) + " " + p.Left(left)
	}
	if left < 0 {
		text = "! " + text
	}
	return s.urging(left).Render(text)
}
