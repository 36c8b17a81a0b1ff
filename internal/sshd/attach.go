package sshd

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"
	gossh "golang.org/x/crypto/ssh"

	"piket/internal/terminal"
)

// leave puts a terminal back in order whatever was on it: main screen, cursor
// shown, plain style, no mouse, no bracketed paste, no keyboard protocol.
const leave = "\x1b[?1049l\x1b[?25h\x1b[0m\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?2026l\x1b[<u"

// Attach shows a screen of the holder's on this terminal until it ends, and
// returns its exit code. The terminal is as it was before, whatever happens.
// It returns ExitMoved when the holder closed the store or went away. What the
// call says beside its screen goes to errs.
func (c *Client) Attach(ctx context.Context, payload []byte, in, out *os.File, errs io.Writer) (int, error) {
	width, height, err := term.GetSize(out.Fd())
	if err != nil {
		return 0, fmt.Errorf("size of the terminal: %w", err)
	}
	s, err := c.ssh.NewSession()
	if err == nil {
		err = s.RequestPty(termName(), height, width, gossh.TerminalModes{})
	}
	if err != nil {
		return ExitMoved, nil
	}
	restore, err := raw(in, out)
	if err != nil {
		return 0, err
	}
	defer restore()
	s.Stdout, s.Stderr = out, errs
	stop := context.AfterFunc(ctx, func() { c.ssh.Close() }) //nolint:errcheck // hanging up is all
	defer stop()
	return watch(ctx, s, payload, in, out)
}

// watch passes keys and sizes on until the screen ends.
func watch(ctx context.Context, s *gossh.Session, payload []byte, in, out *os.File) (int, error) {
	keys, err := cancelreader.NewReader(in)
	if err != nil {
		return 0, fmt.Errorf("read the terminal: %w", err)
	}
	defer keys.Close() //nolint:errcheck // the terminal itself stays open
	copied, err := start(s, payload, keys)
	if err != nil {
		return ExitMoved, nil
	}
	ctx, cancel := context.WithCancel(ctx)
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		follow(ctx, out, func(size terminal.Size) {
			s.WindowChange(size.Height, size.Width) //nolint:errcheck // the end of the line shows elsewhere
		})
	}()
	code, err := exitCode(s.Wait())
	if err != nil {
		out.WriteString(leave) //nolint:errcheck // best effort
		code = ExitMoved
	}
	cancel()
	<-followed
	if keys.Cancel() { // the next key pressed is not ours
		<-copied
	}
	return code, nil
}

func termName() string {
	if name := os.Getenv("TERM"); name != "" {
		return name
	}
	return "xterm-256color" // Windows names none
}

// raw takes the terminal and returns what gives it back.
func raw(in, out *os.File) (restore func(), err error) {
	before, err := term.MakeRaw(in.Fd())
	if err != nil {
		return nil, fmt.Errorf("take the terminal: %w", err)
	}
	undo := sequences(out)
	return func() {
		undo()
		term.Restore(in.Fd(), before) //nolint:errcheck // nothing else to try
	}, nil
}
