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
	Until time.Time                         // zero: no end
	Lines func(left time.Duration) []string // drawn anew every second
}

// Update closes on Esc or Enter, and when the time is up.
func (d Notice) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Tick:
		if !d.Until.IsZero() && !d.Ctx.Now().Before(d.Until) {
			return d, closing(nil)
		}
	case screen.Did:
		if m.Intent == screen.Back || m.Intent == screen.Enter {
			return d, closing(nil)
		}
	}
	return d, nil
}

// View draws the lines.
func (d Notice) View(width, height int) screen.View {
	left := time.Duration(0)
	if !d.Until.IsZero() {
		left = d.Until.Sub(d.Ctx.Now())
		if left <= 0 {
			return screen.View{}
		}
	}
	return screen.View{Body: Framed(d.Ctx, d.Title, d.Lines(left), width, height)}
}

// Bindings are the keys that close it.
func (Notice) Bindings() []screen.Binding {
	return []screen.Binding{
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: "dialog.done", Bar: true},
		{Intent: screen.Back, Keys: []string{"esc", "q"}, Help: "dialog.cancel"},
	}
}

// Typing is never the case here.
func (Notice) Typing() bool { return false }
