package model

// The commands on officers, and on their time at the desk.
type (
	// RegisterOfficer lets somebody sit at the desk.
	RegisterOfficer struct {
		Meta
		Officer Officer // ID, name, role and keys count
	}
	// ChangeRole gives an officer other rights.
	ChangeRole struct {
		Meta
		Officer OfficerID
		Role    Role
	}
	// DisableOfficer shuts every door to an officer. What they did stays theirs.
	DisableOfficer struct {
		Meta
		Officer OfficerID
		Reason  string
	}
	// EnableOfficer opens them again.
	EnableOfficer struct {
		Meta
		Officer OfficerID
	}
	// AddKey lets a public key in as an officer; Only takes away the others.
	AddKey struct {
		Meta
		Officer OfficerID
		Key     OfficerKey
		Only    bool
	}
	// RemoveKey lets one in no more.
	RemoveKey struct {
		Meta
		Officer     OfficerID
		Fingerprint string
	}
	// SetPIN changes what an officer signs in with: one's own, or as admin
	// another's.
	SetPIN struct {
		Meta
		Officer OfficerID
		Hash    PINHash
	}
	// LiftLock lets an officer try again who gave too many wrong PINs.
	LiftLock struct {
		Meta
		Officer OfficerID
	}
	// SignIn begins the actor's time at the desk. Whoever gives it has checked
	// what By says.
	SignIn struct {
		Meta
		Sitting SittingID // a fresh ULID
		By      SignInProof
		Key     string // fingerprint
	}
	// FailSignIn writes down that the actor was refused.
	FailSignIn struct {
		Meta
		Why SignInRefusal
	}
	// PauseSitting covers the actor's screen.
	PauseSitting struct {
		Meta
		Sitting SittingID
	}
	// ResumeSitting uncovers it; the PIN has been checked.
	ResumeSitting struct {
		Meta
		Sitting SittingID
	}
	// EndSitting says that the actor left.
	EndSitting struct {
		Meta
		Sitting SittingID
		Why     SittingEnd
	}
)

func ofOffice() []StreamID { return []StreamID{OfficeStream} }

// Streams names the streams a command touches.
func (RegisterOfficer) Streams() []StreamID { return ofOffice() }
func (ChangeRole) Streams() []StreamID      { return ofOffice() }
func (DisableOfficer) Streams() []StreamID  { return ofOffice() }
func (EnableOfficer) Streams() []StreamID   { return ofOffice() }
func (AddKey) Streams() []StreamID          { return ofOffice() }
func (RemoveKey) Streams() []StreamID       { return ofOffice() }
func (SetPIN) Streams() []StreamID          { return ofOffice() }
func (LiftLock) Streams() []StreamID        { return ofOffice() }
func (FailSignIn) Streams() []StreamID      { return ofOffice() }
func (c SignIn) Streams() []StreamID        { return []StreamID{c.Sitting.Stream(), OfficeStream} }
func (c PauseSitting) Streams() []StreamID  { return []StreamID{c.Sitting.Stream()} }
func (c ResumeSitting) Streams() []StreamID { return []StreamID{c.Sitting.Stream(), OfficeStream} }
func (c EndSitting) Streams() []StreamID    { return []StreamID{c.Sitting.Stream()} }
