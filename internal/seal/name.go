package seal

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// titles stand before names and are no part of them.
const titles = " bapak pak bpk bp ibu bu saudara sdr saudari sdri tuan tn nyonya ny nona nn mas mbak kakak kak bang haji h hajjah hj" +
	" kiai kh ustad ustadz ust prof dr drs dra drg ir mr mrs ms miss "

// callers are words after which a single name is the reporter's.
const callers = " bapak pak bpk bp ibu bu saudara sdr saudari sdri tuan tn nyonya ny nona nn mas mbak kakak kak bang mr mrs ms miss saya pelapor "

func oneOf(list, word string) bool { return strings.Contains(list, " "+word+" ") }

const longestDegree = 3 // letters of a part of S.H., S.Pd., M.Kom.

// nameWords are the words of a name without titles and degrees.
func nameWords(name string) []string {
	name, degrees, _ := strings.Cut(name, ",")
	out := words(name)
	for _, w := range words(degrees) {
		if utf8.RuneCountInString(w) > longestDegree { // "Wulandari, Retno"
			out = append(out, w)
		}
	}
	bare := slices.DeleteFunc(slices.Clone(out), func(w string) bool { return oneOf(titles, w) })
	if len(bare) == 0 {
		return out
	}
	return bare
}

// inNames finds the name: whole, in one word, with initials, by two of its
// words in any order, and by one of them after a word such as Ibu.
func (m *Masker) inNames(tokens []token, found []span) []span {
	for i := 0; len(m.name) > 0 && i < len(tokens); i++ {
		n := m.nameAt(tokens[i:])
		switch {
		case n > 0:
		case m.joined != "" && strings.Contains(tokens[i].word, m.joined):
			n = 1
		case i > 0 && !tokens[i].far && oneOf(callers, tokens[i-1].word) && m.calledAt(tokens[i:]):
			n = 1
		default:
			continue
		}
		found = append(found, span{tokens[i].from, tokens[i+n-1].to})
		i += n - 1
	}
	return found
}

// nameAt is how many tokens from the first on are this reporter's name; 0
// when they are not.
func (m *Masker) nameAt(tokens []token) int {
	used := make([]bool, len(m.name))
	n, full := 0, 0
	for n < len(tokens) && n < len(m.name) && (n == 0 || !tokens[n].far) {
		part, whole := m.part(tokens[n].word, used)
		if part < 0 {
			break
		}
		used[part] = true
		if n++; whole {
			full++
		}
	}
	switch {
	case full == len(m.name):
		return n
	case n < 2 || !strong(m.name, tokens[:n]) || m.goesOn(tokens, n):
		return 0
	}
	return n
}

// part finds which unused word of the name a token is, or is the initial of.
func (m *Masker) part(word string, used []bool) (part int, whole bool) {
	initial := -1
	for i, w := range m.name {
		if used[i] {
			continue
		}
		if w == word {
			return i, true
		}
		if initial < 0 && utf8.RuneCountInString(word) == 1 && strings.HasPrefix(w, word) {
			initial = i
		}
	}
	return initial, false
}

// strong says that one of the tokens is a word of the name long enough to
// tell somebody by.
func strong(name []string, tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool {
		return len(t.word) >= minMaskedName && slices.Contains(name, t.word)
	})
}

// goesOn says that the name after n tokens continues as somebody else's.
func (m *Masker) goesOn(tokens []token, n int) bool {
	if n >= len(tokens) {
		return false
	}
	next := tokens[n]
	return next.spaced && next.capital && !slices.Contains(m.name, next.word)
}

// calledAt says that the token is a name of the reporter's that somebody is
// called by.
func (m *Masker) calledAt(tokens []token) bool {
	return strong(m.name, tokens[:1]) && !m.goesOn(tokens, 1)
}
