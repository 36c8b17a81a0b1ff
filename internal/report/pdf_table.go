package report

// pad is left on each side of a cell's text, in millimetres.
const pad = 1.0

// table draws rows under their heads, which are drawn again on every page.
func (d *pages) table(t table) {
	if len(t.rows) == 0 {
		d.text(t.none, "", sizeText, left, width, false)
		return
	}
	d.heads(t)
	for _, row := range t.rows {
		d.row(t, d.cells(t, row))
	}
}

// cells are a row's texts broken into lines.
func (d *pages) cells(t table, row [][]string) [][]string {
	d.style("", sizeTable)
	cells := make([][]string, len(row))
	for i, paragraphs := range row {
		for _, text := range paragraphs {
			cells[i] = append(cells[i], d.wrap(text, t.columns[i].share*width-2*pad)...)
		}
	}
	return cells
}

func (d *pages) heads(t table) {
	h := d.style(bold, sizeTable)
	d.pdf.SetFillColor(232, 232, 232)
	d.pdf.Rect(left, d.y, width, h+2*pad, "F")
	x := left
	for _, c := range t.columns {
		d.put(x+pad, d.y+pad, h, c.head)
		x += c.share * width
	}
	d.y += h + 2*pad
}

// row draws a row, on the next page if it does not fit on this one, and on
// several if it is taller than any.
func (d *pages) row(t table, cells [][]string) {
	h := sizeTable * leading
	lines := 0
	for _, c := range cells {
		lines = max(lines, len(c))
	}
	whole := float64(lines)*h + 2*pad
	head := h + 2*pad
	if d.y+whole > bottom && d.y > top+head {
		d.next()
		d.heads(t)
	}
	for from := 0; from < lines; {
		n := min(lines-from, max(1, int((bottom-d.y-2*pad)/h)))
		d.strip(t, cells, from, n)
		if from += n; from < lines {
			d.next()
			d.heads(t)
		}
	}
}

// strip draws so many lines of a row's cells, and a rule below them.
func (d *pages) strip(t table, cells [][]string, from, n int) {
	h := d.style("", sizeTable)
	x := left
	for i, c := range cells {
		for j := from; j < min(from+n, len(c)); j++ {
			d.put(x+pad, d.y+pad+float64(j-from)*h, h, c[j])
		}
		x += t.columns[i].share * width
	}
	d.y += float64(n)*h + 2*pad
	d.pdf.SetDrawColor(190, 190, 190)
	d.pdf.Line(left, d.y, left+width, d.y)
	d.pdf.SetDrawColor(0, 0, 0)
}
