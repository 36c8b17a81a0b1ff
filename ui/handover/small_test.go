package handover_test

import (
	"strings"
	"testing"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/handover"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestAVoidAnswerSaysSoFirst in the narrowest window too.
func TestAVoidAnswerSaysSoFirst(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	grows(f, 0)
	says(t, stage(t, f, locale.Indonesian, uitest.Sari, 80, 20), "○ berubah, jawab lagi · Diterima")
}

// TestWhatIsNotHersIsNotAskedOfHer tells the incoming officer that a plan is
// missing, and does not shout it at her.
func TestWhatIsNotHersIsNotAskedOfHer(t *testing.T) {
	s := stage(t, busyNight(), locale.Indonesian, uitest.Sari, 80, 20)
	says(t, s, "○ belum diisi")
	if strings.Contains(text(s), "isi tindakan") {
		t.Errorf("she is asked for it:\n%s", text(s))
	}
}

// TestHoursAreNotCut however long the names of the teams are.
func TestHoursAreNotCut(t *testing.T) {
	f := busyNight()
	f.p.Offered = at
	c := config(t, f, locale.Indonesian, uitest.Budi)
	next, _ := c.Ctx.Rules.WatchAfter(f.p.Watch.To)
	c.Ctx.Office.Swaps = []model.Crew{{Watch: night.Watch(), Team: "Regu Cempaka"}, {Watch: next.ID, Team: "Regu Dahlia"}}
	s := uitest.NewStage(t, handover.New(c), 80, 20)
	says(t, s, "Malam 22:00–06:00  →  Pagi 06:00–14:00")
}

// TestWhatOnlyTheHandoverMovedIsNoNews to the watch it went to.
func TestWhatOnlyTheHandoverMovedIsNoNews(t *testing.T) {
	f := busyNight()
	sealed := at.Add(-time.Minute) // later than this one was begun
	f.p.Lines[1].Row.Updated, f.p.Lines[1].Arrived = sealed, false
	f.p.Lines[2].Row.Updated = sealed.Add(time.Second)
	f.before = []model.Handover{{Record: &model.Record{Sealed: sealed}}}
	s := stage(t, f, locale.Indonesian, uitest.Budi, 120, 36)
	if n := strings.Count(text(s), "berubah"); n != 1 {
		t.Errorf("%d lines have changed:\n%s", n, text(s))
	}
}

// TestUndoIsNotOffered where it takes back an act on another screen.
func TestUndoIsNotOffered(t *testing.T) {
	for _, b := range stage(t, busyNight(), locale.Indonesian, uitest.Budi, 80, 20).Screen.Bindings() {
		if b.Intent == screen.Undo && !b.Bar {
			return
		}
	}
	t.Error("the root puts it into the help bar")
}
