package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/ui/cell"
	"piket/ui/screen"
	"piket/ui/widget"
)

const (
	pickMost   = 14 // entries in sight
	searchMost = 8  // entries in sight of a list that is made anew for every text
	pickLeast  = 3  // entries a long question leaves room for
)

// PickConfig is what a Pick offers.
type PickConfig struct {
	Ctx      *screen.Ctx
	Title    string
	Question string
	Choices  []widget.Choice
	Marked   string // value under the mark at first
	Text     string // typed already, as where an earlier answer was no good
	Wrong    string // what was wrong with that answer, until it is changed
	None     string // said when nothing matches
	OnPick   func(widget.Choice) tea.Msg
	// Search makes the entries anew for a text, where there are too many to
	// list; it must answer at once. Nil narrows Choices.
	Search func(text string) []widget.Choice
	// OnCancel is sent to the screen below on Esc; nil sends nothing.
	OnCancel tea.Msg
	// OnOther takes a text that matches nothing; nil allows only the list.
	OnOther func(text string) tea.Msg
}

// Pick asks for one entry of a list that narrows as one types.
type Pick struct {
	cfg  PickConfig
	line *widget.Line
	list *widget.Choices
	tall int // most entries there were: the frame does not shrink under the eye
}

// NewPick makes a list with the focus in its filter.
func NewPick(cfg PickConfig) *Pick {
	p := &Pick{cfg: cfg, line: widget.NewLine(widget.LineConfig{Value: cfg.Text, Words: cfg.Ctx}), list: widget.NewChoices(cfg.Choices)}
	if cfg.Text != "" {
		p.narrow(cfg.Text)
	}
	p.list.Mark(cfg.Marked)
	p.line.Focus()
	return p
}

// Update narrows, moves, and closes with an entry.
func (p *Pick) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	did, ok := msg.(screen.Did)
	if !ok {
		if p.ticks(msg) {
			cmd := p.chosen()
			return p, cmd
		}
		if p.line.Update(msg) {
			p.cfg.Wrong = ""
			p.narrow(p.line.Value())
		}
		return p, nil
	}
	var cmd tea.Cmd
	switch did.Intent {
	case screen.Up:
		p.list.Move(-1)
	case screen.Down:
		p.list.Move(1)
	case screen.PageUp:
		p.list.Move(-pickMost)
	case screen.PageDown:
		p.list.Move(pickMost)
	case screen.Back:
		cmd = closing(p.cfg.OnCancel)
	case screen.Enter:
		cmd = p.chosen()
	default:
	}
	return p, cmd
}

// ticks says whether a key is a space on an entry that is ticked, before
// anything is searched for.
func (p *Pick) ticks(msg tea.Msg) bool {
	k, ok := msg.(tea.KeyPressMsg)
	marked, some := p.list.Marked()
	return ok && some && marked.Box && k.String() == "space" && p.line.Value() == ""
}

func (p *Pick) narrow(text string) {
	if p.cfg.Search != nil {
		p.list.Set(p.cfg.Search(text))
		return
	}
	p.list.Narrow(text)
}

func (p *Pick) chosen() tea.Cmd {
	if c, ok := p.list.Marked(); ok {
		return closing(p.cfg.OnPick(c))
	}
	if other := strings.TrimSpace(p.line.Value()); p.cfg.OnOther != nil && other != "" {
		return closing(p.cfg.OnOther(other))
	}
	return nil
}

func (p *Pick) most() int {
	if p.cfg.Search != nil {
		return searchMost
	}
	return pickMost
}

// View draws the filter over the entries that match it.
func (p *Pick) View(width, height int) screen.View {
	w, st := Inner(width), p.cfg.Ctx.Style
	var lines []string
	if p.cfg.Question != "" {
		lines, _ = Within(p.cfg.Ctx, cell.Wrap(p.cfg.Question, w), 0, Room(height)-pickLeast-3)
		lines = append(lines, "")
	}
	wrong := p.wrong(w)
	room := max(1, min(p.most(), Room(height)-len(lines)-2-len(wrong)))
	p.tall = min(room, max(p.tall, p.list.Len(), 1))
	count := ""
	if p.list.Len() > room {
		count = "  " + p.cfg.Ctx.Print.T("dialog.entries", locale.A{"n": p.list.Len()})
	}
	field, cursor := p.line.View(st, w-2-cell.Width(count))
	cursor = At(cursor, len(lines), 2)
	lines = append(append(lines, st.Accent.Render("› ")+field+st.Muted.Render(count), ""), wrong...)
	entries := p.list.View(st, w, room)
	if len(entries) == 0 && len(wrong) == 0 {
		entries = inset(st.Muted.Render(p.cfg.None), w)
	}
	for len(entries) < p.tall {
		entries = append(entries, "")
	}
	return screen.View{Body: Framed(p.cfg.Ctx, p.cfg.Title, append(lines, entries...), width, height), Cursor: cursor}
}

// wrong is what was wrong with an answer, above the entries.
func (p *Pick) wrong(width int) []string {
	if p.cfg.Wrong == "" {
		return nil
	}
	return inset(p.cfg.Ctx.Style.Bad.Render("! "+p.cfg.Wrong), width)
}

func inset(text string, width int) []string {
	lines := cell.Wrap(text, width-2)
	for i, l := range lines {
		lines[i] = "  " + l
	}
	return lines
}

// Bindings are the keys of the list.
func (*Pick) Bindings() []screen.Binding {
	return []screen.Binding{
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: "dialog.choose", Bar: true, Typing: true},
		{Intent: screen.Up, Keys: []string{"up"}, Show: "↑↓", Help: "key.move", Bar: true, Typing: true},
		{Intent: screen.Down, Keys: []string{"down"}, Help: "key.down", Typing: true},
		{Intent: screen.PageUp, Keys: []string{"pgup"}, Help: "key.page-up", Typing: true},
		{Intent: screen.PageDown, Keys: []string{"pgdown"}, Help: "key.page-down", Typing: true},
		{Intent: screen.Back, Keys: []string{"esc"}, Help: "dialog.cancel", Bar: true, Typing: true},
	}
}

// Typing is always the case here.
func (*Pick) Typing() bool { return true }
