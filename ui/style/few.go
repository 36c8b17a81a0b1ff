package style

import "charm.land/lipgloss/v2"

// Few is the set for a terminal with sixteen colours of its own choosing:
// none of ours may fall on its background by rounding, so the selected row is
// reversed and quiet things take the terminal's own grey.
func (s *Set) Few() *Set {
	if s.Mode == Plain {
		return s
	}
	c := func(n lipgloss.ANSIColor) lipgloss.Style { return lipgloss.NewStyle().Foreground(n) }
	bright := lipgloss.ANSIColor(0)
	if s.Mode == Dark {
		bright = 8
	}
	few := *s
	few.Accent, few.Mark, few.Key = c(6+bright), c(6+bright).Bold(true), c(6+bright).Bold(true)
	few.Match, few.Focus, few.Border = c(6+bright).Underline(true), c(6+bright).Bold(true), c(6)
	few.Muted, few.Heading, few.Rule = c(8), c(8), c(8)
	few.Urgent, few.Bad, few.Good = c(1+bright).Bold(true), c(1+bright), c(2+bright)
	few.High, few.Warn = c(3+bright).Bold(true), c(3+bright)
	few.Selected = lipgloss.NewStyle().Reverse(true)
	return &few
}
