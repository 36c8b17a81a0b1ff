package model

import (
	"cmp"
	"slices"
	"time"
)

// Attendance is that somebody sat at the desk in a watch, from when they first
// did to when they last did.
type Attendance struct {
	Officer OfficerID `json:"officer"`
	Name    string    `json:"name"`
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
}

// Attended is who sat at the desk in a watch up to now, by their sittings, who
// came first before the others. Names are left to the record.
func Attended(w Watch, now time.Time, sittings [][]Envelope) []Attendance {
	met := map[OfficerID]Attendance{}
	for _, history := range sittings {
		from, to, ok := within(w, now, history)
		if !ok {
			continue
		}
		who := history[0].Actor.Officer
		was, again := met[who]
		if again && was.From.Before(from) {
			from = was.From
		}
		if again && was.To.After(to) {
			to = was.To
		}
		met[who] = Attendance{Officer: who, From: from, To: to}
	}
	var out []Attendance
	for _, a := range met {
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b Attendance) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Officer, b.Officer))
	})
	return out
}

// within is the part of a sitting that falls into a watch; one that has not
// ended goes on until now.
func within(w Watch, now time.Time, history []Envelope) (from, to time.Time, ok bool) {
	to = now
	for _, e := range history {
		switch e.Event.(type) {
		case SatDown:
			from, ok = e.Time, true
		case SittingEnded:
			to = e.Time
		}
	}
	if from.Before(w.From) {
		from = w.From
	}
	if to.After(w.To) {
		to = w.To
	}
	return from.UTC(), to.UTC(), ok && from.Before(to)
}

// named are those who sat, as the record calls them.
func (s State) named(sat []Attendance) []Attendance {
	var out []Attendance
	for _, a := range sat {
		a.Name = s.name(a.Officer)
		out = append(out, a)
	}
	return out
}

// NeverSat are those of the outgoing crew, as the roster has it, whom nobody
// saw at the desk. Where no sitting is known at all, as in records from before
// they were kept, it says nothing.
func (r Record) NeverSat() []string {
	if len(r.Sat) == 0 {
		return nil
	}
	var out []string
	for _, name := range r.Crew {
		if !slices.ContainsFunc(r.Sat, func(a Attendance) bool { return a.Name == name }) {
			out = append(out, name)
		}
	}
	return out
}
