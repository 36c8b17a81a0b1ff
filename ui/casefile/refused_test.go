package casefile_test

import (
	"strings"
	"testing"

	"piket/model"
)

// TestARefusedCorrectionKeepsItsBox says everything that is wrong at once,
// beside each of its fields, and saves nothing until it is mended.
func TestARefusedCorrectionKeepsItsBox(t *testing.T) {
	o, s := opened(t, presence)
	play(s, "e", "=waktu kejadian", "enter", "ctrl+u", "=31/12/2026 10:00", "enter")
	play(s, "=tanggal keluar", "enter", "ctrl+u", "=16/11/2026", "enter", "enter")
	if len(o.given) != 0 {
		t.Errorf("gave %v", o.given)
	}
	sees(t, s, "Waktu kejadian masih di depan.", "Tanggal keluar lebih awal daripada tanggal masuk.", "▌ Waktu kejadian", "! – →")
	play(s, "pgdown")
	sees(t, s, "! 24 Nov → 16 Nov")
	play(s, "=waktu kejadian", "enter", "ctrl+u", "=17/11/2026 10:00", "enter")
	if got := text(s); strings.Contains(got, "masih di depan") || !strings.Contains(got, "Tanggal keluar lebih awal") {
		t.Errorf("the box says:\n%s", got)
	}
	play(s, "=tanggal masuk", "enter", "ctrl+u", "=15/11/2026", "enter")
	if got := text(s); strings.Contains(got, "lebih awal") {
		t.Errorf("the box still says:\n%s", got)
	}
	play(s, "enter")
	if f := o.cases[presence].Case.Facts; f.CheckIn != "2026-11-15" || f.CheckOut != "2026-11-16" || len(o.given) != 1 {
		t.Errorf("facts are %+v after %v", f, o.given)
	}
}

// TestARefusedSubjectIsNamed at its entry of the box.
func TestARefusedSubjectIsNamed(t *testing.T) {
	o, s := opened(t, presence)
	play(s, "e", "=terlapor 1", "enter", "=paspor", "enter", "="+strings.Repeat("9", model.MaxPassport), "enter", "enter")
	if len(o.given) != 0 || len(s.Dialogs) == 0 {
		t.Errorf("gave %v", o.given)
	}
	sees(t, s, "▌ Terlapor 1", "paling banyak")
}
