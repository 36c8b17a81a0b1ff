package sshd

import (
	"strings"
	"unicode/utf8"
)

// maxCommand is the longest command line taken from the network, in bytes.
const maxCommand = 150 << 10

// words splits a command line as a POSIX shell would, and does nothing else a
// shell does: no variables, no patterns, no substitution, no second command.
// Words that were written empty stay, so that the next word is not taken for
// the value of an option. It returns ErrWords for a quote that is not closed
// and for bytes that no argument can have.
func words(command string) ([]string, error) {
	if len(command) > maxCommand || !utf8.ValidString(command) || strings.ContainsRune(command, 0) {
		return nil, ErrWords
	}
	var w splitter
	for _, r := range command {
		w.take(r)
	}
	if w.quote != 0 || w.escaped {
		return nil, ErrWords
	}
	w.end()
	return w.words, nil
}

// splitter is where words is in a command line.
type splitter struct {
	words   []string
	word    strings.Builder
	begun   bool // a word, perhaps an empty one
	quote   rune // the open quotation mark, or 0
	escaped bool // by the rune before
}

func (w *splitter) take(r rune) {
	switch {
	case w.escaped && r == '\n': // a line that goes on
		w.escaped = false
	case w.escaped:
		if w.quote != 0 && !strings.ContainsRune(`"\$`+"`", r) {
			w.word.WriteRune('\\') // stands for itself before other runes
		}
		w.escaped = false
		w.word.WriteRune(r)
	case r == '\\' && w.quote != '\'':
		w.escaped, w.begun = true, true
	case w.quote != 0 && r == w.quote:
		w.quote = 0
	case w.quote != 0:
		w.word.WriteRune(r)
	case r == '\'' || r == '"':
		w.quote, w.begun = r, true
	case r == ' ' || r == '\t' || r == '\n' || r == '\r':
		w.end()
	default:
		w.begun = true
		w.word.WriteRune(r)
	}
}

// end closes the word that was begun.
func (w *splitter) end() {
	if w.begun {
		w.words = append(w.words, w.word.String())
	}
	w.word.Reset()
	w.begun = false
}
