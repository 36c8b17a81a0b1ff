package sheet

import "bytes"

// splitter parts the lines of one record into cells.
type splitter struct {
	delim  byte
	cells  []string
	cell   []byte // what a quoted cell holds so far
	quoted bool   // inside a quoted cell
}

// feed takes one more line. open says that a quoted cell goes on in the next.
func (s *splitter) feed(text []byte) (open bool, wrong error) {
	for {
		var done bool
		if s.quoted {
			text, done, wrong = s.insideQuotes(text)
		} else {
			text, done = s.cellStart(text)
		}
		if wrong != nil {
			return false, wrong
		}
		if done {
			return s.quoted, nil
		}
	}
}

// cellStart reads a cell from its first byte: all of it when it is not
// quoted. done says that the line is at its end.
func (s *splitter) cellStart(text []byte) (rest []byte, done bool) {
	if len(text) > 0 && text[0] == '"' {
		s.quoted = true
		return text[1:], false
	}
	cell, rest, more := bytes.Cut(text, []byte{s.delim})
	s.cells = append(s.cells, string(cell))
	return rest, !more
}

// insideQuotes reads up to the closing quote and the delimiter after it.
func (s *splitter) insideQuotes(text []byte) (rest []byte, done bool, wrong error) {
	held, after, closed := bytes.Cut(text, []byte{'"'})
	s.cell = append(s.cell, held...)
	switch {
	case !closed:
		s.cell = append(s.cell, '\n')
		return nil, true, nil
	case len(after) > 0 && after[0] == '"':
		s.cell = append(s.cell, '"')
		return after[1:], false, nil
	case len(after) > 0 && after[0] != s.delim:
		return nil, false, ErrQuote
	}
	s.cells = append(s.cells, string(s.cell))
	s.cell, s.quoted = s.cell[:0], false
	if len(after) == 0 {
		return nil, true, nil
	}
	return after[1:], false, nil
}
