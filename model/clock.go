package model

import (
	"slices"
	"time"
)

// ClockName names a deadline.
type ClockName string

// The clocks of a case.
const (
	FirstStatus ClockName = "first-status" // until somebody moves the case on
	Resolution  ClockName = "resolution"   // until it closes without a field check
	FieldCheck  ClockName = "field-check"  // until it closes once a team went out
)

// Span is a length of time: calendar time, working days, or both in turn.
type Span struct {
	Time        time.Duration
	WorkingDays int
}

// Zero says that the span sets no deadline.
func (s Span) Zero() bool { return s.Time == 0 && s.WorkingDays == 0 }

// ClockRule is how long a clock runs for a kind of case, by urgency rank.
type ClockRule struct {
	Name  ClockName
	Kind  Kind
	Spans [3]Span // urgent, high, normal
}

// Clock is one deadline of one case. A zero Paused means it is not paused,
// a zero Done that it still counts.
type Clock struct {
	Name      ClockName     `json:"name"`
	Started   time.Time     `json:"started"`
	Due       time.Time     `json:"due"`
	Working   bool          `json:"working,omitempty"` // due falls on a working day
	Paused    time.Time     `json:"paused,omitzero"`
	PausedFor time.Duration `json:"paused_for,omitempty"` // nanoseconds, over all earlier pauses
	Done      time.Time     `json:"done,omitzero"`
}

// Running says whether the clock counts towards its due time now.
func (c Clock) Running() bool { return c.Done.IsZero() && c.Paused.IsZero() }

// Due is the earliest running deadline of a set of clocks, and its clock;
// zero when none runs.
func Due(clocks []Clock) (Clock, bool) {
	var first Clock
	found := false
	for _, c := range clocks {
		if c.Running() && (!found || c.Due.Before(first.Due)) {
			first, found = c, true
		}
	}
	return first, found
}

func (r Rules) span(n ClockName, k Kind, u Urgency) Span {
	for _, c := range r.Clocks {
		if c.Name == n && c.Kind == k && u.Rank() < len(c.Spans) {
			return c.Spans[u.Rank()]
		}
	}
	return Span{}
}

// start adds a fresh clock, unless the office sets no such deadline.
func (r Rules) start(clocks []Clock, n ClockName, c Case, from time.Time) []Clock {
	s := r.span(n, c.Facts.Kind, c.Urgency)
	if s.Zero() {
		return clocks
	}
	return append(clocks, Clock{Name: n, Started: from, Due: r.Add(from, s), Working: s.WorkingDays > 0})
}

// opened is the clocks of a case that has just arrived.
func (r Rules) opened(c Case) []Clock {
	return r.start(r.start(nil, FirstStatus, c, c.Received), Resolution, c, c.Received)
}

// moved is the clocks after a change of status at an instant.
func (r Rules) moved(c Case, to Status, at time.Time) []Clock {
	clocks := slices.Clone(c.Clocks)
	if c.Status == Waiting && to != Waiting {
		r.resume(clocks, at)
	}
	finish(clocks, FirstStatus, at)
	switch to {
	case Waiting:
		pause(clocks, at)
	case Closed:
		finish(clocks, Resolution, at)
		finish(clocks, FieldCheck, at)
	case Acting:
		if !has(clocks, FieldCheck) {
			finish(clocks, Resolution, at)
			clocks = r.start(clocks, FieldCheck, c, c.Received)
		}
	case Analysing:
		if c.Status == Closed {
			clocks = r.start(clocks, Resolution, c, at)
		}
	case Received:
	}
	return clocks
}

// retimed is the clocks after the urgency or the kind changed.
func (r Rules) retimed(c Case) []Clock {
	clocks := slices.Clone(c.Clocks)
	for i, k := range clocks {
		if !k.Done.IsZero() {
			continue
		}
		if s := r.span(k.Name, c.Facts.Kind, c.Urgency); !s.Zero() {
			clocks[i].Due = r.Add(k.Started, s).Add(k.PausedFor)
			clocks[i].Working = s.WorkingDays > 0
		}
	}
	return clocks
}

func pause(clocks []Clock, at time.Time) {
	for i := range clocks {
		if clocks[i].Running() {
			clocks[i].Paused = at
		}
	}
}

func (r Rules) resume(clocks []Clock, at time.Time) {
	for i, c := range clocks {
		if c.Paused.IsZero() || !c.Done.IsZero() {
			continue
		}
		gone := max(0, at.Sub(c.Paused))
		c.Due, c.PausedFor, c.Paused = c.Due.Add(gone), c.PausedFor+gone, time.Time{}
		for walked := 0; c.Working && !r.Working(c.Due) && walked < maxCalendarWalk; walked++ {
			c.Due = c.Due.AddDate(0, 0, 1)
		}
		clocks[i] = c
	}
}

func finish(clocks []Clock, n ClockName, at time.Time) {
	for i := range clocks {
		if clocks[i].Name == n && clocks[i].Done.IsZero() {
			clocks[i].Done, clocks[i].Paused = at, time.Time{}
		}
	}
}

func has(clocks []Clock, n ClockName) bool {
	return slices.ContainsFunc(clocks, func(c Clock) bool { return c.Name == n && c.Done.IsZero() })
}
