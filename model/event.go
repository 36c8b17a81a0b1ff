package model

import (
	"encoding/json"
	"fmt"
	"time"
)

// StreamID names the aggregate an event belongs to: a case's ID or OfficeStream.
type StreamID string

// OfficeStream holds what concerns the office as a whole.
const OfficeStream StreamID = "office"

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
	// Assigned moves the case between hands; empty is nobody.
	Assigned struct {
		From   OfficerID `json:"from,omitempty"`
		To     OfficerID `json:"to,omitempty"`
		Note   string    `json:"note,omitempty"`
		UndoOf uint64    `json:"undo_of,omitempty"`
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
		Reason string `json:"reason,omitempty"`
		UndoOf uint64 `json:"undo_of,omitempty"`
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
func (OfficeSetUp) Type() string         { return "office.set-up.v1" }
func (OfficerRegistered) Type() string   { return "officer.registered.v1" }
func (CaseOpened) Type() string          { return "case.opened.v1" }
func (FactsCorrected) Type() string      { return "case.facts-corrected.v1" }
func (ReporterCorrected) Type() string   { return "case.reporter-corrected.v1" }
func (Triaged) Type() string             { return "case.triaged.v1" }
func (Assigned) Type() string            { return "case.assigned.v1" }
func (StatusChanged) Type() string       { return "case.status-changed.v1" }
func (FalseReportProposed) Type() string { return "case.false-report-proposed.v1" }
func (FalseReportDeclined) Type() string { return "case.false-report-declined.v1" }
func (NoteAdded) Type() string           { return "case.note-added.v1" }
func (NoteWithdrawn) Type() string       { return "case.note-withdrawn.v1" }
func (Reinterviewed) Type() string       { return "case.reinterviewed.v1" }
func (CalledBack) Type() string          { return "case.called-back.v1" }
func (CaseLinked) Type() string          { return "case.linked.v1" }
func (CaseUnlinked) Type() string        { return "case.unlinked.v1" }
func (SealOpened) Type() string          { return "case.seal-opened.v1" }

// DecodeEvent reads an event's JSON back by its written-out type. A type this
// release does not know is an error: it was written by a newer one.
func DecodeEvent(kind string, data []byte) (Event, error) {
	decode := decoder(kind)
	if decode == nil {
		return nil, fmt.Errorf("event type %q is not known", kind)
	}
	e, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("event %s: %w", kind, err)
	}
	return e, nil
}

// EventTypes lists every type a journal may hold.
func EventTypes() []string {
	var types []string
	for _, e := range samples() {
		types = append(types, e.Type())
	}
	return types
}

func samples() []Event {
	return []Event{
		OfficeSetUp{},
		OfficerRegistered{},
		CaseOpened{},
		FactsCorrected{},
		ReporterCorrected{},
		Triaged{},
		Assigned{},
		StatusChanged{},
		FalseReportProposed{},
		FalseReportDeclined{},
		NoteAdded{},
		NoteWithdrawn{},
		Reinterviewed{},
		CalledBack{},
		CaseLinked{},
		CaseUnlinked{},
		SealOpened{},
	}
}

func into[E Event](data []byte) (Event, error) {
	var e E
	if err := json.Unmarshal(data, &e); err != nil {
		return nil, err
	}
	return e, nil
}

func decoder(kind string) func([]byte) (Event, error) {
	switch kind {
	case OfficeSetUp{}.Type():
		return into[OfficeSetUp]
	case OfficerRegistered{}.Type():
		return into[OfficerRegistered]
	case CaseOpened{}.Type():
		return into[CaseOpened]
	case FactsCorrected{}.Type():
		return into[FactsCorrected]
	case ReporterCorrected{}.Type():
		return into[ReporterCorrected]
	case Triaged{}.Type():
		return into[Triaged]
	case Assigned{}.Type():
		return into[Assigned]
	case StatusChanged{}.Type():
		return into[StatusChanged]
	case FalseReportProposed{}.Type():
		return into[FalseReportProposed]
	case FalseReportDeclined{}.Type():
		return into[FalseReportDeclined]
	case NoteAdded{}.Type():
		return into[NoteAdded]
	case NoteWithdrawn{}.Type():
		return into[NoteWithdrawn]
	case Reinterviewed{}.Type():
		return into[Reinterviewed]
	case CalledBack{}.Type():
		return into[CalledBack]
	case CaseLinked{}.Type():
		return into[CaseLinked]
	case CaseUnlinked{}.Type():
		return into[CaseUnlinked]
	case SealOpened{}.Type():
		return into[SealOpened]
	}
	return nil
}
