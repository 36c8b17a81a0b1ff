package typed

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// reading gathers what the words of a time say, one after the other.
type reading struct {
	now              time.Time
	date             int // day of the month; 0: not named
	month, year      int
	offset           int  // days from today
	relative         bool // offset was named
	hour, minute     int  // hour -1: not named
	part             string
	lastNight        bool
	weekday          time.Weekday
	onWeekday        bool
	expectHour, tail bool // the word before asks for an hour, for a day of the month
}

func (r *reading) dated() bool { return r.date > 0 || r.relative || r.onWeekday || r.lastNight }

func (r *reading) read(words []string) bool {
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		if !r.word(w, next) {
			return false
		}
	}
	return len(words) > 0 && (r.month == 0) == (r.date == 0)
}

// word takes one word in; false when it says nothing about time.
func (r *reading) word(w, next string) bool {
	switch w {
	case "jam", "pukul", "pkl", "at":
		r.expectHour = true
		return true
	case "tanggal", "tgl", "tgl.":
		r.tail = true
		return true
	case "hari", "ini", "tadi", "sekitar", "kira-kira", "kira", "pada", "yang", "lalu", "last", "on", "around", "about",
		"wib", "wita", "wit", "this":
		return r.loose(w, next)
	}
	return r.dayWord(w) || r.partWord(w) || r.monthWord(w) || r.clock(w) || r.calendar(w) || r.number(w, next)
}

// loose takes words that mean something only beside others.
func (r *reading) loose(w, next string) bool {
	switch {
	case w == "ini" || w == "this":
		r.relative = true
	case w == "tadi" && next == "malam", w == "last" && next == "night":
		r.lastNight = true
	}
	return true
}

func (r *reading) dayWord(w string) bool {
	switch w {
	case "kemarin", "kmrn", "yesterday":
		r.offset, r.relative = r.offset-1, true
	case "lusa":
		if r.relative && r.offset == -1 {
			r.offset = -2
		} else {
			r.offset = 2
		}
		r.relative = true
	case "besok", "tomorrow":
		r.offset, r.relative = 1, true
	case "today":
		r.relative = true
	case "semalam", "tonight":
		r.lastNight, r.part = w == "semalam", "malam"
		r.relative = r.relative || w == "tonight"
	default:
		day, ok := weekdayNamed(w)
		if ok {
			r.weekday, r.onWeekday = day, true
		}
		return ok
	}
	return true
}

func weekdayNamed(w string) (time.Weekday, bool) {
	names := [7][]string{
		{"minggu", "ahad", "sunday", "sun"},
		{"senin", "monday", "mon"},
		{"selasa", "tuesday", "tue"},
		{"rabu", "wednesday", "wed"},
		{"kamis", "thursday", "thu"},
		{"jumat", "jum'at", "friday", "fri"},
		{"sabtu", "saturday", "sat"},
	}
	for day, known := range names {
		if slices.Contains(known, w) {
			return time.Weekday(day), true
		}
	}
	return 0, false
}

func (r *reading) partWord(w string) bool {
	switch w {
	case "pagi", "morning", "am":
		r.part = "pagi"
	case "siang", "noon":
		r.part = "siang"
	case "sore", "petang", "afternoon", "pm":
		r.part = "sore"
	case "malam", "mlm", "evening", "night":
		r.part = "malam"
	case "subuh", "dini":
		r.part = "subuh"
	default:
		return false
	}
	return true
}

func (r *reading) monthWord(w string) bool {
	names := [12]string{"januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember"}
	english := [12]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	w = strings.TrimSuffix(w, ".")
	for i := range names {
		if w == "agt" || w == "ags" {
			w = "agu"
		}
		if len(w) >= 3 && (strings.HasPrefix(names[i], w) || strings.HasPrefix(english[i], w)) {
			r.month = i + 1
			return true
		}
	}
	return false
}

// The shapes of hours and dates.
var (
	clockShape = regexp.MustCompile(`^(\d{1,2})[:.](\d{2})(am|pm)?$`)
	shortShape = regexp.MustCompile(`^(\d{1,2})(am|pm)$`)
	dateShape  = regexp.MustCompile(`^(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{2}|\d{4}))?$`)
	isoShape   = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
)

func (r *reading) clock(w string) bool {
	if m := shortShape.FindStringSubmatch(w); m != nil && r.hour < 0 {
		return r.setHour(m[1], "00", m[2])
	}
	m := clockShape.FindStringSubmatch(w)
	return m != nil && r.hour < 0 && r.setHour(m[1], m[2], m[3])
}

func (r *reading) setHour(hour, minute, half string) bool {
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	if h > 24 || m > 59 || (h == 24 && m > 0) {
		return false
	}
	if half != "" {
		r.partWord(half)
	}
	r.hour, r.minute, r.expectHour = h%24, m, false
	return true
}

func (r *reading) calendar(w string) bool {
	if r.date > 0 {
		return false
	}
	if m := isoShape.FindStringSubmatch(w); m != nil {
		r.year, _ = strconv.Atoi(m[1])
		r.month, _ = strconv.Atoi(m[2])
		r.date, _ = strconv.Atoi(m[3])
		return r.month > 0 && r.date > 0
	}
	m := dateShape.FindStringSubmatch(w)
	if m == nil {
		return false
	}
	r.date, _ = strconv.Atoi(m[1])
	r.month, _ = strconv.Atoi(m[2])
	if m[3] == "" {
		r.expectHour = true // "21/11 2015" is a quarter past eight; a year would have its own stroke
		return r.month > 0 && r.date > 0
	}
	r.year = fullYear(m[3])
	return r.month > 0 && r.date > 0
}

func fullYear(digits string) int {
	y, _ := strconv.Atoi(digits)
	switch {
	case len(digits) == 4:
		return y
	case y < 70:
		return 2000 + y
	}
	return 1900 + y
}

// number takes bare digits: a year behind a month, a day before one, an hour.
func (r *reading) number(w, next string) bool {
	if !onlyDigits(w) || len(w) > 4 {
		return false
	}
	n, _ := strconv.Atoi(w)
	probe := reading{}
	switch {
	case r.month > 0 && r.date > 0 && r.year == 0 && !r.expectHour && len(w) == 4 && n < 2100:
		r.year = n
	case r.date == 0 && len(w) <= 2 && n > 0 && (r.tail || probe.monthWord(next)):
		r.date, r.tail = n, false
		return n <= 31
	case r.hour < 0 && len(w) == 4:
		return r.setHour(w[:2], w[2:], "")
	case r.hour < 0 && len(w) <= 2:
		return r.setHour(w, "00", "")
	default:
		return false
	}
	return true
}
