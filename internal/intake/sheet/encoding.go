package sheet

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Encoding is how the characters of a file were written.
type Encoding string

// The encodings. Damaged is UTF-8 in which some bytes make no character; they
// are read as �.
const (
	UTF8        Encoding = "utf-8"
	Damaged     Encoding = "utf-8-damaged"
	UTF16LE     Encoding = "utf-16-le"
	UTF16BE     Encoding = "utf-16-be"
	Windows1252 Encoding = "windows-1252"
)

// Sniff reads r to its end and says how its characters were written, and how
// many bytes it holds. It returns ErrTooLarge beyond limit bytes and
// ErrNotText for what no encoding explains.
func Sniff(r io.Reader, limit int64) (Encoding, int64, error) {
	var c census
	buf := make([]byte, 64<<10)
	for {
		n, err := r.Read(buf)
		if c.add(buf[:n]); c.size > limit {
			return "", c.size, ErrTooLarge
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", c.size, fmt.Errorf("read: %w", err)
		}
	}
	enc, err := c.encoding()
	return enc, c.size, err
}

// census counts what tells encodings apart.
type census struct {
	start  []byte // the first bytes
	rest   []byte // a character cut off at the end of the last read
	size   int64
	wide   int64 // characters of more than one byte, well written
	wrong  int64 // bytes that are no part of one
	binary bool
}

func (c *census) add(p []byte) {
	c.size += int64(len(p))
	if len(c.start) < 4 {
		c.start = append(c.start, p[:min(4-len(c.start), len(p))]...)
	}
	c.binary = c.binary || bytes.IndexByte(p, 0) >= 0
	if len(c.rest) > 0 {
		p = append(c.rest, p...)
		c.rest = nil
	}
	for len(p) > 0 {
		if p[0] < utf8.RuneSelf {
			p = p[1:]
			continue
		}
		if !utf8.FullRune(p) {
			c.rest = bytes.Clone(p)
			return
		}
		r, n := utf8.DecodeRune(p)
		if r == utf8.RuneError && n == 1 {
			c.wrong++
		} else {
			c.wide++
		}
		p = p[n:]
	}
}

func (c *census) encoding() (Encoding, error) {
	c.wrong += int64(len(c.rest))
	switch {
	case bytes.HasPrefix(c.start, []byte("\xff\xfe")):
		return UTF16LE, nil
	case bytes.HasPrefix(c.start, []byte("\xfe\xff")):
		return UTF16BE, nil
	case c.binary, bytes.HasPrefix(c.start, []byte("PK\x03\x04")), bytes.HasPrefix(c.start, []byte("%PDF")):
		return "", ErrNotText
	case c.wrong == 0:
		return UTF8, nil
	case c.wide > c.wrong, bytes.HasPrefix(c.start, []byte("\xef\xbb\xbf")):
		return Damaged, nil
	}
	return Windows1252, nil
}

// Decode is r as UTF-8 without a byte order mark, its line ends all \n.
func (e Encoding) Decode(r io.Reader) io.Reader {
	switch e {
	case UTF16LE:
		r = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(r)
	case UTF16BE:
		r = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Reader(r)
	case Windows1252:
		r = charmap.Windows1252.NewDecoder().Reader(r)
	case UTF8, Damaged:
		r = unicode.UTF8BOM.NewDecoder().Reader(r)
	}
	return &lineEnds{r: r}
}

// lineEnds turns \r\n and a lone \r into \n.
type lineEnds struct {
	r    io.Reader
	last byte
}

func (l *lineEnds) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	kept := p[:0]
	for _, b := range p[:n] {
		after := l.last
		l.last = b
		if b == '\n' && after == '\r' {
			continue
		}
		if b == '\r' {
			b = '\n'
		}
		kept = append(kept, b)
	}
	return len(kept), err
}
