package report

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/typed"
	"piket/ui/widget"
)

// remark is what is said beside a field: what its text was read as, or what
// the officer should look at again. Neither keeps anybody from going on.
type remark struct {
	text string
	warn bool
}

func (s *Screen) warning(key string, args ...locale.A) remark {
	return remark{s.t("report.warn."+key, args...), true}
}

// remembered is what was made of a text, for as long as the text stands.
type remembered struct {
	text   string
	remark remark
}

// remark reads a field, once for each text in it. What depends on more than
// its text is read anew: the clock, another field, a list being searched.
func (s *Screen) remark(f field) remark {
	switch {
	case f.pick != nil || f.name == "occurred" || f.name == "check-out":
		return s.read(f)
	case f.text == nil || *f.text == "":
		return remark{}
	}
	if m, ok := s.memory[f.id]; ok && m.text == *f.text {
		return m.remark
	}
	r := s.read(f)
	s.memory[f.id] = remembered{*f.text, r}
	return r
}

// cut is what a field had no room for: what is missing from the report must
// be said until the officer has shortened it.
func (s *Screen) cut(f field) remark {
	n := s.draft.LeftOut[f.id]
	if n == 0 {
		return remark{}
	}
	return remark{widget.Full(s.cfg.Ctx, n), true}
}

func (s *Screen) read(f field) remark {
	d := &s.draft
	switch f.name {
	case "occurred":
		return s.remarkOccurred(d.Occurred)
	case "nationality", "permit", "violation", "area", "lodging":
		if f.pick.Text != "" && !s.typingIn(f) {
			return s.warning("not-listed", locale.A{"text": f.pick.Text})
		}
	case "age":
		if _, ok := typed.ReadAge(*f.text); !ok {
			return s.warning("age")
		}
	case "passport":
		return s.remarkPassport(*f.text)
	case "permit-expiry":
		return s.remarkExpiry(*f.text)
	case "pin":
		return s.remarkPin(*f.text)
	case "check-in", "check-out":
		return s.remarkStay(f)
	case "phone":
		return s.remarkPhone(*f.text)
	case "nik":
		return s.remarkNIK(*f.text)
	}
	return remark{}
}

// typingIn says that a list is being searched right now: too early to say
// that nothing fits.
func (s *Screen) typingIn(f field) bool {
	return s.page == pageForm && s.combo != nil && s.current().id == f.id
}

func (s *Screen) remarkOccurred(w When) remark {
	print, zone := s.cfg.Ctx.Print, s.cfg.Ctx.Zone()
	switch {
	case missing(w.Text):
		return remark{text: print.Stamp(s.draft.Started, zone)}
	case w.Odd:
		return s.warning("moment")
	case w.At.After(s.cfg.Ctx.Now().Add(typed.Slack)):
		return s.warning("future", locale.A{"when": print.Stamp(w.At, zone)})
	case w.Vague:
		return remark{text: s.t("report.vague", locale.A{"when": print.Stamp(w.At, zone)})}
	}
	return remark{text: print.Stamp(w.At, zone)}
}

func (s *Screen) remarkPassport(text string) remark {
	number := passport(text)
	odd := strings.ContainsFunc(number, func(r rune) bool { return (r < 'A' || r > 'Z') && (r < '0' || r > '9') })
	if number != "" && (odd || len(number) < 6 || len(number) > 12) {
		return s.warning("passport")
	}
	return remark{}
}

func (s *Screen) remarkExpiry(text string) remark {
	if missing(text) {
		return remark{}
	}
	day, ok := typed.ReadDay(text, s.started())
	if !ok {
		return s.warning("day")
	}
	if over := s.daysPast(day); over > 0 {
		return s.warning("expired", locale.A{"day": s.dayShort(day), "n": over})
	}
	return remark{text: s.dayShort(day)}
}

// daysPast counts the days since a day ended, as of the report's receipt.
func (s *Screen) daysPast(day model.Date) int {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return 0
	}
	y, m, d := s.started().Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(t).Hours() / 24)
}

// dayName is a day with its weekday, as on paper.
func (s *Screen) dayName(day model.Date) string {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return string(day)
	}
	return s.cfg.Ctx.Print.Date(t, time.UTC)
}

// dayShort is a day without its weekday, for beside a field.
func (s *Screen) dayShort(day model.Date) string {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return string(day)
	}
	return strconv.Itoa(t.Day()) + " " + s.cfg.Ctx.Print.T("format.month-short."+strconv.Itoa(int(t.Month()))) + " " + strconv.Itoa(t.Year())
}

