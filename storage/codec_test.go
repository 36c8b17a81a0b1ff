package storage

import (
	"bytes"
	"encoding/hex"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"piket/model"
)

func drawInstant(t *rapid.T, label string) time.Time {
	sec := rapid.Int64Range(-8_000_000_000, 8_000_000_000).Draw(t, label)
	return time.Unix(sec, rapid.Int64Range(0, 999_999_999).Draw(t, label+" nanos")).UTC()
}

func drawRow(t *rapid.T) model.Row {
	text := rapid.String()
	r := model.Row{
		ID: model.CaseID(rapid.StringMatching(`[0-9A-Z]{1,26}`).Draw(t, "id")), Version: rapid.Uint64().Draw(t, "version"),
		Number: text.Draw(t, "number"), Kind: model.Kind(text.Draw(t, "kind")), Channel: model.Channel(text.Draw(t, "channel")),
		Received: drawInstant(t, "received"), Updated: drawInstant(t, "updated"),
		Violation: model.Violation(text.Draw(t, "violation")), Urgency: rapid.SampledFrom(model.Urgencies()).Draw(t, "urgency"),
		Status: rapid.SampledFrom(model.Statuses()).Draw(t, "status"), Disposition: model.Disposition(text.Draw(t, "disposition")),
		Owner: model.OfficerID(text.Draw(t, "owner")), DueClock: model.ClockName(text.Draw(t, "clock")),
		Subjects: rapid.IntRange(0, 50).Draw(t, "subjects"), Headline: text.Draw(t, "headline"), Place: text.Draw(t, "place"),
		Area: text.Draw(t, "area"), Pseudonym: model.Pseudonym(text.Draw(t, "pseudonym")),
		Proposed: rapid.Bool().Draw(t, "proposed"), Linked: rapid.Bool().Draw(t, "linked"),
	}
	if rapid.Bool().Draw(t, "runs") {
		r.Due = drawInstant(t, "due")
	}
	r.Key = rowKey(r)
	return r
}

func TestRowCodec(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawRow(t)
		got, err := decodeRow(want.ID, encodeRow(want))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v, %v\nwant %+v", got, err, want)
		}
	})
}

// The queue's keys sort as the queue is meant to.
func TestQueueOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(drawRow), 2, 8).Draw(t, "rows")
		key := func(r model.Row) []byte { return queueKey(r.Urgency, r.Due, r.Received, r.ID) }
		slices.SortFunc(rows, func(a, b model.Row) int { return bytes.Compare(key(a), key(b)) })
		for i := 1; i < len(rows); i++ {
			a, b := rows[i-1], rows[i]
			switch {
			case a.Urgency.Rank() != b.Urgency.Rank():
				if a.Urgency.Rank() > b.Urgency.Rank() {
					t.Fatalf("%s before %s", a.Urgency, b.Urgency)
				}
			case !a.Due.Equal(b.Due):
				if a.Due.IsZero() || (!b.Due.IsZero() && a.Due.After(b.Due)) {
					t.Fatalf("due %v before %v", a.Due, b.Due)
				}
			case a.Received.After(b.Received):
				t.Fatalf("received %v before %v", a.Received, b.Received)
			}
			if a.Key != "" && b.Key != "" && a.Key > b.Key {
				t.Fatalf("the row's key sorts otherwise: %s, %s", a.Key, b.Key)
			}
		}
	})
}

func FuzzRow(f *testing.F) {
	f.Add([]byte{rowVersion, 0})
	f.Add(encodeRow(model.Row{Number: "UJI-2026-000001", Due: time.Unix(5, 6), Linked: true}))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := decodeRow("01J", raw)
		if err != nil {
			return
		}
		again, err := decodeRow("01J", encodeRow(r))
		if err != nil || !reflect.DeepEqual(again, r) {
			t.Fatalf("%+v came back as %+v, %v", r, again, err)
		}
	})
}

func FuzzEnvelope(f *testing.F) {
	enc := &encoder{}
	at := time.Date(2026, 3, 1, 2, 3, 4, 5, time.UTC)
	for _, event := range []model.Event{
		model.NoteAdded{Text: "<&>  \u0000"},
		model.CaseOpened{Number: "UJI-2026-000001", Received: at, Clocks: []model.Clock{{Name: model.FirstStatus, Due: at}}},
		model.StatusChanged{From: model.Acting, To: model.Closed, Clocks: []model.Clock{}},
	} {
		data, err := enc.data(event)
		if err != nil {
			f.Fatal(err)
		}
		raw, err := envelope(model.Envelope{
			Seq: 7, ID: "01J", Stream: "01K", Version: 2, Time: at, Recorded: at, Prev: bytes.Repeat([]byte{7}, 32), Event: event,
		}, data)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		e, err := decodeEnvelope(raw)
		if err != nil {
			return
		}
		data, err := enc.data(e.Event)
		if err != nil {
			t.Fatalf("encode the event of %q: %v", raw, err)
		}
		back, err := envelope(e, data)
		if err != nil {
			t.Fatalf("encode %q: %v", raw, err)
		}
		again, err := decodeEnvelope(back)
		if err != nil || !sameEnvelope(again, e) {
			t.Fatalf("%+v came back as %+v, %v", e, again, err)
		}
		if stream, err := decodeStream(back); err != nil || stream != e.Stream {
			t.Fatalf("stream %q, %v, want %q", stream, err, e.Stream)
		}
	})
}

