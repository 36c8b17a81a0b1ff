package dutylog

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

const (
	headTall = 2
	paneTall = 5 // the line under the cursor in full, its rule included
	noPane   = 14
)

// rows is how many lines are in sight.
func (s *Screen) rows() int { return max(1, s.size.Height-headTall-s.pane()) }

func (s *Screen) pane() int {
	if s.size.Height < noPane {
		return 3
	}
	return paneTall
}

// View draws the log.
func (s *Screen) View() screen.View {
	if s.drawn == nil {
		lines := s.head()
		switch {
		case s.fail != nil:
			lines = append(lines, "", "    "+s.ctx.Style.Bad.Render("! "+s.ctx.Print.Error(s.fail)))
		case s.known && len(s.lines) == 0:
			lines = append(lines, "", "    "+s.ctx.Style.Strong.Render(s.t("dutylog.none")), "    "+s.ctx.Style.Muted.Render(s.t("dutylog.none-how")))
		default:
			lines = append(lines, s.list()...)
		}
		s.drawn = &screen.View{Body: strings.Join(cell.Box(lines, s.size.Width, s.size.Height), "\n")}
	}
	return *s.drawn
}

// name is which watch, or which day.
func (s *Screen) name() string {
	p, zone, w := s.ctx.Print, s.ctx.Zone(), s.span.watch
	if w.ID == "" {
		return p.Date(s.span.from, zone)
	}
	name := s.t("dutylog.watch", locale.A{
		"shift": w.Shift, "from": p.Clock(w.From, zone), "to": p.Clock(w.To, zone), "day": p.Day(w.From, s.ctx.Now(), zone),
	})
	if team := s.ctx.Office.CrewOf(s.ctx.Rules, w).Team; team != "" {
		name += " · " + team
	}
	return name
}

// head says which span it is and how much stands in it.
func (s *Screen) head() []string {
	st, p, name := s.ctx.Style, s.ctx.Print, s.name()
	hand := 0
	for _, l := range s.lines {
		if l.Entry != nil {
			hand++
		}
	}
	right := s.t("dutylog.counts", locale.A{"n": hand, "auto": len(s.lines) - hand})
	if s.kind != "" {
		right = s.t("dutylog.only", locale.A{"kind": p.Word("log", string(s.kind))}) + " · " + right
	}
	w := s.size.Width
	right = cell.Cut(right, w/2)
	left := cell.Fit("  "+st.Muted.Render("‹ ")+st.Strong.Render(name)+st.Muted.Render(" ›"), w-cell.Width(right)-3)
	return []string{left + " " + st.Muted.Render(right) + "  ", st.Rule.Render(strings.Repeat("─", w))}
}

func (s *Screen) list() []string {
	var lines []string
	h := s.rows()
	for i := s.top; i < len(s.lines) && len(lines) < h; i++ {
		lines = append(lines, s.row(s.lines[i], i == s.at))
	}
	for len(lines) < h {
		lines = append(lines, "")
	}
	cur, ok := s.current()
	if !ok {
		return lines
	}
	lines = append(lines, s.ctx.Style.Rule.Render(strings.Repeat("─", s.size.Width)))
	for _, l := range s.told(cur, s.size.Width-4) {
		lines = append(lines, "  "+l)
	}
	return lines
}

const kindWide = 10

// row is hour, whether by hand, kind, text and who.
func (s *Screen) row(l line, on bool) string {
	st, w := s.ctx.Style, s.size.Width
	mark, ink := "·", st.Muted
	if l.Entry != nil {
		mark, ink = "✎", st.Text
	}
	kind, text := s.t("dutylog.auto"), s.text(l)
	if l.Entry != nil {
		kind = s.ctx.Print.Short("log", string(l.Entry.Kind))
	}
	if l.Entry != nil && l.Entry.CorrectedBy != 0 {
		mark, ink = "×", st.Muted
	}
	by := cell.Fit(s.ctx.OfficerName(l.by()), 12)
	fixed := 2 + 5 + 2 + 2 + kindWide + 1 + 2 + 12 + 1
	cells := []struct {
		text string
		ink  lipgloss.Style
	}{
		{"  ", st.Text},
		{s.ctx.Print.Clock(l.At, s.ctx.Zone()) + "  ", st.Strong},
		{mark + " ", ink},
		{cell.Fit(kind, kindWide) + " ", st.Muted},
		{cell.Fit(text, max(8, w-fixed)) + "  ", ink},
		{by + " ", st.Muted},
	}
	if on {
		cells[0].text, cells[0].ink = "▌ ", st.Mark
	}
	var b strings.Builder
	for _, c := range cells {
		if on {
			c.ink = c.ink.Inherit(st.Selected)
		}
		b.WriteString(c.ink.Render(c.text))
	}
	return b.String()
}

