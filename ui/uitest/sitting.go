package uitest

import (
	"context"
	"slices"
	"sync"

	"piket/model"
)

// SetPIN gives an officer a PIN; empty takes it away.
func (d *Desk) SetPIN(id model.OfficerID, pin string) {
	d.change(id, func(f *model.Officer) { f.PIN = model.PINHash(pin) })
}

// Disable shuts the door to an officer.
func (d *Desk) Disable(id model.OfficerID) {
	d.change(id, func(f *model.Officer) { f.Disabled = true })
}

// Change gives an officer another face, as an administrator would.
func (d *Desk) Change(id model.OfficerID, how func(*model.Officer)) { d.change(id, how) }

func (d *Desk) change(id model.OfficerID, how func(*model.Officer)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.office.Officers = slices.Clone(d.office.Officers)
	for i := range d.office.Officers {
		if d.office.Officers[i].ID == id {
			how(&d.office.Officers[i])
		}
	}
	d.office.Version++
	d.record("OFFICE", model.PINSet{Officer: id}, model.Actor{Officer: id, Door: "cli"})
}

// proved says whether a PIN is an officer's, and counts when it is not.
func (d *Desk) proved(id model.OfficerID, pin string) error {
	f, _ := d.Office().Officer(id)
	if err := f.MaySignIn(Now(), model.PINProof); err != nil {
		return err
	}
	if string(f.PIN) == pin {
		return nil
	}
	d.change(id, func(f *model.Officer) { f.Failures, f.FailedAt = f.Failures+1, Now() })
	return &model.Error{Kind: model.KindForbidden, Key: "signin-wrong"}
}

// SignIn has an officer sit down; chosen gives them the PIN first.
func (d *Desk) SignIn(id model.OfficerID, pin string, chosen bool) (*Sitting, error) {
	if chosen {
		d.SetPIN(id, pin)
	}
	if err := d.proved(id, pin); err != nil {
		return nil, err
	}
	return &Sitting{Officer: id, ID: model.SittingID("01SITTING" + string(id)), desk: d, Here: map[model.OfficerID]bool{id: true}}, nil
}

// Sitting is one officer's time at the invented desk. It is safe for use by
// many goroutines at once.
type Sitting struct {
	Officer model.OfficerID
	ID      model.SittingID
	desk    *Desk

	mu     sync.Mutex // guards the fields below
	Here   map[model.OfficerID]bool
	Beside []model.OfficerID
	Open   model.CaseID
	Did    []string // pause, resume, step, and why it ended
}

func (s *Sitting) note(what string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Did = append(s.Did, what)
}

// Sitting identifies it.
func (s *Sitting) Sitting() model.SittingID { return s.ID }

// Pause covers the screen.
func (s *Sitting) Pause(context.Context) error {
	s.note("pause")
	return nil
}

// Resume uncovers it.
func (s *Sitting) Resume(_ context.Context, pin string) error {
	if err := s.desk.proved(s.Officer, pin); err != nil {
		return err
	}
	s.note("resume")
	return nil
}

// End ends it.
func (s *Sitting) End(_ context.Context, why model.SittingEnd) error {
	s.note(string(why))
	return nil
}

// Step lets it go on elsewhere.
func (s *Sitting) Step() { s.note("step") }

// Look says which case is open.
func (s *Sitting) Look(id model.CaseID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Open = id
}

// Hold has no other session beside it.
func (*Sitting) Hold(string) bool { return false }

// Others are those beside, once a case is open.
func (s *Sitting) Others(id model.CaseID) []model.OfficerID {
	s.mu.Lock()
	defer s.mu.Unlock()
	if id == "" {
		return nil
	}
	return s.Beside
}

// Present are the officers at the desk.
func (s *Sitting) Present() map[model.OfficerID]bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Here
}
