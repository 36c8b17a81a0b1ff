package config

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"piket/model"
	"piket/model/area"
)

// value is one value of the file, and where it stands.
type value struct {
	raw  any      // what the decoder made of it
	path []string // names of the tables and the key
}

// fault is something wrong with a value. The file and the line are added
// where they are known.
type fault struct {
	path []string
	line int // 0 until looked up
	err  *model.Error
}

// name is the key as it is written in the file.
func (v value) name() string { return strings.Join(v.path, ".") }

// refuse makes a fault that quotes the value.
func (v value) refuse(key string, args model.Args) *fault {
	all := model.Args{"key": v.name(), "value": quote(v.raw)}
	maps.Copy(all, args)
	return &fault{path: v.path, err: &model.Error{Kind: model.KindInvalid, Key: key, Args: all}}
}

func quote(raw any) string {
	switch raw := raw.(type) {
	case string:
		return raw
	case map[string]any:
		return "{…}"
	case []any, []map[string]any:
		return "[…]"
	case time.Time:
		return raw.Format(time.DateOnly)
	}
	return fmt.Sprint(raw)
}

func (v value) bool(into *bool) *fault {
	b, ok := v.raw.(bool)
	if !ok {
		return v.refuse("setting-not-bool", nil)
	}
	*into = b
	return nil
}

// text accepts one clean line of at most most characters.
func (v value) text(into *string, most int) *fault {
	s, ok := v.raw.(string)
	if !ok {
		return v.refuse("setting-not-text", nil)
	}
	if s == "" || s != model.CleanLine(s) || utf8.RuneCountInString(s) > most {
		return v.refuse("setting-bad-text", model.Args{"max": most})
	}
	*into = s
	return nil
}

// choice accepts one of the codes.
func choice[C ~string](v value, into *C, codes ...C) *fault {
	s, ok := v.raw.(string)
	if !ok || !slices.Contains(codes, C(s)) {
		return v.refuse("setting-bad-choice", model.Args{"choices": join(codes)})
	}
	*into = C(s)
	return nil
}

func join[C ~string](codes []C) string {
	var names []string
	for _, c := range codes {
		names = append(names, string(c))
	}
	return strings.Join(names, ", ")
}

// maxList is the most entries any list may have.
const maxList = 1000

// list reads a list entry by entry.
func list[T any](v value, into *[]T, read func(value) (T, *fault)) *fault {
	raw, ok := v.raw.([]any)
	if !ok {
		return v.refuse("setting-not-list", nil)
	}
	if len(raw) > maxList {
		return v.refuse("setting-list-long", model.Args{"max": maxList})
	}
	var out []T
	for _, r := range raw {
		t, f := read(value{raw: r, path: v.path})
		if f != nil {
			return f
		}
		out = append(out, t)
	}
	*into = out
	return nil
}

// set is a list in which nothing may stand twice.
func set[T comparable](v value, into *[]T, read func(value) (T, *fault)) *fault {
	seen := make(map[T]bool)
	return list(v, into, func(entry value) (T, *fault) {
		t, f := read(entry)
		if f == nil && seen[t] {
			f = entry.refuse("setting-repeated", nil)
		}
		seen[t] = true
		return t, f
	})
}

// code is the shape of the codes an office may add.
var code = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

func codeOf[C ~string](v value) (C, *fault) {
	s, ok := v.raw.(string)
	if !ok || !code.MatchString(s) {
		return "", v.refuse("setting-bad-code", nil)
	}
	return C(s), nil
}

// areaCode is a province, regency or district.
var areaCode = regexp.MustCompile(`^\d{2}(\.\d{2}(\.\d{2})?)?$`)

func areaOf(v value) (string, *fault) {
	s, ok := v.raw.(string)
	if !ok || !areaCode.MatchString(s) {
		return "", v.refuse("setting-bad-area", nil)
	}
	return s, nil
}

// readAreas also wants every code to be one of the country's.
func readAreas(v value, into *[]string) *fault {
	if f := set(v, into, areaOf); f != nil || len(*into) == 0 {
		return f
	}
	known, err := area.Load()
	if err != nil {
		return nil // the program is damaged, and says so itself
	}
	for _, code := range *into {
		if _, ok := known.Lookup(code); !ok {
			return value{raw: code, path: v.path}.refuse("setting-bad-area", nil)
		}
	}
	return nil
}

// dateOf reads "2026-12-25", and the same without quotes, which TOML takes
// for a date of its own.
func dateOf(v value) (model.Date, *fault) {
	var s string
	switch raw := v.raw.(type) {
	case string:
		s = raw
	case time.Time:
		if raw.Location().String() == "date-local" { // the decoder's mark for a bare date
			s = raw.Format(time.DateOnly)
		}
	}
	d, ok := model.ParseDate(s)
	if !ok {
		return "", v.refuse("setting-bad-date", nil)
	}
	return d, nil
}

// dayNames are the working week's names in both languages, Sunday first; the
// file is written in its own language and read in either.
func dayNames() [7][2]string {
	return [7][2]string{
		{"minggu", "sunday"},
		{"senin", "monday"},
		{"selasa", "tuesday"},
		{"rabu", "wednesday"},
		{"kamis", "thursday"},
		{"jumat", "friday"},
		{"sabtu", "saturday"},
	}
}

func weekdayOf(v value) (time.Weekday, *fault) {
	s, _ := v.raw.(string)
	for i, names := range dayNames() {
		if slices.Contains(names[:], strings.ToLower(s)) {
			return time.Weekday(i), nil
		}
	}
	return 0, v.refuse("setting-bad-weekday", nil)
}

// wordOf reads one word of a command line.
func wordOf(v value) (string, *fault) {
	var s string
	f := v.text(&s, 1000)
	return s, f
}
