package handover

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/dialog"
	"piket/ui/screen"
)

// pane tells of the line under the cursor: what it is, what comes next, what
// was said. What is being written stands in its place. Where there is more
// than room, it says so, and a key shows the whole.
func (s *Screen) pane(width, height int) ([]string, *tea.Cursor) {
	e, ok := s.current()
	if !ok {
		return nil, nil
	}
	if s.edit != nil {
		if edited, there := s.entryOf(s.edit.key); there {
			e = edited
		}
		over := s.over(e, width, max(1, height-s.fieldLines(width)))
		lines, cursor := s.editorLines(width, height-len(over))
		return append(over, lines...), shift(cursor, 0, len(over))
	}
	return s.within(s.told(e, width), height, "handover.cut"), nil
}

// told is all there is to read of a line. Where who asked has to say what
// they make of the answer, that comes first.
func (s *Screen) told(e *entry, width int) []string {
	if e.answer.Verdict == model.Questioned && e.answer.Reply != "" && !s.p.Sealed() && s.side() == model.SideIn {
		return slices.Concat(s.toldAnswer(e, width), []string{""}, s.facts(e, width), s.toldPlan(e, width))
	}
	return slices.Concat(s.facts(e, width), s.toldPlan(e, width), s.toldAnswer(e, width))
}

// within is as many lines as there is room for, the empty ones gone first;
// the last one says so where any are left out.
func (s *Screen) within(lines []string, room int, says string) []string {
	lines = trimmed(lines)
	if len(lines) > room {
		lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
	}
	if s.cut = len(lines) > room; !s.cut {
		return lines
	}
	if room < signFrom { // the key in the help bar is sign enough
		return lines[:room]
	}
	shown := room - 1
	return append(lines[:shown:shown], s.ctx.Style.Muted.Render(s.t(says, locale.A{"n": len(lines) - shown})))
}

// signFrom is the room from which a line of it may go to say that there is
// more.
const signFrom = 3

