// Package row shows cases in lists: a line each, in columns that fit the
// width, and the one under the cursor in more detail beside or below them.
package row

import (
	"cmp"

	"piket/ui/screen"
)

// Drawer draws the rows of one screen.
type Drawer struct {
	ctx  *screen.Ctx
	area func(code string) string
	inks inks
	kept kept
}

// New makes a drawer. Area names a district by its code, "" for an unknown one:
// then the code itself is shown.
func New(ctx *screen.Ctx, area func(code string) string) *Drawer {
	d := &Drawer{ctx: ctx, area: func(code string) string { return cmp.Or(area(code), code) }}
	d.Restyle()
	return d
}

// Restyle takes the colours of the session as they are now.
func (d *Drawer) Restyle() { d.inks, d.kept = newInks(d.ctx.Style), kept{} }
