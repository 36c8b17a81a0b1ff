package widget

import (
	"strings"
	"testing"

	"piket/ui/cell"
	"piket/ui/style"
)

func urgencies() []Choice {
	return []Choice{{Value: "normal", Label: "Biasa"}, {Value: "high", Label: "Tinggi"}, {Value: "urgent", Label: "Mendesak"}}
}

func TestFew(t *testing.T) {
	st := style.New(style.Plain)
	if got := strings.TrimRight(Few(st, urgencies(), "high", false, 50), " "); got != "○ Biasa   ● Tinggi   ○ Mendesak" {
		t.Errorf("drawn as %q", got)
	}
	if got := strings.TrimRight(Few(st, urgencies(), "urgent", true, 20), " "); !strings.Contains(got, "Mendesak") || !strings.HasPrefix(got, "‹") {
		t.Errorf("with little room drawn as %q", got)
	}
	for width := range 60 {
		if got := Few(st, urgencies(), "urgent", true, width); cell.Width(got) != width {
			t.Errorf("%q is %d cells wide, want %d", got, cell.Width(got), width)
		}
	}
}

func TestStepFew(t *testing.T) {
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{{"normal", 1, "high"}, {"urgent", 1, "normal"}, {"normal", -1, "urgent"}, {"unknown", 1, "high"}} {
		if got := StepFew(urgencies(), tt.from, tt.n); got != tt.want {
			t.Errorf("%d from %q is %q, want %q", tt.n, tt.from, got, tt.want)
		}
	}
	if got := StepFew(nil, "x", 1); got != "x" {
		t.Errorf("of nothing %q", got)
	}
}
