package desk_test

import (
	"testing"
	"time"

	"piket/internal/desk"
	"piket/model"
	"piket/storage/storagetest"
)

// TestARosterThatChangesLeavesNoHandoverBehind: what was begun is found again.
func TestARosterThatChangesLeavesNoHandoverBehind(t *testing.T) {
	w, out, in := guard(t, 2)
	ctx := t.Context()
	_, night, _, _ := out.WatchToHandOver(ctx)
	p, err := out.BeginHandover(ctx, night)
	if err != nil {
		t.Fatal(err)
	}
	w.shifts = []model.Shift{{Name: "Siang", From: 8 * 60, To: 20 * 60}, {Name: "Malam", From: 20 * 60, To: 8 * 60}}
	watch, id, ok, err := in.WatchToHandOver(ctx)
	if err != nil || !ok || id != night || watch.ID != night.Watch() {
		t.Fatalf("led to %s, want %s: %v", id, night, err)
	}
	if watch != p.Watch {
		t.Errorf("the watch has become %+v, it was %+v", watch, p.Watch)
	}
	p = finish(t, out, in, p)
	for side, who := range map[model.Side]model.OfficerID{model.SideOut: storagetest.Officer, model.SideIn: storagetest.Admin} {
		if p, err = out.Sign(ctx, signing(night, side, who, p)); err != nil {
			t.Fatal(err)
		}
		if p.Sealed() {
			break
		}
	}
	if _, id, _, _ = in.WatchToHandOver(ctx); id == night {
		t.Error("it leads to one that is signed")
	}
}

// TestOneThatALaterOneCoveredIsShownSo: nobody is led to it, and nobody signs it.
func TestOneThatALaterOneCoveredIsShownSo(t *testing.T) {
	w, out, in := guard(t, 2)
	ctx := t.Context()
	_, night, _, _ := out.WatchToHandOver(ctx)
	if _, err := out.BeginHandover(ctx, night); err != nil {
		t.Fatal(err)
	}
	w.later(8 * time.Hour)
	p, err := out.BeginHandover(ctx, "20261122T0600")
	if err != nil {
		t.Fatal(err)
	}
	p = finish(t, out, in, p)
	lone := signing(p.ID, model.SideOut, storagetest.Officer, p)
	lone.Lone = "pengganti belum datang"
	if _, err := out.Sign(ctx, lone); err != nil {
		t.Fatal(err)
	}
	if _, id, _, _ := out.WatchToHandOver(ctx); id == night {
		t.Error("it leads to one that is told of")
	}
	all, err := out.Handovers(ctx, "", 10)
	if err != nil || len(all) != 2 || all[0].Covered || !all[1].Covered {
		t.Fatalf("%+v %v", all, err)
	}
	if older, err := out.Handovers(ctx, p.ID, 10); err != nil || !older[0].Covered {
		t.Fatalf("%+v %v", older, err)
	}
	now, err := out.Passing(ctx, night)
	if err != nil || !now.Covered {
		t.Errorf("%+v %v", now.Covered, err)
	}
	_, err = out.Sign(ctx, desk.Sign{Handover: night, Side: model.SideOut, Seen: now.Lines, By: lone.By})
	refused(t, "one that is told of is signed", err, "handover-covered")
}

// TestCountersigningIsProved: a session that stands open is not enough.
func TestCountersigningIsProved(t *testing.T) {
	_, out, in := guard(t, 1)
	ctx := t.Context()
	_, night, _, _ := out.WatchToHandOver(ctx)
	p, err := out.BeginHandover(ctx, night)
	if err != nil {
		t.Fatal(err)
	}
	lone := signing(night, model.SideOut, storagetest.Officer, finish(t, out, in, p))
	lone.Lone = "pengganti belum datang"
	if _, err := out.Sign(ctx, lone); err != nil {
		t.Fatal(err)
	}
	by := desk.SignIn{Officer: storagetest.Admin, Door: "desk", PIN: "000000"}
	refused(t, "a wrong PIN countersigns", in.Countersign(ctx, night, "", by), "signin-wrong")
	if f, _ := in.Office().Officer(storagetest.Admin); f.Failures != 1 {
		t.Errorf("%d wrong PINs are counted, want 1", f.Failures)
	}
	by.PIN = pin
	if err := in.Countersign(ctx, night, "diketahui", by); err != nil {
		t.Fatal(err)
	}
	if p, err = in.Passing(ctx, night); err != nil || p.Countersigned == nil || p.Countersigned.By != model.PINProof {
		t.Errorf("%+v %v", p.Countersigned, err)
	}
}

// TestAVoidSignatureDoesNotStand once what was signed has changed.
func TestAVoidSignatureDoesNotStand(t *testing.T) {
	_, out, in := guard(t, 2)
	ctx := t.Context()
	id, p := finished(t, out, in)
	if _, err := out.Sign(ctx, signing(id, model.SideOut, storagetest.Officer, p)); err != nil {
		t.Fatal(err)
	}
	p, err := out.Passing(ctx, id)
	if err != nil || len(p.Standing(out.Office(), p.Lines)) != 1 {
		t.Fatalf("%d stand, %v", len(p.Standing(out.Office(), p.Lines)), err)
	}
	if err := out.RemarkHandover(ctx, id, "Hujan, jalan ke gudang tergenang.", 0); err != nil {
		t.Fatal(err)
	}
	if p, err = out.Passing(ctx, id); err != nil || len(p.Standing(out.Office(), p.Lines)) != 0 || len(p.Signed) != 1 {
		t.Errorf("%d stand of %d, %v", len(p.Standing(out.Office(), p.Lines)), len(p.Signed), err)
	}
}
