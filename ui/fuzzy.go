package ui

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"piket/model"
)

// The worth of a found letter: more at the start of a word, more in a row.
const (
	worthLetter = 1
	worthWord   = 8
	worthRun    = 5
	worthBegin  = 3 // more for the very first letter
	noMatch     = -1
)

// fuzzy is how well the letters typed are found in a text, in their order;
// noMatch when they are not. Letter case, accents and spaces do not count.
func fuzzy(typed, text string) int {
	want := letters(model.Fold(typed))
	have := []rune(model.Fold(text))
	return max(walk(want, have, true), walk(want, have, false))
}

// walk finds each letter in turn, at the start of a word first if it may.
func walk(want, have []rune, byWord bool) int {
	score, at := 0, 0
	for n, w := range want {
		i := find(have, at, w, byWord, n > 0)
		if i < 0 {
			return noMatch
		}
		score += worthLetter
		if starts(have, i) {
			score += worthWord
		}
		switch {
		case i == 0:
			score += worthBegin
		case n > 0 && i == at:
			score += worthRun
		}
		at = i + 1
	}
	return score*64 - min(63, len(have))
}

// find is where a letter goes on: right here, else at the next start of a
// word, else anywhere behind.
func find(have []rune, at int, w rune, byWord, run bool) int {
	if run && at < len(have) && have[at] == w {
		return at
	}
	first := -1
	for i := at; i < len(have); i++ {
		if have[i] != w {
			continue
		}
		if !byWord || starts(have, i) {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return first
}

func starts(have []rune, i int) bool {
	return i == 0 || (!unicode.IsLetter(have[i-1]) && !unicode.IsDigit(have[i-1]))
}

func letters(s string) []rune {
	out := make([]rune, 0, utf8.RuneCountInString(s))
	for _, r := range s {
		if !unicode.IsSpace(r) {
			out = append(out, r)
		}
	}
	return out
}

// rank orders entries by how well any of their texts match, best first, and
// leaves out those that do not. Nothing typed keeps them all as they are.
func rank(typed string, n int, texts func(int) []string) []int {
	type hit struct{ i, score int }
	var hits []hit
	for i := range n {
		best := noMatch
		for _, t := range texts(i) {
			best = max(best, fuzzy(typed, t))
		}
		if best > noMatch || len(letters(typed)) == 0 {
			hits = append(hits, hit{i, best})
		}
	}
	if len(letters(typed)) > 0 {
		slices.SortStableFunc(hits, func(a, b hit) int { return b.score - a.score })
	}
	out := make([]int, len(hits))
	for k, h := range hits {
		out[k] = h.i
	}
	return out
}
