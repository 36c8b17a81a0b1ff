package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/ui/cell"
	"piket/ui/screen"
)

// group is the keys of one part of the desk on the ? page.
type group struct {
	title    string
	bindings []screen.Binding
	signs    [][2]string // what stands on the screens, and a catalogue key of what it means
}

// signs are those that are not said in words beside them.
func signs() [][2]string {
	return [][2]string{
		{"▲▲ ▲", "help.sign-urgency"}, {"•", "help.sign-new"}, {"○", "help.sign-away"}, {"−", "help.sign-late"},
	}
}

// showHelp opens the ? page: every key that works here, then those that work
// everywhere, from the bindings themselves. While something is typed those
// that would only type a letter are left out.
func (r *Root) showHelp() tea.Cmd {
	if len(r.stack) == 0 {
		return nil
	}
	top := r.stack[len(r.stack)-1].screen
	own := heard(r.offered(append(r.entrance(), top.Bindings()...)), isTyping(top))
	taken := map[string]bool{}
	for _, b := range own {
		for _, k := range b.Keys {
			taken[k] = true
		}
	}
	rest := slices.DeleteFunc(heard(r.offered(r.everywhere()), isTyping(top)), func(b screen.Binding) bool {
		return len(b.Keys) > 0 && taken[b.Keys[0]]
	})
	return r.show(screen.ShowDialog{Dialog: &helpPage{ctx: r.ctx, groups: []group{
		{title: top.Title(), bindings: own},
		{title: r.ctx.Print.T("help.everywhere"), bindings: rest, signs: signs()},
	}}})
}

// heard leaves out the bindings whose keys are letters to who types.
func heard(list []screen.Binding, typing bool) []screen.Binding {
	return slices.DeleteFunc(list, func(b screen.Binding) bool { return typing && !b.Typing })
}

// helpPage is the ? page.
type helpPage struct {
	ctx    *screen.Ctx
	groups []group
	top    int
	room   int // lines shown at the last View
	length int
}

// Update scrolls, and closes.
func (h *helpPage) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	did, ok := msg.(screen.Did)
	if !ok {
		return h, nil
	}
	switch did.Intent {
	case screen.Up:
		h.top--
	case screen.Down:
		h.top++
	case screen.PageUp:
		h.top -= h.room
	case screen.PageDown:
		h.top += h.room
	case screen.Top:
		h.top = 0
	case screen.Bottom:
		h.top = h.length
	case screen.Back:
		return h, screen.Send(screen.CloseDialog{})
	default:
	}
	h.top = max(0, min(h.top, h.length-h.room))
	return h, nil
}

// View draws the keys in one column, or in two where there is room.
func (h *helpPage) View(width, height int) screen.View {
	h.room = max(1, height-2)
	wide := min(width-6, 66)
	lines := h.column(wide)
	if two := h.twoColumns(width - 6); len(lines) > h.room && two != nil {
		lines, wide = two, min(width-6, 2*columnWidth+columnGap)
	}
	h.length = len(lines)
	h.top = max(0, min(h.top, h.length-h.room))
	title := h.ctx.Print.T("help.title")
	if h.length > h.room {
		title += " · " + h.ctx.Print.T("help.more", locale.A{"n": min(h.length, h.top+h.room), "of": h.length})
	}
	return screen.View{Body: boxed(h.ctx, title, lines[h.top:min(h.length, h.top+h.room)], wide)}
}

const (
	columnWidth = 46
	columnGap   = 4
)

func (h *helpPage) column(width int) []string {
	var lines []string
	for i, g := range h.groups {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, h.lines(g, width)...)
	}
	return lines
}

// twoColumns puts what works here beside what works everywhere.
func (h *helpPage) twoColumns(width int) []string {
	if width < 2*columnWidth+columnGap || len(h.groups) < 2 {
		return nil
	}
	left, right := h.lines(h.groups[0], columnWidth), h.lines(h.groups[1], columnWidth)
	var lines []string
	for i := range max(len(left), len(right)) {
		l, r := "", ""
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		lines = append(lines, cell.Fit(l, columnWidth+columnGap)+r)
	}
	return lines
}

// lines is a group: its title, then a line a binding, keys first.
func (h *helpPage) lines(g group, width int) []string {
	st := h.ctx.Style
	out := []string{st.Heading.Bold(true).Render(g.title)}
	keys := 8
	for _, b := range g.bindings {
		keys = max(keys, min(18, cell.Width(allKeys(b))))
	}
	for _, b := range g.bindings {
		if len(b.Keys) == 0 {
			continue
		}
		out = append(out, st.Key.Render(cell.Fit(allKeys(b), keys))+"  "+cell.Cut(h.says(b), width-keys-2))
	}
	if len(g.signs) == 0 {
		return out
	}
	out = append(out, "", st.Heading.Bold(true).Render(h.ctx.Print.T("help.signs")))
	for _, s := range g.signs {
		out = append(out, st.Key.Render(cell.Fit(s[0], keys))+"  "+cell.Cut(h.ctx.Print.T(s[1]), width-keys-2))
	}
	return out
}

// says is what a binding does. In the help bar one of the arrows stands for
// both; here each has its own line.
func (h *helpPage) says(b screen.Binding) string {
	if b.Intent == screen.Up && b.Help == "key.move" {
		return h.ctx.Print.T("key.up")
	}
	return h.ctx.Print.T(b.Help)
}

// allKeys names every key of a binding.
func allKeys(b screen.Binding) string {
	var names []string
	for _, k := range b.Keys {
		names = append(names, keyName(k))
	}
	return strings.Join(names, " ")
}

// Bindings are the keys of the ? page itself.
func (*helpPage) Bindings() []screen.Binding {
	return []screen.Binding{
		{Intent: screen.Up, Keys: []string{"up", "k"}, Show: "↑↓", Help: "key.scroll", Bar: true},
		{Intent: screen.Down, Keys: []string{"down", "j"}, Help: "key.down"},
		{Intent: screen.PageUp, Keys: []string{"pgup"}, Help: "key.page-up"},
		{Intent: screen.PageDown, Keys: []string{"pgdown", "space"}, Help: "key.page-down"},
		{Intent: screen.Top, Keys: []string{"home", "g"}, Help: "key.top"},
		{Intent: screen.Bottom, Keys: []string{"end", "G"}, Help: "key.bottom"},
		{Intent: screen.Back, Keys: []string{"esc", "q", "?", "f1", "enter"}, Help: "key.close", Bar: true},
	}
}

// Typing is never the case here.
func (*helpPage) Typing() bool { return false }
