package widget

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/cell"
	"piket/ui/style"
)

// AreaConfig is what an Area starts with.
type AreaConfig struct {
	Value       string
	Placeholder string
	Limit       int   // most characters; 0 is the domain's limit for a narrative
	Words       Words // to say that the area is full
	LeftOut     int   // characters an area with this text had no room for before
}

// Area is a text field of several lines with the terminal's own cursor.
// Enter breaks the line; Tab and Esc mean nothing to it. A key costs what the
// paragraph under the cursor costs to break into rows, however long the text.
type Area struct {
	text        []paragraph // never empty
	para, at    int         // where the cursor stands: paragraph, byte
	goal        int         // the cell the vertical arrows aim at; -1: none
	size, limit int         // characters, line breaks included
	focused     bool
	placeholder string
	width       int // of the rows, one cell of the field kept for the cursor
	height, top int // rows in sight, and the first of them
	full
}

// usualWidth is what an area reckons with before it is drawn.
const usualWidth = 72

// NewArea makes an area without focus.
func NewArea(cfg AreaConfig) *Area {
	a := &Area{limit: cfg.Limit, placeholder: cfg.Placeholder, goal: -1, width: usualWidth, height: 1, full: full{words: cfg.Words}}
	if a.limit == 0 {
		a.limit = model.MaxNarrative
	}
	a.SetValue(cfg.Value)
	a.took(cfg.LeftOut, a.limit-a.size)
	return a
}

// Focus lets the area be typed into.
func (a *Area) Focus() { a.focused = true }

// Blur takes the cursor away.
func (a *Area) Blur() { a.focused = false }

// Focused says whether the area has the cursor.
func (a *Area) Focused() bool { return a.focused }

// Value is what was typed.
func (a *Area) Value() string {
	lines := make([]string, len(a.text))
	for i := range a.text {
		lines[i] = a.text[i].text
	}
	return strings.Join(lines, "\n")
}

// SetValue replaces the text, cleaned, and puts the cursor behind it.
func (a *Area) SetValue(s string) {
	a.text, a.para, a.at, a.size, a.top, a.goal, a.left = []paragraph{{}}, 0, 0, 0, 0, -1, 0
	a.insert(goingOn(model.Clean(s), s, " \n"))
}

// goingOn keeps at the end of a cleaned text the blanks it was typed with:
// somebody may be about to type the next word.
func goingOn(clean, typed, blanks string) string {
	if clean == "" {
		return ""
	}
	return clean + typed[len(strings.TrimRight(typed, blanks)):]
}

// AtStart says whether another step up would leave the text: then the arrow
// belongs to the form around it.
func (a *Area) AtStart() bool { return a.para == 0 && a.text[0].rowOf(a.at, a.width) == 0 }

// AtEnd is AtStart for a step down.
func (a *Area) AtEnd() bool {
	p := &a.text[a.para]
	return a.para == len(a.text)-1 && p.rowOf(a.at, a.width) == len(p.wrap(a.width))-1
}

// Rows is how many rows a field of a width takes, text and all it says.
func (a *Area) Rows(width int) int {
	rows := 0
	if a.left > 0 {
		rows = 1
	}
	for i := range a.text {
		rows += len(a.text[i].wrap(max(1, width-1)))
	}
	return rows
}

// Update takes a key press or a paste and reports whether the text changed, or
// what there was no room for.
func (a *Area) Update(msg tea.Msg) (changed bool) {
	if !a.focused {
		return false
	}
	before := a.left
	changed = a.take(msg)
	a.took(0, a.limit-a.size)
	return changed || a.left != before
}

func (a *Area) take(msg tea.Msg) (changed bool) {
	switch m := msg.(type) {
	case tea.PasteMsg:
		a.goal = -1
		return a.insert(model.Clean(m.Content))
	case tea.KeyPressMsg:
		return a.press(m)
	}
	return false
}

func (a *Area) press(m tea.KeyPressMsg) bool {
	key := m.String()
	if a.move(key) {
		return false
	}
	a.goal = -1
	if changed, known := a.edit(key); known {
		return changed
	}
	return m.Text != "" && a.insert(typed(m.Text))
}

// move carries the cursor about. What copies or pastes by key is left out: it
// would use the clipboard of the machine the desk runs on.
func (a *Area) move(key string) bool {
	p, goal := &a.text[a.para], -1
	switch key {
	case "left":
		a.back()
	case "right":
		a.forward()
	case "ctrl+left", "alt+left":
		if a.at == 0 {
			a.back()
		} else {
			a.at = p.wordBefore(a.at)
		}
	case "ctrl+right", "alt+right":
		if a.at == len(p.text) {
			a.forward()
		} else {
			a.at = p.wordAfter(a.at)
		}
	case "home":
		a.at = p.offset(p.rowOf(a.at, a.width), 0)
	case "end", "ctrl+e":
		a.at = p.offset(p.rowOf(a.at, a.width), 1<<30)
	case "ctrl+home":
		a.para, a.at = 0, 0
	case "ctrl+end":
		a.para = len(a.text) - 1
		a.at = len(a.text[a.para].text)
	case "up", "down", "pgup", "pgdown":
		goal = a.vertical(map[string]int{"up": -1, "down": 1, "pgup": -a.height, "pgdown": a.height}[key])
	default:
		return false
	}
	a.goal = goal
	return true
}

func (a *Area) back() {
	if a.at > 0 {
		a.at = a.text[a.para].before(a.at)
	} else if a.para > 0 {
		a.para--
		a.at = len(a.text[a.para].text)
	}
}

