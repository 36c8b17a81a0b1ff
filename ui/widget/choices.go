package widget

import (
	"strings"

	"piket/model"
	"piket/ui/cell"
	"piket/ui/style"
)

// Choice is one entry of a list to pick from.
type Choice struct {
	Value string // what it stands for
	Label string
	Note  string // said quietly behind the label
	Terms string // further words it is found by, never shown
}

// Choices is a list that narrows as one types, with one entry marked.
type Choices struct {
	all   []Choice
	terms []string // folded label, note and terms of all
	shown []int    // indexes into all
	at    int      // index into shown
	top   int      // first one in sight
}

// NewChoices makes a list with its first entry marked.
func NewChoices(all []Choice) *Choices {
	c := &Choices{}
	c.Set(all)
	return c
}

// Set replaces the entries and shows all of them.
func (c *Choices) Set(all []Choice) {
	c.all, c.terms = all, make([]string, len(all))
	for i, a := range all {
		c.terms[i] = model.Fold(a.Label + " " + a.Value + " " + a.Note + " " + a.Terms)
	}
	c.Narrow("")
}

// Narrow shows the entries that hold every word typed, those whose label
// begins with the text first.
func (c *Choices) Narrow(text string) {
	text = model.Fold(text)
	var first, rest []int
	for i, t := range c.terms {
		switch {
		case text != "" && strings.HasPrefix(t, text):
			first = append(first, i)
		case holdsAll(t, strings.Fields(text)):
			rest = append(rest, i)
		}
	}
	c.shown, c.at, c.top = append(first, rest...), 0, 0
}

func holdsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// Len is how many entries are shown.
func (c *Choices) Len() int { return len(c.shown) }

// Move marks the entry n further on, stopping at the ends.
func (c *Choices) Move(n int) { c.at = max(0, min(c.at+n, len(c.shown)-1)) }

// Mark marks the entry with a value, if it is shown.
func (c *Choices) Mark(value string) {
	for i, k := range c.shown {
		if c.all[k].Value == value {
			c.at = i
		}
	}
}

// Marked is the entry under the mark; false when none is shown.
func (c *Choices) Marked() (Choice, bool) {
	if len(c.shown) == 0 {
		return Choice{}, false
	}
	return c.all[c.shown[c.at]], true
}

// View draws at most height entries, each exactly width cells wide.
func (c *Choices) View(st *style.Set, width, height int) []string {
	c.top = max(min(c.top, c.at), c.at-height+1)
	c.top = max(0, min(c.top, len(c.shown)-height))
	var lines []string
	for i := c.top; i < len(c.shown) && len(lines) < height; i++ {
		lines = append(lines, c.line(st, c.all[c.shown[i]], i == c.at, width))
	}
	return lines
}

func (c *Choices) line(st *style.Set, e Choice, marked bool, width int) string {
	mark, label := "  ", e.Label
	if e.Note != "" {
		label += st.Muted.Render("  " + e.Note)
	}
	if marked {
		mark = "▌ "
		return st.Mark.Render(mark) + st.Strong.Render(cell.Cut(e.Label, width-2)) +
			cell.Fit(strings.TrimPrefix(label, e.Label), width-2-min(width-2, cell.Width(e.Label)))
	}
	return mark + cell.Fit(label, width-2)
}
