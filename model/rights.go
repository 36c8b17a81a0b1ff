package model

// Need is what a command asks of the officer who gives it.
type Need string

// The needs, the least first.
const (
	NeedNothing Need = "nothing" // to sit at the desk, and to leave it
	NeedAct     Need = "act"     // to change cases
	NeedLead    Need = "lead"    // to lift a lock-out, change the roster, countersign a handover
	NeedRun     Need = "run"     // to say who sits here
)

// Right is one row of who may do what. Everybody who may sit at the desk may
// read all of it but the sealed reporter.
type Right struct {
	Role  Role
	Acts  bool // may change cases, and open a seal
	Leads bool // may lift a lock-out, change the roster, countersign a handover
	Runs  bool // may register officers, change roles, keys and PINs
}

// Rights is the whole table.
func Rights() []Right {
	return []Right{
		{Role: RoleViewer},
		{Role: RoleOfficer, Acts: true},
		{Role: RoleSupervisor, Acts: true, Leads: true},
		{Role: RoleAdmin, Acts: true, Leads: true, Runs: true},
	}
}

// Meets says whether the row has what a command needs.
func (r Right) Meets(n Need) bool {
	switch n {
	case NeedNothing:
		return true
	case NeedAct:
		return r.Acts
	case NeedLead:
		return r.Leads
	case NeedRun:
		return r.Runs
	}
	return false
}

// May says whether a role has what a command needs.
func (role Role) May(n Need) bool {
	for _, r := range Rights() {
		if r.Role == role {
			return r.Meets(n)
		}
	}
	return false
}

// NeedOf is what a command needs. A command this function does not name
// changes a case.
func NeedOf(c Command) Need {
	switch c := c.(type) {
	case SignIn, PauseSitting, ResumeSitting, EndSitting, FailSignIn:
		return NeedNothing
	case SetPIN:
		if c.Officer == c.Actor.Officer {
			return NeedNothing
		}
		return NeedRun
	case LiftLock, SwapWatch, CountersignHandover:
		return NeedLead
	case RegisterOfficer, ChangeRole, DisableOfficer, EnableOfficer, AddKey, RemoveKey:
		return NeedRun
	}
	return NeedAct
}

// Authorise refuses a command its actor has no right to. Commands of the
// office's own machinery, such as imports, name the officer who started them.
// That a disabled officer was refused, or has left, is still written down.
func Authorise(o Office, c Command) error {
	if _, first := c.(SetUpOffice); first {
		return nil
	}
	f, ok := o.Officer(c.Head().Actor.Officer)
	if !ok || f.Disabled && !closing(c) {
		return forbidden("no-officer", nil)
	}
	return Lacks(f.Role, NeedOf(c))
}

// Lacks refuses a role what it may not do; nil where it may.
func Lacks(role Role, need Need) error {
	switch {
	case role.May(need):
		return nil
	case need == NeedRun:
		return forbidden("admin-needed", nil)
	case need == NeedLead:
		return forbidden("kasi-needed", nil)
	}
	return forbidden("role-may-not", Args{"role": string(role)})
}

func closing(c Command) bool {
	switch c.(type) {
	case FailSignIn, EndSitting:
		return true
	}
	return false
}
