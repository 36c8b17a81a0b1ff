package locale

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"piket/model"
)

// printer makes a printer of the given catalogue on top of the real words.
func printer(t *testing.T, lang Lang, catalogue string) *Printer {
	t.Helper()
	file := "catalogue/test." + string(lang) + ".toml"
	texts, err := load(fstest.MapFS{file: {Data: []byte(catalogue)}}, lang)
	if err != nil {
		t.Fatal(err)
	}
	p := loaded(t, lang)
	for k, x := range p.texts {
		texts[k] = x
	}
	return &Printer{lang: lang, texts: texts, names: nameTexts(texts)}
}

func TestT(t *testing.T) {
	p := printer(t, English, `
test.plain = "Queue"
test.named = "{a} and {b}, {a}"
test.count = "{n} cases in line {#n}"
test.word = "now {s:status}"
test.stop = "By {a}. Next."
test.many.one = "{n} report"
test.many.other = "{n} reports"`)
	type named int
	tests := map[string]struct {
		key  string
		args []A
		want string
	}{
		"Plain":         {"test.plain", nil, "Queue"},
		"FullStop":      {"test.stop", []A{{"a": "Budi P."}}, "By Budi P. Next."},
		"NoFullStop":    {"test.stop", []A{{"a": "Budi"}}, "By Budi. Next."},
		"Repeated":      {"test.named", []A{{"a": "x", "b": "y"}}, "x and y, x"},
		"TwoMaps":       {"test.named", []A{{"a": "x"}, {"b": "y"}}, "x and y, x"},
		"Missing":       {"test.named", []A{{"a": "x"}}, "x and ⟨b⟩, x"},
		"NoTextInArgs":  {"test.named", []A{{"a": "{b}", "b": "y"}}, "{b} and y, {b}"},
		"NoKey":         {"test.none", nil, "⟨test.none⟩"},
		"Grouped":       {"test.count", []A{{"n": 12345}}, "12,345 cases in line 12345"},
		"Word":          {"test.word", []A{{"s": model.Waiting}}, "now Waiting"},
		"UnknownCode":   {"test.word", []A{{"s": "later"}}, "now later"},
		"One":           {"test.many", []A{{"n": 1}}, "1 report"},
		"None":          {"test.many", []A{{"n": 0}}, "0 reports"},
		"MinusOne":      {"test.many", []A{{"n": -1}}, "−1 reports"},
		"NamedInt":      {"test.many", []A{{"n": named(1)}}, "1 report"},
		"Unsigned":      {"test.many", []A{{"n": uint64(1 << 63)}}, "9,223,372,036,854,775,807 reports"},
		"NoN":           {"test.many", nil, "⟨n⟩ reports"},
		"Nil":           {"test.many", []A{{"n": nil}}, "<nil> reports"},
		"Duration":      {"test.many", []A{{"n": 26 * time.Hour}}, "1 day 2 hours reports"},
		"Time":          {"test.many", []A{{"n": time.Date(2026, 11, 21, 1, 2, 3, 0, model.WIT.Location())}}, "21 Nov 2026 01:02 WIT reports"},
		"NilErrorValue": {"test.many", []A{{"n": error(nil)}}, "<nil> reports"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := p.T(tt.key, tt.args...); got != tt.want {
				t.Errorf("T(%s) = %q, want %q", tt.key, got, tt.want)
			}
		})
	}
}

func TestParseLang(t *testing.T) {
	for code, want := range map[string]Lang{
		"id": Indonesian, "ID": Indonesian, "in_ID": Indonesian, "id_ID.UTF-8": Indonesian,
		"en": English, " en-GB": English, "en.UTF-8": English,
	} {
		if got, err := ParseLang(code); err != nil || got != want {
			t.Errorf("ParseLang(%q) = %q, %v; want %q", code, got, err, want)
		}
	}
	for _, code := range []string{"", "fr", "idn", "e"} {
		if _, err := ParseLang(code); !errors.Is(err, ErrLang) {
			t.Errorf("ParseLang(%q): %v, want ErrLang", code, err)
		}
	}
	if _, err := Load("fr"); !errors.Is(err, ErrLang) {
		t.Errorf("Load(fr): %v, want ErrLang", err)
	}
	if _, err := Load("*"); !errors.Is(err, ErrLang) {
		t.Errorf("Load(*): %v, want ErrLang", err)
	}
}

func TestError(t *testing.T) {
	p := printer(t, Indonesian, `test.x = "x"`)
	p.texts["error.probe"] = p.texts["format.ago"]
	probe := &model.Error{Kind: model.KindInvalid, Key: "probe", Args: model.Args{"span": "7"}, Err: errors.New("secret")}
	unknown := p.T("error.unknown")
	tests := map[string]struct {
		err  error
		want string
	}{
		"Nil":        {nil, ""},
		"Hostile":    {&model.Error{Key: "probe", Args: model.Args{"span": model.Status("\x1b[31mx\n\u202ey\t")}}, "[31mx y lalu"},
		"Long":       {&model.Error{Key: "probe", Args: model.Args{"span": strings.Repeat("é", 500)}}, strings.Repeat("é", 199) + "… lalu"},
		"List":       {&model.Error{Key: "probe", Args: model.Args{"span": []string{strings.Repeat("é", 500), "x\ny"}}}, strings.Repeat("é", 199) + "…; x y lalu"},
		"Known":      {probe, "7 lalu"},
		"Wrapped":    {fmt.Errorf("open 0811: %w", probe), "7 lalu"},
		"Plain":      {errors.New("name Sari phone 0811"), unknown},
		"UnknownKey": {&model.Error{Key: "no-such-key"}, unknown},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := p.Error(tt.err); got != tt.want {
				t.Errorf("Error = %q, want %q", got, tt.want)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(Indonesian); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkT(b *testing.B) {
	p, err := Load(Indonesian)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("plain", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			p.T("format.today")
		}
	})
	b.Run("args", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			p.T("format.days", A{"n": 3})
		}
	})
}
