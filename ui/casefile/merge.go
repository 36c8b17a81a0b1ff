package casefile

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

// correcting is the command that saves a correction. Where the case has moved
// on it is merged with what others did, and asks only about what both changed.
func (s *Screen) correcting(patch model.FactsPatch, reason string, with []model.Envelope) request {
	id := s.cfg.ID
	return request{kept: fix, patch: &patch, reason: reason, with: with, command: func(m model.Meta) model.Command {
		return model.CorrectFacts{Meta: m, Case: id, Patch: patch, Reason: reason}
	}}
}

// merge puts a correction that came too late onto the facts as they are now.
func (s *Screen) merge(m acted, l model.Loaded) tea.Cmd {
	q := m.ask
	since := after(l.History, m.seen)
	facts, clashes := model.Merge(l.Case.Facts, since, *q.patch, nil)
	if len(clashes) == 0 {
		return s.saveMerged(l.Case, facts, since, q)
	}
	return screen.Send(screen.ShowDialog{Unasked: true, Dialog: newClashes(s, clashes, func(mine []bool) tea.Msg {
		return s.then(func(s *Screen) tea.Cmd {
			n := -1
			facts, _ := model.Merge(l.Case.Facts, since, *q.patch, func(model.Clash) bool { n++; return mine[n] })
			q.stands = s.stands(clashes, mine)
			return s.saveMerged(l.Case, facts, since, q)
		})
	})})
}

// stands says whose text stands of each fact that two officers corrected.
func (s *Screen) stands(clashes []model.Clash, mine []bool) string {
	var ours, theirs, officers []string
	allMine := !slices.Contains(mine, false)
	for i, c := range clashes {
		if who := s.cfg.Ctx.OfficerName(c.By); mine[i] == allMine && !slices.Contains(officers, who) {
			officers = append(officers, who)
		}
		if mine[i] {
			ours = append(ours, s.clashTitle(c))
		} else {
			theirs = append(theirs, s.clashTitle(c))
		}
	}
	args := locale.A{
		"officer": strings.Join(officers, ", "), "mine": strings.Join(ours, ", "), "theirs": strings.Join(theirs, ", "),
	}
	switch {
	case allMine:
		return s.t("case.merge.mine", args)
	case len(ours) == 0:
		return s.t("case.merge.theirs", args)
	}
	return s.t("case.merge.both", args)
}

// after is the events behind a version.
func after(history []model.Envelope, version uint64) []model.Envelope {
	return slices.DeleteFunc(slices.Clone(history), func(e model.Envelope) bool { return e.Version <= version })
}

// saveMerged corrects a case so that it says what the merged facts say.
func (s *Screen) saveMerged(c model.Case, facts model.Facts, since []model.Envelope, q request) tea.Cmd {
	_, patch := model.Diff(c.Facts, facts)
	if patch.Empty() {
		s.forget(fix)
		return tea.Batch(s.load(), s.Keep(), screen.Send(screen.Toast{Text: s.t("case.merge.nothing")}))
	}
	again := s.correcting(patch, q.reason, slices.Concat(q.with, since))
	again.stands = q.stands
	return s.doOn(c, again)
}

// mergedWith says whose change a correction was merged with; empty for none
// but one's own.
func (s *Screen) mergedWith(since []model.Envelope) string {
	for _, e := range slices.Backward(since) {
		if e.Actor != s.me {
			return s.t("case.merge.saved", locale.A{"officer": s.cfg.Ctx.OfficerName(e.Actor.Officer), "what": s.said(e)})
		}
	}
	return ""
}
