package queue

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// follow asks for the file of the case under the cursor, after a rest.
func (q *Queue) follow() tea.Cmd {
	cur, ok := q.list.current()
	if l := q.layout(); !ok || l.beside+l.below == 0 {
		return nil
	}
	return q.peek.Follow(cur, q.list.gone)
}

// belowIt is the preview under the list: the facts at the left, what was told
// at the right.
func (q *Queue) belowIt(l layout) []string {
	cur, ok := q.list.current()
	if !ok {
		rule := q.ctx.Style.Rule.Render(strings.Repeat("─", l.width))
		return append([]string{rule}, make([]string, l.below-1)...)
	}
	return q.rows.Preview(cur, &q.peek, l.width, l.below, func() []string {
		return q.rows.Below(
			func(width int) []string { return q.rows.Facts(cur, &q.peek, width) },
			func(width int) []string { return q.rows.Told(cur, &q.peek, width, l.below-1) },
			l.width, l.below)
	})
}

// pane is the whole preview in one column.
func (q *Queue) pane(width, height int) []string {
	cur, ok := q.list.current()
	if !ok {
		return nil
	}
	return q.rows.Preview(cur, &q.peek, width, height, func() []string {
		facts := append([]string{""}, q.rows.Facts(cur, &q.peek, width)...)
		facts = append(facts, "")
		return append(facts, q.rows.Told(cur, &q.peek, width, height-len(facts))...)
	})
}
