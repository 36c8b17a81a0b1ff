package model

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// DayTime is an hour of the day, in minutes since midnight.
type DayTime int

// ParseDayTime reads "06:00" or "06.00".
func ParseDayTime(s string) (DayTime, bool) {
	if len(s) != 5 || s[2] != ':' && s[2] != '.' {
		return 0, false
	}
	h, errHour := strconv.Atoi(s[:2])
	m, errMinute := strconv.Atoi(s[3:])
	if errHour != nil || errMinute != nil || h < 0 || h > 23 || m < 0 || m > 59 {
		return 0, false
	}
	return DayTime(h*60 + m), true
}

// String is the hour as a file says it: "06:00".
func (d DayTime) String() string { return fmt.Sprintf("%02d:%02d", int(d)/60, int(d)%60) }

// Shift is the part of every day that one watch has. One that ends no later
// than it begins ends on the next day.
type Shift struct {
	Name     string
	From, To DayTime
}

// Team is a regu: who stands a watch together.
type Team struct {
	Name    string
	Members []string // names, as the officers are registered
}

// Roster says which watches there are, and whose each is.
type Roster struct {
	Shifts []Shift // in the order of the day
	Teams  []Team
	Order  []string // names of teams, one watch after the other
	Since  Date     // the day whose first watch is the first of Order's
	// Grace is how late a handover may be signed and still be on time.
	Grace time.Duration
}

// DefaultRoster is three watches of eight hours, and no teams.
func DefaultRoster() Roster {
	return Roster{
		Shifts: []Shift{{"Pagi", 6 * 60, 14 * 60}, {"Siang", 14 * 60, 22 * 60}, {"Malam", 22 * 60, 6 * 60}},
		Grace:  30 * time.Minute,
	}
}

// WatchID names a watch by when it begins, in the office's zone: 20261121T2200.
type WatchID string

const watchLayout = "20060102T1504"

// Stream is the stream of a watch's duty log.
func (id WatchID) Stream() StreamID { return StreamID(string(OfWatch) + "." + string(id)) }

// Begins is when a watch begins in a zone; false for what names none. It needs
// no roster, which may have another one by now.
func (id WatchID) Begins(zone Zone) (time.Time, bool) {
	from, err := time.ParseInLocation(watchLayout, string(id), zone.Location())
	return from, err == nil
}

// WatchIDAt is the ID of a watch that would begin at an instant.
func WatchIDAt(r Rules, t time.Time) WatchID {
	return WatchID(t.In(r.Zone.Location()).Format(watchLayout))
}

// Watch is one stretch of duty.
type Watch struct {
	ID       WatchID   `json:"id"`
	Shift    string    `json:"shift"`
	From, To time.Time // To is not in it
}

// WatchAt is the watch that runs at an instant; false between two watches.
func (r Rules) WatchAt(t time.Time) (Watch, bool) {
	local := t.In(r.Zone.Location())
	for _, days := range []int{0, -1} { // one that began yesterday may run still
		day := local.AddDate(0, 0, days)
		for _, s := range r.Roster.Shifts {
			if w := r.watch(day, s); !t.Before(w.From) && t.Before(w.To) {
				return w, true
			}
		}
	}
	return Watch{}, false
}

// WatchBefore is the last watch that ended at or before an instant.
func (r Rules) WatchBefore(t time.Time) (Watch, bool) {
	return r.pick(t, -2, func(w, best Watch) bool { return !w.To.After(t) && (best.ID == "" || w.To.After(best.To)) })
}

// WatchAfter is the first watch that begins at or after an instant.
func (r Rules) WatchAfter(t time.Time) (Watch, bool) {
	return r.pick(t, 2, func(w, best Watch) bool {
		return !w.From.Before(t) && (best.ID == "" || w.From.Before(best.From))
	})
}

// pick looks for the best watch of the days from t towards t+days.
func (r Rules) pick(t time.Time, days int, better func(w, best Watch) bool) (Watch, bool) {
	var best Watch
	local := t.In(r.Zone.Location())
	for d := min(days, 0); d <= max(days, 0); d++ {
		for _, s := range r.Roster.Shifts {
			if w := r.watch(local.AddDate(0, 0, d), s); better(w, best) {
				best = w
			}
		}
	}
	return best, best.ID != ""
}

// WatchNamed is the watch an ID names; false when the roster has none such.
func (r Rules) WatchNamed(id WatchID) (Watch, bool) {
	from, err := time.ParseInLocation(watchLayout, string(id), r.Zone.Location())
	if err != nil {
		return Watch{}, false
	}
	for _, s := range r.Roster.Shifts {
		if w := r.watch(from, s); w.ID == id {
			return w, true
		}
	}
	return Watch{}, false
}

