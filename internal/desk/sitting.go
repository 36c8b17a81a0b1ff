package desk

import (
	"context"
	"errors"
	"time"

	"piket/model"
)

// SignIn is who wants to sit down, and what they show for it.
type SignIn struct {
	Officer model.OfficerID
	Door    string
	PIN     string // as typed
	Key     string // fingerprint of the key the connection was made with
	Home    bool   // at the office's own machine, where an officer without a PIN may choose one
	// Voucher is who sits there now, uncovered: an administrator answers for
	// whoever chooses a first PIN.
	Voucher model.OfficerID
}

// String keeps a PIN out of logs.
func (SignIn) String() string { return "[sign-in]" }

// GoString keeps it out of %#v too.
func (SignIn) GoString() string { return "[sign-in]" }

// SignIn begins an officer's time at the desk. Refusals are *model.Error:
// signin-wrong, signin-wait, signin-locked, signin-disabled, signin-pin-set
// where a PIN is needed and none was chosen, officer-not-found. Each that
// tells of somebody trying is written down. On a full disk no sitting can be:
// who proved who they are reads on without one, and can change nothing.
func (d *Desk) SignIn(ctx context.Context, in SignIn) (*Session, error) {
	proof, err := d.proved(ctx, in)
	if err != nil {
		return nil, err
	}
	s := d.Session(model.Actor{Officer: in.Officer, Door: in.Door})
	s.sitting, s.byKey = model.SittingID(d.cfg.NewID()), proof == model.KeyProof
	s.since, s.left = d.lastSat(ctx, in.Officer)
	err = s.run(ctx, model.SignIn{Meta: s.Meta(0), Sitting: s.sitting, By: proof, Key: in.Key})
	switch {
	case errors.Is(err, &model.Error{Key: "store-full"}):
		s.sitting = ""
	case err != nil:
		return nil, err
	}
	s.place = d.board.sit(in.Officer, s.sitting)
	return s, nil
}

// Rejoin goes on with a sitting whose screen was shown by a process that is
// no more. Only who may read the data folder can ask for it.
func (d *Desk) Rejoin(officer model.OfficerID, id model.SittingID, door string) *Session {
	s := d.Session(model.Actor{Officer: officer, Door: door})
	s.sitting, s.place = id, d.board.sit(officer, id)
	return s
}

// proved checks what somebody shows, one at a time: the check is dear, and
// many at once would get round the pause between two tries.
func (d *Desk) proved(ctx context.Context, in SignIn) (model.SignInProof, error) {
	d.signIns.Lock()
	defer d.signIns.Unlock()
	f, ok := d.Office().Officer(in.Officer)
	if !ok {
		return "", &model.Error{Kind: model.KindNotFound, Key: "officer-not-found", Args: model.Args{"name": string(in.Officer)}}
	}
	now := d.cfg.Now()
	shown := model.PINProof
	if in.Key != "" {
		shown = model.KeyProof
	}
	if err := f.MaySignIn(now, shown); err != nil {
		d.noteDisabled(ctx, f, in.Door, now)
		return "", err //nolint:wrapcheck // a refusal as it is
	}
	switch {
	case in.Key != "":
		return model.KeyProof, nil // Decide looks whether it is theirs
	case f.PIN == "" && in.Home && d.Office().FirstPIN(in.Voucher):
		return model.PlaceProof, nil
	case f.PIN == "":
		return "", &model.Error{Kind: model.KindForbidden, Key: "signin-pin-set", Args: model.Args{"officer": f.Name}}
	}
	return model.PINProof, d.checkPIN(ctx, f, in.PIN, in.Door)
}

// checkPIN writes down a wrong one. The caller holds signIns.
func (d *Desk) checkPIN(ctx context.Context, f model.Officer, pin, door string) error {
	if d.cfg.Keys.CheckPIN(f.ID, f.PIN, pin) {
		return nil
	}
	if err := d.fail(ctx, f.ID, door, model.WrongPIN); err != nil {
		return err
	}
	if f, _ = d.Office().Officer(f.ID); f.Locked || f.Wait(d.cfg.Now()) > 0 {
		return f.MaySignIn(d.cfg.Now(), model.PINProof) //nolint:wrapcheck // a refusal as it is
	}
	return &model.Error{Kind: model.KindForbidden, Key: "signin-wrong"}
}

func (d *Desk) fail(ctx context.Context, id model.OfficerID, door string, why model.SignInRefusal) error {
	s := d.Session(model.Actor{Officer: id, Door: door})
	return s.run(ctx, model.FailSignIn{Meta: s.Meta(0), Why: why})
}

// disabledPause is how often the tries of a disabled officer are written down
// at most: a program that tries for ever must not fill the journal.
const disabledPause = time.Hour

func (d *Desk) noteDisabled(ctx context.Context, f model.Officer, door string, now time.Time) {
	if age := now.Sub(f.FailedAt); f.Disabled && (age > disabledPause || age < 0) {
		d.fail(ctx, f.ID, door, model.WasDisabled) //nolint:errcheck // they are refused either way
	}
}

