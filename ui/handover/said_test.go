package handover_test

import (
	"strings"
	"testing"

	"piket/internal/desk/desktest"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/handover"
	"piket/ui/uitest"
)

// TestNobodyIsSpokenOverUnseen shows what another officer answered meanwhile
// before it is replaced.
func TestNobodyIsSpokenOverUnseen(t *testing.T) {
	f, drafts := busyNight(), desktest.NewDrafts(t, uitest.Now)
	key := f.p.Lines[1].Key
	c := config(t, f, locale.Indonesian, uitest.Sari)
	c.Drafts = drafts
	s := uitest.NewStage(t, handover.New(c), 80, 20)
	refuse := func() {
		s.Press("x")
		f.p.Answers[key] = model.LineAnswer{Verdict: model.Accepted, ReadBack: "saya cek ruko pagi ini", Seq: 102, By: uitest.Budi, At: at}
		f.p.Version++
		f.p.Said = map[model.Topic]model.Saying{model.AnswerTopic(key): {By: uitest.Budi, Version: f.p.Version}}
	}
	s.Press("down")
	refuse()
	s.Write("berkas belum lengkap")
	s.Press("enter")
	for _, want := range []string{"TNG-2026-000002: sudah ditulis", "Budi sudah menulis: “Diterima: saya cek ruko pagi ini”", "“Tidak diterima: berkas belum lengkap”"} {
		if flat := strings.Join(strings.Fields(strings.ReplaceAll(dialogText(s), "│", " ")), " "); !strings.Contains(flat, want) {
			t.Errorf("no %q in\n%s", want, dialogText(s))
		}
	}
	s.Press("n")
	if a := f.p.Answers[key]; a.Verdict != model.Accepted || s.Dialog() != nil {
		t.Errorf("%+v", a)
	}
	if strings.Contains(text(s), "belum dikirim") || drafts.Len() != 0 {
		t.Errorf("what was let go still waits:\n%s", text(s))
	}
	refuse()
	s.Press("ctrl+y")
	says(t, s, "berkas belum lengkap")
	s.Press("enter", "y")
	if a := f.p.Answers[key]; a.Verdict != model.Declined || a.Text != "berkas belum lengkap" {
		t.Errorf("%+v", a)
	}
	if drafts.Len() != 0 {
		t.Error("what was said is kept as if it were not")
	}
}
