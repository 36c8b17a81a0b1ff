package handover

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/dialog"
	"piket/ui/screen"
)

// signing is the dialog in which both sign.
type signing struct {
	ctx   *screen.Ctx
	taker Taker
	proof func(model.OfficerID, string) desk.SignIn
	id    model.HandoverID
	lines []model.Line
	lone  string
	alone bool
	own   bool // nobody signs here but who sits here
	sum   []string
	sides []*party
	at    int
	busy  bool
	wrong string
	stop  *stop // takes no PIN any more, until it is opened again
	of    *Screen
}

// stop is why nothing can be signed, and the line that shows it; no line where
// none does.
type stop struct {
	says string
	line model.LineKey
}

// leads chooses between what is said where there is a line to look at, and
// where there is none.
func (s *stop) leads(there, nowhere string) string {
	if s.line == "" {
		return nowhere
	}
	return there
}

// signed is what came of a signature. It goes to the dialog, and from there
// to the screen.
type signed struct {
	side model.Side
	p    desk.Passing
	err  error
	look model.LineKey // where to look, whatever came of it
}

// Update types PINs, and signs.
func (d *signing) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	var cmd tea.Cmd
	switch m := msg.(type) {
	case screen.Did:
		cmd = d.did(m.Intent)
	case signed:
		cmd = d.signed(m)
	default:
		if d.stop == nil && d.sides[d.at].pin.Update(msg) {
			d.wrong = ""
		}
	}
	return d, cmd
}

// halt says why nothing can be signed as it stands. What was typed of a PIN
// goes, and the rest of it is taken by nobody: the dialog stays, so that it
// does not fall on what lies below.
func (d *signing) halt(why stop) {
	for _, p := range d.sides {
		p.pin.Clear()
		p.pin.Blur()
	}
	d.stop, d.wrong = &why, ""
}

const (
	left  screen.Intent = "left"
	right screen.Intent = "right"
)

func (d *signing) did(i screen.Intent) tea.Cmd {
	switch i {
	case screen.Back:
		var out signed
		if d.stop != nil {
			out.look = d.stop.line
		}
		return screen.Send(screen.CloseDialog{Result: out})
	case screen.Enter:
		return d.sign()
	case screen.Next:
		d.focus(d.at + 1)
	case left:
		d.choose(-1)
	case right:
		d.choose(1)
	default:
	}
	return nil
}

// focus goes to a side that signs here and has not signed yet.
func (d *signing) focus(n int) {
	if n %= len(d.sides); d.sides[n].away || d.sides[n].word != "" {
		return
	}
	d.sides[d.at].pin.Blur()
	d.at = n
	d.sides[d.at].pin.Focus()
}

// leaveSigned goes on where the side under the cursor has signed elsewhere.
func (d *signing) leaveSigned() {
	if d.sides[d.at].word != "" {
		d.wrong = ""
		d.focus(d.at + 1)
	}
}

// choose names another officer for a side.
func (d *signing) choose(by int) {
	p := d.sides[d.at]
	if n := len(p.among); n > 0 && p.word == "" {
		i := slices.Index(p.among, p.who)
		p.who = p.among[((i+by)%n+n)%n]
		p.pin.Clear()
		d.wrong, d.sum = "", d.of.summary(d)
	}
}

func (d *signing) sign() tea.Cmd {
	p := d.sides[d.at]
	if d.stop != nil || d.busy || p.word != "" {
		return nil
	}
	d.busy, d.wrong = true, ""
	taker := d.taker
	in := desk.Sign{Handover: d.id, Side: p.side, By: d.proof(p.who, p.pin.Value()), Seen: d.lines, Lone: d.lone}
	p.pin.Clear()
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		now, err := taker.Sign(ctx, in)
		return signed{side: in.Side, p: now, err: err}
	}
}

// signed tells what came of it: done, the other side's turn, or back to the
// lines that moved.
func (d *signing) signed(m signed) tea.Cmd {
	d.busy = false
	switch {
	case m.err == nil && (m.p.Sealed() || d.own):
		return screen.Send(screen.CloseDialog{Result: m})
	case m.err != nil && moved(m.err):
		d.halt(stop{says: d.ctx.Print.Error(m.err)})
		d.of.take(m.p)
		d.of.refreshSigning()
		return nil
	case m.err != nil:
		d.wrong = d.ctx.Print.Error(m.err)
		d.of.refreshSigning() // what came in meanwhile was held back
		return nil
	}
	p := d.sides[d.at]
	sig, _ := m.p.Word(m.side)
	p.who, p.word = sig.Officer, d.ctx.Print.T("handover.signed-at", locale.A{"name": sig.Name, "when": d.ctx.Print.Clock(sig.At, d.ctx.Zone())})
	p.void, d.lines = "", m.p.Lines
	if len(d.sides) > 1 {
		d.sides[1-d.at].word = "" // the other's, if any, was for something else
		d.focus(d.at + 1)
	}
	return nil
}

