//go:build !windows

package sshd

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/charmbracelet/x/term"

	"piket/internal/terminal"
)

// follow reports every change of a terminal's size.
func follow(ctx context.Context, out *os.File, changed func(terminal.Size)) {
	resized := make(chan os.Signal, 1)
	signal.Notify(resized, syscall.SIGWINCH)
	defer signal.Stop(resized)
	for {
		select {
		case <-ctx.Done():
			return
		case <-resized:
			if w, h, err := term.GetSize(out.Fd()); err == nil {
				changed(terminal.Size{Width: w, Height: h})
			}
		}
	}
}

// sequences has the terminal understand escape sequences; here it always does.
func sequences(*os.File) (undo func()) { return func() {} }
