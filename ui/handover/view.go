package handover

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

// The sizes at which the line under the cursor is told of beside the list,
// and how much that takes.
const (
	besideFrom = 100
	paneLeast  = 40
	paneMost   = 64
	paneTall   = 9 // below the list, its rule included
	listLeast  = 3
	textTall   = 10 // below the list, while a text is written under what was said
	headTall   = 4
	fieldMost  = 3  // lines of one field of several, where there is room
	smallFrom  = 14 // lines a body has when nothing has to give way
)

// room is how the body is shared out.
type room struct {
	width  int // of the list
	rows   int // of the list in sight
	foot   int // of the rule below them, where the pane stands beside and some are out of sight
	beside int // width of the pane at the right; 0 for none
	below  int // height of the pane below, its rule included; 0 for none
	head   int
}

func (s *Screen) layout() room {
	w, h := s.size.Width, s.size.Height
	r := room{width: w, head: headTall}
	if h < smallFrom {
		r.head = 3
	}
	switch {
	case w >= besideFrom:
		r.beside = max(paneLeast, min(paneMost, w*2/5))
		r.width = w - r.beside - 3
		if r.rows = h - r.head; len(s.list.items) > r.rows && r.rows > 1 {
			r.rows, r.foot = r.rows-1, 1
		}
	default:
		r.below = min(paneTall, (h-r.head)/2)
		if s.edit != nil {
			wants := s.editTall(w - 4)
			least := listLeast
			if h < smallFrom {
				least = 1 // what is written matters more than its neighbours
			}
			r.below = min(h-r.head-least, max(r.below, wants))
		}
		r.rows = h - r.head - r.below
	}
	r.rows = max(1, r.rows)
	s.list.resize(r.rows)
	return r
}

// editTall is how many lines below the list are wanted while something is
// written: what is typed can be read, up to a few lines a field.
func (s *Screen) editTall(width int) int {
	if len(s.edit.fields) == 1 {
		return textTall
	}
	return s.fieldLines(width) + 3 // two lines of what it is about, and the rule
}

// View draws the handover.
func (s *Screen) View() screen.View {
	if s.drawn == nil {
		v := s.draw()
		s.drawn = &v
	}
	v := *s.drawn
	if v.Cursor != nil {
		c := *v.Cursor // the root moves it
		v.Cursor = &c
	}
	return v
}

func (s *Screen) draw() screen.View {
	var lines []string
	var cursor *tea.Cursor
	if s.phase == underway {
		lines, cursor = s.body(s.layout())
	} else {
		lines = cell.Box(s.before(), s.size.Width, s.size.Height)
	}
	return screen.View{Body: strings.Join(lines[:min(len(lines), s.size.Height)], "\n"), Cursor: cursor}
}

// body is the head, the list and the line under the cursor, every line as
// wide as the screen.
func (s *Screen) body(r room) ([]string, *tea.Cursor) {
	above, below := s.list.hidden()
	lines := cell.Box(s.head(r, above, below), s.size.Width, r.head)
	items, top := s.list.visible()
	cols := s.columns(r.width)
	for i, it := range items {
		lines = append(lines, s.row(it, top+i == s.list.at, cols, r.width))
	}
	for blank := strings.Repeat(" ", r.width); len(lines) < r.head+r.rows; {
		lines = append(lines, blank)
	}
	if r.beside > 0 {
		if r.foot > 0 {
			lines = append(lines, s.ruled(r.width, s.more("handover.below", below)))
		}
		pane, cursor := s.pane(r.beside-1, r.rows+r.foot)
		bar := s.ctx.Style.Rule.Render(" │ ")
		for i, l := range cell.Box(pane, r.beside-1, r.rows+r.foot) {
			lines[r.head+i] += bar + l + " "
		}
		return lines, shift(cursor, r.width+3, r.head)
	}
	pane, cursor := s.pane(r.width-4, r.below-1)
	lines = append(lines, s.ruled(r.width, s.more("handover.below", below)))
	for _, l := range cell.Box(pane, r.width-4, r.below-1) {
		lines = append(lines, "  "+l+"  ")
	}
	return lines, shift(cursor, 2, r.head+r.rows+1)
}

func shift(c *tea.Cursor, x, y int) *tea.Cursor {
	if c != nil {
		c.X, c.Y = c.X+x, c.Y+y
	}
	return c
}

// head is whose watch goes to whom, what it is made of, and the next step.
func (s *Screen) head(r room, above, below []int) []string {
	st, w := s.ctx.Style, s.size.Width
	state, ink := s.state()
	who := s.fromTo(w - cell.Width(state) - 4)
	if s.p.AddsTo != "" {
		who = "  " + st.Strong.Render(s.t("handover.adds-to", locale.A{"watch": s.watchName(s.p.AddsTo.Watch())}))
	}
	if room := w - cell.Width(state) - 4; cell.Width(who) > room {
		who = cell.Cut(who, room)
	}
	lines := []string{cell.Fit(who, w-cell.Width(state)-2) + ink.Render(state)}
	if r.head > 3 {
		lines = append(lines, "  "+st.Muted.Render(whole(s.figures(), " · ", w-4)))
	}
	step, ink := s.step()
	progress := s.progress()
	if loud := s.loud(above, below); loud != "" { // what may not be missed goes before how far one is
		progress = loud
	} else if cell.Width(step)+cell.Width(progress)+8 > w { // the next step matters more than how far one is
		progress = ""
	}
	lines = append(lines, "  "+st.Mark.Render("▌ ")+ink.Render(cell.Cut(step, w-cell.Width(progress)-8))+"  "+progress)
	return append(lines, s.ruled(w, s.more("handover.above", above)))[:r.head]
}

