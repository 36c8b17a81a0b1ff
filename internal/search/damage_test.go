package search

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// fill puts n cases into the journal, all of them in a place named hotel.
func fill(j *journal, n int) {
	for range n {
		i := len(j.touched)
		j.put(Document{
			ID: fmt.Sprint("case-", i), Number: fmt.Sprintf("TNG-2026-%06d", i+1),
			Narrative: fmt.Sprintf("overstay nomor%d di hotel", i), Subjects: []string{fmt.Sprintf("Li A%07d", i*7919%10000000)},
		})
	}
}

// filled is a closed index of n cases: its folder and journal.
func filled(t *testing.T, n int) (dir string, j *journal) {
	t.Helper()
	dir, j = t.TempDir(), newJournal()
	fill(j, n)
	d := openDesk(t, dir, j, smallSizes())
	d.settle()
	d.close()
	return dir, j
}

func onlyFile(t *testing.T, dir string) string {
	t.Helper()
	list, err := indexFiles(dir)
	if err != nil || len(list) != 1 {
		t.Fatalf("index files: %v, %v, want one", list, err)
	}
	return list[0]
}

func edit(t *testing.T, dir string, change func([]byte) []byte) {
	t.Helper()
	path := onlyFile(t, dir)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(b), 0o600); err != nil {
		t.Fatal(err)
	}
}

func editBolt(t *testing.T, dir string, change func(*bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(onlyFile(t, dir), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(change), db.Close()); err != nil {
		t.Fatal(err)
	}
}

// eachSegment calls change with the bucket of every segment.
func eachSegment(tx *bolt.Tx, change func(*bolt.Bucket) error) error {
	b := tx.Bucket(bucketSegments)
	return b.ForEachBucket(func(key []byte) error { return change(b.Bucket(key)) })
}

// overwrite replaces one part of every segment.
func overwrite(part string, by func([]byte) []byte) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error {
		return eachSegment(tx, func(b *bolt.Bucket) error { return b.Put([]byte(part), by(b.Get([]byte(part)))) })
	}
}

func garble(b []byte) []byte {
	noise := rand.New(rand.NewPCG(1, 2))
	out := make([]byte, len(b))
	for i := range out {
		out[i] = byte(noise.Uint32())
	}
	return out
}

func half(b []byte) []byte { return append([]byte(nil), b[:len(b)/2]...) }

func TestDamagedIndexIsBuiltAgain(t *testing.T) {
	bolted := func(change func(*bolt.Tx) error) func(*testing.T, string) {
		return func(t *testing.T, dir string) { editBolt(t, dir, change) }
	}
	bytes := func(change func([]byte) []byte) func(*testing.T, string) {
		return func(t *testing.T, dir string) { edit(t, dir, change) }
	}
	for _, c := range []struct {
		name   string
		damage func(t *testing.T, dir string)
	}{
		{"NoIndex", bytes(func([]byte) []byte { return []byte("this is a letter, not an index") })},
		{"Garbage", bytes(garble)},
		{"CutShort", bytes(half)},
		{"CutToMeta", bytes(func(b []byte) []byte { return b[:8192] })},
		{"ZeroTail", bytes(func(b []byte) []byte { clear(b[8192:]); return b })},
		{"OtherFormat", bolted(func(tx *bolt.Tx) error { return tx.Bucket(bucketMeta).Put(keyFormat, []byte("0")) })},
		{"NoCursor", bolted(func(tx *bolt.Tx) error { return tx.Bucket(bucketMeta).Delete(keyCursor) })},
		{"NoFresh", bolted(func(tx *bolt.Tx) error { return tx.DeleteBucket(bucketFresh) })},
		{"NoSegments", bolted(func(tx *bolt.Tx) error { return tx.DeleteBucket(bucketSegments) })},
		{"SegmentWithoutCases", bolted(overwrite(partDocs, func([]byte) []byte { return nil }))},
		{"SegmentCasesCut", bolted(overwrite(partDocs, half))},
		{"DictionaryGarbled", bolted(overwrite(partDict, garble))},
		{"DictionaryCut", bolted(overwrite(partDict, half))},
		{"PostingsGarbled", bolted(overwrite(partPost, garble))},
		{"PostingsGone", bolted(overwrite(partPost, func([]byte) []byte { return nil }))},
		{"FreshGarbled", bolted(func(tx *bolt.Tx) error { return tx.Bucket(bucketFresh).Put(seqKey(7), garble(make([]byte, 99))) })},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, j := filled(t, 70)
			c.damage(t, dir)
			d := openDesk(t, dir, j, smallSizes())
			defer d.close()
			d.heals()
			if n := d.log.count("thrown away"); n != 1 {
				t.Errorf("said %d times that it was thrown away, want once: %s", n, d.log.text.String())
			}
			onlyFile(t, dir)
		})
	}
}

