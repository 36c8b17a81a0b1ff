package model

// Right is one row of who may do what.
type Right struct {
	Role Role
	Acts bool // may change cases
	Runs bool // may register officers
}

// Rights is the whole table.
func Rights() []Right {
	return []Right{
		{Role: RoleViewer},
		{Role: RoleOfficer, Acts: true},
		{Role: RoleSupervisor, Acts: true},
		{Role: RoleAdmin, Acts: true, Runs: true},
	}
}

// Authorise refuses a command its actor has no right to. Commands of the
// office's own machinery, such as imports, name the officer who started them.
func Authorise(o Office, c Command) error {
	if _, first := c.(SetUpOffice); first {
		return nil
	}
	f, ok := o.Officer(c.Head().Actor.Officer)
	if !ok || f.Disabled {
		return forbidden("no-officer", nil)
	}
	for _, r := range Rights() {
		if r.Role != f.Role {
			continue
		}
		if _, admin := c.(RegisterOfficer); admin && !r.Runs {
			return forbidden("admin-needed", nil)
		}
		if r.Acts {
			return nil
		}
	}
	return forbidden("role-may-not", Args{"role": string(f.Role)})
}
