package nation

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"piket/model"
)

func TestLookup(t *testing.T) {
	for code, want := range map[string]struct{ canonical, indonesian, english string }{
		"CHN": {"CHN", "Tiongkok", "China"},
		"NGA": {"NGA", "Nigeria", "Nigeria"},
		"DEU": {"DEU", "Jerman", "Germany"},
		"D":   {"DEU", "Jerman", "Germany"},
		"GBO": {"GBO", "Inggris, warga seberang laut", "British Overseas citizen"},
		"RKS": {"RKS", "Kosovo", "Kosovo"},
		"XKX": {"RKS", "Kosovo", "Kosovo"},
		"XXA": {"XXA", "Tanpa kewarganegaraan", "Stateless"},
		"CIV": {"CIV", "Pantai Gading", "Côte d'Ivoire"},
		"ZWE": {"ZWE", "Zimbabwe", "Zimbabwe"},
	} {
		n, ok := Lookup(code)
		if !ok || n.Code != want.canonical || n.Name("id") != want.indonesian || n.Name("en") != want.english {
			t.Errorf("%s: %+v, %v, want %v", code, n, ok, want)
		}
	}
	for _, code := range []string{"", "chn", "CN", "ZZZ", "Tiongkok", "DEU,D", ",", "\t", "\n", "CHN\t", " CHN"} {
		if n, ok := Lookup(code); ok {
			t.Errorf("%q found %+v", code, n)
		}
	}
}

// The table must have every country of ISO 3166-1, as another source lists
// them, and every code of ICAO that a passport may bear besides.
func TestComplete(t *testing.T) {
	countries := 0
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			r, err := language.ParseRegion(string(a) + string(b))
			if err != nil || !r.IsCountry() || r.Canonicalize() != r || private(r) {
				continue
			}
			countries++
			if n, ok := Lookup(r.ISO3()); !ok || n.Alpha2 != r.String() || n.Code != r.ISO3() {
				t.Errorf("%s %s: %+v, %v", r.ISO3(), r, n, ok)
			}
		}
	}
	if countries != 249 {
		t.Errorf("%d countries compared, want 249", countries)
	}
	icao := "D EUE GBD GBN GBO GBP GBS RKS UNA UNK UNO XBA XCC XCE XCO XDC XEC XES XIM XMP XOM XPO XXA XXB XXC XXX"
	for code := range strings.FieldsSeq(icao) {
		if _, ok := Lookup(code); !ok {
			t.Errorf("%s of ICAO is missing", code)
		}
	}
}

// private says whether a region is none of ISO's countries of today: reserved,
// given up, or nobody's passport.
func private(r language.Region) bool {
	return slices.Contains(strings.Fields("AC AN CP CQ CS CT DG EA EU EZ FQ FX IC NQ NT PC SU TA UN XK YU"), r.String())
}

func TestTable(t *testing.T) {
	shared := map[string]bool{"kongo": true, "congo": true, "congolese": true}
	owner := map[string]string{}
	count := 0
	for n := range all() {
		count++
		if n.indonesian == "" || n.english == "" || len(n.Code) != 3 || n.Code != strings.ToUpper(n.Code) {
			t.Errorf("incomplete: %+v", n)
		}
		for _, name := range []string{n.indonesian, n.english} {
			if fold := strings.Join(model.Words(name), " "); !plain(name) && !listed(n.aliases, fold) {
				t.Errorf("%s: %q is not among the aliases", n.Code, fold)
			}
		}
		names := strings.Split(strings.ToLower(n.codes), ",")
		names = append(names, strings.Join(model.Words(n.indonesian), " "), strings.Join(model.Words(n.english), " "))
		for alias := range strings.SplitSeq(n.aliases, ",") {
			if alias != strings.Join(model.Words(alias), " ") {
				t.Errorf("%s: alias %q is not in folded form", n.Code, alias)
			}
			names = append(names, alias)
		}
		for _, name := range names {
			if other := owner[name]; name != "" && other != "" && other != n.Code && !shared[name] {
				t.Errorf("%q is %s and %s", name, other, n.Code)
			}
			owner[name] = n.Code
		}
	}
	if count != 249+25 {
		t.Errorf("%d nationalities, want 274", count)
	}
}

func codes(found []Nation) []string {
	var all []string
	for _, n := range found {
		all = append(all, n.Code)
	}
	return all
}

