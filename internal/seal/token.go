package seal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// span is a part of a text, in bytes.
type span struct{ from, to int }

// token is a run of letters and digits of a text.
type token struct {
	span
	word    string // folded: small letters without accents, digits 0 to 9
	capital bool   // begins with a capital
	far     bool   // too far from the token before to belong together with it
	spaced  bool   // only white space stands before it
}

// split finds the tokens of a text. What has been masked before is none, and
// nothing belongs together across it. An escape such as %20 is a sign.
func split(text string) []token {
	var out []token
	signs, blank := 0, true
	for at := 0; at < len(text); {
		if n := sign(text[at:]); n > 0 {
			if n == len(Masked) {
				signs = mostBetween + 1
			} else if n > 1 || !isSpace(text[at:]) {
				signs, blank = signs+1, false
			}
			at += n
			continue
		}
		t := token{span: span{from: at}, far: signs > mostBetween, spaced: blank}
		at = t.read(text)
		out = append(out, t)
		signs, blank = 0, true
	}
	return out
}

// sign is the length of what stands between tokens at the start of a text; 0
// where a token begins.
func sign(text string) int {
	if strings.HasPrefix(text, Masked) {
		return len(Masked)
	}
	if len(text) > 2 && text[0] == '%' && isHex(text[1]) && isHex(text[2]) {
		return 3
	}
	r, size := utf8.DecodeRuneInString(text)
	if letter(r) {
		return 0
	}
	return size
}

func isHex(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'A' && b <= 'F' || b >= 'a' && b <= 'f'
}

func isSpace(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsSpace(r)
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// read takes the token's word from the text and returns where it ends.
func (t *token) read(text string) int {
	var b strings.Builder
	at := t.from
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !letter(r) && !unicode.Is(unicode.M, r) {
			break
		}
		if at == t.from {
			t.capital = unicode.IsUpper(r)
		}
		foldRune(&b, r)
		at += size
	}
	t.to, t.word = at, b.String()
	return at
}

// foldRune writes a letter as it is compared.
func foldRune(b *strings.Builder, r rune) {
	switch {
	case r < utf8.RuneSelf:
		b.WriteRune(unicode.ToLower(r))
	case unicode.IsDigit(r):
		b.WriteByte('0' + digitValue(r))
	default:
		for _, part := range norm.NFKD.String(string(r)) {
			if !unicode.Is(unicode.M, part) {
				b.WriteRune(unicode.ToLower(part))
			}
		}
	}
}

// digitValue is what a decimal digit of any script stands for: they lie in
// blocks of ten.
func digitValue(r rune) byte {
	for _, block := range unicode.Nd.R16 {
		if lo, hi := rune(block.Lo), rune(block.Hi); r >= lo && r <= hi {
			return byte((r - lo) % 10)
		}
	}
	for _, block := range unicode.Nd.R32 {
		if lo, hi := rune(block.Lo), rune(block.Hi); r >= lo && r <= hi {
			return byte((r - lo) % 10)
		}
	}
	return 0
}

// words are the folded words of a text.
func words(text string) []string {
	var out []string
	for _, t := range split(text) {
		out = append(out, t.word)
	}
	return out
}
