package widget

import (
	"slices"
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
	Box   bool   // drawn as one to be ticked: Space takes it too
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

// Narrow shows the entries that hold every word typed: those whose label
// begins with the text first, then those with words that begin so.
func (c *Choices) Narrow(text string) {
	text = model.Fold(text)
	words := strings.Fields(text)
	var ranked [3][]int
	for i, t := range c.terms {
		switch {
		case strings.HasPrefix(t, text):
			ranked[0] = append(ranked[0], i)
		case holdsAll(" "+t, words, " "):
			ranked[1] = append(ranked[1], i)
		case holdsAll(t, words, ""):
			ranked[2] = append(ranked[2], i)
		}
	}
	c.shown, c.at, c.top = slices.Concat(ranked[0], ranked[1], ranked[2]), 0, 0
}

// holdsAll says whether a text holds every word, each behind what must stand
// before it.
func holdsAll(text string, words []string, before string) bool {
	for _, w := range words {
		if !strings.Contains(text, before+w) {
			return false
		}
	}
	return true
}

// Narrowed is a finder over a fixed list, as a Combo asks for one.
func Narrowed(all []Choice) func(text string) []Choice {
	list := NewChoices(all)
	return func(text string) []Choice {
		list.Narrow(text)
		found := make([]Choice, len(list.shown))
		for i, k := range list.shown {
			found[i] = list.all[k]
		}
		return found
	}
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
	label, note := cell.Cut(e.Label, width-2), ""
	if room := width - 4 - cell.Width(label); e.Note != "" && room > 2 {
		note = "  " + cell.Cut(e.Note, room)
	}
	rest := strings.Repeat(" ", max(0, width-2-cell.Width(label)-cell.Width(note)))
	if marked {
		return cell.Fit(st.Mark.Render("▌ ")+st.Strong.Render(label)+st.Muted.Render(note)+rest, width)
	}
	return cell.Fit("  "+label+st.Muted.Render(note)+rest, width)
}
