package casefile_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/casefile"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// raised is Budi making the case less urgent, and of another kind.
func raised(o *office) {
	budi := o.at(uitest.Budi)
	budi.do(model.Triage{Meta: budi.Meta(0), Case: complaint, Violation: model.PermitMisuse, Urgency: model.High})
}

func TestWhatOthersDoShowsByItself(t *testing.T) {
	o := newOffice(t)
	o.reports()
	s := stage(t, o, complaint, locale.Indonesian, 120, 36)
	noted(o, "Dari Budi.")
	raised(o)
	s.Tell(screen.Wake{})
	if want := "Budi: Pelanggaran dan urgensi dinilai · Overstay → Penyalahgunaan izin tinggal (dan 1 perubahan lain)"; s.Said() != want {
		t.Errorf("said %q, want %q", s.Said(), want)
	}
	sees(t, s, "▲ TNG-2026-000412", "● Pelanggaran dan urgensi dinilai", "● Catatan ditambahkan", "Mendesak → Tinggi")
	if strings.Contains(text(s), "● Laporan diterima") {
		t.Error("an entry that was there before is marked as new")
	}
	noted(o, "Sekali lagi.")
	s.Tell(screen.Wake{})
	if s.Said() != "Budi: Catatan ditambahkan · Sekali lagi." {
		t.Errorf("said %q", s.Said())
	}
	sees(t, s, "● Pelanggaran dan urgensi dinilai")

	said := len(s.Toasts)
	play(s, "t")
	if len(s.Toasts) != said+1 || s.Said() != "Kasus diambil" {
		t.Errorf("own act said %v", s.Toasts[said:])
	}
	if strings.Contains(text(s), "●") {
		t.Errorf("entries are still marked after the officer acted:\n%s", text(s))
	}
}

// TestOwnOtherDoorIsElsewhere is an officer who works at the desk and at the
// command line at once.
func TestOwnOtherDoorIsElsewhere(t *testing.T) {
	o, s := opened(t, complaint)
	cli := o.at(uitest.Sari)
	cli.actor.Door = "cli"
	cli.do(model.AddNote{Meta: cli.Meta(0), Case: complaint, Text: "Dari skrip."})
	s.Tell(screen.Wake{})
	play(s, "tab")
	sees(t, s, "● Catatan ditambahkan  Sari W. · baris perintah")
	if s.Said() != "Sari W.: Catatan ditambahkan · Dari skrip." {
		t.Errorf("said %q", s.Said())
	}
}

func TestOlderAnswersAreDropped(t *testing.T) {
	o, s := opened(t, complaint)
	s.Hold = true
	s.Tell(screen.Wake{})
	before := text(s)
	s.Tell(screen.Wake{}) // a second load: the first one's answer is too old
	raised(o)
	s.Release()
	if got := text(s); got == before || !strings.Contains(got, "Penyalahgunaan") {
		t.Errorf("the newest answer is not shown:\n%s", got)
	}
}

func TestStaleAsksAndNoKeepsTheText(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "s", "=menunggu", "enter", "=Menunggu penjamin.")
	raised(o)
	s.Tell(screen.Wake{}) // it shows behind the question, where nobody looks
	play(s, "ctrl+d")
	sees(t, s, "Ada perubahan baru", "TNG-2026-000412", "Budi", "Pelanggaran dan urgensi dinilai", "Mendesak → Tinggi")
	play(s, "enter")
	if c := o.cases[complaint].Case; c.Status != model.Received {
		t.Errorf("no was taken for yes: the case is %s", c.Status)
	}
	sees(t, s, "▲ TNG-2026-000412")
	play(s, "s", "=menunggu", "enter")
	sees(t, s, "Menunggu penjamin.")
	play(s, "ctrl+d")
	if c := o.cases[complaint].Case; c.Status != model.Waiting || c.Waiting != "Menunggu penjamin." {
		t.Errorf("the case is %s %q", c.Status, c.Waiting)
	}
}

func TestStaleYesGoesOnOnTheNewVersion(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "s")
	raised(o)
	play(s, "enter")
	if d := s.Dialog(); d == nil {
		t.Fatal("nothing is asked")
	}
	noted(o, "Lagi.")
	play(s, "y") // it changed once more: asked once more, about that alone
	sees(t, s, "Catatan ditambahkan", "Lagi.")
	if strings.Contains(text(s), "dinilai") {
		t.Error("what was shown before is shown again")
	}
	play(s, "y")
	if c := o.cases[complaint].Case; c.Status != model.Analysing || c.Violation != model.PermitMisuse {
		t.Errorf("the case is %s, %s", c.Status, c.Violation)
	}
	if len(s.Dialogs) > 0 {
		t.Error("still asking")
	}
}

