package storage

import (
	"path/filepath"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// TestLastSat: the last event of an officer's sittings is known at once, after
// a rebuild, and in a store from before there was such a view.
func TestLastSat(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := opened(t, Config{Path: path, NoSync: true}, seams{})
	fill(t, s, 30, 5, 24*time.Hour)
	officer := s.Office().Officers[0].ID
	at := time.Date(2026, 11, 21, 16, 0, 0, 0, time.UTC)
	do := func(id string, cmd func(model.Meta) model.Command) uint64 {
		t.Helper()
		at = at.Add(time.Hour)
		m := model.Meta{ID: id, At: at, Actor: model.Actor{Officer: officer, Door: "test"}}
		r, err := s.Do(t.Context(), cmd(m))
		if err != nil {
			t.Fatal(err)
		}
		return r.Seq
	}
	wants := func(s *Store, seq uint64, when time.Time) {
		t.Helper()
		got, gotAt, err := s.LastSat(t.Context(), officer)
		if err != nil || got != seq || !gotAt.Equal(when) {
			t.Errorf("last sat at %d, %s, want %d, %s (%v)", got, gotAt, seq, when, err)
		}
		sound(t, s)
	}
	wants(s, 0, time.Time{})
	seq := do("s1", func(m model.Meta) model.Command { return model.SignIn{Meta: m, Sitting: "01A", By: model.PlaceProof} })
	wants(s, seq, at)
	do("s2", func(m model.Meta) model.Command {
		return model.EndSitting{Meta: m, Sitting: "01A", Why: model.LeftDesk}
	})
	do("s3", func(m model.Meta) model.Command { return model.SignIn{Meta: m, Sitting: "00Z", By: model.PlaceProof} })
	seq = do("s4", func(m model.Meta) model.Command {
		return model.EndSitting{Meta: m, Sitting: "00Z", Why: model.WentIdle}
	})
	wants(s, seq, at)
	if other, _, err := s.LastSat(t.Context(), "nobody"); err != nil || other != 0 {
		t.Errorf("nobody last sat at %d, %v", other, err)
	}
	before := viewsOf(t, s)
	if err := s.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	sameViews(t, viewsOf(t, s), before)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	withoutSittings(t, path)
	old, err := Open(Config{Path: path, ReadOnly: true})
	if err != nil {
		t.Fatalf("an older store to look at: %v", err)
	}
	wants(old, 0, time.Time{})
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	s = opened(t, Config{Path: path}, seams{})
	wants(s, seq, at)
	sameViews(t, viewsOf(t, s), before)
}

// withoutSittings makes a store one from before the view.
func withoutSittings(t *testing.T, path string) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		if err := tx.Bucket([]byte("cursors")).Delete([]byte(viewPath(viewSitting))); err != nil {
			return err
		}
		return tx.Bucket([]byte("view")).DeleteBucket([]byte("sitting"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// A sitting view that differs from the journal is named, key by key.
func TestSittingViewIsChecked(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := opened(t, Config{Path: path}, seams{})
	setUpOffice(t, s)
	officer := s.Office().Officers[0].ID
	m := model.Meta{ID: "s1", At: time.Date(2026, 11, 21, 16, 0, 0, 0, time.UTC), Actor: model.Actor{Officer: officer}}
	if _, err := s.Do(t.Context(), model.SignIn{Meta: m, Sitting: "01A", By: model.PlaceProof}); err != nil {
		t.Fatal(err)
	}
	err := s.submit(t.Context(), &job{work: keyWork{bucket: viewSitting, key: string(officer), value: be64(1)}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Check(t.Context(), nil)
	if err != nil || len(r.Faults) != 1 || r.Faults[0].Where != "view/sitting/v1" || r.Faults[0].Key != string(officer) {
		t.Errorf("%v, %v", r.Faults, err)
	}
}
