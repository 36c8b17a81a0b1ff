package queue

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

// filterChosen is the filter a dialog was closed with.
type filterChosen struct{ filter filter }

// part is one thing a filter dialog switches.
type part struct {
	heading string // catalogue key, before the first of its kind
	label   string
	on      func(filter) bool
	toggle  func(filter) filter
}

// filterDialog switches the parts of a filter.
type filterDialog struct {
	ctx    *screen.Ctx
	filter filter
	parts  []part
	at     int
	top    int
}

// Intents of the filter dialog.
const (
	switchPart screen.Intent = "switch-part"
	clearParts screen.Intent = "clear-parts"
)

func newFilterDialog(ctx *screen.Ctx, f filter) *filterDialog {
	d := &filterDialog{ctx: ctx, filter: f}
	p := ctx.Print
	for i, s := range model.Statuses() {
		d.parts = append(d.parts, part{
			headingIf(i, "queue.by-status"), p.Word("status", string(s)),
			func(f filter) bool { return slices.Contains(f.statuses, s) },
			func(f filter) filter { f.statuses = toggled(f.statuses, s, model.Statuses()); return f },
		})
	}
	for i, u := range model.Urgencies() {
		d.parts = append(d.parts, part{
			headingIf(i, "queue.by-urgency"), p.Word("urgency", string(u)),
			func(f filter) bool { return slices.Contains(f.urgencies, u) },
			func(f filter) filter { f.urgencies = toggled(f.urgencies, u, model.Urgencies()); return f },
		})
	}
	for i, k := range model.Kinds() {
		d.parts = append(d.parts, part{
			headingIf(i, "queue.by-kind"), p.Word("kind", string(k)),
			func(f filter) bool { return slices.Contains(f.kinds, k) },
			func(f filter) filter { f.kinds = toggled(f.kinds, k, model.Kinds()); return f },
		})
	}
	d.parts = append(d.parts,
		d.single(0, "queue.only-mine", onlyMine, func(f filter) bool { return f.mine }),
		d.single(1, "queue.only-unowned", onlyUnowned, func(f filter) bool { return f.unowned }),
		d.single(2, "queue.only-overdue", onlyOverdue, func(f filter) bool { return f.overdue }))
	return d
}

func headingIf(i int, key string) string {
	if i > 0 {
		return ""
	}
	return key
}

func (d *filterDialog) single(i int, key string, intent screen.Intent, on func(filter) bool) part {
	return part{headingIf(i, "queue.by-more"), d.ctx.Print.T(key), on, func(f filter) filter {
		f, _ = f.toggle(intent)
		return f
	}}
}

// Update switches, and closes with the filter.
func (d *filterDialog) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	did, ok := msg.(screen.Did)
	if !ok {
		return d, nil
	}
	switch did.Intent {
	case screen.Up:
		d.at = max(0, d.at-1)
	case screen.Down:
		d.at = min(len(d.parts)-1, d.at+1)
	case switchPart:
		d.filter = d.parts[d.at].toggle(d.filter)
	case clearParts:
		d.filter = filter{text: d.filter.text}
	case screen.Enter:
		return d, screen.Send(screen.CloseDialog{Result: filterChosen{d.filter}})
	case screen.Back:
		return d, screen.Send(screen.CloseDialog{})
	default:
	}
	return d, nil
}

// chooserWidth is how wide the dialog's text is.
const chooserWidth = 44

// View draws the parts under their headings.
func (d *filterDialog) View(width, height int) screen.View {
	st, wide := d.ctx.Style, min(width-6, chooserWidth)
	var lines []string
	marked := 0
	for i, p := range d.parts {
		if p.heading != "" {
			if i > 0 && height > len(d.parts)+9 {
				lines = append(lines, "")
			}
			lines = append(lines, st.Heading.Render(d.ctx.Print.T(p.heading)))
		}
		if i == d.at {
			marked = len(lines)
		}
		lines = append(lines, d.row(p, i == d.at, wide))
	}
	room := max(1, height-2)
	d.top = max(0, min(max(min(d.top, marked-1), marked-room+1), len(lines)-room))
	lines = lines[d.top:min(len(lines), d.top+room)]
	return screen.View{Body: d.frame(lines, wide)}
}

func (d *filterDialog) row(p part, marked bool, wide int) string {
	st := d.ctx.Style
	box := "[ ] "
	if p.on(d.filter) {
		box = "[✓] "
	}
	text := cell.Fit(box+p.label, wide-2)
	if marked {
		return st.Mark.Inherit(st.Selected).Render("▌ ") + st.Strong.Inherit(st.Selected).Render(text)
	}
	return "  " + text
}

func (d *filterDialog) frame(lines []string, wide int) string {
	st := d.ctx.Style
	side := st.Border.Render("│")
	title := cell.Cut(d.ctx.Print.T("queue.choose-filter"), wide-2)
	out := []string{st.Border.Render("╭─ ") + st.Strong.Render(title) +
		st.Border.Render(" "+strings.Repeat("─", max(0, wide+1-cell.Width(title)))+"╮")}
	for _, l := range lines {
		out = append(out, side+"  "+cell.Fit(l, wide)+"  "+side)
	}
	return strings.Join(append(out, st.Border.Render("╰"+strings.Repeat("─", wide+4)+"╯")), "\n")
}

// Bindings are the keys of the dialog.
func (*filterDialog) Bindings() []screen.Binding {
	return []screen.Binding{
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: "queue.apply", Bar: true},
		{Intent: screen.Up, Keys: []string{"up", "k"}, Show: "↑↓", Help: "key.move", Bar: true},
		{Intent: screen.Down, Keys: []string{"down", "j"}, Help: "key.down"},
		{Intent: switchPart, Keys: []string{"space", "x"}, Help: "queue.switch", Bar: true},
		{Intent: clearParts, Keys: []string{"0"}, Help: "queue.clear-filter", Bar: true},
		{Intent: screen.Back, Keys: []string{"esc", "q", "f"}, Help: "key.cancel", Bar: true},
	}
}

// Typing is never the case here.
func (*filterDialog) Typing() bool { return false }
