package importing

import (
	"errors"
	"time"

	"piket/internal/locale"
	"piket/model"
)

// reading is a date of a file with what it means in either order.
type reading struct {
	written string
	days    map[string]time.Time // by dmy and mdy; nil without an example
	mixed   int                  // dates of a file that has both orders in equal parts
}

// readingOf is what a refusal says of the dates.
func readingOf(err error) reading {
	e, ok := errors.AsType[*model.Error](err)
	if !ok {
		return reading{}
	}
	var r reading
	r.mixed, _ = e.Args["n"].(int)
	written, _ := e.Args["date"].(string)
	days := map[string]time.Time{}
	for _, order := range []string{"dmy", "mdy"} {
		date, _ := e.Args[order].(model.Date)
		if days[order], err = time.Parse(time.DateOnly, string(date)); err != nil {
			return r
		}
	}
	r.written, r.days = model.CleanLine(written), days
	return r
}

// datesAsked says that the dates can be read two ways, and shows one of them
// both ways.
func (s *Screen) datesAsked() []string {
	key := "dates-open"
	if s.wants("import-dates-mixed") {
		key = "dates-mixed"
	}
	lines := s.wrapped(key, locale.A{"n": s.dates.mixed})
	if s.dates.days == nil {
		return lines
	}
	return append(lines, s.wrapped("dates-both", locale.A{"date": s.dates.written, "dmy": s.day("dmy"), "mdy": s.day("mdy")})...)
}

// datesChosen shows what the same date means in the order that was chosen.
func (s *Screen) datesChosen() []string {
	if s.phase != looked || s.ask.Dates == "" || s.dates.days == nil || s.wrong != nil {
		return nil
	}
	return s.wrapped("dates-chosen", locale.A{"date": s.dates.written, "day": s.day(s.ask.Dates)})
}

func (s *Screen) day(order string) string { return s.ctx.Print.Date(s.dates.days[order], time.UTC) }
