package casefile

import (
	"time"

	"piket/model"
	"piket/ui/typed"
)

// readStamp reads a time as an officer writes it; an empty text is none.
func (s *Screen) readStamp(text string) (time.Time, bool) {
	if text == "" {
		return time.Time{}, true
	}
	m, ok := typed.ReadMoment(text, s.cfg.Ctx.Now().In(s.cfg.Ctx.Zone()))
	return m.At.UTC().Round(0), ok
}

// readDay reads a calendar day as an officer writes it; an empty text is none.
func (s *Screen) readDay(text string) (model.Date, bool) {
	if text == "" {
		return "", true
	}
	return typed.ReadDay(text, s.cfg.Ctx.Now().In(s.cfg.Ctx.Zone()))
}

// moment is a time in words, empty for none.
func (s *Screen) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return s.cfg.Ctx.Print.Moment(t, s.cfg.Ctx.Now(), s.cfg.Ctx.Zone())
}

// day is a calendar day in words, empty for none.
func (s *Screen) day(d model.Date) string {
	t, err := time.ParseInLocation(time.DateOnly, string(d), s.cfg.Ctx.Zone())
	if err != nil {
		return string(d)
	}
	return s.cfg.Ctx.Print.Day(t, s.cfg.Ctx.Now(), s.cfg.Ctx.Zone())
}

// lodgingLimit is how soon after a guest moved in a lodging has to report
// them.
const lodgingLimit = 24 * time.Hour

// reportedLate is how long past its limit a presence report came; 0 when it
// was in time. A guest counts from the end of the day they moved in, since no
// hour is known.
func (s *Screen) reportedLate(c model.Case) time.Duration {
	in, err := time.ParseInLocation(time.DateOnly, string(c.Facts.CheckIn), s.cfg.Ctx.Zone())
	if c.Facts.Kind != model.Presence || err != nil {
		return 0
	}
	return max(0, c.Received.Sub(in.AddDate(0, 0, 1).Add(lodgingLimit)))
}
