package report

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

// The form's columns: a margin, the mark of the focus, labels, values.
const (
	margin      = 3
	labelWide   = 18
	labelNarrow = 15
	gap         = 2
)

// A side panel stands beside forms of this width and more.
const (
	panelFrom = 100
	panelLess = 30
	panelMost = 48
	formMost  = 112 // a line longer than that is hard to read
)

// columns is how the room of a body is shared out.
type columns struct {
	form  int // cells of the form, its margin included
	label int
	value int // cells of a value
	panel int // cells of the side panel; 0: none
}

func (s *Screen) columns() columns {
	c := columns{form: s.size.Width, label: labelWide}
	if s.size.Width >= panelFrom {
		c.panel = min(panelMost, max(panelLess, s.size.Width*3/10))
		c.form = min(formMost, s.size.Width-c.panel-3)
	}
	if c.form < 70 {
		c.label = labelNarrow
	}
	c.value = max(1, c.form-margin-c.label-gap-1)
	return c
}

// ahead is how many lines behind the field with the focus stay in sight.
const ahead = 3

// bodyHeight is how many lines of the form or the review are in sight: all
// but the steps above them, a blank line where there is room, and the line
// below.
func (s *Screen) bodyHeight() int {
	h := s.size.Height - 2
	if s.roomy() {
		h--
	}
	return max(1, h)
}

func (s *Screen) roomy() bool { return s.size.Height >= 14 }

// View draws the page that is shown.
func (s *Screen) View() screen.View {
	if s.size.Width <= 0 || s.size.Height <= 0 {
		return screen.View{}
	}
	if s.drawn == nil {
		v := s.draw()
		s.drawn = &v
	}
	v := *s.drawn
	if v.Cursor != nil { // the root moves it
		c := *v.Cursor
		v.Cursor = &c
	}
	return v
}

func (s *Screen) draw() screen.View {
	if s.page == pageDone {
		return s.drawDone()
	}
	c := s.columns()
	top := []string{s.steps()}
	if s.roomy() {
		top = append(top, "")
	}
	var lines []string
	var cursor *tea.Cursor
	if s.page == pageReview {
		lines = s.drawReview(c.form, s.bodyHeight())
	} else {
		lines, cursor = s.drawForm(c, s.bodyHeight())
	}
	if c.panel > 0 {
		lines = s.beside(lines, c)
	}
	if cursor != nil {
		cursor.Y += len(top)
	}
	body := cell.Box(append(top, lines...), s.size.Width, s.size.Height-1)
	return screen.View{Body: strings.Join(append(body, s.statusLine()), "\n"), Cursor: cursor}
}

// steps is the line of the sections: which one is shown, which hold
// something, which want another look. With little room only the one that is
// shown has its name.
func (s *Screen) steps() string {
	filled, odd := s.sectionStates()
	for _, named := range []bool{true, false} {
		var parts []string
		for to := range sectionCount {
			parts = append(parts, s.step1(to, filled[to], odd[to], named))
		}
		line := " " + strings.Join(parts, "  ")
		if cell.Width(line) <= s.size.Width || !named {
			return cell.Fit(line, s.size.Width)
		}
	}
	return ""
}

func (s *Screen) step1(to section, filled, odd, named bool) string {
	st := s.cfg.Ctx.Style
	here := s.page == pageReview && to == sectionReview || s.page == pageForm && len(s.fields) > 0 && s.current().section == to
	mark, label := " ", string(rune('1'+int(to)))
	if named || here {
		label += " " + s.t(s.sectionKey(to))
	}
	switch {
	case here:
		return st.Mark.Render("▸" + label)
	case odd:
		mark = st.Warn.Render("!")
	case filled:
		mark = st.Good.Render("✓")
	}
	return mark + st.Muted.Render(label)
}

// sectionStates says for each section whether something was typed there and
// whether something there wants another look.
func (s *Screen) sectionStates() (filled, odd [sectionCount]bool) {
	for _, f := range s.fields {
		filled[f.section] = filled[f.section] || s.filled(f)
		odd[f.section] = odd[f.section] || s.remark(f).warn || s.cut(f).warn
	}
	return filled, odd
}

