package model

import (
	"reflect"
	"slices"
	"time"
)

// FactsPatch is a change of some facts: a nil field stays as it is.
type FactsPatch struct {
	Kind      *Kind      `json:"kind,omitempty"`
	Channel   *Channel   `json:"channel,omitempty"`
	Occurred  *time.Time `json:"occurred,omitempty"`
	Narrative *string    `json:"narrative,omitempty"`
	Place     *Place     `json:"place,omitempty"`
	Subjects  *[]Subject `json:"subjects,omitempty"`
	CheckIn   *Date      `json:"check_in,omitempty"`
	CheckOut  *Date      `json:"check_out,omitempty"`
	Evidence  *[]string  `json:"evidence,omitempty"`
}

// Empty says that nothing changes.
func (p FactsPatch) Empty() bool { return p == FactsPatch{} }

// Meets says whether two changes are about the same fact.
func (p FactsPatch) Meets(q FactsPatch) bool {
	return p.Kind != nil && q.Kind != nil || p.Channel != nil && q.Channel != nil || p.Occurred != nil && q.Occurred != nil ||
		p.Narrative != nil && q.Narrative != nil || p.Place != nil && q.Place != nil || p.Subjects != nil && q.Subjects != nil ||
		p.CheckIn != nil && q.CheckIn != nil || p.CheckOut != nil && q.CheckOut != nil || p.Evidence != nil && q.Evidence != nil
}

// Diff is what turns one set of facts into another, with the old values.
func Diff(old, now Facts) (before, after FactsPatch) {
	diff(&before.Kind, &after.Kind, old.Kind, now.Kind)
	diff(&before.Channel, &after.Channel, old.Channel, now.Channel)
	if !old.Occurred.Equal(now.Occurred) {
		before.Occurred, after.Occurred = &old.Occurred, &now.Occurred
	}
	diff(&before.Narrative, &after.Narrative, old.Narrative, now.Narrative)
	diff(&before.Place, &after.Place, old.Place, now.Place)
	diff(&before.Subjects, &after.Subjects, list(old.Subjects), list(now.Subjects))
	diff(&before.CheckIn, &after.CheckIn, old.CheckIn, now.CheckIn)
	diff(&before.CheckOut, &after.CheckOut, old.CheckOut, now.CheckOut)
	diff(&before.Evidence, &after.Evidence, list(old.Evidence), list(now.Evidence))
	return before, after
}

func diff[T any](before, after **T, old, now T) {
	if !reflect.DeepEqual(old, now) {
		*before, *after = &old, &now
	}
}

// list is s, never nil: an emptied list must not read as "no change" in JSON.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// With is the facts after a patch.
func (f Facts) With(p FactsPatch) Facts {
	set(&f.Kind, p.Kind)
	set(&f.Channel, p.Channel)
	set(&f.Occurred, p.Occurred)
	set(&f.Narrative, p.Narrative)
	set(&f.Place, p.Place)
	set(&f.Subjects, p.Subjects)
	set(&f.CheckIn, p.CheckIn)
	set(&f.CheckOut, p.CheckOut)
	set(&f.Evidence, p.Evidence)
	f.Subjects, f.Evidence = slices.Clone(f.Subjects), slices.Clone(f.Evidence)
	return f
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}
