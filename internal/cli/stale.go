package cli

import (
	"cmp"
	"errors"
	"slices"

	"piket/internal/locale"
	"piket/model"
)

// Bounds of what is told of changes that a person did not know, in runes: the
// way out stands behind it, and is to be read too.
const (
	mostChanges = 700
	mostChange  = 190
)

// stale adds to a refusal for what the person did not know what that is: what
// their own command would have undone before the other changes, and the newest
// of each first.
func (t target) stale(s *seat, l model.Loaded, c model.Command, err error) error {
	e, ok := errors.AsType[*model.Error](err)
	if !ok || e.Key != "stale" {
		return err
	}
	if t.Expect > l.Case.Version {
		return &model.Error{Kind: model.KindInvalid, Key: "version-ahead", Args: model.Args{
			"number": l.Case.Number, "seen": t.Expect, "now": l.Case.Version,
		}, Err: err}
	}
	var unseen []model.Envelope
	for _, entry := range slices.Backward(l.History) {
		if entry.Version > t.Expect {
			unseen = append(unseen, entry)
		}
	}
	slices.SortStableFunc(unseen, func(a, b model.Envelope) int { return cmp.Compare(weight(b.Event, c), weight(a.Event, c)) })
	return &model.Error{Kind: e.Kind, Key: "stale-changes", Args: model.Args{
		"number": l.Case.Number, "seen": t.Expect, "now": l.Case.Version, "changes": s.entryTexts(unseen),
	}, Err: err}
}

// entryTexts is as many entries as a refusal has room for, and how many more
// there are.
func (s *seat) entryTexts(list []model.Envelope) []string {
	var told []string
	room := mostChanges
	for i, e := range list {
		next := middleOut(s.entryText(e), mostChange)
		if room -= len([]rune(next)); room < 0 {
			told = append(told, s.print.T("cli.stale-more", locale.A{"n": len(list) - i}))
			break
		}
		told = append(told, next)
	}
	return told
}

// middleOut leaves out the middle of a long text: what a change begins and
// ends with says what it is about, and what came of it.
func middleOut(text string, most int) string {
	r := []rune(text)
	if len(r) <= most {
		return text
	}
	head := most * 2 / 3
	return string(r[:head]) + " … " + string(r[len(r)-(most-head):])
}

// weight is how much a change matters to who gave a command without knowing
// it: 2 where both are about the same, 1 where a field of the case changed.
func weight(e model.Event, c model.Command) int {
	switch e := e.(type) {
	case model.FactsCorrected:
		if mine, ok := c.(model.CorrectFacts); ok && mine.Patch.Meets(e.After) {
			return 2
		}
		return 1
	case model.Triaged:
		if _, ok := c.(model.Triage); ok {
			return 2
		}
		return 1
	case model.StatusChanged, model.FalseReportProposed, model.FalseReportDeclined:
		switch c.(type) {
		case model.ChangeStatus, model.DeclineFalseReport:
			return 2
		}
		return 1
	case model.Assigned:
		switch c.(type) {
		case model.TakeCase, model.HandOn, model.GiveBack:
			return 2
		}
		return 1
	case model.ReporterCorrected:
		return 1
	}
	return 0
}
