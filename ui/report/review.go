package report

import (
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

// review is the page on which everything is looked over.
type review struct {
	rows  []row
	at    int // index of the marked row
	top   int // first line in sight
	turn  int // of the page's openings
	ready bool
	err   error // why the report was not saved
}

// row is one entry of the review: a fact as it will be stored, with the field
// it came from, or something to do.
type row struct {
	label string
	text  string
	field string        // where Enter leads; empty: nowhere
	does  screen.Intent // what Enter does instead
	kind  rowKind
}

type rowKind int

const (
	rowFact rowKind = iota
	rowHead
	rowWarn
	rowStop
	rowAction
)

// stops says whether the mark can stand on a row.
func (r row) stops() bool { return r.field != "" || r.does != "" }

// settle is how long Enter must rest before it saves: the Enter that opened
// the page was not meant for it.
const settle = 300 * time.Millisecond

// reviewReady ends that rest.
type reviewReady struct {
	form string
	turn int
}

// openReview ends the typing and shows the report as it will be stored.
func (s *Screen) openReview() tea.Cmd {
	cmd := s.leave()
	fresh := s.page != pageReview
	s.openReviewAt(0)
	if !fresh {
		return cmd
	}
	s.review.turn, s.review.ready = s.review.turn+1, false
	ready := reviewReady{s.draft.form(), s.review.turn}
	return tea.Batch(cmd, s.moved(), tea.Tick(settle, func(time.Time) tea.Msg { return ready }))
}

func (s *Screen) openReviewAt(at int) {
	s.page, s.draft.Review = pageReview, true
	s.review.rows, s.review.at, s.review.top = s.reviewRows(), at, 0
}

// refreshReview draws the rows anew, the mark where it was.
func (s *Screen) refreshReview() {
	if s.page == pageReview {
		s.review.rows = s.reviewRows()
		s.review.at = max(0, min(s.review.at, len(s.review.rows)-1))
	}
}

func (s *Screen) reviewBindings() []screen.Binding {
	enter := "report.key.edit"
	if len(s.review.rows) > 0 && s.review.rows[s.review.at].does != "" {
		enter = "report.key.do"
	}
	list := []screen.Binding{
		{Intent: saveReport, Keys: []string{"s", "ctrl+d", "alt+enter"}, Help: "report.key.save", Bar: true},
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: enter, Bar: true},
	}
	list = append(list, screen.Movement()...)
	if len(s.like.found) > 0 {
		list = append(list, screen.Binding{Intent: seeAlike, Keys: []string{"ctrl+y"}, Help: "report.key.alike", Bar: true})
	}
	list = append(
		list,
		screen.Binding{Intent: takeCase, Keys: []string{"t"}, Help: "report.key.hold"},
		screen.Binding{Intent: screen.Back, Keys: []string{"esc", "ctrl+p"}, Help: "report.key.edit-on", Bar: true},
		screen.Binding{Intent: screen.Quit, Keys: []string{"q"}, Help: "report.key.keep"},
		screen.Binding{Intent: discard, Keys: []string{"f8"}, Show: "F8", Help: "report.key.discard"},
	)
	for to := range sectionReview {
		n := strconv.Itoa(int(to) + 1)
		list = append(list, screen.Binding{Intent: toSection + screen.Intent(n), Keys: []string{n, "alt+" + n}, Help: "report.section." + to.name()})
	}
	return list
}

func (s *Screen) reviewDid(i screen.Intent) tea.Cmd {
	if n, ok := sectionOf(i); ok {
		return s.goTo(n)
	}
	switch i {
	case screen.Up:
		s.mark(-1, 1)
	case screen.Down:
		s.mark(1, 1)
	case screen.PageUp:
		s.mark(-1, s.bodyHeight())
	case screen.PageDown:
		s.mark(1, s.bodyHeight())
	case screen.Top:
		s.mark(-1, len(s.review.rows))
	case screen.Bottom:
		s.mark(1, len(s.review.rows))
	case screen.Enter:
		return s.reviewEnter()
	case saveReport:
		return s.trySend()
	case screen.Back, previousSection:
		return s.editOn()
	}
	return s.reviewAct(i)
}

