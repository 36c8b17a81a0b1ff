package model

import (
	"strings"
	"time"
)

// StreamID names the aggregate an event belongs to: a case's ID, OfficeStream,
// or "<kind>.<ULID>" for streams of other kinds.
type StreamID string

// OfficeStream holds what concerns the office as a whole.
const OfficeStream StreamID = "office"

// StreamKind says what a stream is about.
type StreamKind string

// The kinds of streams.
const (
	OfOffice  StreamKind = "office"
	OfCase    StreamKind = "case"
	OfSitting StreamKind = "sitting" // one officer at the desk, from sign-in to leaving

	OfWatch    StreamKind = "watch" // the duty log of a watch
	OfHandover StreamKind = "handover"
)

// Kind is what the stream is about.
func (id StreamID) Kind() StreamKind {
	if id == OfficeStream {
		return OfOffice
	}
	kind, _, _ := id.Cut()
	return kind
}

// Cut parts a stream's kind from what it is called within its kind; ok is
// false for the office and for a case, which have no prefix.
func (id StreamID) Cut() (kind StreamKind, name string, ok bool) {
	prefix, name, ok := strings.Cut(string(id), ".")
	if !ok {
		return OfCase, string(id), false
	}
	return StreamKind(prefix), name, true
}

// Stream is the stream of a case.
func (id CaseID) Stream() StreamID { return StreamID(id) }

// Actor is who did it, and through which door.
type Actor struct {
	Officer OfficerID `json:"officer,omitempty"`
	Door    string    `json:"door,omitempty"` // desk, cli, ssh, import, …
}

// Envelope is one entry of the journal.
type Envelope struct {
	Seq         uint64
	ID          string // ULID
	Stream      StreamID
	Version     uint64 // of the stream after this event, from 1
	Time        time.Time
	Recorded    time.Time
	Actor       Actor
	Correlation string // ID of the command
	Prev        []byte // SHA-256 of the stored bytes of the entry before
	Event       Event
}

// Event is a fact of the past. Type is the written-out name in the journal.
type Event interface{ Type() string }