// TestCorrectionsOfTwoOfficersBothStand: the second is merged with the first,
// and says so.
func TestCorrectionsOfTwoOfficersBothStand(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "e", "=terlapor 1", "enter", "=nomor paspor", "enter", "ctrl+u", "=E99999999", "enter")
	budi := o.at(uitest.Budi)
	subjects := append([]model.Subject(nil), o.cases[complaint].Case.Facts.Subjects...)
	subjects[1].Name = "Okafor"
	place := o.cases[complaint].Case.Facts.Place
	place.Name = "Bengkel Rudi"
	budi.do(model.CorrectFacts{Meta: budi.Meta(0), Case: complaint, Patch: model.FactsPatch{Subjects: &subjects, Place: &place}})
	play(s, "enter")
	if want := "Perbaikan tersimpan, digabung dengan perubahan Budi: Isi laporan diperbaiki · Tempat: Bengkel Las Rudi Jaya → Bengkel Rudi"; s.Said() != want {
		t.Errorf("said %q, want %q", s.Said(), want)
	}
	f := o.cases[complaint].Case.Facts
	if f.Subjects[0].Passport != "E99999999" || f.Subjects[1].Name != "Okafor" || f.Place.Name != "Bengkel Rudi" {
		t.Errorf("facts are %+v at %+v", f.Subjects, f.Place)
	}
}

// TestCorrectionOutlastsTheNight and a change of language.
func TestCorrectionOutlastsTheNight(t *testing.T) {
	o := newOffice(t)
	o.reports()
	ctx := uitest.Ctx(t, locale.Indonesian)
	ctx.Now = func() time.Time { return o.now }
	s := uitest.NewStage(t, casefile.New(config(t, ctx, o.at(uitest.Sari), complaint)), 80, 20)
	play(s, "e", "=waktu", "enter", "ctrl+u", "=kemarin jam 9 malam", "enter", "=terlapor 1", "enter", "=nama lain", "enter", "= B.", "enter", "esc", "esc")
	o.later(24 * time.Hour)
	ctx.Print = uitest.Printer(t, locale.English)
	s.Tell(screen.Changed{})
	play(s, "e")
	sees(t, s, "Save 2 changes")
	play(s, "enter")
	f := o.cases[complaint].Case.Facts
	if f.Subjects[0].Alias != "Ah Wei B." || f.Occurred.In(model.WIB.Location()).Format("2/1 15:04") != "20/11 21:00" {
		t.Errorf("facts are %+v, %s", f.Subjects[0], f.Occurred)
	}
}

// TestCorrectedSubjectIsKnownAgain though another was taken out before it.
func TestCorrectedSubjectIsKnownAgain(t *testing.T) {
	tests := map[string]struct {
		left []int // the subjects Budi leaves in the case
		want []model.Subject
	}{
		"Moved": {[]int{1}, []model.Subject{{Nationality: "NGA", Sex: "M", Permit: "unknown", Name: "Okafor"}}},
		"Gone":  {[]int{0}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o, s := opened(t, complaint)
			play(s, "e", "=terlapor 2", "enter", "=nama", "enter", "=Okafor", "enter")
			budi := o.at(uitest.Budi)
			var left []model.Subject
			for _, i := range tt.left {
				left = append(left, o.cases[complaint].Case.Facts.Subjects[i])
			}
			budi.do(model.CorrectFacts{Meta: budi.Meta(0), Case: complaint, Patch: model.FactsPatch{Subjects: &left}})
			play(s, "enter")
			if tt.want == nil {
				sees(t, s, "Perbaikan berbenturan", "Terlapor 2", "dihapus", "Okafor")
				play(s, "esc")
				sees(t, s, "✎")
				return
			}
			if got := o.cases[complaint].Case.Facts.Subjects; !reflect.DeepEqual(got, tt.want) {
				t.Errorf("subjects are %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestCaseThatCannotBeRead(t *testing.T) {
	o := newOffice(t)
	s := stage(t, o, "01NOSUCHCASE", locale.Indonesian, 80, 20)
	sees(t, s, "!")
	if s.Bound("s") || !s.Bound("esc") {
		t.Error("a case that is not there can be acted on, or not left")
	}
	asked := o.asked
	s.Tell(screen.Tick{Now: o.now})
	if o.asked != asked {
		t.Error("a case that does not exist is asked for again")
	}

	o = newOffice(t)
	o.reports()
	o.err = &model.Error{Kind: model.KindUnavailable, Key: "search-off"}
	s = stage(t, o, complaint, locale.Indonesian, 80, 20)
	o.err = nil
	s.Tell(screen.Tick{Now: o.now})
	sees(t, s, "TNG-2026-000412")
	o.err = &model.Error{Kind: model.KindUnavailable, Key: "search-off"}
	s.Tell(screen.Wake{})
	sees(t, s, "TNG-2026-000412") // what was read stays
	if !s.Toasts[len(s.Toasts)-1].Bad {
		t.Error("nothing is said")
	}
}
