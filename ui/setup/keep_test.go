package setup

import (
	"strings"
	"testing"

	"github.com/oklog/ulid/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/internal/seal"
	"piket/model"
	"piket/storage/storagetest"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// nobody is the desk of a store in which no office is set up yet, with nobody
// at it.
func nobody(t *testing.T) *desk.Session {
	t.Helper()
	store := storagetest.Bare(t)
	keys, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(desk.Config{
		Journal: store, Cases: store, Drafts: store, Keys: keys, NewID: func() string { return ulid.Make().String() },
		Now: uitest.Now, Rules: func() model.Rules { return model.DefaultRules(model.WIB) },
	})
	return d.Session(model.Actor{Door: "desk"})
}

// again is the first run once more, on the same store.
func again(t *testing.T, d Drafts) *first {
	f := begun(t, locale.Indonesian, 80, 20)
	f.s.cfg.Drafts = d
	f.run(f.s.Init())
	return f
}

// TestAnswersOutlastASuddenEnd: within a second of typing they are stored.
func TestAnswersOutlastASuddenEnd(t *testing.T) {
	d := nobody(t)
	f := again(t, d)
	f.press("right", "enter") // in English
	f.write("Kanim Ranai")
	f.press("enter", "home", "delete")
	f.write("P")
	f.press("enter", "right", "enter")
	f.write("Sari")
	f.tell(screen.Tick{Now: uitest.Now()})

	f = again(t, d)
	for _, want := range []string{"Office name       Kanim Ranai", "PNA", "● WITA", "Your name         Sari"} {
		if !strings.Contains(f.text(), want) {
			t.Errorf("%q is not on the screen:\n%s", want, f.text())
		}
	}
	for range fields {
		f.press("enter")
	}
	if want := (model.OfficeSetUp{Name: "Kanim Ranai", Code: "PNA", Zone: model.WITA}); f.office != want || f.name != "Sari" {
		t.Errorf("answers %+v, %q", f.office, f.name)
	}
	if left, err := d.Drafts(t.Context(), form); err != nil || len(left) > 0 {
		t.Errorf("answers are kept beyond the set-up: %v %v", left, err)
	}
}

// TestEarlierAnswersNeverReplaceNewOnes that were typed before they were read.
func TestEarlierAnswersNeverReplaceNewOnes(t *testing.T) {
	f := begun(t, locale.Indonesian, 80, 20)
	f.press("enter")
	f.write("Kanim Ranai")
	f.tell(found{answers{Lang: locale.English, Name: "Kanim Serang", Zone: model.WIT}})
	if !strings.Contains(f.text(), "Kanim Ranai") || f.s.zone != model.WIB {
		t.Errorf("the screen:\n%s", f.text())
	}
}

func TestUnkeptAnswersAreTriedAgain(t *testing.T) {
	d := nobody(t)
	f := again(t, d)
	f.press("enter")
	f.write("Kanim")
	if f.s.Keep() == nil { // its answer is lost
		t.Fatal("nothing to keep")
	}
	if f.s.Keep() != nil {
		t.Error("kept twice")
	}
	f.tell(unkept{})
	if f.s.Keep() == nil {
		t.Error("not tried again")
	}
}

func TestWayOutIsShown(t *testing.T) {
	f := begun(t, locale.Indonesian, 80, 20)
	for at := language; at < fields; at++ {
		f.s.goTo(at)
		shown := false
		for _, b := range f.s.Bindings() {
			shown = shown || b.Bar && b.Keys[0] == "ctrl+c"
		}
		if !shown {
			t.Errorf("field %d shows no way out", at)
		}
	}
}

func TestLettersACodeCannotHaveAreNotDroppedInSilence(t *testing.T) {
	f := begun(t, locale.Indonesian, 80, 20)
	f.press("enter", "enter")
	f.write("t-")
	if f.s.text(officeCode) != "T" || !strings.Contains(f.text(), "“T-” tidak dapat dipakai") {
		t.Errorf("the screen:\n%s", f.text())
	}
	if f.write("ng"); strings.Contains(f.text(), "tidak dapat dipakai") {
		t.Error("still refused")
	}
}
