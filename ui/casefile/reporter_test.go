package casefile_test

import (
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/uitest"
)

// identify fills in an obviously invented reporter.
func identify(s *uitest.Stage) {
	r := reporter()
	play(s, "i", "=nama", "enter", "="+r.Name, "enter", "=telepon", "enter", "="+r.Phone, "enter")
	play(s, "=nik", "enter", "="+r.NIK, "enter", "=alamat", "enter", "="+r.Address, "enter")
}

func TestIdentityIsReplaced(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "i")
	sees(t, s, "TNG-2026-000412 sekarang: Pelapor K7QF", "dicatat dengan nama Anda", "wajib diisi")
	play(s, "esc")
	identify(s)
	play(s, "=ganti", "enter") // the reason is asked for where there is none
	sees(t, s, "Mengapa identitas pelapor diganti?")
	play(s, "=Salah dengar nama.", "ctrl+d")
	sees(t, s, "Ganti identitas pelapor TNG-2026-000412", "▌ Jangan dulu")
	play(s, "y")
	want := reporter()
	if o.who.Name != want.Name || o.who.Phone != want.Phone || o.who.NIK != want.NIK || o.who.Address != want.Address {
		t.Error("not what was typed") // which is not told here
	}
	if c, ok := o.last().(model.CorrectReporter); !ok || c.Reason != "Salah dengar nama." || o.cases[complaint].Case.Reporter.Pseudonym != "NEWCODE2" {
		t.Errorf("gave %#v", o.last())
	}
	if s.Said() != "Identitas pelapor diperbaiki · “Salah dengar nama.”" {
		t.Errorf("said %q", s.Said())
	}
	play(s, "end")
	sees(t, s, "Pelapor NEWC")
	holdsNobody(t, s)
}

func TestIdentityBecomesAnonymous(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "i", "=nama", "enter", "=Rekaan Sentosa", "enter", "=anonim", "enter")
	sees(t, s, "[x] Anonim")
	if strings.Contains(text(s), "Rekaan") {
		t.Error("an anonymous reporter has a name")
	}
	play(s, "=alasan", "enter", "=Pelapor takut.", "ctrl+d", "enter", "y")
	if o.cases[complaint].Case.Reporter != nil || !o.who.Empty() {
		t.Error("still somebody behind the seal")
	}
	play(s, "end")
	sees(t, s, "Pelapor anonim")
	play(s, "i")
	sees(t, s, "sekarang: Pelapor anonim", "[ ] Anonim")
	if strings.Contains(text(s), "Rekaan") {
		t.Error("what was typed is still there")
	}
	play(s, "=nama", "enter", "=Rekaan", "enter", "=alasan", "enter", "=Berubah pikiran.", "ctrl+d", "enter")
	sees(t, s, "Segel identitas yang baru diisi sebagai pelapor TNG-2026-000412?")
}

// TestIdentityIsReplacedOnlyAfterAYes, keeps what was typed, and asks again
// where the case moved on.
func TestIdentityIsReplacedOnlyAfterAYes(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "i")
	if strings.Contains(text(s), "Ganti dan segel") {
		t.Error("nobody can be saved")
	}
	play(s, "=nik", "enter", "=123", "enter")
	sees(t, s, "123  ! NIK 16 angka")
	play(s, "=nik", "enter", "=4", "esc", "=telepon", "enter", "=12", "enter")
	sees(t, s, "1234", "! nomor tampak kurang atau lebih")
	play(s, "=alasan", "enter", "=Salah.", "ctrl+d", "enter", "enter", "esc") // no is the answer Enter gives
	sees(t, s, "✎ Belum disimpan: identitas pelapor")
	if len(o.given) > 0 || s.Said() != "Belum disimpan; tulisan Anda masih ada saat dibuka lagi" {
		t.Fatalf("gave %d commands, said %q", len(o.given), s.Said())
	}
	play(s, "i", "enter")
	noted(o, "Lagi.")
	play(s, "y")
	sees(t, s, "Catatan ditambahkan", "Lagi.")
	play(s, "y")
	if !o.cases[complaint].Case.Reporter.HasNIK {
		t.Error("not saved after the second yes")
	}
	play(s, "i", "=nama", "enter", "=Rekaan", "enter", "=buang", "enter")
	if s.Said() != "Isian identitas dibuang" || strings.Contains(text(s), "✎") {
		t.Errorf("said %q", s.Said())
	}
}

// TestIdentityOnTheStore goes through the seal itself: the file, the timeline
// and the drafts know nobody.
func TestIdentityOnTheStore(t *testing.T) {
	r := newOnStore(t)
	s := r.open(t)
	identify(s)
	play(s, "=alasan", "enter", "=Salah catat.", "ctrl+d", "enter", "y")
	if found, err := r.session.Drafts(t.Context(), ""); err != nil || len(found) > 0 {
		t.Errorf("%d drafts are left, %v", len(found), err)
	}
	for _, n := range names() {
		if strings.Contains(text(s), n) {
			t.Errorf("%q is to be seen", n)
		}
	}
	u, err := r.session.OpenSeal(t.Context(), r.id, 0, "uji")
	if err != nil || u.Reporter.Name != reporter().Name || u.Reporter.NIK != reporter().NIK {
		t.Errorf("behind the seal is somebody else, %v", err)
	}
}

func TestIdentityGolden(t *testing.T) {
	for _, lang := range locale.Langs() {
		o := newOffice(t)
		o.reports()
		s := stage(t, o, complaint, lang, 80, 20)
		play(s, "i")
		uitest.Golden(t, *update, "dialog-reidentify-"+string(lang), uitest.Text(s.Dialog().View(80, 20).Body))
		for w := 60; w <= 240; w += 60 {
			for h := 12; h <= 66; h += 18 {
				uitest.Fits(t, s.Dialog().View(w, h).Body, w, h)
			}
		}
	}
}
