package row_test

import (
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/row"
	"piket/ui/uitest"
)

// TestACaseWithoutAHand marks the officer who holds a case and is not at the
// desk, in every width that names them.
func TestACaseWithoutAHand(t *testing.T) {
	ctx := uitest.Ctx(t, locale.Indonesian)
	r := sample()
	r.Owner = uitest.Budi
	d := row.New(ctx, func(string) string { return "Cipondoh" })
	for _, tt := range []struct {
		present map[model.OfficerID]bool
		marked  bool
	}{
		{nil, false},
		{map[model.OfficerID]bool{uitest.Budi: true}, false},
		{map[model.OfficerID]bool{uitest.Sari: true}, true},
	} {
		ctx.Present = tt.present
		for _, width := range []int{80, 100, 160} {
			line := d.Line(r, row.NewColumns(width), row.Look{})
			if got := strings.Contains(line, "○"); got != tt.marked || !strings.Contains(line, "Budi") || cell.Width(line) != width {
				t.Errorf("present %v, width %d: %q", tt.present, width, line)
			}
		}
	}
}
