package terminal

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// paced draws a model at most once in a while, however many messages come:
// the program asks for a view after each of them, but sends a frame only now
// and then, and one change brings several messages. A key is answered at once.
type paced struct {
	tea.Model

	now   func() time.Time
	view  tea.View
	drawn time.Time // when view was
	stale bool      // the model has changed since
	due   bool      // a frame will come for it
}

const (
	// pace is shorter than the time between two frames of the program.
	pace = 12 * time.Millisecond
	// settle is how long a message waits for those it brings.
	settle = 4 * time.Millisecond
)

// unseen is a message after which a view shows what it did before. Messages
// say so of themselves.
type unseen interface{ Unseen() }

// frame is when the next view is due.
type frame struct{}

func newPaced(m tea.Model) *paced { return &paced{Model: m, now: time.Now, stale: true} }

// Update passes a message on.
func (p *paced) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(frame); ok {
		p.due = false
		return p, nil
	}
	m, cmd := p.Model.Update(msg)
	p.Model = m
	if _, ok := msg.(unseen); ok {
		return p, cmd
	}
	p.stale = true
	if atOnce(msg) {
		p.drawn = time.Time{} // draw although a frame is due
		return p, cmd
	}
	if !p.due {
		p.due = true
		wait := min(max(settle, pace-p.now().Sub(p.drawn)), pace)
		cmd = tea.Batch(cmd, tea.Tick(wait, func(time.Time) tea.Msg { return frame{} }))
	}
	return p, cmd
}

// atOnce says whether somebody waits for what a message does.
func atOnce(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg, tea.WindowSizeMsg:
		return true
	}
	return false
}

// View is the model's, or the one before if that was just drawn.
func (p *paced) View() tea.View {
	if p.stale && (!p.due || p.drawn.IsZero()) {
		p.view, p.stale, p.drawn = p.Model.View(), false, p.now()
	}
	return p.view
}
