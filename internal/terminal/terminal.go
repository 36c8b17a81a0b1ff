// Package terminal shows a screen: on the terminal piket was started in, or
// on one at the far end of a session. It is the one place where a program is
// started, so that every one gets its size, its colours and its end the same
// way, and none can suspend the process that holds the store.
package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// Size is a terminal's size in cells.
type Size struct{ Width, Height int }

// The sizes a far terminal may claim. A screen needs memory by the cell.
const (
	maxWidth, maxHeight         = 400, 200
	defaultWidth, defaultHeight = 80, 24
)

// Clamped is the size within reason; the usual one where a terminal says
// nothing.
func (s Size) Clamped() Size {
	if s.Width <= 0 || s.Height <= 0 {
		return Size{defaultWidth, defaultHeight}
	}
	return Size{min(s.Width, maxWidth), min(s.Height, maxHeight)}
}

// Terminal is where a screen is shown.
type Terminal struct {
	In  io.Reader
	Out io.Writer
	Env []string // KEY=value, of the terminal's own machine
	// A terminal at the far end of a session cannot be asked for these.
	Remote bool
	Term   string
	Size   Size
	Resize <-chan Size
}

// ErrPanic says that the screen broke; the terminal is in order again.
var ErrPanic = errors.New("the screen broke")

// Run shows a model until it quits or ctx ends; both are no error. What was
// typed and not stored is the caller's to keep once Run returned.
func Run(ctx context.Context, m tea.Model, t Terminal) error {
	// Not ctx itself: a program that ends before it began would never give
	// the terminal back.
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	p := tea.NewProgram(scrolled{Model: newPaced(m)}, append(options(t), tea.WithContext(life))...)
	finished, followed := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(followed)
		follow(ctx, p, t.Resize, finished)
		end()
	}()
	_, err := p.Run()
	close(finished)
	<-followed
	switch {
	case errors.Is(err, tea.ErrProgramPanic):
		return ErrPanic
	case err == nil, errors.Is(err, tea.ErrProgramKilled), errors.Is(err, tea.ErrInterrupted):
		return nil
	}
	return fmt.Errorf("show the screen: %w", err)
}

func options(t Terminal) []tea.ProgramOption {
	opts := []tea.ProgramOption{
		tea.WithInput(t.In), tea.WithOutput(t.Out),
		tea.WithoutSignalHandler(), // the owner of ctx handles them
		tea.WithFilter(awake),
	}
	if !t.Remote {
		return append(opts, tea.WithEnvironment(t.Env))
	}
	env := append([]string{"TERM=" + t.Term}, t.Env...)
	return append(opts,
		tea.WithEnvironment(env),
		tea.WithColorProfile(colorprofile.Env(env)),
		tea.WithWindowSize(t.Size.Width, t.Size.Height),
	)
}

// awake drops every wish to suspend: the process may hold the store for
// others.
func awake(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); ok {
		return nil
	}
	return msg
}

// quitTime is how long a program may take to end by itself. One that is killed
// leaves a read of the terminal behind, which swallows the next key.
const quitTime = time.Second

func quit(p *tea.Program, finished <-chan struct{}) {
	go p.Quit() // a program that is stuck takes no message
	select {
	case <-finished:
	case <-time.After(quitTime):
	}
}

// follow passes sizes on until the program or its context ends.
func follow(ctx context.Context, p *tea.Program, sizes <-chan Size, finished <-chan struct{}) {
	for {
		select {
		case <-finished:
			return
		case <-ctx.Done():
			quit(p, finished)
			return
		case size := <-sizes:
			p.Send(tea.WindowSizeMsg(size))
		}
	}
}
