package main

import (
	"image/color"
	"unicode/utf8"
)

// Strokes of the box drawing characters: four digits each for the arms up,
// right, down and left; 0 none, 1 light, 2 heavy. Dashed and double lines are
// left to the font.
const (
	boxFirst = '─'                                                       // U+2500
	boxArms  = "0101020210102020" + "00000000000000000000000000000000" + // ─━│┃ and eight dashed ones
		"0110021001200220" + "0011001200210022" + // ┌┍┎┏ ┐┑┒┓
		"1100120021002200" + "1001100220012002" + // └┕┖┗ ┘┙┚┛
		"11101210211011202120221012202220" + // ├┝┞┟┠┡┢┣
		"10111012201110212021201210222022" + // ┤┥┦┧┨┩┪┫
		"01110112021102120121012202210222" + // ┬┭┮┯┰┱┲┳
		"11011102120112022101210222012202" + // ┴┵┶┷┸┹┺┻
		"11111112121112122111112121212112" + // ┼┽┾┿╀╁╂╃
		"22111122122122121222212222212222" // ╄╅╆╇╈╉╊╋
	halfFirst = '╴' // U+2574
	halfArms  = "0001100001000010" + "0002200002000020" + "0201102001022010"
)

// shape draws a line or block character as a shape, so that it joins its
// neighbours whatever the font, and reports whether it did.
func (c *canvas) shape(text string, left, top int, fg, bg color.RGBA) bool {
	r, size := utf8.DecodeRuneInString(text)
	if size != len(text) {
		return false
	}
	x, y := float64(left), float64(top)
	switch {
	case r >= boxFirst && r < boxFirst+rune(len(boxArms)/4):
		return c.arms(boxArms[(r-boxFirst)*4:], x, y, fg)
	case r >= halfFirst && r < halfFirst+rune(len(halfArms)/4):
		return c.arms(halfArms[(r-halfFirst)*4:], x, y, fg)
	case r >= '╭' && r <= '╰':
		c.arc(r, x, y, fg)
	case r >= '▀' && r <= '▟':
		c.block(r, x, y, fg, bg)
	case r > 0x2800 && r <= 0x28ff:
		c.braille(r, x, y, fg)
	default:
		return false
	}
	return true
}

// arms draws from the middle of the cell to its edges, and reports whether
// there was anything to draw.
func (c *canvas) arms(weights string, x, y float64, fg color.RGBA) bool {
	up, right, down, left := float64(weights[0]-'0'), float64(weights[1]-'0'), float64(weights[2]-'0'), float64(weights[3]-'0')
	const midX, midY = (cellWidth - 1) / 2, cellHeight/2 - 1
	upright, level := max(up, down), max(left, right)
	switch { // a straight line is one rectangle, so that a row of them becomes one element
	case left == right && left > 0:
		c.rect(rect{x, y + midY, cellWidth, left}, fg)
	case left > 0:
		c.rect(rect{x, y + midY, midX + max(upright, 1), left}, fg)
	}
	if right > 0 && right != left {
		c.rect(rect{x + midX, y + midY, cellWidth - midX, right}, fg)
	}
	if up > 0 {
		c.rect(rect{x + midX, y, up, midY + max(level, 1)}, fg)
	}
	if down > 0 {
		c.rect(rect{x + midX, y + midY, down, cellHeight - midY}, fg)
	}
	return upright+level > 0
}

// arc draws a rounded corner.
func (c *canvas) arc(r rune, x, y float64, fg color.RGBA) {
	const radius = 4
	midX, midY := x+(cellWidth-1)/2+0.5, y+cellHeight/2-0.5
	edgeX, edgeY, dx, dy := x+cellWidth, y+cellHeight, 1.0, 1.0
	if r == '╮' || r == '╯' {
		edgeX, dx = x, -1
	}
	if r == '╯' || r == '╰' {
		edgeY, dy = y, -1
	}
	c.flush()
	c.printf(`<path d="M%s %s H%s Q%s %s %s %s V%s" fill="none" stroke="%s"/>`+"\n",
		number(edgeX), number(midY), number(midX+dx*radius),
		number(midX), number(midY), number(midX), number(midY+dy*radius), number(edgeY), hex(fg))
}

// block draws the block elements U+2580 to U+259F.
func (c *canvas) block(r rune, x, y float64, fg, bg color.RGBA) {
	const w, h = float64(cellWidth), float64(cellHeight)
	switch {
	case r == '▀':
		c.rect(rect{x, y, w, h / 2}, fg)
	case r <= '█':
		part := h * float64(r-'▀') / 8
		c.rect(rect{x, y + h - part, w, part}, fg)
	case r <= '▏':
		c.rect(rect{x, y, w * float64('▏'-r+1) / 8, h}, fg)
	case r == '▐':
		c.rect(rect{x + w/2, y, w / 2, h}, fg)
	case r <= '▓':
		c.rect(rect{x, y, w, h}, mix(bg, fg, float64(r-'▐')/4))
	case r == '▔':
		c.rect(rect{x, y, w, h / 8}, fg)
	case r == '▕':
		c.rect(rect{x + w*7/8, y, w / 8, h}, fg)
	default:
		c.quadrants(r, x, y, fg)
	}
}

// quadrants draws U+2596 to U+259F: bit 0 is upper left, 1 upper right,
// 2 lower left, 3 lower right.
func (c *canvas) quadrants(r rune, x, y float64, fg color.RGBA) {
	const bits = "\x04\x08\x01\x0d\x09\x07\x0b\x02\x06\x0e"
	const w, h = float64(cellWidth) / 2, float64(cellHeight) / 2
	for i := range 4 {
		if bits[r-'▖']>>i&1 != 0 {
			c.rect(rect{x + float64(i%2)*w, y + float64(i/2)*h, w, h}, fg)
		}
	}
}

// braille draws the dots of U+2801 to U+28FF, which spinners are made of.
func (c *canvas) braille(r rune, x, y float64, fg color.RGBA) {
	const places = "\x00\x02\x04\x01\x03\x05\x06\x07" // bit to place, two places a row
	c.flush()
	for bit := range 8 {
		if (r-0x2800)>>bit&1 == 0 {
			continue
		}
		place := float64(places[bit])
		row := float64(int(place) / 2)
		col := place - 2*row
		c.printf(`<circle cx="%s" cy="%s" r="1.3" fill="%s"/>`+"\n",
			number(x+2.5+4*col), number(y+4+4*row), hex(fg))
	}
}
