package handover

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

// changedSince are the lines of which something was said or done since a
// signature, as far as can be seen from here; the journal decides.
func (s *Screen) changedSince(sig model.Signature) []*entry {
	var out []*entry
	for _, e := range s.entries {
		if e.answer.At.After(sig.At) || e.line.Row.Updated.After(sig.At) || e.line.At.After(sig.At) {
			out = append(out, e)
		}
	}
	return out
}

// stands says that a signature still counts.
func (s *Screen) stands(sig model.Signature) bool {
	for _, side := range []model.Side{model.SideOut, model.SideIn} {
		if other, ok := s.p.Word(side); ok && side != sig.Side && other.At.After(sig.At) {
			return false // both have signed and it is not sealed: the older one is void
		}
	}
	return len(s.changedSince(sig)) == 0
}

// wordOf is a side's signature in words: that it stands, or that it is void.
func (s *Screen) wordOf(side model.Side) (word, void string) {
	sig, ok := s.p.Word(side)
	if !ok {
		return "", ""
	}
	who := locale.A{"name": sig.Name, "when": s.ctx.Print.Clock(sig.At, s.ctx.Zone())}
	if s.stands(sig) {
		return s.t("handover.signed-at", who), ""
	}
	return "", s.t("handover.signed-void", who)
}

// voidStep says that one's own signature is void, because of what, and what
// is to be done.
func (s *Screen) voidStep(sig model.Signature, open int) string {
	const named = 2
	var what []string
	for _, e := range s.changedSince(sig) {
		name := s.headline(e)
		if e.Number != "" {
			name = shortNumber(e.Number)
		}
		if len(what) == named {
			what = append(what, "…")
			break
		}
		what = append(what, name)
	}
	if len(what) == 0 {
		what = []string{s.t("handover.void-words")}
	}
	n := locale.A{"what": strings.Join(what, ", "), "n": open}
	if open > 0 {
		return s.t("handover.step-void-wait", n)
	}
	return s.t("handover.step-void", n)
}

// refreshSigning lets the dialog in which both sign know how the handover
// stands now. What was seen there is not replaced by what was not: where a
// line moved, the dialog goes.
func (s *Screen) refreshSigning() {
	d := s.signing
	switch {
	case d == nil || d.busy || d.over != nil:
	case s.p.Sealed():
		d.over = &signed{p: s.p, elsewhere: true}
	case !sameLines(d.lines, s.p.Lines):
		d.over = &signed{p: s.p, err: &model.Error{Kind: model.KindConflict, Key: "handover-moved"}}
	default:
		d.sum = s.summary(d.lone)
		for _, p := range d.sides {
			p.word, p.void = s.wordOf(p.side)
		}
	}
}

// sameLines says whether every line is as it was seen, as the desk has it.
func sameLines(seen, now []model.Line) bool {
	return slices.EqualFunc(seen, now, func(a, b model.Line) bool {
		return a.Key == b.Key && a.Seq == b.Seq && a.Row.Version == b.Row.Version && a.Grave() == b.Grave()
	})
}

// blamed refuses in passing. The words go as soon as they are no longer so.
func (s *Screen) blamed(text string, still func() bool) tea.Cmd {
	s.blame = still
	return s.toast(text, true)
}

// unblame takes a refusal away that is no longer so.
func (s *Screen) unblame() tea.Cmd {
	if s.blame == nil || s.blame() {
		return nil
	}
	s.blame = nil
	return screen.Send(screen.Toast{})
}
