package casefile_test

import (
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/casefile"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestOthersAndAway shows who else has the case open, and that its officer is
// not at the desk, for as long as that is so.
func TestOthersAndAway(t *testing.T) {
	o := full(t) // Budi holds it
	ctx := uitest.Ctx(t, locale.Indonesian)
	s := uitest.NewStage(t, casefile.New(config(t, ctx, o.at(uitest.Sari), complaint)), 80, 20)
	sees := func(text string, want bool) {
		t.Helper()
		if got := strings.Contains(s.Screen.View().Body, text); got != want {
			t.Errorf("%q on the screen: %v, want %v\n%s", text, got, want, s.Screen.View().Body)
		}
	}
	sees("juga membuka", false)
	sees("○", false)
	ctx.Present, ctx.Others = map[model.OfficerID]bool{uitest.Sari: true}, []model.OfficerID{uitest.Budi}
	s.Tell(screen.Changed{})
	sees("Budi juga membuka kasus ini", true)
	sees("○ Budi (tidak di meja)", true)
	for w := 60; w <= 240; w += 20 {
		s.Tell(screen.Size{Width: w, Height: 20})
		uitest.Fits(t, s.Screen.View().Body, w, 20)
	}
	ctx.Present, ctx.Others = map[model.OfficerID]bool{uitest.Sari: true, uitest.Budi: true}, nil
	s.Tell(screen.Changed{})
	sees("juga membuka", false)
	sees("○", false)
}