// The events. Each carries what Apply needs and what the timeline shows,
// old values included, and is never changed once a release has written it:
// a new shape is a new type with a higher version.
type (
	// OfficeSetUp answers the three questions of the first run.
	OfficeSetUp struct {
		Name      string `json:"name"`
		Code      string `json:"code"`
		Zone      Zone   `json:"zone"`
		Recipient string `json:"recipient"`
	}
	// OfficerRegistered lets somebody sit at the desk.
	OfficerRegistered struct {
		Officer Officer `json:"officer"`
	}
	// RoleChanged gives an officer other rights.
	RoleChanged struct {
		Officer OfficerID `json:"officer"`
		From    Role      `json:"from"`
		To      Role      `json:"to"`
	}
	// OfficerDisabled shuts every door to an officer.
	OfficerDisabled struct {
		Officer OfficerID `json:"officer"`
		Reason  string    `json:"reason,omitempty"`
	}
	// OfficerEnabled opens them again.
	OfficerEnabled struct {
		Officer OfficerID `json:"officer"`
	}
	// KeyAdded lets a public key in as an officer.
	KeyAdded struct {
		Officer OfficerID  `json:"officer"`
		Key     OfficerKey `json:"key"`
	}
	// KeyRemoved lets it in no more.
	KeyRemoved struct {
		Officer     OfficerID `json:"officer"`
		Fingerprint string    `json:"fingerprint"`
	}
	// PINSet changes what an officer signs in with.
	PINSet struct {
		Officer OfficerID `json:"officer"`
		Hash    PINHash   `json:"hash"`
	}
	// SignInFailed is a try that was refused; Locked says that it was one too many.
	SignInFailed struct {
		Officer OfficerID     `json:"officer"`
		Why     SignInRefusal `json:"why"`
		Locked  bool          `json:"locked,omitempty"`
	}
	// SignInCleared forgets the wrong tries and lifts a lock.
	SignInCleared struct {
		Officer OfficerID `json:"officer"`
		Lifted  bool      `json:"lifted,omitempty"` // by a supervisor, not by the right PIN
	}
	// SatDown begins a sitting: the actor is at the desk.
	SatDown struct {
		By  SignInProof `json:"by"`
		Key string      `json:"key,omitempty"` // fingerprint of the key they came with
	}
	// SittingPaused covers the screen until the PIN is given.
	SittingPaused struct{}
	// SittingResumed uncovers it.
	SittingResumed struct{}
	// SittingEnded says that the officer left.
	SittingEnded struct {
		Why SittingEnd `json:"why"`
	}
	// WatchSwapped puts others on a watch than the roster says.
	WatchSwapped struct{ Crew }
	// LogWritten is an entry of the duty log.
	LogWritten struct{ LogNote }
	// HandoverOpened begins to hand a watch over.
	HandoverOpened struct {
		Since  uint64     `json:"since"`
		AddsTo HandoverID `json:"adds_to,omitempty"`
		Missed []WatchID  `json:"missed,omitempty"`
		// Watch is the one handed over, as the roster had it then.
		Watch Watch `json:"watch,omitzero"`
		// Alone says that the incoming officer began it: nobody was there to.
		Alone bool `json:"alone,omitempty"`
	}
	// HandoverWithdrawn takes back an addition that nobody has signed.
	HandoverWithdrawn struct{}
	// LineNoted says what the outgoing officer knows of a line.
	LineNoted struct {
		Line    LineKey `json:"line"`
		Outlook Outlook `json:"outlook"`
	}
	// HandoverRemarked is what is to be said beside the lines.
	HandoverRemarked struct {
		Text string `json:"text"`
	}
	// HandoverOffered says that the outgoing officer is done.
	HandoverOffered struct {
		Lines int `json:"lines"`
	}
	// LineAnswered is what the incoming officer says to a line.
	LineAnswered struct {
		Line     LineKey `json:"line"`
		Verdict  Verdict `json:"verdict"`
		Text     string  `json:"text,omitempty"`
		ReadBack string  `json:"read_back,omitempty"`
		Seq      uint64  `json:"seq"` // of the line as it was
	}
	// LineReplied answers a question.
	LineReplied struct {
		Line LineKey `json:"line"`
		Text string  `json:"text"`
	}
	// HandoverSigned is one side's word.
	HandoverSigned struct{ Signature }
	// HandoverSealed ends it: what was signed, for ever.
	HandoverSealed struct {
		Record Record `json:"record"`
	}
	// HandoverCountersigned is the supervisor's word.
	HandoverCountersigned struct {
		Name string      `json:"name"`
		Note string      `json:"note,omitempty"`
		By   SignInProof `json:"by,omitempty"`
	}
	// CaseOpened begins a case.
	CaseOpened struct {
		Number       string          `json:"number"`
		Received     time.Time       `json:"received"`
		Facts        Facts           `json:"facts"`
		Reporter     *SealedReporter `json:"reporter,omitempty"`
		Violation    Violation       `json:"violation,omitempty"`
		Urgency      Urgency         `json:"urgency"`
		TrackingHash string          `json:"tracking,omitempty"` // hex SHA-256
		Clocks       []Clock         `json:"clocks,omitzero"`
	}
	// FactsCorrected changes what was reported; Before holds the old values.
	FactsCorrected struct {
		Before FactsPatch `json:"before"`
		After  FactsPatch `json:"after"`
		Reason string     `json:"reason,omitempty"`
		Clocks []Clock    `json:"clocks,omitzero"`
		UndoOf uint64     `json:"undo_of,omitempty"`
	}
	// ReporterCorrected replaces the sealed identity.
	ReporterCorrected struct {
		Reporter *SealedReporter `json:"reporter,omitempty"`
		Reason   string          `json:"reason"`
	}
	// Triaged sets the violation and the urgency.
	Triaged struct {
		FromViolation Violation `json:"from_violation,omitempty"`
		ToViolation   Violation `json:"to_violation,omitempty"`
		FromUrgency   Urgency   `json:"from_urgency"`
		ToUrgency     Urgency   `json:"to_urgency"`
		Clocks        []Clock   `json:"clocks,omitzero"`
		UndoOf        uint64    `json:"undo_of,omitempty"`
	}
	// Assigned moves the case between hands; empty is nobody. One that was not
	// accepted at a handover stays with who handed it over, and Note says why.
	Assigned struct {
		From     OfficerID  `json:"from,omitempty"`
		To       OfficerID  `json:"to,omitempty"`
		Note     string     `json:"note,omitempty"`
		Handover HandoverID `json:"handover,omitempty"` // with which it changed hands
		Declined bool       `json:"declined,omitempty"`
		UndoOf   uint64     `json:"undo_of,omitempty"`
	}
	// StatusChanged moves the case along the workflow.
	StatusChanged struct {
		From        Status      `json:"from"`
		To          Status      `json:"to"`
		Reason      string      `json:"reason,omitempty"` // why it waits or reopens
		Disposition Disposition `json:"disposition,omitempty"`
		Note        string      `json:"note,omitempty"`
		ConfirmedBy OfficerID   `json:"confirmed_by,omitempty"` // second officer of a laporan palsu
		Proposal    *Proposal   `json:"proposal,omitempty"`     // one that an undo brings back
		Clocks      []Clock     `json:"clocks,omitzero"`
		UndoOf      uint64      `json:"undo_of,omitempty"`
	}
	// FalseReportProposed asks a second officer to confirm.
	FalseReportProposed struct {
		Note string `json:"note,omitempty"`
	}
	// FalseReportDeclined ends a proposal without closing the case.
	FalseReportDeclined struct {
		Reason    string `json:"reason,omitempty"`
		Withdrawn bool   `json:"withdrawn,omitempty"` // by the officer who had proposed
		UndoOf    uint64 `json:"undo_of,omitempty"`
	}
	// NoteAdded puts a remark in the file.
	NoteAdded struct {
		Text string `json:"text"`
	}
	// NoteWithdrawn strikes a remark out; its text stays in the journal.
	NoteWithdrawn struct {
		Note   uint64 `json:"note"` // version of the NoteAdded
		UndoOf uint64 `json:"undo_of,omitempty"`
	}
	// Reinterviewed records the second questioning of a walk-in.
	Reinterviewed struct{ Reinterview }
	// CalledBack records the proof of contact of a phone report.
	CalledBack struct{ Callback }
	// CaseLinked ties this case to another.
	CaseLinked struct {
		Link
		UndoOf uint64 `json:"undo_of,omitempty"`
	}
	// CaseUnlinked undoes a link.
	CaseUnlinked struct {
		Link
		UndoOf uint64 `json:"undo_of,omitempty"`
	}
	// SealOpened records that an officer saw who reported, and why.
	SealOpened struct {
		Reason string `json:"reason"`
	}
)

