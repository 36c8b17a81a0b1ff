package storage_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

// A backup taken while reports come in is the store of one moment, whole.
func TestBackupWhileWriting(t *testing.T) {
	s := storagetest.Open(t, func(c *storage.Config) { c.NoSync = true })
	ctx := context.Background()
	var stop atomic.Bool
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for !stop.Load() {
				if _, err := s.Do(ctx, storagetest.Report(storagetest.Admin, time.Now())); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	defer wg.Wait()
	defer stop.Store(true)
	for range 5 {
		path := filepath.Join(t.TempDir(), "piket.backup")
		before := s.Seq()
		if err := s.Backup(ctx, path); err != nil {
			t.Fatalf("backup: %v", err)
		}
		dir := filepath.Join(t.TempDir(), "data")
		if err := storage.Restore(ctx, path, dir); err != nil {
			t.Fatalf("restore: %v", err)
		}
		copied, err := storage.Open(storage.Config{Path: filepath.Join(dir, storage.FileName)})
		if err != nil {
			t.Fatal(err)
		}
		if copied.Seq() < before || copied.Seq() > s.Seq() || copied.Office().Code != "UJI" {
			t.Errorf("the copy is at %d, the store went from %d to %d", copied.Seq(), before, s.Seq())
		}
		storagetest.Check(t, copied)
		storagetest.Do(t, copied, storagetest.Report(storagetest.Officer, time.Now()))
		if err := copied.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestBackupRefuses(t *testing.T) {
	s := storagetest.Open(t)
	ctx := context.Background()
	dir := t.TempDir()
	taken := filepath.Join(dir, "taken")
	if err := os.WriteFile(taken, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		path string
		want error
	}{
		{"ErrExists", ctx, taken, storage.ErrBackupExists},
		{"ErrItself", ctx, s.Path(), storage.ErrBackupExists},
		{"ErrFolder", ctx, filepath.Join(dir, "no", "where"), storage.ErrBackupFolder},
		{"ErrCancelled", cancelled, filepath.Join(dir, "late"), context.Canceled},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := s.Backup(c.ctx, c.path); !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
	if mine, err := os.ReadFile(taken); err != nil || string(mine) != "mine" {
		t.Errorf("the file in the way is now %q, %v", mine, err)
	}
	onlyFiles(t, dir, "taken")
}

// onlyFiles fails the test if a folder holds anything else.
func onlyFiles(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if len(got) != len(want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
}

func TestRestoreRefuses(t *testing.T) {
	s := storagetest.Open(t)
	ctx := context.Background()
	backup := filepath.Join(t.TempDir(), "backup")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	torn := filepath.Join(t.TempDir(), "torn")
	if err := os.WriteFile(torn, raw[:len(raw)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "data")
	for _, c := range []struct {
		name, from, to string
		want           error
	}{
		{"ErrExists", backup, filepath.Dir(s.Path()), storage.ErrRestoreExists},
		{"ErrMissing", backup + "x", empty, storage.ErrMissing},
		{"ErrTorn", torn, empty, storage.ErrDamaged},
		{"ErrHeld", s.Path(), empty, storage.ErrHeld},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := storage.Restore(ctx, c.from, c.to); !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if _, err := os.Stat(filepath.Join(empty, storage.FileName)); err == nil {
				t.Error("something was restored")
			}
		})
	}
}

// A copy with a changed entry in it is whole to bbolt, but is not restored.
func TestRestoreChecksTheChain(t *testing.T) {
	s := storagetest.Open(t)
	r := storagetest.Do(t, s, storagetest.Report(storagetest.Admin, time.Now()))
	storagetest.Do(t, s, model.AddNote{Meta: storagetest.Meta(storagetest.Admin, time.Now()), Case: r.Case, Text: "catatan lama sekali"})
	ctx := context.Background()
	backup := filepath.Join(t.TempDir(), "backup")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	forged := []byte(string(raw))
	for i := 0; i+len("catatan lama") < len(forged); i++ {
		if string(forged[i:i+len("catatan lama")]) == "catatan lama" {
			copy(forged[i:], "catatan baru")
		}
	}
	if err := os.WriteFile(backup, forged, 0o600); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	err = storage.Restore(ctx, backup, dir)
	if e, ok := errors.AsType[*model.Error](err); !ok || !errors.Is(err, storage.ErrBackupFaulty) || e.Args["fault"] == "" {
		t.Errorf("restore: %v, want faulty", err)
	}
	onlyFiles(t, dir)
}

// TestRestoreOverNothing puts a backup where a store was emptied, and leaves
// what lies there alone where the backup is no good.
func TestRestoreOverNothing(t *testing.T) {
	s := storagetest.Open(t)
	backup := filepath.Join(t.TempDir(), "backup")
	if err := s.Backup(context.Background(), backup); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"Empty": nil, "Zeros": make([]byte, 4096)} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, storage.FileName)
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := storage.Open(storage.Config{Path: path, Used: true}); storage.FaultOf(err).Says != "emptied" {
				t.Errorf("opened with %v, want emptied", err)
			}
			if _, err := storage.Open(storage.Config{Path: path, Existing: true}); !errors.Is(err, storage.ErrMissing) {
				t.Errorf("opened with %v, want missing", err)
			}
			if err := storage.Restore(context.Background(), path, t.TempDir()); !errors.Is(err, storage.ErrMissing) {
				t.Errorf("restored nothing: %v", err)
			}
			if raw, err := os.ReadFile(path); err != nil || !bytes.Equal(raw, content) {
				t.Errorf("the file was touched: %v", err)
			}
			if err := storage.Restore(context.Background(), backup, dir); err != nil {
				t.Fatal(err)
			}
			if err := storage.Restore(context.Background(), backup, dir); !errors.Is(err, storage.ErrRestoreExists) {
				t.Errorf("restored over a store: %v", err)
			}
		})
	}
}
