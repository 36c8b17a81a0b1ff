package seal

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"piket/model"
)

// Masked stands in a free text where its reporter named themselves.
const Masked = "[pelapor]"

const (
	minMaskedName  = 4 // shorter names are ordinary words too often
	minMaskedDigit = 8 // shorter numbers are house numbers and dates
)

// numbers are runs of digits as people write phone numbers and NIKs.
var numbers = regexp.MustCompile(`\+?\d(?:[ .()\-/]{0,2}\d){6,}`)

// Mask takes a reporter's own name, phone number and NIK out of a text they
// told, so that the promise holds even when they sign their story.
func Mask(text string, r model.Reporter) string {
	text = maskNumbers(text, r)
	if name := strings.Fields(r.Name); len(strings.Join(name, "")) >= minMaskedName {
		text = maskName(text, name)
	}
	return text
}

func maskNumbers(text string, r model.Reporter) string {
	if !numbers.MatchString(text) {
		return text // most texts: reading a phone number costs more than the rest
	}
	phone, nik := nationalPart(NormalPhone(r.Phone)), digits(r.NIK)
	return numbers.ReplaceAllStringFunc(text, func(found string) string {
		d := digits(found)
		if len(d) < minMaskedDigit {
			return found
		}
		if contains(d, phone) || contains(d, nik) {
			return Masked
		}
		return found
	})
}

// contains says whether a run of digits holds a number long enough to tell
// somebody by.
func contains(d, number string) bool {
	return len(number) >= minMaskedDigit && strings.Contains(d, number)
}

// nationalPart is a number without country code or leading zero.
func nationalPart(phone string) string {
	return strings.TrimPrefix(strings.TrimPrefix(digits(phone), "62"), "0")
}

// maskName replaces the whole name wherever its words follow one another,
// whatever the letter case and the space between them.
func maskName(text string, words []string) string {
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	re, err := regexp.Compile(`(?i)` + strings.Join(words, `[\s.,]+`))
	if err != nil {
		return text
	}
	var out strings.Builder
	last := 0
	for _, at := range re.FindAllStringIndex(text, -1) {
		if wordAt(text, at[0], at[1]) {
			out.WriteString(text[last:at[0]] + Masked)
			last = at[1]
		}
	}
	return out.String() + text[last:]
}

// wordAt says whether text[from:to] is not part of a longer word.
func wordAt(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !letter(before) && !letter(after)
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
