package casefile_test

import (
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// ruko is what Sari corrects in every test here: the name of the place, and
// the channel.
func ruko(s *uitest.Stage) {
	play(s, "e", "=tempat", "enter", "ctrl+u", "=Ruko", "enter", "=saluran", "enter", "=surat", "enter")
}

// placed is Budi's correction of a place.
func placed(o *office, change func(*model.Place)) {
	budi := o.at(uitest.Budi)
	p := o.cases[complaint].Case.Facts.Place
	change(&p)
	budi.do(model.CorrectFacts{Meta: budi.Meta(0), Case: complaint, Patch: model.FactsPatch{Place: &p}})
}

func TestStaleSaves(t *testing.T) {
	named := func(o *office) { placed(o, func(p *model.Place) { p.Name = "Bengkel Rudi" }) }
	tests := map[string]struct {
		meanwhile func(o *office)
		keys      []string // in the dialog, where there is one
		clash     bool
		place     string
		channel   model.Channel
		says      string
	}{
		"Note": {func(o *office) { noted(o, "Lagi.") }, nil, false, "Ruko", model.Letter, "digabung dengan perubahan Budi: Catatan ditambahkan"},
		"OtherFact": {
			func(o *office) { placed(o, func(p *model.Place) { p.Address = "Jl. Melati" }) },
			nil, false, "Ruko", model.Letter, "digabung dengan perubahan Budi: Isi laporan diperbaiki",
		},
		"SameCorrection": {
			func(o *office) { placed(o, func(p *model.Place) { p.Name = "Ruko" }) },
			nil, false, "Ruko", model.Letter, "digabung dengan perubahan Budi",
		},
		"TheirsStands": {named, []string{"enter"}, true, "Bengkel Rudi", model.Letter, "Perbaikan tersimpan. Isian Budi tetap berlaku: Tempat"},
		"MineStands":   {named, []string{"space", "enter"}, true, "Ruko", model.Letter, "Perbaikan tersimpan. Isian Anda berlaku, bukan isian Budi: Tempat"},
		"BackAndForth": {named, []string{"right", "left", "enter"}, true, "Bengkel Rudi", model.Letter, "Isian Budi tetap berlaku"},
		"Left":         {named, []string{"space", "esc"}, true, "Bengkel Rudi", model.WalkIn, "Belum disimpan; tulisan Anda masih ada saat dibuka lagi"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o, s := opened(t, complaint)
			ruko(s)
			tt.meanwhile(o)
			play(s, "enter")
			if tt.clash {
				sees(t, s, "Perbaikan berbenturan", "Bengkel Las Rudi Jaya", "Tempat  1/1 · Budi, hari ini 23:41", "● Sekarang      Bengkel Rudi", "○ Isian Anda    Ruko")
			}
			play(s, tt.keys...)
			f := o.cases[complaint].Case.Facts
			if f.Place.Name != tt.place || f.Channel != tt.channel || len(s.Dialogs) > 0 {
				t.Errorf("the place is %q, the channel %s, %d dialogs", f.Place.Name, f.Channel, len(s.Dialogs))
			}
			if !strings.Contains(s.Said(), tt.says) {
				t.Errorf("said %q, want %q", s.Said(), tt.says)
			}
			if kept := strings.Contains(text(s), "✎"); kept != (name == "Left") {
				t.Errorf("kept: %v", kept)
			}
		})
	}
}

// TestNothingLeftToSave: others did the very same, or the officer lets all of
// theirs stand.
func TestNothingLeftToSave(t *testing.T) {
	for name, place := range map[string]string{"Same": "Ruko", "Theirs": "Gudang"} {
		t.Run(name, func(t *testing.T) {
			o, s := opened(t, complaint)
			play(s, "e", "=tempat", "enter", "ctrl+u", "=Ruko", "enter")
			placed(o, func(p *model.Place) { p.Name = place })
			if play(s, "enter"); len(s.Dialogs) > 0 {
				play(s, "enter")
			}
			if s.Said() != "Tidak ada yang perlu disimpan: isi laporan sudah seperti itu" || o.cases[complaint].Case.Version != 2 {
				t.Errorf("said %q, version %d", s.Said(), o.cases[complaint].Case.Version)
			}
			if strings.Contains(text(s), "✎") {
				t.Error("still said to be unsaved")
			}
		})
	}
}

