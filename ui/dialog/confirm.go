package dialog

import (
	tea "charm.land/bubbletea/v2"

	"piket/ui/cell"
	"piket/ui/screen"
)

// Confirm asks yes or no; no is the default. A question too long for the
// screen scrolls, and its two answers stay in sight.
type Confirm struct {
	Ctx      *screen.Ctx
	Title    string
	Question string  // names the case
	Yes, No  string  // the two answers, as verbs
	OnYes    tea.Msg // sent to the screen below
	OnNo     tea.Msg // likewise, also on Esc; nil sends nothing
	yes      bool
	top      int // first line of the question in sight
}

// Update moves between the answers and closes with one.
func (d *Confirm) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	did, ok := msg.(screen.Did)
	if !ok {
		return d, nil
	}
	switch did.Intent {
	case yes:
		return d, closing(d.OnYes)
	case no, screen.Back:
		return d, closing(d.OnNo)
	case screen.Next:
		d.yes = !d.yes
	case screen.Up:
		d.top--
	case screen.Down:
		d.top++
	case screen.Enter:
		if d.yes {
			return d, closing(d.OnYes)
		}
		return d, closing(d.OnNo)
	default:
	}
	return d, nil
}

// View draws the question over the two answers.
func (d *Confirm) View(width, height int) screen.View {
	w := Inner(width)
	answers := d.answers(w)
	var lines []string
	lines, d.top = Within(d.Ctx, cell.Wrap(d.Question, w), d.top, Room(height)-1-len(answers))
	lines = append(append(lines, ""), answers...)
	return screen.View{Body: Framed(d.Ctx, d.Title, lines, width, height)}
}

// answers stand side by side, or below each other where they are long.
func (d *Confirm) answers(width int) []string {
	n, y := d.answer(d.No, !d.yes), d.answer(d.Yes, d.yes)
	if cell.Width(n)+cell.Width(y)+3 > width {
		return []string{n, y}
	}
	return []string{n + "   " + y}
}

func (d *Confirm) answer(label string, on bool) string {
	if on {
		return d.Ctx.Style.Mark.Render("▌ ") + d.Ctx.Style.Strong.Render(label)
	}
	return "  " + d.Ctx.Style.Muted.Render(label)
}

// Bindings are the keys of the question; y and n are named as the answers.
func (d *Confirm) Bindings() []screen.Binding {
	return []screen.Binding{
		{Intent: yes, Keys: []string{"y"}, Help: "dialog.yes", Label: d.Yes, Bar: true},
		{Intent: no, Keys: []string{"n", "t"}, Help: "dialog.no", Label: d.No, Bar: true},
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: "dialog.choose", Bar: true},
		{Intent: screen.Next, Keys: []string{"tab", "left", "right", "h", "l"}, Show: "←→", Help: "dialog.other", Bar: true},
		{Intent: screen.Up, Keys: []string{"up", "k"}, Help: "key.move"},
		{Intent: screen.Down, Keys: []string{"down", "j"}, Help: "key.down"},
		{Intent: screen.Back, Keys: []string{"esc"}, Help: "dialog.cancel", Bar: true},
	}
}

// Typing is never the case here.
func (*Confirm) Typing() bool { return false }
