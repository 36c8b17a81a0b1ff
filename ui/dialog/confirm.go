package dialog

import (
	tea "charm.land/bubbletea/v2"

	"piket/ui/cell"
	"piket/ui/screen"
)

// Confirm asks yes or no; no is the default.
type Confirm struct {
	Ctx      *screen.Ctx
	Title    string
	Question string  // names the case
	Yes, No  string  // the two answers, as verbs
	OnYes    tea.Msg // sent to the screen below
	yes      bool
}

// Update moves between the answers and closes with one.
func (d Confirm) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	did, ok := msg.(screen.Did)
	if !ok {
		return d, nil
	}
	switch did.Intent {
	case yes:
		return d, closing(d.OnYes)
	case no, screen.Back:
		return d, closing(nil)
	case screen.Next:
		d.yes = !d.yes
	case screen.Enter:
		if d.yes {
			return d, closing(d.OnYes)
		}
		return d, closing(nil)
	}
	return d, nil
}

// View draws the question over the two answers.
func (d Confirm) View(width, height int) screen.View {
	lines := append(cell.Wrap(d.Question, Inner(width)), "", d.answer(d.No, !d.yes)+"   "+d.answer(d.Yes, d.yes))
	return screen.View{Body: Framed(d.Ctx, d.Title, lines, width, height)}
}

func (d Confirm) answer(label string, on bool) string {
	if on {
		return d.Ctx.Style.Mark.Render("▌ ") + d.Ctx.Style.Strong.Render(label)
	}
	return "  " + d.Ctx.Style.Muted.Render(label)
}

// Bindings are the keys of the question.
func (Confirm) Bindings() []screen.Binding {
	return []screen.Binding{
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: "dialog.choose", Bar: true},
		{Intent: screen.Next, Keys: []string{"tab", "left", "right", "h", "l", "up", "down"}, Show: "←→", Help: "dialog.other", Bar: true},
		{Intent: yes, Keys: []string{"y"}, Help: "dialog.yes", Bar: true},
		{Intent: no, Keys: []string{"n", "t"}, Help: "dialog.no", Bar: true},
		{Intent: screen.Back, Keys: []string{"esc"}, Help: "dialog.cancel", Bar: true},
	}
}

// Typing is never the case here.
func (Confirm) Typing() bool { return false }
