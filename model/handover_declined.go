package model

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Refusal is that a line was not accepted. It stands from handover to
// handover until somebody accepts the line, or its case is closed.
type Refusal struct {
	Watch  WatchID   `json:"watch"` // whose handover left it, the first that did
	Since  time.Time `json:"since"` // when that was sealed
	From   string    `json:"from,omitempty"`
	By     string    `json:"by,omitempty"` // who did not accept it last
	Reason string    `json:"reason"`       // and why
}

// refusals are the lines that are not accepted yet.
type refusals map[LineKey]Refusal

// after is what a sealed handover makes of them.
func (open refusals) after(r Record) {
	for _, l := range r.Lines {
		switch {
		case l.Verdict == Accepted:
			delete(open, l.Key)
		case l.Verdict == Declined:
			open[l.Key] = l.refused(r)
		case l.Declined != nil:
			open[l.Key] = *l.Declined
		}
	}
}

// refused is a line not accepted, once more or for the first time.
func (l RecordLine) refused(r Record) Refusal {
	f := Refusal{Watch: r.Handover.Watch(), Since: r.Sealed, From: r.Out.Name}
	if l.Declined != nil {
		f = *l.Declined
	}
	f.By, f.Reason = r.In.Name, l.Reason
	return f
}

// Carried are the entries of the journal that a handover tells of although
// an earlier one has told of them: nobody accepted it. They come before events.
func Carried(events []Envelope) []uint64 {
	open := refusals{}
	for _, e := range events {
		if ev, ok := e.Event.(HandoverSealed); ok {
			open.after(ev.Record)
		}
	}
	var out []uint64
	for key := range open {
		if seq, ok := key.entry(); ok && (len(events) == 0 || seq < events[0].Seq) {
			out = append(out, seq)
		}
	}
	slices.Sort(out)
	return out
}

// entry is the entry of the journal that a line is of, where it is of a single one.
func (key LineKey) entry() (uint64, bool) {
	kind, name, _ := strings.Cut(string(key), ".")
	if LineKind(kind) != LineLog && LineKind(kind) != LineSeal {
		return 0, false
	}
	seq, err := strconv.ParseUint(name, 10, 64)
	return seq, err == nil
}

func entryKey(kind LineKind, seq uint64) LineKey {
	return LineKey(string(kind) + "." + strconv.FormatUint(seq, 10))
}

// Case is the open case that a line is of; empty for any other line.
func (key LineKey) Case() CaseID {
	id, ok := strings.CutPrefix(string(key), string(LineCase)+".")
	if !ok {
		return ""
	}
	return CaseID(id)
}

// Unaccepted is a line that nobody has accepted since it was handed over.
type Unaccepted struct {
	Refusal
	Line  RecordLine // as the last handover had it
	Times int        // handovers that did not get it accepted, of those given
}

// StillDeclined are the lines nobody has accepted, as the last of some
// handovers left them, the longest first. What became of a case since is not
// in a record.
func StillDeclined(handovers []Handover) []Unaccepted {
	open, lines, times := refusals{}, map[LineKey]RecordLine{}, map[LineKey]int{}
	for _, r := range sealedSince(handovers) {
		open.after(r)
		for _, l := range r.Lines {
			lines[l.Key] = l
		}
	}
	for _, h := range handovers {
		for _, l := range h.record().Lines {
			if l.Verdict == Declined {
				times[l.Key]++
			}
		}
	}
	var out []Unaccepted
	for _, key := range slices.Sorted(maps.Keys(open)) {
		out = append(out, Unaccepted{Refusal: open[key], Line: lines[key], Times: times[key]})
	}
	slices.SortStableFunc(out, func(a, b Unaccepted) int {
		return cmp.Or(a.Since.Compare(b.Since), order(b.Line.Kind == LineCase, a.Line.Kind == LineCase), cmp.Compare(a.Line.Number, b.Line.Number))
	})
	return out
}

func (h Handover) record() Record {
	if h.Record == nil {
		return Record{}
	}
	return *h.Record
}

// sealedSince are the newest record of a whole watch, and those made after
// it, in the order they were sealed.
func sealedSince(handovers []Handover) []Record {
	var out []Record
	var whole uint64
	for _, h := range handovers {
		if h.Sealed() {
			out = append(out, *h.Record)
		}
		if h.Sealed() && h.AddsTo == "" {
			whole = max(whole, h.Record.Upto)
		}
	}
	out = slices.DeleteFunc(out, func(r Record) bool { return r.Upto < whole })
	slices.SortFunc(out, func(a, b Record) int { return cmp.Compare(a.Upto, b.Upto) })
	return out
}
