package model

import "slices"

func (c ChangeStatus) decide(s State) ([]Change, error) {
	l, err := s.load(c.Case)
	if err != nil {
		return nil, err
	}
	move, err := c.allowed(s.Rules, l.Case)
	if err != nil {
		return nil, err
	}
	if c.Disposition == FalseReport && move.To == Closed {
		return c.closeFalse(s, l.Case)
	}
	return change(c.Case, c.event(s, l.Case)), nil
}

// allowed finds the row of the workflow and checks what it asks for.
func (c ChangeStatus) allowed(r Rules, was Case) (Move, error) {
	if !slices.Contains(Statuses(), c.To) {
		return Move{}, invalid("status-unknown", Args{"status": string(c.To)})
	}
	move, ok := moveFor(was, c.To)
	switch {
	case was.Status == c.To:
		return move, conflict("already-there", Args{"number": was.Number, "status": string(c.To)})
	case !ok:
		return move, conflict("move-not-allowed", Args{
			"number": was.Number, "from": string(was.Status), "to": string(c.To),
		})
	case move.Reason && c.Reason == "":
		return move, invalid("reason-missing", nil)
	case move.Disposition && c.Disposition == "":
		return move, invalid("disposition-missing", Args{"number": was.Number})
	case !move.Disposition && c.Disposition != "":
		return move, invalid("disposition-only-when-closing", nil)
	case c.Disposition != "" && !slices.Contains(r.Dispositions, c.Disposition):
		return move, invalid("disposition-unknown", Args{"disposition": string(c.Disposition)})
	case tooLong(c.Reason, maxNote) || tooLong(c.Note, maxNote):
		return move, invalid("text-too-long", Args{"field": "note", "max": maxNote})
	}
	return move, nil
}

func (c ChangeStatus) event(s State, was Case) StatusChanged {
	return StatusChanged{
		From: was.Status, To: c.To, Reason: c.Reason, Disposition: c.Disposition, Note: c.Note,
		Clocks: s.Rules.moved(was, c.To, c.time()),
	}
}

// closeFalse proposes a laporan palsu, or closes the case when a second
// officer asks for the same. An accusation against a reporter takes two.
func (c ChangeStatus) closeFalse(s State, was Case) ([]Change, error) {
	switch {
	case c.Actor.Officer == "":
		return nil, forbidden("no-officer", nil)
	case was.Proposed == nil:
		return change(c.Case, FalseReportProposed{Note: c.Note}), nil
	case was.Proposed.By == c.Actor.Officer:
		return nil, forbidden("second-officer-needed", Args{
			"number": was.Number, "officer": s.name(was.Proposed.By),
		})
	}
	ev := c.event(s, was)
	ev.ConfirmedBy = c.Actor.Officer
	if ev.Note == "" {
		ev.Note = was.Proposed.Note
	}
	return change(c.Case, ev), nil
}

func (c DeclineFalseReport) decide(s State) ([]Change, error) {
	was, err := s.open(c.Case)
	if err != nil {
		return nil, err
	}
	if was.Proposed == nil {
		return nil, conflict("no-proposal", Args{"number": was.Number})
	}
	if was.Proposed.By != c.Actor.Officer {
		if err := reason(c.Reason); err != nil {
			return nil, err
		}
	}
	return change(c.Case, FalseReportDeclined{Reason: c.Reason, Withdrawn: was.Proposed.By == c.Actor.Officer}), nil
}

func (c LinkDuplicate) decide(s State) ([]Change, error) {
	if c.Case == c.Original {
		return nil, invalid("link-itself", nil)
	}
	a, err := s.load(c.Case)
	if err != nil {
		return nil, err
	}
	b, err := s.load(c.Original)
	if err != nil {
		return nil, err
	}
	if linked(a.Case, c.Original) {
		return nil, conflict("already-linked", Args{"number": a.Case.Number, "other": b.Case.Number})
	}
	return append(
		change(c.Case, CaseLinked{Link: Link{c.Original, b.Case.Number, DuplicateOf}}),
		change(c.Original, CaseLinked{Link: Link{c.Case, a.Case.Number, OriginalOf}})...,
	), nil
}

func (c UnlinkDuplicate) decide(s State) ([]Change, error) {
	a, err := s.load(c.Case)
	if err != nil {
		return nil, err
	}
	return unlink(s, a.Case, c.Other, 0)
}

func unlink(s State, a Case, other CaseID, undoOf uint64) ([]Change, error) {
	b, err := s.load(other)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(a.Links, func(l Link) bool { return l.Case == other })
	if i < 0 {
		return nil, conflict("not-linked", Args{"number": a.Number, "other": b.Case.Number})
	}
	l := a.Links[i]
	return append(
		change(a.ID, CaseUnlinked{Link: l, UndoOf: undoOf}),
		change(other, CaseUnlinked{Link: Link{a.ID, a.Number, l.Role.Opposite()}})...,
	), nil
}

func linked(c Case, other CaseID) bool {
	return slices.ContainsFunc(c.Links, func(l Link) bool { return l.Case == other })
}
