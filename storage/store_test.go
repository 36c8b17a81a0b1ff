package storage_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

func TestLife(t *testing.T) {
	s := storagetest.Open(t)
	ctx := context.Background()
	now := storagetest.Start().Add(time.Hour)
	wake, cancel := s.Watch()
	defer cancel()
	r := storagetest.Do(t, s, storagetest.Report(storagetest.Admin, now))
	if r.Number != "UJI-2026-000001" || r.Version != 1 || r.Repeated {
		t.Fatalf("receipt: %+v", r)
	}
	select {
	case <-wake:
	default:
		t.Error("no wake-up after a commit")
	}
	storagetest.Do(t, s, model.TakeCase{Meta: storagetest.Meta(storagetest.Officer, now), Case: r.Case})
	storagetest.Do(t, s, model.ChangeStatus{Meta: storagetest.Meta(storagetest.Officer, now), Case: r.Case, To: model.Analysing})
	l, err := s.Case(ctx, r.Case)
	if err != nil || l.Case.Version != 3 || l.Case.Owner != storagetest.Officer || len(l.History) != 3 {
		t.Fatalf("case: %+v, %v", l.Case, err)
	}
	for _, as := range []string{"UJI-2026-000001", "uji-2026-000001", "2026-000001", "uji-2026-1", string(r.Case), " UJI-2026-000001 "} {
		if id, err := s.Resolve(ctx, as); err != nil || id != r.Case {
			t.Errorf("resolve %q: %q, %v", as, id, err)
		}
	}
	if _, err := s.Resolve(ctx, "UJI-2026-000002"); model.KindOf(err) != model.KindNotFound {
		t.Errorf("resolve a number not given out: %v", err)
	}
	row, err := s.Row(ctx, r.Case)
	if err != nil || row.Status != model.Analysing || row.Headline != "Chen Wei" || row.Key == "" {
		t.Errorf("row: %+v, %v", row, err)
	}
	w, err := s.Window(ctx, model.WindowQuery{After: 10})
	if err != nil || len(w.Rows) != 1 || w.Rows[0] != row || w.Anchor != 0 || w.Above || w.Below {
		t.Errorf("window: %+v, %v", w, err)
	}
	c, err := s.Counts(ctx, now.Add(30*24*time.Hour))
	if err != nil || c.Open() != 1 || c.ByStatus[model.Analysing] != 1 || c.Overdue != 1 || c.Seq != s.Seq() {
		t.Errorf("counts: %+v, %v", c, err)
	}
	rel, err := s.Related(ctx, model.RelatedQuery{Subjects: []model.Subject{{Name: "WEI, chen"}}, Since: now.Add(-time.Hour)})
	if err != nil || len(rel) != 1 || rel[0].Row != row || rel[0].Why[0] != model.BySubject {
		t.Errorf("related: %+v, %v", rel, err)
	}
	ids, last, err := s.Touched(ctx, 0, 10)
	if err != nil || len(ids) != 1 || ids[0] != r.Case || last != s.Seq() {
		t.Errorf("touched: %v, %d, %v", ids, last, err)
	}
}

func TestRefusalIsNoDamage(t *testing.T) {
	s := storagetest.Open(t)
	before := s.Seq()
	_, err := s.Do(context.Background(), model.TakeCase{Meta: storagetest.Meta(storagetest.Admin, storagetest.Start()), Case: "nothing"})
	if model.KindOf(err) != model.KindNotFound || s.Seq() != before {
		t.Errorf("err %v, seq %d, want not found and %d", err, s.Seq(), before)
	}
}

func TestSecondOpenIsRefused(t *testing.T) {
	s := storagetest.Open(t)
	_, err := storage.Open(storage.Config{Path: s.Path(), Timeout: 60 * time.Millisecond})
	if !errors.Is(err, storage.ErrHeld) {
		t.Fatalf("err %v, want held", err)
	}
}
