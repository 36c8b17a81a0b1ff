package handover

import (
	"testing"
	"time"

	"piket/model"
)

func TestReadBy(t *testing.T) {
	zone := model.WIB.Location()
	now := time.Date(2026, 12, 31, 23, 41, 0, 0, zone)
	at := func(y int, m time.Month, d, h, min int) time.Time { return time.Date(y, m, d, h, min, 0, 0, zone) }
	tests := map[string]struct {
		text string
		want time.Time
		odd  bool
	}{
		"Empty":         {"  ", time.Time{}, false},
		"Later":         {"23:50", at(2026, 12, 31, 23, 50), false},
		"NextMorning":   {"06:00", at(2027, 1, 1, 6, 0), false},
		"Dot":           {"6.30", at(2027, 1, 1, 6, 30), false},
		"Run together":  {"0630", at(2027, 1, 1, 6, 30), false},
		"Three figures": {"630", at(2027, 1, 1, 6, 30), false},
		"Five figures":  {"06300", time.Time{}, true},
		"No hour":       {"2460", time.Time{}, true},
		"HourAlone":     {"8", at(2027, 1, 1, 8, 0), false},
		"Tomorrow":      {"besok 08:00", at(2027, 1, 1, 8, 0), false},
		"English":       {"Tomorrow 8:00", at(2027, 1, 1, 8, 0), false},
		"AfterThat":     {"lusa 10.00", at(2027, 1, 2, 10, 0), false},
		"Date":          {"24/1 10:00", at(2027, 1, 24, 10, 0), false},
		"Today":         {"31/12 23:55", at(2026, 12, 31, 23, 55), false},
		"NoSuchDay":     {"31/2 10:00", time.Time{}, true},
		"NoSuchHour":    {"25:00", time.Time{}, true},
		"NoSuchMinute":  {"10:70", time.Time{}, true},
		"Words":         {"nanti saja", time.Time{}, true},
		"TooMuch":       {"besok pagi 08:00", time.Time{}, true},
		"Negative":      {"-1:00", time.Time{}, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, ok := readBy(tt.text, now, zone)
			if ok == tt.odd || ok && !got.Equal(tt.want) {
				t.Errorf("%v %v, want %v", got, ok, tt.want)
			}
			if !ok || got.IsZero() {
				return
			}
			if again, ok := readBy(writeBy(got, now, zone), now, zone); !ok || !again.Equal(got) {
				t.Errorf("written %q is read as %v", writeBy(got, now, zone), again)
			}
		})
	}
}