// Type names the event in the journal.
func (OfficeSetUp) Type() string           { return "office.set-up.v1" }
func (OfficerRegistered) Type() string     { return "officer.registered.v1" }
func (RoleChanged) Type() string           { return "officer.role-changed.v1" }
func (OfficerDisabled) Type() string       { return "officer.disabled.v1" }
func (OfficerEnabled) Type() string        { return "officer.enabled.v1" }
func (KeyAdded) Type() string              { return "officer.key-added.v1" }
func (KeyRemoved) Type() string            { return "officer.key-removed.v1" }
func (PINSet) Type() string                { return "officer.pin-set.v1" }
func (SignInFailed) Type() string          { return "officer.sign-in-failed.v1" }
func (SignInCleared) Type() string         { return "officer.sign-in-cleared.v1" }
func (SatDown) Type() string               { return "sitting.begun.v1" }
func (SittingPaused) Type() string         { return "sitting.paused.v1" }
func (SittingResumed) Type() string        { return "sitting.resumed.v1" }
func (SittingEnded) Type() string          { return "sitting.ended.v1" }
func (WatchSwapped) Type() string          { return "watch.swapped.v1" }
func (LogWritten) Type() string            { return "log.written.v1" }
func (HandoverOpened) Type() string        { return "handover.opened.v1" }
func (HandoverWithdrawn) Type() string     { return "handover.withdrawn.v1" }
func (LineNoted) Type() string             { return "handover.line-noted.v1" }
func (HandoverRemarked) Type() string      { return "handover.remarked.v1" }
func (HandoverOffered) Type() string       { return "handover.offered.v1" }
func (LineAnswered) Type() string          { return "handover.line-answered.v1" }
func (LineReplied) Type() string           { return "handover.line-replied.v1" }
func (HandoverSigned) Type() string        { return "handover.signed.v1" }
func (HandoverSealed) Type() string        { return "handover.sealed.v1" }
func (HandoverCountersigned) Type() string { return "handover.countersigned.v1" }
func (CaseOpened) Type() string            { return "case.opened.v1" }
func (FactsCorrected) Type() string        { return "case.facts-corrected.v1" }
func (ReporterCorrected) Type() string     { return "case.reporter-corrected.v1" }
func (Triaged) Type() string               { return "case.triaged.v1" }
func (Assigned) Type() string              { return "case.assigned.v1" }
func (StatusChanged) Type() string         { return "case.status-changed.v1" }
func (FalseReportProposed) Type() string   { return "case.false-report-proposed.v1" }
func (FalseReportDeclined) Type() string   { return "case.false-report-declined.v1" }
func (NoteAdded) Type() string             { return "case.note-added.v1" }
func (NoteWithdrawn) Type() string         { return "case.note-withdrawn.v1" }
func (Reinterviewed) Type() string         { return "case.reinterviewed.v1" }
func (CalledBack) Type() string            { return "case.called-back.v1" }
func (CaseLinked) Type() string            { return "case.linked.v1" }
func (CaseUnlinked) Type() string          { return "case.unlinked.v1" }
func (SealOpened) Type() string            { return "case.seal-opened.v1" }
