package config

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"piket/internal/locale"
)

func template(t *testing.T, lang locale.Lang) []byte {
	t.Helper()
	b, err := Template(lang)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTemplateIsTheDefaults(t *testing.T) {
	for _, lang := range locale.Langs() {
		want := Default()
		want.Language = lang
		plain := template(t, lang)
		forms := map[string][]byte{
			"Plain": plain,
			"CRLF":  bytes.ReplaceAll(plain, []byte("\n"), []byte("\r\n")),
			"BOM":   append([]byte("\uFEFF"), plain...),
			"NoEnd": bytes.TrimRight(plain, "\n"),
		}
		for name, data := range forms {
			t.Run(string(lang)+"/"+name, func(t *testing.T) {
				got, err := parse(data, FileName)
				if err != nil {
					t.Fatal(err)
				}
				if !reflect.DeepEqual(got, want) {
					t.Errorf("parsed\n%+v\nwant\n%+v", got, want)
				}
			})
		}
	}
}

func TestTemplateNamesEverySetting(t *testing.T) {
	for _, lang := range locale.Langs() {
		text := string(template(t, lang))
		if strings.Contains(text, "⟨") {
			t.Errorf("%s: a setting without a comment:\n%s", lang, text)
		}
		for line := range strings.Lines(text) {
			if n := utf8.RuneCountInString(line); n > 81 {
				t.Errorf("%s: a line of %d characters: %s", lang, n, line)
			}
		}
	}
	want := []string{"setting.head"}
	for _, row := range settings() {
		want = append(want, "setting."+strings.Join(row.path(), "."))
	}
	slices.Sort(want)
	if got := locale.Keys("setting"); !slices.Equal(got, want) {
		t.Errorf("comments for %v\nsettings are %v", got, want)
	}
}

// TestExamplesAreAccepted takes the remark away before every example, and the
// empty default above it with it.
func TestExamplesAreAccepted(t *testing.T) {
	for _, lang := range locale.Langs() {
		var lines []string
		for line := range strings.Lines(string(template(t, lang))) {
			if value, ok := strings.CutPrefix(line, "# "); ok && strings.Contains(value, " = ") {
				lines = append(lines, value)
			} else if !strings.HasSuffix(line, " = []\n") {
				lines = append(lines, line)
			}
		}
		got, err := parse([]byte(strings.Join(lines, "")), FileName)
		if err != nil {
			t.Fatal(err)
		}
		want := example()
		want.Language = lang
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: parsed\n%+v\nwant\n%+v", lang, got, want)
		}
	}
}

func TestTemplateOfUnknownLanguage(t *testing.T) {
	if b, err := Template("fr"); err == nil {
		t.Errorf("Template(fr) = %q, want an error", b)
	}
}
