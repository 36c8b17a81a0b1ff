package intake

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"piket/internal/desk"
	"piket/internal/intake/sheet"
	"piket/model"
	"piket/model/nation"
)

// row is one report on its way out of its cells.
type row struct {
	form    *form
	out     desk.Report
	subject model.Subject
	target  string   // who is complained about, headed by the question
	aside   bool     // it says more than the subject holds
	lines   []string // answers that stand in the account, headed by their questions
	tells   bool     // one of these was asked for as part of it, not left over
	area    []string // names of areas without a code, kept in the address
	sealed  []answer // of the reporter, beside their own fields
	told    []string // of these, the ones that tell them apart
}

// report turns a record into a report, or refuses it.
func (f *form) report(i item) (desk.Report, error) {
	cells := i.rec.Cells
	if len(cells) > len(f.columns) && !empty(cells[len(f.columns):]) {
		return desk.Report{}, badInput("import-row-cells", model.Args{"cells": len(cells), "columns": len(f.columns)})
	}
	r := row{form: f}
	r.out.Key, r.out.Received = i.key, i.received
	r.out.Facts.Channel, r.out.Facts.Kind = model.GoogleForm, cmp.Or(f.options.Kind, model.Complaint)
	for n, cell := range cells[:min(len(cells), len(f.columns))] {
		if value := model.Clean(cell); value != "" && n != f.stamp {
			r.put(f.columns[n], value)
		}
	}
	return r.finish()
}

// received is when the form was sent.
func (f *form) received(rec sheet.Record) (time.Time, error) {
	if rec.Err != nil {
		if errors.Is(rec.Err, sheet.ErrLong) {
			return time.Time{}, badInput("import-row-long", nil)
		}
		return time.Time{}, badInput("import-quote", nil)
	}
	if f.stamp >= len(rec.Cells) || strings.TrimSpace(rec.Cells[f.stamp]) == "" {
		return time.Time{}, badInput("import-time-missing", nil)
	}
	s, ok := parseStamp(rec.Cells[f.stamp])
	if !ok {
		return time.Time{}, badInput("import-time-odd", nil)
	}
	t, ok := s.in(f.order, f.zone)
	if !ok || f.order == YearFirst && !s.yearFirst {
		return time.Time{}, badInput("import-time-order", model.Args{"order": f.order.Form()})
	}
	return t.UTC(), nil
}

// key recognises the row in any export: the fingerprint of its answers and
// the instant it was sent, whatever the columns' order, the delimiter, the
// way dates are written or read, or the language of known headers. The instant
// goes before it so that keys sort by time.
func (f *form) key(rec sheet.Record, received time.Time) string {
	sent := eitherOrder(received.In(f.zone)).UTC()
	var answers []string
	for i, cell := range rec.Cells[:min(len(rec.Cells), len(f.columns))] {
		if value := model.Clean(cell); value != "" && i != f.stamp {
			answers = append(answers, fmt.Sprintf("%d:%s=%d:%s;", len(f.columns[i].id), f.columns[i].id, len(value), value))
		}
	}
	slices.Sort(answers)
	content := sent.Format(time.RFC3339) + "|" + strings.Join(answers, "")
	return fmt.Sprintf("gform:%08x-%s", sent.Unix(), f.options.Refs.Fingerprint([]byte(content)))
}

// put takes one answer to its field, or where it stands if the field is taken
// or does not fit. Where a number or a mail address is all that was answered,
// it is the reporter's, unless the question was about the person reported.
func (r *row) put(c column, value string) {
	switch {
	case c.field.sealed(), c.mayGiveAway() && personal(value):
		r.putReporter(c, value)
	case !r.putFact(c, value):
		r.lines = append(r.lines, headed(c.header, value))
		r.tells = r.tells || c.field == Narrative || c.field == Other
	}
}

// mayGiveAway says that an answer to the question can be how to reach the one
// who gave it.
func (c column) mayGiveAway() bool {
	return !c.about && slices.Contains([]Field{Narrative, Place, Address, Area, Evidence, Other}, c.field)
}

// headed is an answer under its question.
func headed(header, value string) string {
	header = strings.TrimRight(header, " :?*")
	switch {
	case header == "":
		return value
	case strings.Contains(value, "\n"):
		return header + ":\n" + value
	}
	return header + ": " + value
}

// putFact says whether the answer found a place of its own.
func (r *row) putFact(c column, value string) bool {
	f := &r.out.Facts
	switch c.field {
	case Date:
		return r.sameDay(value)
	case Occurred:
		return r.occurred(value)
	case Kind:
		return r.kind(value)
	case Narrative:
		return fill(&f.Narrative, value, utf8.RuneCountInString(value))
	case Subject:
		return r.toTarget(value)
	case Nationality:
		code, ok := nation.Parse(value)
		return ok && !strings.ContainsFunc(value, unicode.IsDigit) && fill(&r.subject.Nationality, code, maxName)
	case Passport:
		return passport.MatchString(value) && fill(&r.subject.Passport, strings.ToUpper(value), maxNumber)
	case Place:
		return fill(&f.Place.Name, model.CleanLine(value), maxName)
	case Address:
		return fill(&f.Place.Address, model.CleanLine(value), maxAddress)
	case Area:
		return r.district(c, value)
	case Evidence:
		return r.evidence(value)
	default:
		return c.field == Ignore
	}
}