// reviewAct carries out what concerns the report as a whole.
func (s *Screen) reviewAct(i screen.Intent) tea.Cmd {
	switch i {
	case takeCase:
		s.draft.Take = !s.draft.Take
		s.refreshReview()
		return s.changed()
	case seeAlike:
		return s.seeAlike()
	case unlinked:
		cmd := s.repeats(repeats{form: s.draft.form()})
		s.refreshReview()
		return cmd
	case discard:
		return s.askDiscard()
	case screen.Quit:
		return s.close()
	}
	return nil
}

// mark moves the mark over n rows that it can stand on.
func (s *Screen) mark(dir, n int) {
	for at := s.review.at + dir; n > 0 && at >= 0 && at < len(s.review.rows); at += dir {
		if s.review.rows[at].stops() {
			s.review.at = at
			n--
		}
	}
}

func (s *Screen) reviewEnter() tea.Cmd {
	r := s.review.rows[s.review.at]
	switch {
	case r.does == saveReport && !s.review.ready:
		return nil
	case r.does == saveReport:
		return s.trySend()
	case r.does != "":
		return s.reviewAct(r.does)
	}
	return s.editAt(r.field)
}

// trySend saves the report, unless it lacks what the desk insists on: then
// the mark goes there.
func (s *Screen) trySend() tea.Cmd {
	i := slices.IndexFunc(s.review.rows, func(r row) bool { return r.kind == rowStop })
	if i < 0 {
		return s.send()
	}
	s.review.at = i
	return s.toast(s.review.rows[i].text, true)
}

// editOn goes back to the field that was left.
func (s *Screen) editOn() tea.Cmd { return s.editAt(s.draft.At) }

func (s *Screen) editAt(id string) tea.Cmd {
	s.page, s.draft.Review, s.review.err = pageForm, false, nil
	s.focusID(id)
	return s.moved()
}

// reviewRows lists the report as it will be stored.
func (s *Screen) reviewRows() []row {
	rows := []row{{text: s.t("report.review.save"), does: saveReport, kind: rowAction}}
	hold := "[ ] "
	if s.draft.Take {
		hold = "[x] "
	}
	rows = append(rows, row{text: hold + s.t("report.review.hold"), does: takeCase, kind: rowAction})
	switch {
	case s.draft.Original != "":
		rows = append(rows, row{text: "[x] " + s.t("report.review.duplicate", locale.A{"number": s.draft.OriginalNumber}), does: unlinked, kind: rowAction})
	case len(s.like.found) > 0:
		rows = append(rows, row{text: cell.Cut("[ ] "+s.alikeLine(), s.rowWidth(row{kind: rowAction})), does: seeAlike, kind: rowAction})
	}
	problems := s.problems()
	if len(problems) > 0 {
		rows = append(rows, row{text: s.t("report.review.problems", locale.A{"n": len(problems)}), kind: rowHead})
	}
	for _, p := range problems {
		kind := rowWarn
		if p.stop {
			kind = rowStop
		}
		rows = append(rows, row{text: p.text, field: p.field, kind: kind})
	}
	return s.divided(slices.Concat(rows, s.eventRows(), s.peopleRows(), s.placeRows(), s.reporterRows(), s.secondRows()))
}

// partLines is how many lines a row has at most: the mark goes over a long
// text part by part, so that all of it comes in sight.
const partLines = 5

// divided parts long rows.
func (s *Screen) divided(rows []row) []row {
	var out []row
	for _, r := range rows {
		lines := cell.Wrap(r.text, s.rowWidth(r))
		for len(lines) > partLines {
			part := r
			part.text = strings.Join(lines[:partLines], "\n")
			out, lines = append(out, part), lines[partLines:]
			r.label = ""
		}
		r.text = strings.Join(lines, "\n")
		out = append(out, r)
	}
	return out
}

// rowWidth is how wide a row's text may be.
func (s *Screen) rowWidth(r row) int {
	c := s.columns()
	if r.label == "" && r.kind != rowFact {
		return max(1, c.form-margin-gap-1)
	}
	return c.value
}

