package desk_test

import (
	"testing"

	"piket/internal/desk"
	"piket/model"
	"piket/storage/storagetest"
)

// waits counts what an officer is told of a group as they sit down.
func waits(t *testing.T, s *desk.Session, kind desk.SinceKind) int {
	t.Helper()
	got, err := s.Since(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, i := range got.Items {
		if i.Kind == kind {
			n++
		}
	}
	if n != got.Total[kind] {
		t.Errorf("%s: %d shown, %d counted", kind, n, got.Total[kind])
	}
	return n
}

// TestAnAdditionIsToldToWhoHasToSignIt until it is withdrawn.
func TestAnAdditionIsToldToWhoHasToSignIt(t *testing.T) {
	w, out, in := guard(t, 1)
	ctx := t.Context()
	id, p := finished(t, out, in)
	for _, s := range []desk.Sign{signing(id, model.SideOut, storagetest.Officer, p), signing(id, model.SideIn, storagetest.Admin, p)} {
		if _, err := out.Sign(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	added, err := out.AddToHandover(ctx, id, "kunci gudang dititipkan")
	if err != nil {
		t.Fatal(err)
	}
	told := func(id model.OfficerID) int {
		s, err := w.SignIn(ctx, desk.SignIn{Officer: id, Door: "desk", PIN: pin, Home: true})
		if err != nil {
			t.Fatal(err)
		}
		return waits(t, s, desk.SinceAdded)
	}
	if in, out := told(storagetest.Admin), told(storagetest.Officer); in != 1 || out != 0 {
		t.Errorf("who received is told of %d, its writer of %d", in, out)
	}
	if err := out.WithdrawHandover(ctx, added.ID); err != nil {
		t.Fatal(err)
	}
	if n := told(storagetest.Admin); n != 0 {
		t.Errorf("told of %d that were withdrawn", n)
	}
}

func TestASectionHeadIsToldWhatWaits(t *testing.T) {
	w, out, in := guard(t, 2)
	ctx := t.Context()
	id, p := finished(t, out, in)
	first := p.Lines[0]
	if err := in.AnswerLine(ctx, id, first, desk.Reply{Verdict: model.Declined, Text: "tidak ada di tempat", Seen: p.Said[model.AnswerTopic(first.Key)].Version}); err != nil {
		t.Fatal(err)
	}
	p, err := out.Passing(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	alone := signing(id, model.SideOut, storagetest.Officer, p)
	alone.Lone = "regu baru belum datang"
	if _, err := out.Sign(ctx, alone); err != nil {
		t.Fatal(err)
	}
	sit := func(id model.OfficerID) *desk.Session {
		s, err := w.SignIn(ctx, desk.SignIn{Officer: id, Door: "desk", PIN: pin, Home: true})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	head, own := sit(storagetest.Admin), sit(storagetest.Officer)
	if n := waits(t, head, desk.SinceOwed); n != 1 {
		t.Errorf("the head is told of %d handovers, want 1", n)
	}
	if n := waits(t, own, desk.SinceOwed); n != 0 {
		t.Errorf("who signed is told of %d handovers to countersign", n)
	}
	for name, s := range map[string]*desk.Session{"head": head, "own": own} {
		if n := waits(t, s, desk.SinceRefused); n != 1 {
			t.Errorf("%s is told of %d lines nobody accepted, want 1", name, n)
		}
	}
}