// WatchOf is the watch an ID names, also one of an earlier roster: that is
// known by its first hour alone, and taken to last until the next begins.
func (r Rules) WatchOf(id WatchID) Watch {
	if w, ok := r.WatchNamed(id); ok {
		return w
	}
	from, err := time.ParseInLocation(watchLayout, string(id), r.Zone.Location())
	if err != nil {
		return Watch{ID: id}
	}
	next, _ := r.WatchAfter(from.Add(time.Minute))
	return Watch{ID: id, Shift: from.Format("15:04"), From: from.UTC(), To: next.From}
}

// watch is the shift that begins on the day of a local time.
func (r Rules) watch(day time.Time, s Shift) Watch {
	midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, r.Zone.Location())
	from, to := midnight.Add(time.Duration(s.From)*time.Minute), midnight.Add(time.Duration(s.To)*time.Minute)
	if s.To <= s.From {
		to = to.AddDate(0, 0, 1)
	}
	return Watch{ID: WatchID(from.Format(watchLayout)), Shift: s.Name, From: from.UTC(), To: to.UTC()}
}

// Crew is who stands a watch.
type Crew struct {
	Watch   WatchID     `json:"watch"`
	Team    string      `json:"team,omitempty"`
	Members []OfficerID `json:"members,omitempty"`
	Swapped bool        `json:"swapped,omitempty"` // not as the roster has it
	Reason  string      `json:"reason,omitempty"`
}

// Has says whether an officer is in the crew.
func (c Crew) Has(id OfficerID) bool { return slices.Contains(c.Members, id) }

// CrewOf is who stands a watch: as it was swapped, else as the roster turns.
// It is empty where the office keeps no roster.
func (o Office) CrewOf(r Rules, w Watch) Crew {
	for _, c := range slices.Backward(o.Swaps) {
		if c.Watch == w.ID {
			c.Swapped = true
			return c
		}
	}
	name := r.turn(w)
	return Crew{Watch: w.ID, Team: name, Members: o.members(r, name)}
}

// turn is the team whose turn a watch is.
func (r Rules) turn(w Watch) string {
	since, err := time.ParseInLocation(time.DateOnly, string(r.Roster.Since), r.Zone.Location())
	if len(r.Roster.Order) == 0 || err != nil {
		return ""
	}
	day := w.From.In(since.Location())
	midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, since.Location())
	days := int(midnight.Sub(since) / (24 * time.Hour))
	shift := slices.IndexFunc(r.Roster.Shifts, func(s Shift) bool { return s.Name == w.Shift })
	n := (days*len(r.Roster.Shifts) + shift) % len(r.Roster.Order)
	if n < 0 {
		n += len(r.Roster.Order)
	}
	return r.Roster.Order[n]
}

func (o Office) members(r Rules, team string) []OfficerID {
	var out []OfficerID
	for _, t := range r.Roster.Teams {
		if t.Name != team {
			continue
		}
		for _, name := range t.Members {
			if f, ok := o.OfficerNamed(name); ok && !f.Disabled {
				out = append(out, f.ID)
			}
		}
	}
	return out
}

// mostSwaps are remembered; older ones stay in the journal.
const mostSwaps = 200

func (c SwapWatch) decide(s State) ([]Change, error) {
	w, ok := s.Rules.WatchNamed(c.Watch)
	switch {
	case !ok:
		return nil, notFound("watch-not-found", Args{"watch": string(c.Watch)})
	case !w.To.After(c.At):
		return nil, conflict("watch-over", Args{"watch": string(c.Watch)})
	case len(c.Members) == 0 && c.Team == "":
		return nil, invalid("watch-nobody", nil)
	case c.Team != "" && !slices.ContainsFunc(s.Rules.Roster.Teams, func(t Team) bool { return t.Name == c.Team }):
		return nil, notFound("team-not-found", Args{"team": c.Team})
	}
	if err := reason(c.Reason); err != nil {
		return nil, err
	}
	members := c.Members
	if len(members) == 0 {
		members = s.Office.members(s.Rules, c.Team)
	}
	for _, id := range members {
		if f, ok := s.Office.Officer(id); !ok || f.Disabled {
			return nil, notFound("officer-not-found", Args{"name": string(id)})
		}
	}
	return []Change{{OfficeStream, WatchSwapped{Crew{Watch: c.Watch, Team: c.Team, Members: members, Reason: c.Reason}}}}, nil
}
