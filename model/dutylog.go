package model

import (
	"slices"
	"time"
)

// LogKind is what an entry of the duty log is about.
type LogKind string

// The kinds of entries by hand.
const (
	LogVisitor   LogKind = "visitor"
	LogCall      LogKind = "call"
	LogKey       LogKind = "key"
	LogDetainees LogKind = "detainees"
	LogPower     LogKind = "power"
	LogOrder     LogKind = "order"
	LogPatrol    LogKind = "patrol"
	LogInventory LogKind = "inventory"
	LogOther     LogKind = "other"
)

// LogOffWatch is that somebody works outside the roster. The desk writes it,
// not a hand: its text is the watch's name, and the rest the reader's language.
const LogOffWatch LogKind = "off-watch"

// LogKinds lists the kinds in the order they are offered.
func LogKinds() []LogKind {
	return []LogKind{LogVisitor, LogCall, LogKey, LogDetainees, LogPower, LogOrder, LogPatrol, LogInventory, LogOther}
}

// Standing says that an entry tells what a watch has in its hands, and so the
// next one after it: detainees, the inventory, orders.
func (k LogKind) Standing() bool { return k == LogDetainees || k == LogInventory || k == LogOrder }

// LogNote is what somebody writes in the duty log.
type LogNote struct {
	Kind     LogKind  `json:"kind"`
	Text     string   `json:"text"`
	Cases    []CaseID `json:"cases,omitempty"`
	Count    *int     `json:"count,omitempty"`    // of detainees
	Forward  bool     `json:"forward,omitempty"`  // to be told at handover
	Corrects uint64   `json:"corrects,omitempty"` // the journal's entry that this one puts right
}

// Told says that the note is told at handover whatever its writer thinks. Of
// detainees only the last count is.
func (n LogNote) Told() bool {
	return n.Forward || n.Kind.Standing() && n.Kind != LogDetainees
}

// LogEntry is a note in the duty log, and when and by whom. Happened is the
// hour of the event, Recorded the hour it was written down.
type LogEntry struct {
	LogNote
	Seq                uint64
	Watch              WatchID
	By                 OfficerID
	Happened, Recorded time.Time
	CorrectedBy        uint64 // a later entry that puts this one right
}

const (
	maxLogAge   = 7 * 24 * time.Hour // an hour further back belongs in a letter
	maxLogAhead = 5 * time.Minute
	maxLogCases = 20
	maxCount    = 10_000
)

func (c WriteLog) decide(s State) ([]Change, error) {
	n, when := c.Note, c.time()
	n.Cases = once(n.Cases)
	switch {
	case n.Kind != LogOffWatch && !slices.Contains(LogKinds(), n.Kind):
		return nil, invalid("log-kind", Args{"kind": string(n.Kind)})
	case n.Kind == LogDetainees && n.Count == nil:
		return nil, invalid("log-count-missing", nil)
	case n.Text == "" && n.Count == nil:
		return nil, invalid("log-empty", nil)
	case tooLong(n.Text, maxNote):
		return nil, invalid("text-too-long", Args{"field": "note", "max": maxNote})
	case n.Count != nil && (*n.Count < 0 || *n.Count > maxCount):
		return nil, invalid("log-count", nil)
	case len(n.Cases) > maxLogCases:
		return nil, invalid("log-cases", Args{"max": maxLogCases})
	case when.After(c.At.Add(maxLogAhead)):
		return nil, invalid("log-future", nil)
	case when.Before(c.At.Add(-maxLogAge)):
		return nil, invalid("log-old", nil)
	case c.Watch != LogWatch(s.Rules, when):
		return nil, invalid("log-watch", nil)
	case n.Corrects != 0 && !slices.ContainsFunc(FoldLog(s.Records[c.Watch.Stream()]), func(e LogEntry) bool { return e.Seq == n.Corrects }):
		return nil, notFound("log-not-found", nil)
	}
	return []Change{{c.Watch.Stream(), LogWritten{n}}}, nil
}

// once are the cases without those named before.
func once(ids []CaseID) []CaseID {
	var out []CaseID
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// LogWatch is the watch whose log an hour belongs in: the one that ran, else
// the one that ran last.
func LogWatch(r Rules, t time.Time) WatchID {
	w, ok := r.WatchAt(t)
	if !ok {
		w, _ = r.WatchBefore(t)
	}
	return w.ID
}

// FoldLog is a watch's entries in the order of the hours they tell of.
func FoldLog(history []Envelope) []LogEntry {
	var out []LogEntry
	for _, e := range history {
		if entry, ok := LogEntryOf(e); ok {
			out = append(out, entry)
		}
	}
	for _, e := range out {
		if i := slices.IndexFunc(out, func(o LogEntry) bool { return o.Seq == e.Corrects && e.Corrects != 0 }); i >= 0 {
			out[i].CorrectedBy = e.Seq
		}
	}
	slices.SortStableFunc(out, func(a, b LogEntry) int { return a.Happened.Compare(b.Happened) })
	return out
}

// LogEntryOf reads an entry off the journal; false for any other event.
func LogEntryOf(e Envelope) (LogEntry, bool) {
	ev, ok := e.Event.(LogWritten)
	if !ok {
		return LogEntry{}, false
	}
	_, watch, _ := e.Stream.Cut()
	return LogEntry{
		LogNote: ev.LogNote, Seq: e.Seq, Watch: WatchID(watch), By: e.Actor.Officer, Happened: e.Time, Recorded: e.Recorded,
	}, true
}

// About is the officer whom an event of the office concerns, which is seldom
// the one who did it; empty for any other event.
func About(e Event) OfficerID {
	switch ev := e.(type) {
	case OfficerRegistered:
		return ev.Officer.ID
	case RoleChanged:
		return ev.Officer
	case OfficerDisabled:
		return ev.Officer
	case OfficerEnabled:
		return ev.Officer
	case KeyAdded:
		return ev.Officer
	case KeyRemoved:
		return ev.Officer
	case PINSet:
		return ev.Officer
	case SignInFailed:
		return ev.Officer
	case SignInCleared:
		return ev.Officer
	}
	return ""
}

// Logged says whether the duty log tells of an event by itself.
func Logged(e Event) bool {
	switch ev := e.(type) {
	case CaseOpened, StatusChanged, FalseReportProposed, FalseReportDeclined, SealOpened, ReporterCorrected,
		SatDown, SittingEnded, RoleChanged, OfficerRegistered, OfficerDisabled, OfficerEnabled, KeyAdded, KeyRemoved,
		WatchSwapped, HandoverSealed, HandoverCountersigned:
		return true
	case SignInFailed:
		return ev.Locked
	case SignInCleared:
		return ev.Lifted
	}
	return false
}
