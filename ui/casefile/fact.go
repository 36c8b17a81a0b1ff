package casefile

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"piket/model"
	"piket/ui/typed"
	"piket/ui/widget"
)

// fact is one thing a report says: how it is written, shown, read, and what
// there is to choose from.
type fact struct {
	name  string // word.field.<name>
	lines int    // of the field it is typed into
	hint  string // catalogue key of an example
	// text is the fact as it is typed or, for one that is picked, its code.
	text func(s *Screen, f model.Facts) string
	// set reads a text into the facts; false when it cannot be read.
	set func(s *Screen, f *model.Facts, text string) bool
	// shown is a text as people read it; nil shows it as it is.
	shown func(s *Screen, text string) string
	// list is all there is to pick from, search what fits a text.
	list   func(s *Screen) []widget.Choice
	search func(s *Screen, text string) []widget.Choice
}

// now is the fact as people read it.
func (c fact) now(s *Screen, f model.Facts) string { return c.read(s, c.text(s, f)) }

// read is a text of the fact as people read it.
func (c fact) read(s *Screen, text string) string {
	if c.shown == nil || text == "" {
		return text
	}
	return c.shown(s, text)
}

func (c fact) picked() bool { return c.list != nil || c.search != nil }

// facts are what a case file lets be corrected, in the order of the form.
func facts(kind model.Kind) []fact {
	all := []fact{
		coded("kind", model.Kinds(), func(f *model.Facts) *model.Kind { return &f.Kind }),
		coded("channel", model.Channels(), func(f *model.Facts) *model.Channel { return &f.Channel }),
		occurred(),
		written("narrative", 10, func(f *model.Facts) *string { return &f.Narrative }),
		written("place", 1, func(f *model.Facts) *string { return &f.Place.Name }),
		coded("lodging", model.Lodgings(), func(f *model.Facts) *model.Lodging { return &f.Place.Lodging }),
		written("address", 2, func(f *model.Facts) *string { return &f.Place.Address }),
		area(),
		pinned(),
	}
	if kind == model.Presence {
		all = append(all,
			dated("check-in", func(f *model.Facts) *model.Date { return &f.CheckIn }),
			dated("check-out", func(f *model.Facts) *model.Date { return &f.CheckOut }))
	}
	return append(all, evidence())
}

// subjectFacts are the facts of the nth subject, as facts of the case.
func subjectFacts(n int) []fact {
	at := func(f *model.Facts) *model.Subject { return subjectAt(f, n) }
	nationality := written("nationality", 1, func(f *model.Facts) *string { return &at(f).Nationality })
	nationality.search = (*Screen).findNations
	nationality.shown = (*Screen).nation
	return []fact{
		written("name", 1, func(f *model.Facts) *string { return &at(f).Name }),
		written("alias", 1, func(f *model.Facts) *string { return &at(f).Alias }),
		nationality,
		coded("sex", model.Sexes(), func(f *model.Facts) *model.Sex { return &at(f).Sex }),
		age(at),
		written("passport", 1, func(f *model.Facts) *string { return &at(f).Passport }),
		coded("permit", model.Permits(), func(f *model.Facts) *model.Permit { return &at(f).Permit }),
		dated("permit-expiry", func(f *model.Facts) *model.Date { return &at(f).PermitExpiry }),
		written("note", 3, func(f *model.Facts) *string { return &at(f).Note }),
	}
}

// subjectAt is the nth subject, in a list of its own: the one seen stays.
func subjectAt(f *model.Facts, n int) *model.Subject {
	f.Subjects = slices.Clone(f.Subjects)
	for len(f.Subjects) <= n {
		f.Subjects = append(f.Subjects, model.Subject{})
	}
	return &f.Subjects[n]
}

func written(name string, lines int, at func(*model.Facts) *string) fact {
	return fact{
		name: name, lines: lines,
		text: func(_ *Screen, f model.Facts) string { return *at(&f) },
		set:  func(_ *Screen, f *model.Facts, v string) bool { *at(f) = v; return true },
	}
}

func coded[C ~string](name string, all []C, at func(*model.Facts) *C) fact {
	return fact{
		name:  name,
		text:  func(_ *Screen, f model.Facts) string { return string(*at(&f)) },
		set:   func(_ *Screen, f *model.Facts, v string) bool { *at(f) = C(v); return true },
		shown: func(s *Screen, code string) string { return s.word(name, code) },
		list:  func(s *Screen) []widget.Choice { return codes(s, name, all) },
	}
}

