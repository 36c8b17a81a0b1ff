package area

import (
	"strings"
	"sync"
	"testing"
	"unicode"

	"piket/model"
)

const office = "36.71,36.03,36.74"

func TestSearch(t *testing.T) {
	country := load(t)
	s, err := country.WithVillages("36.71")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		query, prefer string
		first         string   // label of the best result, empty for none
		also          []string // labels that must follow somewhere
	}{
		{query: "cipo", prefer: "36.71", first: "Cipondoh, Kota Tangerang", also: []string{"Cipocok Jaya, Kota Serang"}},
		{query: "cipo", prefer: "36.73", first: "Cipocok Jaya, Kota Serang"},
		{query: "CIPO", prefer: office, first: "Cipondoh, Kota Tangerang"},
		{query: "cipo", prefer: "nonsense", first: "Cipongkor, Kab. Bandung Barat"},
		{query: "curug", prefer: "36.71", first: "Curug, Kab. Tangerang", also: []string{"Curug, Kota Serang"}},
		{query: "curug", prefer: office, first: "Curug, Kab. Tangerang"},
		{query: "curug serang", prefer: office, first: "Curug, Kota Serang"},
		{query: "Curug, Kota Serang", first: "Curug, Kota Serang"},
		{query: "kec. cipondoh", first: "Cipondoh, Kota Tangerang"},
		{query: "Kecamatan Cipondoh", first: "Cipondoh, Kota Tangerang"},
		{query: "kel. poris gaga", first: "Poris Gaga, Batuceper, Kota Tangerang"},
		{query: "kelurahan poris plawad", first: "Poris Plawad, Cipondoh, Kota Tangerang"},
		{query: "kec", first: "Siak Kecil, Kab. Bengkalis"},
		{query: "kab tangerang", prefer: "36.71", first: "Kabupaten Tangerang, Banten"},
		{query: "kota tangerang", prefer: "36.71", first: "Kota Tangerang, Banten"},
		{query: "tangerang", prefer: "36.71", first: "Tangerang, Kota Tangerang", also: []string{
			"Kota Tangerang, Banten", "Kabupaten Tangerang, Banten", "Kota Tangerang Selatan, Banten",
		}},
		{query: "medan", prefer: office, first: "Kota Medan, Sumatera Utara"},
		{query: "karang anyar", prefer: "36.71", first: "Karang Anyar, Neglasari, Kota Tangerang"},
		{query: "batu ceper", prefer: "36.71", first: "Batuceper, Kota Tangerang"},
		{query: "pondokaren", prefer: office, first: "Pondok Aren, Kota Tangerang Selatan"},
		{query: "baubau", first: "Kota Bau Bau, Sulawesi Tenggara"},
		{query: "ma’u", first: "Ma'u, Kab. Nias"},
		{query: "MÀU", first: "Ma'u, Kab. Nias"},
		{query: "jaksel", first: "Kota Administrasi Jakarta Selatan, DKI Jakarta"},
		{query: "tangsel", first: "Kota Tangerang Selatan, Banten"},
		{query: "jatim", first: "Jawa Timur"},
		{query: "sultra", first: "Sulawesi Tenggara"},
		{query: "kaltara", first: "Kalimantan Utara"},
		{query: "kepri", first: "Kepulauan Riau"},
		{query: "diy", first: "Daerah Istimewa Yogyakarta"},
		{query: "di yogyakarta", first: "Kota Yogyakarta, DI Yogyakarta", also: []string{"Daerah Istimewa Yogyakarta"}},
		{query: "belakang pad", prefer: "36.71", first: "Belakang Padang, Kota Batam"},
		{query: "36.71.05", first: "Cipondoh, Kota Tangerang", also: []string{"Cipondoh Makmur, Cipondoh, Kota Tangerang"}},
		{query: "3671", first: "Kota Tangerang, Banten", also: []string{"Tangerang, Kota Tangerang"}},
		{query: "36.", first: "Banten"},
		{query: "2 x 11", first: "2 x 11 Anam Lingkuang, Kab. Padang Pariaman"},
		{query: "", prefer: "36.71", first: "Tangerang, Kota Tangerang", also: []string{"Larangan, Kota Tangerang"}},
		{query: " .,-", prefer: "36.71", first: "Tangerang, Kota Tangerang"},
		{query: ""},
		{query: "zzzz"},
		{query: "36710510010"},
		{query: "cipondoh zzzz"},
		{query: "cipondoh surabaya"},
	} {
		t.Run(c.query+" "+c.prefer, func(t *testing.T) {
			got := s.Search(c.query, c.prefer, 20)
			if c.first == "" {
				if len(got) > 0 {
					t.Errorf("found %q", got[0].Label)
				}
				return
			}
			if len(got) == 0 || got[0].Label != c.first {
				t.Fatalf("found %q, want %q first", labels(got), c.first)
			}
			for _, label := range c.also {
				if !strings.Contains(labels(got), label) {
					t.Errorf("found %q, want %q too", labels(got), label)
				}
			}
		})
	}
}

