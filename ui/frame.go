package ui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

// How long passing remarks stay.
const (
	toastShown = 4 * time.Second
	badShown   = 8 * time.Second
	alertShown = 10 * time.Second
)

// toast is a remark in the line above the help bar.
type toast struct {
	text  string
	kind  toastKind
	until time.Time
	waits bool // until somebody is there to read it

	missed bool // ends in that keys were not taken
}

type toastKind int

const (
	toastGood toastKind = iota
	toastBad
	toastUrgent
)

// say shows a remark in passing. A remark does not hide an urgent arrival
// that has just been announced, unless it is a refusal.
func (r *Root) say(text string, bad bool) {
	kind, shown := toastGood, toastShown
	if bad {
		kind, shown = toastBad, badShown
	}
	r.toast = toast{text: model.CleanLine(text), kind: kind, until: r.ctx.Now().Add(shown)}
}

// read lets a remark that waited for somebody stay no longer than others.
func (r *Root) read() {
	if r.toast.waits {
		r.toast.waits, r.toast.until = false, r.ctx.Now().Add(badShown)
	}
}

// View draws the session.
func (r *Root) View() tea.View {
	v := tea.View{AltScreen: true, WindowTitle: r.windowTitle()}
	switch {
	case r.width == 0:
		return v
	case r.small():
		v.Content = r.tooSmall()
		return v
	case r.covered():
		return r.drawCover()
	}
	lines := make([]string, 0, r.height)
	lines = append(lines, r.header(), r.rule())
	body := r.top()
	lines = append(lines, fill(body.Body, r.height-headLines-footLines)...)
	remark := r.remark()
	lines = append(lines, remark[len(remark)-1], r.bar())
	if v.Cursor = body.Cursor; v.Cursor != nil {
		c := *body.Cursor
		c.Y += headLines
		v.Cursor = &c
	}
	if len(r.dialogs) > 0 {
		v.Cursor = r.overlay(lines)
	}
	if top := len(lines) - footLines - 1; len(remark) > 1 { // over the body, while it is said
		lines[top] = remark[0]
		if v.Cursor != nil && v.Cursor.Y == top {
			v.Cursor = nil
		}
	}
	v.SetContent(strings.Join(lines, "\n"))
	return v
}

// top is the screen on top, drawn.
func (r *Root) top() screen.View {
	if len(r.stack) == 0 {
		return screen.View{}
	}
	return r.stack[len(r.stack)-1].screen.View()
}

// fill is a body as exactly so many lines.
func fill(body string, height int) []string {
	lines := strings.Split(body, "\n")
	if len(lines) > height {
		return lines[:height]
	}
	for len(lines) < height {
		lines = append(lines, "")
	}
	return lines
}

// tooSmall says so in words, in whatever room there is.
func (r *Root) tooSmall() string {
	text := r.ctx.Print.T("root.too-small", locale.A{"w": r.width, "h": r.height, "least_w": leastWidth, "least_h": leastHeight})
	lines := cell.Wrap(text, r.width)
	return strings.Join(lines[:min(len(lines), r.height)], "\n")
}

// windowTitle counts in the terminal's title, where the office wants that.
func (r *Root) windowTitle() string {
	if !r.cfg.Title {
		return ""
	}
	title := r.ctx.Print.T("root.product")
	if r.ctx.Office.Name != "" {
		title += " · " + r.ctx.Office.Name
	}
	if n := r.live.counts.Urgent; n > 0 {
		title = "▲▲ " + r.ctx.Print.Count(int64(n)) + " · " + title
	}
	if r.live.marked {
		title = "● " + title
	}
	return title
}

// remark is what stands above the help bar: a rule, or what is said in
// passing, on two lines where it does not fit on one. What to do about a
// refusal stands at its end.
func (r *Root) remark() []string {
	st := r.ctx.Style
	if r.toast.text == "" {
		return []string{r.rule()}
	}
	sign, ink := "✓", st.Good
	switch r.toast.kind {
	case toastBad:
		sign, ink = "!", st.Bad
	case toastUrgent:
		sign, ink = "●", st.Urgent
	case toastGood:
	}
	lines := cell.Wrap(r.toast.text, r.width-8)
	if len(lines) > 2 {
		lines = []string{lines[0], cell.Cut(strings.Join(lines[1:], " "), r.width-8)}
	}
	for i, text := range lines {
		rest := max(0, r.width-cell.Width(text)-5)
		lines[i] = st.Rule.Render("─ ") + ink.Render(sign+" "+text) + st.Rule.Render(" "+strings.Repeat("─", rest))
		sign = " "
	}
	return lines
}

