package casefile

import (
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// timelineLines is the history, newest first: when, who, what, old → new.
func (s *Screen) timelineLines(width int) []string {
	h := &sheet{s: s, width: width}
	if !s.wide() {
		h.lines = append(h.lines, "")
	}
	h.lines = append(h.lines, s.cfg.Ctx.Style.Heading.Render(s.t("case.section.timeline")))
	history := s.loaded.History
	for i := len(history) - 1; i >= 0; i-- {
		s.entry(h, history[i])
	}
	return h.lines
}

func (s *Screen) entry(h *sheet, e model.Envelope) {
	st, p := s.cfg.Ctx.Style, s.cfg.Ctx.Print
	what := s.word("event", e.Event.Type())
	if undone(e.Event) {
		what = s.t("case.undone", locale.A{"what": what})
	}
	mark := "· "
	if s.flash > 0 && e.Version > s.flash {
		mark = st.Accent.Render("● ")
	}
	when := p.Moment(e.Time, s.cfg.Ctx.Now(), s.cfg.Ctx.Zone())
	h.lines = append(h.lines, cell.Cut(mark+st.Strong.Render(what), h.width))
	h.lines = append(h.lines, "  "+st.Muted.Render(cell.Cut(when+" · "+s.cfg.Ctx.OfficerName(e.Actor.Officer)+late(p, e), h.width-2)))
	for _, d := range s.details(e.Event) {
		for _, l := range cell.Wrap(d, h.width-2) {
			h.lines = append(h.lines, "  "+l)
		}
	}
}

// late says when an entry was written down well after it happened.
func late(p *locale.Printer, e model.Envelope) string {
	gap := e.Recorded.Sub(e.Time)
	if gap < 5*time.Minute {
		return ""
	}
	return " " + p.T("case.recorded-late", locale.A{"span": p.Span(gap)})
}

func undone(e model.Event) bool { return model.UndoOf(e) != 0 }

// details is what an event changed, a line each.
func (s *Screen) details(e model.Event) []string {
	switch ev := e.(type) {
	case model.StatusChanged:
		return s.statusDetails(ev)
	case model.Triaged:
		return present(s.move("violation", string(ev.FromViolation), string(ev.ToViolation)),
			s.move("urgency", string(ev.FromUrgency), string(ev.ToUrgency)))
	case model.Assigned:
		return present(s.cfg.Ctx.OfficerName(ev.From)+" → "+s.cfg.Ctx.OfficerName(ev.To), ev.Note)
	case model.FactsCorrected:
		return append(s.corrections(ev.Before, ev.After), present(ev.Reason)...)
	case model.NoteAdded:
		return present(ev.Text)
	case model.CaseLinked:
		return present(s.word("link", string(ev.Role)) + " " + ev.Number)
	case model.CaseUnlinked:
		return present(ev.Number)
	case model.SealOpened:
		return present(s.quote(ev.Reason))
	case model.ReporterCorrected:
		return present(s.quote(ev.Reason))
	case model.FalseReportProposed:
		return present(ev.Note)
	case model.FalseReportDeclined:
		return present(ev.Reason)
	}
	return nil
}

func (s *Screen) statusDetails(ev model.StatusChanged) []string {
	out := present(s.move("status", string(ev.From), string(ev.To)), ev.Reason)
	if ev.Disposition != "" {
		out = append(out, s.word("disposition", string(ev.Disposition)))
	}
	if ev.ConfirmedBy != "" {
		out = append(out, s.t("case.confirmed-by", locale.A{"officer": s.cfg.Ctx.OfficerName(ev.ConfirmedBy)}))
	}
	return append(out, present(ev.Note)...)
}

func (s *Screen) move(group, from, to string) string {
	if from == to {
		return ""
	}
	return s.word(group, from) + " → " + s.word(group, to)
}

func (s *Screen) quote(text string) string { return "“" + text + "”" }

func present(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

// corrections is every changed fact, old → new.
func (s *Screen) corrections(before, after model.FactsPatch) []string {
	var out []string
	add := func(field, old, now string) {
		out = append(out, s.word("field", field)+": "+or(old, "–")+" → "+or(now, "–"))
	}
	if after.Kind != nil {
		add("kind", s.word("kind", string(*before.Kind)), s.word("kind", string(*after.Kind)))
	}
	if after.Channel != nil {
		add("channel", s.word("channel", string(*before.Channel)), s.word("channel", string(*after.Channel)))
	}
	if after.Occurred != nil {
		add("occurred", s.moment(*before.Occurred), s.moment(*after.Occurred))
	}
	if after.Narrative != nil {
		add("narrative", *before.Narrative, *after.Narrative)
	}
	if after.Place != nil {
		add("place", s.placeText(*before.Place), s.placeText(*after.Place))
	}
	if after.Subjects != nil {
		add("subjects", s.subjectsText(*before.Subjects), s.subjectsText(*after.Subjects))
	}
	if after.CheckIn != nil {
		add("check-in", string(*before.CheckIn), string(*after.CheckIn))
	}
	if after.CheckOut != nil {
		add("check-out", string(*before.CheckOut), string(*after.CheckOut))
	}
	if after.Evidence != nil {
		add("evidence", strings.Join(*before.Evidence, ", "), strings.Join(*after.Evidence, ", "))
	}
	return out
}

func (s *Screen) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return s.cfg.Ctx.Print.Moment(t, s.cfg.Ctx.Now(), s.cfg.Ctx.Zone())
}

func (s *Screen) placeText(p model.Place) string {
	area := ""
	if p.Area != "" {
		area = s.cfg.Areas.Name(p.Area)
	}
	lodging := ""
	if p.Lodging != "" {
		lodging = s.word("lodging", string(p.Lodging))
	}
	at := ""
	if p.Lat != nil && p.Lon != nil {
		at = pin(p)
	}
	return strings.Join(present(p.Name, lodging, p.Address, area, at), ", ")
}

func (s *Screen) subjectsText(subjects []model.Subject) string {
	var out []string
	for _, sub := range subjects {
		out = append(out, strings.Join(present(s.subjectName(sub), s.subjectLine(sub), sub.Note), " "))
	}
	return strings.Join(out, "; ")
}
