package widget

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"piket/ui/cell"
)

// paragraph is one line of a text as typed, broken into rows for a width.
type paragraph struct {
	text  string
	width int   // the rows below were made for; 0: not made
	rows  []int // where each row begins, in bytes; the first at 0
}

// set replaces the text.
func (p *paragraph) set(text string) { p.text, p.width = text, 0 }

// wrap makes the rows for a width, once.
func (p *paragraph) wrap(width int) []int {
	if p.width != width {
		p.width, p.rows = width, wrapped(p.text, width, p.rows[:0])
	}
	return p.rows
}

// wrapped breaks a text behind spaces where it can. Spaces that no longer fit
// stay at the end of their row, where nobody sees them.
func wrapped(s string, width int, rows []int) []int {
	rows = append(rows, 0)
	start, after := 0, 0 // of the row, and behind its last space
	column, rest := 0, 0 // cells from the row's start, and from after
	for at := 0; at < len(s); {
		n, w := clusterAt(s, at)
		space := n == 1 && s[at] == ' '
		for !space && column+w > width && at > start {
			start, column = at, 0
			if after > rows[len(rows)-1] && after < at {
				start, column = after, rest
			}
			rows = append(rows, start)
		}
		column, rest, at = column+w, rest+w, at+n
		if space {
			after, rest = at, 0
		}
	}
	return rows
}

// clusterAt is the length in bytes and the cells of what a reader sees as one
// character at an offset.
func clusterAt(s string, at int) (bytes, cells int) {
	if ascii(s, at) && (at+1 == len(s) || ascii(s, at+1)) {
		return 1, 1
	}
	c, _, _, _ := uniseg.FirstGraphemeClusterInString(s[at:], -1)
	return len(c), cell.Width(c)
}

func ascii(s string, at int) bool { return s[at] >= ' ' && s[at] < 0x7f }

// before is where the character begins that ends at an offset.
func (p *paragraph) before(at int) int {
	if at > 0 && ascii(p.text, at-1) && (at == len(p.text) || ascii(p.text, at)) {
		return at - 1
	}
	begin := 0
	for i := 0; i < at; {
		begin = i
		n, _ := clusterAt(p.text, i)
		i += n
	}
	return begin
}

// after is where the character ends that begins at an offset.
func (p *paragraph) after(at int) int {
	if at >= len(p.text) {
		return len(p.text)
	}
	n, _ := clusterAt(p.text, at)
	return at + n
}

// snap is the offset itself if it stands between two characters, else the end
// of the one around it.
func (p *paragraph) snap(at int) int {
	if at >= len(p.text) || (at > 0 && ascii(p.text, at-1) && ascii(p.text, at)) {
		return min(at, len(p.text))
	}
	for i := 0; ; {
		if i >= at {
			return i
		}
		n, _ := clusterAt(p.text, i)
		i += n
	}
}

// wordBefore is where the word begins that ends at or before an offset. A
// space that bears an accent belongs to its word.
func (p *paragraph) wordBefore(at int) int {
	left := strings.TrimRight(p.text[:at], " ")
	begin := strings.LastIndexByte(left, ' ') + 1
	if end := p.snap(begin); end != begin {
		return p.before(end)
	}
	return begin
}

// wordAfter is where the word ends that begins at or behind an offset.
func (p *paragraph) wordAfter(at int) int {
	rest := p.text[at:]
	spaces := len(rest) - len(strings.TrimLeft(rest, " "))
	if end := strings.IndexByte(rest[spaces:], ' '); end >= 0 {
		return at + spaces + end
	}
	return len(p.text)
}

// rowOf is the row an offset stands in.
func (p *paragraph) rowOf(at, width int) int {
	rows := p.wrap(width)
	i := len(rows) - 1
	for i > 0 && rows[i] > at {
		i--
	}
	return i
}

// row is the text of a row.
func (p *paragraph) row(i int) string {
	if i+1 < len(p.rows) {
		return p.text[p.rows[i]:p.rows[i+1]]
	}
	return p.text[p.rows[i]:]
}

// column is the cell of an offset within its row.
func (p *paragraph) column(at, row int) int { return cell.Width(p.text[p.rows[row]:at]) }

// offset is the place in a row nearest to a cell, at most before its last
// character when another row follows: behind it one stands in that row.
func (p *paragraph) offset(row, column int) int {
	at, end := p.rows[row], p.rows[row]+len(p.row(row))
	last := row == len(p.rows)-1
	for at < end && column > 0 {
		n, w := clusterAt(p.text, at)
		if !last && at+n >= end {
			break
		}
		if column < w {
			break
		}
		at, column = at+n, column-w
	}
	return at
}

func characters(s string) int { return utf8.RuneCountInString(s) }
