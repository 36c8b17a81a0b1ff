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
	gutter   = 3
)

func (s *Screen) wide() bool { return s.size.Width >= wideFrom }

// View draws the head over the facts, with the timeline below or beside them.
func (s *Screen) View() screen.View {
	if s.drawn == nil {
		lines := s.body()
		s.drawn = &screen.View{Body: strings.Join(cell.Box(lines, s.size.Width, s.size.Height), "\n")}
	}
	return *s.drawn
}

func (s *Screen) body() []string {
	st := s.cfg.Ctx.Style
	switch {
	case s.err != nil:
		return append([]string{""}, indent(cell.Wrap(st.Bad.Render(s.cfg.Ctx.Print.Error(s.err)), s.size.Width-4))...)
	case s.loaded.Case.Version == 0:
		return []string{"", "  " + st.Muted.Render(s.t("case.loading"))}
	}
	head := s.head()
	room := s.size.Height - len(head)
	if !s.wide() {
		s.pane = facts
		lines := append(s.factLines(s.size.Width-2), s.timelineLines(s.size.Width-2)...)
		return append(head, indent1(s.window(facts, lines, room))...)
	}
	left := (s.size.Width - gutter - 1) * 54 / 100
	right := s.size.Width - left - gutter - 1
	a := cell.Box(s.window(facts, s.factLines(left), room), left, room)
	b := cell.Box(s.window(timeline, s.timelineLines(right-1), room), right, room)
	rule := st.Rule.Render("│")
	if s.pane == timeline {
		rule = st.Accent.Render("│")
	}
	for i := range a {
		head = append(head, " "+a[i]+" "+rule+" "+b[i])
	}
	return head
}

// window is the part of the lines in sight, and holds the scroll to its ends.
func (s *Screen) window(p pane, lines []string, height int) []string {
	s.top[p] = max(0, min(s.top[p], len(lines)-height))
	end := min(len(lines), s.top[p]+height)
	shown := append([]string(nil), lines[s.top[p]:end]...)
	if more := len(lines) - end; more > 0 && len(shown) > 0 {
		shown[len(shown)-1] = s.cfg.Ctx.Style.Muted.Render(s.t("case.more", locale.A{"n": more + 1}))
	}
	return shown
}

func indent(lines []string) []string {
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return lines
}

func indent1(lines []string) []string {
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}

// head is who, what and until when, in two lines and a rule.
func (s *Screen) head() []string {
	c, st, w := s.loaded.Case, s.cfg.Ctx.Style, s.size.Width
	mark := map[model.Urgency]string{
		model.Urgent: st.Urgent.Render("▲▲ "), model.High: st.High.Render("▲ "),
	}[c.Urgency]
	kind := s.word("kind", string(c.Facts.Kind))
	if c.Violation != "" {
		kind += " · " + s.word("violation", string(c.Violation))
	}
	first := " " + mark + st.Strong.Render(c.Number) + "  " + kind
	second := " " + s.statusText() + st.Muted.Render("  ·  ") + s.ownerText() + st.Muted.Render("  ·  ") + s.dueText()
	return []string{cell.Fit(first, w), cell.Fit(second, w), st.Rule.Render(strings.Repeat("─", w))}
}

func (s *Screen) statusText() string {
	c, st := s.loaded.Case, s.cfg.Ctx.Style
	text := st.Accent.Render(s.word("status", string(c.Status)))
	switch {
	case c.Waiting != "":
		text += st.Muted.Render(": " + model.CleanLine(c.Waiting))
	case c.Disposition != "":
		text += ": " + s.word("disposition", string(c.Disposition))
	case c.Proposed != nil:
		text += " " + st.Warn.Render(s.t("case.proposed", locale.A{"officer": s.cfg.Ctx.OfficerName(c.Proposed.By)}))
	}
	return text
}

func (s *Screen) ownerText() string {
	if s.loaded.Case.Owner == "" {
		return s.cfg.Ctx.Style.Warn.Render(s.t("case.unowned"))
	}
	return s.cfg.Ctx.OfficerName(s.loaded.Case.Owner)
}

func (s *Screen) dueText() string {
	st, c := s.cfg.Ctx.Style, s.loaded.Case
	k, runs := c.Due()
	switch {
	case c.Status == model.Closed:
		return st.Muted.Render(s.t("case.clocks-stopped"))
	case !runs:
		return st.Muted.Render(s.t("case.clocks-paused"))
	}
	left := k.Due.Sub(s.cfg.Ctx.Now())
	text := s.word("clock", string(k.Name)) + " " + s.cfg.Ctx.Print.Due(left)
	if left < 0 {
		return st.Bad.Render("! " + text)
	}
	return text
}
