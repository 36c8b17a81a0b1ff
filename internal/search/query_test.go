package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// office is an index with a few telling cases, oldest first.
func office(t fatal, dir string) *desk {
	j := newJournal()
	for i, d := range []Document{
		{Number: "TNG-2025-000412", Narrative: "Overstay enam orang di kos Jl. Maulana"},
		{Number: "TNG-2026-000041", Narrative: "Menginap di hotel", Subjects: []string{"LIU Jing, RRT Tiongkok China, A1234567"}},
		{Number: "TNG-2026-000412", Narrative: "Rumah nomor 41 lantai 412", Place: "Cipondoh, Kota Tangerang"},
		{Number: "TNG-2026-000413", Narrative: "Hotelier tidak melapor", Notes: []string{"Jum'at datang lagi"}},
		{Number: "TNG-2026-000414", Narrative: "Overstay", Subjects: []string{"José Ñáñez, A1239999"}},
	} {
		d.ID = fmt.Sprint("c", i)
		j.put(d)
	}
	d := openDesk(t, dir, j, smallSizes())
	d.settle()
	return d
}

func (d *desk) ask(text string) string {
	d.t.Helper()
	hits, err := d.index.Query(context.Background(), text, 10)
	if err != nil {
		d.t.Fatalf("query %q: %v", text, err)
	}
	var ids []string
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	return strings.Join(ids, " ")
}

func TestQuery(t *testing.T) {
	d := office(t, t.TempDir())
	defer d.close()
	for _, c := range []struct{ name, text, want string }{
		{"Word", "maulana", "c0"},
		{"NewestFirst", "overstay", "c4 c0"},
		{"Beginning", "overs", "c4 c0"},
		{"OneLetter", "m", "c3 c1 c0"},
		{"WholeWordBeforeBeginning", "hotel", "c1 c3"},
		{"AllWords", "overstay kos", "c0"},
		{"AnyOrder", "kos overstay", "c0"},
		{"UnfinishedLast", "overstay enam or", "c0"},
		{"UnfinishedFirst", "overs enam", ""},
		{"RegisterNumber", "TNG-2026-000412", "c2"},
		{"RegisterNumberWithoutOffice", "2026-000412", "c2"},
		{"RegisterNumberShort", "412", "c2 c0"},
		{"NumberOfTheRegisterFirst", "41", "c1 c2 c4 c3 c0"},
		{"Passport", "A1234567", "c1"},
		{"PassportBeginning", "a123", "c4 c1"},
		{"Accents", "jose nanez", "c4"},
		{"AccentsAsked", "josé ñáñez", "c4"},
		{"Apostrophe", "jumat", "c3"},
		{"Typo", "oversaty", "c4 c0"},
		{"TypoInFirstWord", "ovrstay kos", "c0"},
		{"TypoUnfinished", "maulna", "c0"},
		{"TwoTypos", "ovarstey", ""},
		{"NoTypoInShortWords", "liv", ""},
		{"NoTypoInNumbers", "A1234568", ""},
		{"OtherName", "tiongkok", "c1"},
		{"Operators", `+overstay -"kos" AND`, ""},
		{"Quotes", `"overstay" (kos)`, "c0"},
		{"Escapes", "\x1b[2Jhotel", ""},
		{"Punctuation", `*?~^:"'()[]{}\/!&|`, ""},
		{"Nothing", "", ""},
		{"SameWordTwice", "overstay overstay", "c4 c0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := d.ask(c.text); got != c.want {
				t.Errorf("query %q: %q, want %q", c.text, got, c.want)
			}
			d.same(c.text, 10)
		})
	}
}

