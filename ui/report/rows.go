package report

import (
	"slices"
	"strconv"
	"strings"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/typed"
	"piket/ui/widget"
)

// reviewRows lists the report as it will be stored.
func (s *Screen) reviewRows() []row {
	rows := []row{{text: s.t("report.review.save"), does: saveReport, kind: rowAction}}
	hold := "[ ] "
	if s.draft.Take {
		hold = "[x] "
	}
	rows = append(rows, row{text: hold + s.t("report.review.hold"), does: takeCase, kind: rowAction, box: true})
	switch {
	case s.draft.Original != "":
		rows = append(rows, row{text: "[x] " + s.t("report.review.duplicate", locale.A{"number": s.draft.OriginalNumber}), does: unlinked, kind: rowAction, box: true})
	case len(s.like.found) > 0:
		rows = append(rows, row{text: cell.Cut("[ ] "+s.alikeLine(), s.rowWidth(row{kind: rowAction})), does: seeAlike, kind: rowAction, box: true})
	}
	problems := s.problems()
	if len(problems) > 0 {
		rows = append(rows, row{text: s.t("report.review.problems", locale.A{"n": len(problems)}), kind: rowHead})
	}
	for _, p := range problems {
		kind := rowWarn
		if p.stop {
			kind = rowStop
		}
		rows = append(rows, row{text: p.text, field: p.field, kind: kind})
	}
	return s.divided(slices.Concat(rows, s.eventRows(), s.peopleRows(), s.placeRows(), s.reporterRows(), s.secondRows()))
}

// partLines is how many lines a row has at most: the mark goes over a long
// text part by part, so that all of it comes in sight.
const partLines = 5

// divided parts long rows.
func (s *Screen) divided(rows []row) []row {
	var out []row
	for _, r := range rows {
		lines := cell.Wrap(r.text, s.rowWidth(r))
		for len(lines) > partLines {
			part := r
			part.text = strings.Join(lines[:partLines], "\n")
			out, lines = append(out, part), lines[partLines:]
			r.label = ""
		}
		r.text = strings.Join(lines, "\n")
		out = append(out, r)
	}
	return out
}

// rowWidth is how wide a row's text may be.
func (s *Screen) rowWidth(r row) int {
	c := s.columns()
	if r.label == "" && r.kind != rowFact {
		return max(1, c.form-margin-gap-1)
	}
	return c.value
}

func (s *Screen) head(to section) row {
	return row{text: s.t(s.sectionKey(to)), kind: rowHead}
}

// fact is a row of the review; an empty one is left out.
func (s *Screen) fact(rows []row, label, text, field string) []row {
	if text == "" {
		return rows
	}
	return append(rows, row{label: label, text: text, field: field})
}

func (s *Screen) eventRows() []row {
	d, f, print := &s.draft, s.facts(), s.cfg.Ctx.Print
	rows := []row{s.head(sectionEvent)}
	rows = s.fact(rows, s.t("report.label.kind"), print.Word("kind", d.Kind)+" · "+print.Word("channel", string(d.Channel)), "kind")
	rows = s.fact(rows, s.t("report.label.received"), print.Stamp(d.Started, s.cfg.Ctx.Zone()), "")
	when := "–"
	if !f.Occurred.IsZero() {
		when = print.Stamp(f.Occurred, s.cfg.Ctx.Zone())
	}
	if d.Occurred.Vague {
		when = s.t("report.vague", locale.A{"when": when})
	}
	rows = s.fact(rows, s.t("report.label.occurred"), when, "occurred")
	rows = s.fact(rows, s.t("report.label.narrative"), f.Narrative, "narrative")
	if d.Kind == string(model.Complaint) && d.Violation.Code != "" {
		rows = s.fact(rows, s.t("report.label.violation"), print.Word("violation", d.Violation.Code), "violation")
	}
	return s.fact(rows, s.t("report.label.urgency"), urgencyMark(d.Urgency)+print.Word("urgency", d.Urgency), "urgency")
}

// urgencyMark is the sign the queue has for an urgency.
func urgencyMark(u string) string {
	switch model.Urgency(u) {
	case model.Urgent:
		return "▲▲ "
	case model.High:
		return "▲ "
	default:
		return ""
	}
}

