package config

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"piket/model"
)

// noSpan is how a deadline that is not kept is written.
const noSpan = "none"

// The longest spans accepted: ten years.
const (
	maxSpanTime    = 3650 * 24 * time.Hour
	maxWorkingDays = 2600
)

// spanUnits are the units a span is written in, the largest first.
func spanUnits() []spanUnit {
	return []spanUnit{{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}, {workingDay, 0}}
}

// workingDay is the unit that has no length of its own.
const workingDay = "wd"

type spanUnit struct {
	name   string
	length time.Duration
}

// parseSpan reads "30m", "3h", "14d", "5wd" (working days), sums of these
// such as "1d12h", and "none". It does not accept a unit twice.
func parseSpan(s string) (model.Span, bool) {
	s = strings.ReplaceAll(strings.ToLower(s), " ", "")
	if s == noSpan {
		return model.Span{}, true
	}
	var span model.Span
	seen := make(map[spanUnit]bool)
	for s != "" {
		n, unit, rest, ok := spanPart(s)
		if !ok || seen[unit] {
			return model.Span{}, false
		}
		seen[unit], s = true, rest
		if unit.name == workingDay {
			span.WorkingDays = n
			continue
		}
		if time.Duration(n) > maxSpanTime/unit.length {
			return model.Span{}, false
		}
		span.Time += time.Duration(n) * unit.length
	}
	return span, !span.Zero() && span.Time <= maxSpanTime && span.WorkingDays <= maxWorkingDays
}

// spanPart cuts a number and its unit off the start of s.
func spanPart(s string) (n int, unit spanUnit, rest string, ok bool) {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	n, err := strconv.Atoi(s[:digits])
	if err != nil || digits > 7 {
		return 0, spanUnit{}, "", false
	}
	for _, u := range spanUnits() {
		if rest, found := strings.CutPrefix(s[digits:], u.name); found {
			return n, u, rest, true
		}
	}
	return 0, spanUnit{}, "", false
}

// formatSpan writes a span so that parseSpan reads the same back. Seconds
// are not written: no setting has them.
func formatSpan(s model.Span) string {
	if s.Zero() {
		return noSpan
	}
	var b strings.Builder
	left := s.Time
	for _, u := range spanUnits() {
		if u.length > 0 && left >= u.length {
			fmt.Fprintf(&b, "%d%s", left/u.length, u.name)
			left %= u.length
		}
	}
	if s.WorkingDays > 0 {
		fmt.Fprintf(&b, "%d%s", s.WorkingDays, workingDay)
	}
	return b.String()
}