func (s *Screen) filled(f field) bool {
	switch {
	case f.name == "kind" || f.name == "urgency": // these always say something
		return false
	case f.pick != nil:
		return *f.pick != Picked{}
	case f.name == "anonymous":
		return *f.flag
	case f.text != nil:
		return !missing(*f.text)
	}
	return false
}

// statusLine is the last line of the body: cases alike where there is no
// panel, and how the draft stands.
func (s *Screen) statusLine() string {
	st := s.cfg.Ctx.Style
	right, left := s.draftState(), ""
	if s.columns().panel == 0 && len(s.like.found) > 0 && s.page == pageForm {
		left = "  " + st.High.Render("≈ ") + s.alikeLine()
	}
	if s.keep.err == nil && cell.Width(left)+cell.Width(right)+3 > s.size.Width && left != "" {
		right = ""
	}
	room := max(0, s.size.Width-cell.Width(right)-1)
	return cell.Fit(cell.Fit(left, max(0, room-2)), room) + cell.Fit(right, s.size.Width-room)
}

// draftState says whether what was typed is on disk.
func (s *Screen) draftState() string {
	st, k := s.cfg.Ctx.Style, s.keep
	switch {
	case s.sending:
		return st.Accent.Render(s.t("report.sending"))
	case k.err != nil:
		return st.Bad.Render("! " + cell.Cut(s.t("report.draft.not-kept", locale.A{"why": s.cfg.Ctx.Print.Error(k.err)}), s.size.Width/2))
	case !k.at.IsZero():
		return st.Muted.Render(s.t("report.draft.kept", locale.A{"at": s.cfg.Ctx.Print.Clock(k.at, s.cfg.Ctx.Zone())}))
	}
	return ""
}

// picture is the lines of the form being drawn.
type picture struct {
	s      *Screen
	c      columns
	lines  []string
	later  map[int]func() string // lines that are drawn only when they are in sight
	from   int                   // first line of the field with the focus
	to     int                   // behind its last
	cursor *tea.Cursor
}

// drawForm draws the form, the field with the focus in sight.
func (s *Screen) drawForm(c columns, height int) ([]string, *tea.Cursor) {
	p := &picture{s: s, c: c, later: map[int]func() string{}}
	begin, end := 0, 0 // of the section with the focus
	for i, f := range s.fields {
		p.field(i, height)
		if f.section < s.current().section {
			begin = len(p.lines)
		}
		if f.section == s.current().section {
			end = len(p.lines)
		}
	}
	if s.heads && (begin < s.top || end > s.top+height) { // what is in sight stays where it is
		s.top = begin
	}
	s.heads = false
	s.top = inSight(s.top, p.from-1, min(p.to+ahead, max(p.to, p.from-1+height)), len(p.lines), height)
	if p.cursor != nil {
		p.cursor.Y -= s.top
		if p.cursor.Y < 0 || p.cursor.Y >= height {
			p.cursor = nil
		}
	}
	shown := p.lines[s.top:min(len(p.lines), s.top+height)]
	for i := range shown {
		if draw, ok := p.later[s.top+i]; ok {
			shown[i] = draw()
		}
	}
	return shown, p.cursor
}

// field draws a field, and before it what begins with it: a section, a
// person, a question.
func (p *picture) field(i, height int) {
	s, f := p.s, p.s.fields[i]
	focus := i == s.at
	first := i == 0 || s.fields[i-1].section != f.section
	if first && i > 0 {
		p.add("")
	}
	if focus {
		p.from = len(p.lines)
	}
	if first {
		p.head(f.section)
	}
	if who := f.about(); who >= 0 && len(s.draft.People) > 1 {
		if s.current().about() != who {
			if f.name == "name" {
				p.later[len(p.lines)] = func() string { return p.folded(who, i) }
				p.add("")
			}
			return
		}
		if f.name == "name" {
			p.personHead(who)
		}
	}
	switch f.name {
	case "answer":
		p.question(f)
	case "reached":
		p.number()
	}
	p.input(f, focus, height)
	if focus {
		p.to = len(p.lines)
	}
}

