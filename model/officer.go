package model

import (
	"slices"
	"time"
)

// OfficerID identifies an officer for ever, whatever they are called.
type OfficerID string

// Role is what an officer may do at the desk.
type Role string

// The roles. The officer made at set-up is admin.
const (
	RoleOfficer    Role = "petugas"
	RoleSupervisor Role = "kasi"
	RoleAdmin      Role = "admin"
	RoleViewer     Role = "viewer"
)

// Officer is somebody who sits at the desk. The event that registers one
// holds the first four fields and the keys; the rest comes of later events.
type Officer struct {
	ID       OfficerID    `json:"id"`
	Name     string       `json:"name"`
	Role     Role         `json:"role"`
	Disabled bool         `json:"disabled,omitempty"`
	Keys     []OfficerKey `json:"keys,omitempty"` // open the door over SSH
	PIN      PINHash      `json:"-"`              // empty until one is chosen

	Locked    bool      `json:"-"` // too many wrong PINs: a supervisor lifts it
	Failures  int       `json:"-"` // wrong PINs since the last right one
	FailedAt  time.Time `json:"-"` // the last of them
	Disabling string    `json:"-"` // why they may not sit here any more
}

// PINHash is what a PIN is checked against. It is of no use without the
// office's key, which lies outside the store.
type PINHash string

// String keeps a hash out of logs.
func (PINHash) String() string { return "[pin]" }

// OfficerKey is a public key that opens the door over SSH.
type OfficerKey struct {
	Fingerprint string `json:"fingerprint"`       // SHA256:…, as ssh-keygen shows it
	Line        string `json:"line"`              // type and key, as in authorized_keys
	Comment     string `json:"comment,omitempty"` // whose, or which machine's
}

// Roles lists the roles, the least first.
func Roles() []Role { return []Role{RoleViewer, RoleOfficer, RoleSupervisor, RoleAdmin} }

// How many digits a PIN has.
const (
	MinPIN = 6
	MaxPIN = 12
)

// ValidPIN refuses what is no PIN, or one that anybody tries first: one digit
// over and over, or digits in a row.
func ValidPIN(pin string) error {
	same, up, down := true, true, true
	for i := range len(pin) {
		if pin[i] < '0' || pin[i] > '9' {
			return invalid("signin-pin", Args{"min": MinPIN, "max": MaxPIN})
		}
		if i > 0 {
			step := int(pin[i]) - int(pin[i-1])
			same, up, down = same && step == 0, up && step == 1, down && step == -1
		}
	}
	switch {
	case len(pin) < MinPIN || len(pin) > MaxPIN:
		return invalid("signin-pin", Args{"min": MinPIN, "max": MaxPIN})
	case same || up || down:
		return invalid("signin-pin-easy", nil)
	}
	return nil
}

const (
	maxKeys    = 10
	maxKeyLine = 4096
	freeMisses = 3               // wrong PINs before an officer has to wait
	firstWait  = 5 * time.Second // doubles with each one more
	mostMisses = 8               // the eighth locks
)

// Wait is how long the next try of a PIN has to wait. A clock that was set
// back never makes it longer than the pause itself.
func (f Officer) Wait(now time.Time) time.Duration {
	if f.Failures < freeMisses {
		return 0
	}
	pause := firstWait << min(f.Failures-freeMisses, mostMisses)
	return max(0, min(pause, f.FailedAt.Add(pause).Sub(now)))
}

// MaySignIn refuses somebody who is disabled and, where a PIN is what they
// show, locked or too soon: wrong PINs at a desk shut nobody out who comes
// with a key.
func (f Officer) MaySignIn(now time.Time, by SignInProof) error {
	wait := f.Wait(now)
	switch pin := by != KeyProof; {
	case f.ID == "":
		return notFound("officer-not-found", Args{"name": ""})
	case f.Disabled:
		return forbidden("signin-disabled", Args{"officer": f.Name})
	case f.Locked && pin:
		return forbidden("signin-locked", Args{"officer": f.Name})
	case wait > 0 && pin:
		return forbidden("signin-wait", Args{"n": int((wait + time.Second - 1) / time.Second)})
	}
	return nil
}

