package report

import (
	"strings"

	"github.com/rivo/uniseg"

	"piket/internal/locale"
)

// Page is how many columns a plain printer has on a sheet.
const Page = 80

// HandoverText is the handover's paper as text of Page columns, for printers
// that know nothing else.
func HandoverText(p *locale.Printer, m Minutes) []byte {
	r := paper{width: Page}
	r.sheet(minutes(p, m))
	return []byte(r.out.String())
}

func (r *paper) sheet(s sheet) {
	r.centred(s.office)
	r.centred(s.section)
	r.rule()
	r.centred(s.title)
	for _, line := range s.under {
		r.centred(line)
	}
	r.rule()
	for _, p := range s.parts {
		r.part(p)
	}
	r.rule()
	r.centred(s.foot)
}

func (r *paper) part(p part) {
	if p.title != "" {
		r.blank()
		title := strings.ToUpper(p.title)
		r.text(title)
		r.line(strings.Repeat("=", min(r.width, uniseg.StringWidth(title))))
	}
	mark := ""
	if p.boxed {
		mark = "! "
	}
	for _, text := range p.text {
		r.hung(mark, len(mark), text)
	}
	for _, f := range p.pairs {
		r.field(f.label, f.values...)
	}
	if p.table != nil {
		r.rows(*p.table)
	}
	for _, s := range p.signs {
		r.signed(s)
	}
}

// hung sets a paragraph in by some columns, with a mark before its first line.
func (r *paper) hung(mark string, in int, text string) {
	for _, l := range wrap(text, r.width-in) {
		r.line(mark + strings.Repeat(" ", max(0, in-uniseg.StringWidth(mark))) + l)
		mark = ""
	}
}

// rows are set below each other, a cell's paragraphs one a line.
func (r *paper) rows(t table) {
	const in = 5
	if len(t.rows) == 0 {
		r.text(t.none)
	}
	for i, row := range t.rows {
		if i > 0 {
			r.blank()
		}
		mark := row[0][0]
		for _, cell := range row[1:] {
			for _, text := range cell {
				r.hung(mark, in, text)
				mark = ""
			}
		}
	}
}

func (r *paper) signed(s signature) {
	name := s.name
	if name == "" {
		name = strings.Repeat(".", 30)
	}
	r.field(s.as, append([]string{name}, s.how...)...)
}
