package terminal

import (
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// TestMargins wants every new size to be drawn between margins that fit it,
// and nothing of that before the first one: the screen that was there before
// is not the desk's.
func TestMargins(t *testing.T) {
	const whole, empty = "\x1b[;r", "\x1b[2J"
	p := newProbe()
	term, keys, out := remote()
	sizes := make(chan Size)
	term.Resize = sizes
	ended := make(chan error, 1)
	go func() { ended <- Run(t.Context(), p, term) }()
	got(t, p.sizes)
	io.WriteString(keys, "a")
	got(t, p.keys)
	if strings.Contains(out.String(), whole) {
		t.Error("the margins were touched before the size changed")
	}
	for i, size := range []Size{{90, 40}, {60, 16}} {
		sizes <- size
		if seen := got(t, p.sizes); seen != (tea.WindowSizeMsg{Width: size.Width, Height: size.Height}) {
			t.Fatalf("the screen has size %v", seen)
		}
		drawn := func() bool {
			parts := strings.Split(out.String(), whole)
			return len(parts) == i+2 && strings.Contains(parts[i+1], empty)
		}
		for end := time.Now().Add(10 * time.Second); !drawn(); time.Sleep(time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("size %v was not drawn between new margins: %q", size, out.String())
			}
		}
	}
	io.WriteString(keys, "q")
	if err := got(t, ended); err != nil {
		t.Error(err)
	}
}