// trimmed is lines without the empty ones at their end.
func trimmed(lines []string) []string {
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// readWhole shows all there is to read of a line, over the others.
func (s *Screen) readWhole(e *entry) tea.Cmd {
	return screen.Send(screen.ShowDialog{Dialog: &dialog.Notice{
		Ctx: s.ctx, Title: s.t("handover.whole"), Lines: func(width int) []string { return trimmed(s.told(e, width)) },
	}})
}

// over is what stands over the fields while something is written: the facts,
// and what the other officer said, which goes first where there is no room
// for both.
func (s *Screen) over(e *entry, width, room int) []string {
	head := s.facts(e, width)
	var said []string
	switch s.edit.what {
	case readBack, question, decline:
		said = append(s.saidBefore(e, width), s.toldPlan(e, width)...)
	case reply:
		said = append(s.toldAnswer(e, width), "")
	case plan, remark:
	}
	if len(head)+len(said) > room && len(said) > 0 {
		head = head[:1]
		said = said[:len(said)-1] // the empty line below it
	}
	lines := slices.Concat(head, said)
	if s.cut = false; len(lines) <= room {
		return lines
	}
	return s.within(lines, room, "handover.cut-typing")
}

// facts are what the desk itself knows of a line.
func (s *Screen) facts(e *entry, width int) []string {
	st, p := s.ctx.Style, s.ctx.Print
	sign, ink := grave(e, st.Urgent, st.High, st.Muted)
	head := st.Strong.Render(s.headline(e))
	if e.Kind == model.LineCase || e.Kind == model.LineClosed {
		head += "  " + ink.Render(strings.TrimSpace(sign+" "+p.Word("urgency", string(e.Urgency)))) + "  " + st.Accent.Render(p.Word("status", string(e.Status)))
	}
	lines := []string{cell.Cut(head, width)}
	text := e.Text
	if e.Place != "" {
		text += " · " + e.Place
	}
	if e.Key == remarkKey && text == "" {
		return append(lines, cell.Wrap(st.Muted.Render(s.t("handover.remark-what")), width)...)
	}
	lines = append(lines, cell.Wrap(text, width)...)
	var parts []string
	if e.Kind == model.LineCase && !e.Due.IsZero() {
		due := p.Due(e.Due.Sub(s.ctx.Now()))
		if s.p.Sealed() {
			due = p.Moment(e.Due, s.ctx.Now(), s.ctx.Zone())
		}
		parts = append(parts, p.Word("clock", string(e.Clock))+" "+due)
	}
	if e.Kind == model.LineCase {
		owner := e.Owner
		switch {
		case e.Moved && e.To != "":
			owner = e.To
		case owner == "":
			owner = s.t("handover.nobody")
		}
		parts = append(parts, owner)
	}
	if e.Disposition != "" {
		parts = append(parts, p.Word("disposition", string(e.Disposition)))
	}
	if e.Waiting != "" {
		parts = append(parts, s.t("handover.waits", locale.A{"what": flat(e.Waiting)}))
	}
	if e.By != "" && !e.At.IsZero() {
		parts = append(parts, e.By+", "+p.Moment(e.At, s.ctx.Now(), s.ctx.Zone()))
	}
	if f := e.Declined; f != nil {
		text := s.t("handover.still-declined", locale.A{"watch": s.watchName(f.Watch), "by": f.By, "why": flat(f.Reason)})
		lines = append(lines, inked(st.Bad, cell.Wrap("✗ "+text, width))...)
	}
	if len(parts) > 0 {
		lines = append(lines, inked(st.Muted, cell.Wrap(strings.Join(parts, " · "), width))...)
	}
	return append(lines, "")
}

func inked(ink lipgloss.Style, lines []string) []string {
	for i := range lines {
		lines[i] = ink.Render(lines[i])
	}
	return lines
}

// headline is what a line is called in full.
func (s *Screen) headline(e *entry) string {
	switch {
	case e.Kind == model.LineSeal && e.Number != "":
		return s.ctx.Print.Word("line", string(e.Kind)) + " · " + e.Number
	case e.Number != "":
		return e.Number
	case e.Key == remarkKey:
		return s.t("handover.remark")
	}
	return s.ctx.Print.Word("line", string(e.Kind))
}

// toldPlan is what the outgoing officer said comes next.
func (s *Screen) toldPlan(e *entry, width int) []string {
	st, o := s.ctx.Style, e.Outlook
	if e.Kind != model.LineCase && o == (model.Outlook{}) {
		return nil
	}
	lines := []string{}
	if o.Next == "" {
		lines = append(lines, s.noPlan(e, width)...)
	} else {
		lines = append(lines, s.labelled(s.t("handover.next"), o.Next, width, st.Text)...)
	}
	var when []string
	if !o.By.IsZero() {
		when = append(when, s.ctx.Print.Moment(o.By, s.ctx.Now(), s.ctx.Zone()))
	}
	if o.Who != "" {
		when = append(when, o.Who)
	}
	label := "handover.by"
	if o.By.IsZero() {
		label = "handover.who"
	}
	if len(when) > 0 {
		lines = append(lines, s.labelled(s.t(label), strings.Join(when, " · "), width, st.Text)...)
	}
	if o.If != "" || o.Then != "" {
		text := s.t("handover.if-then", locale.A{"if": o.If, "then": o.Then})
		lines = append(lines, s.labelled("", text, width, st.Text)...)
	}
	return append(lines, "")
}

func (s *Screen) noPlan(e *entry, width int) []string {
	st := s.ctx.Style
	if o, fits := s.carried(e); fits && !s.p.Sealed() {
		says := "handover.before-told"
		if s.gives() {
			says = "handover.before"
		}
		return append(s.labelled(s.t("handover.next"), "–", width, st.Muted),
			inked(st.Accent, cell.Wrap(s.t(says, locale.A{"next": o.Next}), width))...)
	}
	if s.mine(e) {
		return s.labelled(s.t("handover.next"), "! "+s.t("handover.fill-in"), width, st.Bad)
	}
	if e.missing() && !s.p.Sealed() {
		return s.labelled(s.t("handover.next"), s.t("handover.not-filled"), width, st.Muted)
	}
	return s.labelled(s.t("handover.next"), "–", width, st.Muted)
}

// mine says that a line waits for this officer to say what comes next of it.
func (s *Screen) mine(e *entry) bool { return e.missing() && s.gives() }

// gives says that this officer is the one to say what comes next of the lines.
func (s *Screen) gives() bool {
	return !s.p.Sealed() && !s.closed() && s.may() && s.side() == model.SideOut
}

// toldAnswer is what the incoming officer said, and the reply to it.
func (s *Screen) toldAnswer(e *entry, width int) []string {
	st, a := s.ctx.Style, e.answer
	if a.Verdict == "" {
		return nil
	}
	sign, ink := verdictSign(a.Verdict, st.Good, st.Warn, st.Bad)
	head := sign + " " + s.ctx.Print.Word("verdict", string(a.Verdict))
	if a.By != "" {
		head += " · " + s.ctx.OfficerName(a.By) + " " + s.ctx.Print.Clock(a.At, s.ctx.Zone())
	}
	if !e.stands && a.Verdict != model.Questioned { // first, where it cannot be cut away
		head, ink = "○ "+s.t("handover.answer-void")+" · "+strings.TrimPrefix(head, sign+" "), st.Warn
	}
	lines := []string{ink.Render(cell.Cut(head, width))}
	if a.Text != "" {
		lines = append(lines, behind(cell.Wrap(flat(a.Text), width-2))...)
	}
	if a.ReadBack != "" {
		lines = append(lines, behind(cell.Wrap("“"+flat(a.ReadBack)+"”", width-2))...)
	}
	if a.Reply != "" {
		lines = append(lines, behind(cell.Wrap("↳ "+flat(a.Reply), width-2))...)
	}
	return lines
}

func behind(lines []string) []string {
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return lines
}

func verdictSign(v model.Verdict, good, ask, bad lipgloss.Style) (string, lipgloss.Style) {
	switch v {
	case model.Accepted:
		return "✓", good
	case model.Questioned:
		return "?", ask
	case model.Declined:
		return "✗", bad
	}
	return "○", good
}

// labelMost is the room for a label before its value.
const labelMost = 11

// labelled is a text behind its label, wrapped beside it.
func (s *Screen) labelled(label, text string, width int, ink lipgloss.Style) []string {
	st := s.ctx.Style
	var lines []string
	for i, l := range cell.Wrap(flat(text), max(1, width-labelMost-1)) {
		if i > 0 {
			label = ""
		}
		lines = append(lines, st.Muted.Render(cell.Fit(label, labelMost))+" "+ink.Render(l))
	}
	return lines
}

// fieldLines is how many lines the editor wants at least.
func (s *Screen) fieldLines(width int) int {
	if len(s.edit.fields) == 1 {
		return 4
	}
	lines := 1
	for _, f := range s.edit.fields {
		lines += min(fieldMost, f.area.Rows(fieldRoom(width)))
	}
	return lines
}

// fieldRoom is the width of a field beside its label.
func fieldRoom(width int) int { return max(4, width-labelMost-3) }

// editorLines draws the fields and what is wrong with them.
func (s *Screen) editorLines(width, height int) ([]string, *tea.Cursor) {
	st, ed := s.ctx.Style, s.edit
	var lines []string
	var cursor *tea.Cursor
	spare := max(0, height-1-len(ed.fields))
	inner := fieldRoom(width)
	if len(ed.fields) == 1 { // its label above, the whole width below
		lines = append(lines, st.Focus.Render(cell.Cut(ed.fields[0].label, width)))
		inner, spare = max(4, width-2), max(0, height-3)
	}
	for i, f := range ed.fields {
		rows := min(f.area.Rows(inner), 1+spare)
		if len(ed.fields) == 1 {
			rows = min(max(2, rows), 1+spare)
		}
		spare -= rows - 1
		drawn, c := f.area.View(st, inner, rows)
		if f.proposed && i == ed.at {
			drawn[0] = st.Selected.Render(cell.Fit(flat(f.area.Value()), inner))
		}
		if c != nil {
			cursor = shift(c, width-inner, len(lines))
		}
		for k, l := range drawn {
			lines = append(lines, s.fieldLabel(f, i == ed.at, k > 0, len(ed.fields) == 1)+l)
		}
	}
	foot, ink := ed.fields[ed.at].hint, st.Muted
	if ed.wrong != "" {
		foot, ink = "! "+ed.wrong, st.Bad
	}
	told := cell.Wrap(foot, width)
	if len(lines)+len(told) > height {
		told = []string{cell.Cut(foot, width)}
	}
	return append(lines, inked(ink, told)...), cursor
}

func (s *Screen) fieldLabel(f field, on, more, single bool) string {
	st := s.ctx.Style
	mark, ink, label := "  ", st.Muted, f.label
	if on {
		mark, ink = st.Mark.Render("▏ "), st.Focus
	}
	if single {
		return mark
	}
	if more {
		label = ""
	}
	return ink.Render(cell.Fit(label, labelMost)) + " " + mark
}
