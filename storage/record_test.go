package storage

import (
	"path/filepath"
	"testing"
	"time"

	"piket/model"
)

// TestStreamOfAnotherKind: what is no case takes part in the journal and in
// no view of cases.
func TestStreamOfAnotherKind(t *testing.T) {
	s := opened(t, Config{Path: filepath.Join(t.TempDir(), FileName)}, seams{})
	setUpOffice(t, s)
	officer := s.Office().Officers[0].ID
	ctx, at := t.Context(), time.Date(2026, 11, 21, 16, 0, 0, 0, time.UTC)
	meta := func(id string) model.Meta {
		return model.Meta{ID: id, At: at, Actor: model.Actor{Officer: officer, Door: "test"}}
	}
	const sitting model.SittingID = "01SITTING"
	r, err := s.Do(ctx, model.SignIn{Meta: meta("1"), Sitting: sitting, By: model.PlaceProof})
	if err != nil || r.Case != "" || r.Version != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	if _, err := s.Do(ctx, model.PauseSitting{Meta: meta("2"), Sitting: sitting}); err != nil {
		t.Fatal(err)
	}
	r, err = s.Do(ctx, model.EndSitting{Meta: meta("3"), Sitting: sitting, Why: model.LeftDesk})
	if err != nil || r.Version != 3 {
		t.Fatalf("%+v %v", r, err)
	}
	if _, err := s.Do(ctx, model.EndSitting{Meta: meta("4"), Sitting: sitting, Why: model.LeftDesk}); model.KindOf(err) != model.KindConflict {
		t.Errorf("ended twice: %v", err)
	}
	if _, err := s.Case(ctx, model.CaseID(sitting.Stream())); model.KindOf(err) != model.KindNotFound {
		t.Errorf("a sitting was shown as a case: %v", err)
	}
	if _, err := s.Resolve(ctx, string(sitting.Stream())); model.KindOf(err) != model.KindNotFound {
		t.Errorf("a sitting was found as a case: %v", err)
	}
	if ids, _, err := s.Touched(ctx, 0, 10); err != nil || len(ids) != 0 {
		t.Errorf("touched %v %v", ids, err)
	}
	check, err := s.Check(ctx, nil)
	if err != nil || !check.OK() || check.Cases != 0 {
		t.Errorf("%+v %v", check, err)
	}
}