// View draws both sides over each other. Where there is little room, what is
// signed gives way to who signs.
func (d *signing) View(width, height int) screen.View {
	st, w := d.ctx.Style, dialog.Inner(width)
	how := "handover.sign-how"
	if d.own {
		how = "handover.sign-own"
	}
	foot := inked(st.Muted, cell.Wrap(d.ctx.Print.T(how), w))
	switch {
	case d.stop != nil:
		foot = append(inked(st.Warn, cell.Wrap("! "+d.stop.says, w)), inked(st.Muted, cell.Wrap(d.ctx.Print.T(d.stop.leads("handover.sign-look", "handover.sign-close")), w))...)
	case d.wrong != "":
		foot = inked(st.Bad, cell.Wrap("! "+d.wrong, w))
	}
	var sides []string
	var cursor *tea.Cursor
	for i, p := range d.sides {
		drawn, c := d.party(p, i == d.at, w)
		if c != nil {
			cursor = shift(c, 0, len(sides)+1)
		}
		if sides = append(sides, drawn...); p.void == "" || p.word != "" {
			sides = append(sides, "")
		}
	}
	var lines []string
	for _, text := range d.sum {
		lines = append(lines, inked(st.Muted, cell.Wrap(text, w))...)
	}
	lines = lines[:max(0, min(len(lines), dialog.Room(height)-len(sides)-len(foot)-1))]
	if len(lines) > 0 {
		lines = append(lines, "")
	}
	cursor = dialog.At(cursor, len(lines), 0)
	lines = append(append(lines, sides...), foot...)
	return screen.View{Body: dialog.Framed(d.ctx, d.ctx.Print.T("handover.sign-title"), lines, width, height), Cursor: cursor}
}

// labelWide is the room for the labels of a side.
const labelWide = 14

func (d *signing) party(p *party, on bool, w int) ([]string, *tea.Cursor) {
	st := d.ctx.Style
	label, mark := st.Muted, "  "
	if on {
		label, mark = st.Focus, st.Mark.Render("▌ ")
	}
	side := "handover.gives"
	if p.side == model.SideIn {
		side = "handover.takes"
	}
	name := d.ctx.OfficerName(p.who)
	if on && p.word == "" && d.stop == nil && len(p.among) > 1 {
		name = "‹ " + name + " ›"
	}
	head := mark + label.Render(cell.Fit(d.ctx.Print.T(side), labelWide)) + st.Strong.Render(cell.Cut(name, w-labelWide-2))
	if p.word != "" {
		return []string{head, "  " + cell.Fit("", labelWide) + st.Good.Render(cell.Cut("✓ "+p.word, w-labelWide-2))}, nil
	}
	if p.away {
		return []string{head, "  " + cell.Fit("", labelWide) + st.Muted.Render(cell.Cut("○ "+d.ctx.Print.T("handover.sign-away"), w-labelWide-2))}, nil
	}
	if d.stop != nil {
		return []string{head}, nil
	}
	pin, cursor := p.pin.View(st, max(4, w-labelWide-2))
	if d.own && p.pin.Value() == "" {
		pin = st.Muted.Render(cell.Cut(d.ctx.Print.T("handover.sign-key"), w-labelWide-2))
	}
	if cursor != nil {
		cursor.X += 2 + labelWide
	}
	lines := []string{head, mark + label.Render(cell.Fit("PIN", labelWide)) + pin}
	if p.void != "" {
		lines = append(lines, "  "+cell.Fit("", labelWide)+st.Warn.Render(cell.Cut("! "+p.void, w-labelWide-2)))
	}
	return lines, cursor
}

// Bindings are the keys of the dialog.
func (d *signing) Bindings() []screen.Binding {
	if d.stop != nil {
		return []screen.Binding{{Intent: screen.Back, Keys: []string{"esc"}, Help: d.stop.leads("handover.key-look", "dialog.close"), Bar: true, Typing: true}}
	}
	several := len(d.sides[d.at].among) > 1
	return []screen.Binding{
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: "handover.key-sign", Bar: true, Typing: true},
		{Intent: screen.Next, Keys: []string{"tab", "down", "up"}, Help: "handover.key-side", Bar: len(d.sides) > 1 && !d.own, Typing: true},
		{Intent: right, Keys: []string{"right"}, Show: "←→", Help: "handover.key-who", Bar: several, Typing: true},
		{Intent: left, Keys: []string{"left"}, Help: "handover.key-who", Typing: true},
		{Intent: screen.Back, Keys: []string{"esc"}, Help: "dialog.cancel", Bar: true, Typing: true},
	}
}

// Typing is always the case here.
func (*signing) Typing() bool { return true }
