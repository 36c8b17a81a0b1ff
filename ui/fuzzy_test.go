package ui

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestFuzzyRanks(t *testing.T) {
	entries := []string{"laporan ganda", "ganti petugas", "baru: datang", "urungkan", "ganti bahasa: English", "hapus saringan"}
	tests := map[string]struct {
		typed string
		want  []string // best first; more may follow
	}{
		"StartsOfWords": {"gp", []string{"ganti petugas"}},
		"Beginning":     {"gan", []string{"ganti petugas", "ganti bahasa: English", "laporan ganda"}},
		"Case":          {"ENG", []string{"ganti bahasa: English"}},
		"Spaces":        {"ganti b", []string{"ganti bahasa: English"}},
		"Inside":        {"rung", []string{"urungkan"}},
		"None":          {"zzz", nil},
		"Nothing":       {"  ", entries},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, i := range rank(tt.typed, len(entries), func(i int) []string { return entries[i : i+1] }) {
				got = append(got, entries[i])
			}
			if len(got) < len(tt.want) || !slices.Equal(got[:len(tt.want)], tt.want) || (tt.want == nil && got != nil) {
				t.Errorf("%q finds %q, want %q", tt.typed, got, tt.want)
			}
		})
	}
}

// TestFuzzyFindsEverySubsequence takes letters out of a text and looks for it.
func TestFuzzyFindsEverySubsequence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-z ]{1,30}`).Draw(t, "text")
		var typed []rune
		for _, r := range text {
			if rapid.Bool().Draw(t, "keep") {
				typed = append(typed, r)
			}
		}
		if fuzzy(string(typed), text) == noMatch && len(letters(string(typed))) > 0 {
			t.Fatalf("%q is not found in %q", string(typed), text)
		}
	})
}
