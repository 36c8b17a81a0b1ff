package storage

import (
	"bytes"
	"fmt"
	"sync"
	"testing"

	"piket/model"
)

// entryOf is an entry of the journal that says who did it.
func entryOf(t testing.TB, seq uint64, by string) []byte {
	t.Helper()
	e := model.Envelope{Seq: seq, ID: "01E", Stream: "case.01C", Version: 1, Actor: model.Actor{Officer: model.OfficerID(by)}, Event: model.NoteAdded{}}
	var enc encoder
	data, err := enc.data(e.Event)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := envelope(e, data)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestNewestAreWhatIsOnDisk, whatever was read before under the same number.
func TestNewestAreWhatIsOnDisk(t *testing.T) {
	var n newest
	for _, by := range []string{"sari", "sari", "budi", "sari"} {
		raw := entryOf(t, 7, by)
		e, err := n.envelope(7, 7, raw)
		clear(raw) // it was never the caller's to keep
		if err != nil || e.Actor.Officer != model.OfficerID(by) || e.Seq != 7 {
			t.Errorf("read %q (%v), want %q", e.Actor.Officer, err, by)
		}
	}
	if _, err := n.envelope(7, 7, []byte("torn")); err == nil {
		t.Error("a broken entry is read from memory")
	}
}

// TestNewestAreFewAndShort keeps memory from growing with the journal.
func TestNewestAreFewAndShort(t *testing.T) {
	tests := map[string]struct {
		seq, last uint64
		by        string
		kept      bool
	}{
		"Last":      {1000, 1000, "sari", true},
		"NotYet":    {1001, 1000, "sari", true}, // on disk, not yet told
		"FirstKept": {1001 - newestKept, 1000, "sari", true},
		"Older":     {1000 - newestKept, 1000, "sari", false},
		"Long":      {1000, 1000, string(bytes.Repeat([]byte("s"), newestLongest)), false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var n newest
			if _, err := n.envelope(tt.seq, tt.last, entryOf(t, tt.seq, tt.by)); err != nil {
				t.Fatal(err)
			}
			if kept := n.kept[tt.seq%newestKept].seq == tt.seq; kept != tt.kept {
				t.Errorf("kept: %v", kept)
			}
		})
	}
}

func TestNewestServeMany(t *testing.T) {
	var n newest
	var all sync.WaitGroup
	for reader := range 8 {
		all.Go(func() {
			for i := range uint64(500) {
				seq := 1 + (i+uint64(reader))%300
				by := fmt.Sprint("officer", seq)
				if e, err := n.envelope(seq, 300, entryOf(t, seq, by)); err != nil || string(e.Actor.Officer) != by {
					t.Errorf("entry %d is by %q (%v)", seq, e.Actor.Officer, err)
				}
			}
		})
	}
	all.Wait()
}
