package report

import (
	"strings"
	"time"
	"unicode/utf8"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/typed"
	"piket/ui/widget"
)

// report is the draft as it will be saved. What could not be read stands as
// words where a person will find it: with the person, in the address, at the
// end of the narrative.
func (s *Screen) report() desk.Report {
	d := &s.draft
	r := desk.Report{
		Key: d.Key, Received: d.Started, Urgency: model.Urgency(d.Urgency), Take: d.Take,
		Facts: s.facts(), Reinterview: s.reinterview(), Callback: d.callback(),
	}
	if d.Kind == string(model.Complaint) {
		r.Violation = model.Violation(d.Violation.Code)
	}
	if !d.Anonymous {
		r.Reporter = d.Reporter
	}
	return r
}

func (s *Screen) facts() model.Facts {
	d := &s.draft
	f := model.Facts{
		Kind: model.Kind(d.Kind), Channel: d.Channel, Occurred: d.occurred(),
		Narrative: d.Narrative, Place: s.place(), Subjects: s.subjects(),
	}
	var loose []string
	if d.Occurred.Odd || d.Occurred.Vague { // an hour that is a guess must not pass for a fact
		loose = append(loose, s.labelled("occurred", d.Occurred.Text))
	}
	if d.Kind == string(model.Complaint) && d.Violation.Text != "" {
		loose = append(loose, s.labelled("violation", d.Violation.Text))
	}
	if d.Place.Lodging.Text != "" {
		loose = append(loose, s.labelled("lodging", d.Place.Lodging.Text))
	}
	if _, ok := typed.ReadPin(d.Place.Pin); !ok && !missing(d.Place.Pin) {
		loose = append(loose, s.labelled("pin", d.Place.Pin))
	}
	if d.Kind == string(model.Presence) {
		f.CheckIn, loose = s.dayOr("check-in", d.CheckIn, loose)
		f.CheckOut, loose = s.dayOr("check-out", d.CheckOut, loose)
	}
	f.Narrative = strings.Join(append(some(model.Clean(f.Narrative)), loose...), "\n")
	return f
}

