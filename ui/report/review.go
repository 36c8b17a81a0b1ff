package report

import (
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

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
	box   bool // Space ticks it too
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
	ready := reviewReady{s.self, s.review.turn}
	return tea.Batch(cmd, s.moved(), tea.Tick(s.settle, func(time.Time) tea.Msg { return ready }))
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
	press := []string{"enter"}
	if len(s.review.rows) > 0 && s.review.rows[s.review.at].box {
		press = []string{"enter", "space"}
	}
	list := []screen.Binding{
		{Intent: saveReport, Keys: []string{"s", "ctrl+d", "alt+enter"}, Help: "report.key.save", Bar: true},
		{Intent: screen.Enter, Keys: press, Help: enter, Bar: true},
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
		list = append(list, screen.Binding{Intent: toSection + screen.Intent(n), Keys: []string{n, "alt+" + n}, Help: s.sectionKey(to)})
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
	default:
		return s.reviewAct(i)
	}
	return nil
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
		cmd := s.repeats(repeats{form: s.self})
		s.refreshReview()
		return cmd
	case discard:
		return s.askDiscard()
	case screen.Quit:
		return s.close()
	default:
		return nil
	}
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
