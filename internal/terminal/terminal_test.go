package terminal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

func TestClamped(t *testing.T) {
	for _, tt := range []struct{ in, want Size }{
		{Size{80, 24}, Size{80, 24}},
		{Size{0, 0}, Size{80, 24}},
		{Size{-1, 24}, Size{80, 24}},
		{Size{100_000, 24}, Size{400, 24}},
		{Size{1, 1 << 30}, Size{1, 200}},
	} {
		if got := tt.in.Clamped(); got != tt.want {
			t.Errorf("%v becomes %v, want %v", tt.in, got, tt.want)
		}
	}
}

// probe is a screen that tells what it was told.
type probe struct {
	sizes   chan tea.WindowSizeMsg
	profile chan tea.ColorProfileMsg
	keys    chan string
}

func newProbe() probe {
	return probe{make(chan tea.WindowSizeMsg, 10), make(chan tea.ColorProfileMsg, 10), make(chan string, 10)}
}

func (p probe) Init() tea.Cmd { return nil }

func (p probe) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		p.sizes <- m
	case tea.ColorProfileMsg:
		p.profile <- m
	case tea.KeyPressMsg:
		switch p.keys <- m.String(); m.String() {
		case "q":
			return p, tea.Quit
		case "z":
			return p, tea.Suspend
		case "p":
			panic("as asked")
		}
	}
	return p, nil
}

func (p probe) View() tea.View {
	v := tea.NewView("body")
	v.AltScreen = true
	return v
}

// remote is a terminal at the far end of a pipe.
func remote(env ...string) (Terminal, *io.PipeWriter, *screen) {
	r, w := io.Pipe()
	out := &screen{}
	return Terminal{In: r, Out: out, Env: env, Remote: true, Term: "xterm-256color", Size: Size{90, 30}}, w, out
}

type screen struct {
	mu  sync.Mutex // guards buf
	buf bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.String()
}

func got[T any](t *testing.T, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(10 * time.Second):
		t.Fatal("nothing came")
		panic("unreachable")
	}
}

func TestRun(t *testing.T) {
	t.Run("TellsSizeAndColours", func(t *testing.T) {
		for env, want := range map[string]string{"NO_COLOR=1": "ASCII", "COLORTERM=truecolor": "TrueColor"} {
			p := newProbe()
			term, keys, _ := remote(env)
			sizes := make(chan Size, 1)
			term.Resize = sizes
			ended := make(chan error, 1)
			go func() { ended <- Run(t.Context(), p, term) }()
			if size := got(t, p.sizes); size != (tea.WindowSizeMsg{Width: 90, Height: 30}) {
				t.Errorf("begins with %v", size)
			}
			if profile := got(t, p.profile); !strings.EqualFold(fmt.Sprint(profile), want) {
				t.Errorf("%s is profile %v, want %s", env, profile, want)
			}
			sizes <- Size{100, 40}
			if size := got(t, p.sizes); size != (tea.WindowSizeMsg{Width: 100, Height: 40}) {
				t.Errorf("changes to %v", size)
			}
			io.WriteString(keys, "q")
			if err := got(t, ended); err != nil {
				t.Error(err)
			}
		}
	})
	t.Run("NeverSuspends", func(t *testing.T) {
		p := newProbe()
		term, keys, _ := remote()
		ended := make(chan error, 1)
		go func() { ended <- Run(t.Context(), p, term) }()
		for _, k := range []string{"z", "\x1a", "q"} {
			io.WriteString(keys, k)
			got(t, p.keys)
		}
		if err := got(t, ended); err != nil {
			t.Error(err)
		}
	})
}

func TestRunEnds(t *testing.T) {
	t.Run("EndsWithItsContext", func(t *testing.T) {
		p := newProbe()
		term, _, out := remote()
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- Run(ctx, p, term) }()
		for !strings.Contains(out.String(), "\x1b[?1049h") {
			time.Sleep(time.Millisecond)
		}
		cancel()
		if err := got(t, ended); err != nil {
			t.Error(err)
		}
		if !strings.Contains(out.String(), "\x1b[?1049l") {
			t.Error("the terminal was not given back")
		}
	})
	t.Run("EndsBeforeItBegan", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		term, _, _ := remote()
		ended := make(chan error, 1)
		go func() { ended <- Run(ctx, newProbe(), term) }()
		if err := got(t, ended); err != nil {
			t.Error(err)
		}
	})
	t.Run("SaysThatItBroke", func(t *testing.T) {
		stderr := os.Stderr
		os.Stderr, _ = os.Open(os.DevNull) // the framework's words about it
		defer func() { os.Stderr = stderr }()
		term, keys, out := remote()
		ended := make(chan error, 1)
		go func() { ended <- Run(t.Context(), newProbe(), term) }()
		io.WriteString(keys, "p")
		if err := got(t, ended); !errors.Is(err, ErrPanic) {
			t.Errorf("err %v, want ErrPanic", err)
		}
		if text := out.String(); strings.Contains(text, "\x1b[?1049h") && !strings.Contains(text, "\x1b[?1049l") {
			t.Error("the terminal was not given back")
		}
	})
}
