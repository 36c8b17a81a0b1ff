package config

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"piket/model"
)

func TestParseSpan(t *testing.T) {
	const day = 24 * time.Hour
	accepted := map[string]model.Span{
		"30m":         {Time: 30 * time.Minute},
		"3h":          {Time: 3 * time.Hour},
		"14d":         {Time: 14 * day},
		"5wd":         {WorkingDays: 5},
		"1d12h":       {Time: 36 * time.Hour},
		" 1 D 12 H ":  {Time: 36 * time.Hour},
		"2wd4h":       {Time: 4 * time.Hour, WorkingDays: 2},
		"90m":         {Time: 90 * time.Minute},
		"3650d":       {Time: 3650 * day},
		"none":        {},
		"0000001m":    {Time: time.Minute},
		"12h1d30m1wd": {Time: 36*time.Hour + 30*time.Minute, WorkingDays: 1},
	}
	for s, want := range accepted {
		if got, ok := parseSpan(s); !ok || got != want {
			t.Errorf("parseSpan(%q) = %+v, %t; want %+v", s, got, ok, want)
		}
	}
	for _, s := range []string{
		"", "0", "0m", "0wd", "3", "h", "3x", "-3h", "3h3h", "3,5h", "3.5h", "3650d1m", "2601wd",
		"99999999m", "9999999d", "9999999h", "3w", "3hh", "none3h", "３h",
	} {
		if got, ok := parseSpan(s); ok {
			t.Errorf("parseSpan(%q) = %+v, want a refusal", s, got)
		}
	}
}

func TestSpanRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := model.Span{
			Time:        time.Duration(rapid.Int64Range(0, int64(maxSpanTime/time.Minute)).Draw(t, "minutes")) * time.Minute,
			WorkingDays: rapid.IntRange(0, maxWorkingDays).Draw(t, "working days"),
		}
		if got, ok := parseSpan(formatSpan(want)); !ok || got != want {
			t.Fatalf("%+v is written %q and read back as %+v, %t", want, formatSpan(want), got, ok)
		}
	})
}
