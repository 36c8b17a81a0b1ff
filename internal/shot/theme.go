package main

import (
	"fmt"
	"image/color"

	"github.com/charmbracelet/x/ansi"
)

// theme is the colours a terminal brings of its own.
type theme struct {
	fg, bg    color.RGBA
	bar, edge color.RGBA // title bar and window outline
	basic     [16]color.RGBA
}

// themeNamed returns the dark or the light theme.
func themeNamed(name string) (theme, error) {
	switch name {
	case "dark":
		return theme{
			fg: rgb(0xd7dae0), bg: rgb(0x16191f), bar: rgb(0x20242c), edge: rgb(0x343a46),
			basic: [16]color.RGBA{
				rgb(0x1d2129), rgb(0xe0616b), rgb(0x8fbf73), rgb(0xdfb463),
				rgb(0x68a5e3), rgb(0xbd83d8), rgb(0x56b3bd), rgb(0xc3c8d1),
				rgb(0x6b7382), rgb(0xf0808a), rgb(0xa9d68c), rgb(0xf0cb80),
				rgb(0x8cbff2), rgb(0xd2a1e8), rgb(0x7bcdd6), rgb(0xf4f6f9),
			},
		}, nil
	case "light":
		return theme{
			fg: rgb(0x24292f), bg: rgb(0xffffff), bar: rgb(0xf0f2f5), edge: rgb(0xcfd5dd),
			basic: [16]color.RGBA{
				rgb(0x24292f), rgb(0xc0272d), rgb(0x2c7d32), rgb(0x96690a),
				rgb(0x1f63c0), rgb(0x8a3ab0), rgb(0x0f7580), rgb(0x8a929c),
				rgb(0x57606a), rgb(0xd8414a), rgb(0x3b9442), rgb(0xb5841d),
				rgb(0x3b7fdc), rgb(0xa258c7), rgb(0x228f9b), rgb(0xe8ebef),
			},
		}, nil
	}
	return theme{}, fmt.Errorf("unknown theme %q, want dark or light", name)
}

// colors returns the text and background colours of a style, and whether the
// background has to be painted over the window's own.
func (t theme) colors(s style) (fg, bg color.RGBA, painted bool) {
	fg, bg = t.solid(s.fg, t.fg), t.solid(s.bg, t.bg)
	painted = s.bg != nil
	if s.has(reverse) {
		fg, bg, painted = bg, fg, true
	}
	if s.has(faint) {
		fg = mix(fg, bg, 0.45)
	}
	return fg, bg, painted
}

// solid turns a colour of the screen into one of the picture.
func (t theme) solid(c color.Color, fallback color.RGBA) color.RGBA {
	switch c := c.(type) {
	case nil:
		return fallback
	case ansi.BasicColor:
		return t.basic[c&15]
	case ansi.IndexedColor:
		if c < 16 {
			return t.basic[c]
		}
	}
	r, g, b, a := c.RGBA()
	if a == 0 {
		return fallback
	}
	return color.RGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: 0xff}
}

// mix returns a with the share of b, from 0 to 1, blended in.
func mix(a, b color.RGBA, share float64) color.RGBA {
	blend := func(x, y uint8) uint8 { return uint8(float64(x)*(1-share) + float64(y)*share + 0.5) }
	return color.RGBA{R: blend(a.R, b.R), G: blend(a.G, b.G), B: blend(a.B, b.B), A: 0xff}
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
