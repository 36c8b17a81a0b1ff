package handover_test

import (
	"strings"
	"testing"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// signedBy has a side sign in a session of its own.
func signedBy(f *fake, side model.Side, who model.OfficerID, when time.Time) {
	f.p.Signed = append(f.p.Signed, model.Signature{Side: side, Officer: who, Name: name(who), At: when})
}

func TestTheSignDialogKnowsOfASealElsewhere(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	s.Press("s")
	f.seal("")
	s.Tell(screen.Wake{Seq: 999})
	if body := s.Dialog().View(78, 20).Body; body != "" {
		t.Errorf("it still asks for a PIN:\n%s", uitest.Text(body))
	}
	s.TellDialog(screen.Tick{Now: at})
	if s.Dialog() != nil || !strings.Contains(s.Said(), "ditandatangani di meja lain") {
		t.Errorf("%q %s", s.Said(), dialogText(s))
	}
	says(t, s, "sidik 5f2b8c0d9e1a")
}

func TestTheSignDialogGoesWhenALineMoved(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	s.Press("s")
	grows(f, 1)
	s.Tell(screen.Wake{Seq: 999})
	s.TellDialog(screen.Tick{Now: at})
	if s.Dialog() != nil || !strings.Contains(s.Said(), "Ada yang baru masuk") || !strings.Contains(cursorLine(s), "2026-000002") {
		t.Errorf("%q at %q %s", s.Said(), cursorLine(s), dialogText(s))
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
	key := f.p.Lines[2].Key
	was := f.p.Answers[key]
	f.p.Answers[key] = model.LineAnswer{}
	s := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20)
	s.Press("s")
	if !strings.Contains(s.Said(), "1 baris belum dijawab") {
		t.Fatalf("%q", s.Said())
	}
	s.Tell(screen.Wake{Seq: 998})
	if s.Said() == "" {
		t.Error("it went although it is still so")
	}
	f.p.Answers[key] = was
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
