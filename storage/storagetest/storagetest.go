// Package storagetest opens throw-away stores for tests, with an office set
// up, and checks each of them when its test ends.
package storagetest

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"piket/model"
	"piket/storage"
)

// The officers of the office.
const (
	Admin   model.OfficerID = "01J0000000000000000000SARI"
	Officer model.OfficerID = "01J0000000000000000000BVDI"
)

// Start is when the office was set up.
func Start() time.Time { return time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC) }

// Open opens a store in the test's own folder with the office "Kanim Uji",
// code UJI, WIB, and two officers. Options change the config before it is
// opened. When the test ends the store is checked and closed.
func Open(t testing.TB, opts ...func(*storage.Config)) *storage.Store {
	t.Helper()
	s := Bare(t, opts...)
	SetUp(t, s)
	return s
}

// Bare is Open without the office: a store as it is before the first run.
func Bare(t testing.TB, opts ...func(*storage.Config)) *storage.Store {
	t.Helper()
	c := storage.Config{Path: filepath.Join(t.TempDir(), storage.FileName), Process: "piket test"}
	for _, o := range opts {
		o(&c)
	}
	s, err := storage.Open(c)
	if err != nil {
		t.Fatalf("open the store: %v", err)
	}
	t.Cleanup(func() {
		Check(t, s)
		if err := s.Close(); err != nil {
			t.Errorf("close the store: %v", err)
		}
	})
	return s
}

// SetUp gives a store its office and officers.
func SetUp(t testing.TB, s *storage.Store) {
	t.Helper()
	Do(t, s, model.SetUpOffice{
		Meta:    Meta(Admin, Start()),
		Office:  model.OfficeSetUp{Name: "Kanim Uji", Code: "UJI", Zone: model.WIB, Recipient: "age1uji"},
		Officer: model.Officer{ID: Admin, Name: "Sari W."},
	})
	Do(t, s, model.RegisterOfficer{
		Meta:    Meta(Admin, Start()),
		Officer: model.Officer{ID: Officer, Name: "Budi", Role: model.RoleOfficer},
	})
}

// Meta begins a command of an officer at an instant.
func Meta(by model.OfficerID, at time.Time) model.Meta {
	return model.Meta{ID: ulid.Make().String(), At: at, Actor: model.Actor{Officer: by, Door: "test"}}
}

// Do carries a command out, or fails the test.
func Do(t testing.TB, s *storage.Store, c model.Command) model.Receipt {
	t.Helper()
	r, err := s.Do(context.Background(), c)
	if err != nil {
		t.Fatalf("%T: %v", c, err)
	}
	return r
}

// Check fails the test if the store has a fault. A closed store is not looked at.
func Check(t testing.TB, s *storage.Store) {
	t.Helper()
	report, err := s.Check(context.Background(), nil)
	if err != nil {
		if model.KindOf(err) == model.KindUnavailable {
			return
		}
		t.Errorf("check the store: %v", err)
	}
	for _, f := range report.Faults {
		t.Errorf("the store has a fault: %s", f)
	}
}

// Report is a complaint at the desk: one subject, one place.
func Report(by model.OfficerID, at time.Time) model.OpenCase {
	return model.OpenCase{
		Meta: Meta(by, at),
		Case: model.CaseID(ulid.Make().String()),
		Facts: model.Facts{
			Kind: model.Complaint, Channel: model.WalkIn,
			Narrative: "Orang asing bekerja di bengkel tanpa izin kerja.",
			Place:     model.Place{Address: "Jl. Maulana Hasanuddin No. 12", Area: "36.71.05"},
			Subjects:  []model.Subject{{Name: "Chen Wei", Nationality: "CHN"}},
		},
		Violation: "overstay",
		Urgency:   model.Normal,
	}
}
