package handover_test

import (
	"fmt"
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestWhatIsOutOfSightIsSaid has the heading of the group stay, and says how
// much stands above and below.
func TestWhatIsOutOfSightIsSaid(t *testing.T) {
	f := busyNight()
	for n := 11; n < 19; n++ {
		f.p.Lines = append([]model.Line{line(n, model.Urgent, fmt.Sprintf("Nama %d", n), "Kos", -1)}, f.p.Lines...)
	}
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	says(t, s, "↓ 9 di bawah")
	if strings.Contains(text(s), "di atas") {
		t.Errorf("nothing stands above:\n%s", text(s))
	}
	for range 7 {
		s.Press("down")
		lines := strings.Split(text(s), "\n")
		if !strings.Contains(lines[4], "GAWAT · 9") {
			t.Fatalf("the heading went out of sight:\n%s", text(s))
		}
	}
	says(t, s, "↑ 1 di atas")
	f.p.Lines[0].Seq += 1000
	s.Tell(screen.Wake{Seq: 999})
	says(t, s, "! ↑ 1 gawat")
	s.Press("g")
	if strings.Contains(text(s), "! ↑") {
		t.Errorf("it stands in sight:\n%s", text(s))
	}
}

// TestWhatIsBelowIsSaidBelow the list, where the pane stands beside it too.
func TestWhatIsBelowIsSaidBelow(t *testing.T) {
	f := busyNight()
	for n := 11; n < 311; n++ {
		f.p.Lines = append([]model.Line{line(n, model.Urgent, fmt.Sprintf("Nama %d", n), "Kos", -1)}, f.p.Lines...)
	}
	s := stage(t, f, locale.Indonesian, uitest.Sari, 240, 66)
	s.Press("down", "down", "pgdown", "pgdown")
	lines := strings.Split(text(s), "\n")
	if above, below := lines[3], lines[65]; !strings.Contains(above, "di atas") || strings.Contains(above, "di bawah") || !strings.HasPrefix(below, "── ↓ ") {
		t.Errorf("%s\n%s", above, below)
	}
	s.Press("G")
	if got := text(s); strings.Contains(got, "di bawah") || !strings.Contains(cursorLine(s), "belum ada pesan") {
		t.Errorf("the last line is not in sight:\n%s", got)
	}
}

// TestHelpOfAFieldFitsTheSmallestWindow in one line: no key shows the rest.
func TestHelpOfAFieldFitsTheSmallestWindow(t *testing.T) {
	const width = 60 - 4
	hints := []string{"next", "by", "if", "by-hint-grave", "who-hint-grave", "read-back", "question", "decline", "remark"}
	wrong := []string{"empty", "next-missing", "by-odd", "grave-missing", "if-missing", "then-missing", "read-back-short", "news-again"}
	for _, lang := range locale.Langs() {
		p := uitest.Printer(t, lang)
		for _, k := range hints {
			if !strings.Contains(k, "hint") {
				k += "-hint"
			}
			if text := p.T("handover." + k); cell.Width(text) > width {
				t.Errorf("%d cells: %s", cell.Width(text), text)
			}
		}
		for _, k := range wrong {
			if text := "! " + p.T("handover."+k); cell.Width(text) > width {
				t.Errorf("%d cells: %s", cell.Width(text), text)
			}
		}
	}
}
