package model

import (
	"cmp"
	"slices"
	"time"
)

// LineKind is what a line of a handover is about.
type LineKind string

// The kinds of lines.
const (
	LineCase   LineKind = "case"   // an open case
	LineClosed LineKind = "closed" // one that was closed meanwhile; told, not answered
	LineSeal   LineKind = "seal"   // a seal that was opened
	LineLog    LineKind = "log"    // an entry of the duty log marked for handover
	LineLock   LineKind = "lock"   // an officer locked out
)

// LineKey names a line from draft to draft.
type LineKey string

// Line is one thing that the incoming officer is told.
type Line struct {
	Key  LineKey
	Kind LineKind
	Row  Row // of a case; of a closed one and of an opened seal as well

	Arrived bool // since the last handover
	Changed bool // likewise
	Soon    bool // due before the next watch ends
	Overdue bool
	Waiting string // for what
	// Declined is that an earlier handover told of it, and nobody has accepted
	// it since; nil for any other line.
	Declined *Refusal
	// Given is the outlook that an earlier handover had of it; nil for none.
	Given *Outlook

	Text string  // of a log entry; why a seal was opened
	Log  LogNote // of a log entry
	// Numbers are the register numbers of the cases a log entry points to.
	Numbers []string
	By      OfficerID
	At      time.Time
	Seq     uint64 // the newest entry of the journal that the line tells of
}

// Grave says that the line is to be said back.
func (l Line) Grave() bool {
	return l.Declined != nil || l.Kind == LineCase && (l.Row.Urgency == Urgent || l.Overdue)
}

// Asks says that the outgoing officer has to say what comes next: of what is
// new or presses, and of any case of which nobody ever has.
func (l Line) Asks() bool {
	return l.Kind == LineCase && (l.Given == nil || l.Grave() || l.Arrived || l.Soon || l.Row.Urgency == High || l.Row.Proposed)
}

// Wants says that the incoming officer has to answer.
func (l Line) Wants() bool { return l.Kind != LineClosed }

// Answered says whether an answer stands: given to the line as it is, no
// question, and said back where the line is grave by now.
func (l Line) Answered(a LineAnswer) bool {
	if l.Grave() && a.Verdict == Accepted && a.ReadBack == "" {
		return false
	}
	return a.Seq >= l.Seq && (a.Verdict == Accepted || a.Verdict == Declined)
}

// Tell is what a handover is drafted from.
type Tell struct {
	Office  Office
	Rules   Rules
	Now     time.Time
	Watch   Watch
	Of      HandoverID        // the handover that is drafted
	Open    []Row             // every open case, in queue order
	Closed  map[CaseID]Row    // those that Events closed and that are closed still
	Waiting map[CaseID]string // for what an open case waits
	Numbers map[CaseID]Row    // of cases whose seal was opened, or that a log entry points to
	Events  []Envelope        // since the last handover
	Carried []Envelope        // the entries that Carried names of Events
}

// HandoverLines are the lines of a handover: those nobody has accepted so
// far, then cases, the grave ones first, then those the outgoing officer has
// to speak of, the oldest first.
func HandoverLines(t Tell) []Line {
	d := drafting{
		Tell: t, last: map[CaseID]uint64{}, arrived: map[CaseID]bool{}, corrected: map[uint64]bool{}, forward: map[uint64]bool{},
		noted: map[LineKey]uint64{}, refused: refusals{}, given: map[LineKey]Outlook{}, since: t.Of.addsTo(),
	}
	for _, e := range t.Carried {
		d.carry(e)
	}
	for _, e := range t.Events {
		d.note(e)
	}
	lines := slices.Concat(d.open(), d.logs(), d.seals, d.locks(), d.closed())
	for i := range lines {
		l := &lines[i]
		l.Seq = max(l.Seq, d.noted[l.Key]) // what is to come of a line is part of what is told
		if f, ok := d.refused[l.Key]; ok {
			l.Declined = &f
		}
		if o, ok := d.given[l.Key]; ok {
			l.Given = &o
		}
	}
	if d.since != "" {
		lines = filter(lines, d.happened)
	}
	slices.SortStableFunc(lines, graver)
	return lines
}

