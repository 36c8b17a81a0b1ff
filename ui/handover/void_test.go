package handover_test

import (
	"strings"
	"testing"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/handover"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// signedBy has a side sign in a session of its own.
func signedBy(f *fake, side model.Side, who model.OfficerID, when time.Time) {
	f.p.Signed = append(f.p.Signed, model.Signature{Side: side, Officer: who, Name: name(who), At: when})
}

// goesOn types the rest of a PIN, and what follows it.
func goesOn(t *testing.T, s *uitest.Stage) {
	t.Helper()
	s.Write("20")
	s.Press("enter", "enter", "tab", "space")
	s.Tell(screen.Tick{Now: at})
	s.TellDialog(screen.Tick{Now: at})
	if s.Dialog() == nil {
		t.Fatal("the box closed under the fingers")
	}
	if d := dialogText(s); strings.Contains(d, "•") || strings.Contains(d, "PIN ") && s.Bound("enter") {
		t.Errorf("it still takes a PIN:\n%s", d)
	}
}

func TestTheSignDialogKnowsOfASealElsewhere(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	s.Press("s")
	s.Write("4739")
	f.seal("")
	s.Tell(screen.Wake{Seq: 999})
	goesOn(t, s)
	if got := dialogText(s); !strings.Contains(got, "ditandatangani di meja lain") || !strings.Contains(got, "Esc menutup") {
		t.Errorf("%s", got)
	}
	s.Press("esc")
	says(t, s, "sidik 5f2b8c0d9e1a")
}

// TestTheSignDialogStaysWhateverComesIn, lets go of the PIN and says what came.
func TestTheSignDialogStaysWhateverComesIn(t *testing.T) {
	asks := func(f *fake) {
		f.p.Answers[f.p.Lines[1].Key] = model.LineAnswer{Verdict: model.Questioned, Text: "Siapa?", Seq: 102, By: uitest.Sari, At: at}
	}
	for name, tt := range map[string]struct {
		comes      func(*fake)
		said, line string
	}{
		"New":      {func(f *fake) { f.p.Lines = append(f.p.Lines, line(7, model.High, "Ribut di hotel", "", 0)) }, "1 baris baru masuk: 2026-000007 Ribut di hotel.", "2026-000007"},
		"Changed":  {func(f *fake) { grows(f, 1) }, "1 baris berubah: 2026-000002", "2026-000002"},
		"Question": {asks, "1 pertanyaan belum dijawab", "2026-000002"},
		"Gone":     {func(f *fake) { f.p.Lines = f.p.Lines[:2] }, "sudah tidak ada lagi", ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := busyNight()
			goneThrough(f)
			s := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20)
			s.Press("G", "s")
			s.Write("4739")
			tt.comes(f)
			s.Tell(screen.Wake{Seq: 999})
			goesOn(t, s)
			if got := dialogText(s); !strings.Contains(got, tt.said) {
				t.Errorf("%s", got)
			}
			s.Press("esc")
			if at := cursorLine(s); !strings.Contains(at, tt.line) || len(f.signed) > 0 || s.Screen.(screen.Typist).Typing() {
				t.Errorf("led to %q, %d signed", at, len(f.signed))
			}
		})
	}
}

// TestABoxThatWasShutTakesNoHalfAPIN once nothing is missing any more.
func TestABoxThatWasShutTakesNoHalfAPIN(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	key := f.p.Lines[1].Key
	was := f.p.Answers[key]
	delete(f.p.Answers, key)
	s := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20)
	s.Press("s")
	s.Write("4739")
	f.p.Answers[key] = was
	s.Tell(screen.Wake{Seq: 999})
	goesOn(t, s)
	if !strings.Contains(dialogText(s), "tidak ada lagi yang kurang") {
		t.Errorf("%s", dialogText(s))
	}
	s.Press("esc", "s")
	s.Write("473920")
	s.Press("enter")
	if len(f.signed) != 1 {
		t.Errorf("%d signed: %s", len(f.signed), dialogText(s))
	}
}

