package row_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/row"
	"piket/ui/style"
	"piket/ui/uitest"
)

// TestKeptLinesAreThoseDrawnAnew, whatever changes between two drawings: the
// case, the clock, who is here, the window, the language, the colours.
func TestKeptLinesAreThoseDrawnAnew(t *testing.T) {
	district := func(code string) string { return "Kec. " + code }
	printers := map[locale.Lang]*locale.Printer{}
	for _, l := range locale.Langs() {
		printers[l] = uitest.Printer(t, l)
	}
	rapid.Check(t, func(r *rapid.T) {
		ctx, now := uitest.Ctx(t, locale.Indonesian), uitest.Now()
		ctx.Now = func() time.Time { return now }
		ctx.Officer.ID = uitest.Sari
		ctx.Office.Officers = slices.Clone(ctx.Office.Officers)
		d, c, width, look := row.New(ctx, district), sample(), 100, row.Look{}
		c.Owner = uitest.Budi
		changes := map[string]func(){
			"case":   func() { c.Version++; c.Place = fmt.Sprint("Kos ", c.Version) },
			"status": func() { c.Status = rapid.SampledFrom(model.Statuses()).Draw(r, "status") },
			"cursor": func() { look.Chosen = !look.Chosen },
			"gone": func() {
				look.Gone = rapid.SampledFrom([]row.Fate{"", row.Taken, row.Moved, row.Changed}).Draw(r, "fate")
			},
			"clock":    func() { now = now.Add(time.Duration(rapid.IntRange(1, 5000).Draw(r, "seconds")) * time.Second) },
			"presence": func() { ctx.Present = map[model.OfficerID]bool{uitest.Budi: rapid.Bool().Draw(r, "here")} },
			"officer": func() {
				ctx.Officer.ID = rapid.SampledFrom([]model.OfficerID{uitest.Sari, uitest.Budi}).Draw(r, "officer")
			},
			"name":     func() { ctx.Office.Version++; ctx.Office.Officers[1].Name = fmt.Sprint("Agus ", ctx.Office.Version) },
			"window":   func() { width = rapid.IntRange(60, 200).Draw(r, "width") },
			"language": func() { ctx.Print = printers[rapid.SampledFrom(locale.Langs()).Draw(r, "language")] },
			"colours": func() {
				ctx.Style = style.New(rapid.SampledFrom([]style.Mode{style.Dark, style.Light, style.Plain}).Draw(r, "mode"))
				d.Restyle()
			},
		}
		names := slices.Sorted(maps.Keys(changes))
		for range rapid.IntRange(1, 20).Draw(r, "steps") {
			what := rapid.SampledFrom(names).Draw(r, "change")
			changes[what]()
			cols := row.NewColumns(width)
			if got, want := d.Line(c, cols, look), row.New(ctx, district).Line(c, cols, look); got != want {
				r.Fatalf("after a change of %s:\n%q, drawn anew\n%q", what, got, want)
			}
		}
	})
}

// TestKeptPreviewIsDrawnAnew when its case, its room or its clocks change, and
// not before.
func TestKeptPreviewIsDrawnAnew(t *testing.T) {
	ctx, now := uitest.Ctx(t, locale.Indonesian), uitest.Now()
	ctx.Now = func() time.Time { return now }
	d, c, drawn := row.New(ctx, func(string) string { return "" }), sample(), 0
	for _, tt := range []struct {
		what          string
		change        func()
		width, height int
		want          int
	}{
		{"first", func() {}, 80, 10, 1},
		{"nothing", func() {}, 80, 10, 1},
		{"a second", func() { now = now.Add(time.Second) }, 80, 10, 1},
		{"ten seconds", func() { now = now.Add(10 * time.Second) }, 80, 10, 2},
		{"the case", func() { c.Version++ }, 80, 10, 3},
		{"the width", func() {}, 90, 10, 4},
		{"the height", func() {}, 90, 9, 5},
		{"the office", func() { ctx.Office.Version++ }, 90, 9, 6},
	} {
		tt.change()
		d.Preview(c, &row.Peek{}, tt.width, tt.height, func() []string { drawn++; return []string{""} })
		if drawn != tt.want {
			t.Fatalf("%s: drawn %d times, want %d", tt.what, drawn, tt.want)
		}
	}
}
