// Package style is how the desk looks: one accent colour, quiet chrome, and
// meaning that never rests on colour alone. A Set is made once a session for
// its terminal: light, dark or without colours.
package style

import (
	"charm.land/lipgloss/v2"
)

// Mode is how many colours to use.
type Mode int

// The modes.
const (
	Dark Mode = iota
	Light
	Plain // NO_COLOR: bold, faint, reverse and underline only
)

// Set is the styles of one session, named by what they mean.
type Set struct {
	Mode Mode

	Text     lipgloss.Style // ordinary
	Muted    lipgloss.Style // labels, secondary columns
	Strong   lipgloss.Style // what to read first
	Accent   lipgloss.Style // the one colour: brand, focus, the next step
	Heading  lipgloss.Style // column heads, section heads
	Selected lipgloss.Style // the row under the cursor, whole width
	Mark     lipgloss.Style // the bar before the selected row
	Urgent   lipgloss.Style // ▲▲
	High     lipgloss.Style // ▲
	Warn     lipgloss.Style // due soon, contradiction
	Bad      lipgloss.Style // overdue, refusal
	Good     lipgloss.Style // done, saved
	Rule     lipgloss.Style // lines between parts
	Key      lipgloss.Style // a key in the help bar
	Border   lipgloss.Style // of dialogs
	Match    lipgloss.Style // found words
	Input    lipgloss.Style // text in a field without focus
	Focus    lipgloss.Style // label of the field with focus
}

// New makes the styles for a mode.
func New(m Mode) *Set {
	if m == Plain {
		return plain()
	}
	pick := lipgloss.LightDark(m == Dark)
	c := func(light, dark string) lipgloss.Style {
		return lipgloss.NewStyle().Foreground(pick(lipgloss.Color(light), lipgloss.Color(dark)))
	}
	accent := c("#0B6E75", "#5CC8C2")
	return &Set{
		Mode:     m,
		Text:     lipgloss.NewStyle(),
		Muted:    c("#626262", "#949494"), // greys that 256 colours have too
		Strong:   lipgloss.NewStyle().Bold(true),
		Accent:   accent,
		Heading:  c("#626262", "#949494"),
		Selected: lipgloss.NewStyle().Background(pick(lipgloss.Color("#E4E4E4"), lipgloss.Color("#303030"))),
		Mark:     accent.Bold(true),
		Urgent:   c("#B3261E", "#FF7B72").Bold(true),
		High:     c("#9A5B00", "#E3B341").Bold(true),
		Warn:     c("#9A5B00", "#E3B341"),
		Bad:      c("#B3261E", "#FF7B72"),
		Good:     c("#1B7F3B", "#6CC784"),
		Rule:     c("#C6C6C6", "#3A3A3A"),
		Key:      accent.Bold(true),
		Border:   c("#0B6E75", "#3E7C80"),
		Match:    accent.Underline(true),
		Input:    lipgloss.NewStyle(),
		Focus:    accent.Bold(true),
	}
}

func plain() *Set {
	s := lipgloss.NewStyle()
	return &Set{
		Mode: Plain, Text: s, Muted: s, Strong: s.Bold(true), Accent: s.Bold(true),
		Heading: s.Underline(true), Selected: s.Reverse(true), Mark: s.Bold(true),
		Urgent: s.Bold(true), High: s.Bold(true), Warn: s.Bold(true), Bad: s.Bold(true), Good: s.Bold(true),
		Rule: s, Key: s.Bold(true), Border: s, Match: s.Underline(true), Input: s, Focus: s.Bold(true),
	}
}
