package strictjson

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"piket/model"
)

// Into takes one value to where it belongs. Path is what people call the
// value: subjects[0].name.
type Into func(v Value, path string) error

// Fields are what an object may hold.
type Fields map[string]Into

// Object reads an object: every name known, none twice. Null is as good as
// absent.
func Object(known Fields) Into {
	return func(v Value, path string) error {
		if v.kind != isObject {
			return refuse("report-not-object", at(v, path))
		}
		seen := map[string]bool{}
		for _, m := range v.members {
			full := strings.TrimPrefix(path+"."+quotable(m.name), ".")
			into, ok := known[m.name]
			switch {
			case !ok:
				return refuse("report-field-unknown", at(m.value, full))
			case seen[m.name]:
				return refuse("report-field-twice", at(m.value, full))
			}
			seen[m.name] = true
			if m.value.kind == isNull {
				continue
			}
			if err := into(m.value, full); err != nil {
				return err
			}
		}
		return nil
	}
}

// quotable is the name of a field as far as a refusal repeats it: a name from
// outside may be anything.
func quotable(name string) string {
	const most = 40
	name = model.CleanLine(name)
	if utf8.RuneCountInString(name) > most {
		name = string([]rune(name)[:most]) + "…"
	}
	return name
}

func at(v Value, path string) model.Args {
	if path == "" {
		path = "{…}"
	}
	return model.Args{"field": path, "line": v.line}
}

// List reads a list of at most most entries, one Into for each. More of them
// are refused with the key tooMany.
func List(most int, tooMany string, each func(i int) Into) Into {
	return func(v Value, path string) error {
		if v.kind != isList {
			return refuse("report-not-list", at(v, path))
		}
		if len(v.items) > most {
			return refuse(tooMany, model.Args{"max": most})
		}
		for i, item := range v.items {
			if err := each(i)(item, path+"["+strconv.Itoa(i)+"]"); err != nil {
				return err
			}
		}
		return nil
	}
}

// Text reads a text of several lines, made harmless.
func Text(to *string) Into {
	return func(v Value, path string) error {
		if v.kind != isText {
			return refuse("report-not-text", at(v, path))
		}
		*to = model.Clean(v.text)
		return nil
	}
}

// Line reads a text of one line, made harmless.
func Line(to *string) Into {
	return func(v Value, path string) error {
		err := Text(to)(v, path)
		*to = model.CleanLine(*to)
		return err
	}
}

// Code reads a code of a list, whatever the letter case. What is not in the
// list stays as it is: the desk knows whether its office added it.
func Code[T ~string](to *T, listed []T) Into {
	return func(v Value, path string) error {
		var typed string
		if err := Line(&typed)(v, path); err != nil {
			return err
		}
		*to = T(typed)
		if i := slices.IndexFunc(listed, func(c T) bool { return strings.EqualFold(string(c), typed) }); i >= 0 {
			*to = listed[i]
		}
		return nil
	}
}

// Moment reads a time with its zone, RFC 3339 only.
func Moment(to *time.Time) Into {
	return func(v Value, path string) error {
		t, err := time.Parse(time.RFC3339, strings.ToUpper(strings.TrimSpace(v.text)))
		if v.kind != isText || err != nil || t.IsZero() {
			return refuse("report-time", at(v, path))
		}
		*to = t.UTC()
		return nil
	}
}

// Day reads a calendar day, 2006-01-02.
func Day(to *model.Date) Into {
	return func(v Value, path string) error {
		d, ok := model.ParseDate(strings.TrimSpace(v.text))
		if v.kind != isText || !ok {
			return refuse("report-date", at(v, path))
		}
		*to = d
		return nil
	}
}

// Number reads a number.
func Number(to **float64) Into {
	return func(v Value, path string) error {
		f, err := strconv.ParseFloat(v.text, 64)
		if v.kind != isNumber || err != nil {
			return refuse("report-not-number", at(v, path))
		}
		*to = &f
		return nil
	}
}

// Truth is true or false.
func Truth(to *bool) Into {
	return func(v Value, path string) error {
		if v.kind != isBool {
			return refuse("report-not-truth", at(v, path))
		}
		*to = v.text == "true"
		return nil
	}
}

// Whole reads a whole number.
func Whole(to *int) Into {
	return func(v Value, path string) error {
		i, err := strconv.Atoi(v.text)
		if v.kind != isNumber || err != nil {
			return refuse("report-not-whole", at(v, path))
		}
		*to = i
		return nil
	}
}