func some(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// labelled is what could not be read, with the name of its field.
func (s *Screen) labelled(name, text string) string {
	return s.t("report.label."+name) + ": " + model.CleanLine(text)
}

// dayOr is a day, or the words that are none among the others.
func (s *Screen) dayOr(name, text string, loose []string) (model.Date, []string) {
	if missing(text) {
		return "", loose
	}
	if day, ok := typed.ReadDay(text, s.started()); ok {
		return day, loose
	}
	return "", append(loose, s.labelled(name, text))
}

// started is when the typing began, in the office's zone.
func (s *Screen) started() time.Time { return s.draft.Started.In(s.cfg.Ctx.Zone()) }

// occurred is when it happened: as typed, else just now; zero when the words
// for it could not be read.
func (d *Draft) occurred() time.Time {
	switch {
	case missing(d.Occurred.Text):
		return d.Started
	case d.Occurred.Odd:
		return time.Time{}
	}
	return d.Occurred.At
}

func (s *Screen) place() model.Place {
	d := &s.draft.Place
	p := model.Place{
		Name: model.CleanLine(d.Name), Lodging: model.Lodging(d.Lodging.Code),
		Address: model.CleanLine(d.Address), Area: d.Area.Code,
	}
	if d.Area.Text != "" {
		p.Address = strings.Join(append(some(p.Address), d.Area.Text), ", ")
	}
	if at, ok := typed.ReadPin(d.Pin); ok {
		p.Lat, p.Lon = &at.Lat, &at.Lon
	}
	return p
}

func (s *Screen) subjects() []model.Subject {
	var list []model.Subject
	for _, p := range s.draft.People {
		if sub := s.subject(p); sub != (model.Subject{}) {
			list = append(list, sub)
		}
	}
	return list
}

func (s *Screen) subject(p Person) model.Subject {
	sub := model.Subject{
		Name: model.CleanLine(p.Name), Alias: model.CleanLine(p.Alias), Nationality: p.Nationality.Code,
		Sex: model.Sex(p.Sex), Passport: passport(p.Passport), Permit: model.Permit(p.Permit.Code),
	}
	notes := some(model.Clean(p.Note))
	if p.Nationality.Text != "" {
		notes = append(notes, s.labelled("nationality", p.Nationality.Text))
	}
	if p.Permit.Text != "" {
		notes = append(notes, s.labelled("permit", p.Permit.Text))
	}
	age, ok := typed.ReadAge(p.Age)
	if sub.Age, sub.AgeAbout = age.Years, age.About; !ok {
		notes = append(notes, s.labelled("age", p.Age))
	}
	sub.PermitExpiry, notes = s.dayOr("permit-expiry", p.PermitExpiry, notes)
	sub.Note = strings.Join(notes, "\n")
	return sub
}

// passport is a passport number as printed: capitals, no spaces.
func passport(text string) string {
	return strings.ToUpper(strings.Join(strings.Fields(model.CleanLine(text)), ""))
}

// reinterview is the second questioning of a walk-in; nil when none was held.
func (s *Screen) reinterview() *model.Reinterview {
	d := &s.draft
	if !d.interviewed() {
		return nil
	}
	r := model.Reinterview{Impression: model.Clean(d.Impression)}
	for i, q := range model.Questions() {
		a := d.Answers[i]
		if missing(a.Text) && !a.Contradiction {
			continue
		}
		r.Answers = append(r.Answers, model.Answer{
			Question: q, First: model.Shorten(s.firstAccount(q), model.MaxNote), Second: model.Clean(a.Text), Contradiction: a.Contradiction,
		})
	}
	if len(r.Answers) == 0 && r.Impression == "" {
		return nil
	}
	return &r
}

// callback is the proof of contact; nil when nobody called back.
func (d *Draft) callback() *model.Callback {
	if d.interviewed() || d.Reached == "" {
		return nil
	}
	reached := d.Reached == yes
	return &model.Callback{Reached: reached, Confirmed: reached && d.Confirmed == yes, Note: model.Clean(d.CallNote)}
}

// firstLength is how much of the narrative stands beside an answer.
const firstLength = 400

// firstAccount is what the form says so far to a question: the fact where
// there is one, else how the narrative begins.
func (s *Screen) firstAccount(question string) string {
	d := &s.draft
	switch question {
	case "when":
		if !missing(d.Occurred.Text) && d.Occurred.Odd {
			return model.CleanLine(d.Occurred.Text)
		}
		return s.cfg.Ctx.Print.Stamp(d.occurred(), s.cfg.Ctx.Zone())
	case "where":
		return s.placeLine()
	case "who":
		var all []string
		for i := range d.People {
			all = append(all, some(s.personLineAt(i))...)
		}
		return strings.Join(all, "; ")
	}
	text := []rune(model.CleanLine(head(d.Narrative, 8*firstLength)))
	if len(text) > firstLength {
		return string(text[:firstLength]) + "…"
	}
	return string(text)
}

// head is the first bytes of a text, whole characters only.
func head(text string, bytes int) string {
	if len(text) <= bytes {
		return text
	}
	for bytes > 0 && !utf8.RuneStart(text[bytes]) {
		bytes--
	}
	return text[:bytes]
}

// placeLine is the place in one line.
func (s *Screen) placeLine() string {
	p := s.place()
	parts := some(p.Name)
	if p.Lodging != "" {
		parts = append(parts, s.cfg.Ctx.Print.Word("lodging", string(p.Lodging)))
	}
	return strings.Join(append(append(parts, some(p.Address)...), some(widget.AreaName(s.cfg.Areas, p.Area))...), ", ")
}

// knownPerson is a person and the line that says who they are.
type knownPerson struct {
	person Person
	line   string
}

// personLineAt is personLine of the person at an index, made once for as long
// as nothing about them changes.
func (s *Screen) personLineAt(i int) string {
	for len(s.known) <= i {
		s.known = append(s.known, knownPerson{})
	}
	if p := s.draft.People[i]; s.known[i].person != p {
		s.known[i] = knownPerson{p, s.personLine(p)}
	}
	return s.known[i].line
}

// years is the key of a person's age: as said, or about.
func years(sub model.Subject) string {
	if sub.AgeAbout {
		return "report.years-about"
	}
	return "report.years"
}

// personLine is what is known of a person in one line.
func (s *Screen) personLine(p Person) string {
	sub, print := s.subject(p), s.cfg.Ctx.Print
	parts := some(sub.Name)
	if sub.Alias != "" {
		parts = append(parts, s.t("report.alias", locale.A{"alias": sub.Alias}))
	}
	parts = append(parts, some(s.nationName(sub.Nationality))...)
	if sub.Sex != "" {
		parts = append(parts, print.Word("sex", string(sub.Sex)))
	}
	if sub.Age > 0 {
		parts = append(parts, s.t(years(sub), locale.A{"n": sub.Age}))
	}
	parts = append(parts, some(sub.Passport)...)
	if sub.Permit != "" {
		parts = append(parts, print.Short("permit", string(sub.Permit)))
	}
	return strings.Join(append(parts, some(model.CleanLine(sub.Note))...), " · ")
}
