package model

import (
	"cmp"
	"slices"
	"time"
)

// HandoverStat is one handover as a chief looks at it.
type HandoverStat struct {
	ID       HandoverID
	AddsTo   HandoverID
	Watch    Watch
	Team     string
	Out, In  string // names; empty where nobody signed
	Opened   time.Time
	Sealed   time.Time // zero while it is under way
	Late     int       // minutes beyond the grace
	Lone     bool
	Missed   int           // watches before it without a handover
	Took     time.Duration // from the first key to the seal
	Lines    int           // that had to be answered
	Declined int
	Overdue  int // promises missed: open cases past their deadline
	Owed     bool
}

// Crossing is a case that was handed over again and again.
type Crossing struct {
	Case    CaseID
	Number  string
	Text    string
	Times   int  // handovers it was open in
	Open    bool // in the newest one still
	Overdue bool // there
}

// HandoverStats is what the handovers of a time come to.
type HandoverStats struct {
	Handovers []HandoverStat // the newest first, as they were given
	Sealed    int            // additions and those under way not counted
	OnTime    int
	Missed    int
	Lone      int
	Owed      int
	Lines     int
	Declined  int
	Took      time.Duration // the middle one
	Crossed   []Crossing    // three watches or more, the most first
}

// crossings is from how many handovers on a case has crossed too many.
const crossings = 3

// StatsOf looks at handovers, the newest first.
func StatsOf(handovers []Handover, rules Rules) HandoverStats {
	var out HandoverStats
	crossed := map[LineKey]*Crossing{}
	var took []time.Duration
	newest := true
	for _, h := range handovers {
		s := statOf(h, rules)
		out.Handovers = append(out.Handovers, s)
		if !h.Sealed() {
			continue
		}
		if s.Owed {
			out.Owed++
		}
		if h.AddsTo != "" {
			continue
		}
		out.count(s)
		took = append(took, s.Took)
		for _, l := range h.Record.Lines {
			cross(crossed, l, newest)
		}
		newest = false
	}
	if len(took) > 0 {
		slices.Sort(took)
		out.Took = took[len(took)/2]
	}
	out.Crossed = most(crossed)
	return out
}

func (out *HandoverStats) count(s HandoverStat) {
	out.Sealed++
	out.Missed += s.Missed
	out.Lines += s.Lines
	out.Declined += s.Declined
	if s.Late == 0 {
		out.OnTime++
	}
	if s.Lone {
		out.Lone++
	}
}

func statOf(h Handover, rules Rules) HandoverStat {
	s := HandoverStat{ID: h.ID, AddsTo: h.AddsTo, Opened: h.Opened, Missed: len(h.Missed), Owed: h.Owed()}
	s.Watch = h.Of(rules)
	if !h.Sealed() {
		return s
	}
	r := h.Record
	s.Watch, s.Team, s.Out, s.In = r.Watch, r.Team, r.Out.Name, r.In.Name
	s.Sealed, s.Late, s.Lone, s.Missed = r.Sealed, r.Late, r.Lone != "", len(r.Missed)
	if s.Took = r.Sealed.Sub(r.Opened); s.Took < 0 {
		s.Took = 0 // a clock that was set back
	}
	for _, l := range r.Lines {
		if l.Kind != LineClosed {
			s.Lines++
		}
		if l.Verdict == Declined {
			s.Declined++
		}
		if l.Kind == LineCase && l.Overdue {
			s.Overdue++
		}
	}
	return s
}

// cross counts a case of one handover; newest says that there is no later one.
func cross(all map[LineKey]*Crossing, l RecordLine, newest bool) {
	if l.Kind != LineCase {
		return
	}
	c, ok := all[l.Key]
	if !ok {
		id := string(l.Key)[len(LineCase)+1:]
		c = &Crossing{Case: CaseID(id), Number: l.Number, Text: l.Text, Open: newest, Overdue: newest && l.Overdue}
		all[l.Key] = c
	}
	c.Times++
}

func most(all map[LineKey]*Crossing) []Crossing {
	var out []Crossing
	for _, c := range all {
		if c.Times >= crossings {
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, func(a, b Crossing) int {
		return cmp.Or(order(b.Open, a.Open), cmp.Compare(b.Times, a.Times), cmp.Compare(a.Number, b.Number))
	})
	return out
}
