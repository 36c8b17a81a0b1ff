package desk

import (
	"context"
	"time"

	"piket/internal/seal"
	"piket/model"
)

// Report is one report as it came in, the reporter in the clear. It lives
// only until AddReport has sealed it.
type Report struct {
	Key         string // idempotency key where the report may come twice, else empty
	Received    time.Time
	Facts       model.Facts
	Violation   model.Violation
	Urgency     model.Urgency
	Reporter    model.Reporter // empty: anonymous
	Reinterview *model.Reinterview
	Callback    *model.Callback
	Take        bool // the officer keeps the case
}

// String keeps a report out of every log and error: it holds what its
// reporter told, before anything was masked.
func (Report) String() string { return "[report]" }

// GoString keeps it out of %#v too.
func (Report) GoString() string { return "[report]" }

// Added is a report taken in.
type Added struct {
	model.Receipt
	// Tracking is the reporter's code, shown once and kept nowhere; empty
	// when the report had been taken in before.
	Tracking string
}

// AddReport seals the reporter, takes their own name and numbers out of what
// they told, and opens the case.
func (s *Session) AddReport(ctx context.Context, r Report) (Added, error) {
	c, code, err := s.opening(r)
	if err != nil {
		return Added{}, err
	}
	receipt, err := s.Do(ctx, c)
	if err != nil {
		return Added{}, err
	}
	if receipt.Repeated {
		code = ""
	}
	return Added{Receipt: receipt, Tracking: code}, nil
}

// TryReport refuses what AddReport would, and takes nothing in. Whether the
// report came before it does not know.
func (s *Session) TryReport(r Report) error {
	c, _, err := s.opening(r)
	if err == nil {
		err = model.Authorise(s.Office(), c)
	}
	if err != nil {
		return err
	}
	none := func(int) uint64 { return 0 }
	_, err = model.Decide(model.State{Office: s.Office(), Rules: s.Rules(), Serial: none}, c)
	return err
}

// opening is the command that opens a report's case, and the reporter's code.
func (s *Session) opening(r Report) (model.OpenCase, string, error) {
	who := seal.Normal(r.Reporter)
	r, who = mask(r, who)
	sealed, err := s.desk.cfg.Keys.Seal(who)
	if err != nil {
		return model.OpenCase{}, "", err
	}
	code := seal.NewTracking()
	meta := s.Meta(0)
	meta.Key = r.Key
	return model.OpenCase{
		Meta: meta, Case: model.CaseID(s.NewID()), Received: r.Received, Facts: r.Facts, Reporter: sealed,
		Violation: r.Violation, Urgency: r.Urgency, TrackingHash: seal.HashTracking(code),
		Reinterview: r.Reinterview, Callback: r.Callback, Take: r.Take,
	}, code, nil
}

// CorrectReporter seals a new identity in place of the old. What was told
// stays behind the seal.
func (s *Session) CorrectReporter(ctx context.Context, id model.CaseID, seen uint64, who model.Reporter, reason string) (model.Receipt, error) {
	who = seal.Normal(who)
	if before, ok := s.reporter(ctx, id); ok && who.Original == nil && !who.Empty() {
		who.Original = before.Original
	}
	sealed, err := s.desk.cfg.Keys.Seal(who)
	if err != nil {
		return model.Receipt{}, err
	}
	return s.Do(ctx, model.CorrectReporter{Meta: s.Meta(seen), Case: id, Reporter: sealed, Reason: reason})
}

// reporter reads who reported a case, for the desk itself; false where nobody
// is known or the seal does not open.
func (s *Session) reporter(ctx context.Context, id model.CaseID) (model.Reporter, bool) {
	l, err := s.Case(ctx, id)
	if err != nil || l.Case.Reporter == nil {
		return model.Reporter{}, false
	}
	who, err := s.desk.cfg.Keys.Open(l.Case.Reporter)
	return who, err == nil
}
