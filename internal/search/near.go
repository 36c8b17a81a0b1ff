package search

// nearMin is the shortest word, in letters, that may be misspelt.
const nearMin = 5

// mayBeNear says whether a typo in w is forgiven: five letters a-z or more. A
// number with another digit is another number.
func mayBeNear(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return len(w) >= nearMin && len(w) < maxWord
}

// near is an automaton (vellum.Automaton) over dictionary keys: it accepts
// words at most one letter added, left out, changed or swapped with
// its neighbour away from pattern; with open set, words beginning so. The
// states are built as they are met. One near serves one goroutine.
type near struct {
	pattern string
	open    bool
	states  []nearState
	known   map[nearSet]int32
}

// nearSet holds the places in the pattern a reader may be at, a bit each:
// without a typo, after one, and in the middle of a swap.
type nearSet struct{ clean, typo, swap uint64 }

type nearState struct {
	set  nearSet
	next [256]int32 // 0 is not known yet
}

// Fixed states; the others follow.
const (
	nearUnknown = iota
	nearDead
	nearStart  // before the key's kind
	nearAlways // an open pattern has been met: anything may follow
	nearFirst  // the first of the built states: the word begins
)

func newNear(pattern string, open bool) *near {
	n := &near{pattern: pattern, open: open, known: map[nearSet]int32{}}
	n.states = make([]nearState, nearFirst, 64)
	n.intern(nearSet{clean: 1, typo: 2}) // typo: the first letter left out
	return n
}

// Start is the state before the first byte of a key.
func (n *near) Start() int { return nearStart }

// IsMatch says whether the bytes so far are a match.
func (n *near) IsMatch(s int) bool {
	return s == nearAlways || s >= nearFirst && n.done(n.states[s].set)
}

// CanMatch says whether more bytes may still make a match.
func (n *near) CanMatch(s int) bool { return s > nearDead }

// WillAlwaysMatch says whether any bytes may follow.
func (n *near) WillAlwaysMatch(s int) bool { return s == nearAlways }

// Accept is the state after one more byte.
func (n *near) Accept(s int, b byte) int {
	switch {
	case s == nearStart && b == kindWord:
		return nearFirst
	case s == nearAlways:
		return nearAlways
	case s < nearFirst:
		return nearDead
	}
	if next := n.states[s].next[b]; next != nearUnknown {
		return int(next)
	}
	next := n.intern(n.step(n.states[s].set, b))
	n.states[s].next[b] = next
	return int(next)
}

// matches runs the automaton over one dictionary key.
func (n *near) matches(term string) bool {
	s := n.Start()
	for i := 0; i < len(term) && n.CanMatch(s); i++ {
		s = n.Accept(s, term[i])
	}
	return n.IsMatch(s)
}

// step moves every place over b.
func (n *near) step(from nearSet, b byte) nearSet {
	same, swapped := n.places(b)
	to := nearSet{
		clean: (from.clean & same) << 1,
		typo:  (from.typo&same)<<1 | from.clean<<1 | from.clean, // a letter changed, a letter added
		swap:  from.clean & swapped,
	}
	to.typo |= (from.swap & same) << 2 // the second half of a swap
	to.typo |= to.clean << 1           // the next letter left out
	all := uint64(1)<<(len(n.pattern)+1) - 1
	return nearSet{clean: to.clean & all, typo: to.typo & all, swap: to.swap & all}
}

// places marks where the pattern has b, and where it has b one letter on.
func (n *near) places(b byte) (same, swapped uint64) {
	for i := range len(n.pattern) {
		if n.pattern[i] == b {
			same |= 1 << i
		}
	}
	return same, same >> 1
}

func (n *near) done(set nearSet) bool { return (set.clean|set.typo)>>len(n.pattern)&1 == 1 }

// intern numbers a set.
func (n *near) intern(set nearSet) int32 {
	if set == (nearSet{}) {
		return nearDead
	}
	if n.open && n.done(set) {
		return nearAlways
	}
	if s, ok := n.known[set]; ok {
		return s
	}
	s := int32(len(n.states))
	n.states = append(n.states, nearState{set: set})
	n.known[set] = s
	return s
}
