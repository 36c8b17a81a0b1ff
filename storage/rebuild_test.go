package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// viewsOf is every key and value of every view.
func viewsOf(t *testing.T, s *Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := s.file.view(func(tb *tables) error {
		for v := range viewCount {
			if err := tb.view(v).ForEach(func(k, val []byte) error {
				all[fmt.Sprintf("%s %x", viewPath(v), k)] = string(val)
				return nil
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func sameViews(t *testing.T, got, want map[string]string) {
	t.Helper()
	for k, v := range want {
		if got[k] != v {
			t.Errorf("%s is %x, want %x", k, got[k], v)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d keys, want %d", len(got), len(want))
	}
}

func TestRebuildWhileReading(t *testing.T) {
	s := opened(t, Config{NoSync: true}, seams{})
	fill(t, s, 3*rebuildStep/2, 21, 90*24*time.Hour)
	want := viewsOf(t, s)
	ctx := context.Background()
	counts, err := s.Counts(ctx, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- s.Rebuild(ctx) }()
	for reading := true; reading; {
		select {
		case err = <-done:
			reading = false
		default:
			if c, err := s.Counts(ctx, time.Now()); err != nil || c.Open() != counts.Open() {
				t.Fatalf("counts during the rebuild: %+v, %v", c, err)
			}
		}
	}
	if err != nil {
		t.Fatalf("rebuild: %v", err)
	}
	sameViews(t, viewsOf(t, s), want)
	sound(t, s)
}

// A rebuild that ends half-way leaves the old views, and the next one starts over.
func TestRebuildInterrupted(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := opened(t, Config{Path: path, NoSync: true}, seams{})
	fill(t, s, rebuildStep+500, 22, 90*24*time.Hour)
	want := viewsOf(t, s)
	half, cancel := context.WithCancel(context.Background())
	steps := 0
	err := s.submit(half, &job{alone: func() error {
		return s.rebuild([]int{viewCase, viewQueue, viewCounts}, func() error {
			if steps++; steps == 2 {
				cancel()
			}
			return half.Err()
		})
	}})
	if !errors.Is(err, context.Canceled) || steps < 2 {
		t.Fatalf("%v after %d steps", err, steps)
	}
	sameViews(t, viewsOf(t, s), want)
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = opened(t, Config{Path: path}, seams{})
	if err := s.Rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	sameViews(t, viewsOf(t, s), want)
	sound(t, s)
}

// A view that is missing, old or behind is built when the store is opened.
func TestViewsAreMended(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := opened(t, Config{Path: path, NoSync: true}, seams{})
	fill(t, s, 60, 23, 90*24*time.Hour)
	want := viewsOf(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for name, harm := range map[string]func(tx *bolt.Tx) error{
		"all gone": func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("view")) },
		"one of an older version": func(tx *bolt.Tx) error {
			b := nested(tx, "view", "queue")
			if _, err := b.CreateBucket([]byte("v0")); err != nil {
				return err
			}
			return b.DeleteBucket([]byte("v1"))
		},
		"one behind": func(tx *bolt.Tx) error {
			c := nested(tx, "view", "number", "v1").Cursor()
			c.First()
			return errors.Join(c.Delete(), tx.Bucket([]byte("cursors")).Put([]byte(viewPath(viewNumber)), be64(3)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			db, err := bolt.Open(path, 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := db.Update(harm); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			s := opened(t, Config{Path: path}, seams{})
			sameViews(t, viewsOf(t, s), want)
			sound(t, s)
			if err := s.file.db.View(func(tx *bolt.Tx) error {
				if nested(tx, "view", "queue", "v0") != nil || tx.Bucket([]byte(shadowRoot)) != nil {
					return errors.New("old views were left behind")
				}
				return nil
			}); err != nil {
				t.Error(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// Check names what is wrong with a view: a wrong value, a missing key, a key
// too many, a wrong figure.
func TestCheckNamesViewFaults(t *testing.T) {
	for name, c := range map[string]struct {
		where string
		harm  func(t *tables) error
	}{
		"wrong row":     {"view/case/v1", func(t *tables) error { return alter(t.view(viewCase)) }},
		"wrong facet":   {"view/queue/v1", func(t *tables) error { return alter(t.view(viewQueue)) }},
		"missing":       {"view/number/v1", func(t *tables) error { return drop(t.view(viewNumber)) }},
		"too many":      {"view/related/v1", func(t *tables) error { return t.view(viewRelated).Put([]byte("12345678nobody"), []byte{1}) }},
		"wrong figure":  {"view/counts/v1", func(t *tables) error { return t.view(viewCounts).Put([]byte("open/urgent"), be64(77)) }},
		"wrong serial":  {"view/serial/v1", func(t *tables) error { return alter(t.view(viewSerial)) }},
		"lost stream":   {"streams", func(t *tables) error { return drop(t.streams) }},
		"wrong stream":  {"streams", func(t *tables) error { return alter(t.streams) }},
		"bad receipt":   {"seen", func(t *tables) error { return alter(t.seen) }},
		"cursor behind": {"cursors", func(t *tables) error { return t.cursors.Put([]byte(viewPath(viewCase)), be64(1)) }},
		"short draft":   {"drafts", func(t *tables) error { return t.drafts.Put([]byte("a/b"), []byte{1}) }},
		"lost entry":    {"journal", func(t *tables) error { return t.journal.Delete(be64(9)) }},
		"lost last":     {"journal", func(t *tables) error { return dropLast(t.journal) }},
	} {
		t.Run(name, func(t *testing.T) {
			s := opened(t, Config{NoSync: true}, seams{})
			fill(t, s, 20, 24, 90*24*time.Hour)
			if err := s.file.update(func(tx *bolt.Tx) error {
				t, err := tablesOf(tx)
				if err != nil {
					return err
				}
				return c.harm(t)
			}); err != nil {
				t.Fatal(err)
			}
			r, err := s.Check(context.Background(), nil)
			if err != nil || r.OK() {
				t.Fatalf("check found nothing: %v", err)
			}
			named := false
			for _, f := range r.Faults {
				named = named || f.Where == c.where
			}
			if !named {
				t.Errorf("%s is not named: %v", c.where, r.Faults)
			}
		})
	}
}

func alter(b *bolt.Bucket) error {
	k, v := b.Cursor().First()
	v = bytes.Clone(v)
	v[len(v)-1] ^= 0x55
	return b.Put(bytes.Clone(k), v)
}

func drop(b *bolt.Bucket) error {
	k, _ := b.Cursor().First()
	return b.Delete(bytes.Clone(k))
}

func dropLast(b *bolt.Bucket) error {
	k, _ := b.Cursor().Last()
	return b.Delete(bytes.Clone(k))
}

func TestMigration(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := opened(t, Config{Path: path}, seams{})
	fill(t, s, 10, 25, 9*24*time.Hour)
	before := viewsOf(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	steps := []migration{
		{"one", func(tx *bolt.Tx) error { return tx.Bucket([]byte("blobs")).Put([]byte("a"), []byte("1")) }},
		{"two", func(tx *bolt.Tx) error { return errors.New("no luck") }},
	}
	if _, err := open(Config{Path: path}, seams{migrations: steps}); err == nil {
		t.Fatal("a failed migration was not noticed")
	}
	steps[1].run = func(tx *bolt.Tx) error {
		if string(tx.Bucket([]byte("blobs")).Get([]byte("a"))) != "1" {
			return errors.New("the first step is missing")
		}
		return tx.Bucket([]byte("blobs")).Put([]byte("a"), []byte("2"))
	}
	s = opened(t, Config{Path: path}, seams{migrations: steps})
	sameViews(t, viewsOf(t, s), before)
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(Config{Path: path}); !errors.Is(err, ErrNewer) {
		t.Errorf("this release opens what a newer one migrated: %v", err)
	}
	old, err := CheckFile(context.Background(), path+".format-1", nil)
	if err != nil || !old.OK() || old.Cases != 10 {
		t.Errorf("the copy of the old format: %+v, %v", old, err)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 3 { // the store, and it as it was before each attempt
		t.Errorf("left behind: %v", left)
	}
}