// A register number written out means that case, and not those whose number
// begins like it, were opened in another year or only speak of it.
func TestQueryWholeNumber(t *testing.T) {
	j := newJournal()
	for i, d := range []Document{
		{Number: "TNG-2026-000002", Narrative: "Ribut"},
		{Number: "TNG-2026-000020", Narrative: "Ribut"},
		{Number: "TNG-2026-000213", Narrative: "Sama dengan TNG-2026-000002"},
		{Number: "TNG-2025-000002", Narrative: "Sejak 3 Januari 2026"},
		{Number: "TNG-2026-2000001", Narrative: "Lihat TNG-2024-000009"},
	} {
		d.ID = fmt.Sprint("c", i)
		j.put(d)
	}
	d := openDesk(t, t.TempDir(), j, smallSizes())
	defer d.close()
	d.settle()
	for text, want := range map[string]string{
		"TNG-2026-000002": "c0", " tng-2026-000002 ": "c0", "TNG-2026-2000001": "c4", "TNG-2026-000021": "",
		"TNG-2026-000213": "c2", "TNG-2024-000009": "c4", "2026-000020": "c1", "TNG-2026-0": "",
		"2026-2": "c3 c0 c2 c4 c1",
	} {
		if got := d.ask(text); got != want {
			t.Errorf("query %q: %q, want %q", text, got, want)
		}
		d.same(text, 10)
	}
}

func TestQueryPastedPage(t *testing.T) {
	d := office(t, t.TempDir())
	defer d.close()
	d.same(strings.Repeat("hotel ", 2000), 10)
	d.same(strings.Repeat("a", 10<<10), 10)
	d.same(strings.Repeat("overstay enam orang di kos jl maulana ", 300), 10)
}

func TestQueryLimit(t *testing.T) {
	j := newJournal()
	fill(j, 700)
	d := openDesk(t, t.TempDir(), j, smallSizes())
	defer d.close()
	d.settle()
	for limit, want := range map[int]int{-1: 50, 0: 50, 1: 1, 499: 499, 100000: maxHits} {
		hits, err := d.index.Query(t.Context(), "hotel", limit)
		if err != nil || len(hits) != want {
			t.Errorf("limit %d: %d hits, %v, want %d", limit, len(hits), err, want)
		}
	}
}

func TestQueryCancelled(t *testing.T) {
	d := office(t, t.TempDir())
	defer d.close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if hits, err := d.index.Query(ctx, "hotel", 10); !errors.Is(err, context.Canceled) {
		t.Errorf("query: %v, %v, want context.Canceled", hits, err)
	}
}

func TestMarker(t *testing.T) {
	for _, c := range []struct {
		name, query, text string
		match             Match
		want              []string
	}{
		{"Word", "kos hotel", "Hotel, dan KOS; hotelier kosong", MatchWord, []string{"Hotel", "KOS", "hotelier"}},
		{"Accents", "jose", "per José\u0301!", MatchWord, []string{"José\u0301"}},
		{"Apostrophe", "jumat", "hari Jum'at.", MatchWord, []string{"Jum'at"}},
		{"Number", "412", "TNG-2026-000412", MatchNumber, []string{"000412"}},
		{"NoTypo", "hotel", "hostel", MatchWord, nil},
		{"Typo", "hotel x", "hostel", MatchNear, []string{"hostel"}},
		{"Nothing", "", "hotel", MatchNear, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, m := range NewMarker(c.query).Find(c.text, c.match) {
				got = append(got, c.text[m.Start:m.End])
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("marked %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzQuery(f *testing.F) {
	for _, s := range []string{"hotel", `"a" OR b*`, "TNG-2026-000412", "\x00\x1b]0;x\a", "ｆｕｌｌ", "陈x", strings.Repeat("z ", 99)} {
		f.Add(s)
	}
	d := office(f, f.TempDir())
	f.Cleanup(d.close)
	f.Fuzz(func(t *testing.T, text string) {
		d := &desk{t: t, index: d.index, journal: d.journal}
		d.same(text, 10)
		end := 0
		for _, m := range NewMarker(text).Find(text, MatchNear) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("mark %v after %d in %d bytes", m, end, len(text))
			}
			end = m.End
		}
	})
}

// FuzzRecord reads records nobody wrote.
func FuzzRecord(f *testing.F) {
	f.Add(newRecord(Document{ID: "x", Number: "TNG-2026-000001", Narrative: "di hotel"}).encode())
	f.Fuzz(func(t *testing.T, val []byte) {
		r, err := decodeRecord(seqKey(1), val)
		if err != nil {
			return
		}
		again, err := decodeRecord(seqKey(1), r.encode())
		if err != nil || again.id != r.id || again.print != r.print || !slices.Equal(again.terms, r.terms) {
			t.Fatalf("%v became %v, %v", r, again, err)
		}
	})
}
