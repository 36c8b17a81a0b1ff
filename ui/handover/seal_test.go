package handover_test

import (
	"strings"
	"testing"

	"piket/internal/desk/desktest"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/handover"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestAHalfReasonAndAHalfAdditionSurvive a desk that is killed under the box.
func TestAHalfReasonAndAHalfAdditionSurvive(t *testing.T) {
	f, drafts := busyNight(), desktest.NewDrafts(t, uitest.Now)
	goneThrough(f)
	f.p.Answers, f.p.In = map[model.LineKey]model.LineAnswer{}, ""
	open := func() *uitest.Stage {
		c := config(t, f, locale.Indonesian, uitest.Budi)
		c.Drafts = drafts
		return uitest.NewStage(t, handover.New(c), 80, 20)
	}
	for _, key := range []string{"A", "a"} {
		if key == "a" {
			f.seal("")
		}
		s := open()
		s.Press(key)
		s.Write("Regu pagi ter")
		s.Tell(screen.Tick{Now: at}) // and then the power goes
		s = open()
		if key == "a" {
			says(t, s, "✎ Tambahan belum dikirim: tekan a")
		}
		s.Press(key)
		if !strings.Contains(dialogText(s), "Regu pagi ter") {
			t.Errorf("%s lost it:\n%s", key, dialogText(s))
		}
	}
}

// TestEarlyIsSaidBeforeItIsSigned in the head and over the PIN, and afterwards
// why it waits.
func TestEarlyIsSaidBeforeItIsSigned(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	f.early()
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	says(t, s, "! 5 jam sebelum jaga berakhir")
	s.Press("s")
	if got := dialogText(s); !strings.Contains(got, "! 5 jam sebelum jaga berakhir") || !strings.Contains(got, "Kepala seksi perlu") {
		t.Errorf("%s", got)
	}
	s.Press("esc")
	f.seal("")
	f.p.Record.Early, f.p.Record.Watch, f.p.Record.Others = 240, f.p.Watch, []string{"Sari W."}
	s.Tell(screen.Wake{Seq: 999})
	s.Tell(screen.Size{Width: 120, Height: 36})
	says(t, s, "! menunggu kepala seksi")
	says(t, s, "5 jam sebelum jaga berakhir · Di luar jadwal jaga: Sari W.")
}

// TestWhatBecomesOfTheCasesIsSaid before and after the seal.
func TestWhatBecomesOfTheCasesIsSaid(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	f.p.Lines[3].Row.Owner = "" // accepted, and nobody's
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	s.Press("s")
	want := "3 kasus berpindah ke Sari W., 1 tanpa pemegang tetap di antrian bersama"
	if got := told(s); !strings.Contains(got, want) {
		t.Errorf("%s", got)
	}
	s.Press("esc")
	f.p.Signed = []model.Signature{{Side: model.SideIn, Officer: uitest.Sari, Name: "Sari W."}}
	f.seal("")
	for i := range f.p.Record.Lines {
		if f.p.Record.Lines[i].Key == f.p.Lines[3].Key {
			f.p.Record.Lines[i].Moved = false
		}
	}
	s.Tell(screen.Wake{Seq: 999})
	says(t, s, want[:len("3 kasus berpindah ke Sari W., 1 tanpa pemegang tetap di antrian")])
}

// TestTheAnswerToAQuestionIsReadWhole by who asked, in the smaller window too.
func TestTheAnswerToAQuestionIsReadWhole(t *testing.T) {
	f := busyNight()
	longReply(f)
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	_, pane, _ := strings.Cut(text(s), "di bawah")
	if flat := strings.Join(strings.Fields(pane), " "); !strings.Contains(flat, "sudah dihubungi belum? ↳ PT Plastik Jaya") || !strings.Contains(flat, "kirim pagi ini") {
		t.Errorf("%s", text(s))
	}
}

// TestAPINDoesNothingInTheList: no figure is a key there.
func TestAPINDoesNothingInTheList(t *testing.T) {
	for _, c := range scenes() {
		for _, b := range c.stage(t, locale.English, 80, 20).Screen.Bindings() {
			for _, k := range b.Keys {
				if len(k) == 1 && k >= "0" && k <= "9" {
					t.Errorf("%s: %q means %s", c.name, k, b.Intent)
				}
			}
		}
	}
}
