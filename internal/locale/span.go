package locale

import (
	"fmt"
	"time"
)

// minus is the sign of a deadline that has passed: wider than a hyphen, and
// read out as "minus" by screen readers.
const minus = "−"

const day = 24 * time.Hour

// Left is the time to a deadline for a narrow column, at most seven cells:
// hours and minutes under a day ("0:21"), whole days above ("3 hr" in
// Indonesian, "3 d" in English), with a minus once it has passed ("−0:40").
// It rounds towards zero, like a clock, and stops at 999 days.
func (p *Printer) Left(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = minus, positive(d)
	}
	if d >= day {
		return sign + p.T("format.days-short", A{"n": min(999, int64(d/day))})
	}
	minutes := int(d / time.Minute)
	return sign + fmt.Sprintf("%d:%02d", minutes/60, minutes%60)
}

// Due is the time to a deadline in words: "sisa 2 hari 3 jam",
// "lewat 40 menit".
func (p *Printer) Due(d time.Duration) string {
	if d < 0 {
		return p.T("format.overdue", A{"span": p.Span(positive(d))})
	}
	return p.T("format.left", A{"span": p.Span(d)})
}

// Span is a length of time in words, in its two largest units: "21 menit",
// "3 jam 5 menit", "2 hari 3 jam", "40 hari". The sign is dropped.
func (p *Printer) Span(d time.Duration) string {
	d = positive(d)
	days, hours, minutes := int64(d/day), int64(d%day/time.Hour), int64(d%time.Hour/time.Minute)
	switch {
	case days >= 10:
		return p.unit("days", days)
	case days > 0:
		return p.units("days", days, "hours", hours)
	case hours > 0:
		return p.units("hours", hours, "minutes", minutes)
	case minutes > 0:
		return p.unit("minutes", minutes)
	}
	return p.T("format.under-a-minute")
}

// Ago is the age of something: "baru saja", "5 menit lalu", "3 jam lalu",
// "2 hari lalu". A moment still to come, as clocks that differ make it, is
// "baru saja" too.
func (p *Printer) Ago(t, now time.Time) string {
	d := now.Sub(t)
	var span string
	switch {
	case d < time.Minute:
		return p.T("format.just-now")
	case d < time.Hour:
		span = p.unit("minutes", int64(d/time.Minute))
	case d < day:
		span = p.unit("hours", int64(d/time.Hour))
	default:
		span = p.unit("days", int64(d/day))
	}
	return p.T("format.ago", A{"span": span})
}

func (p *Printer) unit(unit string, n int64) string {
	return p.T("format."+unit, A{"n": n})
}

func (p *Printer) units(big string, n int64, small string, m int64) string {
	if m == 0 {
		return p.unit(big, n)
	}
	return p.unit(big, n) + " " + p.unit(small, m)
}

// positive drops the sign; the one duration without a positive twin becomes
// the longest there is.
func positive(d time.Duration) time.Duration {
	if d >= 0 {
		return d
	}
	if d == -1<<63 {
		return 1<<63 - 1
	}
	return -d
}