// TestStaleOnceMore: the case moves on while the officer chooses.
func TestStaleOnceMore(t *testing.T) {
	o, s := opened(t, complaint)
	ruko(s)
	placed(o, func(p *model.Place) { p.Name = "Bengkel Rudi" })
	play(s, "enter", "space")
	placed(o, func(p *model.Place) { p.Name = "Gudang" })
	play(s, "enter")
	sees(t, s, "Semula        Bengkel Rudi", "● Sekarang      Gudang", "○ Isian Anda    Ruko")
	play(s, "space", "enter")
	if f := o.cases[complaint].Case.Facts; f.Place.Name != "Ruko" || f.Channel != model.Letter {
		t.Errorf("facts are %+v", f)
	}
	if !strings.Contains(s.Said(), "Isian Anda berlaku, bukan isian Budi: Tempat") {
		t.Errorf("said %q", s.Said())
	}
}

// TestSaysOfEachFactWhoseTextStands where one of several is the officer's own.
func TestSaysOfEachFactWhoseTextStands(t *testing.T) {
	_, s := clashing(t, locale.Indonesian)
	play(s, "down", "space", "enter")
	if want := "Isian Anda berlaku: Tempat. Isian Budi tetap berlaku: Kronologi, Terlapor 1 · Nomor paspor"; !strings.Contains(s.Said(), want) {
		t.Errorf("said %q, want %q", s.Said(), want)
	}
}

// TestClashesFit in every window, however long the texts, and the marked one
// is in sight.
func TestClashesFit(t *testing.T) {
	for _, lang := range locale.Langs() {
		o, s := clashing(t, lang)
		uitest.Golden(t, *update, "dialog-clash-"+string(lang), uitest.Text(s.Dialog().View(80, 20).Body))
		for w := 60; w <= 240; w += 30 {
			for h := 12; h <= 66; h += 9 {
				s.Tell(screen.Size{Width: w, Height: h})
				for range 4 {
					uitest.Fits(t, s.Dialog().View(w, h).Body, w, h)
					if !strings.Contains(uitest.Text(s.Dialog().View(w, h).Body), "▌") {
						t.Fatalf("the marked clash is out of sight at %d×%d", w, h)
					}
					play(s, "down")
				}
				play(s, "up", "up", "up", "up")
			}
		}
		if o.cases[complaint].Case.Version != 2 {
			t.Error("something was saved")
		}
	}
}

// clashing is two officers at odds over the story, a place and a passport.
func clashing(t *testing.T, lang locale.Lang) (*office, *uitest.Stage) {
	t.Helper()
	o := newOffice(t)
	o.reports()
	s := stage(t, o, complaint, lang, 80, 20)
	field := func(id, en string) string {
		if lang == locale.English {
			return "=" + en
		}
		return "=" + id
	}
	play(s, "e", field("kronologi", "account"), "enter", "ctrl+end", "= Kamar 5. "+strings.Repeat("東京 👩‍👩‍👧‍👦 ", 60), "ctrl+d")
	play(s, field("tempat", "place"), "enter", "ctrl+u", "=Ruko", "enter")
	play(s, field("terlapor 1", "reported person 1"), "enter", field("paspor", "passport"), "enter", "ctrl+u", "=E99999999", "enter")
	budi := o.at(uitest.Budi)
	f := o.cases[complaint].Case.Facts.With(model.FactsPatch{})
	story := f.Narrative + " Kamar 6."
	f.Place.Name, f.Subjects[0].Passport = "Gudang", "E88888888"
	budi.do(model.CorrectFacts{Meta: budi.Meta(0), Case: complaint, Patch: model.FactsPatch{
		Narrative: &story, Place: &f.Place, Subjects: &f.Subjects,
	}})
	play(s, "enter")
	if s.Dialog() == nil {
		t.Fatalf("nothing is asked; said %q", s.Said())
	}
	return o, s
}