func (a *Area) forward() {
	if p := &a.text[a.para]; a.at < len(p.text) {
		a.at = p.after(a.at)
	} else if a.para < len(a.text)-1 {
		a.para, a.at = a.para+1, 0
	}
}

// vertical moves by rows and says which cell it aimed at, so that a short
// row on the way does not pull the cursor to the left for good.
func (a *Area) vertical(n int) (goal int) {
	p := &a.text[a.para]
	row := p.rowOf(a.at, a.width)
	if goal = a.goal; goal < 0 {
		goal = p.column(a.at, row)
	}
	for ; n < 0 && (row > 0 || a.para > 0); n++ {
		if row--; row < 0 {
			a.para--
			row = len(a.text[a.para].wrap(a.width)) - 1
		}
	}
	for ; n > 0 && (row < len(a.text[a.para].wrap(a.width))-1 || a.para < len(a.text)-1); n-- {
		if row++; row == len(a.text[a.para].rows) {
			a.para, row = a.para+1, 0
		}
	}
	a.text[a.para].wrap(a.width)
	a.at = a.text[a.para].offset(row, goal)
	return goal
}

// edit carries out the keys that change the text.
func (a *Area) edit(key string) (changed, known bool) {
	p := &a.text[a.para]
	switch key {
	case "enter":
		return a.insert("\n"), true
	case "backspace":
		if a.at == 0 {
			return a.join(a.para - 1), true
		}
		return a.remove(p.before(a.at), a.at), true
	case "delete":
		if a.at == len(p.text) {
			return a.join(a.para), true
		}
		return a.remove(a.at, p.after(a.at)), true
	case "ctrl+w", "alt+backspace", "ctrl+backspace":
		if a.at == 0 {
			return a.join(a.para - 1), true
		}
		return a.remove(p.wordBefore(a.at), a.at), true
	case "ctrl+u":
		return a.remove(0, a.at), true
	case "ctrl+k":
		return a.remove(a.at, len(p.text)), true
	}
	return false, false
}

// remove takes a part of the paragraph under the cursor out.
func (a *Area) remove(from, to int) bool {
	p := &a.text[a.para]
	a.size -= characters(p.text[from:to])
	p.set(p.text[:from] + p.text[to:])
	a.at = p.snap(from)
	return from < to
}

// join puts a paragraph and the next one together, the cursor between them.
func (a *Area) join(i int) bool {
	if i < 0 || i+1 >= len(a.text) {
		return false
	}
	left := a.text[i].text
	a.text[i].set(left + a.text[i+1].text)
	a.text = slices.Delete(a.text, i+1, i+2)
	a.para, a.at = i, a.text[i].snap(len(left))
	a.size--
	return true
}

// insert puts text at the cursor, as much as the limit leaves room for.
func (a *Area) insert(s string) bool {
	if room, more := max(0, a.limit-a.size), characters(s); more > room {
		s = string([]rune(s)[:room])
		a.left += more - room
	}
	if s == "" {
		return false
	}
	a.size += characters(s)
	lines := strings.Split(s, "\n")
	p := &a.text[a.para]
	left, right := p.text[:a.at], p.text[a.at:]
	lines[0] = left + lines[0]
	last := len(lines) - 1
	a.at = len(lines[last])
	lines[last] += right
	p.set(lines[0])
	more := make([]paragraph, last)
	for i := range more {
		more[i].text = lines[i+1]
	}
	a.text = slices.Insert(a.text, a.para+1, more...)
	a.para += last
	a.at = a.text[a.para].snap(a.at)
	return true
}

// View draws the area exactly width × height cells, and the cursor if it has
// the focus. A full area says so in its last row.
func (a *Area) View(st *style.Set, width, height int) ([]string, *tea.Cursor) {
	note := a.note(st, width)
	switch {
	case note == "" || height <= 0:
		return a.view(st, width, height)
	case height == 1:
		lines, c := a.view(st, width-1-cell.Width(note), 1)
		return []string{lines[0] + " " + note}, c
	}
	lines, c := a.view(st, width, height-1)
	return append(lines, cell.Fit(note, width)), c
}

func (a *Area) view(st *style.Set, width, height int) ([]string, *tea.Cursor) {
	if width <= 1 || height <= 0 {
		return cell.Box(nil, width, height), nil
	}
	a.width, a.height = width-1, height
	cursor, x := a.scroll()
	lines := make([]string, 0, height)
	if a.size == 0 {
		for _, l := range cell.Box(cell.Wrap(a.placeholder, width), width, height) {
			lines = append(lines, st.Muted.Render(l))
		}
	} else {
		lines = a.visible(st, width)
	}
	if !a.focused {
		return lines, nil
	}
	c := tea.NewCursor(min(x, width-1), cursor-a.top)
	c.Shape = tea.CursorBar
	return lines, c
}

// scroll keeps the cursor in sight, and says in which row and cell it is.
func (a *Area) scroll() (row, x int) {
	total := 0
	for i := range a.text {
		if i == a.para {
			row = total + a.text[i].rowOf(a.at, a.width)
			x = a.text[i].column(a.at, row-total)
		}
		total += len(a.text[i].wrap(a.width))
	}
	a.top = max(min(a.top, row), row-a.height+1)
	a.top = max(0, min(a.top, total-a.height))
	return row, x
}

func (a *Area) visible(st *style.Set, width int) []string {
	var lines []string
	first := 0
	for i := range a.text {
		p := &a.text[i]
		for r := range p.wrap(a.width) {
			if n := first + r; n >= a.top && n < a.top+a.height {
				lines = append(lines, st.Input.Render(cell.Fit(strings.TrimRight(p.row(r), " "), width)))
			}
		}
		first += len(p.rows)
	}
	return cell.Box(lines, width, a.height)
}
