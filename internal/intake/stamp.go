package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"piket/model"
)

// DateOrder is the order in which a file writes day, month and year.
type DateOrder string

// The orders. A year that comes first leaves no doubt.
const (
	DayFirst   DateOrder = "dmy"
	MonthFirst DateOrder = "mdy"
	YearFirst  DateOrder = "ymd"
)

// Form is the order as people write it down.
func (o DateOrder) Form() string {
	switch o {
	case DayFirst:
		return "dd/mm/yyyy"
	case MonthFirst:
		return "mm/dd/yyyy"
	case YearFirst:
	}
	return "yyyy-mm-dd"
}

// stamp is a date and a time of day as written, before it is known which
// number is the day.
type stamp struct {
	written     string // its date, as it stands in the file
	a, b, year  int    // day and month, in either order
	yearFirst   bool   // then a is the month
	timed       bool
	h, min, sec int
	zone        *time.Location // nil: the office's
}

// The parts of a stamp as sheets write them: 21/11/2026 23.41.05,
// 11/21/2026 11:41:05 PM, 2026/11/21 11:41:05 PM GMT+7, 21-11-26.
var (
	datePart = regexp.MustCompile(`^(\d{4})([/.\-])(\d{1,2})([/.\-])(\d{1,2})$|^(\d{1,2})([/.\-])(\d{1,2})([/.\-])(\d{4}|\d{2})$`)
	timePart = regexp.MustCompile(`^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,9})?)?([ap]m)?$`)
	zonePart = regexp.MustCompile(`^(?:gmt|utc)?([+\-])(\d{1,2})(?::?(\d{2}))?$`)
)

