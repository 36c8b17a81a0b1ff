package model

import "slices"

func (c RegisterOfficer) decide(s State) ([]Change, error) {
	if err := validateOfficer(s.Office, c.Officer); err != nil {
		return nil, err
	}
	f := c.Officer
	return []Change{{OfficeStream, OfficerRegistered{Officer: Officer{ID: f.ID, Name: f.Name, Role: f.Role, Keys: f.Keys}}}}, nil
}

// officer is the one a command concerns.
func (s State) officer(id OfficerID) (Officer, error) {
	f, ok := s.Office.Officer(id)
	if !ok {
		return f, notFound("officer-not-found", Args{"name": string(id)})
	}
	return f, nil
}

func (c ChangeRole) decide(s State) ([]Change, error) {
	f, err := s.officer(c.Officer)
	switch {
	case err != nil:
		return nil, err
	case !slices.Contains(Roles(), c.Role):
		return nil, invalid("officer-role", Args{"role": string(c.Role)})
	case f.Role == c.Role:
		return nil, invalid("nothing-changed", nil)
	case f.Role == RoleAdmin && s.Office.lastAdmin(f.ID):
		return nil, conflict("last-admin", Args{"officer": f.Name})
	}
	return []Change{{OfficeStream, RoleChanged{Officer: f.ID, From: f.Role, To: c.Role}}}, nil
}

func (c DisableOfficer) decide(s State) ([]Change, error) {
	f, err := s.officer(c.Officer)
	switch {
	case err != nil:
		return nil, err
	case f.Disabled:
		return nil, invalid("nothing-changed", nil)
	case f.Role == RoleAdmin && s.Office.lastAdmin(f.ID):
		return nil, conflict("last-admin", Args{"officer": f.Name})
	case tooLong(c.Reason, maxNote):
		return nil, invalid("text-too-long", Args{"field": "reason", "max": maxNote})
	}
	return []Change{{OfficeStream, OfficerDisabled{Officer: f.ID, Reason: c.Reason}}}, nil
}

func (c EnableOfficer) decide(s State) ([]Change, error) {
	f, err := s.officer(c.Officer)
	if err == nil && !f.Disabled {
		err = invalid("nothing-changed", nil)
	}
	if err != nil {
		return nil, err
	}
	return []Change{{OfficeStream, OfficerEnabled{Officer: f.ID}}}, nil
}

func (c AddKey) decide(s State) ([]Change, error) {
	f, err := s.officer(c.Officer)
	theirs := c.Only && f.hasKey(c.Key.Fingerprint) // the one they keep
	switch {
	case err != nil:
	case theirs && len(f.Keys) == 1:
		err = invalid("nothing-changed", nil)
	case !c.Only && len(f.Keys) >= maxKeys:
		err = invalid("keys-too-many", Args{"max": maxKeys})
	case !theirs:
		err = validateKey(s.Office, c.Key)
	}
	if err != nil {
		return nil, err
	}
	var out []Change
	for _, k := range f.Keys {
		if c.Only && k.Fingerprint != c.Key.Fingerprint {
			out = append(out, Change{OfficeStream, KeyRemoved{Officer: f.ID, Fingerprint: k.Fingerprint}})
		}
	}
	if !theirs {
		out = append(out, Change{OfficeStream, KeyAdded{Officer: f.ID, Key: c.Key}})
	}
	return out, nil
}

func (c RemoveKey) decide(s State) ([]Change, error) {
	f, err := s.officer(c.Officer)
	if err == nil && !f.hasKey(c.Fingerprint) {
		err = notFound("key-not-found", Args{"officer": f.Name})
	}
	if err != nil {
		return nil, err
	}
	return []Change{{OfficeStream, KeyRemoved{Officer: f.ID, Fingerprint: c.Fingerprint}}}, nil
}

func (c SetPIN) decide(s State) ([]Change, error) {
	f, err := s.officer(c.Officer)
	if err == nil && c.Hash == "" {
		err = invalid("signin-pin", Args{"min": MinPIN, "max": MaxPIN})
	}
	if err != nil {
		return nil, err
	}
	out := []Change{{OfficeStream, PINSet{Officer: f.ID, Hash: c.Hash}}}
	if f.Failures > 0 {
		out = append(out, Change{OfficeStream, SignInCleared{Officer: f.ID, Lifted: c.Officer != c.Actor.Officer}})
	}
	return out, nil
}

func (c LiftLock) decide(s State) ([]Change, error) {
	f, err := s.officer(c.Officer)
	if err == nil && f.Failures == 0 {
		err = invalid("nothing-changed", nil)
	}
	if err != nil {
		return nil, err
	}
	return []Change{{OfficeStream, SignInCleared{Officer: f.ID, Lifted: true}}}, nil
}
