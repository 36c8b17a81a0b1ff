package desk

import (
	"context"
	"maps"
	"strings"
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
	who := seal.Normal(r.Reporter)
	r, who = mask(r, who)
	sealed, err := s.desk.cfg.Keys.Seal(who)
	if err != nil {
		return Added{}, err
	}
	code := seal.NewTracking()
	meta := s.Meta(0)
	meta.Key = r.Key
	receipt, err := s.Do(ctx, model.OpenCase{
		Meta: meta, Case: model.CaseID(s.NewID()), Received: r.Received, Facts: r.Facts, Reporter: sealed,
		Violation: r.Violation, Urgency: r.Urgency, TrackingHash: seal.HashTracking(code),
		Reinterview: r.Reinterview, Callback: r.Callback, Take: r.Take,
	})
	if err != nil {
		return Added{}, err
	}
	if receipt.Repeated {
		code = ""
	}
	return Added{Receipt: receipt, Tracking: code}, nil
}

// mask replaces the reporter's own name and numbers in every free text, and
// keeps the texts as told behind the seal.
func mask(r Report, who model.Reporter) (Report, model.Reporter) {
	if who.Empty() {
		return r, who
	}
	m := masker{who: who, original: map[string]string{}}
	maps.Copy(m.original, who.Original)
	r.Facts = r.Facts.Clean()
	r.Facts.Narrative = m.text("narrative", r.Facts.Narrative)
	r.Facts.Place.Name = m.text("place", r.Facts.Place.Name)
	r.Facts.Place.Address = m.text("address", r.Facts.Place.Address)
	for i := range r.Facts.Subjects {
		r.Facts.Subjects[i].Note = m.text("subject", r.Facts.Subjects[i].Note)
	}
	for i := range r.Facts.Evidence {
		r.Facts.Evidence[i] = m.text("evidence", r.Facts.Evidence[i])
	}
	r.Reinterview, r.Callback = m.reinterview(r.Reinterview), m.callback(r.Callback)
	if len(m.original) > 0 {
		who.Original = m.original
	}
	return r, who
}

type masker struct {
	who      model.Reporter
	original map[string]string // field → text as told
}

func (m masker) text(field, told string) string {
	open := seal.Mask(told, m.who)
	if open != told {
		m.original[field] = strings.TrimPrefix(m.original[field]+"\n"+told, "\n")
	}
	return open
}

func (m masker) reinterview(r *model.Reinterview) *model.Reinterview {
	if r == nil {
		return nil
	}
	out := model.Reinterview{Impression: m.text("impression", r.Impression)}
	for _, a := range r.Answers {
		a.First, a.Second = m.text("answer", a.First), m.text("answer", a.Second)
		out.Answers = append(out.Answers, a)
	}
	return &out
}

func (m masker) callback(c *model.Callback) *model.Callback {
	if c == nil {
		return nil
	}
	out := *c
	out.Note = m.text("callback", c.Note)
	return &out
}

// CorrectReporter seals a new identity in place of the old.
func (s *Session) CorrectReporter(ctx context.Context, id model.CaseID, seen uint64, who model.Reporter, reason string) (model.Receipt, error) {
	sealed, err := s.desk.cfg.Keys.Seal(seal.Normal(who))
	if err != nil {
		return model.Receipt{}, err
	}
	return s.Do(ctx, model.CorrectReporter{Meta: s.Meta(seen), Case: id, Reporter: sealed, Reason: reason})
}
