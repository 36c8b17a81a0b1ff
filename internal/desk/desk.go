// Package desk is the application service every door walks through: it knows
// who acts, refuses what they may not do, seals the reporter, masks in every
// text what would tell who they are, and hands the command to the journal. It
// keeps no state of its own but who sits at it, and what it looks for in texts; a Desk and its Sessions are
// safe for use by many goroutines at once.
package desk

import (
	"context"
	"errors"
	"sync"
	"time"

	"piket/internal/seal"
	"piket/model"
)

// Journal is where changes are decided and written.
type Journal interface {
	Do(ctx context.Context, c model.Command) (model.Receipt, error)
	Events(ctx context.Context, after uint64, limit int) ([]model.Envelope, error)
	Watch() (wake <-chan struct{}, cancel func())
	Office() model.Office
	Seq() uint64
}

// Cases are the views of what was written.
type Cases interface {
	Case(ctx context.Context, id model.CaseID) (model.Loaded, error)
	Resolve(ctx context.Context, number string) (model.CaseID, error)
	Window(ctx context.Context, q model.WindowQuery) (model.Window, error)
	Counts(ctx context.Context, now time.Time) (model.Counts, error)
	Related(ctx context.Context, q model.RelatedQuery) ([]model.Related, error)
}

// Drafts keep unfinished forms, sealed.
type Drafts interface {
	PutDraft(ctx context.Context, d model.Draft) error
	Drafts(ctx context.Context, prefix string) ([]model.Draft, error)
	DropDraft(ctx context.Context, key string) error
}

// Searcher finds cases by their words, best first.
type Searcher interface {
	Query(ctx context.Context, text string, limit int) ([]model.Row, error)
}

// Sittings know when an officer was here last.
type Sittings interface {
	LastSat(ctx context.Context, id model.OfficerID) (seq uint64, at time.Time, err error)
}

// Config is what a Desk is made of. All fields are needed but Search,
// Sittings and Duty; without Duty there are no watches.
type Config struct {
	Journal Journal
	Cases   Cases
	Drafts  Drafts
	Search  Searcher
	Keys    *seal.Keys
	Rules   func() model.Rules
	Now     func() time.Time
	NewID   func() string // ULID

	Sittings Sittings
	Duty     Duty
}

// Desk is one office's desk.
type Desk struct {
	cfg     Config
	board   *Board
	names   *names
	segment *segment
	signIns sync.Mutex // held while what somebody shows is checked
}

// New makes a desk.
func New(cfg Config) *Desk {
	return &Desk{cfg: cfg, board: NewBoard(), names: newNames(), segment: &segment{}}
}

// Board is who sits at the desk.
func (d *Desk) Board() *Board { return d.board }

// SetUp answers the three questions of the first run. It returns the officer
// who sits here first.
func (d *Desk) SetUp(ctx context.Context, office model.OfficeSetUp, officer string) (model.Officer, error) {
	office.Recipient = d.cfg.Keys.Recipient()
	first := model.Officer{ID: model.OfficerID(d.cfg.NewID()), Name: officer, Role: model.RoleAdmin}
	meta := model.Meta{ID: d.cfg.NewID(), At: d.cfg.Now(), Actor: model.Actor{Officer: first.ID, Door: "setup"}}
	if _, err := d.cfg.Journal.Do(ctx, model.SetUpOffice{Meta: meta, Office: office, Officer: first}); err != nil {
		return model.Officer{}, err
	}
	f, _ := d.Office().Officer(first.ID)
	return f, nil
}

// Office is who we are and who sits here.
func (d *Desk) Office() model.Office { return d.cfg.Journal.Office() }

// Session is the desk as one officer uses it through one door.
func (d *Desk) Session(actor model.Actor) *Session { return &Session{desk: d, actor: actor} }

// Session acts as one officer. A change of officer is a new Session.
type Session struct {
	desk    *Desk
	actor   model.Actor
	sitting model.SittingID // of a screen; empty for a single command
	place   *place          // on the board; nil for a single command
	since   uint64          // the journal as the officer left it last
	left    time.Time       // and when that was
	byKey   bool            // a key opened it, and nothing else proves who is there
}

// Actor is who acts here.
func (s *Session) Actor() model.Actor { return s.actor }

// ByKey is the session as one that nothing but a key opened.
func (s *Session) ByKey() *Session {
	s.byKey = true
	return s
}

// As is the same desk and door in another officer's hands.
func (s *Session) As(id model.OfficerID) *Session {
	return s.desk.Session(model.Actor{Officer: id, Door: s.actor.Door})
}

// Now is the desk's clock.
func (s *Session) Now() time.Time { return s.desk.cfg.Now() }

// NewID is a fresh ULID.
func (s *Session) NewID() string { return s.desk.cfg.NewID() }

// Office is who we are and who sits here.
func (s *Session) Office() model.Office { return s.desk.Office() }

// Rules are the office's settings as they stand.
func (s *Session) Rules() model.Rules { return s.desk.cfg.Rules() }

// Meta begins a command on a case seen at a version; 0 when it does not matter.
func (s *Session) Meta(seen uint64) model.Meta {
	return model.Meta{ID: s.NewID(), At: s.Now(), Actor: s.actor, Expect: seen}
}

// Do authorises a command and carries it out. What it tells about who
// reported the case is masked first. Refusals are *model.Error.
func (s *Session) Do(ctx context.Context, c model.Command) (model.Receipt, error) {
	if err := model.Authorise(s.Office(), c); err != nil {
		return model.Receipt{}, err
	}
	return s.desk.cfg.Journal.Do(ctx, s.masked(ctx, c))
}

// Undo takes back the actor's last reversible act on a case.
func (s *Session) Undo(ctx context.Context, id model.CaseID) (model.Receipt, error) {
	l, err := s.Case(ctx, id)
	if err != nil {
		return model.Receipt{}, err
	}
	return s.Do(ctx, model.Undo{Meta: s.Meta(l.Case.Version), Case: id, Other: otherEnd(l.History)})
}

// otherEnd is the case at the other end of the link an undo would touch.
func otherEnd(history []model.Envelope) model.CaseID {
	act, _, ok := model.Reversible(history)
	if !ok {
		return ""
	}
	switch e := act.Event.(type) {
	case model.CaseLinked:
		return e.Case
	case model.CaseUnlinked:
		return e.Case
	}
	return ""
}

// Unsealed is a reporter shown to an officer, until when.
type Unsealed struct {
	Reporter model.Reporter
	Until    time.Time
	Receipt  model.Receipt
}

// sealShown is how long an opened seal may stay on a screen.
const sealShown = time.Minute

// OpenSeal shows who reported a case, after writing down that it did and why.
func (s *Session) OpenSeal(ctx context.Context, id model.CaseID, seen uint64, reason string) (Unsealed, error) {
	r, err := s.Do(ctx, model.OpenSeal{Meta: s.Meta(seen), Case: id, Reason: reason})
	if err != nil {
		return Unsealed{}, err
	}
	l, err := s.Case(ctx, id)
	if err != nil {
		return Unsealed{}, err
	}
	if l.Case.Reporter == nil {
		return Unsealed{}, &model.Error{Kind: model.KindNotFound, Key: "reporter-anonymous", Args: model.Args{"number": l.Case.Number}}
	}
	who, err := s.desk.cfg.Keys.Open(l.Case.Reporter)
	if err != nil {
		return Unsealed{}, &model.Error{Kind: model.KindUnavailable, Key: "seal-wrong-key", Err: errors.New("identity does not open this seal")}
	}
	return Unsealed{Reporter: who, Until: s.Now().Add(sealShown), Receipt: r}, nil
}
