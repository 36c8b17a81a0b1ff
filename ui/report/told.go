package report

import (
	"cmp"
	"context"
	"time"

	"piket/internal/desk"
	"piket/model"
)

// Keep stores a report that was told elsewhere and not taken in as a draft to
// go on with, behind the seal; kept is false where nothing of it was told.
// The report's key is the draft's, so that it is not taken in twice.
func Keep(ctx context.Context, to Drafts, r desk.Report, started time.Time) (kept bool, err error) {
	f := r.Facts
	if f.Narrative == "" && f.Place == (model.Place{}) && len(f.Subjects) == 0 && r.Reporter.Empty() {
		return false, nil
	}
	d := newDraft(r.Key, cmp.Or(f.Channel, model.WalkIn), started)
	d.Kind, d.Urgency = string(cmp.Or(f.Kind, model.Complaint)), string(cmp.Or(r.Urgency, model.Normal))
	d.Narrative, d.Violation.Code, d.Take, d.Reporter = f.Narrative, string(r.Violation), r.Take, r.Reporter
	d.Place = Place{Name: f.Place.Name, Address: f.Place.Address, Area: Picked{Code: f.Place.Area}}
	if len(f.Subjects) > 0 {
		d.People = nil
	}
	for _, s := range f.Subjects {
		d.People = append(d.People, Person{
			Name: s.Name, Nationality: Picked{Code: s.Nationality}, Passport: s.Passport, Note: s.Note,
		})
	}
	return true, to.SaveDraft(ctx, d.form(), d)
}
