package model

import "time"

// Meta is what every command carries besides what it asks for.
type Meta struct {
	ID     string    // ULID; also the idempotency key unless Key is set
	Key    string    // idempotency key from outside: a message or row that may come twice
	At     time.Time // now, as the door saw it; what happened earlier goes in Happened
	Actor  Actor
	Expect uint64 // version of the case, or of the handover, that the person saw; 0 when it does not matter

	Happened time.Time // when it happened, if not just now
}

// Head is the command's own Meta.
func (m Meta) Head() Meta { return m }

// IdempotencyKey is what makes a second delivery of the same command a no-op.
func (m Meta) IdempotencyKey() string {
	if m.Key != "" {
		return m.Key
	}
	return m.ID
}

func (m Meta) time() time.Time {
	if m.Happened.IsZero() {
		return m.At.UTC().Round(0)
	}
	return m.Happened.UTC().Round(0)
}

// Command asks for a change. The set is closed: only this package decides.
type Command interface {
	Head() Meta
	// Streams names the streams whose state Decide needs, the one whose
	// version Expect speaks of first.
	Streams() []StreamID
	// texts is the command with every free text as edit has it.
	texts(edit Edit) Command
	decide(s State) ([]Change, error)
}

// The commands.
type (
	// SetUpOffice answers the three questions, once.
	SetUpOffice struct {
		Meta
		Office  OfficeSetUp
		Officer Officer // who sits here first, made admin
	}
	// OpenCase takes a report in.
	OpenCase struct {
		Meta
		Case         CaseID // a fresh ULID
		Received     time.Time
		Facts        Facts
		Reporter     *SealedReporter
		Violation    Violation
		Urgency      Urgency
		TrackingHash string
		Reinterview  *Reinterview // second questioning done at the desk with the report
		Callback     *Callback
		Take         bool // the officer who opens it keeps it
	}
	// CorrectFacts changes what was reported.
	CorrectFacts struct {
		Meta
		Case   CaseID
		Patch  FactsPatch
		Reason string
	}
	// CorrectReporter replaces the sealed identity; nil makes it anonymous.
	CorrectReporter struct {
		Meta
		Case     CaseID
		Reporter *SealedReporter
		Reason   string
	}
	// Triage sets violation and urgency.
	Triage struct {
		Meta
		Case      CaseID
		Violation Violation
		Urgency   Urgency
	}
	// TakeCase makes the actor its owner; two at once, one wins.
	TakeCase struct {
		Meta
		Case CaseID
	}
	// HandOn gives the case to another officer.
	HandOn struct {
		Meta
		Case CaseID
		To   OfficerID
		Note string
	}
	// GiveBack lets go of one's own case.
	GiveBack struct {
		Meta
		Case CaseID
		Note string
	}
	// ChangeStatus moves the case along the workflow. Closing as laporan
	// palsu proposes it first, and closes when a second officer asks the same.
	ChangeStatus struct {
		Meta
		Case        CaseID
		To          Status
		Reason      string
		Disposition Disposition
		Note        string
	}
	// DeclineFalseReport turns a colleague's proposal down, or takes back one's own.
	DeclineFalseReport struct {
		Meta
		Case   CaseID
		Reason string
	}
	// AddNote puts a remark in the file.
	AddNote struct {
		Meta
		Case CaseID
		Text string
	}
	// RecordReinterview keeps the second questioning of a walk-in.
	RecordReinterview struct {
		Meta
		Case        CaseID
		Reinterview Reinterview
	}
	// RecordCallback keeps the proof of contact of a phone report.
	RecordCallback struct {
		Meta
		Case     CaseID
		Callback Callback
	}
	// LinkDuplicate says that Case repeats what Original reported.
	LinkDuplicate struct {
		Meta
		Case, Original CaseID
	}
	// UnlinkDuplicate undoes that.
	UnlinkDuplicate struct {
		Meta
		Case, Other CaseID
	}
	// OpenSeal asks to see who reported.
	OpenSeal struct {
		Meta
		Case   CaseID
		Reason string
	}
	// Undo compensates the actor's last reversible act on the case. Other is
	// the linked case when that act was a link.
	Undo struct {
		Meta
		Case  CaseID
		Other CaseID
	}
)

func one(id CaseID) []StreamID { return []StreamID{id.Stream()} }

func two(a, b CaseID) []StreamID {
	if b == "" || a == b {
		return one(a)
	}
	return []StreamID{a.Stream(), b.Stream()}
}

// Streams names the streams a command touches.
func (SetUpOffice) Streams() []StreamID          { return []StreamID{OfficeStream} }
func (c OpenCase) Streams() []StreamID           { return one(c.Case) }
func (c CorrectFacts) Streams() []StreamID       { return one(c.Case) }
func (c CorrectReporter) Streams() []StreamID    { return one(c.Case) }
func (c Triage) Streams() []StreamID             { return one(c.Case) }
func (c TakeCase) Streams() []StreamID           { return one(c.Case) }
func (c HandOn) Streams() []StreamID             { return one(c.Case) }
func (c GiveBack) Streams() []StreamID           { return one(c.Case) }
func (c ChangeStatus) Streams() []StreamID       { return one(c.Case) }
func (c DeclineFalseReport) Streams() []StreamID { return one(c.Case) }
func (c AddNote) Streams() []StreamID            { return one(c.Case) }
func (c RecordReinterview) Streams() []StreamID  { return one(c.Case) }
func (c RecordCallback) Streams() []StreamID     { return one(c.Case) }
func (c LinkDuplicate) Streams() []StreamID      { return two(c.Case, c.Original) }
func (c UnlinkDuplicate) Streams() []StreamID    { return two(c.Case, c.Other) }
func (c OpenSeal) Streams() []StreamID           { return one(c.Case) }
func (c Undo) Streams() []StreamID               { return two(c.Case, c.Other) }
