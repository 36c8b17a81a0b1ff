package locale

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// text is one catalogue entry. one is nil unless the entry has plural forms.
type text struct {
	one, other form
}

// form is a parsed text: literals with placeholders between them.
type form []part

// part is a literal followed by a placeholder; name is empty for a last
// literal with nothing behind it.
type part struct {
	lit   string
	name  string
	plain bool   // {#name}
	group string // {name:group}
}

// form chooses between the plural forms by the argument n.
func (t text) form(args []A) form {
	if t.one == nil {
		return t.other
	}
	v, _ := lookUp(args, "n")
	if n, ok := whole(v); ok && n == 1 {
		return t.one
	}
	return t.other
}

func lookUp(args []A, name string) (any, bool) {
	for _, a := range args {
		if v, ok := a[name]; ok {
			return v, true
		}
	}
	return nil, false
}

// value writes the argument a placeholder asks for.
func (p *Printer) value(part part, args []A) string {
	v, ok := lookUp(args, part.name)
	if !ok {
		return missing(part.name)
	}
	if part.group != "" {
		return p.Word(part.group, fmt.Sprint(v))
	}
	switch v := v.(type) {
	case string:
		return v
	case time.Duration:
		return p.Span(v)
	case time.Time:
		return p.Stamp(v, v.Location())
	}
	if n, ok := whole(v); ok && !part.plain {
		return p.Count(n)
	}
	return fmt.Sprint(v)
}

// whole reads any kind of integer, named types included.
func whole(v any) (int64, bool) {
	if n, ok := v.(int); ok {
		return int64(n), true
	}
	r := reflect.ValueOf(v)
	switch {
	case r.CanInt():
		return r.Int(), true
	case r.CanUint():
		u := r.Uint()
		return int64(min(u, 1<<63-1)), true
	}
	return 0, false
}

// parseForm splits a text at its placeholders.
func parseForm(s string) (form, error) {
	var f form
	for {
		lit, rest, open := strings.Cut(s, "{")
		if strings.Contains(lit, "}") {
			return nil, fmt.Errorf("a } without its { in %s", strconv.Quote(s))
		}
		if !open {
			if lit != "" || len(f) == 0 {
				f = append(f, part{lit: lit})
			}
			return f, nil
		}
		inner, after, closed := strings.Cut(rest, "}")
		if !closed {
			return nil, fmt.Errorf("a { without its } in %s", strconv.Quote(s))
		}
		p, err := parsePlaceholder(inner)
		if err != nil {
			return nil, err
		}
		p.lit = lit
		f = append(f, p)
		s = after
	}
}

func parsePlaceholder(inner string) (part, error) {
	name, group, grouped := strings.Cut(inner, ":")
	name, plain := strings.CutPrefix(name, "#")
	if !isName(name) || (grouped && !isName(group)) || (grouped && plain) {
		return part{}, fmt.Errorf("placeholder {%s} is not {name}, {#name} or {name:group}", inner)
	}
	return part{name: name, plain: plain, group: group}, nil
}

// isName reports whether s is a lower-case name such as "check-in".
func isName(s string) bool {
	if s == "" {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return true
}
