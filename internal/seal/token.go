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
	capital bool   // begins with a capital, and goes on without
	shouted bool   // is in capitals throughout
	far     bool   // too far from the token before to belong together with it
	spaced  bool   // only white space stands before it
	fresh   bool   // a sign or a line end stands before it
}

// split finds the tokens of a text. What has been masked before is none, and
// nothing belongs together across it. An escape such as %20 is a sign.
func split(text string) []token {
	var out []token
	signs, blank, fresh := 0, true, false
	for at := 0; at < len(text); {
		if n := sign(text[at:]); n > 0 {
			switch {
			case n == len(Masked):
				signs = mostBetween + 1
			case n > 1 && text[at] == '%' || !isSpace(text[at:]):
				signs, blank, fresh = signs+1, false, true
			case text[at] == '\n':
				fresh = true
			}
			at += n
			continue
		}
		t := token{span: span{from: at}, far: signs > mostBetween, spaced: blank, fresh: fresh}
		at = t.read(text)
		out = append(out, t)
		signs, blank, fresh = 0, true, false
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
	at, small, letters := t.from, false, 0
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !letter(r) && !unicode.Is(unicode.M, r) && !unicode.Is(unicode.Cf, r) {
			break
		}
		if at == t.from {
			t.capital = unicode.IsUpper(r)
		}
		if unicode.IsLetter(r) {
			letters, small = letters+1, small || !unicode.IsUpper(r)
		}
		foldRune(&b, r)
		at += size
	}
	t.to, t.word = at, b.String()
	if t.shouted = letters > 1 && !small; t.shouted {
		t.capital = false
	}
	return at
}

// foldRune writes a letter as it is compared.
func foldRune(b *strings.Builder, r rune) {
	switch {
	case r < utf8.RuneSelf:
		b.WriteRune(unicode.ToLower(r))
	case unicode.IsDigit(r):
		b.WriteByte('0' + digitValue(r))
	case unicode.Is(unicode.Cf, r): // draws nothing
	case lookAlike(r) != 0:
		b.WriteByte(lookAlike(r))
	default:
		for _, part := range norm.NFKD.String(string(r)) {
			if !unicode.Is(unicode.M, part) {
				b.WriteRune(unicode.ToLower(part))
			}
		}
	}
}

// alike are pairs of a Cyrillic or Greek letter and the Latin one it looks like.
const alike = "аaеeоoрpсcуyхxіiјjѕsԁdһhԛqԝwӏlАaВbЕeЅsІiЈjКkМmНhОoРpСcТtУyХxкkмmтtнhвb" +
	"αaοoιiκkνvρpτtυuχxγyΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxıiɡgοo"

// lookAlike is the Latin letter that another script's looks like; 0 for none.
func lookAlike(r rune) byte {
	if i := strings.IndexRune(alike, r); i >= 0 && r >= utf8.RuneSelf {
		return alike[i+utf8.RuneLen(r)]
	}
	return 0
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
