package sshd

import (
	"context"
	"os"
	"time"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/windows"

	"piket/internal/terminal"
)

// sizeInterval is how often the size is looked at: consoles do not signal it.
const sizeInterval = 250 * time.Millisecond

// follow reports every change of a terminal's size.
func follow(ctx context.Context, out *os.File, changed func(terminal.Size)) {
	tick := time.NewTicker(sizeInterval)
	defer tick.Stop()
	var last terminal.Size
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			w, h, err := term.GetSize(out.Fd())
			if now := (terminal.Size{Width: w, Height: h}); err == nil && now != last {
				changed(now)
				last = now
			}
		}
	}
}

// sequences has the console understand escape sequences.
func sequences(out *os.File) (undo func()) {
	console := windows.Handle(out.Fd())
	var before uint32
	if windows.GetConsoleMode(console, &before) != nil {
		return func() {}
	}
	windows.SetConsoleMode(console, before|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) //nolint:errcheck // an old console shows what it can
	return func() { windows.SetConsoleMode(console, before) }                          //nolint:errcheck // nothing else to try
}
