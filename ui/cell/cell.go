// Package cell measures and cuts text by the cells it takes on a screen,
// grapheme by grapheme, styles and all. Every text that came from outside has
// been through model.Clean before it gets here.
package cell

import (
	"iter"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

const ellipsis = "…"

// Width is how many cells a line takes.
func Width(s string) int {
	if plain(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// plain says that every byte of a text is a letter of one cell: by far the
// most of what a list measures.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Cut shortens a line to a width, with an ellipsis where something is left out.
func Cut(s string, width int) string {
	if width <= 0 {
		return ""
	}
	if plain(s) {
		if len(s) <= width {
			return s
		}
		return s[:width-1] + ellipsis
	}
	return ansi.Truncate(s, width, ellipsis)
}

// Fit is Cut, then filled with spaces to exactly the width.
func Fit(s string, width int) string {
	s = Cut(s, width)
	filled := s + strings.Repeat(" ", max(0, width-Width(s)))
	// A letter that stands before another takes the first space to itself.
	for !plain(filled) && Width(filled) < width {
		filled += " "
	}
	return filled
}

// FitRight is Fit with the text at the right end.
func FitRight(s string, width int) string {
	s = Cut(s, width)
	return strings.Repeat(" ", max(0, width-Width(s))) + s
}

// Wrap breaks text into lines of at most width cells, at spaces where it can.
// Each line ends the styles it began, so that lines can stand side by side.
func Wrap(s string, width int) []string {
	switch {
	case width <= 0:
		return nil
	case strings.ContainsRune(s, ansi.ESC):
		return strings.Split(lipgloss.Wrap(s, width, ""), "\n")
	}
	return strings.Split(ansi.Wrap(s, width, ""), "\n")
}

// Box is lines made exactly width × height: cut, filled, and filled up below.
func Box(lines []string, width, height int) []string {
	out := make([]string, 0, height)
	for _, l := range lines {
		if len(out) == height {
			break
		}
		out = append(out, Fit(l, width))
	}
	for len(out) < height {
		out = append(out, strings.Repeat(" ", max(0, width)))
	}
	return out
}

// Clusters walks over what a reader sees as one character each, and the
// cells it takes.
func Clusters(s string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for state := -1; s != ""; {
			var c string
			c, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
			if !yield(c, Width(c)) {
				return
			}
		}
	}
}
