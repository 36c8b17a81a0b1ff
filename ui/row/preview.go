package row

import (
	"strings"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// labelMost is the most room a label gets before its value.
const labelMost = 20

// Below is two columns of lines below a list, a rule above them.
func (d *Drawer) Below(left, right func(width int) []string, width, height int) []string {
	const gap = 3
	wide := min(58, width/2) - 2
	rest := width - wide - gap - 4
	a, b := cell.Box(left(wide), wide, height-1), cell.Box(right(rest), rest, height-1)
	lines := []string{d.ctx.Style.Rule.Render(strings.Repeat("─", width))}
	for i := range a {
		lines = append(lines, "  "+a[i]+strings.Repeat(" ", gap)+b[i])
	}
	return lines
}

// Beside puts a pane at the right of lines, which are all as wide.
func (d *Drawer) Beside(lines, pane []string, width int) []string {
	pane = cell.Box(pane, width, len(lines))
	bar := d.ctx.Style.Rule.Render(" │ ")
	for i := range lines {
		lines[i] += bar + pane[i]
	}
	return lines
}

// Facts are a case in short, a label and a value a line.
func (d *Drawer) Facts(r model.Row, file *Peek, width int) []string {
	p, st := d.ctx.Print, d.ctx.Style
	number, _ := numberCell(d, r, 0, Look{})
	mark, _ := urgencyCell(d, r, 0, Look{})
	lines := []string{st.Strong.Render(number) + "  " + d.inks.plain[d.urgencyInk(r)].On(mark+" "+p.Word("urgency", string(r.Urgency))) +
		"  " + st.Accent.Render(p.Word("status", string(status(r, file))))}
	lines = append(lines, st.Text.Render(cell.Cut(d.about(r), width)), "")
	labels := 0
	for _, f := range d.labelled(r, file) {
		labels = max(labels, min(labelMost, cell.Width(f.label)))
	}
	for _, f := range d.labelled(r, file) {
		if f.value != "" {
			lines = append(lines, st.Muted.Render(cell.Fit(f.label, labels))+"  "+cell.Cut(f.value, width-labels-2))
		}
	}
	return lines
}

func (d *Drawer) urgencyInk(r model.Row) inkName {
	_, ink := urgencyCell(d, r, 0, Look{})
	return ink
}

// status is the newest known: the file's, once it has been read.
func status(r model.Row, file *Peek) model.Status {
	if c, ok := file.File(r); ok && c.Version > r.Version {
		return c.Status
	}
	return r.Status
}

type labelled struct{ label, value string }

func (d *Drawer) labelled(r model.Row, file *Peek) []labelled {
	p, now := d.ctx.Print, d.ctx.Now()
	place := r.Place
	if area := d.area(r.Area); area != "" {
		place = strings.TrimPrefix(place+", "+area, ", ")
	}
	who := p.T("word.anonymous")
	if r.Pseudonym != "" {
		who = p.T("word.pseudonym", locale.A{"code": r.Pseudonym.Short()})
	}
	facts := []labelled{
		{p.Word("field", "received"), p.Moment(r.Received, now, d.ctx.Zone()) + " · " + p.Word("channel", string(r.Channel))},
		{p.Word("field", "place"), place},
		{p.Word("field", "subjects"), people(r, file)},
		{p.Word("field", "reporter"), who},
		{p.Word("field", "officer"), d.ctx.OfficerName(r.Owner)},
	}
	return append(facts, d.clocks(r, file)...)
}

// people are the names of the reported, as far as they are known.
func people(r model.Row, file *Peek) string {
	c, ok := file.File(r)
	if !ok {
		return ""
	}
	var names []string
	for _, s := range c.Facts.Subjects {
		name := s.Name
		if name == "" {
			name = s.Alias
		}
		switch {
		case name == "":
			name = s.Nationality
		case s.Nationality != "":
			name += " (" + s.Nationality + ")"
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// clocks are the deadlines that run or stand still.
func (d *Drawer) clocks(r model.Row, file *Peek) []labelled {
	p, now := d.ctx.Print, d.ctx.Now()
	c, ok := file.File(r)
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
			out = append(out, labelled{p.Word("clock", string(k.Name)), p.T("row.paused-for", locale.A{"span": p.Span(now.Sub(k.Paused))})})
		}
	}
	return out
}

// Told is what was reported and the last word about it, in the room there is.
func (d *Drawer) Told(r model.Row, file *Peek, width, height int) []string {
	c, ok := file.File(r)
	if !ok || height <= 0 {
		return nil
	}
	p, st := d.ctx.Print, d.ctx.Style
	var note []string
	if n, ok := lastNote(c); ok {
		note = append(note, "", st.Heading.Render(p.T("row.last-note", locale.A{
			"name": d.ctx.OfficerName(n.By), "when": p.Moment(n.At, d.ctx.Now(), d.ctx.Zone()),
		})))
		note = append(note, clip(cell.Wrap(flat(n.Text), width), max(1, height/4))...)
	}
	lines := []string{st.Heading.Render(p.Word("field", "narrative"))}
	text := c.Facts.Narrative
	if c.Status == model.Waiting && c.Waiting != "" {
		lines = append(lines, st.Warn.Render(cell.Cut(p.T("row.waits", locale.A{"why": flat(c.Waiting)}), width)))
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
