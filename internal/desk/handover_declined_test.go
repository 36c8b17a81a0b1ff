package desk_test

import (
	"testing"
	"time"

	"piket/internal/desk"
	"piket/model"
	"piket/storage/storagetest"
)

// TestWhatNobodyAccepted: a case and a log entry, told again out of the
// journal from before the last handover, and gone from the list when closed.
func TestWhatNobodyAccepted(t *testing.T) {
	w, out, in := guard(t, 1)
	ctx := t.Context()
	if _, err := out.WriteLog(ctx, model.LogNote{Kind: model.LogKey, Text: "kunci gudang di laci", Forward: true}, time.Time{}); err != nil {
		t.Fatal(err)
	}
	_, id, _, _ := out.WatchToHandOver(ctx)
	p, err := out.BeginHandover(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range p.Lines {
		if err := in.AnswerLine(ctx, id, l, desk.Reply{Verdict: model.Declined, Text: "tidak ada di tempat"}); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range p.Missing(p.Lines) {
		if err := out.NoteLine(ctx, id, l.Key, model.Outlook{Next: "telepon pelapor", By: out.Now().Add(time.Hour), Who: "Sari"}, 0); err != nil {
			t.Fatal(err)
		}
	}
	p, _ = out.Passing(ctx, id)
	for _, l := range p.Unanswered(p.Lines) {
		if err := in.AnswerLine(ctx, id, l, desk.Reply{Verdict: model.Declined, Text: "tidak ada di tempat"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := out.Sign(ctx, signing(id, model.SideOut, storagetest.Officer, p)); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Sign(ctx, signing(id, model.SideIn, storagetest.Admin, p)); err != nil {
		t.Fatal(err)
	}
	if l, err := in.Case(ctx, p.Lines[0].Row.ID); err != nil || l.Case.Owner != storagetest.Officer {
		t.Errorf("a case that was not accepted lies with %q, %v", l.Case.Owner, err)
	}

	w.later(8 * time.Hour)
	next, err := in.BeginHandover(ctx, "20261122T0600")
	if err != nil || len(next.Lines) != 2 {
		t.Fatalf("%d lines, %v", len(next.Lines), err)
	}
	for _, l := range next.Lines {
		if l.Declined == nil || l.Declined.Watch != id.Watch() || !l.Grave() {
			t.Errorf("%s: %+v", l.Key, l.Declined)
		}
	}
	if text := next.Lines[1].Text; text != "kunci gudang di laci" {
		t.Errorf("the entry says %q", text)
	}
	left, err := in.Unaccepted(ctx)
	if err != nil || len(left) != 2 {
		t.Fatalf("%+v, %v", left, err)
	}
	for _, c := range []model.Command{
		model.ChangeStatus{Meta: in.Meta(0), Case: next.Lines[0].Row.ID, To: model.Analysing},
		model.ChangeStatus{Meta: in.Meta(0), Case: next.Lines[0].Row.ID, To: model.Closed, Disposition: model.Unfounded},
	} {
		if _, err := in.Do(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	if left, err = in.Unaccepted(ctx); err != nil || len(left) != 1 || left[0].Line.Kind != model.LineLog {
		t.Errorf("%+v, %v", left, err)
	}
}
