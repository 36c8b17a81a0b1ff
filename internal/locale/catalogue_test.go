package locale

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/rivo/uniseg"
)

func loaded(t *testing.T, lang Lang) *Printer {
	t.Helper()
	p, err := Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// placeholders lists what a text asks for, each with its form, sorted.
func placeholders(f form) []string {
	set := make(map[string]bool)
	for _, p := range f {
		if p.name != "" {
			set[fmt.Sprintf("%s plain=%t group=%s", p.name, p.plain, p.group)] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

func TestLanguagesHaveTheSameSections(t *testing.T) {
	id, en := Sections(Indonesian), Sections(English)
	if len(id) == 0 || !slices.Equal(id, en) {
		t.Fatalf("sections differ:\nid %v\nen %v", id, en)
	}
}

func TestLanguagesHaveTheSameKeysAndPlaceholders(t *testing.T) {
	id, en := loaded(t, Indonesian).texts, loaded(t, English).texts
	for key := range id {
		if _, ok := en[key]; !ok {
			t.Errorf("%s has no English text", key)
		}
	}
	for key, e := range en {
		i, ok := id[key]
		if !ok {
			t.Errorf("%s has no Indonesian text", key)
			continue
		}
		if a, b := placeholders(i.other), placeholders(e.other); !slices.Equal(a, b) {
			t.Errorf("%s: placeholders differ:\nid %v\nen %v", key, a, b)
		}
	}
}

// TestPluralsTakeN proves that a plural asks for the number it is chosen by,
// and that its singular asks for nothing the plural does not.
func TestPluralsTakeN(t *testing.T) {
	for _, lang := range Langs() {
		for key, x := range loaded(t, lang).texts {
			if x.one == nil {
				continue
			}
			all := placeholders(x.other)
			if !slices.ContainsFunc(all, func(s string) bool { return strings.HasPrefix(s, "n ") }) {
				t.Errorf("%s %s: a plural without {n}", lang, key)
			}
			for _, p := range placeholders(x.one) {
				if !slices.Contains(all, p) {
					t.Errorf("%s %s.one asks for %s, %s.other does not", lang, key, p, key)
				}
			}
		}
	}
}

func TestTextsAreClean(t *testing.T) {
	for _, lang := range Langs() {
		for key, x := range loaded(t, lang).texts {
			for _, f := range []form{x.one, x.other} {
				if f != nil {
					checkClean(t, fmt.Sprintf("%s %s", lang, key), raw(f))
				}
			}
		}
	}
}

// raw is the text with its placeholders named again.
func raw(f form) string {
	var b strings.Builder
	for _, p := range f {
		b.WriteString(p.lit)
		if p.name != "" {
			b.WriteString("{" + p.name + "}")
		}
	}
	return b.String()
}

func checkClean(t *testing.T, where, s string) {
	t.Helper()
	switch {
	case strings.TrimSpace(s) == "":
		t.Errorf("%s is empty", where)
	case strings.TrimSpace(s) != s:
		t.Errorf("%s has space at an end: %q", where, s)
	case strings.Contains(s, "  "):
		t.Errorf("%s has a double space: %q", where, s)
	}
	for _, r := range s {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			t.Errorf("%s holds the character %U", where, r)
		}
	}
}

func TestShortLabelsAreShort(t *testing.T) {
	for _, lang := range Langs() {
		for key, x := range loaded(t, lang).texts {
			if strings.HasPrefix(key, "word.") && strings.Contains(key, "-short.") {
				most := 10
				if strings.HasPrefix(key, "word.violation-") {
					most = 14
				}
				if w := uniseg.StringWidth(raw(x.other)); w > most {
					t.Errorf("%s %s is %d cells wide, %d is the most", lang, key, w, most)
				}
			}
		}
	}
}

func TestKeys(t *testing.T) {
	got := Keys("format")
	if !slices.IsSorted(got) || !slices.Contains(got, "format.days") || slices.Contains(got, "format.days.one") {
		t.Errorf("Keys(format) = %v", got)
	}
	if got := Keys("no-such-section"); got != nil {
		t.Errorf("Keys of an unknown section = %v, want none", got)
	}
}

func TestLoadRefusesMalformedCatalogues(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"NotTOML":        {`a.b = `, "a.id.toml"},
		"DuplicateKey":   {"a.b = \"x\"\na.b = \"y\"", "a.id.toml"},
		"OtherSection":   {`b.c = "x"`, "key b.c does not start with a."},
		"NotText":        {`a.b = 3`, "key a.b is not a text"},
		"OpenBrace":      {`a.b = "x {n"`, "a { without its }"},
		"CloseBrace":     {`a.b = "x n}"`, "a } without its {"},
		"BadPlaceholder": {`a.b = "{N}"`, "placeholder {N}"},
		"EmptyName":      {`a.b = "{}"`, "placeholder {}"},
		"PlainAndGroup":  {`a.b = "{#n:status}"`, "placeholder {#n:status}"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{"catalogue/a.id.toml": {Data: []byte(tt.text)}}
			_, err := load(fsys, Indonesian)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("load: %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestSectionsMayBeSpreadOverFiles(t *testing.T) {
	fsys := fstest.MapFS{
		"catalogue/error.id.toml":        {Data: []byte(`error.a = "A"`)},
		"catalogue/error_import.id.toml": {Data: []byte(`error.b = "B"`)},
	}
	texts, err := load(fsys, Indonesian)
	if err != nil || len(texts) != 2 {
		t.Fatalf("load = %v, %v; want two texts", texts, err)
	}
	fsys["catalogue/error_other.id.toml"] = &fstest.MapFile{Data: []byte(`error.a = "C"`)}
	if _, err := load(fsys, Indonesian); err == nil || !strings.Contains(err.Error(), "key error.a stands in another file too") {
		t.Errorf("load with a key in two files: %v", err)
	}
}

func TestPluralNeedsBothForms(t *testing.T) {
	fsys := fstest.MapFS{"catalogue/a.id.toml": {Data: []byte(`
a.list.other = "Lainnya"
a.list.first = "Pertama"
a.n.one = "one"
a.n.other = "{n} many"`)}}
	texts, err := load(fsys, Indonesian)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := slices.Sorted(maps.Keys(texts)), []string{"a.list.first", "a.list.other", "a.n"}; !slices.Equal(got, want) {
		t.Errorf("keys %v, want %v", got, want)
	}
}
