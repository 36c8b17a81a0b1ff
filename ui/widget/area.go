package widget

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/cell"
	"piket/ui/style"
)

// AreaConfig is what an Area starts with.
type AreaConfig struct {
	Value       string
	Placeholder string
	Limit       int // most characters; 0 is the domain's limit for a narrative
}

// Area is a text field of several lines with the terminal's own cursor.
// Enter breaks the line; Tab and Esc mean nothing to it.
type Area struct {
	input       textarea.Model
	placeholder string
	width       int
	height      int
}

// NewArea makes an area without focus.
func NewArea(cfg AreaConfig) *Area {
	in := textarea.New()
	in.Prompt, in.ShowLineNumbers = "", false
	in.SetVirtualCursor(false)
	in.SetStyles(textarea.Styles{})
	in.CharLimit = cfg.Limit
	if cfg.Limit == 0 {
		in.CharLimit = model.MaxNarrative
	}
	in.MaxHeight, in.MaxWidth = 0, 0
	in.KeyMap = areaKeys()
	in.EndOfBufferCharacter = ' '
	a := &Area{input: in, placeholder: cfg.Placeholder}
	a.SetValue(cfg.Value)
	return a
}

// areaKeys leaves out the same keys as lineKeys, and selecting: what a
// selection copies would go to the clipboard of the machine the desk runs on.
func areaKeys() textarea.KeyMap {
	bind := func(keys ...string) key.Binding { return key.NewBinding(key.WithKeys(keys...)) }
	return textarea.KeyMap{
		CharacterForward: bind("right"), CharacterBackward: bind("left"),
		WordForward: bind("ctrl+right", "alt+right"), WordBackward: bind("ctrl+left", "alt+left"),
		LineNext: bind("down"), LinePrevious: bind("up"),
		DeleteWordBackward: bind("ctrl+w", "alt+backspace", "ctrl+backspace"),
		DeleteAfterCursor:  bind("ctrl+k"), DeleteBeforeCursor: bind("ctrl+u"),
		InsertNewline:           bind("enter"),
		DeleteCharacterBackward: bind("backspace"), DeleteCharacterForward: bind("delete"),
		LineStart: bind("home"), LineEnd: bind("end", "ctrl+e"),
		PageUp: bind("pgup"), PageDown: bind("pgdown"),
		InputBegin: bind("ctrl+home"), InputEnd: bind("ctrl+end"),
	}
}

// Focus lets the area be typed into.
func (a *Area) Focus() { a.input.Focus() }

// Blur takes the cursor away.
func (a *Area) Blur() { a.input.Blur() }

// Focused says whether the area has the cursor.
func (a *Area) Focused() bool { return a.input.Focused() }

// Value is what was typed.
func (a *Area) Value() string { return a.input.Value() }

// SetValue replaces the text, cleaned, and puts the cursor behind it.
func (a *Area) SetValue(s string) { a.input.SetValue(model.Clean(s)) }

// AtStart and AtEnd say whether another step up or down would leave the text:
// then the arrow belongs to the form around it.
func (a *Area) AtStart() bool { return a.input.Line() == 0 && a.input.LineInfo().RowOffset == 0 }

// AtEnd is AtStart for the last line.
func (a *Area) AtEnd() bool {
	info := a.input.LineInfo()
	return a.input.Line() == a.input.LineCount()-1 && info.RowOffset >= info.Height-1
}

// Update takes a key press or a paste and reports whether the text changed.
func (a *Area) Update(msg tea.Msg) (changed bool) {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		m.Text = typed(m.Text)
		msg = m
	case tea.PasteMsg:
		m.Content = model.Clean(m.Content)
		msg = m
	default:
		return false
	}
	before := a.input.Value()
	a.input, _ = a.input.Update(msg)
	return a.input.Value() != before
}

// View draws the area exactly width × height cells, and the cursor if it has
// the focus.
func (a *Area) View(st *style.Set, width, height int) ([]string, *tea.Cursor) {
	if width <= 1 || height <= 0 {
		return cell.Box(nil, width, height), nil
	}
	if width != a.width || height != a.height {
		a.width, a.height = width, height
		a.input.SetWidth(width)
		a.input.SetHeight(height)
		a.input, _ = a.input.Update(nil) // scrolls the cursor into the new room
	}
	if a.input.Value() == "" {
		return a.empty(st)
	}
	lines := cell.Box(strings.Split(a.input.View(), "\n"), width, height)
	return lines, a.cursor()
}

func (a *Area) empty(st *style.Set) ([]string, *tea.Cursor) {
	lines := cell.Box(cell.Wrap(a.placeholder, a.width), a.width, a.height)
	for i, l := range lines {
		lines[i] = st.Muted.Render(l)
	}
	if !a.Focused() {
		return lines, nil
	}
	c := tea.NewCursor(0, 0)
	c.Shape = tea.CursorBar
	return lines, c
}

func (a *Area) cursor() *tea.Cursor {
	c := a.input.Cursor()
	if c == nil {
		return nil
	}
	c.Shape, c.Color, c.Blink = tea.CursorBar, nil, true
	c.X, c.Y = min(c.X, a.width-1), min(c.Y, a.height-1)
	return c
}