func labels(areas []Area) string {
	var all []string
	for _, a := range areas {
		all = append(all, a.Label)
	}
	return strings.Join(all, " | ")
}

// Where every word begins a word, names that have it inside come after.
func TestSearchPrefixBeforeInside(t *testing.T) {
	for _, query := range []string{"cip", "sari", "ra", "tan", "ang"} {
		inside := ""
		for _, a := range load(t).Search(query, "36.71", maxResults) {
			begins := false
			for _, w := range model.Words(a.Name) {
				begins = begins || strings.HasPrefix(w, query)
			}
			if begins && inside != "" {
				t.Fatalf("%s: %q after %q", query, a.Label, inside)
			}
			if !begins {
				inside = a.Label
			}
		}
	}
}

// Whoever types what a label says finds that area first, from any office.
func TestSearchLabel(t *testing.T) {
	s := load(t)
	for i := 0; i < len(s.areas.rows); i += 17 {
		a := s.area(&s.areas, i)
		if got := s.Search(a.Label, "36.71", 1); len(got) != 1 || got[0].Code != a.Code {
			t.Errorf("%q (%s) found %q", a.Label, a.Code, labels(got))
		}
	}
}

func TestSearchLimit(t *testing.T) {
	s := load(t)
	for limit, want := range map[int]int{-1: 0, 0: 0, 1: 1, 7: 7, maxResults: maxResults, 1 << 40: maxResults} {
		if got := s.Search("a", "", limit); len(got) != want {
			t.Errorf("limit %d: %d results, want %d", limit, len(got), want)
		}
	}
	few, many := s.Search("ra", "36.71", 5), s.Search("ra", "36.71", 50)
	if labels(few) != labels(many[:5]) {
		t.Errorf("a smaller limit changes the order: %s, but %s", labels(few), labels(many[:5]))
	}
}

func TestSearchTogether(t *testing.T) {
	s := load(t)
	want := labels(s.Search("curug", office, 10))
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			own, err := s.WithVillages("21.71.01")
			if err != nil || len(own.Search("pemping", "", 1)) != 1 {
				t.Errorf("villages beside other readers: %v", err)
			}
			if got := labels(s.Search("curug", office, 10)); got != want {
				t.Errorf("found %s, want %s", got, want)
			}
		})
	}
	readers.Wait()
	if len(s.Search("pemping", "21.71", 1)) != 0 {
		t.Error("villages of one set show in another")
	}
}

func FuzzSearch(f *testing.F) {
	country := load(f)
	s, err := country.WithVillages("36.71")
	if err != nil {
		f.Fatal(err)
	}
	for _, query := range []string{
		"cipo", "curug serang", "36.71", "kec.", "\x1b[31mred", "\u202eabc", "\xff\xfe", strings.Repeat("a ", 500),
		"ﷺﷺﷺ", "İstanbul", "'''", "00000000000000000000", "36..71", "\x00",
	} {
		f.Add(query, "36.71", 10)
	}
	f.Add("", "36.71,\x1b,99", 1)
	f.Fuzz(func(t *testing.T, query, prefer string, limit int) {
		found := s.Search(query, prefer, limit)
		if len(found) > max(limit, 0) || len(found) > maxResults {
			t.Errorf("%d results for a limit of %d", len(found), limit)
		}
		seen := map[string]bool{}
		for _, a := range found {
			if again, ok := s.Lookup(a.Code); !ok || again != a || seen[a.Code] {
				t.Errorf("%+v looks up as %+v, %v, seen before %v", a, again, ok, seen[a.Code])
			}
			seen[a.Code] = true
			if strings.ContainsFunc(a.Label, unicode.IsControl) {
				t.Errorf("label %q", a.Label)
			}
		}
	})
}

// BenchmarkSearch is a key press over the country and an office's villages.
func BenchmarkSearch(b *testing.B) {
	country := load(b)
	s, err := country.WithVillages(office)
	if err != nil {
		b.Fatal(err)
	}
	for _, query := range []string{"c", "cipo", "curug serang", "jaksel", "pondokaren", "zzzz", "36.71"} {
		b.Run(query, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Search(query, office, 12)
			}
		})
	}
}
