package locale_test

import (
	"testing"
	"time"

	"piket/internal/locale"
	"piket/model"
)

// TestWhoWorksOutsideTheRosterIsToldInTheReadersLanguage: what is kept is data.
func TestWhoWorksOutsideTheRosterIsToldInTheReadersLanguage(t *testing.T) {
	for lang, want := range map[locale.Lang]string{
		locale.Indonesian: "Bertugas di luar jadwal: Malam · Regu A", locale.English: "Works outside the roster: Malam · Regu A",
	} {
		p, err := locale.Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.LogText(model.LogOffWatch, "Malam · Regu A", nil, nil); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
	crew := model.Crew{Watch: "20261121T2200", Team: "Regu B", Members: []model.OfficerID{"A", "B"}, Reason: "sakit"}
	p, err := locale.Load(locale.Indonesian)
	if err != nil {
		t.Fatal(err)
	}
	got := p.Swap(crew, time.FixedZone("WIB", 7*3600), func(id model.OfficerID) string { return "P" + string(id) })
	if want := "21 Nov 2026 22.00 WIB · Regu B: PA, PB · sakit"; got != want {
		t.Errorf("%q", got)
	}
}
