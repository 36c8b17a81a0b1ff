package storage

import (
	"fmt"
	"os"
	"testing"
	"time"

	"piket/model"
)

func TestStreams(t *testing.T) {
	s := opened(t, Config{}, seams{})
	officer := s.Office().Officers[0].ID
	for i := range 5 {
		at := time.Date(2026, 11, 20+i, 1, 0, 0, 0, time.UTC) // the watch runs
		id := model.HandoverID(fmt.Sprintf("2026112%dT0600", i))
		_, err := s.Do(t.Context(), model.OpenHandover{
			Meta:     model.Meta{ID: fmt.Sprint("H", i), At: at, Actor: model.Actor{Officer: officer}},
			Handover: id,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, tc := range []struct {
		kind   model.StreamKind
		before string
		limit  int
		want   string
	}{
		{model.OfHandover, "", 2, "[handover.20261124T0600 handover.20261123T0600]"},
		{model.OfHandover, "20261123T0600", 2, "[handover.20261122T0600 handover.20261121T0600]"},
		{model.OfHandover, "20261120T0600", 2, "[]"},
		{model.OfHandover, "2026112", 9, "[]"},
		{model.OfSitting, "", 9, "[]"},
		{model.OfWatch, "", 9, "[]"},
	} {
		got, err := s.Streams(t.Context(), tc.kind, tc.before, tc.limit)
		if err != nil || fmt.Sprint(got) != tc.want {
			t.Errorf("%s before %q: %v %v, want %s", tc.kind, tc.before, got, err, tc.want)
		}
	}
	events, err := s.Records(t.Context(), model.HandoverID("20261123T0600").Stream())
	if err != nil || len(events) != 1 || model.FoldHandover(events).Out != officer {
		t.Errorf("%+v %v", events, err)
	}
}

func TestSeqAt(t *testing.T) {
	s := opened(t, Config{}, seams{})
	fill(t, s, 30, 1, 24*time.Hour)
	events, err := s.Events(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []time.Time{{}, events[len(events)/2].Recorded, time.Now().Add(time.Hour)} {
		var want uint64
		for _, e := range events {
			if e.Recorded.Before(at) {
				want = e.Seq
			}
		}
		if got, err := s.SeqAt(t.Context(), at); err != nil || got != want {
			t.Errorf("at %v: %d %v, want %d", at, got, err, want)
		}
	}
}

// TestSegmentNoticesOneByte: a sealed stretch of the journal cannot change
// without its last hash, or a link before it, telling.
func TestSegmentNoticesOneByte(t *testing.T) {
	path, raw := closedStore(t, 20)
	s := opened(t, Config{Path: path}, seams{})
	upto := s.Seq()
	want, whole, _, err := s.Segment(t.Context(), 3, upto)
	if err != nil || !whole {
		t.Fatal(whole, err)
	}
	if last, _, _, err := s.Segment(t.Context(), upto-1, upto); err != nil || last != want {
		t.Errorf("hash %s %v, want %s", last, err, want)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, seq := range []uint64{3, 4, 10, upto} {
		at, length := entryAt(t, path, raw, seq)
		broken := append([]byte(nil), raw...)
		broken[at+length-3] ^= 1
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := open(Config{Path: path}, seams{trustPages: true})
		if err != nil {
			continue // noticed at once
		}
		got, whole, named, err := s.Segment(t.Context(), 3, upto)
		switch {
		case err != nil:
			t.Error(err)
		case seq == 3 && (!whole || got != want):
			t.Error("an entry before the segment counts against it")
		case seq > 3 && whole && got == want:
			t.Errorf("one changed byte of entry %d goes unnoticed", seq)
		case seq > 3 && named != seq:
			t.Errorf("entry %d is named for entry %d", named, seq)
		}
		_ = s.Close()
	}
}
