package report

import (
	"maps"
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// second opens the draft of a form in another session of the same officer.
func (r *rig) second() *rig {
	other := *r
	other.sent, other.waiting, other.dialog = nil, nil, nil
	return other.open(model.WalkIn, r.s.draft.form())
}

// TestTwoSessionsTypingKeepBoth drafts.
func TestTwoSessionsTypingKeepBoth(t *testing.T) {
	a := newRig(t, locale.Indonesian).open(model.WalkIn, "").fill("narrative", "Awal").rest()
	b := a.second()
	b.fill("place", "Kos Melati").rest()
	a.fill("place", "Hotel Merak").rest()
	if a.s.draft.Key == b.s.draft.Key || !strings.Contains(a.toasts(), "Sesi Anda yang lain juga") {
		t.Errorf("one draft for both; said %q", a.toasts())
	}
	b.fill("address", "Jalan Satu").rest()
	a.fill("address", "Jalan Dua").press("esc").rest()
	for _, tt := range []struct {
		r              *rig
		place, address string
	}{{a, "Hotel Merak", "Jalan Dua"}, {b, "Kos Melati", "Jalan Satu"}} {
		d, _ := tt.r.stored()
		if d.Place.Name != tt.place || d.Place.Address != tt.address || d.Narrative != "Awal" {
			t.Errorf("kept %q and %q, want %q and %q", d.Place.Name, d.Place.Address, tt.place, tt.address)
		}
	}
	if !a.closed() || len(a.shelf.drafts) != 2 {
		t.Errorf("closed %v, %d drafts", a.closed(), len(a.shelf.drafts))
	}
}

// TestWhatIsTypedAfterTheOtherSessionSavedIsKept and offered.
func TestWhatIsTypedAfterTheOtherSessionSavedIsKept(t *testing.T) {
	a := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint().rest()
	b := a.second()
	b.press("ctrl+r").rest().press("s").rest()
	if b.s.page != pageDone || len(a.shelf.drafts) != 0 {
		t.Fatalf("page %d, %d drafts", b.s.page, len(a.shelf.drafts))
	}
	a.fill("address", " lantai 2").rest()
	if d, there := a.stored(); !there || !strings.Contains(d.Place.Address, "lantai 2") || a.s.draft.Key == b.s.draft.Key {
		t.Errorf("kept %v: %q", there, d.Place.Address)
	}
	if a.dialog == nil || !containsText(a.dialog.View(76, 20).Body, "tidak hilang") {
		t.Fatal("nothing was offered")
	}
	a.press("enter", "ctrl+r").rest().press("s").rest()
	if a.s.page != pageDone || a.s.done.repeated || len(a.desk.took) != 2 {
		t.Errorf("page %d, %d reports", a.s.page, len(a.desk.took))
	}
}

// TestSavingAfterTheOtherSessionDidKeepsTheText and leads to its case.
func TestSavingAfterTheOtherSessionDidKeepsTheText(t *testing.T) {
	a := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint().rest()
	b, there := a.second(), maps.Clone(a.shelf.drafts)
	b.press("ctrl+r").rest().press("s").rest()
	maps.Copy(a.shelf.drafts, there) // it could not be dropped
	a.fill("address", " lantai 2").rest().press("ctrl+r").rest().press("s").rest()
	d, kept := a.stored()
	if a.s.page == pageDone || !kept || !strings.Contains(d.Place.Address, "lantai 2") || len(a.desk.took) != 1 {
		t.Fatalf("page %d, kept %v %q, %d reports", a.s.page, kept, d.Place.Address, len(a.desk.took))
	}
	if a.dialog == nil || !containsText(a.dialog.View(76, 20).Body, "TNG-2026-000412") {
		t.Fatal("the case is not told:\n" + uitest.Text(a.dialog.View(76, 20).Body))
	}
	a.press("down", "enter").rest()
	var opened model.CaseID
	for _, m := range a.sent {
		if o, ok := m.(screen.OpenCase); ok {
			opened = o.ID
		}
	}
	if opened != b.s.done.id || !a.closed() {
		t.Errorf("opened %q, closed %v", opened, a.closed())
	}
}
