package handover

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/widget"
)

// gap is what still keeps a handover from being signed, and the lines that
// do.
type gap struct {
	says string
	is   func(*entry) bool
}

// gaps are those that may not stand where both sign, or one alone: the rules
// of the journal, asked before anybody proves who they are.
func (s *Screen) gaps(alone bool) []gap {
	var out []gap
	if !alone || s.side() == model.SideOut {
		out = append(out, gap{"handover.sign-missing", (*entry).missing})
	}
	if !alone {
		out = append(out, gap{"handover.sign-asked", (*entry).asked})
	}
	if !alone || s.side() == model.SideIn {
		out = append(out, gap{"handover.sign-unanswered", func(e *entry) bool { return e.wants && !e.stands }})
	}
	return out
}

// trySigning asks why one signs alone, where nothing keeps them from it, and
// opens the dialog in which is signed in any other case: whoever pressed the
// key types a PIN next, and it may go nowhere else.
func (s *Screen) trySigning(alone bool) tea.Cmd {
	if alone && s.gap(true) == nil {
		return s.askAlone()
	}
	return s.openSigning("", alone)
}

// openSigning opens the dialog in which both sign, or one alone.
func (s *Screen) openSigning(reason string, alone bool) tea.Cmd {
	side := s.side()
	d := &signing{
		of: s, ctx: s.ctx, taker: s.cfg.Taker, proof: s.cfg.Proof, id: s.id, lines: s.p.Lines, lone: reason, alone: alone, own: s.cfg.Own,
		sides: []*party{s.party(model.SideOut), s.party(model.SideIn)},
	}
	if alone {
		d.sides = []*party{s.party(side)}
	}
	d.at = slices.IndexFunc(d.sides, func(p *party) bool { return p.side == side })
	d.sides[d.at].pin.Focus()
	s.signing = d
	s.refreshSigning()
	return screen.Send(screen.ShowDialog{Dialog: d})
}

// summary says what is about to be signed, what the supervisor has to know of
// it, and what becomes of the cases.
func (s *Screen) summary(d *signing) []string {
	var out []string
	for _, e := range s.exceptions() {
		out = append(out, "! "+e)
	}
	if d.lone != "" {
		out = append(out, "! "+s.t("handover.lone", locale.A{"why": d.lone}))
	}
	if len(out) > 0 {
		out = append(out, s.t("handover.kasi-must"))
	}
	if n := s.count(func(e *entry) bool { return e.wants }); n > 0 || s.p.AddsTo == "" {
		out = append(out, s.t("handover.sign-sum", locale.A{"n": n, "accepted": s.verdicts(model.Accepted), "declined": s.verdicts(model.Declined)}))
	}
	if s.p.AddsTo == "" && d.stop == nil {
		out = append(out, s.foretold(d)+".")
	}
	return out
}

func (s *Screen) verdicts(v model.Verdict) int {
	return s.count(func(e *entry) bool { return e.wants && e.stands && e.answer.Verdict == v })
}

// party is one side about to sign.
type party struct {
	side  model.Side
	who   model.OfficerID
	among []model.OfficerID
	pin   *widget.Secret
	word  string // when they signed, and that it stands
	void  string // or that it does no longer
	away  bool   // signs in a session of its own
}

// likely is who signs for a side of which nobody has spoken yet: who took over
// with what an addition adds to, else who sits here, else who is at the desk.
func (s *Screen) likely(among []model.OfficerID) model.OfficerID {
	var likely []model.OfficerID
	if s.original != nil {
		likely = append(likely, s.p.Counterpart(*s.original))
	}
	likely = append(likely, s.me())
	for _, id := range among {
		if s.ctx.Present[id] {
			likely = append(likely, id)
		}
	}
	for _, id := range append(likely, among...) {
		if slices.Contains(among, id) {
			return id
		}
	}
	return ""
}

// party is a side with those who can sign for it.
func (s *Screen) party(side model.Side) *party {
	p := &party{side: side, pin: &widget.Secret{}}
	own, other := s.p.Out, s.p.In
	if side == model.SideIn {
		own, other = other, own
	}
	p.away = s.cfg.Own && s.side() != side
	for _, f := range s.ctx.Office.Officers {
		if s.cfg.Own && f.ID != s.me() {
			continue
		}
		if !f.Disabled && f.ID != other && f.Role.May(model.NeedAct) {
			p.among = append(p.among, f.ID)
		}
	}
	switch {
	case s.side() == side && slices.Contains(p.among, s.me()): // whoever began it: this is my seat
		p.who = s.me()
	case own != "":
		p.who = own
	case !p.away:
		p.who = s.likely(p.among)
	}
	return p
}
