package storage

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// metaAfter is a store as its file stands after some commits, and how many
// events it has.
func metaAfter(t *testing.T, commits int) (raw []byte, seq uint64) {
	t.Helper()
	path := filepath.Join(t.TempDir(), FileName)
	s := opened(t, Config{Path: path}, seams{})
	v := newInventor(1, time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC))
	setUpOffice(t, s)
	for range commits {
		if _, err := s.Do(t.Context(), v.report()); err != nil {
			t.Fatal(err)
		}
	}
	seq = s.Seq()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw, seq
}

// written is a store of these bytes.
func written(t *testing.T, raw []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), FileName)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func metaFaults(t *testing.T, r Report, err error) int {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range r.Faults {
		if f.Where == "file" && (f.Key == "page 0" || f.Key == "page 1") {
			n++
		}
	}
	return n
}

// Any one byte of either meta page may change: check names the page, and who
// opens the store to write has every event there was and says what it found.
func TestChangedByteInMetaPage(t *testing.T) {
	for commits := 3; commits < 5; commits++ { // the newer page is now the one, now the other
		raw, seq := metaAfter(t, commits)
		for page := range 2 {
			for at := 0; at < metaLength; at += 5 + page {
				changed := bytes.Clone(raw)
				changed[page*os.Getpagesize()+pageHeader+at] ^= 0x10
				path := written(t, changed)
				r, err := CheckFile(t.Context(), path, nil)
				if metaFaults(t, r, err) != 1 {
					t.Fatalf("page %d, byte %d: faults %v", page, at, r.Faults)
				}
				if now, _ := os.ReadFile(path); !bytes.Equal(now, changed) {
					t.Fatal("a check changed the file")
				}
				backedUpWhole(t, path, seq)
				mendedByOpening(t, path, seq)
			}
		}
	}
}

// backedUpWhole wants a backup by somebody who only looks to have everything,
// or not to be made.
func backedUpWhole(t *testing.T, path string, seq uint64) {
	t.Helper()
	s, err := Open(Config{Path: path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	copied := filepath.Join(t.TempDir(), "backup.db")
	if err = s.Backup(t.Context(), copied); errors.Is(err, ErrBackupFaulty) {
		return
	}
	if r, checked := CheckFile(t.Context(), copied, nil); err != nil || checked != nil || r.Seq != seq {
		t.Fatalf("the backup has %d of %d events: %v, %v", r.Seq, seq, err, checked)
	}
}

func mendedByOpening(t *testing.T, path string, seq uint64) {
	t.Helper()
	s := opened(t, Config{Path: path}, seams{})
	if s.Seq() != seq {
		t.Fatalf("%d events, there were %d", s.Seq(), seq)
	}
	if r, err := s.Check(t.Context(), nil); metaFaults(t, r, err) != 1 {
		t.Fatalf("who opened it does not say what was mended: %v", r.Faults)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err := CheckFile(t.Context(), path, nil); err != nil || !r.OK() || r.Seq != seq {
		t.Fatalf("afterwards: %d events, %v, %v", r.Seq, r.Faults, err)
	}
}

// More than a byte of a meta page is gone: it is named, and a writer goes on
// only where nothing that was acknowledged can be missing.
func TestMetaPageBeyondMending(t *testing.T) {
	raw, seq := metaAfter(t, 4)
	m := readMetaPages(bytes.NewReader(raw))
	newer, _ := m.newest()
	size := os.Getpagesize()
	in := func(page int) []byte { return slices.Clone(raw[page*size:][:size]) }
	for _, c := range []struct {
		name string
		page int
		harm func(page []byte)
		seq  uint64 // 0 when it is refused
	}{
		{"Zeroed", newer, func(p []byte) { clear(p) }, 0},
		{"Noise", newer, func(p []byte) { copy(p[pageHeader:], bytes.Repeat([]byte{0xA5}, 40)) }, 0},
		// The power failed between the two halves of it: nobody was told.
		{"Torn", newer, func(p []byte) { copy(p[pageHeader+metaSummed:], "never yet") }, seq - 1},
		{"Older", 1 - newer, func(p []byte) { copy(p[pageHeader+metaSummed:], "never yet") }, seq},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := in(c.page)
			c.harm(p)
			changed := bytes.Clone(raw)
			copy(changed[c.page*size:], p)
			path := written(t, changed)
			if r, err := CheckFile(t.Context(), path, nil); metaFaults(t, r, err) != 1 {
				t.Fatalf("faults %v", r.Faults)
			}
			if err := Restore(t.Context(), path, t.TempDir()); errors.Is(err, ErrBackupFaulty) == (c.name == "Older") {
				t.Errorf("taken for a backup: %v", err)
			}
			s, err := Open(Config{Path: path})
			if c.seq == 0 {
				if now, _ := os.ReadFile(path); !errors.Is(err, ErrDamaged) || !bytes.Equal(now, changed) {
					t.Fatalf("%v, want refused and left alone", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			if s.Seq() != c.seq {
				t.Errorf("%d events, want %d", s.Seq(), c.seq)
			}
			v := newInventor(9, time.Date(2026, 9, 3, 0, 0, 0, 0, time.UTC))
			if _, err := s.Do(context.Background(), v.report()); err != nil {
				t.Fatal(err)
			}
			if f := s.file.metaFault(); f != nil {
				t.Errorf("the next commit did not cover it: %v", f)
			}
			if r, err := s.Check(t.Context(), nil); metaFaults(t, r, err) != 1 || len(r.Faults) != 1 {
				t.Errorf("who opened it says %v", r.Faults)
			}
		})
	}
}

// What a first run leaves at whatever moment it ends is no store yet, and the
// next one begins anew.
func TestUnfinishedFirstRun(t *testing.T) {
	empty := func(layout bool) []byte {
		path := filepath.Join(t.TempDir(), FileName)
		f, err := openFile(Config{Path: path}.withDefaults(), false)
		if err != nil {
			t.Fatal(err)
		}
		if layout {
			err := f.db.Update(func(tx *bolt.Tx) error {
				for _, name := range rootBuckets() {
					if _, err := tx.CreateBucket([]byte(name)); err != nil {
						return err
					}
				}
				return tx.Bucket([]byte("meta")).Put([]byte(metaFormat), be64(1))
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := f.close(); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	bare, page := empty(false), os.Getpagesize()
	for name, raw := range map[string][]byte{
		"Empty": {}, "OnePage": bare[:page], "TwoPages": bare[:2*page], "ThreePages": bare[:3*page],
		"Zeros": make([]byte, 4*page), "NoBuckets": bare, "NoViews": empty(true),
	} {
		t.Run(name, func(t *testing.T) {
			path := written(t, raw)
			if _, err := Open(Config{Path: path, ReadOnly: true}); !errors.Is(err, ErrMissing) {
				t.Errorf("to look at: %v, want missing", err)
			}
			if _, err := CheckFile(t.Context(), path, nil); !errors.Is(err, ErrMissing) {
				t.Errorf("to check: %v, want missing", err)
			}
			if err := Restore(t.Context(), path, t.TempDir()); !errors.Is(err, ErrMissing) {
				t.Errorf("as a backup: %v, want missing", err)
			}
			s := opened(t, Config{Path: path}, seams{})
			setUpOffice(t, s)
			sound(t, s)
			if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) != 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}
