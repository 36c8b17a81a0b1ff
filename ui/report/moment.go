package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"piket/model"
)

// moment is what a text says about when something happened.
type moment struct {
	at    time.Time
	vague bool // no hour was named
}

// readMoment reads a time as an officer writes it, "23:10", "kemarin 21.00",
// "20/11 22.15", "senin malam", "2 jam lalu", seen from now in the office's
// zone. An empty text is now. False when a word of it is not understood.
func readMoment(text string, now time.Time) (moment, bool) {
	words := timeWords(text)
	if len(words) == 0 || slices.Contains([]string{"sekarang", "baru saja", "barusan", "tadi", "now", "just now"}, strings.Join(words, " ")) {
		return moment{at: now}, true
	}
	if ago, ok := readAgo(words); ok {
		return moment{at: now.Add(-ago), vague: ago >= 24*time.Hour}, true
	}
	r := reading{now: now, hour: -1}
	if !r.read(words) || (!r.dated() && r.hour < 0 && r.part == "") {
		return moment{}, false
	}
	return r.moment()
}

// readDay reads a calendar day, "20/11/2026", "20 nov", "besok", "20112026".
// Without a year it is the one nearest to now.
func readDay(text string, now time.Time) (model.Date, bool) {
	words := timeWords(text)
	r := reading{now: now, hour: -1}
	if len(words) == 1 && onlyDigits(words[0]) && (len(words[0]) == 8 || len(words[0]) == 6) {
		words[0] = words[0][:2] + "/" + words[0][2:4] + "/" + words[0][4:]
	}
	if !r.read(words) || !r.dated() || r.hour >= 0 || r.part != "" {
		return "", false
	}
	day, ok := r.day(nearest)
	if !ok {
		return "", false
	}
	return model.ParseDate(day.Format(time.DateOnly))
}

// timeWords are the words of a text in lower case; a comma parts like a space.
func timeWords(text string) []string {
	return strings.Fields(strings.ReplaceAll(model.Fold(text), ",", " "))
}

func onlyDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// readAgo reads "2 jam lalu", "30 minutes ago", "sejam yang lalu".
func readAgo(words []string) (time.Duration, bool) {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "yang" || w == "sekitar" || w == "about" })
	last := len(words) - 1
	if last < 1 || last > 2 || (words[last] != "lalu" && words[last] != "ago") {
		return 0, false
	}
	count, unit := 1, words[last-1]
	if last == 2 {
		n, err := strconv.Atoi(words[0])
		if err != nil || n < 0 || n > 10_000 {
			return 0, false
		}
		count = n
	} else if bare, ok := strings.CutPrefix(unit, "se"); ok {
		unit = bare
	} else {
		return 0, false
	}
	return time.Duration(count) * timeUnit(unit), timeUnit(unit) > 0
}

func timeUnit(word string) time.Duration {
	switch strings.TrimSuffix(word, "s") {
	case "menit", "mnt", "minute", "min":
		return time.Minute
	case "jam", "hour":
		return time.Hour
	case "hari", "day":
		return 24 * time.Hour
	case "minggu", "pekan", "week":
		return 7 * 24 * time.Hour
	}
	return 0
}

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
	return r.dayWord(w, next) || r.partWord(w) || r.monthWord(w) || r.clock(w) || r.calendar(w) || r.number(w, next)
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

func (r *reading) dayWord(w, next string) bool {
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
	if m[3] != "" {
		r.year = fullYear(m[3])
	}
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
	case r.month > 0 && r.date > 0 && r.year == 0 && !r.expectHour && len(w) == 4:
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

// missingYear says which year a date without one is of.
type missingYear int

const (
	past missingYear = iota
	nearest
)

// day is the midnight the words name; false when there is no such day.
func (r *reading) day(lacking missingYear) (time.Time, bool) {
	y, m, d := r.now.Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, r.now.Location())
	switch {
	case r.date > 0:
		return r.calendarDay(today, lacking)
	case r.onWeekday:
		back := (int(today.Weekday()) - int(r.weekday) + 7) % 7
		return today.AddDate(0, 0, -back), true
	case r.lastNight && r.now.Hour() < 18:
		return today.AddDate(0, 0, -1), true
	}
	return today.AddDate(0, 0, r.offset), true
}

func (r *reading) calendarDay(today time.Time, lacking missingYear) (time.Time, bool) {
	on := func(year int) (time.Time, bool) {
		t := time.Date(year, time.Month(r.month), r.date, 0, 0, 0, 0, today.Location())
		return t, t.Day() == r.date && int(t.Month()) == r.month
	}
	if r.year > 0 {
		return on(r.year)
	}
	var best time.Time
	for _, year := range []int{today.Year(), today.Year() - 1, today.Year() + 1} {
		t, ok := on(year)
		if !ok || (lacking == past && t.After(today)) {
			continue
		}
		if best.IsZero() || (lacking == nearest && t.Sub(today).Abs() < best.Sub(today).Abs()) {
			best = t
		}
	}
	return best, !best.IsZero()
}

// moment puts day and hour together.
func (r *reading) moment() (moment, bool) {
	day, ok := r.day(past)
	if !ok {
		return moment{}, false
	}
	hour := r.hourOfDay()
	if hour < 0 {
		if r.relative && r.offset == 0 && r.date == 0 {
			return moment{at: r.now}, true
		}
		return moment{at: day, vague: true}, true
	}
	at := day.Add(time.Duration(hour)*time.Hour + time.Duration(r.minute)*time.Minute)
	if r.lastNight && hour < 6 {
		at = at.AddDate(0, 0, 1)
	}
	if !r.dated() && at.After(r.now.Add(slack)) {
		at = at.AddDate(0, 0, -1) // 23:50, typed at ten past midnight
	}
	return moment{at: at, vague: r.hour < 0}, true
}

// slack forgives a clock that runs ahead of the desk's.
const slack = 5 * time.Minute

// hourOfDay is the hour by the clock; -1 when none was named. A part of the
// day alone stands for an hour in its middle, shown back for the officer to
// correct.
func (r *reading) hourOfDay() int {
	if r.hour < 0 {
		switch r.part {
		case "subuh":
			return 4
		case "pagi":
			return 8
		case "siang":
			return 12
		case "sore":
			return 16
		case "malam":
			return 20
		}
		return -1
	}
	switch {
	case r.hour > 12:
	case r.part == "malam" && (r.hour == 12 || r.hour < 5), r.part == "pagi" && r.hour == 12:
		return r.hour % 12
	case (r.part == "sore" || r.part == "malam") && r.hour < 12, r.part == "siang" && r.hour < 6:
		return r.hour + 12
	}
	return r.hour
}
