package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// closedStore is the bytes of a closed store with n lives in it.
func closedStore(t *testing.T, n int) (path string, raw []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), FileName)
	s := opened(t, Config{Path: path, NoSync: true}, seams{})
	fill(t, s, n, 1, 60*24*time.Hour)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, raw
}

// entryAt finds where the live copy of a journal entry stands in the file:
// its bytes may also stand on pages that are free by now.
func entryAt(t *testing.T, path string, raw []byte, seq uint64) (at, length int) {
	t.Helper()
	f, err := openFile(Config{Path: path}.withDefaults(), true)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.close() }()
	var value []byte
	if err := f.view(func(t *tables) error {
		value = bytes.Clone(t.journal.Get(be64(seq)))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	free := freePages(t, raw)
	for from := 0; ; {
		i := bytes.Index(raw[from:], value)
		if i < 0 {
			t.Fatalf("entry %d is nowhere in the file", seq)
		}
		if from += i; !free[uint64(from/os.Getpagesize())] {
			return from, len(value)
		}
		from++
	}
}

func freePages(t *testing.T, raw []byte) map[uint64]bool {
	t.Helper()
	m, err := readMeta(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	w := newPageWalk(&checker{stopped: func() error { return nil }}, bytes.NewReader(raw), m)
	if err := w.freelist(); err != nil {
		t.Fatal(err)
	}
	free := map[uint64]bool{}
	for id := range m.pages {
		free[id] = w.freed.has(id)
	}
	return free
}

// One changed byte in any entry of the journal is named by its number.
func TestFlippedByteIsNamed(t *testing.T) {
	path, raw := closedStore(t, 30)
	whole, err := CheckFile(context.Background(), path, nil)
	if err != nil || !whole.OK() {
		t.Fatalf("before any damage: %v, %v", whole.Faults, err)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	broken := filepath.Join(t.TempDir(), FileName)
	for seq := uint64(1); seq <= whole.Seq; seq += 1 + rnd.Uint64N(3) {
		at, length := entryAt(t, path, raw, seq)
		at += rnd.IntN(length)
		changed := bytes.Clone(raw)
		changed[at] ^= byte(1 << rnd.IntN(8))
		if err := os.WriteFile(broken, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := CheckFile(context.Background(), broken, nil)
		if err != nil || !named(r, seq) {
			t.Errorf("entry %d, byte %d of %d: faults %v, %v", seq, at, length, r.Faults, err)
		}
	}
}

func named(r Report, seq uint64) bool {
	names := 0
	for _, f := range r.Faults {
		if f.Where == "journal" {
			names++
			if f.Key != strconv.FormatUint(seq, 10) {
				return false
			}
		}
	}
	return names > 0
}

// Whatever byte changes anywhere in the file: opening, reading, checking and
// writing end in an answer or an error, never in a crash.
func TestAnyDamageIsSurvived(t *testing.T) { torture(t, 80) }

func torture(t *testing.T, rounds int) {
	_, raw := closedStore(t, 40)
	rnd := rand.New(rand.NewPCG(3, 4))
	broken := filepath.Join(t.TempDir(), FileName)
	noticed := 0
	for range rounds {
		changed := bytes.Clone(raw)
		for range 1 + rnd.IntN(3) {
			damageAt := rnd.IntN(len(changed))
			if rnd.IntN(2) == 0 { // page headers and element tables are where it hurts
				damageAt = damageAt/4096*4096 + rnd.IntN(96)
			}
			changed[damageAt] ^= byte(1 << rnd.IntN(8))
		}
		if err := os.WriteFile(broken, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		if tortured(t, broken, rnd) {
			noticed++
		}
		_ = os.Remove(holderPath(broken))
	}
	if noticed < rounds/10 {
		t.Errorf("only %d of %d damaged stores were noticed", noticed, rounds)
	}
}

// tortured uses a damaged store in every way and says whether anything showed.
func tortured(t *testing.T, path string, rnd *rand.Rand) bool {
	t.Helper()
	s, err := open(Config{Path: path}, seams{trustPages: true})
	if err != nil {
		expectUnavailable(t, "open", err)
		return true
	}
	defer func() { _ = s.Close() }()
	ctx := context.Background()
	var errs []error
	keep := func(err error) { errs = append(errs, err) }
	w, err := s.Window(ctx, model.WindowQuery{After: 100, Now: time.Now(), Filter: model.Filter{Statuses: model.Statuses()}})
	keep(err)
	_, err = s.Counts(ctx, time.Now())
	keep(err)
	_, err = s.Events(ctx, 0, 1000)
	keep(err)
	for _, r := range w.Rows {
		_, err = s.Case(ctx, r.ID)
		keep(err)
	}
	_, err = s.Related(ctx, model.RelatedQuery{Subjects: []model.Subject{{Name: "Chen Li"}}, Since: time.Unix(0, 0)})
	keep(err)
	r, err := s.Check(ctx, nil)
	keep(err)
	v := newInventor(rnd.Uint64(), time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC))
	shown := !r.OK()
	for range 3 {
		if shown && !onlyContents(r) {
			break // a store that says this at open is not opened
		}
		_, err = s.Do(ctx, v.report())
		keep(err)
	}
	for _, err := range errs {
		if err != nil {
			expectUnavailable(t, "use", err)
			shown = true
		}
	}
	return shown
}

// onlyContents says that the pages are sound, and only what they hold is not.
func onlyContents(r Report) bool {
	for _, f := range r.Faults {
		if strings.HasPrefix(f.Where, "file") {
			return false
		}
	}
	return true
}

func expectUnavailable(t *testing.T, what string, err error) {
	t.Helper()
	if k := model.KindOf(err); k == "" {
		t.Errorf("%s answered %v, which no catalogue can render", what, err)
	}
}

// A file that lost anything of its pages is refused as it is; what bbolt has
// set aside beyond them, for later, is no loss.
func TestCutShort(t *testing.T) {
	_, raw := closedStore(t, 20)
	m, err := readMeta(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	whole := int(m.pages) * int(m.pageSize)
	broken := filepath.Join(t.TempDir(), FileName)
	for _, size := range []int{1, 17, 4096, 8192, 20000, whole / 2, whole - int(m.pageSize), whole - 1} {
		if err := os.WriteFile(broken, raw[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(Config{Path: broken})
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("%d bytes of %d: %v, want damaged", size, whole, err)
		}
		if now, _ := os.ReadFile(broken); !bytes.Equal(now, raw[:size]) {
			t.Errorf("%d bytes: the file was changed", size)
		}
	}
	if err := os.WriteFile(broken, raw[:whole], 0o600); err != nil {
		t.Fatal(err)
	}
	sound(t, opened(t, Config{Path: broken}, seams{}))
}

func TestNotAStore(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	other := filepath.Join(dir, "other.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("catatan piket\n", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(other, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("theirs")); return err }); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{text, other, dir} {
		if _, err := Open(Config{Path: path}); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v, want damaged", filepath.Base(path), err)
		}
	}
}

// A store of a newer release is refused and stays as it is, to the byte.
func TestNewerFormat(t *testing.T) {
	path, _ := closedStore(t, 5)
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte(metaFormat), binary.BigEndian.AppendUint64(nil, 99))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	_, err = Open(Config{Path: path})
	e, ok := errors.AsType[*model.Error](err)
	if !ok || !errors.Is(err, ErrNewer) || e.Args["format"] != uint64(99) || e.Args["known"] != uint64(1) {
		t.Fatalf("refused with %v", err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the refused store was changed")
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("files were left behind: %v", left)
	}
}
