package search

import (
	"sync"

	"github.com/blevesearch/vellum/levenshtein"
)

// nearMin is the shortest word, in letters, that may be misspelt.
const nearMin = 5

// typos makes the automata for one typo: a letter added, left out, changed or
// swapped with its neighbour.
var typos = sync.OnceValues(func() (*levenshtein.LevenshteinAutomatonBuilder, error) {
	return levenshtein.NewLevenshteinAutomatonBuilder(1, true)
})

// mayBeNear says whether a typo in w is forgiven: five letters a-z or more. A
// number with another digit is another number.
func mayBeNear(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return len(w) >= nearMin
}

// near is an automaton (vellum.Automaton) over dictionary keys: it accepts the
// words at most one typo away from a pattern; with open set, words beginning so.
type near struct {
	dfa  *levenshtein.DFA
	open bool
}

// States besides those of the automaton, which are positive.
const (
	nearDead   = 0
	nearStart  = -1 // before the key's kind
	nearAlways = -2 // an open pattern has been met: anything may follow
)

// newNear is nil for a pattern the automaton cannot hold.
func newNear(pattern string, open bool) *near {
	builder, err := typos()
	if err != nil {
		return nil
	}
	dfa, err := builder.BuildDfa(pattern, 1)
	if err != nil {
		return nil
	}
	return &near{dfa: dfa, open: open}
}

// Start is the state before the first byte of a key.
func (n *near) Start() int { return nearStart }

// IsMatch says whether the bytes so far are a match.
func (n *near) IsMatch(s int) bool { return s == nearAlways || s > 0 && n.dfa.IsMatch(s) }

// CanMatch says whether more bytes may still make a match.
func (n *near) CanMatch(s int) bool { return s < 0 || n.dfa.CanMatch(s) }

// WillAlwaysMatch says whether any bytes may follow.
func (n *near) WillAlwaysMatch(s int) bool { return s == nearAlways }

// Accept is the state after one more byte.
func (n *near) Accept(s int, b byte) int {
	switch {
	case s == nearAlways:
		return nearAlways
	case s == nearStart && b == kindWord:
		return n.dfa.Start()
	case s <= 0:
		return nearDead
	}
	next := n.dfa.Accept(s, b)
	if n.open && n.dfa.IsMatch(next) {
		return nearAlways
	}
	return next
}

// matches runs the automaton over one dictionary key.
func (n *near) matches(term string) bool {
	s := n.Start()
	for i := 0; i < len(term) && n.CanMatch(s); i++ {
		s = n.Accept(s, term[i])
	}
	return n.IsMatch(s)
}
