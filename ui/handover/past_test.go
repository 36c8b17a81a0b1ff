package handover_test

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/handover"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestWhatWasSignedIsFoundAgain before the next watch is handed over, with the
// addition that waits for this officer.
func TestWhatWasSignedIsFoundAgain(t *testing.T) {
	f := busyNight()
	f.begun = false
	if s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20); s.Bound("l") || s.Bound("w") || !s.Bound("r") {
		t.Error("keys lead to what is not there")
	}
	f.before = before(true)
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	says(t, s, "Terakhir: Siang 14:00–22:00, sah kemarin 22:12, Budi → Sari W.")
	says(t, s, "! Tambahan atas serah terima Siang kemarin dari Budi menunggu")
	s.Press("w", "l")
	if want := []tea.Msg{screen.OpenHandover{ID: "20261121T1400-2"}, screen.OpenHandover{ID: "20261121T1400"}}; !slices.Equal(s.Asked, want) {
		t.Errorf("%v", s.Asked)
	}
	if s := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20); s.Bound("w") {
		t.Error("its writer is asked for a signature too early")
	}
	f.begun = true
	s = stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	says(t, s, "! tambahan dari Budi menunggu Anda (w)")
	if !s.Bound("w") || !s.Bound("r") {
		t.Error("nothing leads there while a watch is handed over")
	}
}

// TestAnAdditionIsOfferedToWhoReceivedTheOriginal and says no word of cases.
func TestAnAdditionIsOfferedToWhoReceivedTheOriginal(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	f.before = before(false)
	f.p.ID, f.p.AddsTo, f.p.In, f.p.Lines, f.p.Answers = "20261121T1400-2", "20261121T1400", "", nil, nil
	c := config(t, f, locale.Indonesian, uitest.Budi)
	c.ID = f.p.ID
	joko := model.Officer{ID: "01JOKO", Name: "Joko", Role: model.RoleOfficer}
	c.Ctx.Office.Officers = append([]model.Officer{joko}, c.Ctx.Office.Officers...)
	s := uitest.NewStage(t, handover.New(c), 80, 20)
	s.Press("s")
	if got := told(s); !strings.Contains(got, "Menerima Sari W.") || strings.Contains(got, "berpindah") {
		t.Errorf("%s", got)
	}
	s.Write("473920")
	s.Press("enter")
	s.Write("118822")
	s.Press("enter")
	if s.Said() != "Tambahan sah." || strings.Contains(text(s), "berpindah") {
		t.Errorf("%q\n%s", s.Said(), text(s))
	}

	c.Ctx.Present = map[model.OfficerID]bool{uitest.Sari: true}
	f = busyNight()
	goneThrough(f)
	f.p.In, f.p.Answers, f.p.Lines = "", nil, nil
	c.Desk, c.ID = f, ""
	s = uitest.NewStage(t, handover.New(c), 80, 20)
	s.Press("s")
	if got := told(s); !strings.Contains(got, "Menerima ‹ Sari W. ›") && !strings.Contains(got, "Menerima Sari W.") {
		t.Errorf("who is at the desk is not offered: %s", got)
	}
}

// TestWhoHandedOverSignsAnAdditionAsReceiver where the receiver wrote it, though
// he stands the watch that ended.
func TestWhoHandedOverSignsAnAdditionAsReceiver(t *testing.T) {
	f := busyNight()
	f.before = before(false)
	f.p.ID, f.p.AddsTo, f.p.Out, f.p.In, f.p.Lines = "20261121T1400-2", "20261121T1400", uitest.Sari, "", nil
	c := config(t, f, locale.Indonesian, uitest.Budi)
	c.ID = f.p.ID
	c.Ctx.Office.Swaps = []model.Crew{{Watch: night.Watch(), Team: "Regu C", Members: []model.OfficerID{uitest.Budi}}}
	s := uitest.NewStage(t, handover.New(c), 80, 20)
	s.Press("s")
	s.Write("118822")
	s.Press("enter")
	if len(f.signed) != 1 || f.signed[0].Side != model.SideIn || f.signed[0].By.Officer != uitest.Budi {
		t.Errorf("%d signed: %s", len(f.signed), dialogText(s))
	}
}

// TestWhoSignedIsToldThatAnotherCountersigns on the screen, and by the key.
func TestWhoSignedIsToldThatAnotherCountersigns(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	f.p.Signed = []model.Signature{{Side: model.SideIn, Officer: uitest.Sari, Name: "Sari W."}}
	f.seal("")
	f.p.Record.Late = 42
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	says(t, s, "! menunggu kepala seksi lain")
	s.Press("c")
	if s.Dialog() != nil || !strings.Contains(s.Said(), "kepala seksi lain") {
		t.Errorf("%q %s", s.Said(), dialogText(s))
	}
}
