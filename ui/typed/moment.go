package typed

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"piket/model"
)

// Moment is what a text says about when something happened.
type Moment struct {
	At    time.Time
	Vague bool // no hour was named
}

// ReadMoment reads a time as an officer writes it, "23:10", "kemarin 21.00",
// "20/11 22.15", "senin malam", "2 jam lalu", seen from now in the office's
// zone. An empty text is now. False when a word of it is not understood.
func ReadMoment(text string, now time.Time) (Moment, bool) {
	words := timeWords(text)
	if len(words) == 0 || slices.Contains([]string{"sekarang", "baru saja", "barusan", "tadi", "now", "just now"}, strings.Join(words, " ")) {
		return Moment{At: now}, true
	}
	if ago, ok := readAgo(words); ok {
		return Moment{At: now.Add(-ago), Vague: ago >= 24*time.Hour}, true
	}
	r := reading{now: now, hour: -1}
	if !r.read(words) || (!r.dated() && r.hour < 0 && r.part == "") {
		return Moment{}, false
	}
	return r.moment()
}

// ReadDay reads a calendar day, "20/11/2026", "20 nov", "besok", "20112026".
// Without a year it is the one nearest to now.
func ReadDay(text string, now time.Time) (model.Date, bool) {
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
func (r *reading) moment() (Moment, bool) {
	day, ok := r.day(past)
	if !ok {
		return Moment{}, false
	}
	hour := r.hourOfDay()
	if hour < 0 {
		if r.relative && r.offset == 0 && r.date == 0 {
			return Moment{At: r.now}, true
		}
		return Moment{At: day, Vague: true}, true
	}
	at := day.Add(time.Duration(hour)*time.Hour + time.Duration(r.minute)*time.Minute)
	if r.lastNight && hour < 6 {
		at = at.AddDate(0, 0, 1)
	}
	if !r.dated() && at.After(r.now.Add(Slack)) {
		at = at.AddDate(0, 0, -1) // 23:50, typed at ten past midnight
	}
	if r.onWeekday && at.After(r.now.Add(Slack)) {
		at = at.AddDate(0, 0, -7)
	}
	return Moment{At: at, Vague: r.hour < 0}, true
}

// Slack forgives a clock that runs ahead of the desk's.
const Slack = 5 * time.Minute

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
