package uitest

import (
	"context"
	"slices"
	"strings"

	"piket/model"
)

// Staff changes who may sit at an invented desk, and writes down what it did.
type Staff struct {
	*Desk
	Err error // when set, what every act answers
	Did []string
}

func (s *Staff) act(id model.OfficerID, what string, how func(*model.Officer)) error {
	s.Did = append(s.Did, what)
	if s.Err == nil {
		s.change(id, how)
	}
	return s.Err
}

// Enrol puts somebody on the list.
func (s *Staff) Enrol(ctx context.Context, name string, role model.Role, keys []model.OfficerKey) (model.Officer, error) {
	s.Did = append(s.Did, "enrol "+name)
	if s.Err != nil {
		return model.Officer{}, s.Err
	}
	f, err := s.RegisterOfficer(ctx, name, role)
	s.change(f.ID, func(f *model.Officer) { f.Keys = keys })
	return f, err
}

// ChangeRole gives another role.
func (s *Staff) ChangeRole(_ context.Context, id model.OfficerID, role model.Role) error {
	return s.act(id, "role "+string(role), func(f *model.Officer) { f.Role = role })
}

// DisableOfficer shuts the door.
func (s *Staff) DisableOfficer(_ context.Context, id model.OfficerID, reason string) error {
	return s.act(id, "disable "+reason, func(f *model.Officer) { f.Disabled, f.Disabling = true, reason })
}

// EnableOfficer opens it.
func (s *Staff) EnableOfficer(_ context.Context, id model.OfficerID) error {
	return s.act(id, "enable", func(f *model.Officer) { f.Disabled = false })
}

// AddKey adds a key, or puts it in the place of all others.
func (s *Staff) AddKey(_ context.Context, id model.OfficerID, key model.OfficerKey, only bool) error {
	what := "key"
	if only {
		what = "only key"
	}
	return s.act(id, what, func(f *model.Officer) {
		if only {
			f.Keys = nil
		}
		f.Keys = append(slices.Clone(f.Keys), key)
	})
}

// RemoveKey takes a key away.
func (s *Staff) RemoveKey(_ context.Context, id model.OfficerID, fingerprint string) error {
	return s.act(id, "no key", func(f *model.Officer) {
		f.Keys = slices.DeleteFunc(slices.Clone(f.Keys), func(k model.OfficerKey) bool { return k.Fingerprint == fingerprint })
	})
}

// SetPIN gives another PIN.
func (s *Staff) SetPIN(_ context.Context, id model.OfficerID, pin string) error {
	return s.act(id, "pin "+strings.Repeat("•", len(pin)), func(f *model.Officer) { f.PIN = model.PINHash(pin) })
}

// LiftLock lets an officer try again.
func (s *Staff) LiftLock(_ context.Context, id model.OfficerID) error {
	return s.act(id, "lift", func(f *model.Officer) { f.Failures, f.Locked = 0, false })
}
