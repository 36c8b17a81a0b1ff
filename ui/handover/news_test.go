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

// grows has a line of the handover change under whoever looks at it.
func grows(f *fake, n int) {
	f.p.Lines[n].Seq += 1000
	f.p.Lines[n].Row.Status = model.Waiting
	f.p.Lines[n].Waiting = "paspor dari kedutaan"
}

func told(s *uitest.Stage) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(dialogText(s), "│", " ")), " ")
}

// TestAChangedLineIsNotSignedWithOldWords has an empty field, with what was
// said before beside it.
func TestAChangedLineIsNotSignedWithOldWords(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	f.p.Answers[f.p.Lines[0].Key] = model.LineAnswer{
		Verdict: model.Accepted, ReadBack: "pemilik kos saya telepon", Seq: f.p.Lines[0].Seq, By: uitest.Sari, At: at,
	}
	grows(f, 0)
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	s.Press("space")
	says(t, s, "Tadi Anda bilang: “pemilik kos saya telepon”")
	s.Press("enter")
	says(t, s, "! Masih kosong.")
	if a := f.p.Answers[f.p.Lines[0].Key]; a.Seq == f.p.Lines[0].Seq {
		t.Errorf("old words were taken for the changed line: %+v", a)
	}
}

// TestALineThatChangesWhileItIsAnswered is shown before the answer goes.
func TestALineThatChangesWhileItIsAnswered(t *testing.T) {
	for key, text := range map[string]string{"space": "pemilik kos saya telepon", "t": "Siapa pemiliknya?", "x": "berkasnya belum lengkap"} {
		t.Run(key, func(t *testing.T) {
			f := busyNight()
			s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
			first := f.p.Lines[0].Key
			s.Press(key)
			s.Write(text)
			grows(f, 0)
			s.Tell(screen.Wake{Seq: 999})
			s.Press("enter")
			if _, answered := f.p.Answers[first]; answered || s.Dialog() == nil {
				t.Fatalf("%+v\n%s", f.p.Answers[first], dialogText(s))
			}
			for _, want := range []string{"TNG-2026-000001: baru saja berubah", "Menunggu – → paspor dari kedutaan", "Status"} {
				if !strings.Contains(told(s), want) {
					t.Errorf("no %q in\n%s", want, dialogText(s))
				}
			}
			s.Press("enter")
			says(t, s, text)
			s.Press("enter")
			if a := f.p.Answers[first]; a.Seq != f.p.Lines[0].Seq {
				t.Errorf("%+v of a line at %d", a, f.p.Lines[0].Seq)
			}
		})
	}
}

// TestAKeptTextKnowsWhatItIsAbout although the screen was closed in between.
func TestAKeptTextKnowsWhatItIsAbout(t *testing.T) {
	f, drafts := busyNight(), desktest.NewDrafts(t, uitest.Now)
	c := config(t, f, locale.Indonesian, uitest.Sari)
	c.Drafts = drafts
	s := uitest.NewStage(t, handover.New(c), 80, 20)
	s.Press("space")
	s.Write("pemilik kos saya telepon")
	s.Press("esc", "esc")
	grows(f, 0)
	s = uitest.NewStage(t, handover.New(c), 80, 20)
	s.Press("space", "enter")
	if len(f.p.Answers) != 0 || !strings.Contains(told(s), "berubah sejak Anda mulai menulis") {
		t.Fatalf("%+v\n%s", f.p.Answers, dialogText(s))
	}
	s.Press("enter", "enter")
	if len(f.p.Answers) != 1 || drafts.Len() != 0 {
		t.Errorf("%+v, %d kept", f.p.Answers, drafts.Len())
	}
}

// TestTheDeskKnowsFirst that a line has changed: the text comes back to its
// place, with what is new.
func TestTheDeskKnowsFirst(t *testing.T) {
	f := busyNight()
	s := stage(t, f, locale.English, uitest.Sari, 80, 20)
	s.Press("space")
	s.Write("I call the landlord")
	grows(f, 0)
	f.err = &model.Error{Kind: model.KindConflict, Key: "handover-line-changed", Args: model.Args{"number": "TNG-2026-000001"}}
	s.Press("enter")
	if !strings.Contains(told(s), "it has just changed") {
		t.Fatalf("%q\n%s", s.Said(), dialogText(s))
	}
	f.err = nil
	s.Press("enter")
	says(t, s, "I call the landlord")
	s.Press("enter")
	if a := f.p.Answers[f.p.Lines[0].Key]; a.ReadBack != "I call the landlord" {
		t.Errorf("%+v", a)
	}
}