func (p *picture) add(lines ...string) { p.lines = append(p.lines, lines...) }

// head begins a section.
func (p *picture) head(to section) {
	s, st := p.s, p.s.cfg.Ctx.Style
	title := st.Strong.Render(s.t(s.sectionKey(to)))
	if note := s.noteKey(to); s.cfg.Ctx.Print.Has(note) {
		title += "  " + st.Muted.Render(cell.Cut(s.t(note), max(0, p.c.form-cell.Width(title)-8)))
	}
	rule := max(0, p.c.form-margin-cell.Width(title)-2)
	p.add("   " + title + " " + st.Rule.Render(strings.Repeat("─", rule)))
}

// sectionKey is the catalogue key of a section's name. Who came is asked
// again, who telephoned is called back.
func (s *Screen) sectionKey(to section) string { return "report.section." + s.sectionName(to) }

// noteKey is the key of what is said beside that name.
func (s *Screen) noteKey(to section) string { return "report.note." + s.sectionName(to) }

func (s *Screen) sectionName(to section) string {
	if to == sectionSecond && !s.draft.interviewed() {
		return to.name() + "-phone"
	}
	return to.name()
}

func (p *picture) personHead(who int) {
	st := p.s.cfg.Ctx.Style
	if who > 0 {
		p.add("")
	}
	p.add("   " + st.Accent.Render(p.s.personTitle(who)))
}

// personTitle is "Terlapor 2", of a presence report "Orang asing 2".
func (s *Screen) personTitle(who int) string {
	if s.draft.Kind == string(model.Presence) {
		return s.t("report.guest-n", locale.A{"n": who + 1})
	}
	return s.t("report.person-n", locale.A{"n": who + 1})
}

// folded is a person in one line, while the focus is elsewhere; their fields
// begin at an index.
func (p *picture) folded(who, first int) string {
	s, st := p.s, p.s.cfg.Ctx.Style
	text := s.personLineAt(who)
	if text == "" {
		text = st.Muted.Render("–")
	}
	odd := "   "
	for i := first; s.fields[i].about() == who; i++ {
		if s.remark(s.fields[i]).warn || s.cut(s.fields[i]).warn {
			odd = " " + st.Warn.Render("!") + " "
		}
	}
	return odd + st.Muted.Render(cell.Fit(s.personTitle(who), p.c.label)) + "  " + cell.Cut(head(text, 4*p.c.value), p.c.value)
}

// question is a question of the re-interview and what was said at first.
func (p *picture) question(f field) {
	s, st := p.s, p.s.cfg.Ctx.Style
	p.add("")
	q := model.Questions()[f.index]
	for _, l := range cell.Wrap(s.cfg.Ctx.Print.Word("question", q), p.c.form-margin-1) {
		p.add("   " + st.Text.Render(l))
	}
	first := s.firstAccount(q)
	if first == "" {
		first = s.t("report.not-told")
	}
	const most = 2
	said := cell.Wrap(head(first, 4*(most+1)*p.c.value), p.c.value)
	if len(said) > most {
		said = append(said[:most-1], cutShort(said[most-1], p.c.value))
	}
	label := s.t("report.label.first")
	for _, l := range said {
		p.add("   " + st.Muted.Render(cell.Fit(label, p.c.label)) + "  " + st.Muted.Render(l))
		label = ""
	}
}

// cutShort is a line that goes on elsewhere, with one sign for it.
func cutShort(line string, wide int) string {
	return strings.TrimSuffix(cell.Cut(line, max(0, wide-1)), "…") + "…"
}

// number is what to dial for the call-back.
func (p *picture) number() {
	s, st := p.s, p.s.cfg.Ctx.Style
	phone := model.CleanLine(s.draft.Reporter.Phone)
	if phone == "" || s.draft.Anonymous {
		phone = s.t("report.no-number")
	}
	p.add("   " + st.Muted.Render(cell.Fit(s.t("report.label.phone"), p.c.label)) + "  " + cell.Cut(phone, p.c.value))
}
