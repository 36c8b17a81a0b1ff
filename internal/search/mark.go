package search

import (
	"slices"
	"strings"
)

// Mark is a stretch of text that a query asked for, in bytes.
type Mark struct{ Start, End int }

// Marker finds the words of a query in the texts of the cases it found. Any
// goroutine may use it.
type Marker struct {
	words []string
	last  string
	near  []*near
}

// NewMarker reads the query as Query does.
func NewMarker(query string) *Marker {
	m := &Marker{words: queryWords(query)}
	for i, w := range m.words {
		m.last = w
		if !mayBeNear(w) {
			continue
		}
		if n := newNear(w, i == len(m.words)-1); n != nil {
			m.near = append(m.near, n)
		}
	}
	return m
}

// Find marks the words of text that the query asked for, in order. Words with a
// typo are marked only in a case that was found by one.
func (m *Marker) Find(text string, match Match) []Mark {
	var marks []Mark
	eachWord(text, func(w word) bool {
		if m.asked(w.text, match) {
			marks = append(marks, Mark{Start: w.start, End: w.end})
		}
		return true
	})
	return marks
}

func (m *Marker) asked(w string, match Match) bool {
	if slices.Contains(m.words, w) || m.last != "" && strings.HasPrefix(w, m.last) {
		return true
	}
	return match == MatchNear && slices.ContainsFunc(m.near, func(n *near) bool {
		return n.matches(string(rune(kindWord)) + w)
	})
}
