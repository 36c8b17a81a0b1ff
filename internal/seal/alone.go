package seal

import (
	"slices"
	"unicode/utf8"
)

// rank is how well one word of a name tells its bearer apart.
type rank int

const (
	common rank = iota // a word of the language too
	many               // a name that many bear
	rare
)

const minRare = 6 // letters; among shorter names are too many words that no list has

// rank of a word of the name.
func (m *Masker) rank(name string) rank {
	switch {
	case m.described || oneOf(ordinary, name) || oneOf(between, name):
		return common
	case oneOf(shared, name) || utf8.RuneCountInString(name) < minRare:
		return many
	}
	return rare
}

// alone says that the i-th token, a single word of the name, is the reporter:
//   - not as the beginning of somebody else's name, ever;
//   - after a title, such as Ibu;
//   - a rare name anywhere but after another name, or in the name of a road;
//   - a name that many bear after a word such as "saya", and below a letter;
//   - a word of the language the same, but only with a capital.
func (m *Masker) alone(tokens []token, i int) bool {
	at := slices.IndexFunc(m.name, func(w string) bool { return is(tokens[i].word, w) })
	if at < 0 || m.goesOn(tokens[i:], 1) {
		return false
	}
	t, of := tokens[i], m.rank(m.name[at])
	if i > 0 && !t.far && oneOf(callers, tokens[i-1].word) && !m.described {
		return true
	}
	if of == rare {
		return !m.others(tokens, i)
	}
	return (of == many || t.capital || t.shouted) && (m.named(tokens, i) || signs(tokens, i))
}

// named says that the token before the i-th leads to a name.
func (m *Masker) named(tokens []token, i int) bool {
	if i == 0 || tokens[i].far {
		return false
	}
	before := tokens[i-1].word
	return oneOf(namers, before) || oneOf(callers, before)
}

// signs says that the token stands by itself at the end of the text.
func signs(tokens []token, i int) bool {
	return i > 0 && i == len(tokens)-1 && tokens[i].fresh && (tokens[i].capital || tokens[i].shouted)
}

// others says that the token ends somebody else's name, or a road's.
func (m *Masker) others(tokens []token, i int) bool {
	if i == 0 || tokens[i].far {
		return false
	}
	before := tokens[i-1]
	if oneOf(roads, before.word) {
		return true
	}
	if !tokens[i].spaced || tokens[i].fresh {
		return false
	}
	begins := i == 1 || before.fresh || before.far // as any sentence does
	known := oneOf(namers, before.word) || oneOf(callers, before.word) || oneOf(titles, before.word) || oneOf(between, before.word) || m.has(before.word)
	return before.capital && !begins && !known
}
