package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"piket/model"
)

// SinceKind is a group of what happened while an officer was away.
type SinceKind string

// The groups, in the order they are read in.
const (
	SinceOwed     SinceKind = "owed"     // handovers that wait for a section head
	SinceAdded    SinceKind = "added"    // additions that wait for a signature
	SinceRefused  SinceKind = "refused"  // lines of a handover nobody accepted
	SinceArrived  SinceKind = "arrived"  // new cases
	SinceChanged  SinceKind = "changed"  // the officer's own, by others
	SinceDue      SinceKind = "due"      // passed a deadline
	SinceUnsealed SinceKind = "unsealed" // somebody looked who reported
	SinceProposed SinceKind = "proposed" // waits for a second officer
)

// SinceKinds lists the groups.
func SinceKinds() []SinceKind {
	return []SinceKind{SinceOwed, SinceAdded, SinceRefused, SinceArrived, SinceChanged, SinceDue, SinceUnsealed, SinceProposed}
}

// SinceItem is one case in a group, one opening of a seal, or a handover.
type SinceItem struct {
	Kind      SinceKind
	Case      model.CaseID     // empty for a handover, and a line of the duty log
	Handover  model.HandoverID // that waits
	Number    string
	Violation model.Violation
	Report    model.Kind
	Urgency   model.Urgency
	Place     string          // name or address
	Headline  string          // names of the subjects, or how the narrative begins
	By        model.OfficerID // who did the newest of it; empty for a deadline
	At        time.Time       // when
	Event     model.Event     // the newest; nil for a deadline
	Clock     model.ClockName // the deadline that passed
	N         int             // how many events it stands for
	Text      string          // why a line of a handover waits; what an addition adds
	Record    *model.Record   // of a handover that waits for a section head
	seq       uint64          // of the newest event
}

// Since is what happened between an officer's last sitting and this one.
type Since struct {
	Left  time.Time // when that ended; zero when they never sat before
	Items []SinceItem
	// Total is how many there were in a group; Items may hold fewer.
	Total map[SinceKind]int
	// Cut says that only the newest was read.
	Cut bool
}

// What is read at most, and how much of it is shown.
const (
	sinceEvents = 20_000
	sincePage   = 1000
	sinceRows   = 500
	sinceShown  = 200 // a group
	sinceLooked = 200 // cases looked up for what their events do not tell
)

// Since is what happened while the officer was away. It reads the newest of
// the journal and of the lists, and says so where that was not all.
func (s *Session) Since(ctx context.Context) (Since, error) {
	out := Since{Left: s.left, Total: map[SinceKind]int{}}
	a := &away{session: s, me: s.actor.Officer, out: &out, items: map[sinceKey]*SinceItem{}, cases: map[model.CaseID]model.Case{}}
	reads := []func(context.Context) error{a.readMine, a.readOwed, a.readEvents, a.readDue, a.finish}
	if s.since == 0 { // they never sat here
		reads = reads[:2]
	}
	for _, read := range reads {
		if err := read(ctx); err != nil {
			return Since{}, err
		}
	}
	return out, nil
}

// sinceKey is what makes one item: a case in a group, but each opening of a
// seal is an item of its own.
type sinceKey struct {
	kind   SinceKind
	id     model.CaseID
	opened uint64 // the event's place in the journal
}

// away gathers what one officer missed.
type away struct {
	session *Session
	me      model.OfficerID
	out     *Since
	mine    map[model.CaseID]bool
	items   map[sinceKey]*SinceItem
	cases   map[model.CaseID]model.Case // looked up
}

// readMine learns which cases are the officer's, closed ones too.
func (a *away) readMine(ctx context.Context) error {
	w, err := a.session.Window(ctx, model.WindowQuery{
		Filter: model.Filter{Owner: a.me, Statuses: model.Statuses()}, Now: a.session.Now(), After: sinceRows,
	})
	a.mine = make(map[model.CaseID]bool, len(w.Rows))
	for _, r := range w.Rows {
		a.mine[r.ID] = true
	}
	a.out.Cut = a.out.Cut || w.Below
	return err
}

func (a *away) readEvents(ctx context.Context) error {
	after := a.session.since
	if seq := a.session.Seq(); seq > after+sinceEvents {
		after, a.out.Cut = seq-sinceEvents, true
	}
	for {
		events, err := a.session.Events(ctx, after, sincePage)
		if err != nil {
			return err
		}
		for _, e := range events {
			a.note(e)
			after = e.Seq
		}
		if len(events) < sincePage {
			return nil
		}
	}
}

