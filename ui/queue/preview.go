package queue

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// previewPause is how long the cursor rests on a case before its file is read.
const previewPause = 120 * time.Millisecond

// labelMost is the most room a label gets before its value.
const labelMost = 20

// preview is the file of the case under the cursor, once it has been read.
type preview struct {
	turn   int
	wanted model.CaseID
	seen   uint64 // version wanted
	loaded model.Loaded
}

type (
	// settled says that the cursor has rested.
	settled struct{ turn int }
	// previewRead is the file.
	previewRead struct {
		turn   int
		loaded model.Loaded
		err    error
	}
)

// follow asks for the file of the case under the cursor, after a rest.
func (q *Queue) follow() tea.Cmd {
	cur, ok := q.list.current()
	if l := q.layout(); !ok || l.beside+l.below == 0 {
		return nil
	}
	if cur.ID == q.preview.wanted && cur.Version == q.preview.seen && !q.list.gone {
		return nil
	}
	q.preview.turn++
	q.preview.wanted, q.preview.seen = cur.ID, cur.Version
	turn := q.preview.turn
	return tea.Tick(previewPause, func(time.Time) tea.Msg { return settled{turn} })
}

func (q *Queue) settled(m settled) tea.Cmd {
	if m.turn != q.preview.turn {
		return nil
	}
	desk, id := q.cfg.Desk, q.preview.wanted
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		l, err := desk.Case(ctx, id)
		return previewRead{m.turn, l, err}
	}
}

func (q *Queue) previewRead(m previewRead) {
	if m.turn != q.preview.turn || m.err != nil {
		return
	}
	q.preview.loaded = m.loaded
}

// file is the file of the case under the cursor, if it has been read.
func (q *Queue) file(r model.Row) (model.Case, bool) {
	c := q.preview.loaded.Case
	return c, c.ID == r.ID && c.ID != ""
}

// besideIt puts the preview at the right of the lines.
func (q *Queue) besideIt(lines []string, l layout) []string {
	pane := cell.Box(q.pane(l.beside, len(lines)), l.beside, len(lines))
	bar := q.ctx.Style.Rule.Render(" │ ")
	for i := range lines {
		lines[i] += bar + pane[i]
	}
	return lines
}

// belowIt is the preview under the list: the facts at the left, what was told
// at the right.
func (q *Queue) belowIt(l layout) []string {
	rule := q.ctx.Style.Rule.Render(strings.Repeat("─", l.width))
	cur, ok := q.list.current()
	if !ok {
		return append([]string{rule}, make([]string, l.below-1)...)
	}
	const gap = 3
	left := min(58, l.width/2) - 2
	right := l.width - left - gap - 4
	height := l.below - 1
	facts := cell.Box(q.facts(cur, left), left, height)
	told := cell.Box(q.told(cur, right, height), right, height)
	lines := []string{rule}
	for i := range height {
		lines = append(lines, "  "+facts[i]+strings.Repeat(" ", gap)+told[i])
	}
	return lines
}

// pane is the whole preview in one column.
func (q *Queue) pane(width, height int) []string {
	cur, ok := q.list.current()
	if !ok {
		return nil
	}
	facts := append([]string{""}, q.facts(cur, width)...)
	facts = append(facts, "")
	return append(facts, q.told(cur, width, height-len(facts))...)
}

// facts are the case in short, a label and a value a line.
func (q *Queue) facts(r model.Row, width int) []string {
	p, st := q.ctx.Print, q.ctx.Style
	number, _ := numberCell(q, r, 0)
	mark, _ := urgencyCell(q, r, 0)
	lines := []string{st.Strong.Render(number) + "  " + q.inks.plain[q.urgencyInk(r)].On(mark+" "+p.Word("urgency", string(r.Urgency))) +
		"  " + st.Accent.Render(p.Word("status", string(q.status(r))))}
	lines = append(lines, st.Text.Render(cell.Cut(q.about(r), width)), "")
	labels := 0
	for _, f := range q.labelled(r) {
		labels = max(labels, min(labelMost, cell.Width(f.label)))
	}
	for _, f := range q.labelled(r) {
		if f.value != "" {
			lines = append(lines, st.Muted.Render(cell.Fit(f.label, labels))+"  "+cell.Cut(f.value, width-labels-2))
		}
	}
	return lines
}

func (q *Queue) urgencyInk(r model.Row) inkName {
	_, ink := urgencyCell(q, r, 0)
	return ink
}

