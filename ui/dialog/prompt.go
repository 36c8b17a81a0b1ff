package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/ui/cell"
	"piket/ui/screen"
	"piket/ui/style"
	"piket/ui/widget"
)

// PromptConfig is what a Prompt asks.
type PromptConfig struct {
	Ctx      *screen.Ctx
	Title    string
	Question string
	Value    string
	Wrong    string // what was wrong with that value, until it is changed
	Hint     string // placeholder
	Limit    int
	LeftOut  int  // characters a text there was before had no room for
	Secret   bool // shown as dots
	Lines    int  // height of the field; more than one lets Enter break lines
	Optional bool // an empty answer is one
	Missing  string
	Done     string // catalogue key of what the last key does; empty: done, or save
	// Check says in words what is wrong with an answer, "" when nothing is;
	// nil takes every text.
	Check  func(text string) string
	OnDone func(text string) tea.Msg
	// OnEdit is told the text after every change, and how many characters it
	// had no room for, so that its owner can keep what is being typed; nil
	// keeps nothing.
	OnEdit func(text string, leftOut int)
	// OnCancel is told the text that was typed; nil drops it.
	OnCancel func(text string) tea.Msg
}

// Prompt asks for a text. Esc gives what was typed back to OnCancel, so that
// the caller can offer it again.
type Prompt struct {
	cfg   PromptConfig
	field field
	wrong string // what is wrong with the answer
	asked int    // characters left out that were spoken of before saving
}

// field is what a prompt is typed into.
type field interface {
	Focus()
	Value() string
	LeftOut() int
	Update(tea.Msg) (changed bool)
}

// rows draws a field of either kind.
func rows(f field, st *style.Set, width, height int) ([]string, *tea.Cursor) {
	switch f := f.(type) {
	case *widget.Area:
		return f.View(st, width, height)
	case *widget.Secret:
		row, cursor := f.View(st, width)
		return []string{row}, cursor
	case *widget.Line:
		row, cursor := f.View(st, width)
		return []string{row}, cursor
	}
	return nil, nil
}

// NewPrompt makes a prompt with the focus in its field.
func NewPrompt(cfg PromptConfig) *Prompt {
	p := &Prompt{cfg: cfg, wrong: cfg.Wrong}
	switch {
	case cfg.Secret:
		p.field = &widget.Secret{}
	case cfg.Lines > 1:
		p.field = widget.NewArea(widget.AreaConfig{
			Value: cfg.Value, Placeholder: cfg.Hint, Limit: cfg.Limit, Words: cfg.Ctx, LeftOut: cfg.LeftOut,
		})
	default:
		p.field = widget.NewLine(widget.LineConfig{
			Value: cfg.Value, Placeholder: cfg.Hint, Limit: cfg.Limit, Words: cfg.Ctx, LeftOut: cfg.LeftOut,
		})
	}
	p.field.Focus()
	return p
}

// Update types, and closes with the text.
func (p *Prompt) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	did, ok := msg.(screen.Did)
	if !ok {
		if p.field.Update(msg) {
			p.edited()
		}
		return p, nil
	}
	var cmd tea.Cmd
	switch did.Intent {
	case save:
		cmd = p.done()
	case screen.Back:
		cmd = p.cancel()
	default:
	}
	return p, cmd
}

func (p *Prompt) cancel() tea.Cmd {
	if p.cfg.OnCancel == nil {
		return closing(nil)
	}
	return closing(p.cfg.OnCancel(p.field.Value()))
}

func (p *Prompt) edited() {
	p.wrong = ""
	if p.cfg.OnEdit != nil {
		p.cfg.OnEdit(p.field.Value(), p.field.LeftOut())
	}
}

// done closes with the text, unless something is wrong with it. A text that
// was cut is saved only by who was told so.
func (p *Prompt) done() tea.Cmd {
	text := strings.TrimSpace(p.field.Value())
	p.wrong = ""
	switch n := p.field.LeftOut(); {
	case n > 0 && n != p.asked:
		p.asked, p.wrong = n, Cut(p.cfg.Ctx, n)
	case text == "" && !p.cfg.Optional:
		p.wrong = p.cfg.Missing
	case text != "" && p.cfg.Check != nil:
		p.wrong = p.cfg.Check(text)
	}
	if p.wrong != "" {
		return nil
	}
	return closing(p.cfg.OnDone(text))
}

// Cut asks somebody who saves once more, because n characters are missing
// from the text; empty for none.
func Cut(ctx *screen.Ctx, n int) string {
	if n == 0 {
		return ""
	}
	return ctx.Print.T("dialog.cut", locale.A{"n": n})
}

// View draws the question over the field.
func (p *Prompt) View(width, height int) screen.View {
	w, st := Inner(width), p.cfg.Ctx.Style
	tall := max(1, p.cfg.Lines)
	lines := []string{}
	if p.cfg.Question != "" {
		lines, _ = Within(p.cfg.Ctx, cell.Wrap(p.cfg.Question, w), 0, Room(height)-min(tall, 2)-2)
		lines = append(lines, "")
	}
	note := []string{""}
	if p.wrong != "" {
		note = cell.Wrap(st.Bad.Render("! "+p.wrong), w)
	}
	field, cursor := rows(p.field, st, w-2, max(1, min(tall, Room(height)-len(note)-len(lines))))
	cursor = At(cursor, len(lines), 2)
	for _, l := range field {
		lines = append(lines, st.Mark.Render("▏ ")+l)
	}
	return screen.View{Body: Framed(p.cfg.Ctx, p.cfg.Title, append(lines, note...), width, height), Cursor: cursor}
}

// Bindings are the keys of the field; a one-line field is done with Enter.
func (p *Prompt) Bindings() []screen.Binding {
	done := screen.Binding{Intent: save, Keys: []string{"enter"}, Help: "dialog.done", Bar: true, Typing: true}
	if p.cfg.Lines > 1 {
		done.Keys, done.Help = []string{"ctrl+d", "alt+enter"}, "dialog.save"
	}
	if p.cfg.Done != "" {
		done.Help = p.cfg.Done
	}
	return []screen.Binding{
		done,
		{Intent: screen.Back, Keys: []string{"esc"}, Help: "dialog.cancel", Bar: true, Typing: true},
	}
}

// Typing is always the case here.
func (*Prompt) Typing() bool { return true }
