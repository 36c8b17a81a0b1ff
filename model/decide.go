package model

import "fmt"

// State is all that Decide may know.
type State struct {
	Office Office
	Rules  Rules
	Cases  map[CaseID]Loaded // the case streams the command named; an empty one is absent
	// Records are the streams of other kinds the command named, likewise.
	Records map[StreamID][]Envelope
	// Seq is the journal's last entry before this command.
	Seq uint64
	// Serial is the next free register number of a year, as the writer's own
	// transaction sees it.
	Serial func(year int) uint64
}

// Loaded is a case with the events it was folded from.
type Loaded struct {
	Case    Case
	History []Envelope
}

// Change is an event and the stream it goes to.
type Change struct {
	Stream StreamID
	Event  Event
}

// Decide turns a command into events, or refuses with an *Error. It is pure:
// the same state and command give the same answer.
func Decide(s State, c Command) ([]Change, error) {
	m := c.Head()
	if m.ID == "" || m.At.IsZero() {
		return nil, invalid("command-incomplete", nil)
	}
	if _, first := c.(SetUpOffice); !first && !s.Office.SetUp() {
		return nil, conflict("office-not-set-up", nil)
	}
	if err := s.sees(c); err != nil {
		return nil, err
	}
	return cleaned(c).decide(s)
}

// sees refuses a command that was given on sight of an older version.
func (s State) sees(c Command) error {
	want := c.Head().Expect
	if want == 0 {
		return nil
	}
	l, ok := s.Cases[CaseID(c.Streams()[0])]
	if ok && l.Case.Version != want {
		return conflict("stale", Args{"number": l.Case.Number, "seen": want, "now": l.Case.Version})
	}
	return nil
}

func (s State) load(id CaseID) (Loaded, error) {
	l, ok := s.Cases[id]
	if !ok {
		return Loaded{}, notFound("case-not-found", Args{"number": string(id)})
	}
	return l, nil
}

func (s State) open(id CaseID) (Case, error) {
	l, err := s.load(id)
	if err == nil && !l.Case.Status.Open() {
		err = conflict("case-closed", Args{"number": l.Case.Number})
	}
	return l.Case, err
}

func change(id CaseID, events ...Event) []Change {
	var out []Change
	for _, e := range events {
		out = append(out, Change{Stream: id.Stream(), Event: e})
	}
	return out
}

func (c SetUpOffice) decide(s State) ([]Change, error) {
	if s.Office.SetUp() {
		return nil, conflict("office-already-set-up", Args{"name": s.Office.Name})
	}
	if err := validateOffice(c.Office); err != nil {
		return nil, err
	}
	c.Officer.Role = RoleAdmin
	if err := validateOfficer(s.Office, c.Officer); err != nil {
		return nil, err
	}
	return []Change{
		{OfficeStream, c.Office},
		{OfficeStream, OfficerRegistered{Officer: c.Officer}},
	}, nil
}

func (c OpenCase) decide(s State) ([]Change, error) {
	if _, exists := s.Cases[c.Case]; exists || c.Case == "" {
		return nil, conflict("case-exists", Args{"number": string(c.Case)})
	}
	if c.Urgency == "" {
		c.Urgency = Normal
	}
	if err := c.validate(s.Rules); err != nil {
		return nil, err
	}
	ev := s.opening(c)
	events := []Event{ev}
	if c.Take && c.Actor.Officer != "" {
		events = append(events, Assigned{To: c.Actor.Officer})
	}
	if c.Reinterview != nil {
		events = append(events, Reinterviewed{*c.Reinterview})
	}
	if c.Callback != nil {
		events = append(events, CalledBack{*c.Callback})
	}
	return change(c.Case, events...), nil
}

func (s State) opening(c OpenCase) CaseOpened {
	received := c.Received.UTC()
	if c.Received.IsZero() {
		received = c.time()
	}
	year := received.In(s.Office.Zone.Location()).Year()
	ev := CaseOpened{
		Number:   Number(s.Office.Code, year, s.Serial(year)),
		Received: received, Facts: c.Facts, Reporter: c.Reporter,
		Violation: c.Violation, Urgency: c.Urgency, TrackingHash: c.TrackingHash,
	}
	ev.Facts.Occurred = ev.Facts.Occurred.UTC()
	ev.Clocks = s.Rules.opened(Case{Received: received, Facts: ev.Facts, Urgency: c.Urgency})
	return ev
}

// Number is a register number: office code, year, serial of that year.
func Number(code string, year int, serial uint64) string {
	return fmt.Sprintf("%s-%04d-%06d", code, year, serial)
}