// status is the newest known: the file's, once it has been read.
func (q *Queue) status(r model.Row) model.Status {
	if c, ok := q.file(r); ok && c.Version > r.Version {
		return c.Status
	}
	return r.Status
}

type labelled struct{ label, value string }

func (q *Queue) labelled(r model.Row) []labelled {
	p, now := q.ctx.Print, q.ctx.Now()
	place := r.Place
	if area := q.cfg.Area(r.Area); area != "" {
		place = strings.TrimPrefix(place+", "+area, ", ")
	}
	who := p.T("word.anonymous")
	if r.Pseudonym != "" {
		who = p.T("word.pseudonym", locale.A{"code": r.Pseudonym.Short()})
	}
	facts := []labelled{
		{p.Word("field", "received"), p.Moment(r.Received, now, q.ctx.Zone()) + " · " + p.Word("channel", string(r.Channel))},
		{p.Word("field", "place"), place},
		{p.Word("field", "subjects"), q.people(r)},
		{p.Word("field", "reporter"), who},
		{p.Word("field", "officer"), q.ctx.OfficerName(r.Owner)},
	}
	return append(facts, q.clocks(r)...)
}

// people are the names of the reported, as far as they are known.
func (q *Queue) people(r model.Row) string {
	c, ok := q.file(r)
	if !ok {
		return ""
	}
	var names []string
	for _, s := range c.Facts.Subjects {
		name := s.Name
		if name == "" {
			name = s.Alias
		}
		if s.Nationality != "" {
			name = strings.TrimSpace(name + " (" + s.Nationality + ")")
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// clocks are the deadlines that run or stand still.
func (q *Queue) clocks(r model.Row) []labelled {
	p, now := q.ctx.Print, q.ctx.Now()
	c, ok := q.file(r)
	if !ok {
		if r.Due.IsZero() {
			return nil
		}
		return []labelled{{p.Word("clock", string(r.DueClock)), p.Due(r.Due.Sub(now))}}
	}
	var out []labelled
	for _, k := range c.Clocks {
		switch {
		case k.Running():
			out = append(out, labelled{p.Word("clock", string(k.Name)), p.Due(k.Due.Sub(now))})
		case k.Done.IsZero():
			out = append(out, labelled{p.Word("clock", string(k.Name)), p.T("queue.paused-for", locale.A{"span": p.Span(now.Sub(k.Paused))})})
		}
	}
	return out
}

// told is what was reported and the last word about it, in the room there is.
func (q *Queue) told(r model.Row, width, height int) []string {
	c, ok := q.file(r)
	if !ok || height <= 0 {
		return nil
	}
	p, st := q.ctx.Print, q.ctx.Style
	var note []string
	if n, ok := lastNote(c); ok {
		note = append(note, "", st.Heading.Render(p.T("queue.last-note", locale.A{
			"name": q.ctx.OfficerName(n.By), "when": p.Moment(n.At, q.ctx.Now(), q.ctx.Zone()),
		})))
		note = append(note, clip(cell.Wrap(flat(n.Text), width), max(1, height/4))...)
	}
	lines := []string{st.Heading.Render(p.Word("field", "narrative"))}
	text := c.Facts.Narrative
	if c.Status == model.Waiting && c.Waiting != "" {
		lines = append(lines, st.Warn.Render(cell.Cut(p.T("queue.waits", locale.A{"why": flat(c.Waiting)}), width)))
	}
	if text == "" {
		text = "–"
	}
	room := max(1, height-len(lines)-len(note))
	lines = append(lines, clip(cell.Wrap(opening(text, width*(room+1)), width), room)...)
	return append(lines, note...)
}

// lastNote is the newest remark that was not withdrawn.
func lastNote(c model.Case) (model.Note, bool) {
	for i := len(c.Notes) - 1; i >= 0; i-- {
		if !c.Notes[i].Withdrawn {
			return c.Notes[i], true
		}
	}
	return model.Note{}, false
}

// opening is how a text begins, on one line: a long one is not wrapped whole
// for the few lines that are shown.
func opening(s string, most int) string {
	if r := []rune(s); len(r) > most {
		s = string(r[:most])
	}
	return flat(s)
}

// flat is a text on one line.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// clip keeps the first lines, and says with an ellipsis that there were more.
func clip(lines []string, n int) []string {
	if len(lines) <= n {
		return lines
	}
	lines = lines[:n]
	lines[n-1] = cell.Cut(lines[n-1]+" ……", max(1, cell.Width(lines[n-1])))
	return lines
}