func dated(name string, at func(*model.Facts) *model.Date) fact {
	return fact{
		name: name, lines: 1, hint: "case.hint.date",
		text: func(s *Screen, f model.Facts) string { return dayStamp(*at(&f)) },
		shown: func(s *Screen, text string) string {
			d, _ := s.readDay(text)
			return s.day(d)
		},
		set: func(s *Screen, f *model.Facts, v string) bool {
			d, ok := s.readDay(v)
			*at(f) = d
			return ok
		},
	}
}

func occurred() fact {
	return fact{
		name: "occurred", lines: 1, hint: "case.hint.occurred",
		text:  func(s *Screen, f model.Facts) string { return s.stamp(f.Occurred) },
		shown: func(s *Screen, text string) string { t, _ := s.readStamp(text); return s.moment(t) },
		set: func(s *Screen, f *model.Facts, v string) bool {
			t, ok := s.readStamp(v)
			f.Occurred = t
			return ok
		},
	}
}

func area() fact {
	c := written("area", 1, func(f *model.Facts) *string { return &f.Place.Area })
	c.search = (*Screen).findAreas
	c.shown = (*Screen).area
	return c
}

func age(at func(*model.Facts) *model.Subject) fact {
	return fact{
		name: "age", lines: 1,
		text: func(_ *Screen, f model.Facts) string {
			switch sub := at(&f); {
			case sub.AgeAbout:
				return "± " + strconv.Itoa(sub.Age)
			case sub.Age > 0:
				return strconv.Itoa(sub.Age)
			}
			return ""
		},
		set: func(_ *Screen, f *model.Facts, v string) bool {
			age, ok := typed.ReadAge(v)
			sub := at(f)
			sub.Age, sub.AgeAbout = age.Years, age.About
			return ok
		},
	}
}

func evidence() fact {
	return fact{
		name: "evidence", lines: 4, hint: "case.hint.evidence",
		text: func(_ *Screen, f model.Facts) string { return strings.Join(f.Evidence, "\n") },
		set: func(_ *Screen, f *model.Facts, v string) bool {
			f.Evidence = strings.FieldsFunc(v, func(r rune) bool { return r == '\n' })
			return true
		},
	}
}

// pinned is the place on a map, as maps copy it.
func pinned() fact {
	return fact{
		name: "pin", lines: 1, hint: "case.hint.pin",
		text:  func(_ *Screen, f model.Facts) string { return pinText(f.Place) },
		shown: func(_ *Screen, text string) string { return pinShown(text) },
		set: func(_ *Screen, f *model.Facts, v string) bool {
			f.Place.Lat, f.Place.Lon = nil, nil
			if v == "" {
				return true
			}
			at, ok := typed.ReadPin(v)
			if ok {
				f.Place.Lat, f.Place.Lon = &at.Lat, &at.Lon
			}
			return ok
		},
	}
}

func pinText(p model.Place) string {
	if p.Lat == nil || p.Lon == nil {
		return ""
	}
	return strconv.FormatFloat(*p.Lat, 'f', -1, 64) + ", " + strconv.FormatFloat(*p.Lon, 'f', -1, 64)
}

// stampLayout is how a time is put into a field to be changed.
const stampLayout = dayLayout + " 15:04"

// pinShown is a place on the map to about a metre.
func pinShown(text string) string {
	at, ok := typed.ReadPin(text)
	if !ok {
		return text
	}
	return at.String()
}

// dayLayout is how a day is put into a field to be changed.
const dayLayout = "02/01/2006"

func dayStamp(d model.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return t.Format(dayLayout)
}

func (s *Screen) stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(s.cfg.Ctx.Zone()).Format(stampLayout)
}

func (s *Screen) findAreas(text string) []widget.Choice {
	return widget.AreaChoices(s.cfg.Areas, s.cfg.OfficeArea, text)
}

func (s *Screen) findNations(text string) []widget.Choice {
	return widget.NationChoices(s.cfg.Ctx.Print.Lang(), text)
}

// area is what an area is called.
func (s *Screen) area(code string) string { return widget.AreaName(s.cfg.Areas, code) }

// nation is what a nationality is called.
func (s *Screen) nation(code string) string {
	return widget.NationName(s.cfg.Ctx.Print.Lang(), code)
}
