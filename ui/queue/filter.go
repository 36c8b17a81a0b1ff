package queue

import (
	"net/url"
	"slices"
	"strings"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

// filter is what the officer wants to see. The zero filter is every open case.
type filter struct {
	statuses  []model.Status
	urgencies []model.Urgency
	kinds     []model.Kind
	mine      bool
	unowned   bool
	overdue   bool
	text      string
}

// query is the filter as the desk takes it.
func (f filter) query(me model.OfficerID) model.Filter {
	q := model.Filter{
		Statuses: f.statuses, Urgencies: f.urgencies, Kinds: f.kinds,
		Unowned: f.unowned, Overdue: f.overdue, Text: strings.TrimSpace(f.text),
	}
	if f.mine {
		q.Owner = me
	}
	return q
}

// The names of a filter's parts where it is written down.
const (
	partStatus  = "status"
	partUrgency = "urgency"
	partKind    = "kind"
	partOnly    = "only"
	partText    = "text"
)

// write is the filter as a word that readFilter understands; empty for none.
func (f filter) write() string {
	v := url.Values{}
	for _, s := range f.statuses {
		v.Add(partStatus, string(s))
	}
	for _, u := range f.urgencies {
		v.Add(partUrgency, string(u))
	}
	for _, k := range f.kinds {
		v.Add(partKind, string(k))
	}
	for only, on := range map[screen.Intent]bool{onlyMine: f.mine, onlyUnowned: f.unowned, onlyOverdue: f.overdue} {
		if on {
			v.Add(partOnly, string(only))
		}
	}
	slices.Sort(v[partOnly])
	if text := strings.TrimSpace(f.text); text != "" {
		v.Set(partText, text)
	}
	return v.Encode()
}

// readFilter is what write wrote. What it does not know it leaves out.
func readFilter(word string) filter {
	v, err := url.ParseQuery(word)
	if err != nil {
		return filter{}
	}
	only := func(i screen.Intent) bool { return slices.Contains(v[partOnly], string(i)) }
	return filter{
		statuses: among(v[partStatus], model.Statuses()), urgencies: among(v[partUrgency], model.Urgencies()), kinds: among(v[partKind], model.Kinds()),
		mine: only(onlyMine), unowned: only(onlyUnowned), overdue: only(onlyOverdue), text: model.CleanLine(v.Get(partText)),
	}
}

// among are those of all whose codes are listed.
func among[T ~string](codes []string, all []T) []T {
	var out []T
	for _, a := range all {
		if slices.Contains(codes, string(a)) {
			out = append(out, a)
		}
	}
	return out
}

// leastNamed is how many letters of a name tell it from other words.
const leastNamed = 3

// codes are what the words of the text name that a row has by its code only.
func (q *Queue) codes() map[string][]string {
	codes := map[string][]string{}
	for _, w := range strings.Fields(model.Fold(q.filter.text)) {
		if len(w) < leastNamed {
			continue
		}
		if q.cfg.Named != nil {
			codes[w] = q.cfg.Named(w)
		}
		for _, v := range q.ctx.Rules.Violations {
			if q.labelled(v, w) {
				codes[w] = append(codes[w], string(v))
			}
		}
	}
	return codes
}

// labelled says whether a word begins one of a violation's label, long or short.
func (q *Queue) labelled(v model.Violation, word string) bool {
	p := q.ctx.Print
	label := model.Fold(p.Word("violation", string(v)) + " " + p.Short("violation", string(v)))
	return strings.Contains(" "+label, " "+word)
}

// empty says that nothing is filtered.
func (f filter) empty() bool {
	return len(f.statuses)+len(f.urgencies)+len(f.kinds) == 0 && !f.mine && !f.unowned && !f.overdue &&
		strings.TrimSpace(f.text) == ""
}

// toggled is a list with a value put in or taken out, in the order of all.
func toggled[T comparable](list []T, v T, all []T) []T {
	var out []T
	for _, a := range all {
		if slices.Contains(list, a) != (a == v) {
			out = append(out, a)
		}
	}
	return out
}

// toggle is the filter with one part switched; false for an intent that
// switches none.
func (f filter) toggle(i screen.Intent) (filter, bool) {
	switch i {
	case onlyMine:
		f.mine, f.unowned = !f.mine, false
	case onlyUnowned:
		f.unowned, f.mine = !f.unowned, false
	case onlyOverdue:
		f.overdue = !f.overdue
	case onlyUrgent:
		f.urgencies = toggled(f.urgencies, model.Urgent, model.Urgencies())
	default:
		code, isStatus := strings.CutPrefix(string(i), statusIntent)
		if !isStatus {
			return f, false
		}
		f.statuses = toggled(f.statuses, model.Status(code), model.Statuses())
	}
	return f, true
}

// words says what is filtered, each part in a word or two.
func (f filter) words(p *locale.Printer) []string {
	var out []string
	for _, s := range f.statuses {
		out = append(out, p.Word("status", string(s)))
	}
	for _, u := range f.urgencies {
		out = append(out, p.Word("urgency", string(u)))
	}
	for _, k := range f.kinds {
		out = append(out, p.Word("kind", string(k)))
	}
	for _, w := range []struct {
		on  bool
		key string
	}{{f.mine, "queue.mine"}, {f.unowned, "queue.unowned"}, {f.overdue, "queue.overdue"}} {
		if w.on {
			out = append(out, p.T(w.key))
		}
	}
	if text := strings.TrimSpace(f.text); text != "" {
		out = append(out, "“"+text+"”")
	}
	return out
}
