package model

// Reversible finds the last act on a case that can still be undone and the
// case as it was before it. Acts already undone, and the undoing itself, are
// stepped over, so that undoing twice goes back two acts; so is an opened seal,
// which changed nothing and only says who looked.
func Reversible(history []Envelope) (act Envelope, before Case, ok bool) {
	undone := map[uint64]bool{}
	for i := len(history) - 1; i >= 0; i-- {
		e := history[i]
		if of := UndoOf(e.Event); of != 0 {
			undone[of] = true
			continue
		}
		if _, looked := e.Event.(SealOpened); looked {
			continue
		}
		if !undone[e.Version] {
			return e, FoldCase(history[:i]), reversible(e.Event)
		}
	}
	return Envelope{}, Case{}, false
}

// UndoOf is the version an event takes back; 0 when it takes back none.
func UndoOf(e Event) uint64 {
	switch ev := e.(type) {
	case FactsCorrected:
		return ev.UndoOf
	case Triaged:
		return ev.UndoOf
	case Assigned:
		return ev.UndoOf
	case StatusChanged:
		return ev.UndoOf
	case FalseReportDeclined:
		return ev.UndoOf
	case NoteWithdrawn:
		return ev.UndoOf
	case CaseLinked:
		return ev.UndoOf
	case CaseUnlinked:
		return ev.UndoOf
	}
	return 0
}

// EventCode is the word for what an event was: its type, but for a proposal of
// laporan palsu that its own officer took back, which was not declined, and for
// what a handover did.
func EventCode(e Event) string {
	if d, ok := e.(FalseReportDeclined); ok && (d.Withdrawn || d.UndoOf != 0) {
		return "case.false-report-withdrawn"
	}
	a, _ := e.(Assigned)
	switch {
	case a.Declined:
		return "case.not-accepted"
	case a.Handover != "":
		return "case.handed-over"
	}
	return e.Type()
}

// ReadsUndone says whether an event reads like a new act unless it is told as
// the undoing of one. A note withdrawn names that itself.
func ReadsUndone(e Event) bool {
	switch e.(type) {
	case FactsCorrected, Triaged, Assigned, StatusChanged, CaseLinked, CaseUnlinked:
		return UndoOf(e) != 0
	}
	return false
}

// UndoneCode is the word for what an event took back, as EventCode is for what
// it was; empty where it took back nothing.
func UndoneCode(e Event) string {
	if UndoOf(e) == 0 {
		return ""
	}
	switch e.(type) {
	case CaseUnlinked:
		return EventCode(CaseLinked{})
	case CaseLinked:
		return EventCode(CaseUnlinked{})
	case NoteWithdrawn:
		return EventCode(NoteAdded{})
	case FalseReportDeclined:
		return EventCode(FalseReportProposed{})
	}
	return EventCode(e)
}

func reversible(e Event) bool {
	switch ev := e.(type) {
	case Assigned:
		return ev.Handover == "" // what both signed stays
	case FactsCorrected, Triaged, StatusChanged, FalseReportProposed, NoteAdded, CaseLinked, CaseUnlinked:
		return true
	}
	return false
}

func (c Undo) decide(s State) ([]Change, error) {
	l, err := s.load(c.Case)
	if err != nil {
		return nil, err
	}
	act, before, ok := Reversible(l.History)
	switch {
	case !ok:
		return nil, conflict("nothing-to-undo", Args{"number": l.Case.Number})
	case act.Actor.Officer != c.Actor.Officer:
		return nil, forbidden("undo-not-yours", Args{"number": l.Case.Number, "officer": s.name(act.Actor.Officer)})
	}
	return c.compensate(s, l.Case, before, act)
}

// compensate is the events that put back what an act changed.
func (c Undo) compensate(s State, now, before Case, act Envelope) ([]Change, error) {
	v := act.Version
	switch ev := act.Event.(type) {
	case FactsCorrected:
		return change(c.Case, FactsCorrected{Before: ev.After, After: ev.Before, Clocks: list(before.Clocks), UndoOf: v}), nil
	case Triaged:
		return change(c.Case, Triaged{
			FromViolation: ev.ToViolation, ToViolation: ev.FromViolation,
			FromUrgency: ev.ToUrgency, ToUrgency: ev.FromUrgency, Clocks: list(before.Clocks), UndoOf: v,
		}), nil
	case Assigned:
		return change(c.Case, Assigned{From: ev.To, To: ev.From, UndoOf: v}), nil
	case StatusChanged:
		return change(c.Case, StatusChanged{
			From: ev.To, To: ev.From, Reason: before.Waiting, Disposition: before.Disposition,
			Proposal: before.Proposed, Clocks: list(before.Clocks), UndoOf: v,
		}), nil
	case FalseReportProposed:
		return change(c.Case, FalseReportDeclined{Withdrawn: true, UndoOf: v}), nil
	case NoteAdded:
		return change(c.Case, NoteWithdrawn{Note: v, UndoOf: v}), nil
	case CaseLinked:
		return unlink(s, now, ev.Case, v)
	case CaseUnlinked:
		return c.relink(s, now, ev.Link, v)
	}
	return nil, conflict("nothing-to-undo", Args{"number": now.Number})
}

func (c Undo) relink(s State, now Case, l Link, undoOf uint64) ([]Change, error) {
	if _, err := s.load(l.Case); err != nil {
		return nil, err
	}
	return append(
		change(c.Case, CaseLinked{Link: l, UndoOf: undoOf}),
		change(l.Case, CaseLinked{Link: Link{c.Case, now.Number, l.Role.Opposite()}})...,
	), nil
}
