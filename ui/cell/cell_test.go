package cell

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"piket/model"
)

func TestFit(t *testing.T) {
	tests := map[string]struct {
		text  string
		width int
		want  string
	}{
		"OK":        {"kos", 5, "kos  "},
		"Exact":     {"kos", 3, "kos"},
		"Cut":       {"Cipondoh", 5, "Cipo…"},
		"One":       {"kos", 1, "…"},
		"None":      {"kos", 0, ""},
		"Wide":      {"東京都", 5, "東京…"},
		"WideHalf":  {"東京都", 4, "東… "},
		"Accent":    {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
		"Before":    {"\U00011d46", 3, "\U00011d46   "}, // takes a space to itself
		"Styled":    {"\x1b[1mkos\x1b[m", 5, "\x1b[1mkos\x1b[m  "},
		"StyledCut": {"\x1b[1mCipondoh\x1b[m", 4, "\x1b[1mCip…\x1b[m"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Fit(tt.text, tt.width); got != tt.want {
				t.Errorf("Fit(%q, %d) = %q, want %q", tt.text, tt.width, got, tt.want)
			}
		})
	}
}

// TestPlainTextsAreMeasuredAlike compares the short way with the long one.
func TestPlainTextsAreMeasuredAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[ -~]{0,40}`).Draw(t, "text")
		width := rapid.IntRange(1, 50).Draw(t, "width")
		if Width(s) != ansi.StringWidth(s) || Cut(s, width) != ansi.Truncate(s, width, "…") {
			t.Fatalf("Cut(%q, %d) = %q", s, width, Cut(s, width))
		}
	})
}

func TestFitIsAlwaysAsWideAsAsked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Between letters: a mark that belongs to none would join the spaces.
		s := "a" + model.CleanLine(rapid.String().Draw(t, "text")) + "a"
		width := rapid.IntRange(0, 50).Draw(t, "width")
		for _, got := range []string{Fit(s, width), FitRight(s, width), Box([]string{s}, width, 1)[0]} {
			if Width(got) != width {
				t.Fatalf("%q is %d wide, want %d", got, Width(got), width)
			}
		}
	})
}

func TestClusters(t *testing.T) {
	var got []string
	for c, w := range Clusters("a東e\u0301") {
		got = append(got, c+strings.Repeat("·", w))
	}
	if want := "a· 東·· e\u0301·"; strings.Join(got, " ") != want {
		t.Errorf("clusters = %q, want %q", got, want)
	}
}

func TestWrapAndBox(t *testing.T) {
	lines := Wrap("Dua orang asing di kos", 9)
	for _, l := range lines {
		if Width(l) > 9 {
			t.Errorf("%q is too wide", l)
		}
	}
	box := Box(lines, 10, 2)
	if len(box) != 2 || Width(box[1]) != 10 {
		t.Errorf("box = %q", box)
	}
}
