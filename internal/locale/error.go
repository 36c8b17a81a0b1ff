package locale

import (
	"errors"
	"reflect"
	"strings"

	"piket/model"
)

// Error is what a person reads about an error: what happened and what to do,
// in one line. A *model.Error anywhere in the chain is written from the
// catalogue; of any other error nothing is shown but that it happened, since
// its text is for the log and may hold what must not be on a screen. Nil is
// the empty string.
func (p *Printer) Error(err error) string {
	if err == nil {
		return ""
	}
	e, ok := errors.AsType[*model.Error](err)
	if !ok || !p.Has("error."+e.Key) {
		return p.T("error.unknown")
	}
	return p.T("error."+e.Key, harmless(e.Args))
}

// maxArg is how much of one outside value an error quotes, in runes.
const maxArg = 200

// harmless cleans the texts among the arguments: a refusal often quotes the
// very input that was refused.
func harmless(args model.Args) A {
	clean := make(A, len(args))
	for name, v := range args {
		if list, ok := v.([]string); ok {
			clean[name] = harmlessList(list)
			continue
		}
		if r := reflect.ValueOf(v); r.Kind() == reflect.String {
			clean[name] = shorten(model.CleanLine(r.String()))
			continue
		}
		clean[name] = v
	}
	return clean
}

// harmlessList is several values in one line, each shortened by itself.
func harmlessList(list []string) string {
	out := make([]string, len(list))
	for i, text := range list {
		out[i] = shorten(model.CleanLine(text))
	}
	return strings.Join(out, "; ")
}

func shorten(s string) string {
	if r := []rune(s); len(r) > maxArg {
		return string(r[:maxArg-1]) + "…"
	}
	return s
}
