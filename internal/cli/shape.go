package cli

import (
	"time"

	"piket/model"
)

// rowShape is a case as `case list --json` writes it, one a line. Names and
// meanings are a contract: fields are added, never changed.
type rowShape struct {
	Number      string  `json:"number"`
	ID          string  `json:"id"`
	Version     uint64  `json:"version"`
	Kind        string  `json:"kind"`
	Channel     string  `json:"channel"`
	Received    string  `json:"received"` // RFC 3339 in the office's zone, as all times
	Violation   string  `json:"violation"`
	Urgency     string  `json:"urgency"`
	Status      string  `json:"status"`
	Owner       string  `json:"owner"` // name; empty when nobody holds it
	Due         *string `json:"due"`   // null when no deadline runs
	Overdue     bool    `json:"overdue"`
	Subjects    int     `json:"subjects"`
	Headline    string  `json:"headline"`
	Place       string  `json:"place"`
	Area        string  `json:"area"` // Kemendagri code
	AreaName    string  `json:"area_name"`
	Reporter    string  `json:"reporter"` // pseudonym, K7QF; empty when anonymous
	Disposition string  `json:"disposition"`
}

func (s *seat) rowShape(r model.Row) rowShape {
	return rowShape{
		Number: r.Number, ID: string(r.ID), Version: r.Version, Kind: string(r.Kind), Channel: string(r.Channel),
		Received: s.stamp(r.Received), Violation: string(r.Violation), Urgency: string(r.Urgency), Status: string(r.Status),
		Owner: s.name(r.Owner), Due: s.stampOrNone(r.Due), Overdue: r.Overdue(s.app.Now()), Subjects: r.Subjects,
		Headline: r.Headline, Place: r.Place, Area: r.Area, AreaName: s.areaName(r.Area),
		Reporter: r.Pseudonym.Short(), Disposition: string(r.Disposition),
	}
}

// stamp writes an instant for machines; empty for none.
func (s *seat) stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(s.zone()).Format(time.RFC3339)
}

func (s *seat) stampOrNone(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	text := s.stamp(t)
	return &text
}

// areaName is what an area is called; empty when nobody knows.
func (s *seat) areaName(code string) string {
	if code == "" {
		return ""
	}
	areas, err := s.app.Areas()
	if err != nil {
		return ""
	}
	a, _ := areas.Lookup(code)
	return a.Name
}

// caseShape is a case as `case show --json` writes it.
type caseShape struct {
	Number      string             `json:"number"`
	ID          string             `json:"id"`
	Version     uint64             `json:"version"`
	Status      string             `json:"status"`
	Waiting     string             `json:"waiting,omitempty"` // why
	Disposition string             `json:"disposition"`
	Proposed    *proposalShape     `json:"proposed"` // laporan palsu that waits for a second officer
	Owner       string             `json:"owner"`
	Urgency     string             `json:"urgency"`
	Violation   string             `json:"violation"`
	Received    string             `json:"received"`
	Due         *string            `json:"due"`
	Overdue     bool               `json:"overdue"`
	Facts       model.Facts        `json:"facts"`
	AreaName    string             `json:"area_name"`
	Reporter    string             `json:"reporter"`
	HasPhone    bool               `json:"reporter_has_phone"`
	HasNIK      bool               `json:"reporter_has_nik"`
	Clocks      []clockShape       `json:"clocks"`
	Notes       []noteShape        `json:"notes"`
	Links       []linkShape        `json:"links"`
	Reinterview *model.Reinterview `json:"reinterview"`
	Callback    *model.Callback    `json:"callback"`
	Timeline    []entryShape       `json:"timeline"`
}

type proposalShape struct {
	By          string `json:"by"`
	At          string `json:"at"`
	Disposition string `json:"disposition"`
	Note        string `json:"note,omitempty"`
}

type clockShape struct {
	Name    string  `json:"name"`
	Started string  `json:"started"`
	Due     string  `json:"due"`
	Paused  *string `json:"paused"`
	Done    *string `json:"done"`
}

type noteShape struct {
	Version   uint64 `json:"version"`
	By        string `json:"by"`
	At        string `json:"at"`
	Text      string `json:"text"`
	Withdrawn bool   `json:"withdrawn"`
}

type linkShape struct {
	Number string `json:"number"`
	ID     string `json:"id"`
	Role   string `json:"role"`
}