// heals waits until every query is answered like the slow way again.
func (d *desk) heals() {
	d.t.Helper()
	for range 5000 {
		if d.log.count("thrown away") > 0 {
			d.settle()
			for _, text := range []string{"hotel", "nomor12", "5", "a000", "overtsay nomor3"} {
				d.same(text, 100)
			}
			return
		}
		// Errors are welcome until then: they are how the damage is met.
		_, _ = d.index.Query(context.Background(), "hotel nomor1", 100)
		time.Sleep(2 * time.Millisecond)
	}
	d.t.Fatalf("damage not noticed: %s", d.log.text.String())
}

// TestFlippedBits damages a file anywhere: the index may notice or not need
// to, but it neither ends the process nor keeps quiet about what it cannot read.
func TestFlippedBits(t *testing.T) {
	dir, j := filled(t, 70)
	sound, err := os.ReadFile(onlyFile(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	fill(j, 5) // so that Run reads the segments and folds into them
	dice := rand.New(rand.NewPCG(3, 4))
	for round := range 30 {
		broken := append([]byte(nil), sound...)
		for range 1 + dice.IntN(4) {
			broken[dice.IntN(len(broken))] ^= byte(1 << dice.IntN(8))
		}
		dir := filepath.Join(t.TempDir(), fmt.Sprint(round))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf(fileName, 1)), broken, 0o600); err != nil {
			t.Fatal(err)
		}
		d := openDesk(t, dir, j, smallSizes())
		for _, text := range []string{"hotel", "o", "nomr12 hotel", "412"} {
			if _, err := d.index.Query(context.Background(), text, 50); err != nil && !errors.Is(err, ErrDamaged) {
				t.Errorf("query %q: %v", text, err)
			}
		}
		d.finds("nomor72")
		d.close()
	}
}

// finds waits until the query has a hit.
func (d *desk) finds(text string) {
	d.t.Helper()
	for range 5000 {
		wake(d.wake)
		if hits, err := d.index.Query(context.Background(), text, 1); err == nil && len(hits) > 0 {
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
	d.t.Fatalf("%q is not found: %s", text, d.log.text.String())
}

func TestOpenSaysWhoHoldsTheIndex(t *testing.T) {
	d := openDesk(t, t.TempDir(), newJournal(), smallSizes())
	defer d.close()
	if _, err := Open(Config{Dir: d.dir, Source: d.journal}); !errors.Is(err, ErrHeld) {
		t.Errorf("second open: %v, want ErrHeld", err)
	}
}

func TestOpenLeavesWhatItMayNotRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, fmt.Sprintf(fileName, 1))
	if err := os.Mkdir(path, 0o700); err != nil { // a folder cannot be opened as a file, whoever asks
		t.Fatal(err)
	}
	if _, err := Open(Config{Dir: dir, Source: newJournal()}); err == nil || errors.Is(err, ErrDamaged) {
		t.Errorf("open: %v, want an error that is no damage", err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("what was in the way is gone: %v", err)
	}
}
