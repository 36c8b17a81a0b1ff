package handover

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
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

// hear puts a side's signature into words: that it stands, and then whose it
// is whoever was expected, or that it is void.
func (s *Screen) hear(p *party) {
	p.word, p.void = "", ""
	sig, ok := s.p.Word(p.side)
	if !ok {
		return
	}
	says := locale.A{"name": sig.Name, "when": s.ctx.Print.Clock(sig.At, s.ctx.Zone())}
	if s.stands(sig) {
		p.who, p.word = sig.Officer, s.t("handover.signed-at", says)
		return
	}
	p.void = s.t("handover.signed-void", says)
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

// refreshSigning lets the dialog in which is signed know how the handover
// stands now. What was seen there is not replaced by what was not: where a
// line moved, or one lacks something, nothing can be signed in it any more.
func (s *Screen) refreshSigning() {
	d := s.signing
	if d == nil || d.busy {
		return
	}
	if !d.alone { // there an earlier signature is no answer: it is signed anew
		for _, p := range d.sides {
			s.hear(p)
		}
	}
	d.leaveSigned()
	switch why := s.halts(d); {
	case why != nil:
		d.halt(*why)
	case d.stop != nil: // part of a PIN was swallowed: it does not begin to take the rest
		d.halt(stop{says: s.t("handover.sign-whole"), line: d.stop.line})
	}
	d.sum = s.summary(d)
}

// halts is why nothing can be signed in the dialog as it stands; nil where it
// can.
func (s *Screen) halts(d *signing) *stop {
	switch step, _ := s.step(); {
	case s.p.Sealed():
		return &stop{says: s.sealedWord("handover.sealed-elsewhere", "handover.sealed-elsewhere-addition")}
	case s.closed(), d.sides[d.at].away, d.sides[d.at].word != "": // nothing is left to sign here
		return &stop{says: step}
	case !sameLines(d.lines, s.p.Lines):
		return s.cameIn(d.lines)
	}
	return s.gap(d.alone)
}

// gap is the first of what keeps the handover from being signed, and the first
// line it is about.
func (s *Screen) gap(alone bool) *stop {
	for _, g := range s.gaps(alone) {
		if n := s.count(g.is); n > 0 {
			i := slices.IndexFunc(s.entries, g.is)
			return &stop{says: s.t(g.says, locale.A{"n": n}), line: s.entries[i].Key}
		}
	}
	return nil
}

// cameIn is what has come in since lines were seen: the new ones first, else
// what has changed.
func (s *Screen) cameIn(seen []model.Line) *stop {
	was := map[model.LineKey]model.Line{}
	for _, l := range seen {
		was[l.Key] = l
	}
	var fresh, other []*entry
	for _, e := range s.entries {
		switch l, there := was[e.Key]; {
		case e.Key == remarkKey:
		case !there:
			fresh = append(fresh, e)
		case !sameLines([]model.Line{l}, []model.Line{e.line}):
			other = append(other, e)
		}
	}
	says, about := "handover.sign-fresh", fresh
	if len(about) == 0 {
		says, about = "handover.sign-changed", other
	}
	if len(about) == 0 {
		return &stop{says: s.t("handover.sign-gone")}
	}
	return &stop{says: s.t(says, locale.A{"n": len(about), "what": s.named(about[0])}), line: about[0].Key}
}

// named is a line in a few words: what it is, and what about.
func (s *Screen) named(e *entry) string {
	name := s.headline(e)
	if e.Number != "" {
		name = shortNumber(e.Number)
	}
	return strings.TrimSpace(name + " " + cell.Cut(s.what(e), namedMost))
}

// namedMost is the room for what a line is about where it is only named.
const namedMost = 40

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
