package cell

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// TestWrapLeavesNoStyleOpen would notice a line that colours what is drawn
// beside it.
func TestWrapLeavesNoStyleOpen(t *testing.T) {
	bold := lipgloss.NewStyle().Bold(true)
	lines := Wrap("biasa "+bold.Render("tebal dan panjang sampai beberapa baris")+" biasa", 14)
	if len(lines) < 4 {
		t.Fatalf("%d lines: %q", len(lines), lines)
	}
	for _, l := range lines {
		if on, off := strings.Count(l, "\x1b[1m"), strings.Count(l, "\x1b[m"); on != off {
			t.Errorf("%d styles begin and %d end in %q", on, off, l)
		}
		if w := Width(l); w > 14 {
			t.Errorf("%q is %d cells wide", l, w)
		}
	}
	if got := ansi.Strip(strings.Join(lines, " ")); got != "biasa tebal dan panjang sampai beberapa baris biasa" {
		t.Errorf("the text became %q", got)
	}
}
