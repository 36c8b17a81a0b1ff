package seal

import (
	"slices"
	"strings"

	"piket/model"
)

// Masked stands in a free text where its reporter named themselves.
const Masked = "[pelapor]"

// Masker takes one reporter's own name, phone numbers, NIK and address out of
// texts, so that the promise holds even when they sign their story. However
// these are written there: letter case, accents, titles, initials, the order
// of the names, and signs and spaces in between do not matter. A single name
// of several is left alone unless it follows a word such as Ibu: others bear
// it too. A nil Masker takes nothing out.
type Masker struct {
	name    []string // words of the name, folded, without titles
	joined  string   // the same in one word, as in a mail address; empty for one name
	numbers []string // digits of phone numbers and NIK, as they are found in any spelling
	address []string // words of the address, folded
}

const (
	minMaskedName    = 4  // letters; shorter names are ordinary words too often
	minMaskedJoined  = 8  // letters of a whole name in one word
	minMaskedDigit   = 8  // shorter numbers are house numbers and dates
	minMaskedAddress = 3  // words; "Jl. Mawar" is half the town's
	mostBetween      = 4  // signs, beside spaces, within one name or number
	nikLength        = 16 // digits
)

// NewMasker makes the masker of a reporter.
func NewMasker(r model.Reporter) *Masker {
	m := &Masker{name: nameWords(r.Name)}
	if len(strings.Join(m.name, "")) < minMaskedName {
		m.name = nil
	}
	if all := strings.Join(m.name, ""); len(m.name) > 1 && len(all) >= minMaskedJoined {
		m.joined = all
	}
	for _, phone := range append(phones(r.Phone), digits(r.NIK)) {
		if len(phone) >= minMaskedDigit && !slices.Contains(m.numbers, phone) {
			m.numbers = append(m.numbers, phone)
		}
	}
	if m.address = addressWords(words(r.Address)); len(m.address) < minMaskedAddress {
		m.address = nil
	}
	return m
}

// Mask is NewMasker(r).Text(text).
func Mask(text string, r model.Reporter) string { return NewMasker(r).Text(text) }

// Text is what the reporter told, without who they are.
func (m *Masker) Text(text string) string { return m.mask(text, true) }

// Place is the same for a place: a reporter may well live where it happened,
// so the address stays.
func (m *Masker) Place(text string) string { return m.mask(text, false) }

// Number takes only the numbers out: for the fields of a person, who may bear
// the reporter's name.
func (m *Masker) Number(text string) string {
	if m == nil {
		return text
	}
	return cover(text, m.inNumbers(text, split(text), nil))
}

func (m *Masker) mask(text string, address bool) string {
	if m == nil || len(m.name) == 0 && len(m.numbers) == 0 && (!address || m.address == nil) {
		return text
	}
	tokens := split(text)
	var found []span
	found = m.inNumbers(text, tokens, found)
	found = m.inNames(tokens, found)
	if address {
		found = m.inAddress(tokens, found)
	}
	return cover(text, found)
}

// cover puts Masked over every span.
func cover(text string, spans []span) string {
	if len(spans) == 0 {
		return text
	}
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	var out strings.Builder
	last := 0
	for _, s := range spans {
		if s.from >= last {
			out.WriteString(text[last:s.from] + Masked)
		}
		last = max(last, s.to)
	}
	return out.String() + text[last:]
}

// phones are the numbers of a phone field without country code or leading
// zero. A field may hold two, such as "0811… / 021…".
func phones(field string) []string {
	out := []string{nationalPart(NormalPhone(field))}
	for _, part := range strings.FieldsFunc(field, func(r rune) bool { return strings.ContainsRune("/,;|&", r) || r == '\n' }) {
		out = append(out, nationalPart(NormalPhone(part)))
	}
	return out
}

// nationalPart is a number without country code or leading zero.
func nationalPart(phone string) string {
	return strings.TrimPrefix(strings.TrimPrefix(digits(phone), "62"), "0")
}

// inAddress finds the address word for word.
func (m *Masker) inAddress(tokens []token, found []span) []span {
	if m.address == nil {
		return found
	}
	for i := range tokens {
		if to := addressAt(tokens[i:], m.address); to > 0 {
			found = append(found, span{tokens[i].from, tokens[i+to-1].to})
		}
	}
	return found
}

// addressAt is how many tokens from the first on make up an address; 0 when
// they do not.
func addressAt(tokens []token, address []string) int {
	at := 0
	for n, t := range tokens {
		word := addressWord(t.word)
		switch {
		case word == "" && at > 0:
		case word != address[at] || at > 0 && t.far:
			return 0
		default:
			if at++; at == len(address) {
				return n + 1
			}
		}
	}
	return 0
}

// addressWord is a word of an address as it is compared; empty for one that
// is as often left out.
func addressWord(word string) string {
	switch word {
	case "jalan", "jln":
		return "jl"
	case "no", "nomor", "nomer":
		return ""
	}
	return word
}

func addressWords(in []string) []string {
	var out []string
	for _, w := range in {
		if w = addressWord(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}