func (s *Screen) peopleRows() []row {
	var rows []row
	for i, p := range s.draft.People {
		text := s.personLineAt(i)
		if sub := s.subject(p); sub.PermitExpiry != "" {
			text += " · " + s.t("report.valid-until", locale.A{"day": s.dayName(sub.PermitExpiry)})
		}
		if s.subject(p) != (model.Subject{}) {
			rows = s.fact(rows, s.personTitle(i), text, "person."+strconv.Itoa(i)+".name")
		}
	}
	if len(rows) == 0 {
		rows = []row{{text: s.t("report.review.nobody"), field: "person.0.name"}}
	}
	return append([]row{s.head(sectionPeople)}, rows...)
}

func (s *Screen) placeRows() []row {
	p, f := s.place(), s.facts()
	var rows []row
	rows = s.fact(rows, s.t("report.label.place"), p.Name, "place")
	if p.Lodging != "" {
		rows = s.fact(rows, s.t("report.label.lodging"), s.cfg.Ctx.Print.Word("lodging", string(p.Lodging)), "lodging")
	}
	rows = s.fact(rows, s.t("report.label.address"), p.Address, "address")
	rows = s.fact(rows, s.t("report.label.area"), widget.AreaName(s.cfg.Areas, p.Area), "area")
	if p.Lat != nil {
		rows = s.fact(rows, s.t("report.label.pin"), typed.Pin{Lat: *p.Lat, Lon: *p.Lon}.String(), "pin")
	}
	if f.CheckIn != "" {
		rows = s.fact(rows, s.t("report.label.check-in"), s.dayName(f.CheckIn), "check-in")
	}
	if f.CheckOut != "" {
		rows = s.fact(rows, s.t("report.label.check-out"), s.dayName(f.CheckOut), "check-out")
	}
	if len(rows) == 0 {
		rows = []row{{text: s.t("report.review.nowhere"), field: "place"}}
	}
	return append([]row{s.head(sectionPlace)}, rows...)
}

func (s *Screen) reporterRows() []row {
	d := &s.draft
	rows := []row{s.head(sectionReporter)}
	if d.Anonymous || d.Reporter.Empty() {
		field := "reporter-name"
		if d.Anonymous {
			field = "anonymous"
		}
		return append(rows, row{text: s.cfg.Ctx.Print.T("word.anonymous"), field: field})
	}
	r := d.Reporter
	rows = s.fact(rows, s.t("report.label.reporter-name"), model.CleanLine(r.Name), "reporter-name")
	rows = s.fact(rows, s.t("report.label.phone"), model.CleanLine(r.Phone), "phone")
	rows = s.fact(rows, s.t("report.label.nik"), model.CleanLine(r.NIK), "nik")
	rows = s.fact(rows, s.t("report.label.reporter-address"), model.CleanLine(r.Address), "reporter-address")
	return append(rows, row{text: s.t("report.review.sealed"), kind: rowFact})
}

func (s *Screen) secondRows() []row {
	d := &s.draft
	rows := []row{s.head(sectionSecond)}
	if c := d.callback(); c != nil {
		text := s.t("report.reached." + d.Reached)
		if c.Confirmed {
			text += " · " + s.t("report.confirmed.yes")
		}
		rows = s.fact(rows, s.t("report.label.reached"), text, "reached")
		return s.fact(rows, s.t("report.label.call-note"), c.Note, "call-note")
	}
	r := s.reinterview()
	if r == nil {
		first := "reached"
		if d.interviewed() {
			first = "answer." + model.Questions()[0]
		}
		return append(rows, row{text: s.t("report.review.not-asked"), field: first})
	}
	for _, a := range r.Answers {
		text := a.Second
		if a.Contradiction {
			text = strings.TrimSpace("≠ " + s.t("report.contradiction") + "\n" + text)
		}
		rows = s.fact(rows, s.cfg.Ctx.Print.Word("question", a.Question), text, "answer."+a.Question)
	}
	return s.fact(rows, s.t("report.label.impression"), r.Impression, "impression")
}