// ruled is a rule with a mark in it.
func (s *Screen) ruled(width int, mark string) string {
	st := s.ctx.Style
	if mark == "" {
		return st.Rule.Render(strings.Repeat("─", width))
	}
	mark = cell.Cut(" "+mark+" ", width-2)
	return st.Rule.Render("──") + st.Muted.Render(mark) + st.Rule.Render(strings.Repeat("─", max(0, width-2-cell.Width(mark))))
}

// more says how many entries are out of sight on one side.
func (s *Screen) more(says string, hidden []int) string {
	if len(hidden) == 0 {
		return ""
	}
	return s.t(says, locale.A{"n": len(hidden)})
}

// loud says where grave lines are out of sight that are new, have changed or
// were not accepted.
func (s *Screen) loud(above, below []int) string {
	count := func(hidden []int) int {
		n := 0
		for _, i := range hidden {
			if e := s.entries[i]; e.Grave && (e.fresh != known || e.refused()) && !s.p.Sealed() {
				n++
			}
		}
		return n
	}
	var parts []string
	if n := count(above); n > 0 {
		parts = append(parts, s.t("handover.loud", locale.A{"way": "↑", "n": n}))
	}
	if n := count(below); n > 0 {
		parts = append(parts, s.t("handover.loud", locale.A{"way": "↓", "n": n}))
	}
	if len(parts) == 0 {
		return ""
	}
	return s.ctx.Style.Bad.Render("! " + strings.Join(parts, " "))
}

// fromTo is both watches, with as much of their teams and hours as there is
// room for: an hour is never cut.
func (s *Screen) fromTo(width int) string {
	st := s.ctx.Style
	line := func(out, in string) string {
		return "  " + st.Strong.Render(out) + st.Muted.Render("  →  ") + st.Text.Render(in)
	}
	hours := func(w model.Watch) string {
		if w.ID == "" {
			return "–"
		}
		zone := s.ctx.Zone()
		return w.Shift + " " + s.ctx.Print.Clock(w.From, zone) + "–" + s.ctx.Print.Clock(w.To, zone)
	}
	out, in := s.watch, s.next()
	who := line(s.crewName(out), s.crewName(in))
	for _, less := range []string{line(s.crewName(out), hours(in)), line(hours(out), hours(in)), line(hours(out), in.Shift), line(out.Shift, in.Shift)} {
		if cell.Width(who) <= width {
			break
		}
		who = less
	}
	return who
}

// crewName is a watch with its hours and its team.
func (s *Screen) crewName(w model.Watch) string {
	if w.ID == "" {
		return "–"
	}
	p, zone := s.ctx.Print, s.ctx.Zone()
	name := s.t("handover.watch", locale.A{"shift": w.Shift, "from": p.Clock(w.From, zone), "to": p.Clock(w.To, zone)})
	if team := s.ctx.Office.CrewOf(s.ctx.Rules, w).Team; team != "" {
		name += " · " + team
	}
	return name
}

// figures are what the handover counts.
func (s *Screen) figures() []string {
	kinds := func(k model.LineKind) int { return s.count(func(e *entry) bool { return e.Kind == k }) }
	var parts []string
	if h, n := s.past.added(s.id); n > 0 && s.cfg.ID == "" {
		parts = append(parts, "! "+s.t(several(n, "handover.added-short", "handover.added-short-several"), locale.A{"n": n, "name": s.ctx.OfficerName(h.Out)}))
	}
	add := func(n int, text string) {
		if n > 0 {
			parts = append(parts, text)
		}
	}
	arrived := s.count(func(e *entry) bool { return e.line.Arrived })
	late := s.count(func(e *entry) bool { return e.Overdue })
	waits := s.count(func(e *entry) bool { return e.Status == model.Waiting })
	open, closed := kinds(model.LineCase), kinds(model.LineClosed)
	seals, logs, locks := kinds(model.LineSeal), kinds(model.LineLog), kinds(model.LineLock)
	for _, why := range s.exceptions() {
		if !s.p.Sealed() { // then it is said beside the signatures
			parts = append(parts, "! "+why)
		}
	}
	if s.p.Sealed() {
		parts = append(parts, s.t("handover.digest", locale.A{"digest": s.p.Record.Digest[:min(digestShown, len(s.p.Record.Digest))]}))
		add(len(s.signatures()), s.signatures())
	}
	parts = append(parts, s.t("handover.n-open", locale.A{"n": open}))
	add(arrived, s.t("handover.n-in", locale.A{"n": arrived}))
	add(closed, s.t("handover.n-closed", locale.A{"n": closed}))
	add(late, s.t("handover.n-late", locale.A{"n": late}))
	add(waits, s.t("handover.n-waiting", locale.A{"n": waits}))
	add(seals, s.t("handover.n-seals", locale.A{"n": seals}))
	add(logs, s.t("handover.n-logs", locale.A{"n": logs}))
	add(locks, s.t("handover.n-locks", locale.A{"n": locks}))
	return parts
}

// whole is as many parts as there is room for.
func whole(parts []string, between string, width int) string {
	line := ""
	for i, p := range parts {
		if i > 0 {
			p = between + p
		}
		if cell.Width(line)+cell.Width(p) > width {
			break
		}
		line += p
	}
	return line
}

// digestShown is enough of a digest to compare it with the paper.
const digestShown = 12
