//go:build slow && linux

package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A real disk that is full, and has room again. It needs the right to mount.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=3m"); err != nil {
		t.Logf("cannot mount a small disk here: %v", err)
		if !errors.Is(err, unix.EPERM) {
			t.Fail()
		}
		return
	}
	defer func() { _ = unix.Unmount(dir, unix.MNT_DETACH) }()
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	s := opened(t, Config{Path: filepath.Join(dir, FileName)}, seams{})
	v := newInventor(12, time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
	done, refused, err := fillUp(t, s, v)
	if !errors.Is(err, ErrFull) {
		t.Fatalf("refused with %v, want full", err)
	}
	reachable(t, s, done)
	sound(t, s)
	if err := s.Backup(context.Background(), filepath.Join(dir, "backup")); !errors.Is(err, ErrBackupFull) {
		t.Errorf("backup to a full disk: %v", err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Do(context.Background(), refused); err != nil || r.Repeated {
		t.Fatalf("with room again: %+v, %v", r, err)
	}
	reachable(t, s, append(done, refused))
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}
