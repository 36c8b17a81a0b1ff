package main

import (
	"image/color"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// attr is a set of text attributes.
type attr uint8

const (
	bold attr = 1 << iota
	faint
	italic
	underline
	reverse
	conceal
	strike
)

// style is how a cell is drawn. A nil colour is the terminal's default.
type style struct {
	fg, bg color.Color
	attrs  attr
}

func (s style) has(a attr) bool { return s.attrs&a != 0 }

// cell is one place of the grid. A grapheme two cells wide stands in its
// first cell with width 2; the cell it covers has width 0 and no text.
type cell struct {
	text  string
	width int
	style style
}

// screen is a grid of cells, rows first, every row cols long.
type screen struct {
	cols int
	rows [][]cell
}

// parse reads text with SGR sequences into a grid. What lies outside the grid
// is cut; cols or rows of 0 take the size from the text.
func parse(text string, cols, rows int) screen {
	w := writer{parser: ansi.NewParser(), clip: cols, clipRows: rows}
	w.write(strings.TrimSuffix(strings.ToValidUTF8(text, "\ufffd"), "\n"))
	grid := screen{cols: cols, rows: w.rows}
	if cols == 0 {
		for _, row := range w.rows {
			grid.cols = max(grid.cols, len(row))
		}
	}
	for len(grid.rows) < rows {
		grid.rows = append(grid.rows, nil)
	}
	for i, row := range grid.rows {
		for len(row) < grid.cols {
			row = append(row, cell{text: " ", width: 1})
		}
		grid.rows[i] = row
	}
	return grid
}

// writer is the state of the small terminal that parse drives: it only ever
// moves right and down, because a captured screen has no other movement.
type writer struct {
	parser         *ansi.Parser
	rows           [][]cell
	style          style
	clip, clipRows int // 0: no limit
}

func (w *writer) write(text string) {
	w.rows = append(w.rows, nil)
	var state byte
	for text != "" {
		seq, width, n, next := ansi.DecodeSequence(text, state, w.parser)
		text, state = text[n:], next
		switch {
		case width > 0:
			w.put(seq, width)
		case seq == "\n":
			if w.clipRows > 0 && len(w.rows) == w.clipRows {
				return
			}
			w.rows = append(w.rows, nil)
		case ansi.Cmd(w.parser.Command()) == 'm' && strings.HasSuffix(seq, "m"):
			w.style = w.style.apply(w.parser.Params())
		default:
			w.join(seq)
		}
	}
}

func (w *writer) put(text string, width int) {
	last := len(w.rows) - 1
	if w.clip > 0 && len(w.rows[last])+width > w.clip {
		return
	}
	w.rows[last] = append(w.rows[last], cell{text: text, width: width, style: w.style})
	for range width - 1 {
		w.rows[last] = append(w.rows[last], cell{style: w.style})
	}
}

// join adds an accent to the grapheme before it; the decoder hands over an
// ASCII letter without waiting for one. Control characters are dropped.
func (w *writer) join(mark string) {
	row := w.rows[len(w.rows)-1]
	r, _ := utf8.DecodeRuneInString(mark)
	if len(row) > 0 && row[len(row)-1].width == 1 && unicode.Is(unicode.Mn, r) {
		row[len(row)-1].text += mark
	}
}

// apply returns the style after a "select graphic rendition" sequence.
func (s style) apply(params ansi.Params) style {
	if len(params) == 0 {
		return style{}
	}
	for i := 0; i < len(params); {
		code := params[i].Param(0)
		switch code {
		case 38, 48, 58:
			var c color.Color
			n := ansi.ReadStyleColor(params[i:], &c)
			if n == 0 {
				return s // the rest cannot be told apart from the broken colour
			}
			s = s.colored(code, c)
			i += n
			continue
		case 4:
			s.attrs |= underline
			if params[i].HasMore() { // 4:0 is off, 4:1 to 4:5 are kinds of underline
				i++
				if i < len(params) && params[i].Param(1) == 0 {
					s.attrs &^= underline
				}
			}
		default:
			s = s.simple(code)
		}
		i++
	}
	return s
}

func (s style) colored(code int, c color.Color) style {
	switch code {
	case 38:
		s.fg = c
	case 48:
		s.bg = c
	}
	return s // 58 colours the underline, which is drawn in the text's colour here
}

// simple applies an SGR code that stands alone. Unknown codes change nothing.
func (s style) simple(code int) style {
	switch {
	case code == 0:
		return style{}
	case code >= 1 && code <= 9:
		s.attrs |= attrOf(code)
	case code == 22:
		s.attrs &^= bold | faint
	case code >= 23 && code <= 29:
		s.attrs &^= attrOf(code - 20)
	case code >= 30 && code <= 37:
		s.fg = ansi.BasicColor(code - 30)
	case code == 39:
		s.fg = nil
	case code >= 40 && code <= 47:
		s.bg = ansi.BasicColor(code - 40)
	case code == 49:
		s.bg = nil
	case code >= 90 && code <= 97:
		s.fg = ansi.BasicColor(code - 90 + 8)
	case code >= 100 && code <= 107:
		s.bg = ansi.BasicColor(code - 100 + 8)
	}
	return s
}

// attrOf returns the attribute that an SGR code from 1 to 9 sets; blinking
// (5, 6) is none in a picture.
func attrOf(code int) attr {
	switch code {
	case 1:
		return bold
	case 2:
		return faint
	case 3:
		return italic
	case 4:
		return underline
	case 7:
		return reverse
	case 8:
		return conceal
	case 9:
		return strike
	}
	return 0
}