// FirstPIN says whether an officer without a PIN may choose the first at a
// desk: alone in the office; while no administrator has one, who could vouch;
// or with an administrator at that desk, uncovered, who does. Otherwise
// anybody could take the seat of whoever has none.
func (o Office) FirstPIN(voucher OfficerID) bool {
	active, vouchers := 0, 0
	for _, f := range o.Officers {
		if f.Disabled {
			continue
		}
		active++
		if f.Role.May(NeedRun) && f.PIN != "" {
			vouchers++
		}
	}
	f, ok := o.Officer(voucher)
	return active < 2 || vouchers == 0 || ok && !f.Disabled && f.Role.May(NeedRun)
}

// OfficerByKey finds whose a public key is.
func (o Office) OfficerByKey(fingerprint string) (Officer, bool) {
	i := slices.IndexFunc(o.Officers, func(f Officer) bool { return f.hasKey(fingerprint) })
	if i < 0 || fingerprint == "" {
		return Officer{}, false
	}
	return o.Officers[i], true
}

func (f Officer) hasKey(fingerprint string) bool {
	return slices.ContainsFunc(f.Keys, func(k OfficerKey) bool { return k.Fingerprint == fingerprint })
}

// lastAdmin says that nobody else could run the office.
func (o Office) lastAdmin(id OfficerID) bool {
	return !slices.ContainsFunc(o.Officers, func(f Officer) bool {
		return f.ID != id && f.Role == RoleAdmin && !f.Disabled
	})
}

func validateOfficer(o Office, f Officer) error {
	if f.ID == "" || f.Name == "" || tooLong(f.Name, maxLine) {
		return invalid("officer-name", Args{"max": maxLine})
	}
	if !slices.Contains(Roles(), f.Role) {
		return invalid("officer-role", Args{"role": string(f.Role)})
	}
	if _, taken := o.OfficerNamed(f.Name); taken {
		return conflict("officer-exists", Args{"name": f.Name})
	}
	for i, k := range f.Keys {
		if err := validateKey(o, k); err != nil {
			return err
		}
		if slices.ContainsFunc(f.Keys[:i], func(other OfficerKey) bool { return other.Fingerprint == k.Fingerprint }) {
			return conflict("key-taken", Args{"officer": f.Name})
		}
	}
	return nil
}

func validateKey(o Office, k OfficerKey) error {
	if k.Fingerprint == "" || k.Line == "" || len(k.Line) > maxKeyLine || tooLong(k.Comment, maxLine) {
		return invalid("key-odd", nil)
	}
	if f, taken := o.OfficerByKey(k.Fingerprint); taken {
		return conflict("key-taken", Args{"officer": f.Name})
	}
	return nil
}

// applyOfficer is the officers after an event that concerns one of them.
func applyOfficer(officers []Officer, e Envelope) []Officer {
	id := About(e.Event)
	i := slices.IndexFunc(officers, func(f Officer) bool { return f.ID == id })
	if i < 0 {
		return officers
	}
	officers = slices.Clone(officers)
	officers[i] = officers[i].after(e)
	return officers
}

func (f Officer) after(e Envelope) Officer {
	switch ev := e.Event.(type) {
	case RoleChanged:
		f.Role = ev.To
	case OfficerDisabled:
		f.Disabled, f.Disabling = true, ev.Reason
	case OfficerEnabled:
		f.Disabled, f.Disabling = false, ""
	case KeyAdded:
		f.Keys = append(slices.Clip(f.Keys), ev.Key)
	case KeyRemoved:
		f.Keys = slices.DeleteFunc(slices.Clone(f.Keys), func(k OfficerKey) bool { return k.Fingerprint == ev.Fingerprint })
	case PINSet:
		f.PIN = ev.Hash
	case SignInFailed:
		f.FailedAt = e.Time
		if ev.Why == WrongPIN {
			f.Failures, f.Locked = f.Failures+1, f.Locked || ev.Locked
		}
	case SignInCleared:
		f.Failures, f.Locked, f.FailedAt = 0, false, time.Time{}
	}
	return f
}
