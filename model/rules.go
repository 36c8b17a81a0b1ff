package model

import (
	"slices"
	"time"
)

// Rules are the settings Decide needs: every one editable by the office.
type Rules struct {
	Zone         Zone
	Clocks       []ClockRule
	WorkingDays  []time.Weekday
	Holidays     []Date
	Violations   []Violation
	Dispositions []Disposition
	Roster       Roster
}

// DefaultRules is what an office that configured nothing works by.
// First status 3 d, 14 d without and 60 d with a field check come from the
// public accounts; the shorter urgent times are the desk's own promise.
func DefaultRules(zone Zone) Rules {
	const day = 24 * time.Hour
	return Rules{
		Zone: zone,
		Clocks: []ClockRule{
			{Name: FirstStatus, Kind: Complaint, Spans: [3]Span{{Time: 30 * time.Minute}, {Time: 3 * time.Hour}, {Time: 3 * day}}},
			{Name: FirstStatus, Kind: Presence, Spans: [3]Span{{Time: time.Hour}, {Time: 6 * time.Hour}, {Time: day}}},
			{Name: Resolution, Kind: Complaint, Spans: [3]Span{{Time: 14 * day}, {Time: 14 * day}, {Time: 14 * day}}},
			{Name: Resolution, Kind: Presence, Spans: [3]Span{{Time: 14 * day}, {Time: 14 * day}, {Time: 14 * day}}},
			{Name: FieldCheck, Kind: Complaint, Spans: [3]Span{{Time: 60 * day}, {Time: 60 * day}, {Time: 60 * day}}},
			{Name: FieldCheck, Kind: Presence, Spans: [3]Span{{Time: 60 * day}, {Time: 60 * day}, {Time: 60 * day}}},
		},
		WorkingDays:  []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday},
		Violations:   DefaultViolations(),
		Dispositions: DefaultDispositions(),
		Roster:       DefaultRoster(),
	}
}

// Date is a calendar day in the office's zone, "2006-01-02".
type Date string

// ParseDate accepts only a day that exists.
func ParseDate(s string) (Date, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1900 || t.Year() > 2200 {
		return "", false
	}
	return Date(s), true
}

// Working says whether the office works on t's day.
func (r Rules) Working(t time.Time) bool {
	t = t.In(r.Zone.Location())
	return slices.Contains(r.WorkingDays, t.Weekday()) &&
		!slices.Contains(r.Holidays, Date(t.Format(time.DateOnly)))
}

// maxCalendarWalk bounds the search for a working day where a setting leaves none.
const maxCalendarWalk = 3660

// Add is the instant a span ends that begins at t. A working-day span ends
// at the same hour on the last of its days.
func (r Rules) Add(t time.Time, s Span) time.Time {
	t = t.Add(s.Time)
	for left, walked := s.WorkingDays, 0; left > 0 && walked < maxCalendarWalk; walked++ {
		t = t.AddDate(0, 0, 1)
		if r.Working(t) {
			left--
		}
	}
	return t
}