func (s *Screen) remarkPin(text string) remark {
	if missing(text) {
		return remark{}
	}
	at, ok := typed.ReadPin(text)
	switch {
	case !ok:
		return s.warning("pin")
	case !at.Near():
		return s.warning("pin-far")
	}
	return remark{text: at.String()}
}

func (s *Screen) remarkStay(f field) remark {
	if missing(*f.text) {
		return remark{}
	}
	day, ok := typed.ReadDay(*f.text, s.started())
	if !ok {
		return s.warning("day")
	}
	in, known := typed.ReadDay(s.draft.CheckIn, s.started())
	if f.name == "check-out" && known && day < in {
		return s.warning("out-before-in", locale.A{"day": s.dayShort(day)})
	}
	return remark{text: s.dayShort(day)}
}

func (s *Screen) remarkPhone(text string) remark {
	if !missing(text) && !s.cfg.ValidPhone(text) {
		return s.warning("phone")
	}
	return remark{}
}

// remarkNIK shows what the number says about its holder, to be compared with
// whoever is there. The area may differ from where they live now.
func (s *Screen) remarkNIK(text string) remark {
	if missing(text) {
		return remark{}
	}
	n, problem := readNIK(text)
	if problem != "" {
		return s.warning("nik-" + problem)
	}
	if _, ok := s.cfg.Areas.Lookup(n.area[:2]); !ok {
		return s.warning("nik-area")
	}
	sex := "M"
	if n.female {
		sex = "F"
	}
	return remark{text: s.t("report.nik", locale.A{
		"day": n.day, "month": s.cfg.Ctx.Print.T("format.month-short." + strconv.Itoa(n.month)), "year": n.year, "sex": sex,
	})}
}

// problem is something to look at again before saving.
type problem struct {
	field string
	text  string
	stop  bool // the desk would refuse the report
}

// problems are the warnings beside the fields, and what the report lacks.
func (s *Screen) problems() []problem {
	var list []problem
	if err := s.facts().Validate(s.cfg.Ctx.Now()); err != nil {
		list = append(list, problem{s.culprit(err), s.cfg.Ctx.Print.Error(err), true})
	}
	for _, f := range s.fields {
		if c := s.cut(f); c.warn {
			list = append(list, problem{f.id, s.fieldTitle(f) + ": " + c.text, false})
		}
		if r := s.remark(f); r.warn && (len(list) == 0 || !list[0].stop || list[0].field != f.id) { // what is refused is said once
			list = append(list, problem{f.id, s.fieldTitle(f) + ": " + r.text, false})
		}
	}
	return append(list, s.lacks()...)
}

// lacks is what nobody asked yet and somebody will miss.
func (s *Screen) lacks() []problem {
	d := &s.draft
	var list []problem
	add := func(field, key string) { list = append(list, problem{field, s.t("report.lack." + key), false}) }
	if d.Place.Area == (Picked{}) {
		add("area", "area")
	}
	r := d.Reporter
	switch {
	case d.Anonymous:
	case r.Empty():
		add("reporter-name", "reporter")
	case missing(r.Phone):
		add("phone", "phone")
	}
	switch {
	case d.interviewed() && s.reinterview() == nil:
		add("answer."+model.Questions()[0], "interview")
	case !d.interviewed() && d.callback() == nil && !missing(r.Phone) && !d.Anonymous:
		add("reached", "callback")
	}
	return list
}

// culprit is the field a refusal speaks of.
func (s *Screen) culprit(err error) string {
	e, ok := errors.AsType[*model.Error](err)
	if !ok {
		return ""
	}
	switch e.Key {
	case "narrative-missing":
		return "narrative"
	case "subjects-missing":
		return "person.0.name"
	case "occurred-future", "occurred-odd":
		return "occurred"
	case "check-out-before-in":
		return "check-out"
	case "pin-odd", "pin-half":
		return "pin"
	case "violation-unknown":
		return "violation"
	case "callback-confirmed-unreached":
		return "reached"
	case "text-too-long":
		return map[string]string{"narrative": "narrative", "address": "address"}[fmt.Sprint(e.Args["field"])]
	case "subject-too-long":
		if n, ok := e.Args["n"].(int); ok {
			return s.subjectField(n - 1)
		}
	}
	return ""
}

// subjectField is the note of the nth person in the report, where what could
// not be read elsewhere is added; nobody counts who was left empty.
func (s *Screen) subjectField(n int) string {
	for i, p := range s.draft.People {
		if s.subject(p) == (model.Subject{}) {
			continue
		}
		if n--; n < 0 {
			return personField(i, "note")
		}
	}
	return ""
}

// nationName is a nationality in the language of the session.
func (s *Screen) nationName(code string) string {
	if code == "" {
		return ""
	}
	return widget.NationName(s.cfg.Ctx.Print.Lang(), code)
}
