package widget

import (
	"strings"

	"piket/ui/cell"
	"piket/ui/style"
)

// Few draws a choice of few entries side by side, exactly width cells wide,
// the chosen one filled in. Where there is no room for all, it shows the
// chosen one between arrows.
func Few(st *style.Set, all []Choice, value string, focused bool, width int) string {
	var parts []string
	total, at := 0, 0
	for i, c := range all {
		on := c.Value == value
		mark, label := "○ ", st.Muted
		if on {
			at, mark, label = i, "● ", st.Text
			if focused {
				label = st.Focus
			}
		}
		total += cell.Width(mark+c.Label) + 3
		parts = append(parts, label.Render(mark+c.Label))
	}
	if total-3 <= width {
		return cell.Fit(strings.Join(parts, "   "), width)
	}
	return cell.Fit(st.Muted.Render("‹ ")+cell.Cut(parts[at], max(0, width-4))+st.Muted.Render(" ›"), width)
}

// StepFew is the value n entries further on, round and round.
func StepFew(all []Choice, value string, n int) string {
	if len(all) == 0 {
		return value
	}
	at := 0
	for i, c := range all {
		if c.Value == value {
			at = i
		}
	}
	return all[((at+n)%len(all)+len(all))%len(all)].Value
}
