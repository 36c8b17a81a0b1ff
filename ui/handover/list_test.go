package handover_test

import (
	"fmt"
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
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
