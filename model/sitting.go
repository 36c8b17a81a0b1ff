package model

import (
	"slices"
	"time"
)

// SittingID identifies one officer's time at the desk through one door.
type SittingID string

// Stream is the stream of a sitting.
func (id SittingID) Stream() StreamID { return StreamID(string(OfSitting) + "." + string(id)) }

// SignInProof is what an officer showed to be let in.
type SignInProof string

// The proofs.
const (
	PINProof   SignInProof = "pin"
	KeyProof   SignInProof = "key"   // of SSH
	PlaceProof SignInProof = "place" // at the office's own machine, where no PIN was chosen yet
)

// SignInRefusal is why somebody was not let in.
type SignInRefusal string

// The refusals.
const (
	WrongPIN    SignInRefusal = "wrong-pin"
	WasDisabled SignInRefusal = "disabled"
)

// SittingEnd is why an officer is no longer at the desk.
type SittingEnd string

// The ends.
const (
	LeftDesk  SittingEnd = "left"
	Relieved  SittingEnd = "relieved" // another officer sat down in their place
	LineLost  SittingEnd = "lost"
	WentIdle  SittingEnd = "idle"
	ShutOut   SittingEnd = "shut-out" // disabled meanwhile
	DeskEnded SittingEnd = "desk-ended"
)

func (p SignInProof) known() bool {
	return slices.Contains([]SignInProof{PINProof, KeyProof, PlaceProof}, p)
}

func (w SittingEnd) known() bool {
	return slices.Contains([]SittingEnd{LeftDesk, Relieved, LineLost, WentIdle, ShutOut, DeskEnded}, w)
}

// sitting is the state of one: begun, paused, ended.
type sitting struct {
	officer               OfficerID
	begun, paused, closed bool
}

func foldSitting(history []Envelope) sitting {
	var s sitting
	for _, e := range history {
		switch e.Event.(type) {
		case SatDown:
			s.begun, s.officer = true, e.Actor.Officer
		case SittingPaused:
			s.paused = true
		case SittingResumed:
			s.paused = false
		case SittingEnded:
			s.closed = true
		}
	}
	return s
}

// SitsStill says that a sitting was begun and has not ended.
func SitsStill(history []Envelope) bool {
	s := foldSitting(history)
	return s.begun && !s.closed
}

// LongestSitting is how long one lasts at most: one that was left open for
// longer, by a process that was killed, counts as over.
const LongestSitting = 24 * time.Hour

// Overlapping are the beginnings and ends of sittings that tell nothing of
// when an officer came and went, by their place in the journal: they sat at
// another terminal already, or still did. Other events are passed over. The
// order is that of the hours, whatever order they were written down in.
func Overlapping(history []Envelope) map[uint64]bool {
	inOrder := slices.Clone(history)
	slices.SortStableFunc(inOrder, func(a, b Envelope) int { return a.Time.Compare(b.Time) })
	open, out := map[StreamID]Envelope{}, map[uint64]bool{}
	elsewhere := func(e Envelope) bool {
		for id, begun := range open {
			if id != e.Stream && begun.Actor.Officer == e.Actor.Officer && e.Time.Sub(begun.Time) <= LongestSitting {
				return true
			}
		}
		return false
	}
	for _, e := range inOrder {
		switch e.Event.(type) {
		case SatDown:
			out[e.Seq] = elsewhere(e)
			open[e.Stream] = e
		case SittingEnded:
			delete(open, e.Stream)
			out[e.Seq] = elsewhere(e)
		}
	}
	return out
}

// sits is the sitting a command names, the actor's own and not over.
func (s State) sits(c Command, id SittingID) (sitting, error) {
	at := foldSitting(s.Records[id.Stream()])
	if !at.begun || at.closed || at.officer != c.Head().Actor.Officer {
		return at, conflict("sitting-over", nil)
	}
	return at, nil
}

func (c SignIn) decide(s State) ([]Change, error) {
	f, _ := s.Office.Officer(c.Actor.Officer)
	if err := f.MaySignIn(c.At, c.By); err != nil {
		return nil, err
	}
	if c.Sitting == "" || !c.By.known() || c.By == PlaceProof && f.PIN != "" || c.By == KeyProof && !f.hasKey(c.Key) {
		return nil, forbidden("signin-unproved", nil)
	}
	if len(s.Records[c.Sitting.Stream()]) > 0 {
		return nil, conflict("sitting-over", nil)
	}
	return append(f.cleared(c.By), Change{c.Sitting.Stream(), SatDown{By: c.By, Key: c.Key}}), nil
}

// cleared forgets wrong tries once the right PIN is given.
func (f Officer) cleared(by SignInProof) []Change {
	if by != PINProof || f.Failures == 0 {
		return nil
	}
	return []Change{{OfficeStream, SignInCleared{Officer: f.ID}}}
}

func (c FailSignIn) decide(s State) ([]Change, error) {
	f, ok := s.Office.Officer(c.Actor.Officer)
	if !ok {
		return nil, notFound("officer-not-found", Args{"name": string(c.Actor.Officer)})
	}
	if c.Why != WrongPIN && c.Why != WasDisabled {
		return nil, invalid("signin-unproved", nil)
	}
	locked := c.Why == WrongPIN && f.Failures+1 >= mostMisses
	return []Change{{OfficeStream, SignInFailed{Officer: f.ID, Why: c.Why, Locked: locked}}}, nil
}

func (c PauseSitting) decide(s State) ([]Change, error) {
	at, err := s.sits(c, c.Sitting)
	if err != nil || at.paused {
		return nil, or(err, conflict("sitting-paused", nil))
	}
	return []Change{{c.Sitting.Stream(), SittingPaused{}}}, nil
}

func (c ResumeSitting) decide(s State) ([]Change, error) {
	at, err := s.sits(c, c.Sitting)
	if err != nil || !at.paused {
		return nil, or(err, conflict("sitting-not-paused", nil))
	}
	f, _ := s.Office.Officer(c.Actor.Officer)
	if err := f.MaySignIn(c.At, PINProof); err != nil {
		return nil, err
	}
	return append(f.cleared(PINProof), Change{c.Sitting.Stream(), SittingResumed{}}), nil
}

func or(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

func (c EndSitting) decide(s State) ([]Change, error) {
	if _, err := s.sits(c, c.Sitting); err != nil {
		return nil, err
	}
	if !c.Why.known() {
		return nil, invalid("command-incomplete", nil)
	}
	return []Change{{c.Sitting.Stream(), SittingEnded{Why: c.Why}}}, nil
}
