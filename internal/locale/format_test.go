package locale

import (
	"math"
	"testing"
	"time"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"piket/model"
)

func both(t *testing.T) (id, en *Printer) {
	t.Helper()
	return loaded(t, Indonesian), loaded(t, English)
}

func TestCount(t *testing.T) {
	id, en := both(t)
	tests := []struct {
		n      int64
		id, en string
	}{
		{0, "0", "0"},
		{7, "7", "7"},
		{999, "999", "999"},
		{1000, "1.000", "1,000"},
		{123456, "123.456", "123,456"},
		{1000000, "1.000.000", "1,000,000"},
		{-1, "−1", "−1"},
		{-1000, "−1.000", "−1,000"},
		{math.MinInt64, "−9.223.372.036.854.775.808", "−9,223,372,036,854,775,808"},
	}
	for _, tt := range tests {
		if got := id.Count(tt.n); got != tt.id {
			t.Errorf("id Count(%d) = %q, want %q", tt.n, got, tt.id)
		}
		if got := en.Count(tt.n); got != tt.en {
			t.Errorf("en Count(%d) = %q, want %q", tt.n, got, tt.en)
		}
	}
}

func TestStamp(t *testing.T) {
	id, en := both(t)
	at := time.Date(2026, 11, 21, 16, 41, 30, 0, time.UTC)
	tests := []struct {
		zone   *time.Location
		id, en string
	}{
		{model.WIB.Location(), "21 Nov 2026 23.41 WIB", "21 Nov 2026 23:41 WIB"},
		{model.WITA.Location(), "22 Nov 2026 00.41 WITA", "22 Nov 2026 00:41 WITA"},
		{model.WIT.Location(), "22 Nov 2026 01.41 WIT", "22 Nov 2026 01:41 WIT"},
		{time.UTC, "21 Nov 2026 16.41 UTC", "21 Nov 2026 16:41 UTC"},
		{time.FixedZone("", -5400), "21 Nov 2026 15.11 UTC-01:30", "21 Nov 2026 15:11 UTC-01:30"},
	}
	for _, tt := range tests {
		if got := id.Stamp(at, tt.zone); got != tt.id {
			t.Errorf("id Stamp = %q, want %q", got, tt.id)
		}
		if got := en.Stamp(at, tt.zone); got != tt.en {
			t.Errorf("en Stamp = %q, want %q", got, tt.en)
		}
	}
}

func TestDate(t *testing.T) {
	id, en := both(t)
	wib := model.WIB.Location()
	at := time.Date(2026, 8, 16, 17, 0, 0, 0, time.UTC)
	if got, want := id.Date(at, wib), "Senin, 17 Agustus 2026"; got != want {
		t.Errorf("id Date = %q, want %q", got, want)
	}
	if got, want := en.Date(at, wib), "Monday, 17 August 2026"; got != want {
		t.Errorf("en Date = %q, want %q", got, want)
	}
}

// TestDayMomentBrief crosses midnights in the office's zone, not in UTC.
func TestDated(t *testing.T) {
	for lang, want := range map[Lang]string{Indonesian: "5 Agu 2026", English: "5 Aug 2026"} {
		if got := loaded(t, lang).Dated("2026-08-05"); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	if got := loaded(t, English).Dated(""); got != "" {
		t.Errorf("no date is %q", got)
	}
}

func TestDayMomentBrief(t *testing.T) {
	id, en := both(t)
	wib := model.WIB.Location()
	now := time.Date(2026, 11, 21, 0, 30, 0, 0, wib)
	at := func(y int, m time.Month, d, h, min int) time.Time {
		return time.Date(y, m, d, h, min, 0, 0, wib).UTC()
	}
	tests := map[string]struct {
		t                      time.Time
		idMoment, enDay, brief string
	}{
		"Today":     {at(2026, 11, 21, 0, 5), "hari ini 00:05", "today", "00:05"},
		"Later":     {at(2026, 11, 21, 23, 59), "hari ini 23:59", "today", "23:59"},
		"Yesterday": {at(2026, 11, 20, 23, 41), "kemarin 23:41", "yesterday", "20 Nov"},
		"Tomorrow":  {at(2026, 11, 22, 0, 0), "besok 00:00", "tomorrow", "22 Nov"},
		"Earlier":   {at(2026, 11, 19, 23, 59), "19 Nov 23:59", "19 Nov", "19 Nov"},
		"May":       {at(2026, 5, 2, 8, 0), "2 Mei 08:00", "2 May", "2 Mei"},
		"LastYear":  {at(2025, 12, 31, 8, 0), "31 Des 2025 08:00", "31 Dec 2025", "31 Des 2025"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := id.Moment(tt.t, now, wib); got != tt.idMoment {
				t.Errorf("Moment = %q, want %q", got, tt.idMoment)
			}
			if got := en.Day(tt.t, now, wib); got != tt.enDay {
				t.Errorf("Day = %q, want %q", got, tt.enDay)
			}
			if got := id.Brief(tt.t, now, wib); got != tt.brief {
				t.Errorf("Brief = %q, want %q", got, tt.brief)
			}
		})
	}
}

