package seal

import (
	"slices"
	"strings"

	"piket/model"
)

// Masked stands in a free text where its reporter named themselves.
const Masked = "[pelapor]"

// Masker takes one reporter's own name, phone numbers, NIK, mail and address
// out of texts, so that the promise holds even when they sign their story.
// However these are written there: letter case, accents, look-alike letters,
// endings such as -nya, titles, initials, the order of the names, spelled out,
// and signs and spaces in between do not matter.
//
// The other half of the promise is that the story stays. A rare name is masked
// wherever it stands; one that many bear only where somebody is called by it,
// after a word such as Ibu or saya; a word of the language, such as Sari, only
// there and with a capital. Words of the reports themselves, such as orang
// asing, are never names. An address needs the number of the house: the street
// alone may be where it happened. A nil Masker takes nothing out.
type Masker struct {
	name      []string // words of the name, folded, without titles
	described bool     // the name is a description in part, such as "Warga Cipondoh"
	joined    []string // two words of the name in one, as in a mail address
	numbers   []string // digits of phone numbers and NIK, as they are found in any spelling
	mails     []string // in small letters
	home      home
}

const (
	minMaskedName    = 3  // letters; shorter names are ordinary words too often
	minMaskedJoined  = 8  // letters of a whole name in one word
	minMaskedDigit   = 8  // shorter numbers are house numbers and dates
	minMaskedAddress = 3  // words; "Jl. Mawar" is half the town's
	minPhone         = 9  // digits of a number that nothing says is a phone's
	mostBetween      = 4  // signs, beside spaces, within one name or number
	mostNameWords    = 8  // more than any name has
	nikLength        = 16 // digits
)

// NewMasker makes the masker of a reporter.
func NewMasker(r model.Reporter) *Masker {
	m := &Masker{home: newHome(r.Address)}
	m.bearName(r.Name)
	for _, phone := range append(phones(r.Phone), digits(r.NIK)) {
		m.bearNumber(phone)
	}
	m.bearAnswers(r)
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

// mask covers until nothing is left to cover: with one name gone, what stood
// beside it may read as another. Each round leaves fewer words.
func (m *Masker) mask(text string, address bool) string {
	if m == nil {
		return text
	}
	for {
		found := m.in(text, split(text), address)
		if len(found) == 0 {
			return text
		}
		text = cover(text, found)
	}
}

// in is where the reporter stands in a text.
func (m *Masker) in(text string, tokens []token, address bool) []span {
	found := m.inNumbers(text, tokens, nil)
	found = m.inMails(text, found)
	found = m.inNames(tokens, found)
	if address {
		found = m.home.in(tokens, found)
	}
	return found
}

// Without is a text without any of several reporters. It is taken apart once,
// not once for each of them.
func Without(text string, of []*Masker) string {
	tokens := split(text)
	for _, m := range of {
		if m != nil && len(m.in(text, tokens, true)) > 0 {
			text = m.Text(text)
			tokens = split(text)
		}
	}
	return text
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
	for _, part := range strings.FieldsFunc(field, partsNumbers) {
		out = append(out, nationalPart(NormalPhone(part)))
	}
	return out
}

func partsNumbers(r rune) bool { return strings.ContainsRune("/,;|&\n", r) }

// nationalPart is a number without country code or leading zero.
func nationalPart(phone string) string {
	return strings.TrimPrefix(strings.TrimPrefix(digits(phone), "62"), "0")
}
