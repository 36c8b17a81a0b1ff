package seal

import (
	"slices"
	"strings"
	"unicode/utf8"
)

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
	return slices.DeleteFunc(out, func(w string) bool { return oneOf(titles, w) })
}

// bearName takes a name in: its words, and any two of them as one word, the way
// they stand in a mail address.
func (m *Masker) bearName(name string) {
	all := nameWords(name)
	own := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return oneOf(desk, w) })
	m.described = len(own) < len(all)
	own = own[:min(len(own), mostNameWords)]
	if len(strings.Join(own, "")) < minMaskedName {
		return
	}
	m.name = own
	for i, a := range own {
		for j, b := range own {
			if i != j && len(a+b) >= minMaskedJoined && !m.described {
				m.joined = append(m.joined, a+b)
			}
		}
	}
}

// inNames finds the name: whole, in one word, with initials, by two of its
// words in any order, and by one of them where that one tells who it is.
func (m *Masker) inNames(tokens []token, found []span) []span {
	if len(m.name) == 0 {
		return found
	}
	tokens = m.gathered(tokens)
	for i := 0; i < len(tokens); i++ {
		n := m.nameAt(tokens, i)
		if n == 0 && (m.inOneWord(tokens[i].word) || m.alone(tokens, i)) {
			n = 1
		}
		if n > 0 {
			found = append(found, span{tokens[i].from, tokens[i+n-1].to})
			i += n - 1
		}
	}
	return found
}

func (m *Masker) inOneWord(word string) bool {
	return slices.ContainsFunc(m.joined, func(pair string) bool { return strings.Contains(word, pair) })
}

// gathered makes one token of a word of the name that is spelled out, as in
// "R e k a a n", or cut in two.
func (m *Masker) gathered(tokens []token) []token {
	var out []token
	for i := 0; i < len(tokens); {
		n := m.spelledAt(tokens[i:])
		t := tokens[i]
		if n > 1 {
			t.to, t.word = tokens[i+n-1].to, ""
			for _, part := range tokens[i : i+n] {
				t.word += part.word
			}
		}
		out = append(out, t)
		i += max(n, 1)
	}
	return out
}

// spelledAt is how many tokens from the first on spell a word of the name; 0
// when they do not.
func (m *Masker) spelledAt(tokens []token) int {
	for _, w := range m.name {
		rest, n, letters := w, 0, true
		for n < len(tokens) && rest != "" && (n == 0 || !tokens[n].far) {
			after, ok := strings.CutPrefix(rest, tokens[n].word)
			if n > 0 && !ok {
				after, ok = strings.CutPrefix(rest, stem(tokens[n].word))
			}
			if !ok {
				break
			}
			letters = letters && utf8.RuneCountInString(tokens[n].word) == 1
			rest, n = after, n+1
		}
		if rest == "" && n > 1 && (letters && len(w) >= minMaskedName || n == 2 && len(w) >= minMaskedJoined && len(tokens[0].word) > 2) {
			return n
		}
	}
	return 0
}

// nameAt is how many tokens from the i-th on are this reporter's name, more
// than one word of it; 0 when they are not.
func (m *Masker) nameAt(all []token, i int) int {
	tokens := all[i:]
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
	case n < 2, m.described && !m.named(all, i):
		return 0
	case full < len(m.name) && (!m.strong(tokens[:n]) || m.goesOn(tokens, n)):
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
		if is(word, w) {
			return i, true
		}
		if initial < 0 && utf8.RuneCountInString(word) == 1 && strings.HasPrefix(w, word) {
			initial = i
		}
	}
	return initial, false
}

// is says whether a word is a name, or the name with one of the endings that
// Indonesian puts on, or with the figures of a user name.
func is(word, name string) bool {
	return word == name || len(word) > len(name) && strings.Contains(word, name) && stem(word) == name
}

// stem is a word without such endings; short words have none.
func stem(word string) string {
	word = strings.Trim(word, "0123456789")
	for _, ending := range []string{"lah", "kah", "pun", "nya", "ku", "mu"} {
		if rest, ok := strings.CutSuffix(word, ending); ok && len(rest) >= minMaskedName {
			word = rest
		}
	}
	return word
}

// strong says that one of the tokens is a word of the name long enough to
// tell somebody by.
func (m *Masker) strong(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return len(t.word) > minMaskedName && m.has(t.word) })
}

// has says whether a word is one of the name.
func (m *Masker) has(word string) bool {
	return slices.ContainsFunc(m.name, func(w string) bool { return is(word, w) })
}

// goesOn says that the name after n tokens continues as somebody else's.
func (m *Masker) goesOn(tokens []token, n int) bool {
	if n >= len(tokens) {
		return false
	}
	next := tokens[n]
	return next.spaced && next.capital && !next.fresh && !m.has(next.word) && !oneOf(between, next.word)
}
