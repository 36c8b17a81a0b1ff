package model

import (
	"strings"
	"unicode"
)

// Words takes a name or a typed text apart into the words by which it is
// compared: folded as by Fold, apostrophes left out (Ma'u is mau), parted at
// everything that is neither letter nor digit.
func Words(s string) []string {
	joined := strings.Map(func(r rune) rune {
		switch r {
		case '\'', '’', '‘', 'ʼ', '`':
			return -1
		}
		return r
	}, Fold(s))
	return strings.FieldsFunc(joined, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}