// drawBar draws the help bar: what can be pressed now, as much as there is
// room for. The way out is always among it.
func (r *Root) drawBar(shown []screen.Binding, helpKey string) string {
	help := ""
	if helpKey != "" {
		help = r.inked(helpKey, r.ctx.Print.T("key.help")) + " "
	}
	room := r.width - 1 - cell.Width(help)
	out, kept := wayOut(shown), 0
	if out >= 0 {
		kept = cell.Width(r.item(shown[out])) + barGap
	}
	var b strings.Builder
	b.WriteString(" ")
	full := false
	for i, k := range shown {
		item := r.item(k) + strings.Repeat(" ", barGap)
		w := cell.Width(item)
		switch {
		case i == out:
			kept = 0
		case full:
			continue
		}
		if full = full || w > room-kept; i == out || !full {
			b.WriteString(item)
			room -= w
		}
	}
	return b.String() + strings.Repeat(" ", max(0, room)) + help
}

// barGap is the room between two keys of the help bar.
const barGap = 3

// wayOut is the binding that leads back, or where nothing is behind, out; -1
// for none.
func wayOut(shown []screen.Binding) int {
	for _, i := range []screen.Intent{screen.Back, screen.Quit, leaveDesk} {
		if at := slices.IndexFunc(shown, func(b screen.Binding) bool { return b.Intent == i }); at >= 0 {
			return at
		}
	}
	return -1
}

// active is every binding that works now, the most particular first.
func (r *Root) active() (bindings []screen.Binding, typing bool) {
	var all []screen.Binding
	switch {
	case r.covered():
		all, typing = r.door.cover.screen.Bindings(), isTyping(r.door.cover.screen)
	case len(r.dialogs) > 0:
		d := r.dialogs[len(r.dialogs)-1].dialog
		all, typing = d.Bindings(), d.Typing()
	case len(r.stack) > 0:
		s := r.stack[len(r.stack)-1].screen
		all, typing = slices.Concat(r.entrance(), s.Bindings(), r.everywhere()), isTyping(s)
	}
	bindings = make([]screen.Binding, 0, len(all))
	taken := make(map[string]bool, 2*len(all)) // by an earlier binding, which is the one that hears the key
	for _, b := range all {
		if !b.Typing && typing || len(b.Keys) > 0 && taken[b.Keys[0]] || !r.may(b) {
			continue
		}
		bindings = append(bindings, b)
		for _, k := range b.Keys {
			taken[k] = true
		}
	}
	return bindings, typing
}

// helpKey always stands at the right end, but over a dialog, whose keys are
// all in the bar, as those of a cover are.
func (r *Root) helpKey(typing bool) string {
	switch {
	case len(r.dialogs) > 0 || r.covered():
		return ""
	case typing:
		return "F1"
	}
	return "?"
}

func (r *Root) item(b screen.Binding) string {
	says := b.Label
	if says == "" {
		says = r.ctx.Print.T(b.Help)
	}
	return r.inked(shownKeys(b), says)
}

func (r *Root) inked(key, word string) string {
	return r.ctx.Style.Key.Render(key) + " " + r.ctx.Style.Muted.Render(word)
}

// shownKeys is how a binding's first key, or what stands for all of them, is
// written.
func shownKeys(b screen.Binding) string {
	if b.Show != "" {
		return b.Show
	}
	if len(b.Keys) == 0 {
		return ""
	}
	return keyName(b.Keys[0])
}

// keyName is a key as keyboards label it.
func keyName(key string) string {
	if n := labelled(key); n != "" {
		return n
	}
	for _, mod := range []string{"ctrl", "alt", "shift"} {
		if rest, ok := strings.CutPrefix(key, mod+"+"); ok && rest != "" {
			return upperFirst(mod) + "+" + upperFirst(keyName(rest))
		}
	}
	if len(key) > 1 && key[0] == 'f' {
		return strings.ToUpper(key)
	}
	return key
}

// labelled is the label of a key that has one of its own.
func labelled(key string) string {
	switch key {
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	case "pgup":
		return "PgUp"
	case "pgdown":
		return "PgDn"
	case "delete":
		return "Del"
	case "enter", "esc", "tab", "space", "home", "end", "backspace":
		return upperFirst(key)
	}
	return ""
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// apart is the least distance between the parts of the header.
const apart = 3

// spread lays parts out over a width: left, middle and right. The middle
// stands in the middle of the line, or of what the others leave it.
func spread(left, middle, right string, width int) string {
	l, m, e := cell.Width(left), cell.Width(middle), cell.Width(right)
	gap := max(0, width-l-m-e)
	before := (width-m)/2 - l
	if before < apart || gap-before < apart {
		before = gap / 2
	}
	return left + strings.Repeat(" ", before) + middle + strings.Repeat(" ", gap-before) + right
}

// inkedIf renders a text unless it is empty.
func inkedIf(s lipgloss.Style, text string) string {
	if text == "" {
		return ""
	}
	return s.Render(text)
}