// An entry is what encoding/json makes of it, whatever its texts hold.
func TestEnvelopeIsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9A-Z]{0,26}`), rapid.Just("\"<&>\\"))
		e := model.Envelope{
			Seq: rapid.Uint64().Draw(t, "seq"), ID: text.Draw(t, "id"), Stream: model.StreamID(text.Draw(t, "stream")),
			Version: rapid.Uint64().Draw(t, "version"), Time: drawInstant(t, "time"), Recorded: drawInstant(t, "recorded"),
			Actor:       model.Actor{Officer: model.OfficerID(text.Draw(t, "officer")), Door: text.Draw(t, "door")},
			Correlation: text.Draw(t, "correlation"), Event: model.NoteAdded{Text: "x"},
		}
		if rapid.Bool().Draw(t, "linked") {
			e.Prev = bytes.Repeat([]byte{byte(e.Seq)}, 32)
		}
		got, err := envelope(e, []byte(`{"text":"x"}`))
		if err != nil {
			t.Fatal(err)
		}
		var enc encoder
		want, err := enc.encode(entry{
			Seq: e.Seq, ID: e.ID, Stream: e.Stream, Version: e.Version, Type: e.Event.Type(), Time: e.Time, Recorded: e.Recorded,
			Actor: e.Actor, Correlation: e.Correlation, Prev: hex.EncodeToString(e.Prev),
		})
		if err != nil {
			t.Fatal(err)
		}
		if s := string(want[:len(want)-1]) + `,"data":{"text":"x"}}`; string(got) != s {
			t.Fatalf("got  %s\nwant %s", got, s)
		}
	})
}

func TestPlainWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[ .,/a-zA-Z0-9'é-]{0,30}`).Draw(t, "text")
		if plain := plainWords(s); len(plain) > 0 && !slices.Equal(plain, model.Words(s)) {
			t.Fatalf("words of %q are %q, want %q", s, plain, model.Words(s))
		}
	})
}

// sameEnvelope compares by what is written: an instant in another zone, or an
// empty list for none, is the same.
func sameEnvelope(a, b model.Envelope) bool {
	enc := &encoder{}
	da, erra := enc.data(a.Event)
	db, errb := enc.data(b.Event)
	ra, erra2 := envelope(a, da)
	rb, errb2 := envelope(b, db)
	return erra == nil && errb == nil && erra2 == nil && errb2 == nil && bytes.Equal(ra, rb)
}

func FuzzPackedSeqs(f *testing.F) {
	f.Add(packSeqs([]uint64{1, 2, 900}))
	f.Fuzz(func(t *testing.T, raw []byte) {
		seqs, err := unpackSeqs(raw)
		if err != nil {
			return
		}
		again, err := unpackSeqs(packSeqs(seqs))
		if err != nil || !slices.Equal(seqs, again) || !slices.IsSorted(seqs) {
			t.Fatalf("%v came back as %v, %v", seqs, again, err)
		}
	})
}

func TestHeadline(t *testing.T) {
	long := "Orang asing 👨‍👩‍👧‍👦 é bekerja tanpa izin di gudang belakang pasar sejak tahun lalu dan tidak pernah melapor kepada siapa pun"
	for _, f := range []struct {
		facts model.Facts
		want  string
	}{
		{model.Facts{Narrative: "Satu.\nDua."}, "Satu. Dua."},
		{model.Facts{Narrative: "x", Subjects: []model.Subject{{Name: "Chen Wei"}, {Alias: "Bos"}, {Note: "tinggi"}}}, "Chen Wei, Bos"},
		{model.Facts{}, ""},
	} {
		if got := headline(f.facts); got != f.want {
			t.Errorf("headline of %+v is %q, want %q", f.facts, got, f.want)
		}
	}
	got := headline(model.Facts{Narrative: long})
	if uniseg.StringWidth(got) > headlineWidth || got[len(got)-len("…"):] != "…" {
		t.Errorf("headline is %q, %d wide", got, uniseg.StringWidth(got))
	}
	if huge := headline(model.Facts{Narrative: string(bytes.Repeat([]byte("a\u0301"), 9000))}); uniseg.StringWidth(huge) > headlineWidth {
		t.Errorf("a huge narrative's headline is %d wide", uniseg.StringWidth(huge))
	}
}
