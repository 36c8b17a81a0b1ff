package model

import (
	"slices"
	"testing"
)

func TestWords(t *testing.T) {
	for text, want := range map[string][]string{
		"Kec. Cipondoh":          {"kec", "cipondoh"},
		"Côte d’Ivoire":          {"cote", "divoire"},
		"MA'U, (2 x 11)":         {"mau", "2", "x", "11"},
		"Muko-Muko/Bathin":       {"muko", "muko", "bathin"},
		"\x1b[31mred\u202e\xffx": {"31mred", "x"},
		" .,- ":                  {},
		"":                       {},
	} {
		if got := Words(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
