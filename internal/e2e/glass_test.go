package e2e

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// glass is the screen of a small terminal: it keeps what a program writes
// where the program wrote it. It knows the sequences a program uses that takes
// it for a vt100, and keeps a list of those it does not know.
type glass struct {
	mu            sync.Mutex // guards all
	parser        *ansi.Parser
	width, height int
	cells         [][]string
	x, y          int
	top, bottom   int  // the rows that scroll, bottom excluded
	inserts       bool // what is written makes room for itself
	odd           []string
}

func newGlass(width, height int) *glass {
	g := &glass{parser: ansi.NewParser(), width: width, height: height, bottom: height}
	for range height {
		g.cells = append(g.cells, g.blank())
	}
	g.parser.SetHandler(ansi.Handler{
		Print:     func(r rune) { g.put(string(r)) },
		Execute:   g.control,
		HandleCsi: g.sequence,
		HandleEsc: g.escape,
	})
	return g
}

// Write takes what the program sends.
func (g *glass) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, b := range p {
		g.parser.Advance(b)
	}
	return len(p), nil
}

// text is what stands on the screen, one line a row.
func (g *glass) text() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	lines := make([]string, len(g.cells))
	for y, row := range g.cells {
		lines[y] = strings.TrimRight(strings.Join(row, ""), " ")
	}
	return strings.Join(lines, "\n")
}

// unknown lists the sequences that could not be followed.
func (g *glass) unknown() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.odd)
}

func (g *glass) put(text string) {
	if g.x >= g.width {
		g.x = g.width - 1
		g.odd = append(g.odd, fmt.Sprintf("%q beyond the end of row %d", text, g.y))
	}
	if g.inserts {
		g.cells[g.y] = slices.Insert(g.cells[g.y], g.x, text)[:g.width]
	}
	g.cells[g.y][g.x] = text
	g.x++
}

func (g *glass) control(b byte) {
	switch b {
	case '\r':
		g.x = 0
	case '\n':
		if g.y == g.bottom-1 {
			g.scroll(1)
			return
		}
		g.move(g.x, g.y+1)
	case '\b':
		g.move(g.x-1, g.y)
	case '\a':
	default:
		g.odd = append(g.odd, fmt.Sprintf("%#x", b))
	}
}

func (g *glass) move(x, y int) {
	g.x, g.y = max(0, min(x, g.width-1)), max(0, min(y, g.height-1))
}

func (g *glass) blank() []string { return strings.Split(strings.Repeat(" ", g.width), "") }

func (g *glass) erase(y, from, to int) { copy(g.cells[y][from:to], g.blank()) }

// scroll moves the rows that scroll, up for a positive number.
func (g *glass) scroll(by int) {
	for ; by > 0; by-- {
		g.cells = slices.Insert(slices.Delete(g.cells, g.top, g.top+1), g.bottom-1, g.blank())
	}
	for ; by < 0; by++ {
		g.cells = slices.Insert(slices.Delete(g.cells, g.bottom-1, g.bottom), g.top, g.blank())
	}
}

// escape follows the sequences without a bracket: keypads, character sets,
// and the one that moves up or scrolls down.
func (g *glass) escape(cmd ansi.Cmd) {
	switch {
	case cmd.Intermediate() != 0, strings.ContainsRune("=>78\\", rune(cmd.Final())):
	case cmd.Final() == 'M' && g.y == g.top:
		g.scroll(-1)
	case cmd.Final() == 'M':
		g.move(g.x, g.y-1)
	default:
		g.odd = append(g.odd, fmt.Sprintf("ESC %c", cmd.Final()))
	}
}

// sequence follows a control sequence. Private modes, colours and questions to
// the terminal change nothing that can be read.
func (g *glass) sequence(cmd ansi.Cmd, params ansi.Params) {
	if cmd.Prefix() != 0 || cmd.Intermediate() != 0 {
		return
	}
	first, _, _ := params.Param(0, 0)
	n := max(1, first)
	switch cmd.Final() {
	case 'A':
		g.move(g.x, g.y-n)
	case 'B':
		g.move(g.x, g.y+n)
	case 'C':
		g.move(g.x+n, g.y)
	case 'D':
		g.move(g.x-n, g.y)
	case 'G':
		g.move(n-1, g.y)
	case 'd':
		g.move(g.x, n-1)
	case 'H':
		x, _, _ := params.Param(1, 1)
		g.move(max(1, x)-1, n-1)
	case 'h', 'l':
		if first != 4 {
			g.odd = append(g.odd, fmt.Sprintf("CSI %d %c", first, cmd.Final()))
		}
		g.inserts = cmd.Final() == 'h'
	case 'm', 'n', 'c', 'q', 't':
	default:
		g.change(cmd.Final(), first, params)
	}
}

// change follows a sequence that changes what stands on the screen.
func (g *glass) change(final byte, first int, params ansi.Params) {
	row, n := g.cells[g.y], max(1, first)
	switch final {
	case 'J', 'K':
		g.clear(final == 'J', first)
	case 'P': // the rest of the row comes nearer
		n = min(n, g.width-g.x)
		g.cells[g.y] = append(slices.Delete(row, g.x, g.x+n), g.blank()[:n]...)
	case '@': // and makes room
		n = min(n, g.width-g.x)
		g.cells[g.y] = slices.Insert(row, g.x, g.blank()[:n]...)[:g.width]
	case 'X':
		g.erase(g.y, g.x, min(g.width, g.x+n))
	case 'S':
		g.scroll(n)
	case 'T':
		g.scroll(-n)
	case 'L', 'M': // rows come or go at the cursor
		top := g.top
		g.top = g.y
		g.scroll(map[byte]int{'L': -n, 'M': n}[final])
		g.top = top
	case 'r':
		last, _, _ := params.Param(1, g.height)
		g.top, g.bottom = n-1, min(max(n, last), g.height)
		g.move(0, 0)
	default:
		g.odd = append(g.odd, fmt.Sprintf("CSI %d … %c", first, final))
	}
}

// clear empties the row, or the screen, from the cursor, up to it, or whole.
func (g *glass) clear(screen bool, mode int) {
	from, to := g.x, g.width
	if mode == 1 {
		from, to = 0, min(g.x+1, g.width)
	} else if mode != 0 {
		from = 0
	}
	g.erase(g.y, from, to)
	for y := range g.cells {
		if screen && (y < g.y && mode != 0 || y > g.y && mode != 1) {
			g.erase(y, 0, g.width)
		}
	}
}
