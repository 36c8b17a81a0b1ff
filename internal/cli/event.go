package cli

import (
	"fmt"
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
)

// eventText is what happened, and what it changed, old → new.
func (s *seat) eventText(e model.Event) string {
	code, undone := model.EventCode(e), model.ReadsUndone(e)
	if undone {
		code = model.UndoneCode(e)
	}
	text := s.print.Word("event", code)
	if about := model.About(e); about != "" {
		text += ": " + s.name(about)
	}
	if undone {
		text = s.print.T("case.undone", locale.A{"what": text})
	}
	for _, detail := range s.details(e) {
		if detail != "" {
			text += " · " + detail
		}
	}
	return text
}

func (s *seat) details(e model.Event) []string {
	switch e := e.(type) {
	case model.WatchSwapped:
		return []string{s.print.Swap(e.Crew, s.zone(), s.name)}
	case model.FactsCorrected:
		return append(s.changes(e.Before, e.After), e.Reason)
	case model.ReporterCorrected:
		return []string{e.Reason}
	case model.Triaged:
		return []string{
			s.change("violation", s.word("violation", string(e.FromViolation)), s.word("violation", string(e.ToViolation))),
			s.change("urgency", s.word("urgency", string(e.FromUrgency)), s.word("urgency", string(e.ToUrgency))),
		}
	case model.Assigned:
		return []string{s.change("officer", s.name(e.From), s.name(e.To)), e.Note}
	case model.StatusChanged:
		return []string{
			s.change("status", s.word("status", string(e.From)), s.word("status", string(e.To))),
			s.word("disposition", string(e.Disposition)), e.Reason, e.Note,
		}
	}
	return s.recordDetails(e)
}

func (s *seat) recordDetails(e model.Event) []string {
	switch e := e.(type) {
	case model.FalseReportProposed:
		return []string{e.Note}
	case model.FalseReportDeclined:
		return []string{e.Reason}
	case model.NoteAdded:
		return []string{e.Text}
	case model.Reinterviewed:
		return append(s.answers(e.Answers), e.Impression)
	case model.CalledBack:
		return []string{s.callback(e.Callback), e.Note}
	case model.CaseLinked:
		return []string{s.print.Word("link", string(e.Role)) + " " + e.Number}
	case model.CaseUnlinked:
		return []string{e.Number}
	case model.SealOpened:
		return []string{e.Reason}
	case model.RoleChanged:
		return []string{s.word("role", string(e.From)) + " → " + s.word("role", string(e.To))}
	case model.OfficerDisabled:
		return []string{e.Reason}
	}
	return nil
}

// change is a field's old and new value; empty when it stayed.
func (s *seat) change(field, from, to string) string {
	if from == to {
		return ""
	}
	return s.print.Word("field", field) + ": " + orDash(from) + " → " + orDash(to)
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// changes are the facts a correction touched.
func (s *seat) changes(before, after model.FactsPatch) []string {
	var out []string
	add := func(field, from, to string) { out = append(out, s.change(field, from, to)) }
	if after.Kind != nil {
		add("kind", s.word("kind", string(value(before.Kind))), s.word("kind", string(*after.Kind)))
	}
	if after.Channel != nil {
		add("channel", s.word("channel", string(value(before.Channel))), s.word("channel", string(*after.Channel)))
	}
	if after.Occurred != nil {
		add("occurred", s.instant(value(before.Occurred)), s.instant(*after.Occurred))
	}
	if after.Narrative != nil {
		add("narrative", value(before.Narrative), *after.Narrative)
	}
	if after.Place != nil {
		out = append(out, s.placeChanges(value(before.Place), *after.Place)...)
	}
	if after.Subjects != nil {
		add("subjects", s.subjectTexts(value(before.Subjects)), s.subjectTexts(*after.Subjects))
	}
	if after.CheckIn != nil {
		add("check-in", s.print.Dated(value(before.CheckIn)), s.print.Dated(*after.CheckIn))
	}
	if after.CheckOut != nil {
		add("check-out", s.print.Dated(value(before.CheckOut)), s.print.Dated(*after.CheckOut))
	}
	if after.Evidence != nil {
		add("evidence", strings.Join(value(before.Evidence), " "), strings.Join(*after.Evidence, " "))
	}
	return out
}

// value is what p points to, or nothing.
func value[T any](p *T) T {
	var none T
	if p == nil {
		return none
	}
	return *p
}

// placeChanges are the parts of a place that changed, each by its own name.
func (s *seat) placeChanges(from, to model.Place) []string {
	return []string{
		s.change("place", from.Name, to.Name),
		s.change("lodging", s.word("lodging", string(from.Lodging)), s.word("lodging", string(to.Lodging))),
		s.change("address", from.Address, to.Address),
		s.change("area", s.areaLabel(from.Area), s.areaLabel(to.Area)),
		s.change("pin", pinText(from), pinText(to)),
	}
}

// pinText is a place's pin to about a metre; empty for none.
func pinText(p model.Place) string {
	if p.Lat == nil || p.Lon == nil {
		return ""
	}
	return fmt.Sprintf("%.5f, %.5f", *p.Lat, *p.Lon)
}

// instant writes a time for people; empty for none.
func (s *seat) instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return s.print.Stamp(t, s.zone())
}

func (s *seat) subjectTexts(subjects []model.Subject) string {
	var out []string
	for _, m := range subjects {
		out = append(out, s.subjectText(m))
	}
	return strings.Join(out, "; ")
}

func (s *seat) answers(answers []model.Answer) []string {
	var out []string
	for _, a := range answers {
		text := s.print.Word("question", a.Question) + " " + orDash(a.First) + " / " + orDash(a.Second)
		if a.Contradiction {
			text += " " + s.print.T("cli.show.contradiction")
		}
		out = append(out, text)
	}
	return out
}

func (s *seat) callback(c model.Callback) string {
	key := "cli.show.not-reached"
	switch {
	case c.Confirmed:
		key = "cli.show.confirmed"
	case c.Reached:
		key = "cli.show.reached"
	}
	return s.print.T(key, locale.A{})
}
