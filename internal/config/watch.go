package config

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
)

const (
	mostShifts = 12 // of a day
	mostTeams  = 50
	maxName    = 60
	shiftShape = `{ name = "Pagi", from = "06:00", to = "14:00" }`
	teamShape  = `"Regu A" = ["Sari Wulandari", "Budi Prasetyo"]`
)

// watchSettings are the roster: the watches of a day, and whose each is.
func watchSettings() []setting {
	return []setting{
		{
			table: "watch", name: "shifts",
			write: func(s Settings, _ *locale.Printer) string { return shiftLines(s.Roster.Shifts) },
			read:  readShifts,
		},
		{
			table: "watch", name: "rotation",
			write: func(s Settings, _ *locale.Printer) string { return quotedList(s.Roster.Order) },
			read:  func(v value, s *Settings) *fault { return list(v, &s.Roster.Order, nameOf) },
		},
		{
			table: "watch", name: "rotation-since",
			write: writeSince,
			read: func(v value, s *Settings) *fault {
				var f *fault
				s.Roster.Since, f = dateOf(v)
				return f
			},
		},
		{
			table: "watch", name: "handover-grace",
			write: func(s Settings, _ *locale.Printer) string {
				return quoted(formatSpan(model.Span{Time: s.Roster.Grace}))
			},
			read: func(v value, s *Settings) *fault { return v.time(&s.Roster.Grace) },
		},
		{
			table: "teams",
			write: func(s Settings, _ *locale.Printer) string { return teamLines(s.Roster.Teams) },
			read:  readTeams,
		},
	}
}

func shiftLines(shifts []model.Shift) string {
	var b strings.Builder
	b.WriteString("[\n")
	for _, s := range shifts {
		fmt.Fprintf(&b, "  { name = %s, from = %s, to = %s },\n", quoted(s.Name), quoted(s.From.String()), quoted(s.To.String()))
	}
	return b.String() + "]"
}

func writeSince(s Settings, _ *locale.Printer) string {
	if s.Roster.Since == "" {
		return ""
	}
	return quoted(string(s.Roster.Since))
}

func teamLines(teams []model.Team) string {
	var lines []string
	for _, t := range teams {
		lines = append(lines, quoted(t.Name)+" = "+quotedList(t.Members))
	}
	return strings.Join(lines, "\n")
}

// readShifts puts the watches in the order of the day. They may leave gaps,
// and may not overlap.
func readShifts(v value, s *Settings) *fault {
	raw, ok := tables(v.raw)
	switch {
	case !ok:
		return v.refuse("setting-bad-shift", model.Args{"choices": shiftShape})
	case len(raw) == 0:
		return v.refuse("setting-no-shift", nil)
	case len(raw) > mostShifts:
		return v.refuse("setting-list-long", model.Args{"max": mostShifts})
	}
	shifts := make([]model.Shift, 0, len(raw))
	for _, t := range raw {
		shift, f := shiftOf(value{raw: t, path: v.path})
		if f != nil {
			return f
		}
		shifts = append(shifts, shift)
	}
	slices.SortStableFunc(shifts, func(a, b model.Shift) int { return cmp.Compare(a.From, b.From) })
	if f := overlap(v, shifts); f != nil {
		return f
	}
	s.Roster.Shifts = shifts
	return nil
}

// tables are the entries of a list of tables, however it is written.
func tables(raw any) ([]any, bool) {
	switch raw := raw.(type) {
	case []any:
		return raw, true
	case []map[string]any:
		out := make([]any, 0, len(raw))
		for _, t := range raw {
			out = append(out, t)
		}
		return out, true
	}
	return nil, false
}

func shiftOf(v value) (model.Shift, *fault) {
	var s model.Shift
	tree, ok := v.raw.(map[string]any)
	from, ok1 := dayTimeOf(tree["from"])
	to, ok2 := dayTimeOf(tree["to"])
	if !ok || !ok1 || !ok2 || len(tree) != 3 || tree["name"] == nil {
		return s, v.refuse("setting-bad-shift", model.Args{"choices": shiftShape})
	}
	s.From, s.To = from, to
	return s, value{raw: tree["name"], path: v.path}.text(&s.Name, maxName)
}

// dayTimeOf reads "06:00", and the same without quotes, which TOML takes for
// an hour of its own.
func dayTimeOf(raw any) (model.DayTime, bool) {
	switch raw := raw.(type) {
	case string:
		return model.ParseDayTime(raw)
	case time.Time:
		if raw.Location().String() == "time-local" { // the decoder's mark for a bare hour
			return model.ParseDayTime(raw.Format("15:04"))
		}
	}
	return 0, false
}

// overlap refuses shifts, in the order of the day, of which one begins before
// the one before it has ended, or that have one name.
func overlap(v value, shifts []model.Shift) *fault {
	const day = 24 * 60
	names := make(map[string]bool)
	for i, s := range shifts {
		if names[s.Name] {
			return value{raw: s.Name, path: v.path}.refuse("setting-repeated", nil)
		}
		names[s.Name] = true
		next, end := shifts[(i+1)%len(shifts)], s.To
		begins := next.From
		if end <= s.From {
			end += day
		}
		if i == len(shifts)-1 {
			begins += day
		}
		if begins < end {
			return v.refuse("setting-shifts-overlap", model.Args{"one": s.Name, "other": next.Name})
		}
	}
	return nil
}

// nameOf reads the name of a team or of an officer.
func nameOf(v value) (string, *fault) {
	var s string
	f := v.text(&s, maxName)
	return s, f
}

// readTeams puts the teams in the order of their names: a table has no other.
func readTeams(v value, s *Settings) *fault {
	tree, ok := v.raw.(map[string]any)
	switch {
	case !ok:
		return v.refuse("setting-bad-team", model.Args{"choices": teamShape})
	case len(tree) > mostTeams:
		return v.refuse("setting-list-long", model.Args{"max": mostTeams})
	}
	var teams []model.Team
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		entry := v.inside(name, tree[name])
		if _, f := nameOf(value{raw: name, path: entry.path}); f != nil {
			return f
		}
		t := model.Team{Name: name}
		if f := set(entry, &t.Members, nameOf); f != nil {
			return f
		}
		if len(t.Members) == 0 {
			return entry.refuse("setting-bad-team", model.Args{"choices": teamShape})
		}
		teams = append(teams, t)
	}
	s.Roster.Teams = teams
	return nil
}

// unturned are rotations that cannot be followed: without a day on which they
// began, or with a team nobody is in.
func unturned(r model.Roster) []*fault {
	at := value{path: []string{"watch", "rotation"}}
	for _, name := range r.Order {
		if !slices.ContainsFunc(r.Teams, func(t model.Team) bool { return t.Name == name }) {
			at.raw = name
			return []*fault{at.refuse("setting-no-team", nil)}
		}
	}
	if len(r.Order) > 0 && r.Since == "" {
		return []*fault{at.refuse("setting-no-since", nil)}
	}
	return nil
}

// roster is a copy that its holder may keep.
func (s Settings) roster() model.Roster {
	r := s.Roster
	r.Shifts, r.Teams, r.Order = slices.Clone(r.Shifts), slices.Clone(r.Teams), slices.Clone(r.Order)
	return r
}
