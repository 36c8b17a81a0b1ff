package handover

import (
	"strings"

	"charm.land/lipgloss/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// state is how far the handover is, in a word or two.
func (s *Screen) state() (string, lipgloss.Style) {
	st, p, zone := s.ctx.Style, s.ctx.Print, s.ctx.Zone()
	switch h := s.p; {
	case h.Owed() && s.signedHere() && s.ctx.Officer.Role.May(model.NeedLead):
		return s.t("handover.state-owed-other"), st.Warn
	case h.Owed():
		return s.t("handover.state-owed"), st.Warn
	case h.Countersigned != nil:
		return s.t("handover.state-countersigned", locale.A{"name": h.Countersigned.Name}), st.Good
	case h.Sealed():
		return s.t("handover.state-sealed", locale.A{"when": p.Moment(h.Record.Sealed, s.ctx.Now(), zone)}), st.Good
	case h.Covered:
		return s.t("handover.state-covered"), st.Muted
	case h.Withdrawn:
		return s.t("handover.state-withdrawn"), st.Muted
	case !h.Offered.IsZero():
		return s.t("handover.state-offered", locale.A{"when": p.Clock(h.Offered, zone)}), st.Accent
	}
	return s.t("handover.state-drafting"), st.Muted
}

// step is the next thing to do, and how it is said.
func (s *Screen) step() (string, lipgloss.Style) {
	st := s.ctx.Style
	if s.fail != nil {
		return s.ctx.Print.Error(s.fail), st.Bad
	}
	switch {
	case s.p.Sealed():
		return s.sealedStep(), st.Text
	case s.p.Covered:
		return s.t("handover.step-covered"), st.Muted
	case s.p.Withdrawn:
		return s.t("handover.step-withdrawn"), st.Muted
	case !s.may():
		return s.t("handover.step-look"), st.Muted
	case s.side() == model.SideOut:
		return s.giverStep(), st.Text
	}
	return s.takerStep(), st.Text
}

func (s *Screen) sealedStep() string {
	parts := s.exceptions()
	if s.countersigns() {
		parts = append([]string{s.t("handover.step-countersign")}, parts...)
	}
	if n := s.count((*entry).refused); n > 0 {
		parts = append(parts, s.t("handover.refused", locale.A{"n": n}))
	}
	if s.p.AddsTo == "" {
		parts = append(parts, s.moved())
	}
	if s.kept.Text(addTitle) != "" {
		parts = append([]string{"✎ " + s.t("handover.add-unsent")}, parts...)
	}
	return strings.Join(parts, " · ")
}

// signatures is who signed, and when.
func (s *Screen) signatures() string {
	var names []string
	for _, sig := range []model.Signature{s.p.Record.Out, s.p.Record.In} {
		if sig.Officer != "" {
			names = append(names, sig.Name+" "+s.ctx.Print.Clock(sig.At, s.ctx.Zone()))
		}
	}
	return strings.Join(names, " → ")
}

func (s *Screen) giverStep() string {
	missing, asked := s.count((*entry).missing), s.count((*entry).asked)
	word, signed := s.p.Word(model.SideOut)
	switch {
	case asked > 0:
		return s.t("handover.step-asked", locale.A{"n": asked})
	case missing > 0:
		return s.t("handover.step-missing", locale.A{"n": missing})
	case signed && !s.stands(word):
		return s.voidStep(word, s.unanswered())
	case signed:
		return s.t("handover.step-out-signed", locale.A{"when": s.ctx.Print.Clock(word.At, s.ctx.Zone())})
	case s.p.Offered.IsZero():
		return s.t("handover.step-offer")
	case s.unanswered() > 0:
		if s.cfg.Own {
			return s.t("handover.step-review", locale.A{"n": s.unanswered()})
		}
		return s.t("handover.step-relief", locale.A{"n": s.unanswered()})
	}
	if n := s.count((*entry).refused); n > 0 {
		return s.t("handover.step-sign-refused", locale.A{"n": n})
	}
	return s.t("handover.step-sign")
}

func (s *Screen) takerStep() string {
	word, signed := s.p.Word(model.SideIn)
	asked := s.count((*entry).asked)
	switch open := s.count(s.todo); {
	case signed && !s.stands(word) && asked == 0:
		return s.voidStep(word, open)
	case open > 0:
		return s.t("handover.step-answer", locale.A{"n": open})
	case asked > 0:
		return s.t("handover.step-wait-reply", locale.A{"n": asked})
	case signed:
		return s.t("handover.step-in-signed", locale.A{"when": s.ctx.Print.Clock(word.At, s.ctx.Zone())})
	case s.p.Out == "":
		return s.t("handover.step-alone")
	case s.count((*entry).missing) > 0:
		return s.t("handover.step-wait-plan", locale.A{"n": s.count((*entry).missing)})
	}
	return s.t("handover.step-sign")
}

func (s *Screen) unanswered() int {
	return s.count(func(e *entry) bool { return e.wants && !e.stands })
}

// barWide is how long the bar of the progress is.
const barWide = 24

// progress is how many lines are filled in, or answered, as a bar and in
// figures.
func (s *Screen) progress() string {
	all, says := s.count(func(e *entry) bool { return e.wants }), "handover.progress"
	done := all - s.unanswered()
	switch {
	case s.p.Sealed() || all == 0:
		return ""
	case s.side() == model.SideOut && s.count((*entry).missing) > 0:
		all = s.count(func(e *entry) bool { return e.asks })
		done, says = all-s.count((*entry).missing), "handover.progress-filled"
	}
	text := s.t(says, locale.A{"done": done, "n": all})
	st := s.ctx.Style
	if s.size.Width < besideFrom {
		return st.Muted.Render(text)
	}
	full := done * barWide / all
	return st.Accent.Render(strings.Repeat("━", full)) + st.Rule.Render(strings.Repeat("╌", barWide-full)) + " " + st.Muted.Render(text)
}

// before is the page while nobody has begun.
func (s *Screen) before() []string {
	st := s.ctx.Style
	wide := max(1, min(s.size.Width-8, 68))
	lines := []string{""}
	say := func(style lipgloss.Style, text string) {
		for _, l := range cell.Wrap(text, wide) {
			lines = append(lines, "    "+style.Render(l))
		}
	}
	switch {
	case s.fail != nil:
		say(st.Bad, "! "+s.ctx.Print.Error(s.fail))
	case s.phase == nothing:
		say(st.Strong, s.t("handover.none"))
		say(st.Muted, s.t("handover.none-how"))
	case s.phase == waiting:
		s.offerToBegin(say)
	default:
		say(st.Muted, s.t("handover.loading"))
	}
	if s.phase == waiting || s.phase == nothing {
		s.tellPast(say)
	}
	return lines
}

// offerToBegin says whose handover it is and how to begin it.
func (s *Screen) offerToBegin(say func(lipgloss.Style, string)) {
	st, now := s.ctx.Style, s.ctx.Now()
	say(st.Strong, s.t("handover.begin", locale.A{"watch": s.crewName(s.watch)}))
	if left := s.watch.To.Sub(now); left > 0 {
		say(st.Muted, s.t("handover.begin-left", locale.A{"span": s.ctx.Print.Span(left)}))
	} else {
		say(st.Warn, s.t("handover.begin-over", locale.A{"span": s.ctx.Print.Span(left)}))
	}
	say(st.Text, "")
	if !s.may() {
		say(st.Muted, s.t("handover.step-look"))
		return
	}
	say(st.Text, s.t("handover.begin-give"))
	say(st.Text, s.t("handover.begin-take"))
}
