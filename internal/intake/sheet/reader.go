package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

const (
	maxRecord = 1 << 20 // bytes of one record; a report is a few thousand
	maxLines  = 2_000   // lines of one record
	maxBroken = 5_000   // records whose quotes are wrong; each may cost a second reading of maxRecord
)

// Record is one row of a spreadsheet.
type Record struct {
	Cells []string
	Row   int   // as a spreadsheet numbers its rows, from 1
	Line  int   // of the file, where the record begins, from 1
	Err   error // ErrQuote or ErrLong; then there are no cells
}

// Blank says that the row holds nothing.
func (r Record) Blank() bool { return len(r.Cells) == 1 && r.Cells[0] == "" }

// Reader reads records. It is for one goroutine.
type Reader struct {
	in    *bufio.Reader
	delim byte
	ahead []line // read, and given back by a record that went wrong
	row   int
	line  int

	broken int // records whose quotes were wrong
}

type line struct {
	text []byte
	long bool
}

// NewReader reads records from decoded text, cells parted by delim.
func NewReader(decoded io.Reader, delim byte) *Reader {
	return &Reader{in: bufio.NewReaderSize(decoded, 64<<10), delim: delim}
}

// Read is the next record; io.EOF after the last. Any other error is of the
// file, not of a record.
func (r *Reader) Read() (Record, error) {
	first, err := r.take()
	if err != nil {
		return Record{}, err
	}
	r.row++
	rec := Record{Row: r.row, Line: r.line}
	if first.long {
		rec.Err = ErrLong
		return rec, nil
	}
	rec.Cells, rec.Err, err = r.record(first)
	return rec, err
}

// record reads on until the quotes of the first line are closed. If they
// never are, the lines after the first are given back.
func (r *Reader) record(first line) (cells []string, wrong, err error) {
	s := splitter{delim: r.delim}
	open, wrong := s.feed(first.text)
	var taken []line
	for size := len(first.text); open && wrong == nil; {
		next, err := r.take()
		if errors.Is(err, io.EOF) {
			wrong = ErrQuote
			break
		}
		if err != nil {
			return nil, nil, err
		}
		taken = append(taken, next)
		if size += len(next.text); next.long || size > maxRecord || len(taken) > maxLines {
			wrong = ErrQuote
			break
		}
		open, wrong = s.feed(next.text)
	}
	if wrong != nil {
		if r.broken++; r.broken > maxBroken {
			return nil, nil, ErrNotText
		}
		r.ahead = append(taken, r.ahead...)
		r.line -= len(taken)
		return nil, wrong, nil
	}
	return s.cells, nil, nil
}

// take is the next line of the file without its end. The text is the
// caller's to keep.
func (r *Reader) take() (line, error) {
	if len(r.ahead) > 0 {
		l := r.ahead[0]
		r.ahead = r.ahead[1:]
		r.line++
		return l, nil
	}
	var l line
	for {
		part, err := r.in.ReadSlice('\n')
		if l.long = l.long || len(l.text)+len(part) > maxRecord; l.long {
			l.text = nil
		} else {
			l.text = append(l.text, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && (!errors.Is(err, io.EOF) || len(l.text) == 0 && !l.long) {
			return line{}, wrapped(err)
		}
		break
	}
	r.line++
	l.text = bytes.TrimSuffix(l.text, []byte("\n"))
	return l, nil
}

func wrapped(err error) error {
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	return fmt.Errorf("read: %w", err)
}
