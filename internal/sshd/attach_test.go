//go:build !windows

package sshd

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// screenText collects what a terminal was sent.
type screenText struct {
	mu  sync.Mutex // guards buf
	buf bytes.Buffer
}

func (s *screenText) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.Write(p)
}

func (s *screenText) wait(t *testing.T, want string) {
	t.Helper()
	for range 500 {
		s.mu.Lock()
		text := s.buf.String()
		s.mu.Unlock()
		if strings.Contains(text, want) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("the terminal never showed %q, but %q", want, s.buf.String())
}

func TestAttach(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir, func(ctx context.Context, c Call) int {
		fmt.Fprintf(c.Out, "size %dx%d %s\n", c.Terminal.Size.Width, c.Terminal.Size.Height, c.Payload)
		keys := make(chan byte)
		go func() {
			var b [1]byte
			for {
				if _, err := io.ReadFull(c.In, b[:]); err != nil {
					return
				}
				keys <- b[0]
			}
		}()
		for {
			select {
			case size := <-c.Terminal.Resize:
				fmt.Fprintf(c.Out, "now %dx%d\n", size.Width, size.Height)
			case k := <-keys:
				if k == 'q' {
					return 5
				}
				fmt.Fprintf(c.Out, "key %q\n", k)
			case <-ctx.Done():
				return 0
			}
		}
	})
	host, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close()
	defer tty.Close()
	resize(t, host, 120, 40)
	before, err := term.GetState(tty.Fd())
	if err != nil {
		t.Fatal(err)
	}
	var text screenText
	go io.Copy(&text, host)

	t.Run("KeysSizesAndExitCode", func(t *testing.T) {
		codes := attach(t, dir, tty)
		text.wait(t, "size 120x40 hello")
		host.WriteString("\x03\x1a")
		text.wait(t, `key '\x03'`)
		text.wait(t, `key '\x1a'`)
		resize(t, host, 90, 30)
		text.wait(t, "now 90x30")
		host.WriteString("q")
		if code := <-codes; code != 5 {
			t.Errorf("code %d, want 5", code)
		}
		sameState(t, tty, before)
	})
	t.Run("TheHolderCloses", func(t *testing.T) {
		codes := attach(t, dir, tty)
		text.wait(t, "size 90x30 hello")
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if code := <-codes; code != ExitMoved {
			t.Errorf("code %d, want %d", code, ExitMoved)
		}
		sameState(t, tty, before)
	})
}

func attach(t *testing.T, dir string, tty *os.File) <-chan int {
	t.Helper()
	c := dial(t, dir)
	codes := make(chan int, 1)
	go func() {
		code, err := c.Attach(context.Background(), []byte("hello"), tty, tty, tty)
		if err != nil {
			t.Error(err)
		}
		codes <- code
	}()
	return codes
}

// resize changes the terminal's size and tells this process, as the system
// tells the one a terminal belongs to.
func resize(t *testing.T, host *os.File, width, height uint16) {
	t.Helper()
	if err := pty.Setsize(host, &pty.Winsize{Cols: width, Rows: height}); err != nil {
		t.Fatal(err)
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Signal(syscall.SIGWINCH); err != nil {
		t.Fatal(err)
	}
}

func sameState(t *testing.T, tty *os.File, want *term.State) {
	t.Helper()
	got, err := term.GetState(tty.Fd())
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Error("the terminal is not as it was")
	}
}
