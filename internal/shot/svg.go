package main

import (
	"fmt"
	"html"
	"image/color"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sizes in pixels. The cell is 0.6 em wide, which is the advance of most
// monospace fonts, and whole pixels, so that painted cells leave no seams.
const (
	fontSize   = 15
	cellWidth  = 9
	cellHeight = 20
	baseline   = 15 // from the top of a cell
	padding    = 16
	barHeight  = 34
	fontFamily = "'JetBrains Mono','Cascadia Mono','SF Mono',Menlo,'DejaVu Sans Mono','Liberation Mono',Consolas,monospace"
)

// picture is what is drawn: a screen in a window.
type picture struct {
	screen           screen
	theme            theme
	title            string
	cursorX, cursorY int // cell of the cursor; negative for none
}

// svg returns the picture as an SVG document.
func (p picture) svg() string {
	width := p.screen.cols*cellWidth + 2*padding
	height := len(p.screen.rows)*cellHeight + 2*padding
	top := padding
	if p.title != "" {
		height += barHeight
		top += barHeight
	}
	c := &canvas{}
	c.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">`+"\n", width, height, width, height)
	p.frame(c, width, height)
	c.printf(`<g font-family="%s" font-size="%d" fill="%s">`+"\n", fontFamily, fontSize, hex(p.theme.fg))
	for y, row := range p.screen.rows {
		p.backgrounds(c, row, top+y*cellHeight)
	}
	for y, row := range p.screen.rows {
		p.glyphs(c, row, top+y*cellHeight)
	}
	p.cursor(c, top)
	c.flush()
	c.printf("</g>\n</svg>\n")
	return c.out.String()
}

// frame draws the window and its title bar.
func (p picture) frame(c *canvas, width, height int) {
	if p.title != "" {
		c.printf("<title>%s</title>\n", html.EscapeString(p.title))
	}
	c.printf(`<rect x="0.5" y="0.5" width="%d" height="%d" rx="9" fill="%s" stroke="%s"/>`+"\n",
		width-1, height-1, hex(p.theme.bg), hex(p.theme.edge))
	if p.title == "" {
		return
	}
	c.printf(`<path d="M1 %d V9.5 A8.5 8.5 0 0 1 9.5 1 H%d.5 A8.5 8.5 0 0 1 %d 9.5 V%d Z" fill="%s"/>`+"\n",
		barHeight, width-10, width-1, barHeight, hex(p.theme.bar))
	for i := range 3 {
		c.printf(`<circle cx="%d" cy="%d.5" r="5" fill="%s"/>`+"\n", 20+i*18, barHeight/2, hex(p.theme.edge))
	}
	c.printf(`<text x="%d" y="%d" text-anchor="middle" font-family="%s" font-size="13" fill="%s">%s</text>`+"\n",
		width/2, barHeight/2+5, fontFamily, hex(mix(p.theme.fg, p.theme.bar, 0.3)), html.EscapeString(p.title))
}

func (p picture) backgrounds(c *canvas, row []cell, top int) {
	for x, cell := range row {
		if _, bg, painted := p.theme.colors(cell.style); painted {
			c.rect(rect{float64(padding + x*cellWidth), float64(top), cellWidth, cellHeight}, bg)
		}
	}
	c.flush()
}

// glyphs draws one row: words as text, lines and blocks as shapes.
func (p picture) glyphs(c *canvas, row []cell, top int) {
	for x := 0; x < len(row); {
		n := runLength(row[x:])
		run := row[x : x+n]
		left := padding + x*cellWidth
		x += n
		first := run[0]
		if first.style.has(conceal) || first.width == 0 {
			continue
		}
		fg, bg, _ := p.theme.colors(first.style)
		cells := n
		if n == 1 {
			cells = first.width
		}
		if first.text != " " && !c.shape(first.text, left, top, fg, bg) {
			p.text(c, run, cells, left, top+baseline)
		}
	}
	p.rules(c, row, underline, top+baseline+2)
	p.rules(c, row, strike, top+baseline-5)
}

// rules draws the lines under or through the text that has the attribute.
func (p picture) rules(c *canvas, row []cell, which attr, y int) {
	for x, cell := range row {
		if cell.style.has(which) {
			fg, _, _ := p.theme.colors(cell.style)
			c.rect(rect{float64(padding + x*cellWidth), float64(y), cellWidth, 1}, fg)
		}
	}
	c.flush()
}

// text draws the graphemes of a run, held to the grid whatever font is found:
// by its length where the viewer knows textLength, and a single symbol, which
// may come from a font of another width, by its middle.
func (p picture) text(c *canvas, run []cell, cells, left, y int) {
	var word strings.Builder
	for _, cell := range run {
		word.WriteString(cell.text)
	}
	fg, _, _ := p.theme.colors(run[0].style)
	var attrs strings.Builder
	if fg != p.theme.fg {
		attrs.WriteString(` fill="` + hex(fg) + `"`)
	}
	if run[0].style.has(bold) {
		attrs.WriteString(` font-weight="700"`)
	}
	if run[0].style.has(italic) {
		attrs.WriteString(` font-style="italic"`)
	}
	x := strconv.Itoa(left)
	if len(run) == 1 {
		x = number(float64(left) + float64(cells*cellWidth)/2)
		attrs.WriteString(` text-anchor="middle"`)
	}
	c.flush()
	c.printf(`<text x="%s" y="%d" textLength="%d" lengthAdjust="spacingAndGlyphs"%s>%s</text>`+"\n",
		x, y, cells*cellWidth, attrs.String(), html.EscapeString(word.String()))
}

// cursor draws an upright bar, as most terminals do in an input.
func (p picture) cursor(c *canvas, top int) {
	if p.cursorX < 0 || p.cursorY < 0 || p.cursorX >= p.screen.cols || p.cursorY >= len(p.screen.rows) {
		return
	}
	c.rect(rect{float64(padding + p.cursorX*cellWidth), float64(top + p.cursorY*cellHeight + 1), 2, cellHeight - 2}, p.theme.fg)
}

// runLength returns how many cells from the start can be one piece of text:
// letters and digits of one style. Everything else stands alone, which keeps
// it on its column and keeps fonts from joining signs such as "->".
func runLength(row []cell) int {
	n := 1
	for plain(row[0]) && n < len(row) && plain(row[n]) && row[n].style == row[0].style {
		n++
	}
	return n
}

func plain(c cell) bool {
	r, size := utf8.DecodeRuneInString(c.text)
	return c.width == 1 && size == len(c.text) && r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// rect is an area in pixels.
type rect struct{ x, y, w, h float64 }

// canvas collects the elements of the document. Rectangles are held back so
// that neighbours of one colour become one element.
type canvas struct {
	out     strings.Builder
	pending rect
	fill    color.RGBA
}

func (c *canvas) printf(format string, args ...any) { fmt.Fprintf(&c.out, format, args...) }

func (c *canvas) rect(r rect, fill color.RGBA) {
	last := &c.pending
	if fill == c.fill && r.y == last.y && r.h == last.h && r.x == last.x+last.w {
		last.w += r.w
		return
	}
	c.flush()
	*last, c.fill = r, fill
}

// flush writes the rectangle that is held back, if any.
func (c *canvas) flush() {
	if r := c.pending; r.w > 0 {
		c.printf(`<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`+"\n",
			number(r.x), number(r.y), number(r.w), number(r.h), hex(c.fill))
	}
	c.pending = rect{}
}

// number writes a coordinate as short as it can be.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
