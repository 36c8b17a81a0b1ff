package ui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"piket/ui/cell"
	"piket/ui/screen"
)

// quiet is how long the keyboard must rest before a dialog that nobody asked
// for takes a key: what is being typed was not meant for it.
const quiet = 400 * time.Millisecond

// pane is a dialog over the screens.
type pane struct {
	id     int
	dialog screen.Dialog
	route  screen.Route // leads to it again; nil where nothing does
	// unasked dialogs are deaf until no key came for a while.
	unasked bool
	lastKey time.Time // or when it was opened
	until   time.Time // deaf no longer than this; zero: until the keys rest
}

// swallows says whether a key press at now was meant for something else.
func (p *pane) swallows(now time.Time) bool {
	if !p.unasked {
		return false
	}
	p.unasked = now.Sub(p.lastKey) < quiet && (p.until.IsZero() || now.Before(p.until))
	p.lastKey = now
	return p.unasked
}

// show puts a dialog on top.
func (r *Root) show(m screen.ShowDialog) tea.Cmd { return r.showFor(nil, m) }

// showFor puts the dialog on top that a route leads to.
func (r *Root) showFor(route screen.Route, m screen.ShowDialog) tea.Cmd {
	if m.Dialog == nil {
		return nil
	}
	r.serial++
	r.dialogs = append(r.dialogs, pane{id: r.serial, dialog: m.Dialog, route: route, unasked: m.Unasked, lastKey: r.ctx.Now()})
	if d, ok := m.Dialog.(screen.Starter); ok {
		return r.send(r.serial, d.Init())
	}
	return nil
}

// closeDialog takes a dialog away and hands its result to the screen below.
func (r *Root) closeDialog(id int, result tea.Msg) tea.Cmd {
	i := slices.IndexFunc(r.dialogs, func(p pane) bool { return p.id == id })
	if i < 0 {
		return nil
	}
	r.dialogs = slices.Delete(r.dialogs, i, i+1)
	if result == nil || len(r.stack) == 0 {
		return nil
	}
	return r.ask(r.stack[len(r.stack)-1].id, result)
}

// tellDialog hands a message to one dialog.
func (r *Root) tellDialog(i int, msg tea.Msg) tea.Cmd {
	id := r.dialogs[i].id
	d, cmd := r.dialogs[i].dialog.Update(msg)
	r.dialogs[i].dialog = d
	return r.send(id, cmd)
}

// tellDialogs hands a message to every dialog.
func (r *Root) tellDialogs(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, p := range slices.Clone(r.dialogs) {
		cmds = append(cmds, r.deliver(p.id, msg))
	}
	return tea.Batch(cmds...)
}

// overlay draws the dialogs over the lines of the screen, in the middle of
// the body, each over the one below. What lies under them goes quiet.
func (r *Root) overlay(lines []string) *tea.Cursor {
	var cursor *tea.Cursor
	room := r.size()
	for i, p := range r.dialogs {
		v := p.dialog.View(room.Width-2, room.Height)
		box := strings.Split(v.Body, "\n")
		wide := 0
		for _, l := range box {
			wide = max(wide, cell.Width(l))
		}
		x, y := (room.Width-wide)/2, headLines+max(0, (room.Height-len(box))/2)
		if i == 0 {
			r.hush(lines)
		}
		lay(lines, box, x, y, room.Width)
		if cursor = v.Cursor; cursor != nil {
			cursor.X, cursor.Y = cursor.X+x, cursor.Y+y
		}
	}
	return cursor
}

// hush takes the colours out of the body, so that the dialog stands out.
func (r *Root) hush(lines []string) {
	for i := headLines; i < len(lines)-footLines; i++ {
		lines[i] = r.ctx.Style.Muted.Render(ansi.Strip(lines[i]))
	}
}

// lay puts a box over lines at a place.
func lay(lines, box []string, x, y, width int) {
	for i, l := range box {
		at := y + i
		if at >= len(lines) {
			return
		}
		w := cell.Width(l)
		left := cell.Fit(ansi.Truncate(lines[at], x, ""), x)
		right := cell.FitRight(ansi.Cut(cell.Fit(lines[at], width), x+w, width), max(0, width-x-w))
		lines[at] = left + l + right
	}
}
