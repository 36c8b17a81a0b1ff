package row

import (
	"strings"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// Fate is what became of a case that left the list.
type Fate string

// The fates.
const (
	Taken   Fate = "taken"   // it is in somebody else's hands
	Moved   Fate = "moved"   // it stands elsewhere in the workflow
	Changed Fate = "changed" // something else of it
)

// FateOf is what became of a case between two looks at its row.
func FateOf(was, is model.Row) Fate {
	switch {
	case is.Status == model.Closed && was.Status != is.Status:
		return Moved
	case is.Owner != was.Owner && is.Owner != "":
		return Taken
	case is.Status != was.Status:
		return Moved
	}
	return Changed
}

// fate says in a word or two why a case is not in the list any more.
func (d *Drawer) fate(r model.Row, f Fate, width int) string {
	switch f {
	case Moved:
		return d.shorter("status", string(r.Status), width)
	case Taken:
		first, _, _ := strings.Cut(d.ctx.OfficerName(r.Owner), " ")
		if text := d.ctx.Print.T("row.taken-by", locale.A{"name": first}); cell.Width(text) <= width {
			return text
		}
		return d.ctx.Print.T("row.taken")
	case Changed:
	}
	return d.ctx.Print.T("row.changed")
}
