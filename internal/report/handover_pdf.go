package report

import (
	"bytes"
	"fmt"

	"codeberg.org/go-pdf/fpdf"
	"rsc.io/qr"

	"piket/internal/locale"
)

// HandoverPDF is the handover's paper as A4 pages. The same record gives the
// same bytes for ever: no clock is looked at.
func HandoverPDF(p *locale.Printer, m Minutes) ([]byte, error) {
	s := minutes(p, m)
	d := &pages{pdf: fpdf.New("P", "mm", "A4", ""), print: p, foot: s.foot}
	d.pdf.SetCatalogSort(true)
	d.pdf.SetCreationDate(m.Record.Sealed.UTC())
	d.pdf.SetModificationDate(m.Record.Sealed.UTC())
	d.pdf.SetProducer("Piket", true)
	d.pdf.SetTitle(s.foot, true)
	d.pdf.SetLang(string(p.Lang()))
	d.pdf.AddUTF8FontFromBytes(face, "", plainFont)
	d.pdf.AddUTF8FontFromBytes(face, bold, boldFont)
	d.pdf.SetAutoPageBreak(false, 0)
	d.pdf.SetMargins(0, 0, 0)
	d.pdf.SetLineWidth(0.2)
	d.next()
	d.sheet(s)
	d.feet()
	var out bytes.Buffer
	if err := d.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("write pages: %w", err)
	}
	return out.Bytes(), nil
}

const (
	face = "dejavu"
	bold = "B"
)

// The page, in millimetres, and its letters, in points.
const (
	left, width = 18.0, 174.0
	top, bottom = 16.0, 279.0
	footAt      = 288.0

	sizeText, sizeTable, sizeHead, sizeTitle, sizeFoot = 9.0, 7.5, 10.0, 13.0, 7.0

	leading = 0.46 // of a line, in mm a point
)

// pages draws a sheet from the top down.
type pages struct {
	pdf     *fpdf.Fpdf
	print   *locale.Printer
	foot    string
	y       float64 // where the next thing goes
	missing int     // letters the font does not have
}

func (d *pages) next() {
	d.pdf.AddPage()
	d.y = top
}

// room goes to the next page where so much does not fit on this one.
func (d *pages) room(height float64) {
	if d.y+height > bottom {
		d.next()
	}
}

func (d *pages) style(style string, size float64) (lineHeight float64) {
	d.pdf.SetFont(face, style, size)
	return size * leading
}

// wrap breaks a text into lines as wide as the column, in the style set.
func (d *pages) wrap(text string, width float64) []string {
	text, missing := shown(text)
	d.missing += missing
	return wrapBy(text, width, d.pdf.GetStringWidth)
}

// put draws a line of text with its top at y.
func (d *pages) put(x, y, lineHeight float64, text string) {
	d.pdf.Text(x, y+lineHeight*0.78, text)
}

// text draws a paragraph, broken between pages where it must.
func (d *pages) text(text, style string, size, x, width float64, centred bool) {
	h := d.style(style, size)
	for _, l := range d.wrap(text, width) {
		d.room(h)
		d.style(style, size) // a new page has none
		at := x
		if centred {
			at += (width - d.pdf.GetStringWidth(l)) / 2
		}
		d.put(at, d.y, h, l)
		d.y += h
	}
}

func (d *pages) sheet(s sheet) {
	d.text(s.office, bold, sizeHead+1, left, width, true)
	d.text(s.section, "", sizeHead, left, width, true)
	d.y += 2
	d.pdf.Line(left, d.y, left+width, d.y)
	d.y += 3
	d.text(s.title, bold, sizeTitle, left, width, true)
	for _, l := range s.under {
		d.text(l, "", sizeText, left, width, true)
	}
	d.y += 3
	for _, p := range s.parts {
		d.part(p)
	}
	if d.missing > 0 {
		d.y += 2
		d.text(d.print.T("paper.missing-letters"), "", sizeFoot, left, width, false)
	}
}

// The room a part takes at least, so that its title stands with what follows
// and signatures stand together; gap is left below it.
const (
	gap       = 3.0
	aHeading  = 18.0
	allSigned = 75.0
	aCode     = 42.0
)

