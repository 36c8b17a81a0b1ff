package config

import "strings"

// maxDepth is how many names one key may have and how far brackets may nest.
// No setting needs more than four; the decoder's time grows with the square
// of it, up to minutes for a small file made to that end.
const maxDepth = 16

// deepLine is the first line that nests deeper than maxDepth, from 1; 0 when
// none does. Strings and remarks are stepped over.
func deepLine(s string) int {
	line, brackets, dots := 1, 0, 0
	for s != "" {
		n := 1
		switch s[0] {
		case '\n', ',', '=':
			dots = 0
		case '.':
			dots++
		case '[', '{':
			brackets, dots = brackets+1, 0
		case ']', '}':
			brackets--
		case '#':
			n = len(s) - len(strings.TrimLeftFunc(s, func(r rune) bool { return r != '\n' }))
		case '"', '\'':
			n = stringLength(s)
		}
		if brackets > maxDepth || dots > maxDepth {
			return line
		}
		line += strings.Count(s[:n], "\n")
		s = s[n:]
	}
	return 0
}

// stringLength is the length of the TOML string s begins with; one that does
// not end reaches to the end of its line, or of s where it may have lines.
func stringLength(s string) int {
	quote := s[:1]
	if strings.HasPrefix(s, strings.Repeat(quote, 3)) {
		quote = s[:3]
	}
	for i := len(quote); i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], quote):
			return i + len(quote)
		case s[i] == '\\' && quote[0] == '"' && i+1 < len(s):
			i++
		case s[i] == '\n' && len(quote) == 1:
			return i
		}
	}
	return len(s)
}