func (s *Screen) head(to section) row {
	return row{text: s.t("report.section." + to.name()), kind: rowHead}
}

// fact is a row of the review; an empty one is left out.
func (s *Screen) fact(rows []row, label, text, field string) []row {
	if text == "" {
		return rows
	}
	return append(rows, row{label: label, text: text, field: field})
}

func (s *Screen) eventRows() []row {
	d, f, print := &s.draft, s.facts(), s.cfg.Ctx.Print
	rows := []row{s.head(sectionEvent)}
	rows = s.fact(rows, s.t("report.label.kind"), print.Word("kind", d.Kind)+" · "+print.Word("channel", string(d.Channel)), "kind")
	rows = s.fact(rows, s.t("report.label.received"), print.Stamp(d.Started, s.cfg.Ctx.Zone()), "")
	when := "–"
	if !f.Occurred.IsZero() {
		when = print.Stamp(f.Occurred, s.cfg.Ctx.Zone())
	}
	rows = s.fact(rows, s.t("report.label.occurred"), when, "occurred")
	rows = s.fact(rows, s.t("report.label.narrative"), f.Narrative, "narrative")
	if d.Kind == string(model.Complaint) && d.Violation.Code != "" {
		rows = s.fact(rows, s.t("report.label.violation"), print.Word("violation", d.Violation.Code), "violation")
	}
	return s.fact(rows, s.t("report.label.urgency"), urgencyMark(d.Urgency)+print.Word("urgency", d.Urgency), "urgency")
}

// urgencyMark is the sign the queue has for an urgency.
func urgencyMark(u string) string {
	switch model.Urgency(u) {
	case model.Urgent:
		return "▲▲ "
	case model.High:
		return "▲ "
	}
	return ""
}

func (s *Screen) peopleRows() []row {
	var rows []row
	for i, p := range s.draft.People {
		text := s.personLine(p)
		if sub := s.subject(p); sub.PermitExpiry != "" {
			text += " · " + s.t("report.valid-until", locale.A{"day": s.dayName(sub.PermitExpiry)})
		}
		if s.subject(p) != (model.Subject{}) {
			rows = s.fact(rows, s.personTitle(i), text, "person."+strconv.Itoa(i)+".name")
		}
	}
	if len(rows) == 0 {
		rows = []row{{text: s.t("report.review.nobody"), field: "person.0.name"}}
	}
	return append([]row{s.head(sectionPeople)}, rows...)
}

func (s *Screen) placeRows() []row {
	p, f := s.place(), s.facts()
	var rows []row
	rows = s.fact(rows, s.t("report.label.place"), p.Name, "place")
	if p.Lodging != "" {
		rows = s.fact(rows, s.t("report.label.lodging"), s.cfg.Ctx.Print.Word("lodging", string(p.Lodging)), "lodging")
	}
	rows = s.fact(rows, s.t("report.label.address"), p.Address, "address")
	rows = s.fact(rows, s.t("report.label.area"), s.areaName(p.Area), "area")
	if p.Lat != nil {
		rows = s.fact(rows, s.t("report.label.pin"), pin{*p.Lat, *p.Lon}.String(), "pin")
	}
	if f.CheckIn != "" {
		rows = s.fact(rows, s.t("report.label.check-in"), s.dayName(f.CheckIn), "check-in")
	}
	if f.CheckOut != "" {
		rows = s.fact(rows, s.t("report.label.check-out"), s.dayName(f.CheckOut), "check-out")
	}
	if len(rows) == 0 {
		rows = []row{{text: s.t("report.review.nowhere"), field: "place"}}
	}
	return append([]row{s.head(sectionPlace)}, rows...)
}

func (s *Screen) reporterRows() []row {
	d := &s.draft
	rows := []row{s.head(sectionReporter)}
	if d.Anonymous || d.Reporter.Empty() {
		return append(rows, row{text: s.cfg.Ctx.Print.T("word.anonymous"), field: "anonymous"})
	}
	r := d.Reporter
	rows = s.fact(rows, s.t("report.label.reporter-name"), model.CleanLine(r.Name), "reporter-name")
	rows = s.fact(rows, s.t("report.label.phone"), model.CleanLine(r.Phone), "phone")
	rows = s.fact(rows, s.t("report.label.nik"), model.CleanLine(r.NIK), "nik")
	rows = s.fact(rows, s.t("report.label.reporter-address"), model.CleanLine(r.Address), "reporter-address")
	return append(rows, row{text: s.t("report.review.sealed"), kind: rowFact})
}

