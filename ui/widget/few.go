package widget

import (
	"strings"
	"unicode/utf8"

	"piket/model"
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

// LetterFew is the value whose label begins with a letter, the next one when
// several do; the value itself when none does.
func LetterFew(all []Choice, value, letter string) string {
	letter = model.Fold(letter)
	if utf8.RuneCountInString(letter) != 1 {
		return value
	}
	next := value
	for range all {
		next = StepFew(all, next, 1)
		for _, c := range all {
			if c.Value == next && strings.HasPrefix(model.Fold(c.Label), letter) {
				return next
			}
		}
	}
	return value
}