func (p part) least() float64 {
	switch {
	case len(p.signs) > 0:
		return allSigned
	case p.code != "":
		return aCode
	}
	return aHeading
}

func (d *pages) part(p part) {
	if p.title != "" {
		d.room(p.least())
		d.text(p.title, bold, sizeHead, left, width, false)
		d.y++
	}
	switch {
	case p.table != nil:
		d.table(*p.table)
	case len(p.signs) > 0:
		d.signs(p.signs)
	case p.code != "":
		d.coded(p)
	case p.boxed:
		d.boxed(p.text)
	default:
		for _, text := range p.text {
			d.text(text, "", sizeText, left, width, false)
		}
		d.pairs(p.pairs)
	}
	d.y += gap
}

const labelled = 38.0 // mm of a label

func (d *pages) pairs(pairs []pair) {
	for _, p := range pairs {
		d.room(sizeText * leading)
		d.style("", sizeText)
		d.put(left, d.y, sizeText*leading, p.label)
		for _, v := range p.values {
			d.text(v, "", sizeText, left+labelled, width-labelled, false)
		}
	}
}

// boxed draws paragraphs with a bar beside them, to be seen first.
func (d *pages) boxed(texts []string) {
	for _, text := range texts {
		page, from := d.pdf.PageNo(), d.y
		d.text(text, "", sizeText, left+4, width-4, false)
		if page != d.pdf.PageNo() {
			from = top
		}
		d.pdf.SetFillColor(60, 60, 60)
		d.pdf.Rect(left, from, 1.2, d.y-from, "F")
	}
}

// signs draws the two who sign beside each other, and the supervisor below.
func (d *pages) signs(signs []signature) {
	half := width / 2
	from, low := d.y, d.y
	for i, s := range signs {
		x := left + float64(i%2)*half
		if i == 2 {
			from, x = low+3, left+half/2
		}
		d.y = from
		d.sign(s, x, half-6)
		low = max(low, d.y)
	}
	d.y = low
}

func (d *pages) sign(s signature, x, width float64) {
	d.text(s.as, "", sizeText, x, width, true)
	if s.open {
		d.y += 11
		d.pdf.Line(x+width/6, d.y, x+width*5/6, d.y)
		d.y++
	}
	d.text(s.name, bold, sizeText, x, width, true)
	for _, h := range s.how {
		d.text(h, "", sizeTable, x, width, true)
	}
}

// coded draws text beside the QR code of a part.
func (d *pages) coded(p part) {
	const side = 32.0
	code, err := qr.Encode(p.code, qr.M)
	if err != nil {
		d.pdf.SetError(fmt.Errorf("encode QR: %w", err))
		return
	}
	from := d.y
	d.square(code, left, from, side)
	for _, text := range p.text {
		d.text(text, "", sizeTable, left+side+5, width-side-5, false)
		d.y++
	}
	d.y = max(d.y, from+side)
}

// square draws a QR code, runs of dark cells as one bar each.
func (d *pages) square(code *qr.Code, x, y, side float64) {
	cell := side / float64(code.Size)
	d.pdf.SetFillColor(0, 0, 0)
	for row := range code.Size {
		for col := 0; col < code.Size; col++ {
			from := col
			for col < code.Size && code.Black(col, row) {
				col++
			}
			if col > from {
				d.pdf.Rect(x+float64(from)*cell, y+float64(row)*cell, float64(col-from)*cell, cell, "F")
			}
		}
	}
}

// feet writes what the paper is and which page it is below every page, now
// that their number is known.
func (d *pages) feet() {
	all := d.pdf.PageCount()
	for n := 1; n <= all; n++ {
		d.pdf.SetPage(n)
		d.pdf.SetFillColor(255, 255, 255) // else a foot is drawn in the last colour of its page
		h := d.style("", sizeFoot)
		text, _ := shown(d.foot)
		d.put(left, footAt, h, text)
		page := d.print.T("paper.page", locale.A{"n": n, "all": all})
		d.put(left+width-d.pdf.GetStringWidth(page), footAt, h, page)
	}
}