func (s *Screen) secondRows() []row {
	d := &s.draft
	rows := []row{s.head(sectionSecond)}
	if c := d.callback(); c != nil {
		text := s.t("report.reached." + d.Reached)
		if c.Confirmed {
			text += " · " + s.t("report.confirmed.yes")
		}
		rows = s.fact(rows, s.t("report.label.reached"), text, "reached")
		return s.fact(rows, s.t("report.label.call-note"), c.Note, "call-note")
	}
	r := s.reinterview()
	if r == nil {
		first := "reached"
		if d.interviewed() {
			first = "answer." + model.Questions()[0]
		}
		return append(rows, row{text: s.t("report.review.not-asked"), field: first})
	}
	for _, a := range r.Answers {
		text := a.Second
		if a.Contradiction {
			text = strings.TrimSpace("≠ " + s.t("report.contradiction") + "\n" + text)
		}
		rows = s.fact(rows, s.cfg.Ctx.Print.Word("question", a.Question), text, "answer."+a.Question)
	}
	return s.fact(rows, s.t("report.label.impression"), r.Impression, "impression")
}

// drawReview draws the page, the marked row in sight.
func (s *Screen) drawReview(width, height int) []string {
	st := s.cfg.Ctx.Style
	var lines []string
	from, to := 0, 0
	if s.review.err != nil {
		for _, l := range cell.Wrap("! "+s.cfg.Ctx.Print.Error(s.review.err), max(1, width-margin-1)) {
			lines = append(lines, "   "+st.Bad.Render(l))
		}
		lines = append(lines, "")
	}
	for i, r := range s.review.rows {
		if r.kind == rowHead && len(lines) > 0 {
			lines = append(lines, "")
		}
		drawn := s.drawRow(r, i == s.review.at, width)
		if i == s.review.at {
			from, to = len(lines), len(lines)+len(drawn)
		}
		lines = append(lines, drawn...)
	}
	s.review.top = inSight(s.review.top, from, to, len(lines), height)
	return lines[s.review.top:min(len(lines), s.review.top+height)]
}

// inSight is the first line to show so that lines from..to can be seen, moved
// no further than it must.
func inSight(top, from, to, total, height int) int {
	if to > top+height {
		top = to - height
	}
	if from < top || to-from > height {
		top = from
	}
	return max(0, min(top, total-height))
}

// drawRow draws a row, with a bar beside the marked one.
func (s *Screen) drawRow(r row, marked bool, width int) []string {
	st, c := s.cfg.Ctx.Style, s.columns()
	if r.kind == rowHead {
		rule := strings.Repeat("─", max(0, width-margin-cell.Width(r.text)-2))
		return []string{"   " + st.Strong.Render(r.text) + " " + st.Rule.Render(rule)}
	}
	side := "   "
	if marked {
		side = " " + st.Mark.Render("▌") + " "
	}
	var out []string
	label := r.label
	for i, l := range strings.Split(r.text, "\n") {
		l = cell.Cut(l, s.rowWidth(r))
		if r.kind == rowFact {
			out = append(out, side+st.Muted.Render(cell.Fit(label, c.label))+"  "+l)
			label = ""
			continue
		}
		out = append(out, side+s.inkRow(r, l, marked, i == 0))
	}
	return out
}

// inkRow draws a line of a row that stands across the columns.
func (s *Screen) inkRow(r row, text string, marked, first bool) string {
	st, sign := s.cfg.Ctx.Style, "  "
	if first && r.kind != rowAction {
		sign = "! "
	}
	switch {
	case r.kind == rowStop:
		return st.Bad.Render(sign + text)
	case r.kind == rowWarn:
		return st.Warn.Render(sign) + text
	case marked || r.does == saveReport:
		return st.Focus.Render(text)
	}
	return text
}