// passport is the shape of one number, not of a story about it.
var passport = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 .\-]{3,19}$`)

// fill sets a text that is empty or the same, and not too long.
func fill(to *string, value string, most int) bool {
	if *to != "" && *to != value || utf8.RuneCountInString(value) > most {
		return false
	}
	*to = value
	return true
}

// sameDay says whether a date only repeats the day the form was sent.
func (r *row) sameDay(value string) bool {
	s, ok := parseStamp(value)
	if !ok {
		return false
	}
	t, ok := s.in(r.form.order, r.form.zone)
	return ok && t.In(r.form.zone).Format(time.DateOnly) == r.out.Received.In(r.form.zone).Format(time.DateOnly)
}

// occurred takes a time at which it can have happened. A day without an hour
// counts from its midnight, and stands in the account too.
func (r *row) occurred(value string) bool {
	s, ok := parseStamp(value)
	if !ok || !r.out.Facts.Occurred.IsZero() {
		return false
	}
	t, ok := s.in(r.form.order, r.form.zone)
	if !ok || t.After(r.out.Received) {
		return false
	}
	r.out.Facts.Occurred = t.UTC()
	return s.timed
}

func (r *row) kind(value string) bool {
	words := model.Words(value)
	switch {
	case anyOf(words, r.form.words.Words.Complaint):
		r.out.Facts.Kind = model.Complaint
	case anyOf(words, r.form.words.Words.Presence):
		r.out.Facts.Kind = model.Presence
	default:
		return false
	}
	return len(words) <= 4
}

// toTarget takes who is complained about. Whatever is more than a name and a
// nationality begins the account.
func (r *row) toTarget(value string) bool {
	if r.target != "" {
		return false
	}
	s, whole := r.form.words.target(value)
	r.target = value // without its header: a list shows how the account begins
	r.aside = !whole || !fill(&r.subject.Name, s.Name, maxName)
	if s.Nationality != "" && !fill(&r.subject.Nationality, s.Nationality, maxName) {
		r.aside = true
	}
	return true
}

// Links of evidence, and what parts two of them: forms join several uploads
// by a comma.
var (
	link    = regexp.MustCompile(`(?i)https?://\S+`)
	between = regexp.MustCompile(`(?i)[,;\s]+(https?://)`)
)

// evidence takes the links; words beside them stand in the account.
func (r *row) evidence(value string) bool {
	apart := between.ReplaceAllString(value, " $1")
	for _, l := range link.FindAllString(apart, -1) {
		r.out.Facts.Evidence = append(r.out.Facts.Evidence, strings.TrimRight(l, ",;"))
	}
	return strings.Trim(link.ReplaceAllString(apart, ""), " ,;\n") == ""
}

// district takes the name of a district or a village. What has no code of its
// own stays in the address.
func (r *row) district(c column, value string) bool {
	place, refs := &r.out.Facts.Place, r.form.options.Refs
	code, whole := refs.district(c.header, value)
	if code == "" || !fill(&place.Area, code, maxName) || !whole {
		r.area = append(r.area, model.CleanLine(value))
	}
	return true
}

// meansSomething is false for the likes of "-".
func meansSomething(value string) bool { return len(model.Words(value)) > 0 }

// noName says whether somebody wrote that they give no name.
func (l lexicon) noName(value string) bool {
	words := strings.Join(model.Words(value), " ")
	return words == "" || slices.Contains(l.Words.Anonymous, words)
}

// finish puts the account together and closes the seal's content.
func (r *row) finish() (desk.Report, error) {
	r.seal()
	f := &r.out.Facts
	r.addressed()
	account := r.lines
	if f.Narrative != "" {
		account = append([]string{f.Narrative}, account...)
	}
	if r.target != "" && (r.aside || len(account) == 0) {
		account = append([]string{r.target}, account...)
	}
	tells := r.tells || f.Narrative != "" || r.target != ""
	f.Narrative = strings.Join(account, "\n")
	f.Subjects = []model.Subject{r.subject}
	r.out.Facts = f.Clean()
	if guest := f.Kind == model.Presence && len(f.Subjects) > 0; !tells && !guest {
		f.Narrative = "" // leftovers are no story: who takes the report in says that there is none
	}
	return r.out, Fits(r.out.Reporter)
}

// addressed ends the address with the areas that have no code.
func (r *row) addressed() {
	if len(r.area) == 0 {
		return
	}
	to := &r.out.Facts.Place.Address
	parts := slices.DeleteFunc(append([]string{*to}, r.area...), func(s string) bool { return s == "" })
	if whole := strings.Join(parts, ", "); utf8.RuneCountInString(whole) <= maxAddress {
		*to = whole
		return
	}
	r.lines = append(r.lines, r.area...)
}

func shortened(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most]))
	}
	return s
}
