package model

import "slices"

// Apply is the case after one more of its events. The case given stays as it
// was: the result shares no slice with it that Apply writes to.
func Apply(c Case, e Envelope) Case {
	c.Version, c.Updated = e.Version, e.Time
	switch ev := e.Event.(type) {
	case CaseOpened:
		c = opened(c, e, ev)
	case FactsCorrected:
		c.Facts = c.Facts.With(ev.After)
		c.Clocks = clocksOr(ev.Clocks, c.Clocks)
	case ReporterCorrected:
		c.Reporter = ev.Reporter
	case Triaged:
		c.Violation, c.Urgency = ev.ToViolation, ev.ToUrgency
		c.Clocks = clocksOr(ev.Clocks, c.Clocks)
	case Assigned:
		c.Owner = ev.To
	case StatusChanged:
		c = moved(c, ev)
	default:
		c = applyRecord(c, e)
	}
	return c
}

// FoldCase is the case after all its events, from nothing.
func FoldCase(history []Envelope) Case {
	var c Case
	for _, e := range history {
		c = Apply(c, e)
	}
	return c
}

func opened(c Case, e Envelope, ev CaseOpened) Case {
	c.ID, c.Number, c.Received, c.OpenedBy = CaseID(e.Stream), ev.Number, ev.Received, e.Actor.Officer
	c.Facts, c.Reporter = ev.Facts, ev.Reporter
	c.Violation, c.Urgency, c.Status = ev.Violation, ev.Urgency, Received
	c.Clocks = ev.Clocks
	return c
}

func moved(c Case, ev StatusChanged) Case {
	c.Status, c.Disposition, c.Waiting = ev.To, ev.Disposition, ""
	if ev.To == Waiting {
		c.Waiting = ev.Reason
	}
	c.Proposed = ev.Proposal
	c.Clocks = clocksOr(ev.Clocks, c.Clocks)
	return c
}

// applyRecord is for events that add to the file without moving the case.
func applyRecord(c Case, e Envelope) Case {
	switch ev := e.Event.(type) {
	case FalseReportProposed:
		c.Proposed = &Proposal{By: e.Actor.Officer, At: e.Time, Disposition: FalseReport, Note: ev.Note}
	case FalseReportDeclined:
		c.Proposed = nil
	case NoteAdded:
		c.Notes = append(slices.Clip(c.Notes), Note{Version: e.Version, By: e.Actor.Officer, At: e.Time, Text: ev.Text})
	case NoteWithdrawn:
		c.Notes = withdrawn(c.Notes, ev.Note)
	case Reinterviewed:
		r := ev.Reinterview
		r.By, r.At = e.Actor.Officer, e.Time
		c.Reinterview = &r
	case CalledBack:
		b := ev.Callback
		b.By, b.At = e.Actor.Officer, e.Time
		c.Callback = &b
	case CaseLinked:
		c.Links = append(slices.Clip(c.Links), ev.Link)
	case CaseUnlinked:
		c.Links = slices.DeleteFunc(slices.Clone(c.Links), func(l Link) bool { return l.Case == ev.Case })
	}
	return c
}

func withdrawn(notes []Note, version uint64) []Note {
	notes = slices.Clone(notes)
	for i := range notes {
		if notes[i].Version == version {
			notes[i].Withdrawn = true
		}
	}
	return notes
}

func clocksOr(now, before []Clock) []Clock {
	if now == nil {
		return before
	}
	return now
}

// ApplyOffice is the office after one more event of its stream.
func ApplyOffice(o Office, e Envelope) Office {
	o.Version = e.Version
	switch ev := e.Event.(type) {
	case OfficeSetUp:
		o.Name, o.Code, o.Zone, o.Recipient = ev.Name, ev.Code, ev.Zone, ev.Recipient
	case OfficerRegistered:
		o.Officers = append(slices.Clip(o.Officers), ev.Officer)
	case WatchSwapped:
		o.Swaps = append(slices.Clone(o.Swaps[max(0, len(o.Swaps)-mostSwaps+1):]), ev.Crew)
	default:
		o.Officers = applyOfficer(o.Officers, e)
	}
	return o
}
