package cli

import (
	"context"
	"io"
	"strings"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

type officerTree struct {
	Add     officerAddCommand     `cmd:""`
	List    officerListCommand    `cmd:""`
	Role    officerRoleCommand    `cmd:""`
	Disable officerDisableCommand `cmd:""`
	Enable  officerEnableCommand  `cmd:""`
	Unlock  officerUnlockCommand  `cmd:""`
	PIN     pinCommand            `cmd:"" name:"pin"`
	Key     keyTree               `cmd:""`
}

type keyTree struct {
	Add    keyAddCommand    `cmd:""`
	Remove keyRemoveCommand `cmd:""`
	Rotate keyRotateCommand `cmd:""`
}

// who names the officer a command is about.
type who struct {
	Name string `arg:""`
}

// find is the session, and the officer somebody named.
func (w who) find(s *seat) (*desk.Session, model.Officer, error) {
	session, err := s.session()
	if err != nil {
		return nil, model.Officer{}, err
	}
	f, err := fullyNamed(session.Office(), w.Name)
	return session, f, err
}

// change carries one change of an officer out, and says how they stand.
func (w who) change(s *seat, change func(*desk.Session, model.Officer) error) error {
	session, f, err := w.find(s)
	if err == nil {
		err = change(session, f)
	}
	if err != nil {
		return err
	}
	f, _ = session.Office().Officer(f.ID)
	s.say(s.officerLine(f))
	return nil
}

// officerLine is an officer in one line.
func (s *seat) officerLine(f model.Officer) string {
	return s.print.T("cli.officer.line", locale.A{
		"name": f.Name, "role": s.print.Word("role", string(f.Role)), "standing": s.standing(f), "n": len(f.Keys),
	})
}

// standing is whether an officer may sit at the desk.
func (s *seat) standing(f model.Officer) string {
	switch {
	case f.Disabled:
		return s.print.T("cli.officer.disabled")
	case f.Locked:
		return s.print.T("cli.officer.locked")
	}
	return s.print.T("cli.officer.active")
}

// officerAddCommand registers somebody.
type officerAddCommand struct {
	who
	Role string `placeholder:"R" default:"petugas"`
	Key  string `placeholder:"FILE|-"`
}

func (c *officerAddCommand) input() string { return c.Key }

func (*officerAddCommand) asks() {}

func (c *officerAddCommand) run(ctx context.Context, s *seat) error {
	session, err := s.session()
	if err != nil {
		return err
	}
	role, err := code(s, "role", c.Role, model.Roles(), "officer-role")
	if err != nil {
		return err
	}
	var keys []model.OfficerKey
	if c.Key != "" {
		if keys, err = readKeys(s.in); err != nil {
			return err
		}
	}
	f, err := session.Enrol(ctx, model.CleanLine(c.Name), role, keys)
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	s.say(s.officerLine(f))
	s.remindOfPIN(session)
	return nil
}

// remindOfPIN tells an officer without a PIN that the desk will ask for one,
// now that somebody else sits there too.
func (s *seat) remindOfPIN(session *desk.Session) {
	f, ok := session.Office().Officer(session.Actor().Officer)
	if !ok || f.PIN != "" {
		return
	}
	command := "piket officer pin"
	if s.named != "" {
		command += ` --officer "` + f.Name + `"`
	}
	s.note(s.print.T("cli.officer.choose-pin", locale.A{"command": command}))
}

const maxKeyFile = 64 << 10

// readKeys reads public keys, one a line, as in a .pub or authorized_keys file.
func readKeys(r io.Reader) ([]model.OfficerKey, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxKeyFile))
	if err != nil {
		return nil, &model.Error{Kind: model.KindInvalid, Key: "key-odd", Err: err}
	}
	var keys []model.OfficerKey
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		k, err := desk.ParseKey(line)
		if err != nil {
			return nil, err //nolint:wrapcheck // a refusal as it is
		}
		keys = append(keys, k)
	}
	if len(keys) == 0 {
		return nil, &model.Error{Kind: model.KindInvalid, Key: "key-odd"}
	}
	return keys, nil
}

// officerListCommand shows who may sit here.
type officerListCommand struct {
	JSON bool
}

// officerShape is one officer.
type officerShape struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	Role     string     `json:"role"`
	Disabled bool       `json:"disabled"`
	Locked   bool       `json:"locked"`
	PIN      bool       `json:"pin"` // has one
	Keys     []keyShape `json:"keys"`
}

