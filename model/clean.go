package model

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	tabWidth = 4
	maxMarks = 3 // combining marks kept on one letter; floods of them smear over other lines
)

// Clean makes outside text harmless and comparable: invalid UTF-8 replaced,
// escape sequences' introducers, C0 and C1 controls, bidirectional overrides,
// zero-width and other format characters removed, tabs expanded, line ends
// made \n, composed to NFC, outer space trimmed. Line breaks stay; CleanLine
// folds them.
func Clean(s string) string {
	if plain(s) {
		return strings.TrimSpace(s)
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, string(utf8.RuneError)), "\r\n", "\n")
	s = norm.NFC.String(s)
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for _, r := range s {
		if unicode.Is(unicode.M, r) {
			if marks++; marks <= maxMarks {
				cleanRune(&b, r)
			}
			continue
		}
		before := b.Len()
		if cleanRune(&b, r); b.Len() > before { // what draws nothing starts no new letter
			marks = 0
		}
	}
	return strings.TrimSpace(norm.NFC.String(b.String()))
}

// plain says that s is printable ASCII and line feeds: the common case.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != '\n' && (c < ' ' || c > '~') {
			return false
		}
	}
	return true
}

func cleanRune(b *strings.Builder, r rune) {
	switch {
	case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
		b.WriteByte('\n')
	case r == '\t':
		b.WriteString(strings.Repeat(" ", tabWidth))
	case unicode.Is(unicode.Zs, r):
		b.WriteByte(' ')
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), !unicode.IsGraphic(r):
	case r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0': // fillers that draw nothing
	case unicode.Is(unicode.Variation_Selector, r):
	default:
		b.WriteRune(r)
	}
}

// CleanLine is Clean with every run of white space folded to one space.
func CleanLine(s string) string {
	s = Clean(s)
	if !strings.Contains(s, "\n") && !strings.Contains(s, "  ") { // all the white space Clean leaves
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// Fold is the form in which names and other words are compared: letter case,
// accents and outer space aside.
func Fold(s string) string {
	s = strings.ToLower(CleanLine(s))
	if plain(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Shorten is the first max characters of a text, the last of them "…" where
// more follow.
func Shorten(s string, max int) string {
	if !tooLong(s, max) {
		return s
	}
	return string([]rune(s)[:max-1]) + "…"
}

func tooLong(s string, max int) bool { return utf8.RuneCountInString(s) > max }
