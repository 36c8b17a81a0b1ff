package config

import (
	"strings"

	"piket/internal/locale"
	"piket/model"
)

// commentWidth is how wide the comments run, in characters.
const commentWidth = 76

// Template is a settings file that holds every setting at its default with a
// comment in the given language, which it also sets as the office's. It
// returns an error only for a language without a catalogue.
func Template(lang locale.Lang) ([]byte, error) {
	p, err := locale.Load(lang)
	if err != nil {
		return nil, err
	}
	s := Default()
	s.Language = lang
	var b strings.Builder
	comment(&b, p.T("setting.head"))
	table := ""
	for _, row := range settings() {
		b.WriteString("\n")
		if row.table != table {
			table = row.table
			b.WriteString("[" + table + "]\n")
		}
		row.entry(&b, p, s)
	}
	return []byte(b.String()), nil
}

// entry writes a setting under its comment. Where its default is empty, an
// example stands below it as a remark, to show the shape.
func (s setting) entry(b *strings.Builder, p *locale.Printer, now Settings) {
	comment(b, p.T("setting."+strings.Join(s.path(), ".")))
	v := s.write(now, p)
	if line := s.line(v); line != "" {
		b.WriteString(line + "\n")
	}
	if v == "" || v == "[]" {
		b.WriteString("# " + strings.ReplaceAll(s.line(s.write(example(), p)), "\n", "\n# ") + "\n")
	}
}

// line is a value behind its name; the lines of a whole table have none, and
// neither has a setting without a value.
func (s setting) line(value string) string {
	if s.name == "" || value == "" {
		return value
	}
	return s.name + " = " + value
}

// example settles what the defaults leave empty.
func example() Settings {
	s := Default()
	s.Areas = []string{"36.71", "36.74", "36.03"}
	s.Print = []string{"lp", "-d", "front-desk"}
	s.Holidays = []model.Date{"2026-12-25", "2027-01-01"}
	s.Roster.Teams = []model.Team{
		{Name: "Regu A", Members: []string{"Sari Wulandari", "Budi Prasetyo"}},
		{Name: "Regu B", Members: []string{"Dewi Anggraini"}},
	}
	s.Roster.Order, s.Roster.Since = []string{"Regu A", "Regu B"}, "2026-11-20"
	s.ViolationLabels = map[model.Violation]Label{
		"smuggling": {ID: "Penyelundupan manusia", EN: "People smuggling"},
	}
	s.DispositionLabels = map[model.Disposition]Label{
		"city-police": {ID: "Limpah Polres", EN: "Referred to the city police"},
	}
	return s
}

// comment writes a text as comment lines.
func comment(b *strings.Builder, text string) {
	line := "#"
	for _, word := range strings.Fields(text) {
		if len([]rune(line))+1+len([]rune(word)) > commentWidth {
			b.WriteString(line + "\n")
			line = "#"
		}
		line += " " + word
	}
	b.WriteString(line + "\n")
}
