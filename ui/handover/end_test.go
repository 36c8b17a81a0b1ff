package handover_test

import (
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/uitest"
)

// TestARefusalIsToldWithTheSeal is not to be looked for line by line.
func TestARefusalIsToldWithTheSeal(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	key := f.p.Lines[0].Key
	a := f.p.Answers[key]
	a.Verdict = model.Declined
	f.p.Answers[key] = a
	f.seal("")
	says(t, stage(t, f, locale.Indonesian, uitest.Sari, 80, 20), "1 baris tidak diterima")
}

// TestAnAdditionIsWithdrawn by its writer alone, after a question.
func TestAnAdditionIsWithdrawn(t *testing.T) {
	f := busyNight()
	f.p.AddsTo, f.p.Out = night, uitest.Budi
	if s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20); s.Bound("W") {
		t.Error("somebody else may withdraw it")
	}
	s := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20)
	s.Press("W")
	if !strings.Contains(dialogText(s), "Tarik tambahan ini?") || f.p.Withdrawn {
		t.Fatal(dialogText(s))
	}
	s.Press("y")
	says(t, s, "sudah ditarik penulisnya")
	if s.Bound("s") || s.Bound("W") {
		t.Error("what was withdrawn can be gone on with")
	}
	f = busyNight()
	f.p.Covered = true
	covered := stage(t, f, locale.English, uitest.Budi, 80, 20)
	says(t, covered, "A later signed handover has told of all this.")
	if covered.Bound("s") || covered.Bound("n") {
		t.Error("what was told since can be signed")
	}
}
