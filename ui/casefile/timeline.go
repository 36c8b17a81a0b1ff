package casefile

import (
	"slices"
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// entryMost is how many lines of what an event changed the timeline shows.
const entryMost = 12

// timeColumn is how wide the hours and the marks beside them are.
const timeColumn = 8

// timelineLines is the history, newest first, a heading for each day: when,
// what, who, old → new.
func (s *Screen) timelineLines(width int) []string {
	h := &sheet{ctx: s.cfg.Ctx, width: width}
	h.section("case.section.timeline")
	p, now, zone := s.cfg.Ctx.Print, s.cfg.Ctx.Now(), s.cfg.Ctx.Zone()
	day := ""
	for _, e := range slices.Backward(s.loaded.History) {
		if d := p.Day(e.Time, now, zone); d != day {
			if day != "" {
				h.gap()
			}
			h.row(s.cfg.Ctx.Style.Muted.Render(d))
			day = d
		}
		s.entry(h, e)
	}
	return h.lines
}

func (s *Screen) entry(h *sheet, e model.Envelope) {
	st := s.cfg.Ctx.Style
	mark := " "
	if s.fresh(e) {
		mark = st.Accent.Render("●")
	}
	when := st.Muted.Render(s.cfg.Ctx.Print.Clock(e.Time, s.cfg.Ctx.Zone())) + " " + mark + " "
	first := len(h.lines)
	what, who := s.eventWord(e), s.byline(e)
	if gap := "  "; cell.Width(what)+cell.Width(gap+who) <= h.width-timeColumn {
		h.indented(timeColumn, st.Strong.Render(what)+gap+st.Muted.Render(who))
	} else {
		h.indented(timeColumn, st.Strong.Render(what))
		h.indented(timeColumn, st.Muted.Render(who))
	}
	h.lines[first] = when + h.lines[first][timeColumn:]
	details := &sheet{ctx: s.cfg.Ctx, width: h.width}
	for _, d := range s.details(e) {
		details.indented(timeColumn, d)
	}
	if len(details.lines) > entryMost {
		details.lines = append(details.lines[:entryMost-1], strings.Repeat(" ", timeColumn)+st.Muted.Render("…"))
	}
	h.lines = append(h.lines, details.lines...)
}

// fresh says whether an entry was made by others since the officer last acted
// here.
func (s *Screen) fresh(e model.Envelope) bool { return e.Version > s.seen && e.Actor != s.me }

// eventWord is what an event was.
func (s *Screen) eventWord(e model.Envelope) string {
	if model.ReadsUndone(e.Event) {
		return s.t("case.undone", locale.A{"what": s.word("event", model.UndoneCode(e.Event))})
	}
	what := s.word("event", model.EventCode(e.Event))
	switch {
	case taken(e):
		return s.t("case.taken")
	case givenBack(e):
		return s.t("case.given-back")
	case openedAgain(e):
		return s.t("case.reopened")
	}
	return what
}

// taken says whether an officer took a case that was in nobody's hands.
func taken(e model.Envelope) bool {
	ev, ok := e.Event.(model.Assigned)
	return ok && ev.UndoOf == 0 && ev.Handover == "" && ev.From == "" && ev.To == e.Actor.Officer
}

// givenBack says whether an officer let go of their own case.
func givenBack(e model.Envelope) bool {
	ev, ok := e.Event.(model.Assigned)
	return ok && ev.UndoOf == 0 && ev.To == "" && ev.From == e.Actor.Officer
}

// openedAgain says whether a closed case was opened again.
func openedAgain(e model.Envelope) bool {
	ev, ok := e.Event.(model.StatusChanged)
	return ok && ev.UndoOf == 0 && ev.From == model.Closed
}

// byline is who, and through which door if not this one.
func (s *Screen) byline(e model.Envelope) string {
	door := ""
	if e.Actor.Door != "" && e.Actor.Door != s.me.Door {
		door = s.word("door", e.Actor.Door)
	}
	return strings.Join(present(s.cfg.Ctx.OfficerName(e.Actor.Officer), door, s.late(e)), " · ")
}

// late says when an entry was written down well after it happened.
func (s *Screen) late(e model.Envelope) string {
	gap := e.Recorded.Sub(e.Time)
	if gap < 5*time.Minute {
		return ""
	}
	return s.t("case.recorded-late", locale.A{"span": s.cfg.Ctx.Print.Span(gap)})
}

// details is what an event changed, a line each. Who took a case or let go of
// it is said beside the entry already.
func (s *Screen) details(e model.Envelope) []string {
	switch ev := e.Event.(type) {
	case model.CaseOpened:
		return present(s.opening(ev))
	case model.StatusChanged:
		return s.statusDetails(ev)
	case model.Triaged:
		return present(s.move("violation", string(ev.FromViolation), string(ev.ToViolation)),
			s.move("urgency", string(ev.FromUrgency), string(ev.ToUrgency)))
	case model.Assigned:
		switch {
		case taken(e) || givenBack(e):
			return present(ev.Note)
		case ev.From == ev.To:
			return append(present(s.cfg.Ctx.OfficerName(ev.To)), quoted(ev.Note)...)
		}
		return present(s.cfg.Ctx.OfficerName(ev.From)+" → "+s.cfg.Ctx.OfficerName(ev.To), ev.Note)
	case model.FactsCorrected:
		return append(s.corrections(ev.Before, ev.After), quoted(ev.Reason)...)
	case model.NoteAdded:
		return present(ev.Text)
	case model.Reinterviewed:
		return present(s.interviewed(ev.Reinterview))
	case model.CalledBack:
		return present(s.callbackText(ev.Callback), ev.Note)
	case model.CaseLinked:
		return present(s.word("link", string(ev.Role)) + " " + ev.Number)
	case model.CaseUnlinked:
		return present(ev.Number)
	}
	return s.reasons(e.Event)
}

// reasons are the details of events that say no more than why.
func (s *Screen) reasons(e model.Event) []string {
	switch ev := e.(type) {
	case model.SealOpened:
		return quoted(ev.Reason)
	case model.ReporterCorrected:
		return quoted(ev.Reason)
	case model.FalseReportProposed:
		return quoted(ev.Note)
	case model.FalseReportDeclined:
		return quoted(ev.Reason)
	}
	return nil
}

// opening is the door a report came through, and how it was judged there.
func (s *Screen) opening(ev model.CaseOpened) string {
	violation, urgency := "", ""
	if ev.Violation != "" {
		violation = s.word("violation", string(ev.Violation))
	}
	if ev.Urgency != model.Normal {
		urgency = s.word("urgency", string(ev.Urgency))
	}
	return strings.Join(present(s.word("channel", string(ev.Facts.Channel)), violation, urgency), " · ")
}

func (s *Screen) interviewed(r model.Reinterview) string {
	n := 0
	for _, a := range r.Answers {
		if a.Contradiction {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return "≠ " + s.t("case.contradictions", locale.A{"n": n})
}

func (s *Screen) statusDetails(ev model.StatusChanged) []string {
	to := s.word("status", string(ev.To))
	if ev.Disposition != "" {
		to += ": " + s.word("disposition", string(ev.Disposition))
	}
	out := append(present(s.word("status", string(ev.From))+" → "+to), quoted(ev.Reason)...)
	if ev.ConfirmedBy != "" {
		out = append(out, s.t("case.confirmed-by", locale.A{"officer": s.cfg.Ctx.OfficerName(ev.ConfirmedBy)}))
	}
	return append(out, quoted(ev.Note)...)
}

// move is a code that changed; empty when it did not.
func (s *Screen) move(group, from, to string) string {
	if from == to {
		return ""
	}
	return s.word(group, from) + " → " + s.word(group, to)
}

func quoted(text string) []string {
	if text == "" {
		return nil
	}
	return []string{quote(text)}
}