// note takes an event in that somebody else caused.
func (a *away) note(e model.Envelope) {
	if e.Stream.Kind() != model.OfCase || e.Actor.Officer == a.me {
		return
	}
	id := model.CaseID(e.Stream)
	switch ev := e.Event.(type) {
	case model.CaseOpened:
		i := a.add(SinceArrived, id, e)
		i.Number, i.Violation, i.Report, i.Urgency = ev.Number, ev.Violation, ev.Facts.Kind, ev.Urgency
		i.Place, i.Headline = placeOf(ev.Facts), headlineOf(ev.Facts)
		return
	case model.SealOpened:
		a.add(SinceUnsealed, id, e)
		return
	case model.FalseReportProposed:
		a.add(SinceProposed, id, e)
	case model.Assigned:
		if ev.From == a.me || ev.To == a.me {
			a.add(SinceChanged, id, e)
			return
		}
	}
	if a.mine[id] {
		a.add(SinceChanged, id, e)
	}
}

func (a *away) add(kind SinceKind, id model.CaseID, e model.Envelope) *SinceItem {
	k := sinceKey{kind: kind, id: id}
	if kind == SinceUnsealed {
		k.opened = e.Seq
	}
	i := a.items[k]
	if i == nil {
		i = &SinceItem{Kind: kind, Case: id}
		a.items[k] = i
	}
	i.By, i.At, i.Event, i.N, i.seq = e.Actor.Officer, e.Recorded, e.Event, i.N+1, e.Seq
	return i
}

// readDue finds what passed its deadline meanwhile.
func (a *away) readDue(ctx context.Context) error {
	w, err := a.session.Window(ctx, model.WindowQuery{
		Filter: model.Filter{Overdue: true}, Now: a.session.Now(), After: sinceRows,
	})
	for _, r := range w.Rows {
		if r.Due.After(a.out.Left) {
			a.items[sinceKey{kind: SinceDue, id: r.ID}] = &SinceItem{
				Kind: SinceDue, Case: r.ID, Number: r.Number, Violation: r.Violation, Report: r.Kind, Urgency: r.Urgency,
				Place: r.Place, Headline: r.Headline, At: r.Due, Clock: r.DueClock, N: 1,
			}
		}
	}
	a.out.Cut = a.out.Cut || w.Below
	return err
}

// finish puts the groups in order, newest first, and looks up what the events
// did not tell.
func (a *away) finish(ctx context.Context) error {
	byKind := map[SinceKind][]*SinceItem{}
	for _, i := range a.items {
		byKind[i.Kind] = append(byKind[i.Kind], i)
	}
	for _, kind := range SinceKinds() {
		group := byKind[kind]
		slices.SortFunc(group, func(x, y *SinceItem) int {
			return cmp.Or(y.At.Compare(x.At), cmp.Compare(y.seq, x.seq), cmp.Compare(y.Case, x.Case))
		})
		kept, err := a.lookUp(ctx, group)
		if err != nil {
			return err
		}
		a.out.Total[kind] += kept
	}
	return nil
}

// lookUp adds a group to what is shown and says how many there are. A
// proposal that was decided meanwhile is none any more.
func (a *away) lookUp(ctx context.Context, group []*SinceItem) (total int, err error) {
	shown := 0
	for _, i := range group {
		total++
		if shown == sinceShown {
			continue
		}
		if i.Number == "" {
			c, ok, err := a.find(ctx, i.Case)
			if err != nil {
				return 0, err
			}
			if !ok || i.Kind == SinceProposed && c.Proposed == nil {
				total--
				continue
			}
			i.Number, i.Violation, i.Report, i.Urgency = c.Number, c.Violation, c.Facts.Kind, c.Urgency
			i.Place, i.Headline = placeOf(c.Facts), headlineOf(c.Facts)
		}
		a.out.Items = append(a.out.Items, *i)
		shown++
	}
	return total, nil
}

func placeOf(f model.Facts) string { return cmp.Or(f.Place.Name, f.Place.Address) }

// headlineMost is more of a narrative than any line has room for, in runes.
const headlineMost = 200

func headlineOf(f model.Facts) string {
	if r := []rune(f.Headline()); len(r) > headlineMost {
		return string(r[:headlineMost])
	}
	return f.Headline()
}

// find looks a case up, within reason.
func (a *away) find(ctx context.Context, id model.CaseID) (c model.Case, ok bool, err error) {
	if c, ok = a.cases[id]; ok {
		return c, true, nil
	}
	if len(a.cases) >= sinceLooked {
		a.out.Cut = true
		return c, false, nil
	}
	l, err := a.session.Case(ctx, id)
	if err != nil {
		return c, false, err
	}
	a.cases[id] = l.Case
	return l.Case, true, nil
}