func TestSearch(t *testing.T) {
	for _, c := range []struct {
		query, lang string
		want        []string // the first results
	}{
		{"RRT", "id", []string{"CHN"}},
		{"tiongkok", "en", []string{"CHN"}},
		{"china", "id", []string{"CHN"}},
		{"Cina", "id", []string{"CHN"}},
		{"prc", "id", []string{"CHN"}},
		{"chn", "id", []string{"CHN"}},
		{"tio", "id", []string{"CHN"}},
		{"ch", "id", []string{"CHN"}},
		{"wn tiong", "id", []string{"CHN"}},
		{"korsel", "id", []string{"KOR"}},
		{"korea sel", "en", []string{"KOR"}},
		{"korea", "id", []string{"KOR", "PRK"}},
		{"south k", "id", []string{"KOR"}},
		{"korut", "id", []string{"PRK"}},
		{"as", "id", []string{"USA"}},
		{"usa", "id", []string{"USA"}},
		{"amerika", "id", []string{"USA", "ASM"}},
		{"inggris", "id", []string{"GBR"}},
		{"uk", "en", []string{"GBR", "UKR"}},
		{"skot", "id", []string{"GBR"}},
		{"belanda", "en", []string{"NLD"}},
		{"dutch", "id", []string{"NLD"}},
		{"jerman", "id", []string{"DEU"}},
		{"d", "id", []string{"DEU"}},
		{"deu", "id", []string{"DEU"}},
		{"ni", "id", []string{"NGA"}},
		{"niger", "id", []string{"NER", "NGA"}},
		{"in", "id", []string{"IND", "GBR", "IDN"}},
		{"ma", "id", []string{"MYS"}},
		{"cote d’i", "id", []string{"CIV"}},
		{"ALAND", "id", []string{"ALA"}},
		{"turkiye", "id", []string{"TUR"}},
		{"zealand", "id", []string{"NZL"}},
		{"stateless", "id", []string{"XXA"}},
		{"tanpa", "en", []string{"XXA"}},
		{"pengungsi", "id", []string{"XXB", "XXC"}},
		{"gbn", "id", []string{"GBN"}},
		{"xkx", "id", []string{"RKS"}},
		{"wni", "id", []string{"IDN"}},
		{"", "id", []string{"CHN", "NGA", "VNM"}},
		{" -.", "id", []string{"CHN"}},
		{"zzz", "id", nil},
		{"tiongkok selatan", "id", nil},
	} {
		got := codes(Search(c.query, c.lang, 8))
		if len(got) < len(c.want) || !slices.Equal(got[:len(c.want)], c.want) || c.want == nil && got != nil {
			t.Errorf("%q (%s): %v, want %v first", c.query, c.lang, got, c.want)
		}
	}
	for limit, want := range map[int]int{-1: 0, 0: 0, 3: 3, 1 << 40: 274} {
		if got := len(Search("", "id", limit)); got != want {
			t.Errorf("limit %d: %d results, want %d", limit, got, want)
		}
	}
}

// Whoever types a name in full finds that nationality first.
func TestSearchByName(t *testing.T) {
	for n := range all() {
		for _, lang := range []string{"id", "en"} {
			if got := Search(n.Name(lang), lang, 1); len(got) != 1 || got[0] != n {
				t.Errorf("%s found %v, want %s", n.Name(lang), codes(got), n.Code)
			}
		}
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"WN Tiongkok":                        "CHN",
		"WNA China":                          "CHN",
		"R.R.T.":                             "",
		"RRT":                                "CHN",
		"Republik Rakyat Tiongkok (RRT)":     "CHN",
		"Warga Negara Nigeria":               "NGA",
		"nigerian":                           "NGA",
		"NIGERIA":                            "NGA",
		"Nigeria (NGA)":                      "NGA",
		"Nigeria / laki-laki":                "NGA",
		"2 orang WN Nigeria":                 "NGA",
		"Nigerian citizen":                   "NGA",
		"Citizen of the Kingdom of Thailand": "THA",
		"Republik India":                     "IND",
		"Federal Republic of Nigeria":        "NGA",
		"Korea Selatan":                      "KOR",
		"Korsel":                             "KOR",
		"Republic of Korea":                  "KOR",
		"Republic of China":                  "TWN",
		"Republik Dominika":                  "DOM",
		"AS":                                 "USA",
		"Amerika":                            "USA",
		"USA":                                "USA",
		"CN":                                 "CHN",
		"ng":                                 "NGA",
		"D":                                  "DEU",
		"Timor-Leste":                        "TLS",
		"Guinea-Bissau":                      "GNB",
		"Côte d’Ivoire":                      "CIV",
		"Tanpa Kewarganegaraan":              "XXA",
		"stateless":                          "XXA",
		"WNI":                                "IDN",
		"  inggris  ":                        "GBR",
		"Republik Kongo":                     "COG",
		"Kongo":                              "", // two of them
		"Nigeria / Kamerun":                  "",
		"Nigeria dan Kamerun":                "",
		"orang asing":                        "",
		"warga negara":                       "",
		"laki - la":                          "",
		"nig":                                "",
		"tidak tahu":                         "",
		"":                                   "",
		"123":                                "",
		"\x1b[31m":                           "",
	} {
		if code, ok := Parse(text); code != want || ok != (want != "") {
			t.Errorf("%q: %q, %v, want %q", text, code, ok, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"WN Tiongkok", "Nigeria (NGA)", "\x1b[2J", "\u202e", "\xff", "((((", strings.Repeat("-a", 300), "ﷺ"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		code, ok := Parse(text)
		if _, known := Lookup(code); known != ok || ok == (code == "") {
			t.Errorf("%q: %q, %v", text, code, ok)
		}
	})
}

func FuzzSearch(f *testing.F) {
	f.Add("tiong", "id", 5)
	f.Add("\x1b]0;x\a", "en", -1)
	f.Add(strings.Repeat("a ", 300), "\xff", 1<<40)
	f.Fuzz(func(t *testing.T, query, lang string, limit int) {
		found := Search(query, lang, limit)
		if len(found) > max(limit, 0) {
			t.Errorf("%d results for a limit of %d", len(found), limit)
		}
		for _, n := range found {
			if again, ok := Lookup(n.Code); !ok || again != n || n.Name(lang) == "" {
				t.Errorf("%q found %+v", query, n)
			}
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	for _, query := range []string{"t", "tiongkok", "korea sel"} {
		b.Run(query, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Search(query, "id", 12)
			}
		})
	}
}

func BenchmarkLookup(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Lookup("ZWE")
	}
}

func BenchmarkParse(b *testing.B) {
	for _, text := range []string{"Nigeria", "WN Tiongkok (RRT)", "belum diketahui"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				Parse(text)
			}
		})
	}
}
