package seal

import (
	"slices"
	"strings"
)

// home is an address as texts are searched for it: with the number of the
// house it tells who lives there, whatever follows.
type home struct {
	words []string // folded, without words that are as often left out
	least int      // how many of them are enough
	start int      // which of them a text may begin with at the latest
}

// newHome makes out of an address what is searched for; nothing when it is
// too vague.
func newHome(address string) home {
	h := home{}
	unit := false
	for _, w := range words(address) {
		if w = addressWord(w); w == "" {
			continue
		}
		if unit = unit && number(w); unit {
			continue // of RT 05
		}
		if unit = w == "rt" || w == "rw"; unit {
			continue
		}
		h.words = append(h.words, w)
	}
	h.least = len(h.words)
	if n := slices.IndexFunc(h.words, number); n > 0 {
		h.least = n + 1
	}
	if len(h.words) < minMaskedAddress || h.least < 2 {
		return home{}
	}
	if road(h.words[0]) && h.least > minMaskedAddress {
		h.start = 1 // "Flamboyan Raya 17"
	}
	return h
}

func road(word string) bool { return word == "jl" || word == "gg" }

func number(word string) bool { return word != "" && word[0] >= '0' && word[0] <= '9' }

// in finds the address word for word.
func (h home) in(tokens []token, found []span) []span {
	if len(h.words) == 0 {
		return found
	}
	for i := 0; i < len(tokens); i++ {
		for start := range h.start + 1 {
			if to := h.at(tokens[i:], start); to > 0 {
				found = append(found, span{tokens[i].from, tokens[i+to-1].to})
				i += to - 1
				break
			}
		}
	}
	return found
}

// at is how many tokens from the first on make up the address, from its
// start-th word; 0 when they do not.
func (h home) at(tokens []token, start int) int {
	at, to, unit := start, 0, false
	for n, t := range tokens {
		word := addressWord(t.word)
		between := word == "" || word == "rt" || word == "rw" || unit && number(word)
		unit = word == "rt" || word == "rw"
		switch {
		case at > start && t.far, n == 0 && between:
			return to
		case between:
		case at == len(h.words) || word != h.words[at]:
			return to
		default:
			if at++; at >= h.least {
				to = n + 1
			}
		}
	}
	return to
}

// addressWord is a word of an address as it is compared; empty for one that
// is as often left out.
func addressWord(word string) string {
	switch word {
	case "jalan", "jln":
		return "jl"
	case "gang":
		return "gg"
	case "no", "nomor", "nomer":
		return ""
	}
	if rest, ok := strings.CutPrefix(word, "no"); ok && number(rest) {
		return rest // "No17"
	}
	return word
}