// TestAVoidSignatureIsAskedForAgain in the step line and in the dialog.
func TestAVoidSignatureIsAskedForAgain(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	signedBy(f, model.SideOut, uitest.Budi, at.Add(time.Minute))
	in := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	in.Press("s")
	if !strings.Contains(dialogText(in), "✓ Budi tanda tangan 06:06") {
		t.Fatalf("%s", dialogText(in))
	}
	key := f.p.Lines[1].Key
	a := f.p.Answers[key]
	a.At = at.Add(2 * time.Minute)
	f.p.Answers[key] = a
	in.Tell(screen.Wake{Seq: 999})
	if got := dialogText(in); strings.Contains(got, "✓ Budi") || !strings.Contains(got, "! 06:06 batal, ada perubahan: tanda tangan lagi") {
		t.Errorf("%s", got)
	}
	out := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20)
	says(t, out, "Berubah sesudah Anda tanda tangan: 2026-000002. Tanda tangan lagi (s).")
	f.p.Answers[f.p.Lines[2].Key] = model.LineAnswer{}
	out.Tell(screen.Wake{Seq: 1000})
	says(t, out, "Tanda tangan Anda batal, berubah: 2026-000002. 1 baris dijawab dahulu.")
}

func TestARefusalThatIsNoLongerSoGoes(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	f.p.Offered = time.Time{}
	key := f.p.Lines[1].Key
	was := f.p.Outlooks[key]
	delete(f.p.Outlooks, key)
	s := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20)
	s.Press("o")
	if !strings.Contains(s.Said(), "1 baris tanpa tindakan") {
		t.Fatalf("%q", s.Said())
	}
	s.Tell(screen.Wake{Seq: 998})
	if s.Said() == "" {
		t.Error("it went although it is still so")
	}
	f.p.Outlooks[key] = was
	s.Tell(screen.Wake{Seq: 999})
	if s.Said() != "" {
		t.Errorf("%q", s.Said())
	}
}

func TestWhoHandsOverKnowsWhatWasNotAccepted(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	key := f.p.Lines[2].Key
	a := f.p.Answers[key]
	a.Verdict = model.Declined
	f.p.Answers[key] = a
	says(t, stage(t, f, locale.Indonesian, uitest.Budi, 80, 20), "1 baris tidak diterima, tetap pada Anda. Tekan s untuk tanda tangan.")
}

// TestTheMarkerLeavesASideThatSignedElsewhere with what was typed of the own
// PIN, and the row names who signed, not who was expected.
func TestTheMarkerLeavesASideThatSignedElsewhere(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	c := config(t, f, locale.Indonesian, uitest.Sari)
	c.Ctx.Office.Officers = append(c.Ctx.Office.Officers, model.Officer{ID: "01JOKO", Name: "Joko", Role: model.RoleOfficer})
	s := uitest.NewStage(t, handover.New(c), 80, 20)
	s.Press("s")
	s.Write("473920")
	s.Press("tab")
	f.p.Signed = append(f.p.Signed, model.Signature{Side: model.SideOut, Officer: "01JOKO", Name: "Joko", At: at.Add(time.Minute)})
	s.Tell(screen.Wake{Seq: 999})
	s.Press("tab") // nothing is left there to go back to
	got := told(s)
	if !strings.Contains(got, "Menyerahkan Joko") || !strings.Contains(got, "✓ Joko tanda tangan 06:06") || !strings.Contains(got, "▌ Menerima") {
		t.Errorf("%s", got)
	}
	s.Press("enter")
	if len(f.signed) != 1 || f.signed[0].Side != model.SideIn || f.signed[0].By.Officer != uitest.Sari || f.signed[0].By.PIN != "473920" {
		t.Errorf("%d signed: %s", len(f.signed), dialogText(s))
	}
}

// TestWhoSignedAndNobodyCameSignsAlone in a box that takes the PIN again.
func TestWhoSignedAndNobodyCameSignsAlone(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	signedBy(f, model.SideOut, uitest.Budi, at.Add(time.Minute))
	s := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20)
	s.Press("A")
	s.Write("tidak ada yang datang")
	s.Press("enter")
	s.Write("118822")
	s.Press("enter")
	if len(f.signed) != 1 || f.signed[0].Lone != "tidak ada yang datang" {
		t.Errorf("%d signed: %s", len(f.signed), dialogText(s))
	}
}
