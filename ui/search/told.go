package search

import (
	"strings"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// before is how many characters stand before the first word found.
const before = 40

// passageLeast is how many lines a passage needs to be worth its heading.
const passageLeast = 4

// passage is a text of a case under its heading.
type passage struct{ heading, text string }

// told is where in the file the words stand, each passage from a little
// before the first of them; how the story begins where they stand in none.
func (s *Screen) told(cur model.Row, f finder, width, height int) []string {
	c, ok := s.peek.File(cur)
	if !ok || height <= 0 {
		return nil
	}
	all := s.passages(c)
	var hits []passage
	for _, p := range all {
		if text, hit := f.around(p.text, before); hit {
			hits = append(hits, passage{p.heading, text})
		}
	}
	if len(hits) == 0 {
		hits = all[:1]
	}
	hits = hits[:min(len(hits), max(1, height/passageLeast))]
	var lines []string
	for i, p := range hits {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, s.passage(p, f, width, (height-len(lines))/(len(hits)-i))...)
	}
	return lines
}

// passage is a heading and as many lines of its text as there is room for.
func (s *Screen) passage(p passage, f finder, width, room int) []string {
	lines := []string{s.ctx.Style.Heading.Render(cell.Cut(p.heading, width))}
	text := []rune(p.text)
	wrapped := cell.Wrap(string(text[:min(len(text), width*room)]), width)
	for i, l := range wrapped[:min(len(wrapped), room-1)] {
		if i == room-2 && len(wrapped) > room-1 {
			l = cell.Cut(l+" ……", max(1, cell.Width(l)))
		}
		lines = append(lines, s.pointed(l, f))
	}
	return lines
}

// pointed is a line with the words pointed out.
func (s *Screen) pointed(line string, f finder) string {
	var b strings.Builder
	at := 0
	for _, sp := range f.spans(line) {
		b.WriteString(line[at:sp.From] + s.ctx.Style.Match.Render(line[sp.From:sp.To]))
		at = sp.To
	}
	return b.String() + line[at:]
}

// passages are the texts of a case that are searched, the story first.
func (s *Screen) passages(c model.Case) []passage {
	p := s.ctx.Print
	story := strings.Join(strings.Fields(c.Facts.Narrative), " ")
	if story == "" {
		story = "–"
	}
	out := []passage{{p.Word("field", "narrative"), story}}
	for _, n := range c.Notes {
		if !n.Withdrawn {
			out = append(out, passage{s.t("search.note", locale.A{
				"name": s.ctx.OfficerName(n.By), "when": p.Moment(n.At, s.ctx.Now(), s.ctx.Zone()),
			}), n.Text})
		}
	}
	for _, sub := range c.Facts.Subjects {
		out = append(out, passage{p.Word("field", "subjects"), strings.Join(
			strings.Fields(strings.Join([]string{sub.Name, sub.Alias, sub.Passport, sub.Note}, " ")), " ")})
	}
	place := c.Facts.Place
	return append(out, passage{p.Word("field", "place"), strings.Trim(place.Name+", "+place.Address+", "+s.cfg.Area(place.Area), ", ")})
}
