package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/cell"
	"piket/ui/style"
)

// ComboConfig is what a Combo starts with.
type ComboConfig struct {
	Value string // the code chosen, empty for none
	Label string // what it is called
	Text  string // typed but not chosen from the list
	Hint  string // shown while there is neither
	Words Words  // to say that the field is full
	// LeftOut is how many characters a field with this text had no room for.
	LeftOut int
	// Find is the entries for a text, best first. It is asked on every key and
	// must answer at once.
	Find func(text string) []Choice
}

// Combo is a field that offers a list as one types: a closed field until
// something is typed, an open list of what fits it after that. The arrows and
// Enter belong to its owner, who calls Move, Take and Close.
type Combo struct {
	cfg    ComboConfig
	line   *Line
	list   *Choices
	open   bool
	moved  bool // the mark, since the list was opened
	closed bool // by hand: what is typed is meant as it stands
}

// NewCombo makes a field without focus.
func NewCombo(cfg ComboConfig) *Combo {
	return &Combo{cfg: cfg, line: NewLine(LineConfig{Value: cfg.Text, Words: cfg.Words, LeftOut: cfg.LeftOut}), list: NewChoices(nil), closed: cfg.Text != ""}
}

// Focus lets the field be typed into.
func (c *Combo) Focus() { c.line.Focus() }

// Value is the code chosen and what it is called.
func (c *Combo) Value() (code, label string) { return c.cfg.Value, c.cfg.Label }

// LeftOut is how many characters the field had no room for.
func (c *Combo) LeftOut() int { return c.line.LeftOut() }

// Text is what was typed and not chosen from the list.
func (c *Combo) Text() string { return model.CleanLine(c.line.Value()) }

// Open says whether the list is in sight.
func (c *Combo) Open() bool { return c.open }

// Show opens the list with what fits the text.
func (c *Combo) Show() {
	c.open, c.moved, c.closed = true, false, false
	c.list.Set(c.cfg.Find(c.Text()))
	if c.Text() == "" {
		c.list.Mark(c.cfg.Value)
	}
}

// Close hides the list and leaves the text as it stands.
func (c *Combo) Close() { c.open, c.closed = false, true }

// Move marks the entry n further on.
func (c *Combo) Move(n int) { c.moved = true; c.list.Move(n) }

// Take chooses the marked entry and closes the list; without one the text
// stays.
func (c *Combo) Take() bool {
	chosen, ok := c.list.Marked()
	if !c.open || !ok {
		c.open = false
		return false
	}
	c.cfg.Value, c.cfg.Label, c.open, c.closed = chosen.Value, chosen.Label, false, false
	c.line.SetValue("")
	return true
}

// Leave is Take for an owner that moves on: a list that was only looked at
// changes nothing, nor does one that was closed by hand.
func (c *Combo) Leave() bool {
	if c.closed || (c.Text() == "" && !c.moved) {
		c.open = false
		return false
	}
	return c.Take()
}

// Update takes a key press or a paste and reports whether the field changed.
// A space in an empty field opens the list; deleting in an empty field takes
// the choice back.
func (c *Combo) Update(msg tea.Msg) (changed bool) {
	if k, ok := msg.(tea.KeyPressMsg); ok && c.line.Value() == "" {
		switch k.String() {
		case "space":
			c.Show()
			return false
		case "backspace", "delete", "ctrl+u", "ctrl+w":
			changed = c.cfg.Value != ""
			c.cfg.Value, c.cfg.Label, c.open = "", "", false
			return changed
		}
	}
	if !c.line.Update(msg) {
		return false
	}
	if c.line.Value() == "" {
		c.open, c.closed = false, false
		return true
	}
	c.Show()
	return true
}

// View draws the field exactly width cells wide, and the cursor if it has the
// focus.
func (c *Combo) View(st *style.Set, width int) (string, *tea.Cursor) {
	if c.line.Value() != "" || c.cfg.Value == "" {
		c.line.SetPlaceholder(c.cfg.Hint)
		return c.line.View(st, width)
	}
	_, cursor := c.line.View(st, width)
	if cursor != nil {
		cursor.X = min(cell.Width(c.cfg.Label), max(0, width-1))
	}
	return st.Input.Render(cell.Fit(c.cfg.Label, width)), cursor
}

// List draws the open list, at most height entries, each width cells wide,
// or the text for an empty one.
func (c *Combo) List(st *style.Set, width, height int, none string) []string {
	if !c.open || height <= 0 {
		return nil
	}
	if c.list.Len() == 0 {
		return []string{st.Muted.Render(cell.Fit("  "+strings.TrimSpace(none), width))}
	}
	return c.list.View(st, width, height)
}
