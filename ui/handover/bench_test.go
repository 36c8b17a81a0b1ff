package handover_test

import (
	"fmt"
	"testing"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// manyLines is a watch with far more open cases than any real one.
func manyLines(n int) *fake {
	f := busyNight()
	f.p.Lines = nil
	for i := range n {
		f.p.Lines = append(f.p.Lines, line(i+1, model.Urgencies()[i*3/n], "Chen Wei", "Kos Melati", time.Duration(i-20)*time.Hour))
	}
	return f
}

// BenchmarkKeyToFrame is a key press and the picture after it, with 500 lines
// on a large screen.
func BenchmarkKeyToFrame(b *testing.B) {
	s := stage(b, manyLines(500), locale.Indonesian, uitest.Sari, 200, 56)
	for i := 0; b.Loop(); i++ {
		move := screen.Down
		if i%900 > 450 {
			move = screen.Up
		}
		s.Tell(screen.Did{Intent: move})
		if s.Screen.View().Body == "" {
			b.Fatal("nothing drawn")
		}
	}
}

func TestFiveHundredLines(t *testing.T) {
	s := stage(t, manyLines(500), locale.Indonesian, uitest.Sari, 80, 20)
	says(t, s, "500 baris menunggu")
	s.Press("G", "up")
	says(t, s, fmt.Sprintf("2026-%06d", 500))
	s.Press("n")
	says(t, s, "▌ ▲▲ 2026-000001")
}
