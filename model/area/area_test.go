package area

import (
	"errors"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"

	"piket/model"
)

func load(t testing.TB) *Set {
	t.Helper()
	s, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// everyVillage decodes the whole country, for properties of all names.
func everyVillage(t testing.TB, s *Set) *Set {
	t.Helper()
	var provinces []string
	for i := range s.areas.rows {
		if k := s.areas.rows[i].key; k.level() == Province {
			provinces = append(provinces, k.String())
		}
	}
	all, err := s.WithVillages(strings.Join(provinces, ","))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func names(areas []Area) []string {
	var all []string
	for _, a := range areas {
		all = append(all, a.Name)
	}
	return all
}

func TestLoad(t *testing.T) {
	s := everyVillage(t, load(t))
	if got := s.Source(); got != "idn-area-data 4.0.1" {
		t.Errorf("source %q", got)
	}
	count := map[Level]int{}
	for _, tb := range []*table{&s.areas, &s.villages} {
		for i, r := range tb.rows {
			count[r.key.level()]++
			if i > 0 && tb.rows[i-1].key >= r.key {
				t.Fatalf("%s after %s", r.key, tb.rows[i-1].key)
			}
			if up := r.key.level() - 1; up > 0 {
				if _, ok := s.areas.find(r.key.at(up)); !ok {
					t.Fatalf("%s lies in nothing", r.key)
				}
			}
		}
	}
	want := map[Level]int{Province: 38, Regency: 514, District: 7285, Village: 83762}
	if !maps.Equal(count, want) {
		t.Errorf("areas by level %v, want %v", count, want)
	}
}

func TestLiveHeap(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	s := load(t)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if kept := int64(after.HeapAlloc) - int64(before.HeapAlloc); kept > 2<<20 {
		t.Errorf("the set keeps %d KiB, want at most 2048", kept>>10)
	}
	runtime.KeepAlive(s)
}

func TestDistricts(t *testing.T) {
	s := load(t)
	for prefix, want := range map[string]int{
		"36.71":              13, // Kota Tangerang
		"36.74":              7,  // Kota Tangerang Selatan
		"36.03":              29, // Kabupaten Tangerang
		"21.03":              17, // Kabupaten Natuna
		"36.71, 36.74,36.03": 49,
		"36.71.05":           1,
		"36":                 155,
		"":                   0,
		"99.99":              0,
		"36.71.":             0,
	} {
		if got := s.Districts(prefix); len(got) != want {
			t.Errorf("%q: %d districts, want %d", prefix, len(got), want)
		}
	}
	want := []string{
		"Tangerang", "Jatiuwung", "Batuceper", "Benda", "Cipondoh", "Ciledug", "Karawaci", "Periuk",
		"Cibodas", "Neglasari", "Pinang", "Karang Tengah", "Larangan",
	}
	if got := names(s.Districts("36.71")); !slices.Equal(got, want) {
		t.Errorf("Kota Tangerang has %v, want %v", got, want)
	}
}

func TestVillages(t *testing.T) {
	s := load(t)
	t.Run("OK", func(t *testing.T) {
		got, err := s.Villages("21.71.01")
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"Pemping", "Kasu", "Pulau Terung", "Pecong", "Tanjung Sari", "Sekanak Raya"}
		if !slices.Equal(names(got), want) {
			t.Errorf("Belakang Padang has %v, want %v", names(got), want)
		}
		if got[0].Label != "Pemping, Belakang Padang, Kota Batam" || got[0].Code != "21.71.01.1002" {
			t.Errorf("first is %+v", got[0])
		}
	})
	t.Run("Several", func(t *testing.T) {
		got, err := s.Villages("36.71,36.74")
		if err != nil || len(got) != 104+54 {
			t.Errorf("%d villages, %v, want 158", len(got), err)
		}
	})
	t.Run("Twins", func(t *testing.T) {
		a, _ := s.Lookup("14.07.06.1007")
		b, _ := s.Lookup("14.07.06.2001")
		if a.Label != "Panipahan (1007), Pasir Limau Kapas, Kab. Rokan Hilir" || b.Label == a.Label {
			t.Errorf("labels %q and %q", a.Label, b.Label)
		}
	})
	for _, code := range []string{"", ",", "99", "36.99", "21.71.01.1002", "36.71,nowhere", "36.71\x1b[2J"} {
		t.Run("ErrUnknown "+code, func(t *testing.T) {
			if _, err := s.Villages(code); !errors.Is(err, ErrUnknown) {
				t.Errorf("error %v, want ErrUnknown", err)
			}
			if _, err := s.WithVillages(code); !errors.Is(err, ErrUnknown) {
				t.Errorf("error %v, want ErrUnknown", err)
			}
		})
	}
}

func TestLookup(t *testing.T) {
	s := load(t)
	for _, want := range []Area{
		{Code: "36", Name: "Banten", Level: Province, Province: "Banten", Label: "Banten"},
		{
			Code: "36.04", Name: "Kabupaten Serang", Level: Regency,
			Regency: "Kabupaten Serang", Province: "Banten", Label: "Kabupaten Serang, Banten",
		},
		{
			Code: "36.71.05", Name: "Cipondoh", Level: District,
			District: "Cipondoh", Regency: "Kota Tangerang", Province: "Banten", Label: "Cipondoh, Kota Tangerang",
		},
		{
			Code: "31.73.02.1001", Name: "Grogol", Level: Village,
			District: "Grogol Petamburan", Regency: "Kota Administrasi Jakarta Barat",
			Province: "Daerah Khusus Ibukota Jakarta", Label: "Grogol, Grogol Petamburan, Jakarta Barat",
		},
	} {
		if got, ok := s.Lookup(want.Code); !ok || got != want {
			t.Errorf("%s: %+v, %v, want %+v", want.Code, got, ok, want)
		}
	}
	for _, code := range []string{
		"", "3", "00", "99", "36.00", "36.71.00", "36.71.05.0000", "3671", "36,71", "36.71.", "36.71.5",
		" 36.71", "36.71.99", "36.71.05.9999", "99.99.99.9999", "३६", "36.71.05.1001.1",
	} {
		if got, ok := s.Lookup(code); ok {
			t.Errorf("%q found %+v", code, got)
		}
	}
}

func TestShort(t *testing.T) {
	for name, want := range map[string]string{
		"Kabupaten Serang":                        "Kab. Serang",
		"Kota Tangerang":                          "Kota Tangerang",
		"Kota Administrasi Jakarta Pusat":         "Jakarta Pusat",
		"Kabupaten Administrasi Kepulauan Seribu": "Kepulauan Seribu",
		"Daerah Khusus Ibukota Jakarta":           "DKI Jakarta",
		"Daerah Istimewa Yogyakarta":              "DI Yogyakarta",
		"Cipondoh":                                "Cipondoh",
	} {
		if got := (Area{Name: name}).Short(); got != want {
			t.Errorf("%s is short %q, want %q", name, got, want)
		}
	}
}

func TestDistrictColumn(t *testing.T) {
	s := load(t)
	for code, want := range map[string]string{
		"36.71.05":      "Cipondoh",
		"36.71.05.1001": "Cipondoh",
		"21.71.01.1002": "Belakang Padang",
		"36.71":         "",
		"36":            "",
		"36.71.99":      "",
		"not a code":    "",
		"":              "",
	} {
		if got := s.District(code); got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
	if n := testing.AllocsPerRun(100, func() { s.District("36.71.05.1001") }); n > 0 {
		t.Errorf("%v allocations for a cell of a list", n)
	}
}

// A label must tell an area from every other one in the country.
func TestLabels(t *testing.T) {
	s := everyVillage(t, load(t))
	seen := map[string]string{}
	for _, tb := range []*table{&s.areas, &s.villages} {
		for i := range tb.rows {
			a := s.area(tb, i)
			if other, ok := seen[a.Label]; ok {
				t.Errorf("%s and %s are both %q", other, a.Code, a.Label)
			}
			seen[a.Label] = a.Code
			if strings.TrimSpace(a.Name) != a.Name || a.Name == "" || a.Name[0] >= 'a' && a.Name[0] <= 'z' {
				t.Errorf("%s has the name %q", a.Code, a.Name)
			}
		}
	}
}

// The quick way of folding names must agree with the one for typed text.
func TestFoldName(t *testing.T) {
	s := everyVillage(t, load(t))
	for _, tb := range []*table{&s.areas, &s.villages} {
		for i := range tb.rows {
			if want := strings.Join(model.Words(tb.name(i)), " "); tb.fold(i) != want {
				t.Errorf("%q folds to %q, want %q", tb.name(i), tb.fold(i), want)
			}
		}
	}
	for _, name := range []string{"Sao Tomé", "  -A--B- ", "Ma’u", "2 x 11", "x'Y`z", "-"} {
		var b strings.Builder
		b.WriteString("before")
		foldName(&b, name)
		if want := "before" + strings.Join(model.Words(name), " "); b.String() != want {
			t.Errorf("%q folds to %q, want %q", name, b.String(), want)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportMetric(float64(len(areasData)), "embedded-B")
	for b.Loop() {
		load(b)
	}
}

// BenchmarkVillages decodes an office's three regencies.
func BenchmarkVillages(b *testing.B) {
	s := load(b)
	for b.Loop() {
		if _, err := s.WithVillages("36.71,36.74,36.03"); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzLookup(f *testing.F) {
	s := load(f)
	for _, code := range []string{"36", "36.71", "36.71.05", "36.71.05.1001", "36.00", "\x00", "9999999999"} {
		f.Add(code)
	}
	f.Fuzz(func(t *testing.T, code string) {
		a, ok := s.Lookup(code)
		if ok && a.Code != code {
			t.Errorf("%q found %q", code, a.Code)
		}
		if s.District(code) != a.District && ok {
			t.Errorf("%q: district %q, but %+v", code, s.District(code), a)
		}
	})
}