type keyShape struct {
	Fingerprint string `json:"fingerprint"`
	Comment     string `json:"comment"`
}

func (c *officerListCommand) run(_ context.Context, s *seat) error {
	session, err := s.session()
	if err != nil {
		return err
	}
	officers := session.Office().Officers
	if !c.JSON {
		s.officerTable(officers)
		return nil
	}
	for _, f := range officers {
		out := officerShape{
			ID: string(f.ID), Name: f.Name, Role: string(f.Role), Disabled: f.Disabled, Locked: f.Locked,
			PIN: f.PIN != "", Keys: []keyShape{},
		}
		for _, k := range f.Keys {
			out.Keys = append(out.Keys, keyShape{k.Fingerprint, k.Comment})
		}
		if err := s.json(out); err != nil {
			return err
		}
	}
	return nil
}

// officerTable lists officers, each with their keys below.
func (s *seat) officerTable(officers []model.Officer) {
	wide := 0
	for _, f := range officers {
		wide = max(wide, cell.Width(f.Name))
	}
	for _, f := range officers {
		s.say(cell.Fit(f.Name, wide) + "  " + s.print.Word("role", string(f.Role)) + " · " + s.standing(f))
		for _, k := range f.Keys {
			s.say(strings.TrimRight("  "+k.Fingerprint+"  "+k.Comment, " "))
		}
	}
}

// officerRoleCommand gives an officer other rights.
type officerRoleCommand struct {
	who
	Role string `arg:""`
}

func (c *officerRoleCommand) run(ctx context.Context, s *seat) error {
	role, err := code(s, "role", c.Role, model.Roles(), "officer-role")
	if err != nil {
		return err
	}
	return c.change(s, func(session *desk.Session, f model.Officer) error { return session.ChangeRole(ctx, f.ID, role) })
}

// officerDisableCommand shuts every door to an officer.
type officerDisableCommand struct {
	who
	Reason string `placeholder:"T"`
}

func (c *officerDisableCommand) run(ctx context.Context, s *seat) error {
	return c.change(s, func(session *desk.Session, f model.Officer) error {
		return session.DisableOfficer(ctx, f.ID, model.CleanLine(c.Reason))
	})
}

// officerEnableCommand opens them again.
type officerEnableCommand struct{ who }

func (c *officerEnableCommand) run(ctx context.Context, s *seat) error {
	return c.change(s, func(session *desk.Session, f model.Officer) error { return session.EnableOfficer(ctx, f.ID) })
}

// officerUnlockCommand lets an officer try their PIN again.
type officerUnlockCommand struct{ who }

func (c *officerUnlockCommand) run(ctx context.Context, s *seat) error {
	return c.change(s, func(session *desk.Session, f model.Officer) error { return session.LiftLock(ctx, f.ID) })
}

// keyFile is where a public key is read from.
type keyFile struct {
	Key string `placeholder:"FILE|-" required:""`
}

func (c *keyFile) input() string { return c.Key }

// keyAddCommand lets more public keys in as an officer.
type keyAddCommand struct {
	who
	keyFile
}

func (c *keyAddCommand) run(ctx context.Context, s *seat) error {
	keys, err := readKeys(s.in)
	if err != nil {
		return err
	}
	return c.change(s, func(session *desk.Session, f model.Officer) error {
		for _, k := range keys {
			if err := session.AddKey(ctx, f.ID, k, false); err != nil {
				return err //nolint:wrapcheck // a refusal as it is
			}
		}
		return nil
	})
}

// keyRotateCommand lets one public key in instead of those before.
type keyRotateCommand struct {
	who
	keyFile
}

func (c *keyRotateCommand) run(ctx context.Context, s *seat) error {
	keys, err := readKeys(s.in)
	switch {
	case err != nil:
		return err
	case len(keys) > 1:
		return &model.Error{Kind: model.KindInvalid, Key: "key-odd"}
	}
	return c.change(s, func(session *desk.Session, f model.Officer) error { return session.AddKey(ctx, f.ID, keys[0], true) })
}

// keyRemoveCommand lets a public key in no more.
type keyRemoveCommand struct {
	who
	Fingerprint string `arg:""`
}

func (c *keyRemoveCommand) run(ctx context.Context, s *seat) error {
	return c.change(s, func(session *desk.Session, f model.Officer) error {
		return session.RemoveKey(ctx, f.ID, strings.TrimSpace(c.Fingerprint))
	})
}
