package terminal

import (
	"io"
	"sync/atomic"
	"unicode/utf8"
)

// Cooked reads lines typed on a far terminal, which sends every key as it is:
// it shows what is typed, and takes back what is deleted, as a terminal of
// one's own does. It is one reader's.
type Cooked struct {
	in     io.Reader
	out    io.Writer
	line   []byte // being typed
	ready  []byte // typed to its end and not read yet
	err    error
	hidden atomic.Bool
}

// NewCooked cooks what comes from a terminal and shows it there.
func NewCooked(in io.Reader, out io.Writer) *Cooked { return &Cooked{in: in, out: out} }

// Hide stops showing what is typed, or shows it again.
func (c *Cooked) Hide(hide bool) { c.hidden.Store(hide) }

// mostTyped is the longest line, in bytes.
const mostTyped = 64 << 10

// Read gives whole lines. Ctrl+D on an empty line ends the input, Ctrl+C ends
// it wherever it stands.
func (c *Cooked) Read(p []byte) (int, error) {
	var key [1]byte
	for len(c.ready) == 0 {
		if c.err != nil {
			return 0, c.err
		}
		if _, err := io.ReadFull(c.in, key[:]); err != nil {
			c.err = err
			continue
		}
		c.take(key[0])
	}
	n := copy(p, c.ready)
	c.ready = c.ready[n:]
	return n, nil
}

func (c *Cooked) take(key byte) {
	switch key {
	case '\r', '\n':
		c.show("\r\n")
		c.line = append(c.line, '\n')
		c.ready, c.line = c.line, nil
	case 0x03:
		c.err = io.EOF
	case 0x04:
		if len(c.line) == 0 {
			c.err = io.EOF
		}
	case 0x08, 0x7f:
		c.rub()
	default:
		if key >= ' ' && len(c.line) < mostTyped {
			c.line = append(c.line, key)
			c.echo(string([]byte{key})) // perhaps a part of a letter
		}
	}
}

// rub takes the last letter back.
func (c *Cooked) rub() {
	_, size := utf8.DecodeLastRune(c.line)
	if size > 0 {
		c.line = c.line[:len(c.line)-size]
		c.echo("\b \b")
	}
}

func (c *Cooked) echo(text string) {
	if !c.hidden.Load() {
		c.show(text)
	}
}

func (c *Cooked) show(text string) {
	if _, err := io.WriteString(c.out, text); err != nil {
		c.err = err
	}
}