func (c CorrectFacts) decide(s State) ([]Change, error) {
	l, err := s.load(c.Case)
	if err != nil {
		return nil, err
	}
	now := l.Case.Facts.With(c.Patch)
	before, after := Diff(l.Case.Facts, now)
	if after.Empty() {
		return nil, invalid("nothing-changed", nil)
	}
	if tooLong(c.Reason, maxNote) {
		return nil, invalid("text-too-long", Args{"field": "reason", "max": maxNote})
	}
	if err := now.validate(c.time()); err != nil {
		return nil, err
	}
	ev := FactsCorrected{Before: before, After: after, Reason: c.Reason}
	if after.Kind != nil {
		l.Case.Facts = now
		ev.Clocks = s.Rules.retimed(l.Case)
	}
	return change(c.Case, ev), nil
}

func (c CorrectReporter) decide(s State) ([]Change, error) {
	if _, err := s.load(c.Case); err != nil {
		return nil, err
	}
	if err := reason(c.Reason); err != nil {
		return nil, err
	}
	return change(c.Case, ReporterCorrected{Reporter: c.Reporter, Reason: c.Reason}), nil
}

func (c Triage) decide(s State) ([]Change, error) {
	was, err := s.open(c.Case)
	if err != nil {
		return nil, err
	}
	if err := validateTriage(s.Rules, c.Violation, c.Urgency, was.Violation); err != nil {
		return nil, err
	}
	if c.Violation == was.Violation && c.Urgency == was.Urgency {
		return nil, invalid("nothing-changed", nil)
	}
	now := was
	now.Violation, now.Urgency = c.Violation, c.Urgency
	return change(c.Case, Triaged{
		FromViolation: was.Violation, ToViolation: c.Violation,
		FromUrgency: was.Urgency, ToUrgency: c.Urgency, Clocks: s.Rules.retimed(now),
	}), nil
}

func (c TakeCase) decide(s State) ([]Change, error) {
	was, err := s.open(c.Case)
	switch {
	case err != nil:
		return nil, err
	case was.Owner == c.Actor.Officer && was.Owner != "":
		return nil, conflict("already-yours", Args{"number": was.Number})
	case was.Owner != "":
		return nil, conflict("taken", Args{"number": was.Number, "officer": s.name(was.Owner)})
	case c.Actor.Officer == "":
		return nil, forbidden("no-officer", nil)
	}
	return change(c.Case, Assigned{To: c.Actor.Officer}), nil
}

func (s State) name(id OfficerID) string {
	if f, ok := s.Office.Officer(id); ok {
		return f.Name
	}
	return string(id)
}

func (c HandOn) decide(s State) ([]Change, error) {
	was, err := s.open(c.Case)
	if err != nil {
		return nil, err
	}
	to, ok := s.Office.Officer(c.To)
	switch {
	case !ok || to.Disabled:
		return nil, notFound("officer-not-found", Args{"name": string(c.To)})
	case was.Owner == c.To:
		return nil, conflict("already-theirs", Args{"number": was.Number, "officer": to.Name})
	case tooLong(c.Note, maxNote):
		return nil, invalid("text-too-long", Args{"field": "note", "max": maxNote})
	}
	return change(c.Case, Assigned{From: was.Owner, To: c.To, Note: c.Note}), nil
}

func (c GiveBack) decide(s State) ([]Change, error) {
	was, err := s.open(c.Case)
	if err != nil {
		return nil, err
	}
	if was.Owner == "" || was.Owner != c.Actor.Officer {
		return nil, forbidden("not-yours", Args{"number": was.Number})
	}
	return change(c.Case, Assigned{From: was.Owner, Note: c.Note}), nil
}

func (c AddNote) decide(s State) ([]Change, error) {
	if _, err := s.load(c.Case); err != nil {
		return nil, err
	}
	if c.Text == "" {
		return nil, invalid("note-empty", nil)
	}
	if tooLong(c.Text, maxNote) {
		return nil, invalid("text-too-long", Args{"field": "note", "max": maxNote})
	}
	return change(c.Case, NoteAdded{Text: c.Text}), nil
}

func (c RecordReinterview) decide(s State) ([]Change, error) {
	if _, err := s.load(c.Case); err != nil {
		return nil, err
	}
	if err := c.Reinterview.validate(); err != nil {
		return nil, err
	}
	return change(c.Case, Reinterviewed{c.Reinterview}), nil
}

func (c RecordCallback) decide(s State) ([]Change, error) {
	if _, err := s.load(c.Case); err != nil {
		return nil, err
	}
	if err := c.Callback.validate(); err != nil {
		return nil, err
	}
	return change(c.Case, CalledBack{c.Callback}), nil
}

func (c OpenSeal) decide(s State) ([]Change, error) {
	l, err := s.load(c.Case)
	if err != nil {
		return nil, err
	}
	if l.Case.Reporter == nil {
		return nil, notFound("reporter-anonymous", Args{"number": l.Case.Number})
	}
	if err := reason(c.Reason); err != nil {
		return nil, err
	}
	return change(c.Case, SealOpened{Reason: c.Reason}), nil
}

func reason(text string) error {
	if text == "" {
		return invalid("reason-missing", nil)
	}
	if tooLong(text, maxNote) {
		return invalid("text-too-long", Args{"field": "reason", "max": maxNote})
	}
	return nil
}
