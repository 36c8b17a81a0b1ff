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

// TestNamesStandBelowEachOther behind the sign, short and long ones.
func TestNamesStandBelowEachOther(t *testing.T) {
	ctx := uitest.Ctx(t, locale.Indonesian)
	ctx.Present = map[model.OfficerID]bool{}
	r := sample()
	r.Owner = uitest.Budi
	for _, name := range []string{"Yusuf Hidayat", "Budi", "Agus Hartono"} {
		for i := range ctx.Office.Officers {
			if ctx.Office.Officers[i].ID == uitest.Budi {
				ctx.Office.Officers[i].Name = name
			}
		}
		first, _, _ := strings.Cut(name, " ")
		if line := row.New(ctx, func(string) string { return "Cipondoh" }).Line(r, row.NewColumns(120), row.Look{}); !strings.Contains(line, "○ "+first) {
			t.Errorf("%q", line)
		}
	}
}