// parseStamp reads a cell; false when it holds no date, or anything besides.
func parseStamp(cell string) (stamp, bool) {
	const longest = 60
	if len(cell) > longest {
		return stamp{}, false
	}
	cell = strings.ToLower(model.CleanLine(cell))
	if i := strings.IndexByte(cell, 't'); i > 0 && i < len(cell)-1 && isDigit(cell[i-1]) && isDigit(cell[i+1]) {
		cell = cell[:i] + " " + cell[i+1:]
	}
	parts := strings.FieldsFunc(cell, func(r rune) bool { return r == ' ' || r == ',' })
	if len(parts) == 0 {
		return stamp{}, false
	}
	s, ok := parseDate(parts[0])
	s.written = parts[0]
	for _, part := range parts[1:] {
		ok = ok && s.add(part)
	}
	return s, ok && s.possible()
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func parseDate(part string) (stamp, bool) {
	m := datePart.FindStringSubmatch(part)
	if m == nil {
		return stamp{}, false
	}
	if m[2] != m[4] || m[7] != m[9] { // 21/11-2026
		return stamp{}, false
	}
	if m[1] != "" {
		return stamp{year: number(m[1]), a: number(m[3]), b: number(m[5]), yearFirst: true}, true
	}
	s := stamp{a: number(m[6]), b: number(m[8]), year: number(m[10])}
	if len(m[10]) == 2 {
		s.year += 2000
	}
	return s, true
}

// number reads digits that a pattern has found; none is 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// add reads what follows the date.
func (s *stamp) add(part string) bool {
	if m := timePart.FindStringSubmatch(part); m != nil && !s.timed {
		s.timed = true
		s.h, s.min, s.sec = number(m[1]), number(m[2]), number(m[3])
		s.half(m[4])
		return true
	}
	switch part {
	case "pukul", "jam", "at":
		return !s.timed
	case "am", "a.m.", "pm", "p.m.":
		s.half(part[:1] + "m")
		return s.timed
	case "z", "gmt", "utc":
		s.zone = time.UTC
	case "wib", "wita", "wit":
		s.zone = model.Zone(strings.ToUpper(part)).Location()
	default:
		return s.offset(part)
	}
	return s.timed
}

// half puts an hour of twelve into its half of the day.
func (s *stamp) half(of string) {
	switch {
	case of == "am" && s.h == 12:
		s.h = 0
	case of == "pm" && s.h < 12:
		s.h += 12
	}
}

func (s *stamp) offset(part string) bool {
	m := zonePart.FindStringSubmatch(part)
	if m == nil || !s.timed {
		// 23:41:05+07:00 in one piece
		i := strings.IndexAny(part, "+-z")
		return i > 0 && !s.timed && s.add(part[:i]) && s.add(part[i:])
	}
	seconds := number(m[2])*3600 + number(m[3])*60
	if m[1] == "-" {
		seconds = -seconds
	}
	s.zone = time.FixedZone(part, seconds)
	return seconds <= 14*3600 && seconds >= -12*3600
}

// possible says whether the stamp is a moment in at least one order.
func (s stamp) possible() bool {
	_, day := s.in(DayFirst, time.UTC)
	_, month := s.in(MonthFirst, time.UTC)
	return day || month
}

// in is the instant the stamp means under an order; false when there is no
// such day or hour.
func (s stamp) in(o DateOrder, office *time.Location) (time.Time, bool) {
	day, month := s.a, s.b
	if s.yearFirst || o == MonthFirst {
		day, month = s.b, s.a
	}
	zone := office
	if s.zone != nil {
		zone = s.zone
	}
	t := time.Date(s.year, time.Month(month), day, s.h, s.min, s.sec, 0, zone)
	ok := t.Day() == day && int(t.Month()) == month && s.h < 24 && s.min < 60 && s.sec < 60 &&
		s.year >= 1990 && s.year <= 2200
	return t, ok
}

// eitherOrder is the earlier of the two instants that the same digits mean with
// day and month the one way or the other: who reads a file in the other order
// the second time finds the same rows in it.
func eitherOrder(t time.Time) time.Time {
	y, month, day := t.Date()
	if day > 12 {
		return t
	}
	h, m, sec := t.Clock()
	if o := time.Date(y, time.Month(day), int(month), h, m, sec, 0, t.Location()); o.Before(t) {
		return o
	}
	return t
}

// votes counts what a file's stamps say about the order of its dates.
type votes struct {
	dayFirst, monthFirst, yearFirst int
	either                          int   // another day in the other order
	same                            int   // the same day in both, such as 11/11
	sample                          stamp // the first that is another day in the other order
}

func (v *votes) count(s stamp) {
	_, day := s.in(DayFirst, time.UTC)
	_, month := s.in(MonthFirst, time.UTC)
	switch {
	case s.yearFirst:
		v.yearFirst++
	case day && !month:
		v.dayFirst++
	case month && !day:
		v.monthFirst++
	case s.a == s.b:
		v.same++
	default:
		if v.either++; v.either == 1 {
			v.sample = s
		}
	}
}

// readings is a date of the file with what it means in either order, for who
// has to decide; empty without one.
func (v *votes) readings() model.Args {
	if v.either == 0 {
		return model.Args{}
	}
	day, _ := v.sample.in(DayFirst, time.UTC)
	month, _ := v.sample.in(MonthFirst, time.UTC)
	return model.Args{"date": v.sample.written, "dmy": model.Date(day.Format(time.DateOnly)), "mdy": model.Date(month.Format(time.DateOnly))}
}

// order is what the file as a whole proves, or an error that says how to
// decide; empty when there are no dates. What the officer decided stands.
func (v *votes) order(decided DateOrder) (DateOrder, error) {
	switch {
	case decided == DayFirst || decided == MonthFirst || decided == YearFirst:
		return decided, nil
	case decided != "":
		return "", badInput("import-dates-option", model.Args{"dates": string(decided)})
	case v.dayFirst > v.monthFirst:
		return DayFirst, nil
	case v.monthFirst > v.dayFirst:
		return MonthFirst, nil
	case v.dayFirst > 0:
		args := v.readings()
		args["n"] = v.dayFirst + v.monthFirst
		return "", badInput("import-dates-mixed", args)
	case v.either > 0:
		return "", badInput("import-dates-ambiguous", v.readings())
	case v.same > 0:
		return DayFirst, nil // no date is another one the other way round
	case v.yearFirst > 0:
		return YearFirst, nil
	}
	return "", nil
}
