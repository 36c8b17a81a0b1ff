package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/ui/cell"
	"piket/ui/screen"
	"piket/ui/widget"
)

// PromptConfig is what a Prompt asks.
type PromptConfig struct {
	Ctx      *screen.Ctx
	Title    string
	Question string
	Value    string
	Hint     string // placeholder
	Limit    int
	Lines    int  // height of the field; more than one lets Enter break lines
	Optional bool // an empty answer is one
	Missing  string
	OnDone   func(text string) tea.Msg
	// OnCancel keeps what was typed; nil drops it.
	OnCancel func(text string) tea.Msg
}

// Prompt asks for a text. Esc gives what was typed back to OnCancel, so that
// the caller can offer it again.
type Prompt struct {
	cfg     PromptConfig
	area    *widget.Area
	missing bool
}

// NewPrompt makes a prompt with the focus in its field.
func NewPrompt(cfg PromptConfig) *Prompt {
	p := &Prompt{cfg: cfg, area: widget.NewArea(widget.AreaConfig{Value: cfg.Value, Placeholder: cfg.Hint, Limit: cfg.Limit})}
	p.area.Focus()
	return p
}

// Update types, and closes with the text.
func (p *Prompt) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	did, ok := msg.(screen.Did)
	if !ok {
		if p.area.Update(msg) {
			p.missing = false
		}
		return p, nil
	}
	text := strings.TrimSpace(p.area.Value())
	switch did.Intent {
	case save:
		if text == "" && !p.cfg.Optional {
			p.missing = true
			return p, nil
		}
		return p, closing(p.cfg.OnDone(text))
	case screen.Back:
		if p.cfg.OnCancel != nil {
			return p, closing(p.cfg.OnCancel(p.area.Value()))
		}
		return p, closing(nil)
	}
	return p, nil
}

// View draws the question over the field.
func (p *Prompt) View(width, height int) screen.View {
	w := Inner(width)
	lines := []string{}
	if p.cfg.Question != "" {
		lines = append(cell.Wrap(p.cfg.Question, w), "")
	}
	room := max(1, min(max(1, p.cfg.Lines), height-6-len(lines)))
	field, cursor := p.area.View(p.cfg.Ctx.Style, w-2, room)
	cursor = At(cursor, len(lines), 2)
	for _, l := range field {
		lines = append(lines, p.cfg.Ctx.Style.Mark.Render("▏ ")+l)
	}
	note := ""
	if p.missing {
		note = p.cfg.Ctx.Style.Bad.Render("! " + p.cfg.Missing)
	}
	return screen.View{Body: Framed(p.cfg.Ctx, p.cfg.Title, append(lines, "", note), width, height), Cursor: cursor}
}

// Bindings are the keys of the field; a one-line field is done with Enter.
func (p *Prompt) Bindings() []screen.Binding {
	done := screen.Binding{Intent: save, Keys: []string{"enter"}, Help: "dialog.done", Bar: true, Typing: true}
	if p.cfg.Lines > 1 {
		done.Keys = []string{"ctrl+d", "alt+enter"}
	}
	return []screen.Binding{
		done,
		{Intent: screen.Back, Keys: []string{"esc"}, Help: "dialog.cancel", Bar: true, Typing: true},
	}
}

// Typing is always the case here.
func (*Prompt) Typing() bool { return true }
