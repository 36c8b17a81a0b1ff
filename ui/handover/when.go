package handover

import (
	"strconv"
	"strings"
	"time"
)

// day is how far ahead an hour alone is understood.
const day = 24 * time.Hour

// readBy reads until when something is to be done: "06:00", "6.30", "0630", "besok
// 08:00", "24/11 10:00". An hour alone is the next time the clock shows it.
// False where that is not understood; the zero time for an empty text.
func readBy(text string, now time.Time, zone *time.Location) (time.Time, bool) {
	words := strings.Fields(strings.Replace(strings.ToLower(text), "hari ini", "today", 1))
	if len(words) == 0 {
		return time.Time{}, true
	}
	hour, minute, ok := readHour(words[len(words)-1])
	if !ok || len(words) > 2 {
		return time.Time{}, false
	}
	now = now.In(zone)
	at := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), hour, minute, 0, 0, zone)
	}
	if len(words) == 1 {
		if today := at(now); today.After(now) {
			return today, true
		}
		return at(now.AddDate(0, 0, 1)), true
	}
	switch words[0] {
	case "today":
		return at(now), true
	case "besok", "tomorrow":
		return at(now.AddDate(0, 0, 1)), true
	case "lusa":
		return at(now.AddDate(0, 0, 2)), true
	}
	return readDate(words[0], now, at)
}

// readDate reads "24/11", the next one there is.
func readDate(word string, now time.Time, at func(time.Time) time.Time) (time.Time, bool) {
	d, m, found := strings.Cut(word, "/")
	dayOf, errDay := strconv.Atoi(d)
	month, errMonth := strconv.Atoi(m)
	if !found || errDay != nil || errMonth != nil {
		return time.Time{}, false
	}
	for _, year := range []int{now.Year(), now.Year() + 1} {
		t := time.Date(year, time.Month(month), dayOf, 12, 0, 0, 0, now.Location())
		if t.Day() != dayOf || int(t.Month()) != month {
			return time.Time{}, false
		}
		if t.After(now.Add(-day)) {
			return at(t), true
		}
	}
	return time.Time{}, false
}

func readHour(word string) (hour, minute int, ok bool) {
	h, m, found := strings.Cut(strings.ReplaceAll(word, ".", ":"), ":")
	switch n := len(word); {
	case !found && n > 2: // "1500"
		h, m = word[:n-2], word[n-2:]
	case !found:
		m = "0"
	}
	hour, errHour := strconv.Atoi(h)
	minute, errMinute := strconv.Atoi(m)
	ok = errHour == nil && errMinute == nil && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && len(h) <= 2
	return hour, minute, ok
}

// writeBy writes a time as readBy reads it.
func writeBy(t, now time.Time, zone *time.Location) string {
	switch {
	case t.IsZero():
		return ""
	case t.After(now) && t.Sub(now) < day:
		return t.In(zone).Format("15:04")
	}
	return t.In(zone).Format("02/01 15:04")
}