func TestLeftDueSpan(t *testing.T) {
	id, en := both(t)
	const m, h = time.Minute, time.Hour
	tests := []struct {
		d                         time.Duration
		idLeft, idDue, enLeft, en string
	}{
		{0, "0:00", "sisa kurang dari semenit", "0:00", "less than a minute left"},
		{21*m + 59*time.Second, "0:21", "sisa 21 menit", "0:21", "21 minutes left"},
		{2*h + 10*m, "2:10", "sisa 2 jam 10 menit", "2:10", "2 hours 10 minutes left"},
		{3 * h, "3:00", "sisa 3 jam", "3:00", "3 hours left"},
		{day - 1, "23:59", "sisa 23 jam 59 menit", "23:59", "23 hours 59 minutes left"},
		{day, "1 hr", "sisa 1 hari", "1 d", "1 day left"},
		{2*day + 3*h, "2 hr", "sisa 2 hari 3 jam", "2 d", "2 days 3 hours left"},
		{14*day + 3*h, "14 hr", "sisa 14 hari", "14 d", "14 days left"},
		{-1, "−0:00", "lewat kurang dari semenit", "−0:00", "less than a minute overdue"},
		{-40 * m, "−0:40", "lewat 40 menit", "−0:40", "40 minutes overdue"},
		{-25 * h, "−1 hr", "lewat 1 hari 1 jam", "−1 d", "1 day 1 hour overdue"},
	}
	for _, tt := range tests {
		if got := id.Left(tt.d); got != tt.idLeft {
			t.Errorf("id Left(%s) = %q, want %q", tt.d, got, tt.idLeft)
		}
		if got := en.Left(tt.d); got != tt.enLeft {
			t.Errorf("en Left(%s) = %q, want %q", tt.d, got, tt.enLeft)
		}
		if got := id.Due(tt.d); got != tt.idDue {
			t.Errorf("id Due(%s) = %q, want %q", tt.d, got, tt.idDue)
		}
		if got := en.Due(tt.d); got != tt.en {
			t.Errorf("en Due(%s) = %q, want %q", tt.d, got, tt.en)
		}
	}
}

// TestColumnsStayNarrow is the promise queue columns are laid out by.
func TestColumnsStayNarrow(t *testing.T) {
	id, en := both(t)
	rapid.Check(t, func(t *rapid.T) {
		d := time.Duration(rapid.Int64().Draw(t, "span"))
		at := time.Unix(rapid.Int64Range(-2e9, 1e10).Draw(t, "at"), 0)
		now := time.Unix(rapid.Int64Range(0, 1e10).Draw(t, "now"), 0)
		zone := rapid.SampledFrom(model.Zones()).Draw(t, "zone").Location()
		for _, p := range []*Printer{id, en} {
			if s := p.Left(d); uniseg.StringWidth(s) > 7 {
				t.Fatalf("Left(%s) = %q is wider than 7", d, s)
			}
			if s := p.Brief(at, now, zone); uniseg.StringWidth(s) > 11 {
				t.Fatalf("Brief = %q is wider than 11", s)
			}
		}
	})
}

func TestAgo(t *testing.T) {
	id, en := both(t)
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		d      time.Duration
		id, en string
	}{
		{-time.Hour, "baru saja", "just now"},
		{59 * time.Second, "baru saja", "just now"},
		{time.Minute, "1 menit lalu", "1 minute ago"},
		{90 * time.Minute, "1 jam lalu", "1 hour ago"},
		{49 * time.Hour, "2 hari lalu", "2 days ago"},
	}
	for _, tt := range tests {
		if got := id.Ago(now.Add(-tt.d), now); got != tt.id {
			t.Errorf("id Ago(%s) = %q, want %q", tt.d, got, tt.id)
		}
		if got := en.Ago(now.Add(-tt.d), now); got != tt.en {
			t.Errorf("en Ago(%s) = %q, want %q", tt.d, got, tt.en)
		}
	}
}
