package dialog

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/ui/screen"
)

// Notice shows something until a key closes it, or until its time is up.
type Notice struct {
	Ctx   *screen.Ctx
	Title string
	Until time.Time // zero: no end
	// Lines is the text for a width; it is asked again whenever it is drawn.
	Lines func(width int) []string
	// Foot is a last line that stays in sight while the text scrolls; left is
	// the time to the end. Nil for none.
	Foot func(left time.Duration) string
	top  int
}

// Update closes on Esc or Enter, and when the time is up.
func (d *Notice) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	var cmd tea.Cmd
	switch m := msg.(type) {
	case screen.Tick:
		if d.over() {
			cmd = d.close()
		}
	case screen.Did:
		cmd = d.did(m.Intent)
	}
	return d, cmd
}

func (d *Notice) did(i screen.Intent) tea.Cmd {
	switch i {
	case screen.Back, screen.Enter:
		return d.close()
	case screen.Up:
		d.top--
	case screen.Down:
		d.top++
	default:
	}
	return nil
}

// close lets go of what was shown.
func (d *Notice) close() tea.Cmd {
	d.Lines, d.Foot = nil, nil
	return closing(nil)
}

func (d *Notice) over() bool { return !d.Until.IsZero() && !d.Ctx.Now().Before(d.Until) }

// View draws the lines; nothing once the time is up.
func (d *Notice) View(width, height int) screen.View {
	if d.over() || d.Lines == nil {
		return screen.View{}
	}
	foot := []string{}
	if d.Foot != nil {
		foot = append(foot, "", d.Foot(d.Until.Sub(d.Ctx.Now())))
	}
	var lines []string
	lines, d.top = Within(d.Ctx, d.Lines(Inner(width)), d.top, Room(height)-len(foot))
	return screen.View{Body: Framed(d.Ctx, d.Title, append(lines, foot...), width, height)}
}

// Bindings are the keys that close it.
func (*Notice) Bindings() []screen.Binding {
	return []screen.Binding{
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: "dialog.close", Bar: true},
		{Intent: screen.Back, Keys: []string{"esc", "q"}, Help: "dialog.cancel"},
		{Intent: screen.Up, Keys: []string{"up", "k"}, Help: "key.move"},
		{Intent: screen.Down, Keys: []string{"down", "j"}, Help: "key.down"},
	}
}

// Typing is never the case here.
func (*Notice) Typing() bool { return false }
