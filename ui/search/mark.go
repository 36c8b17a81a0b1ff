package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"piket/model"
	"piket/ui/row"
)

// finder points out in a text the words that were searched for: those equal
// to one, those that begin as the last one does, and those one letter off.
type finder struct{ words []string }

func newFinder(text string) finder {
	words := model.Words(text)
	for i, w := range words {
		words[i] = bareNumber(w)
	}
	return finder{words}
}

// bareNumber is a number without the zeros before it.
func bareNumber(w string) string {
	if strings.Trim(w, "0123456789") != "" {
		return w
	}
	if bare := strings.TrimLeft(w, "0"); bare != "" {
		return bare
	}
	return w
}

// spans are the parts of a text to point out, in order.
func (f finder) spans(text string) []row.Span {
	if len(f.words) == 0 {
		return nil
	}
	var out []row.Span
	start := -1
	for i, r := range text + " " {
		part := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r)
		switch {
		case part && start < 0:
			start = i
		case !part && start >= 0:
			if f.hits(text[start:i]) {
				out = append(out, row.Span{From: start, To: i})
			}
			start = -1
		}
	}
	return out
}

func (f finder) hits(word string) bool {
	folded := bareNumber(model.Fold(word))
	for i, w := range f.words {
		switch {
		case folded == w, i == len(f.words)-1 && strings.HasPrefix(folded, w), near(folded, w):
			return true
		}
	}
	return false
}

// nearFrom is how many letters a word has that may be misspelt.
const nearFrom = 4

// near says whether two words are one letter apart: another, one more, one
// less, or two that changed places.
func near(a, b string) bool {
	ra, rb := []rune(a), []rune(b)
	if len(ra) < len(rb) {
		ra, rb = rb, ra
	}
	if len(rb) < nearFrom || len(ra)-len(rb) > 1 || strings.Trim(a, "0123456789") == "" {
		return false
	}
	i := 0
	for i < len(rb) && ra[i] == rb[i] {
		i++
	}
	if len(ra) > len(rb) {
		return string(ra[i+1:]) == string(rb[i:])
	}
	if i == len(rb) {
		return true
	}
	swapped := i+1 < len(ra) && ra[i] == rb[i+1] && ra[i+1] == rb[i] && string(ra[i+2:]) == string(rb[i+2:])
	return swapped || string(ra[i+1:]) == string(rb[i+1:])
}

// around is a text on one line, from a few words before the first part
// pointed out; false when there is none.
func (f finder) around(text string, before int) (string, bool) {
	text = strings.Join(strings.Fields(text), " ")
	spans := f.spans(text)
	if len(spans) == 0 {
		return text, false
	}
	at := spans[0].From
	for n := 0; at > 0 && n < before; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	if at == 0 {
		return text, true
	}
	if i := strings.IndexByte(text[at:spans[0].From], ' '); i >= 0 {
		at += i + 1
	}
	return "… " + text[at:], true
}
