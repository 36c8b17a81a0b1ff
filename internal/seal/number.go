package seal

import (
	"strings"
	"unicode/utf8"
)

// figure is one digit of a text.
type figure struct {
	span
	digit byte
	first bool // nothing but a sign stands before it
}

// inNumbers finds the reporter's numbers in runs of digits, however these are
// grouped. A run ends at a letter.
func (m *Masker) inNumbers(text string, tokens []token, found []span) []span {
	if len(m.numbers) == 0 {
		return found
	}
	before := len(found)
	var run []figure
	for _, t := range tokens {
		if t.far {
			found, run = m.inRun(run, found), nil
		}
		ascii := isASCII(text[t.from:t.to])
		for i := range len(t.word) {
			if c := t.word[i]; c < '0' || c > '9' {
				found, run = m.inRun(run, found), nil
				continue
			}
			at := t.span // folding moved the letters: all of it
			if ascii {
				at = span{t.from + i, t.from + i + 1}
			}
			run = append(run, figure{span: at, digit: t.word[i], first: i == 0})
		}
	}
	found = m.inRun(run, found)
	for i := before; i < len(found); i++ {
		found[i].from = withPlus(text, found[i].from)
	}
	return found
}

// withPlus is where a number begins that has a plus sign, or stands in
// brackets.
func withPlus(text string, from int) int {
	for from > 0 && (text[from-1] == '+' || text[from-1] == '(') {
		from--
	}
	return from
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// inRun finds the numbers in one run of digits.
func (m *Masker) inRun(run []figure, found []span) []span {
	if len(run) < minMaskedDigit {
		return found
	}
	all := digitsOf(run)
	for _, number := range m.numbers {
		for from := 0; ; {
			at := strings.Index(all[from:], number)
			if at < 0 {
				break
			}
			at += from
			from = at + len(number)
			found = append(found, span{run[begin(run, at)].from, run[end(run, from-1)].to})
		}
	}
	return found
}

// begin is the first digit of the group in which a number begins, or of its
// country code.
func begin(run []figure, at int) int {
	for at > 0 && !run[at].first {
		at--
	}
	for _, code := range []string{"00620", "0062", "062", "620", "62", "0"} {
		from := at - len(code)
		if from >= 0 && run[from].first && digitsOf(run[from:at]) == code {
			return from
		}
	}
	return at
}

func digitsOf(run []figure) string {
	var b strings.Builder
	for _, f := range run {
		b.WriteByte(f.digit)
	}
	return b.String()
}

// end is the last digit of the group in which a number ends.
func end(run []figure, at int) int {
	for at+1 < len(run) && !run[at+1].first {
		at++
	}
	return at
}
