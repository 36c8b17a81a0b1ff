package main

import (
	"regexp"
	"strings"
	"unicode"
)

// tidy mends what is plainly a slip of the pen in a name: other marks for an
// apostrophe, a mark or full stop left at the end, uneven spaces.
func tidy(name string) string {
	name = strings.NewReplacer(`"`, "'", "’", "'", "*", "", " / ", "/", "/ ", "/").Replace(name)
	return strings.TrimRight(strings.Join(strings.Fields(name), " "), ". ")
}

// properName is the name with capitals as Indonesian names have them: each
// word its first, joining words none, abbreviations and roman numerals all.
// Names that the source writes wholly in capitals are taken apart; in others
// capitals stay and only missing ones are added.
func properName(name string) string {
	name = tidy(name)
	shouted := strings.Contains(name, " ") && name == strings.ToUpper(name) || strings.Contains(name, "'") && name == strings.ToUpper(name)
	parts := strings.Split(name, " ")
	for i, word := range parts {
		if shouted {
			word = quieten(word)
		}
		if i == 0 || !joining(word) {
			word = capital(word)
		}
		parts[i] = word
	}
	return strings.Join(parts, " ")
}

// abbreviation matches what stays in capitals in a shouted name.
var abbreviation = regexp.MustCompile(`^(DKI|DI|[IVXLC]+|[A-Z]\.?)$`)

func quieten(word string) string {
	if abbreviation.MatchString(word) {
		return word
	}
	var b strings.Builder
	start := true
	for _, r := range strings.ToLower(word) {
		if start {
			r = unicode.ToUpper(r)
		}
		start = r == '-' || r == '/' || r == '('
		b.WriteRune(r)
	}
	if lower := strings.ToLower(word); joining(lower) {
		return lower
	}
	return b.String()
}

func joining(word string) bool {
	switch word {
	case "dan", "di", "x": // "x" is the times in 2 x 11
		return true
	}
	return false
}

func capital(word string) string {
	return strings.ToUpper(word[:1]) + word[1:]
}