// kindOf is an entry's kind; automatic ones are told apart by where they
// come from.
func (s *Screen) kindOf(l line) string {
	if l.Entry != nil {
		return s.ctx.Print.Word("log", string(l.Entry.Kind))
	}
	return s.t("dutylog.auto")
}

// text is what a line tells, with the marks that belong to it.
func (s *Screen) text(l line) string {
	if l.Entry == nil {
		return s.event(l)
	}
	e := l.Entry
	var parts []string
	if e.Corrects != 0 {
		parts = append(parts, "↺")
	}
	for _, n := range l.numbers {
		parts = append(parts, "#"+shortNumber(n))
	}
	if e.Count != nil {
		parts = append(parts, strconv.Itoa(*e.Count))
	}
	parts = append(parts, strings.Join(strings.Fields(e.Text), " "))
	if e.Told() {
		parts = append(parts, "→")
	}
	if late(e) {
		parts = append(parts, s.t("dutylog.written", locale.A{"when": s.ctx.Print.Clock(e.Recorded, s.ctx.Zone())}))
	}
	return strings.Join(parts, " ")
}

// lateBy is how much later than its hour an entry may be written down before
// it says so.
const lateBy = 15

func late(e *model.LogEntry) bool { return e.Recorded.Sub(e.Happened).Minutes() > lateBy }

func shortNumber(number string) string {
	if _, rest, ok := strings.Cut(number, "-"); ok {
		return rest
	}
	return number
}

// event is what happened, in the words of the journal.
func (s *Screen) event(l line) string {
	p := s.ctx.Print
	text := p.Word("event", model.EventCode(l.Event.Event))
	if about := model.About(l.Event.Event); about != "" {
		text += ": " + s.ctx.OfficerName(about)
	}
	switch ev := l.Event.Event.(type) {
	case model.StatusChanged:
		text = p.Word("status", string(ev.From)) + " → " + p.Word("status", string(ev.To))
	case model.SealOpened:
		text += ": " + strings.Join(strings.Fields(ev.Reason), " ")
	case model.WatchSwapped:
		text += ": " + strings.Join(strings.Fields(p.Swap(ev.Crew, s.ctx.Zone(), s.ctx.OfficerName)), " ")
	case model.RoleChanged:
		text += " · " + p.Word("role", string(ev.From)) + " → " + p.Word("role", string(ev.To))
	case model.OfficerDisabled:
		if ev.Reason != "" {
			text += " · " + strings.Join(strings.Fields(ev.Reason), " ")
		}
	}
	for _, n := range l.numbers {
		text = "#" + shortNumber(n) + " " + text
	}
	return text
}

// whose says who wrote a line, or did what it tells of somebody.
func (s *Screen) whose(l line) string {
	name := s.ctx.OfficerName(l.by())
	if l.Entry == nil && model.About(l.Event.Event) != "" {
		return s.t("dutylog.by", locale.A{"name": name})
	}
	return name
}

// told is the line under the cursor in full.
func (s *Screen) told(l line, width int) []string {
	st, p, zone, now := s.ctx.Style, s.ctx.Print, s.ctx.Zone(), s.ctx.Now()
	head := p.Moment(l.At, now, zone) + " · " + s.kindOf(l) + " · " + s.whose(l)
	if l.Entry != nil && late(l.Entry) {
		head += " · " + s.t("dutylog.written", locale.A{"when": p.Moment(l.Entry.Recorded, now, zone)})
	}
	lines := []string{st.Muted.Render(cell.Cut(head, width))}
	lines = append(lines, cell.Wrap(s.text(l), width)...)
	if l.Entry == nil {
		return lines
	}
	for _, other := range s.all {
		switch {
		case other.Entry == nil:
		case other.Entry.Seq == l.Entry.Corrects && l.Entry.Corrects != 0:
			lines = append(lines, st.Accent.Render(cell.Cut(s.t("dutylog.corrects", locale.A{"text": s.text(other)}), width)))
		case other.Entry.Seq == l.Entry.CorrectedBy && l.Entry.CorrectedBy != 0:
			lines = append(lines, st.Accent.Render(cell.Cut(s.t("dutylog.corrected", locale.A{"text": s.text(other)}), width)))
		}
	}
	if l.Entry.Told() {
		lines = append(lines, st.Muted.Render(cell.Cut(s.t("dutylog.forwarded"), width)))
	}
	return lines
}
