package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"piket/model"
)

// fillUp gives reports until the store refuses one.
func fillUp(t *testing.T, s *Store, v *inventor) (done []model.OpenCase, refused model.OpenCase, err error) {
	t.Helper()
	for range 20_000 {
		c := v.report()
		if _, err := s.Do(context.Background(), c); err != nil {
			return done, c, err
		}
		done = append(done, c)
	}
	t.Fatal("the store never filled up")
	return nil, model.OpenCase{}, nil
}

// reachable fails the test unless every case that was acknowledged is there.
func reachable(t *testing.T, s *Store, cases []model.OpenCase) {
	t.Helper()
	for _, c := range cases {
		if _, err := s.Row(context.Background(), c.Case); err != nil {
			t.Fatalf("an acknowledged case is gone: %v", err)
		}
	}
}

func TestFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := opened(t, Config{Path: path, MaxSize: 1 << 20}, seams{})
	v := newInventor(11, time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
	done, refused, err := fillUp(t, s, v)
	if !errors.Is(err, ErrFull) || model.KindOf(err) != model.KindUnavailable {
		t.Fatalf("refused with %v, want full", err)
	}
	if e, ok := errors.AsType[*model.Error](err); !ok || e.Args["path"] != filepath.Dir(path) {
		t.Errorf("room is wanted in %v, not in the folder", e.Args["path"])
	}
	reachable(t, s, done)
	if _, err := s.Row(context.Background(), refused.Case); model.KindOf(err) != model.KindNotFound {
		t.Errorf("the refused case: %v, want not found", err)
	}
	sound(t, s)
	if c, err := s.Counts(context.Background(), time.Now()); err != nil || c.Open() != len(done) {
		t.Errorf("counts %+v, %v, want %d open", c, err, len(done))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = opened(t, Config{Path: path}, seams{})
	r, err := s.Do(context.Background(), refused)
	if err != nil || r.Repeated {
		t.Fatalf("with room again: %+v, %v", r, err)
	}
	reachable(t, s, append(done, refused))
	sound(t, s)
}

// TestNoRoomForTheWord opens a store beside which no word can be left.
func TestNoRoomForTheWord(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	v := newInventor(13, time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
	s := opened(t, Config{Path: path}, seams{})
	c := v.report()
	if _, err := s.Do(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Close(), os.MkdirAll(filepath.Join(holderPath(path), "in the way"), 0o700)); err != nil {
		t.Fatal(err)
	}
	s = opened(t, Config{Path: path}, seams{})
	reachable(t, s, []model.OpenCase{c})
	if _, err := Open(Config{Path: path, Timeout: time.Millisecond}); !errors.Is(err, ErrHeldUnknown) {
		t.Errorf("opened twice: %v, want held", err)
	}
}
