package sshd

import (
	"context"
	"io"
	"strings"
	"time"

	"charm.land/ssh"

	"piket/internal/terminal"
)

// hangUp ends a screen when its line does.
type hangUp struct {
	io.Reader
	end context.CancelCauseFunc
}

// Read is the reader's own.
func (h hangUp) Read(p []byte) (int, error) {
	n, err := h.Reader.Read(p)
	if err != nil {
		h.end(err)
	}
	return n, err //nolint:wrapcheck // as io.Reader
}

// watched has a call end when nothing moves in it, and its line be cut when
// its screen takes nothing any more.
func (s *Server) watched(ctx context.Context, c Call, l *live, line *line) Call {
	touch := func() {}
	if idle := s.cfg.Limits.Idle; idle > 0 {
		timer := time.AfterFunc(idle, func() { l.end(ErrIdle) })
		context.AfterFunc(ctx, func() { timer.Stop() })
		touch = func() { timer.Reset(idle) }
	}
	c.In = touching{c.In, touch}
	c.Out = patient{to: c.Out, most: s.cfg.Limits.Frozen, cut: line.hangUp}
	return c
}

// touching tells of every key that comes in.
type touching struct {
	io.Reader
	touch func()
}

// Read is the reader's own.
func (t touching) Read(p []byte) (int, error) {
	n, err := t.Reader.Read(p)
	if n > 0 {
		t.touch()
	}
	return n, err //nolint:wrapcheck // as io.Reader
}

// patient waits for a reader that stopped reading, but not for ever: its line
// may be alive and well while its window is full.
type patient struct {
	to   io.Writer
	most time.Duration
	cut  func()
}

// Write is the writer's own.
func (p patient) Write(data []byte) (int, error) {
	timer := time.AfterFunc(p.most, p.cut)
	defer timer.Stop()
	return p.to.Write(data) //nolint:wrapcheck // as io.Writer
}

// latest keeps only the newest size, so that a flood of changes neither
// queues up nor blocks the connection they come over.
func latest(ctx context.Context, windows <-chan ssh.Window) <-chan terminal.Size {
	sizes := make(chan terminal.Size, 1)
	go func() {
		for {
			select {
			case <-ctx.Done():
				drain(windows)
				return
			case w, ok := <-windows:
				if !ok {
					return
				}
				select {
				case <-sizes:
				default:
				}
				sizes <- terminal.Size{Width: w.Width, Height: w.Height}.Clamped()
			}
		}
	}()
	return sizes
}

func drain(windows <-chan ssh.Window) {
	for range windows {
	}
}

// mostName is as long as the name of a terminal gets.
const mostName = 64

// terminalName is a terminal's name as far as it can be one.
func terminalName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f && r != '=' {
			return r
		}
		return -1
	}, name[:min(len(name), mostName)])
	if name == "" {
		return "dumb"
	}
	return name
}
