package locale

import (
	"errors"
	"fmt"
	"strings"
)

// Lang is a language the desk speaks.
type Lang string

// The languages there are catalogues for.
const (
	Indonesian Lang = "id"
	English    Lang = "en"
)

// ErrLang is returned by Load and ParseLang for a language there is no
// catalogue for.
var ErrLang = errors.New("no catalogue for this language")

// Langs lists the languages, the default first.
func Langs() []Lang { return []Lang{Indonesian, English} }

// ParseLang reads a language code such as "id", "EN" or "id_ID.UTF-8".
// It returns ErrLang for any other language.
func ParseLang(code string) (Lang, error) {
	base := strings.ToLower(strings.TrimSpace(code))
	if i := strings.IndexAny(base, "_-."); i >= 0 {
		base = base[:i]
	}
	switch base {
	case "id", "in": // "in" is the code Indonesian had before 1989
		return Indonesian, nil
	case "en":
		return English, nil
	}
	return "", fmt.Errorf("%w: %q", ErrLang, code)
}

// A holds the named arguments of a text.
type A map[string]any

// Printer writes texts in one language. It is safe for concurrent use.
type Printer struct {
	lang  Lang
	texts map[string]text
	names names
}

// Load reads the catalogues of a language. It returns ErrLang for a language
// without any, and an error naming file and key for a catalogue that is
// malformed.
func Load(lang Lang) (*Printer, error) {
	texts, err := load(catalogues, lang)
	if err != nil {
		return nil, err
	}
	return &Printer{lang: lang, texts: texts, names: nameTexts(texts)}, nil
}

// Lang is the language the printer writes.
func (p *Printer) Lang() Lang { return p.lang }

// Has reports whether there is a text for key.
func (p *Printer) Has(key string) bool {
	_, ok := p.texts[key]
	return ok
}

// T is the text for key with its placeholders filled in. A key without a text
// comes back in ⟨⟩, and so does a placeholder without an argument: visible,
// harmless, and caught by the tests of this package.
func (p *Printer) T(key string, args ...A) string {
	t, ok := p.texts[key]
	if !ok {
		return missing(key)
	}
	form := t.form(args)
	if len(form) == 1 && form[0].name == "" {
		return form[0].lit
	}
	var b strings.Builder
	stop := false // the value before ends in a full stop, as "Budi P." does
	for _, part := range form {
		lit := part.lit
		if stop && strings.HasPrefix(lit, ".") && !strings.HasPrefix(lit, "..") {
			lit = lit[1:]
		}
		b.WriteString(lit)
		if part.name != "" {
			value := p.value(part, args)
			b.WriteString(value)
			stop = strings.HasSuffix(value, ".")
		}
	}
	return b.String()
}

func missing(name string) string { return "⟨" + name + "⟩" }
