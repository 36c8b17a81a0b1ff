package desk_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"piket/internal/desk"
	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

// morning is when the night of the tests is handed over.
var morning = time.Date(2026, 11, 21, 23, 5, 0, 0, time.UTC) // 06:05 WIB

// guard is an office in the last minutes of a night, with two who have PINs.
func guard(t testing.TB, cases int) (*watched, *desk.Session, *desk.Session) {
	t.Helper()
	w := watch(t)
	ctx := t.Context()
	sit := func(id model.OfficerID) *desk.Session {
		s, err := w.SignIn(ctx, desk.SignIn{Officer: id, Door: "desk", Home: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.ChangePIN(ctx, "", pin); err != nil {
			t.Fatal(err)
		}
		return s
	}
	out, in := sit(storagetest.Officer), sit(storagetest.Admin)
	for i := range cases {
		r := told()
		r.Take = i%2 == 0
		r.Urgency = model.Urgencies()[i%3]
		if _, err := out.AddReport(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	w.later(morning.Sub(out.Now()))
	return w, out, in
}

// finish has both say all that is to be said, and returns what they then see.
func finish(t testing.TB, out, in *desk.Session, p desk.Passing) desk.Passing {
	t.Helper()
	ctx := t.Context()
	again := func() {
		t.Helper()
		var err error
		if p, err = out.Passing(ctx, p.ID); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range p.Missing(p.Lines) {
		if err := out.NoteLine(ctx, p.ID, l.Key, model.Outlook{Next: "telepon pelapor", By: out.Now().Add(time.Hour), Who: "Sari"}, 0); err != nil {
			t.Fatal(err)
		}
	}
	again()
	for _, l := range p.Unanswered(p.Lines) {
		if err := in.AnswerLine(ctx, p.ID, l, desk.Reply{Verdict: model.Accepted, ReadBack: "saya telepon pelapornya"}); err != nil {
			t.Fatal(err)
		}
	}
	again()
	return p
}

// finished begins to hand over the watch that is due, and finishes it.
func finished(t testing.TB, out, in *desk.Session) (model.HandoverID, desk.Passing) {
	t.Helper()
	_, id, _, err := out.WatchToHandOver(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p, err := out.BeginHandover(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return id, finish(t, out, in, p)
}

func signing(id model.HandoverID, side model.Side, who model.OfficerID, p desk.Passing) desk.Sign {
	return desk.Sign{Handover: id, Side: side, Seen: p.Lines, By: desk.SignIn{Officer: who, Door: "desk", PIN: pin}}
}

// moves is how many cases a handover moved.
func moves(r model.Record) int {
	n := 0
	for _, l := range r.Lines {
		if l.Moved {
			n++
		}
	}
	return n
}

func TestHandOverTheNight(t *testing.T) {
	w, out, in := guard(t, 6)
	ctx := t.Context()
	if _, err := out.WriteLog(ctx, model.LogNote{Kind: model.LogKey, Text: "kunci gudang di laci", Forward: true}, time.Time{}); err != nil {
		t.Fatal(err)
	}
	night, id, ok, err := out.WatchToHandOver(ctx)
	if err != nil || !ok || night.ID != "20261121T2200" {
		t.Fatal(night, ok, err)
	}
	p, err := out.BeginHandover(ctx, id)
	if err != nil || len(p.Lines) != 7 {
		t.Fatalf("%d lines, %v", len(p.Lines), err)
	}
	if again, err := in.BeginHandover(ctx, id); err != nil || again.Out != storagetest.Officer {
		t.Fatalf("begun twice: %+v %v", again.Out, err)
	}
	p = finish(t, out, in, p)

	wrong := signing(id, model.SideOut, storagetest.Officer, p)
	wrong.By.PIN = "000000"
	_, err = out.Sign(ctx, wrong)
	refused(t, "a wrong PIN signs", err, "signin-wrong")
	if _, err := out.Sign(ctx, signing(id, model.SideOut, storagetest.Officer, p)); err != nil {
		t.Fatal(err)
	}
	// something that concerns no line does not hold the second signature up
	if _, err := out.WriteLog(ctx, model.LogNote{Kind: model.LogCall, Text: "salah sambung"}, time.Time{}); err != nil {
		t.Fatal(err)
	}
	sealed, err := out.Sign(ctx, signing(id, model.SideIn, storagetest.Admin, p)) // at one terminal
	if err != nil || !sealed.Sealed() {
		t.Fatal(err)
	}
	if moved := moves(*sealed.Record); moved != 5 { // three of the outgoing officer's, two grave ones that nobody held
		t.Errorf("%d cases changed hands, want 5", moved)
	}
	v, err := in.VerifyHandover(ctx, id, sealed.Record.Digest[:8]+" "+sealed.Record.Digest[8:16])
	if err != nil || !v.Whole || v.Later != 0 {
		t.Errorf("%+v %v", v, err)
	}
	if v, _ := in.VerifyHandover(ctx, id, "0123456789abcdef"); v.Whole {
		t.Error("another digest verifies")
	}
	if r, err := w.store.Check(ctx, nil); err != nil || !r.OK() {
		t.Errorf("%+v %v", r, err)
	}

	added, err := out.AddToHandover(ctx, id, "genset dimatikan")
	if err != nil || added.AddsTo != id {
		t.Fatal(added.Handover, err)
	}
	alone := signing(added.ID, model.SideOut, storagetest.Officer, finish(t, out, in, added))
	alone.Lone = "tambahan"
	if _, err := out.Sign(ctx, alone); err != nil {
		t.Fatal(err)
	}
	if v, err := out.VerifyHandover(ctx, added.ID, ""); err != nil || !v.Whole || v.Later != 0 { // nothing came after it
		t.Errorf("%+v %v", v, err)
	}
	w.later(8 * time.Hour)
	next, err := in.BeginHandover(ctx, "20261122T0600")
	if err != nil || next.Since != sealed.Record.Upto || len(next.Missed) != 0 {
		t.Fatalf("%+v %v", next.Handover, err)
	}
	for _, l := range next.Lines {
		if l.Arrived {
			t.Errorf("told twice that %s arrived", l.Row.Number)
		}
	}
	w.later(24 * time.Hour)
	late, err := in.BeginHandover(ctx, "20261123T1400")
	if err != nil || fmt.Sprint(late.Missed) != "[20261122T0600 20261122T1400 20261122T2200 20261123T0600]" {
		t.Errorf("missed %v %v", late.Missed, err)
	}
}

func TestTheRecordTellsWhoSat(t *testing.T) {
	_, out, in := guard(t, 1)
	ctx := t.Context()
	id, p := finished(t, out, in)
	if _, err := out.Sign(ctx, signing(id, model.SideOut, storagetest.Officer, p)); err != nil {
		t.Fatal(err)
	}
	p, err := in.Sign(ctx, signing(id, model.SideIn, storagetest.Admin, p))
	if err != nil {
		t.Fatal(err)
	}
	if sat := p.Record.Sat; len(sat) != 2 || sat[0].Name == "" || !sat[0].To.Equal(p.Watch.To) {
		t.Errorf("at the desk were %+v", sat)
	}
}

func TestNothingIsSignedUnseen(t *testing.T) {
	_, out, in := guard(t, 2)
	ctx := t.Context()
	id, p := finished(t, out, in)
	if _, err := in.Do(ctx, model.AddNote{Meta: in.Meta(0), Case: p.Lines[0].Row.ID, Text: "ada kabar baru"}); err != nil {
		t.Fatal(err)
	}
	now, err := out.Sign(ctx, signing(id, model.SideOut, storagetest.Officer, p))
	if !errors.Is(err, &model.Error{Key: "handover-moved"}) || len(now.Unanswered(now.Lines)) != 1 {
		t.Errorf("%v", err)
	}
}

// TestSigningWhileTheQueueLives: reports keep arriving while both sign, and
// no signature is for less than what is there.
func TestSigningWhileTheQueueLives(t *testing.T) {
	_, out, in := guard(t, 2)
	ctx := t.Context()
	_, id, _, _ := out.WatchToHandOver(ctx)
	if _, err := out.BeginHandover(ctx, id); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		for range 20 {
			if _, err := out.AddReport(ctx, told()); err != nil {
				t.Error(err)
			}
		}
	})
	for range 400 {
		p, err := out.Passing(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if p.Sealed() {
			break
		}
		p = finish(t, out, in, p)
		out.Sign(ctx, signing(id, model.SideOut, storagetest.Officer, p))
		in.Sign(ctx, signing(id, model.SideIn, storagetest.Admin, p))
	}
	wg.Wait()
	p, err := out.Passing(ctx, id)
	if err != nil || !p.Sealed() {
		t.Fatalf("never sealed: %v", err)
	}
	events, err := out.Events(ctx, 0, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	opened := 0
	for _, e := range events {
		if _, ok := e.Event.(model.CaseOpened); ok && e.Seq <= p.Record.Upto {
			opened++
		}
	}
	if opened != len(p.Record.Lines) {
		t.Errorf("%d cases were there, %d lines were signed", opened, len(p.Record.Lines))
	}
}

func TestHandoverTellsNobodyWhoReported(t *testing.T) {
	w, out, in := guard(t, 1)
	ctx := t.Context()
	_, id, _, _ := out.WatchToHandOver(ctx)
	p, err := out.BeginHandover(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	line := p.Lines[0]
	if err := out.NoteLine(ctx, id, line.Key, model.Outlook{Next: "telepon Rekaan Sentosa di 0811-0000-123", If: "Rekaan Sentosa tidak menjawab", Then: "panggil lagi"}, 0); err != nil {
		t.Fatal(err)
	}
	if p, err = in.Passing(ctx, id); err != nil {
		t.Fatal(err)
	}
	if err := in.AnswerLine(ctx, id, p.Lines[0], desk.Reply{Verdict: model.Questioned, Text: "Rekaan Sentosa itu siapa?"}); err != nil {
		t.Fatal(err)
	}
	note := model.LogNote{Kind: model.LogCall, Text: "Rekaan Sentosa menelepon lagi", Cases: []model.CaseID{line.Row.ID}}
	if _, err := out.WriteLog(ctx, note, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if _, err := out.WriteLog(ctx, model.LogNote{Kind: model.LogVisitor, Text: "Rekaan Sentosa datang"}, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if err := out.RemarkHandover(ctx, id, "beri kabar Rekaan Sentosa, 0811-0000-123", 0); err != nil {
		t.Fatal(err)
	}
	events, err := out.Events(ctx, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	told, err := json.Marshal(events)
	if err != nil {
		t.Fatal(err)
	}
	nothingSecret(t, "the journal", told)
	file, err := os.ReadFile(filepath.Join(w.dir, storage.FileName))
	if err != nil {
		t.Fatal(err)
	}
	nothingSecret(t, "the store", file)
}

func TestDutyLog(t *testing.T) {
	w, out, _ := guard(t, 1)
	ctx := t.Context()
	from := night.Add(-2 * time.Hour)
	if _, err := out.WriteLog(ctx, model.LogNote{Kind: model.LogPower, Text: "listrik padam"}, night.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	lines, err := out.Log(ctx, from, w.as(storagetest.Officer).Now().Add(time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for i, l := range lines {
		if i > 0 && l.At.Before(lines[i-1].At) {
			t.Error("not in the order of the hours")
		}
		if l.Entry != nil {
			kinds = append(kinds, "entry")
		} else {
			kinds = append(kinds, l.Event.Event.Type())
		}
	}
	if fmt.Sprint(kinds) != "[sitting.begun.v1 sitting.begun.v1 case.opened.v1 entry]" {
		t.Errorf("%v", kinds)
	}
}
