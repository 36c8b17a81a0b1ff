package desk

import (
	"context"
	"crypto/rsa"
	"fmt"
	"strings"

	gossh "golang.org/x/crypto/ssh"

	"piket/model"
)

// RegisterOfficer lets somebody sit at the desk.
func (s *Session) RegisterOfficer(ctx context.Context, name string, role model.Role) (model.Officer, error) {
	return s.Enrol(ctx, name, role, nil)
}

// Enrol lets somebody sit at the desk, with the keys they come with.
func (s *Session) Enrol(ctx context.Context, name string, role model.Role, keys []model.OfficerKey) (model.Officer, error) {
	f := model.Officer{ID: model.OfficerID(s.NewID()), Name: name, Role: role, Keys: keys}
	if _, err := s.Do(ctx, model.RegisterOfficer{Meta: s.Meta(0), Officer: f}); err != nil {
		return model.Officer{}, err
	}
	f, ok := s.Office().Officer(f.ID)
	if !ok {
		return f, fmt.Errorf("officer %s is not in the office", f.ID)
	}
	return f, nil
}

// ChangeRole gives an officer other rights.
func (s *Session) ChangeRole(ctx context.Context, id model.OfficerID, role model.Role) error {
	return s.run(ctx, model.ChangeRole{Meta: s.Meta(0), Officer: id, Role: role})
}

// DisableOfficer shuts every door to an officer.
func (s *Session) DisableOfficer(ctx context.Context, id model.OfficerID, reason string) error {
	return s.run(ctx, model.DisableOfficer{Meta: s.Meta(0), Officer: id, Reason: reason})
}

// EnableOfficer opens them again.
func (s *Session) EnableOfficer(ctx context.Context, id model.OfficerID) error {
	return s.run(ctx, model.EnableOfficer{Meta: s.Meta(0), Officer: id})
}

// AddKey lets a public key in as an officer; only takes away the others.
func (s *Session) AddKey(ctx context.Context, id model.OfficerID, key model.OfficerKey, only bool) error {
	return s.run(ctx, model.AddKey{Meta: s.Meta(0), Officer: id, Key: key, Only: only})
}

// RemoveKey lets one in no more.
func (s *Session) RemoveKey(ctx context.Context, id model.OfficerID, fingerprint string) error {
	return s.run(ctx, model.RemoveKey{Meta: s.Meta(0), Officer: id, Fingerprint: fingerprint})
}

// SetPIN changes what an officer signs in with: one's own, or as admin
// another's. Who changes their own has given the old one before. A viewer's
// key opens the desk to several people, none of whom may choose its PIN.
func (s *Session) SetPIN(ctx context.Context, id model.OfficerID, pin string) error {
	if f, _ := s.Office().Officer(id); s.byKey && id == s.actor.Officer && f.Role == model.RoleViewer {
		return &model.Error{Kind: model.KindForbidden, Key: "pin-shared"}
	}
	if err := model.ValidPIN(pin); err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	return s.run(ctx, model.SetPIN{Meta: s.Meta(0), Officer: id, Hash: s.desk.cfg.Keys.HashPIN(id, pin)})
}

// LiftLock lets an officer try again who gave too many wrong PINs.
func (s *Session) LiftLock(ctx context.Context, id model.OfficerID) error {
	return s.run(ctx, model.LiftLock{Meta: s.Meta(0), Officer: id})
}

func (s *Session) run(ctx context.Context, c model.Command) error {
	_, err := s.Do(ctx, c)
	return err
}

// leastRSA is the shortest RSA key that lets anybody in.
const leastRSA = 3072

// ParseKey reads one line of an authorized_keys or .pub file. Options and
// certificates are refused: what an officer may do stands in the office.
func ParseKey(line string) (model.OfficerKey, error) {
	odd := &model.Error{Kind: model.KindInvalid, Key: "key-odd"}
	key, comment, options, rest, err := gossh.ParseAuthorizedKey([]byte(strings.TrimSpace(line)))
	if err != nil || len(options) > 0 || len(strings.TrimSpace(string(rest))) > 0 || !strong(key) {
		return model.OfficerKey{}, odd
	}
	return model.OfficerKey{
		Fingerprint: gossh.FingerprintSHA256(key),
		Line:        strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key))),
		Comment:     model.CleanLine(comment),
	}, nil
}

func strong(key gossh.PublicKey) bool {
	switch key.Type() {
	case gossh.KeyAlgoED25519, gossh.KeyAlgoSKED25519, gossh.KeyAlgoECDSA256, gossh.KeyAlgoECDSA384, gossh.KeyAlgoECDSA521, gossh.KeyAlgoSKECDSA256:
		return true
	case gossh.KeyAlgoRSA:
		crypto, ok := key.(gossh.CryptoPublicKey)
		if !ok {
			return false
		}
		public, ok := crypto.CryptoPublicKey().(*rsa.PublicKey)
		return ok && public.N.BitLen() >= leastRSA
	}
	return false
}
