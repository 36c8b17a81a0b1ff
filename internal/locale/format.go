package locale

import (
	"strconv"
	"strings"
	"time"

	"piket/model"
)

// names are the words the formats need, looked up once.
type names struct {
	months, monthsShort [12]string
	days                [7]string
}

func nameTexts(texts map[string]text) names {
	var n names
	for i := range 12 {
		n.months[i] = literal(texts, "format.month."+strconv.Itoa(i+1))
		n.monthsShort[i] = literal(texts, "format.month-short."+strconv.Itoa(i+1))
	}
	for i := range 7 {
		n.days[i] = literal(texts, "format.weekday."+strconv.Itoa(i))
	}
	return n
}

func literal(texts map[string]text, key string) string {
	if t, ok := texts[key]; ok && len(t.other) == 1 {
		return t.other[0].lit
	}
	return missing(key)
}

// Count writes a whole number with its thousands grouped: 1.000 in
// Indonesian, 1,000 in English.
func (p *Printer) Count(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = minus, digits[1:]
	}
	mark := ","
	if p.lang == Indonesian {
		mark = "."
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(mark)
		}
		b.WriteRune(d)
	}
	return b.String()
}

// Stamp is a point in time as it stands on paper, zone included:
// "21 Nov 2026 23.41 WIB" in Indonesian, "21 Nov 2026 23:41 WIB" in English.
func (p *Printer) Stamp(t time.Time, zone *time.Location) string {
	t = t.In(zone)
	return p.shortDate(t, true) + " " + p.Hour(t, zone) + " " + ZoneName(t)
}

// Hour is the hour of the day on paper: "23.41" in Indonesian, "23:41" in
// English.
func (p *Printer) Hour(t time.Time, zone *time.Location) string {
	if p.lang == Indonesian {
		return t.In(zone).Format("15.04")
	}
	return t.In(zone).Format("15:04")
}

// Clock is the hour of the day for lists, "23:41" in both languages.
func (p *Printer) Clock(t time.Time, zone *time.Location) string {
	return t.In(zone).Format("15:04")
}

// Date is a date on paper with its weekday: "Sabtu, 21 November 2026",
// "Saturday, 21 November 2026".
func (p *Printer) Date(t time.Time, zone *time.Location) string {
	t = t.In(zone)
	return p.names.days[t.Weekday()] + ", " + strconv.Itoa(t.Day()) + " " +
		p.names.months[t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// Day is the day something happened, seen from now: "hari ini", "kemarin",
// "besok", "19 Nov", and with its year once that is another one.
func (p *Printer) Day(t, now time.Time, zone *time.Location) string {
	t, now = t.In(zone), now.In(zone)
	switch daysBetween(now, t) {
	case 0:
		return p.T("format.today")
	case -1:
		return p.T("format.yesterday")
	case 1:
		return p.T("format.tomorrow")
	}
	return p.shortDate(t, t.Year() != now.Year())
}

// Moment is when something happened, in full words for a case file:
// "hari ini 23:41", "kemarin 08:05", "19 Nov 14:30".
func (p *Printer) Moment(t, now time.Time, zone *time.Location) string {
	return p.Day(t, now, zone) + " " + p.Clock(t, zone)
}

// Brief is when something happened, for a narrow column: the hour if it was
// today, else the date, never wider than eleven cells.
func (p *Printer) Brief(t, now time.Time, zone *time.Location) string {
	t, now = t.In(zone), now.In(zone)
	if daysBetween(now, t) == 0 {
		return p.Clock(t, zone)
	}
	return p.shortDate(t, t.Year() != now.Year())
}

// Dated is a date as Stamp writes it, "25 Nov 2026"; empty for none.
func (p *Printer) Dated(d model.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return p.shortDate(t, true)
}

func (p *Printer) shortDate(t time.Time, year bool) string {
	s := strconv.Itoa(t.Day()) + " " + p.names.monthsShort[t.Month()-1]
	if year {
		s += " " + strconv.Itoa(t.Year())
	}
	return s
}

// daysBetween counts midnights from a to b; both must be in the same zone.
func daysBetween(a, b time.Time) int {
	noon := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 12, 0, 0, 0, time.UTC)
	}
	return int(noon(b).Sub(noon(a)).Hours() / 24)
}

// ZoneName is the zone the way Indonesia names it, WIB, WITA or WIT by its
// offset, and UTC±hh:mm for any other.
func ZoneName(t time.Time) string {
	_, offset := t.Zone()
	switch offset {
	case 7 * 3600:
		return "WIB"
	case 8 * 3600:
		return "WITA"
	case 9 * 3600:
		return "WIT"
	case 0:
		return "UTC"
	}
	return "UTC" + t.Format("-07:00")
}
