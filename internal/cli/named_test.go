package cli

import (
	"errors"
	"strings"
	"testing"

	"piket/model"
)

func TestNamed(t *testing.T) {
	office := model.Office{Officers: []model.Officer{
		{ID: "1", Name: "Sari W."},
		{ID: "2", Name: "Budi Santoso"},
		{ID: "3", Name: "Budiman Raya"},
		{ID: "4", Name: "Rina Kusuma"},
		{ID: "5", Name: "Rina Putri"},
		{ID: "6", Name: "Tono Lama", Disabled: true},
	}}
	for name, want := range map[string]struct {
		id       model.OfficerID
		key      string
		officers string
	}{
		"Budi Santoso": {id: "2"},
		"budi":         {id: "2"},
		"Budim":        {id: "3"},
		"sar":          {id: "1"},
		"rina p":       {id: "5"},
		"3":            {id: "3"},
		"Tono Lama":    {id: "6"}, // and refused by who asks
		"bud":          {key: "officer-ambiguous", officers: "Budi Santoso, Budiman Raya"},
		"Rina":         {key: "officer-ambiguous", officers: "Rina Kusuma, Rina Putri"},
		"Tono":         {key: "officer-unknown", officers: "Sari W., Budi Santoso, Budiman Raya, Rina Kusuma, Rina Putri"},
		"Kusuma":       {key: "officer-unknown", officers: "Sari W., Budi Santoso, Budiman Raya, Rina Kusuma, Rina Putri"},
		" ":            {key: "officer-unknown", officers: "Sari W., Budi Santoso, Budiman Raya, Rina Kusuma, Rina Putri"},
	} {
		f, err := named(office, name)
		e, _ := errors.AsType[*model.Error](err)
		switch {
		case want.key == "" && (err != nil || f.ID != want.id):
			t.Errorf("%q is %q, %v; want %q", name, f.ID, err, want.id)
		case want.key != "" && (e == nil || e.Key != want.key || e.Args["officers"] != want.officers || f.ID != ""):
			t.Errorf("%q is %+v, %v; want %+v", name, f, err, want)
		}
	}
	if f, err := fullyNamed(office, "budi"); err == nil {
		t.Errorf("half a name is %q where the whole one is wanted", f.Name)
	}
	for range 3 {
		office.Officers = append(office.Officers, model.Officer{Name: "Zahra " + strings.Repeat("X", len(office.Officers))})
	}
	if e, _ := errors.AsType[*model.Error](unknownOfficer(office, "x")); e.Key != "officer-unknown-more" {
		t.Errorf("%d officers are refused as %q", len(office.Officers), e.Key)
	}
}