// Sitting is the officer's time at the desk; empty for a single command.
func (s *Session) Sitting() model.SittingID { return s.sitting }

// Pause covers the screen until Resume. An officer without a PIN cannot.
func (s *Session) Pause(ctx context.Context) error {
	if f, _ := s.Office().Officer(s.actor.Officer); f.PIN == "" {
		return &model.Error{Kind: model.KindForbidden, Key: "signin-pin-set", Args: model.Args{"officer": f.Name}}
	}
	return s.run(ctx, model.PauseSitting{Meta: s.Meta(0), Sitting: s.sitting})
}

// Resume uncovers it, given the right PIN.
func (s *Session) Resume(ctx context.Context, pin string) error {
	if err := s.confirm(ctx, pin); err != nil {
		return err
	}
	return s.run(ctx, model.ResumeSitting{Meta: s.Meta(0), Sitting: s.sitting})
}

// confirm checks the officer's own PIN, with the pauses of a sign-in.
func (s *Session) confirm(ctx context.Context, pin string) error {
	s.desk.signIns.Lock()
	defer s.desk.signIns.Unlock()
	f, _ := s.Office().Officer(s.actor.Officer)
	if err := f.MaySignIn(s.Now(), model.PINProof); err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	return s.desk.checkPIN(ctx, f, pin, s.actor.Door)
}

// ChangePIN replaces the officer's own PIN; before is not asked for where
// there is none yet.
func (s *Session) ChangePIN(ctx context.Context, before, pin string) error {
	if f, _ := s.Office().Officer(s.actor.Officer); f.PIN != "" {
		if err := s.confirm(ctx, before); err != nil {
			return err
		}
	}
	return s.SetPIN(ctx, s.actor.Officer, pin)
}

// End leaves the desk. What a screen shows of who is there follows at once,
// whether or not it can be written down.
func (s *Session) End(ctx context.Context, why model.SittingEnd) error {
	s.Step()
	if s.sitting == "" {
		return nil
	}
	return s.run(ctx, model.EndSitting{Meta: s.Meta(0), Sitting: s.sitting, Why: why})
}

// EndLost ends the sittings that began before an instant and that nobody is at
// any more: their process was killed, and no other goes on with them. They end
// at that instant, when it was noticed.
func (d *Desk) EndLost(ctx context.Context, noticed time.Time) error {
	if d.cfg.Duty == nil {
		return nil
	}
	recent, err := d.sittings(ctx, noticed)
	if err != nil {
		return err
	}
	for _, history := range recent {
		first := history[0]
		_, name, _ := first.Stream.Cut()
		id := model.SittingID(name)
		if !first.Time.Before(noticed) || !model.SitsStill(history) || d.board.has(id) {
			continue
		}
		s := d.Session(model.Actor{Officer: first.Actor.Officer, Door: first.Actor.Door})
		meta := s.Meta(0)
		meta.Happened = noticed
		if err := s.run(ctx, model.EndSitting{Meta: meta, Sitting: id, Why: model.LineLost}); err != nil {
			return err
		}
	}
	return nil
}

// sittings are those that may go on at an instant or after it, the newest first.
func (d *Desk) sittings(ctx context.Context, at time.Time) ([][]model.Envelope, error) {
	ids, err := d.cfg.Duty.Streams(ctx, model.OfSitting, "", mostSittings)
	if err != nil {
		return nil, err
	}
	var out [][]model.Envelope
	for _, id := range ids {
		history, err := d.cfg.Duty.Records(ctx, id)
		if err != nil {
			return nil, err
		}
		if len(history) == 0 {
			continue
		}
		if history[0].Time.Before(at.Add(-longestSitting)) {
			break
		}
		out = append(out, history)
	}
	return out, nil
}

// Step takes the session off the board without ending its sitting, which
// another process may go on with.
func (s *Session) Step() {
	if s.place != nil {
		s.desk.board.leave(s.place)
	}
}

// Look says which case the officer has open; empty is none.
func (s *Session) Look(id model.CaseID) { s.desk.board.look(s.place, id) }

// Hold says which draft the officer types in, empty for none, and whether
// another session of theirs has it open as well.
func (s *Session) Hold(form string) (elsewhere bool) { return s.desk.board.hold(s.place, form) }

// Others are the other officers who have a case open.
func (s *Session) Others(id model.CaseID) []model.OfficerID {
	return s.desk.board.others(id, s.actor.Officer)
}

// Present are the officers at the desk.
func (s *Session) Present() map[model.OfficerID]bool { return s.desk.board.Present() }

// lastSat is the journal's entry with which the officer was here last; 0 for
// somebody new.
func (d *Desk) lastSat(ctx context.Context, id model.OfficerID) (uint64, time.Time) {
	if d.cfg.Sittings == nil {
		return 0, time.Time{}
	}
	seq, at, err := d.cfg.Sittings.LastSat(ctx, id)
	if err != nil {
		return 0, time.Time{}
	}
	return seq, at
}