// entryShape is one event. Data is the event as the journal has it, without
// what is sealed.
type entryShape struct {
	Seq     uint64 `json:"seq"`
	Version uint64 `json:"version"`
	Time    string `json:"time"`
	Type    string `json:"type"`
	Officer string `json:"officer"`
	Door    string `json:"door"`
	Data    any    `json:"data"`
}

func (s *seat) caseShape(l model.Loaded) caseShape {
	c := l.Case
	due, _ := c.Due()
	out := caseShape{
		Number: c.Number, ID: string(c.ID), Version: c.Version, Status: string(c.Status), Waiting: c.Waiting,
		Disposition: string(c.Disposition), Proposed: s.proposalShape(c.Proposed), Owner: s.name(c.Owner),
		Urgency: string(c.Urgency), Violation: string(c.Violation), Received: s.stamp(c.Received),
		Due: s.stampOrNone(due.Due), Overdue: !due.Due.IsZero() && due.Due.Before(s.app.Now()),
		Facts: c.Facts, AreaName: s.areaName(c.Facts.Place.Area),
		Clocks: s.clockShapes(c.Clocks), Notes: s.noteShapes(c.Notes), Links: linkShapes(c.Links),
		Reinterview: c.Reinterview, Callback: c.Callback, Timeline: []entryShape{},
	}
	if r := c.Reporter; r != nil {
		out.Reporter, out.HasPhone, out.HasNIK = r.Pseudonym.Short(), r.HasPhone, r.HasNIK
	}
	for _, e := range l.History {
		out.Timeline = append(out.Timeline, entryShape{
			Seq: e.Seq, Version: e.Version, Time: s.stamp(e.Time), Type: e.Event.Type(),
			Officer: s.name(e.Actor.Officer), Door: e.Actor.Door, Data: open(e.Event),
		})
	}
	return out
}

func (s *seat) proposalShape(p *model.Proposal) *proposalShape {
	if p == nil {
		return nil
	}
	return &proposalShape{By: s.name(p.By), At: s.stamp(p.At), Disposition: string(p.Disposition), Note: p.Note}
}

func (s *seat) clockShapes(clocks []model.Clock) []clockShape {
	out := []clockShape{}
	for _, c := range clocks {
		out = append(out, clockShape{
			Name: string(c.Name), Started: s.stamp(c.Started), Due: s.stamp(c.Due),
			Paused: s.stampOrNone(c.Paused), Done: s.stampOrNone(c.Done),
		})
	}
	return out
}

func (s *seat) noteShapes(notes []model.Note) []noteShape {
	out := []noteShape{}
	for _, n := range notes {
		out = append(out, noteShape{Version: n.Version, By: s.name(n.By), At: s.stamp(n.At), Text: n.Text, Withdrawn: n.Withdrawn})
	}
	return out
}

func linkShapes(links []model.Link) []linkShape {
	out := []linkShape{}
	for _, l := range links {
		out = append(out, linkShape{Number: l.Number, ID: string(l.Case), Role: string(l.Role)})
	}
	return out
}

// openedShape is CaseOpened without the seal and the hash of the tracking code.
type openedShape struct {
	Number    string          `json:"number"`
	Received  time.Time       `json:"received"`
	Facts     model.Facts     `json:"facts"`
	Violation model.Violation `json:"violation"`
	Urgency   model.Urgency   `json:"urgency"`
	Reporter  string          `json:"reporter"`
}

type reporterShape struct {
	Reporter string `json:"reporter"`
	Reason   string `json:"reason"`
}

// open is an event without what is sealed in it.
func open(e model.Event) any {
	switch e := e.(type) {
	case model.CaseOpened:
		return openedShape{e.Number, e.Received, e.Facts, e.Violation, e.Urgency, short(e.Reporter)}
	case model.ReporterCorrected:
		return reporterShape{short(e.Reporter), e.Reason}
	}
	return e
}

func short(r *model.SealedReporter) string {
	if r == nil {
		return ""
	}
	return r.Pseudonym.Short()
}

// doneShape is how commands that change a case answer.
type doneShape struct {
	Number      string `json:"number"`
	ID          string `json:"id"`
	Version     uint64 `json:"version"`
	Status      string `json:"status"`
	Disposition string `json:"disposition"`
	Owner       string `json:"owner"`
	Proposed    bool   `json:"proposed"` // laporan palsu waits for a second officer
}

func (s *seat) doneShape(c model.Case) doneShape {
	return doneShape{
		Number: c.Number, ID: string(c.ID), Version: c.Version, Status: string(c.Status),
		Disposition: string(c.Disposition), Owner: s.name(c.Owner), Proposed: c.Proposed != nil,
	}
}
