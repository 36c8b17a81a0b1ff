package queue

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/row"
	"piket/ui/screen"
)

// The sizes at which a preview finds room, and how much it takes.
const (
	besideFrom  = 170 // columns: the preview stands beside the list
	belowFrom   = 100 // columns, with tall lines: it stands below
	tallFrom    = 18
	listBeside  = 118
	previewMost = 76
	headLines   = 2 // what is filtered, and the column headings
)

// layout is how the body is shared out.
type layout struct {
	width  int // of the list
	rows   int // of the list in sight
	beside int // width of the preview at the right, 0 for none
	below  int // height of the preview below, its rule included, 0 for none
}

func (q *Queue) layout() layout {
	w, h := q.size.Width, q.size.Height
	l := layout{width: w, rows: max(1, h-headLines)}
	switch {
	case len(q.list.rows) == 0: // nothing to preview
	case w >= besideFrom:
		l.beside = min(previewMost, w-listBeside-3)
		l.width = w - l.beside - 3
	case w >= belowFrom && h >= tallFrom:
		l.below = max(8, min(13, h*2/5))
		l.rows = max(1, h-headLines-l.below)
	}
	return l
}

// View draws the queue.
func (q *Queue) View() screen.View {
	if !q.clean || q.drawn == "" {
		q.drawn, q.clean = q.draw(), true
	}
	v := screen.View{Body: q.drawn}
	if q.typing {
		_, v.Cursor = q.inputLine(q.layout().width)
	}
	return v
}

func (q *Queue) draw() string {
	l := q.layout()
	lines := append([]string{q.headline(l.width)}, q.table(l)...)
	switch {
	case l.beside > 0:
		lines = q.rows.Beside(lines, q.pane(l.beside, len(lines)), l.beside)
	case l.below > 0:
		lines = append(lines, q.belowIt(l)...)
	}
	return strings.Join(lines, "\n")
}

// table is the headings and the rows in sight, or what to do where there are
// none, each line as wide as the list.
func (q *Queue) table(l layout) []string {
	rows := q.list.visible()
	if len(rows) == 0 {
		return cell.Box(q.nothing(l), l.width, l.rows+1)
	}
	cols := row.NewColumns(l.width)
	lines := []string{q.rows.Heads(cols)}
	for i, r := range rows {
		chosen := q.list.top+i == q.list.at
		look := row.Look{Chosen: chosen}
		if chosen {
			look.Gone = q.list.fate()
		}
		lines = append(lines, q.rows.Line(r, cols, look))
	}
	blank := strings.Repeat(" ", l.width)
	for len(lines) < l.rows+1 {
		lines = append(lines, blank)
	}
	return lines
}

// nothing says why there are no rows, and what to press.
func (q *Queue) nothing(l layout) []string {
	p, st := q.ctx.Print, q.ctx.Style
	var text []string
	switch {
	case q.failed != nil:
		text = []string{st.Bad.Render("! ") + p.Error(q.failed)}
	case !q.load.known:
		return nil
	case !q.filter.empty():
		text = []string{st.Strong.Render(p.T("queue.none-match")), "", key(q, "0", "queue.clear-filter")}
	default:
		text = []string{st.Strong.Render(p.T("queue.empty"))}
		for _, line := range cell.Wrap(p.T("queue.empty-why"), min(l.width-8, 60)) {
			text = append(text, st.Muted.Render(line))
		}
		text = append(text, "")
		if q.ctx.Officer.Role.May(model.NeedAct) {
			text = append(text, key(q, "b", "key.new-walk-in"), key(q, "p", "key.new-phone"))
		}
		text = append(text, key(q, "s", "key.search"), key(q, "?", "key.help"))
	}
	wide := 0
	for _, t := range text {
		wide = max(wide, cell.Width(t))
	}
	var lines []string
	for range (l.rows - len(text)) / 2 {
		lines = append(lines, "")
	}
	for _, t := range text {
		lines = append(lines, strings.Repeat(" ", max(2, (l.width-wide)/2))+t)
	}
	return lines
}

func key(q *Queue, k, help string) string {
	return q.ctx.Style.Key.Render(k) + "  " + q.ctx.Print.T(help)
}

// headline is the line above the headings: what is filtered, else how the
// list is sorted; and what lies out of sight.
func (q *Queue) headline(width int) string {
	st, p := q.ctx.Style, q.ctx.Print
	badge := q.beyond() + q.badge()
	room := width - cell.Width(badge)
	var left string
	switch {
	case q.typing:
		left, _ = q.inputLine(room)
	case q.failed != nil && len(q.list.rows) > 0:
		left = " " + st.Bad.Render("! "+p.Error(q.failed))
	case !q.filter.empty():
		left = "  " + st.Accent.Render(p.T("queue.filtered")) + " " + strings.Join(q.filter.words(p), " · ") + "   " +
			st.Key.Render("0") + " " + st.Muted.Render(p.T("queue.clear-filter"))
	default:
		left = "  " + st.Muted.Render(p.T("queue.sorted"))
	}
	return cell.Fit(left, room) + badge
}

// beyond says quietly how many rows there are above and below those in sight:
// exactly, up to what every look at the store brings into reach, so that the
// same list is not counted well now and badly later.
func (q *Queue) beyond() string {
	up, down := q.list.hidden()
	most := reach(q.list.height) - q.list.height
	var said []string
	for _, side := range []struct {
		key  string
		n    int
		more bool
	}{{"queue.above", up, q.list.above}, {"queue.below", down, q.list.below}} {
		count := strconv.Itoa(min(side.n, most))
		if side.more || side.n > most {
			count += "+"
		}
		if side.n > 0 {
			said = append(said, q.ctx.Print.T(side.key, locale.A{"n": count}))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return q.ctx.Style.Muted.Render(strings.Join(said, "  ")) + "  "
}

// badge is how many reports arrived above the rows in sight.
func (q *Queue) badge() string {
	st, p := q.ctx.Style, q.ctx.Print
	n := len(q.news.above)
	if n == 0 {
		return ""
	}
	word := p.T("queue.arrived", locale.A{"n": n})
	if q.news.many {
		word = p.T("queue.arrived-many", locale.A{"n": n})
	}
	return st.Accent.Bold(true).Render("↑ "+word) + " " + st.Key.Render("g") + " "
}

// inputLine is the text filter while it is typed.
func (q *Queue) inputLine(width int) (string, *tea.Cursor) {
	st := q.ctx.Style
	text, cursor := q.input.View(st, max(1, width-4))
	if cursor != nil {
		cursor.X += 4
	}
	return "  " + st.Key.Render("/") + " " + text, cursor
}
