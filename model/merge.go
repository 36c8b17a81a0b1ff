package model

import (
	"reflect"
	"slices"
	"time"
)

// Clash is a fact that an officer would have one way, while others have
// corrected it another way since the version that officer saw.
type Clash struct {
	// Field is a fact of the case, as "narrative" or "pin"; of a subject, as
	// "name" or "passport"; or FieldSubject.
	Field string
	// Subject is which of the subjects the field belongs to, from 1, as they
	// stand now or, of one whom others took out, stood before; 0 for a fact of
	// the case.
	Subject int
	// Before, Theirs and Mine are the facts as they were seen, as they are now,
	// and as the officer would have them. Of the subjects they hold the one in
	// question alone, and none where that one is taken out.
	Before, Theirs, Mine Facts
	By                   OfficerID // who corrected it last
	At                   time.Time
}

// FieldSubject is a whole subject, whom one side changed and the other took
// out.
const FieldSubject = "subject"

// Merge puts a correction, made on a version that others have moved on from,
// onto the facts as they are now. What only one side changed, or both alike,
// stands. What both changed differently is a clash: it stays as it is now,
// unless insist says that the officer's own is to stand; nil never does. It
// is asked for each clash, in the order of the list returned, which does not
// depend on its answers.
func Merge(now Facts, since []Envelope, mine FactsPatch, insist func(Clash) bool) (Facts, []Clash) {
	before := rewound(now, since)
	m := merger{since: since, insist: insist}
	theirs, want := now, before.With(mine)
	out := merged(factParts(), before, theirs, want, func(p part[Facts]) bool {
		return m.clash(Clash{Field: p.name, Before: before, Theirs: theirs, Mine: want}, func(e FactsCorrected) bool {
			return !p.same(Facts{}.With(e.Before), Facts{}.With(e.After))
		})
	})
	out.Subjects = m.subjects(before.Subjects, theirs.Subjects, want.Subjects)
	return out, m.clashes
}

// rewound is the facts before some events.
func rewound(now Facts, since []Envelope) Facts {
	for _, e := range slices.Backward(since) {
		if ev, ok := e.Event.(FactsCorrected); ok {
			now = now.With(ev.Before)
		}
	}
	return now
}

// part is one of the things that something of type S says.
type part[S any] struct {
	name string
	same func(a, b S) bool
	take func(to *S, from S)
}

func partOf[S, T any](name string, at func(*S) *T) part[S] {
	return part[S]{
		name: name,
		same: func(a, b S) bool { return reflect.DeepEqual(*at(&a), *at(&b)) },
		take: func(to *S, from S) { *at(to) = *at(&from) },
	}
}

// factParts are the facts of a case but for its subjects, named as word.field
// does.
func factParts() []part[Facts] {
	return []part[Facts]{
		partOf("kind", func(f *Facts) *Kind { return &f.Kind }),
		partOf("channel", func(f *Facts) *Channel { return &f.Channel }),
		{
			name: "occurred",
			same: func(a, b Facts) bool { return a.Occurred.Equal(b.Occurred) },
			take: func(to *Facts, from Facts) { to.Occurred = from.Occurred },
		},
		partOf("narrative", func(f *Facts) *string { return &f.Narrative }),
		partOf("place", func(f *Facts) *string { return &f.Place.Name }),
		partOf("lodging", func(f *Facts) *Lodging { return &f.Place.Lodging }),
		partOf("address", func(f *Facts) *string { return &f.Place.Address }),
		partOf("area", func(f *Facts) *string { return &f.Place.Area }),
		{
			name: "pin",
			same: func(a, b Facts) bool {
				return reflect.DeepEqual([]*float64{a.Place.Lat, a.Place.Lon}, []*float64{b.Place.Lat, b.Place.Lon})
			},
			take: func(to *Facts, from Facts) { to.Place.Lat, to.Place.Lon = from.Place.Lat, from.Place.Lon },
		},
		partOf("check-in", func(f *Facts) *Date { return &f.CheckIn }),
		partOf("check-out", func(f *Facts) *Date { return &f.CheckOut }),
		{
			name: "evidence",
			same: func(a, b Facts) bool { return slices.Equal(a.Evidence, b.Evidence) },
			take: func(to *Facts, from Facts) { to.Evidence = slices.Clone(from.Evidence) },
		},
	}
}

// merged is theirs, with what mine changed. Where both changed a part, clash
// says whether mine is to stand.
func merged[S any](parts []part[S], before, theirs, mine S, clash func(part[S]) bool) S {
	out := theirs
	for _, p := range parts {
		switch {
		case p.same(mine, before), p.same(mine, theirs):
		case p.same(theirs, before), clash(p):
			p.take(&out, mine)
		}
	}
	return out
}

// merger collects clashes.
type merger struct {
	since   []Envelope
	insist  func(Clash) bool
	clashes []Clash
}

// clash writes one down, with who made it, and says whether the officer
// insists.
func (m *merger) clash(c Clash, made func(FactsCorrected) bool) bool {
	for _, e := range slices.Backward(m.since) {
		if ev, ok := e.Event.(FactsCorrected); ok && made(ev) {
			c.By, c.At = e.Actor.Officer, e.Time
			break
		}
	}
	m.clashes = append(m.clashes, c)
	return m.insist != nil && m.insist(c)
}
