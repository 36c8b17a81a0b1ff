package row_test

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/row"
	"piket/ui/style"
	"piket/ui/uitest"
)

func drawer(t testing.TB, mode style.Mode) *row.Drawer {
	t.Helper()
	ctx := uitest.Ctx(t, locale.Indonesian)
	ctx.Style = style.New(mode)
	return row.New(ctx, func(code string) string { return map[string]string{"36.71.05": "Cipondoh"}[code] })
}

func sample() model.Row {
	return model.Row{
		ID: "01CASE", Number: "TNG-2026-000412", Version: 1, Kind: model.Complaint, Channel: model.Phone, Violation: model.Overstay,
		Received: uitest.Now().Add(-2 * time.Hour), Urgency: model.Urgent, Status: model.Received, Due: uitest.Now().Add(-40 * time.Minute),
		Subjects: 2, Headline: "Chen Wei", Place: "Kos Melati", Area: "36.71.05",
	}
}

// TestEveryLineIsAsWideAsItsColumns, whatever a row says and however it looks.
func TestEveryLineIsAsWideAsItsColumns(t *testing.T) {
	d := drawer(t, style.Dark)
	words := func(text string) []row.Span {
		if i := strings.Index(text, "Chen"); i >= 0 {
			return []row.Span{{From: i, To: i + len("Chen")}}
		}
		return nil
	}
	rapid.Check(t, func(r *rapid.T) {
		width := rapid.IntRange(60, 240).Draw(r, "width")
		cols := row.NewColumns(width)
		c := sample()
		c.Headline = rapid.SampledFrom([]string{"Chen Wei", "", strings.Repeat("界", 80), "Chen 👩‍👩‍👧‍👦"}).Draw(r, "headline")
		c.Status = rapid.SampledFrom(model.Statuses()).Draw(r, "status")
		c.Disposition = rapid.SampledFrom(model.DefaultDispositions()).Draw(r, "disposition")
		c.Proposed = rapid.Bool().Draw(r, "proposed")
		look := row.Look{Chosen: rapid.Bool().Draw(r, "chosen"), Gone: rapid.SampledFrom([]row.Fate{"", row.Taken, row.Moved, row.Changed}).Draw(r, "gone"), Find: words}
		for _, line := range []string{d.Heads(cols), d.Line(c, cols, look)} {
			if w := cell.Width(line); w != width {
				t.Errorf("%d cells wide, want %d: %q", w, width, ansi.Strip(line))
			}
		}
	})
}

// TestAnUnknownAreaIsShownByItsCode: an empty cell would hide that it was said.
func TestAnUnknownAreaIsShownByItsCode(t *testing.T) {
	d, c := drawer(t, style.Plain), sample()
	c.Area = "36.71.99"
	if got := ansi.Strip(d.Line(c, row.NewColumns(120), row.Look{})); !strings.Contains(got, " 36.71.99 ") {
		t.Errorf("the line does not name the area: %q", got)
	}
}

func TestWordsFoundArePointedOut(t *testing.T) {
	d, cols := drawer(t, style.Dark), row.NewColumns(200)
	find := func(text string) []row.Span {
		if i := strings.Index(text, "Chen"); i >= 0 {
			return []row.Span{{From: i, To: i + len("Chen")}}
		}
		return nil
	}
	plain, marked := d.Line(sample(), cols, row.Look{}), d.Line(sample(), cols, row.Look{Find: find})
	if plain == marked || ansi.Strip(plain) != ansi.Strip(marked) {
		t.Errorf("pointing out changed the words, or nothing:\n%q\n%q", ansi.Strip(plain), ansi.Strip(marked))
	}
	if want := style.Ready(style.New(style.Dark).Match).On("Chen"); !strings.Contains(marked, want) {
		t.Errorf("%q is not in %q", want, marked)
	}
}

func TestMeaningIsThereWithoutColours(t *testing.T) {
	d, cols := drawer(t, style.Plain), row.NewColumns(200)
	line := ansi.Strip(d.Line(sample(), cols, row.Look{Chosen: true}))
	for _, want := range []string{"▌", "▲▲", "2026-000412", "Telepon", "Overstay · 2 orang · Kos Melati · Chen Wei", "Cipondoh", "Diterima", "−0:40"} {
		if !strings.Contains(line, want) {
			t.Errorf("%q is not in %q", want, line)
		}
	}
}

func TestMinuteOfArrivalIsNeverLeftOut(t *testing.T) {
	d, c := drawer(t, style.Plain), sample()
	c.Received = uitest.Now().Add(-20 * time.Second)
	for width, want := range map[int]string{80: "23:40•", 130: "23:40 baru"} {
		if line := ansi.Strip(d.Line(c, row.NewColumns(width), row.Look{})); !strings.Contains(line, want) {
			t.Errorf("%d columns: %q is not in %q", width, want, line)
		}
	}
}

// TestOfficerIsNamedFromEightyColumns, in as much of the name as there is room for.
func TestOfficerIsNamedFromEightyColumns(t *testing.T) {
	for name, want := range map[string]map[int]string{
		"Sari Wulandari":          {80: " Sari ", 100: " Sari W. ", 140: " Sari Wulandari "},
		"Muhammad Rizki Ramadhan": {80: " MRR ", 140: " Muhammad R. "},
		"Wahyudiningrat":          {80: " Wahy… "},
	} {
		ctx := uitest.Ctx(t, locale.Indonesian)
		ctx.Office.Officers[0].Name = name
		d, c := row.New(ctx, func(string) string { return "" }), sample()
		c.Owner = uitest.Sari
		for width, text := range want {
			if line := ansi.Strip(d.Line(c, row.NewColumns(width), row.Look{})); !strings.Contains(line, text) {
				t.Errorf("%d columns: %q is not in %q", width, text, line)
			}
		}
	}
}
