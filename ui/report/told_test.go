package report

import (
	"bytes"
	"reflect"
	"testing"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
)

// TestToldElsewhereIsGoneOnWith keeps a report that was told by plain
// questions, goes on with it and saves it.
func TestToldElsewhereIsGoneOnWith(t *testing.T) {
	r := newRig(t, locale.Indonesian)
	told := desk.Report{
		Key: "01TOLD", Violation: model.Overstay, Urgency: model.High, Take: true,
		Facts: model.Facts{
			Kind: model.Complaint, Channel: model.Phone, Narrative: "Dua orang.\nTiap malam.",
			Place:    model.Place{Address: "Jl. Melati 7", Area: "36.71.05"},
			Subjects: []model.Subject{{Name: "Rekaan Li", Nationality: "CHN", Passport: "E12345678", Note: "topi"}, {Nationality: "NGA"}},
		},
		Reporter: model.Reporter{Name: "Rekaan Sentosa", Phone: "0840-0000-1234"},
	}
	kept, err := Keep(t.Context(), r.drafts, told, r.now)
	if err != nil || !kept {
		t.Fatalf("kept %v, %v", kept, err)
	}
	for key, d := range r.shelf.drafts {
		if bytes.Contains(d.Data, []byte("Sentosa")) || bytes.Contains(d.Data, []byte("Melati")) {
			t.Errorf("%s stands in the clear", key)
		}
	}
	r.open(model.Phone, FormPrefix+told.Key)
	r.says("Dua orang.")
	r.press("ctrl+r", "s")
	if len(r.desk.took) != 1 {
		t.Fatal("it cannot be saved")
	}
	got := r.desk.took[0]
	if !got.Received.Equal(r.now) || !got.Facts.Occurred.Equal(r.now) {
		t.Errorf("received %v, occurred %v", got.Received, got.Facts.Occurred)
	}
	got.Received, got.Facts.Occurred = told.Received, told.Facts.Occurred
	if !reflect.DeepEqual(got, told) {
		t.Errorf("saved as %+v, told as %+v", got.Facts, told.Facts)
	}
}

// TestNothingToldIsNotKept has no draft offered that holds nothing.
func TestNothingToldIsNotKept(t *testing.T) {
	r := newRig(t, locale.Indonesian)
	kept, err := Keep(t.Context(), r.drafts, desk.Report{Key: "01TOLD", Facts: model.Facts{Kind: model.Presence, Channel: model.Phone}}, r.now)
	if err != nil || kept || len(r.shelf.drafts) != 0 {
		t.Errorf("kept %v, %v", kept, err)
	}
}