// graver puts what was not accepted before all else, and cases in order.
func graver(a, b Line) int {
	first := cmp.Or(order(b.Declined != nil, a.Declined != nil), order(b.Kind == LineCase, a.Kind == LineCase))
	if first != 0 || a.Kind != LineCase {
		return first
	}
	return cmp.Or(order(b.Grave(), a.Grave()), order(b.Asks(), a.Asks()), a.Row.Urgency.Rank()-b.Row.Urgency.Rank(), a.Row.Received.Compare(b.Row.Received))
}

func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

type drafting struct {
	Tell
	last      map[CaseID]uint64 // newest entry of a case
	arrived   map[CaseID]bool
	ended     []CaseID
	entries   []Envelope // of the duty log
	corrected map[uint64]bool
	forward   map[uint64]bool // an entry, or one that it puts right, is to be told
	noted     map[LineKey]uint64
	refused   refusals
	given     map[LineKey]Outlook // by earlier handovers
	seals     []Line
	since     HandoverID // of an addition: the one it adds to
}

// happened says that a line tells of something that came after what an
// addition adds to; the rest was told and signed for.
func (d *drafting) happened(l Line) bool {
	switch l.Kind {
	case LineCase, LineClosed:
		return l.Seq > 0
	case LineLock:
		return len(d.Events) > 0 && l.At.After(d.Events[0].Time)
	default:
		return len(d.Events) > 0 && l.Seq >= d.Events[0].Seq
	}
}

// carry takes in an entry that was told before.
func (d *drafting) carry(e Envelope) {
	switch ev := e.Event.(type) {
	case SealOpened:
		d.seals = append(d.seals, d.seal(e, ev))
	case LogWritten:
		d.entries = append(d.entries, e)
		d.forward[e.Seq] = true
	}
}

func (d *drafting) seal(e Envelope, ev SealOpened) Line {
	return Line{
		Key: entryKey(LineSeal, e.Seq), Kind: LineSeal, Row: d.Numbers[CaseID(e.Stream)],
		Text: ev.Reason, By: e.Actor.Officer, At: e.Time, Seq: e.Seq,
	}
}

func (d *drafting) note(e Envelope) {
	id := CaseID(e.Stream)
	if moved, ok := e.Event.(Assigned); e.Stream.Kind() == OfCase && (!ok || moved.Handover == "") { // a handover tells of its own
		d.last[id] = e.Seq
	}
	switch ev := e.Event.(type) {
	case CaseOpened:
		d.arrived[id] = true
	case StatusChanged:
		if ev.To == Closed && !slices.Contains(d.ended, id) {
			d.ended = append(d.ended, id)
		}
	case SealOpened:
		d.seals = append(d.seals, d.seal(e, ev))
	case LogWritten:
		d.entries = append(d.entries, e)
		d.corrected[ev.Corrects] = true
		d.forward[e.Seq] = ev.Forward || d.forward[ev.Corrects]
		if f, ok := d.refused[entryKey(LineLog, ev.Corrects)]; ok { // put right, it is not accepted yet
			d.refused[entryKey(LineLog, e.Seq)] = f
		}
	case HandoverSealed:
		d.refused.after(ev.Record)
		for _, l := range ev.Record.Lines {
			if l.Outlook.Next != "" {
				d.given[l.Key] = l.Outlook
			}
		}
	case LineNoted:
		if e.Stream == d.Of.Stream() {
			d.noted[ev.Line] = e.Seq
		}
	}
}

func (d *drafting) open() []Line {
	next, _ := d.Rules.WatchAfter(d.Watch.To)
	out := make([]Line, 0, len(d.Open))
	for _, r := range d.Open {
		out = append(out, Line{
			Key: LineKey("case." + string(r.ID)), Kind: LineCase, Row: r, Waiting: d.Waiting[r.ID],
			Arrived: d.arrived[r.ID], Changed: d.last[r.ID] > 0, Overdue: r.Overdue(d.Now), Seq: d.last[r.ID],
			Soon: !r.Due.IsZero() && r.Due.Before(next.To),
		})
	}
	return out
}

