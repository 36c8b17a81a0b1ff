package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// maxWord bounds a word in bytes; a longer run of letters is cut there.
	maxWord = 64
	// gramRunes is the longest prefix that has postings of its own: shorter
	// ones are shared by too many words to be joined on every key press.
	gramRunes = 2
)

// word is one folded word and where it stands in the text it came from.
type word struct {
	text       string
	start, end int
}

// cutter collects the folded letters of the word under way.
type cutter struct {
	buf        []byte
	start, end int
	yield      func(word) bool
}

// eachWord calls yield with every word of text in order, until it says false.
func eachWord(text string, yield func(word) bool) {
	c := cutter{yield: yield}
	for at, r := range text {
		if !c.take(text, at, r) {
			return
		}
	}
	c.flush()
}

// words lists the folded words of text.
func words(text string) []string {
	var list []string
	eachWord(text, func(w word) bool {
		list = append(list, w.text)
		return true
	})
	return list
}

// take adds one rune to the word under way, or ends it there.
func (c *cutter) take(text string, at int, r rune) bool {
	end := at + utf8.RuneLen(r)
	switch {
	case r == utf8.RuneError: // also a broken byte, whose length is not RuneLen
		return c.flush()
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsNumber(r):
		return c.add(at, end, r)
	case len(c.buf) > 0 && unicode.Is(unicode.Mn, r):
		c.end = end
		return true
	case len(c.buf) > 0 && isApostrophe(r) && letterAt(text, end): // jum'at is jumat
		return true
	}
	return c.flush()
}

// add folds one rune into the word under way.
func (c *cutter) add(at, end int, r rune) bool {
	if r < utf8.RuneSelf {
		c.put(at, end, rune(lowerASCII(byte(r))))
		return true
	}
	for _, p := range norm.NFKD.String(string(r)) {
		switch {
		case isIdeograph(p): // written without spaces: every sign is a word
			if !c.flush() {
				return false
			}
			c.put(at, end, p)
			if !c.flush() {
				return false
			}
		case unicode.IsLetter(p), unicode.IsNumber(p):
			c.put(at, end, unicode.ToLower(p))
		}
	}
	return true
}

func (c *cutter) put(at, end int, r rune) {
	if len(c.buf) == 0 {
		c.start = at
	}
	c.end = end
	c.buf = appendFolded(c.buf, r)
}

// flush hands the word under way over and starts afresh.
func (c *cutter) flush() bool {
	if len(c.buf) == 0 {
		return true
	}
	w := word{text: string(trimZeros(cutBytes(c.buf, maxWord))), start: c.start, end: c.end}
	c.buf = c.buf[:0]
	return c.yield(w)
}

func lowerASCII(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// appendFolded adds r, spelling out the letters that have no decomposition.
func appendFolded(buf []byte, r rune) []byte {
	switch r {
	case 'đ', 'ð':
		return append(buf, 'd')
	case 'ø':
		return append(buf, 'o')
	case 'ł':
		return append(buf, 'l')
	case 'ı':
		return append(buf, 'i')
	case 'ß':
		return append(buf, "ss"...)
	case 'æ':
		return append(buf, "ae"...)
	case 'œ':
		return append(buf, "oe"...)
	}
	return utf8.AppendRune(buf, r)
}

// cutBytes shortens b to at most n bytes without splitting a rune.
func cutBytes(b []byte, n int) []byte {
	if len(b) <= n {
		return b
	}
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return b[:n]
}

// trimZeros drops the leading zeros of a number: 000412 is 412, 000 is 0.
func trimZeros(b []byte) []byte {
	if !isNumber(b) {
		return b
	}
	for len(b) > 1 && b[0] == '0' {
		b = b[1:]
	}
	return b
}

func isNumber[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) > 0
}

func isApostrophe(r rune) bool { return strings.ContainsRune("'’‘ʼ`", r) }

func letterAt(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsLetter(r)
}

func isIdeograph(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// runePrefix is the first n runes of s, or "" when s has fewer.
func runePrefix(s string, n int) string {
	for at := range s {
		if n == 0 {
			return s[:at]
		}
		n--
	}
	if n == 0 {
		return s
	}
	return ""
}
