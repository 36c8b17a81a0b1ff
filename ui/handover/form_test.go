package handover_test

import (
	"testing"

	"piket/internal/locale"
	"piket/ui/uitest"
)

// TestAProposalGivesWayToWhatIsTyped as a selected text does, and is kept by
// Tab.
func TestAProposalGivesWayToWhatIsTyped(t *testing.T) {
	f := busyNight()
	key := f.p.Lines[1].Key
	s := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20)
	s.Press("n")
	s.Write("Cek ruko")
	s.Press("tab", "tab")
	says(t, s, "jaga Pagi")
	s.Write("Sari")
	s.Press("enter")
	if o := f.p.Outlooks[key]; o.Who != "Sari" || o.By.IsZero() {
		t.Errorf("%+v", o)
	}
	s.Press("enter", "tab", "tab", "ctrl+u", "enter")
	if o := f.p.Outlooks[key]; o.Who != "" {
		t.Errorf("%+v", o)
	}
}

func TestIfAndThenGoTogether(t *testing.T) {
	f := busyNight()
	s := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20)
	s.Press("n")
	s.Write("Cek ruko")
	s.Press("tab", "tab", "tab")
	s.Write("tutup")
	s.Press("enter")
	says(t, s, "! Ada Bila tanpa Maka")
	s.Write("tanya RT")
	s.Press("shift+tab", "ctrl+u", "enter")
	says(t, s, "! Ada Maka tanpa Bila")
	s.Write("tutup")
	s.Press("enter")
	if o := f.p.Outlooks[f.p.Lines[1].Key]; o.If != "tutup" || o.Then != "tanya RT" {
		t.Errorf("%+v", o)
	}
}

// TestAHalfWrittenPlanIsLedTo although the line has one: it is still to be
// sent.
func TestAHalfWrittenPlanIsLedTo(t *testing.T) {
	f := busyNight()
	s := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20)
	s.Press("g", "enter")
	s.Write(" hari ini")
	s.Press("esc", "n")
	says(t, s, "✎ belum dikirim")
	s.Press("enter")
	s.Write("Cek ruko")
	s.Press("enter")
	one, two := f.p.Outlooks[f.p.Lines[0].Key], f.p.Outlooks[f.p.Lines[1].Key]
	if o := one; o.Next != "Telepon pemilik kos, minta buku tamu hari ini" || two.Next != "Cek ruko" {
		t.Errorf("%+v\n%s", o, text(s))
	}
}