func (d *drafting) closed() []Line {
	var out []Line
	for _, id := range d.ended {
		if r, ok := d.Closed[id]; ok {
			out = append(out, Line{Key: LineKey("closed." + string(id)), Kind: LineClosed, Row: r, Arrived: d.arrived[id], Seq: d.last[id]})
		}
	}
	return out
}

func (d *drafting) logs() []Line {
	var out []Line
	counted := d.counted()
	for _, e := range d.entries {
		entry, ok := LogEntryOf(e)
		if told := d.forward[e.Seq] || entry.Told() || e.Seq == counted; ok && told && !d.corrected[e.Seq] {
			out = append(out, Line{
				Key: entryKey(LineLog, e.Seq), Kind: LineLog, Text: entry.Text, Log: entry.LogNote,
				Numbers: d.numbers(entry.Cases), By: entry.By, At: entry.Happened, Seq: e.Seq,
			})
		}
	}
	return out
}

// counted is the entry that says how many detainees there are now.
func (d *drafting) counted() uint64 {
	var last LogEntry
	for _, e := range d.entries {
		entry, ok := LogEntryOf(e)
		if ok && entry.Kind == LogDetainees && !d.corrected[e.Seq] && !entry.Happened.Before(last.Happened) {
			last = entry
		}
	}
	return last.Seq
}

func (d *drafting) numbers(ids []CaseID) []string {
	var out []string
	for _, id := range ids {
		if r, ok := d.Numbers[id]; ok {
			out = append(out, r.Number)
		}
	}
	return out
}

func (d *drafting) locks() []Line {
	var out []Line
	for _, f := range d.Office.Officers {
		if f.Locked && !f.Disabled {
			out = append(out, Line{Key: LineKey("lock." + string(f.ID)), Kind: LineLock, By: f.ID, At: f.FailedAt})
		}
	}
	return out
}

// Told is a line as a record has it, but for what the incoming officer says.
func (h Handover) Told(l Line, name func(OfficerID) string) RecordLine {
	r := RecordLine{
		Key: l.Key, Kind: l.Kind, Grave: l.Grave(), Number: l.Row.Number, Text: l.Text, Place: l.Row.Place,
		Status: l.Row.Status, Urgency: l.Row.Urgency, Due: l.Row.Due, Clock: l.Row.DueClock, Overdue: l.Overdue,
		Waiting: l.Waiting, At: l.At, Outlook: h.Outlook(l), Arrived: l.Arrived,
		Log: l.Log.Kind, Count: l.Log.Count, Cases: l.Numbers, Declined: l.Declined, Disposition: l.Row.Disposition,
	}
	if r.Text == "" {
		r.Text = l.Row.Headline
	}
	if l.Row.Owner != "" {
		r.Owner = name(l.Row.Owner)
	}
	if l.By != "" {
		r.By = name(l.By)
	}
	return r
}

// Missing are the lines nobody has said yet what comes next of, as the draft
// has them: gravest and oldest first.
func (h Handover) Missing(lines []Line) []Line {
	return filter(lines, func(l Line) bool { return l.Asks() && len(h.Outlook(l).Lacks(l.Grave())) > 0 })
}

// Outlook is what is to come of a line: what was said of it in this handover,
// else, where nothing asks for a new word, what the last one had.
func (h Handover) Outlook(l Line) Outlook {
	if o, said := h.Outlooks[l.Key]; said || l.Given == nil || l.Asks() {
		return o
	}
	return *l.Given
}

// Unanswered are the lines the incoming officer has not answered as they are.
func (h Handover) Unanswered(lines []Line) []Line {
	return filter(lines, func(l Line) bool { return l.Wants() && !l.Answered(h.Answers[l.Key]) })
}

// Questions are the lines with a question that nobody answered.
func (h Handover) Questions(lines []Line) []Line {
	return filter(lines, func(l Line) bool {
		a := h.Answers[l.Key]
		return a.Verdict == Questioned && a.Reply == ""
	})
}

func filter(lines []Line, keep func(Line) bool) []Line {
	var out []Line
	for _, l := range lines {
		if keep(l) {
			out = append(out, l)
		}
	}
	return out
}
