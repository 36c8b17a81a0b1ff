package config

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"piket/model"
)

func TestRosterIsRead(t *testing.T) {
	const file = `
[watch]
rotation = ["Regu B", "Regu A"]
rotation-since = 2026-11-20
handover-grace = "1h"

[[watch.shifts]]
name = "Malam"
from = "19:01"
to = 07:01:00

[[watch.shifts]]
name = "Siang"
from = "07.01"
to = "13:00"

[teams]
"Regu B" = ["Dewi"]
"Regu A" = ["Sari Wulandari", "Budi"]
`
	s, err := parse([]byte(file), FileName)
	if err != nil {
		t.Fatal(err)
	}
	want := model.Roster{
		Shifts: []model.Shift{{Name: "Siang", From: 7*60 + 1, To: 13 * 60}, {Name: "Malam", From: 19*60 + 1, To: 7*60 + 1}},
		Teams:  []model.Team{{Name: "Regu A", Members: []string{"Sari Wulandari", "Budi"}}, {Name: "Regu B", Members: []string{"Dewi"}}},
		Order:  []string{"Regu B", "Regu A"}, Since: "2026-11-20", Grace: time.Hour,
	}
	if got := s.Rules(model.WITA).Roster; !reflect.DeepEqual(got, want) {
		t.Errorf("the roster is\n%+v\nwant\n%+v", got, want)
	}
}

func TestShiftsThatFit(t *testing.T) {
	for name, shifts := range map[string]string{
		"OneAllDay":    `{ name = "A", from = "08:00", to = "08:00" }`,
		"Gaps":         `{ name = "A", from = "06:00", to = "10:00" }, { name = "B", from = "22:00", to = "02:00" }`,
		"TouchAtNight": `{ name = "A", from = "00:00", to = "12:00" }, { name = "B", from = "12:00", to = "00:00" }`,
		"AnyOrder":     `{ name = "B", from = "22:00", to = "06:00" }, { name = "A", from = "06:00", to = "22:00" }`,
	} {
		t.Run(name, func(t *testing.T) {
			s, err := parse([]byte("[watch]\nshifts = ["+shifts+"]"), FileName)
			if err != nil {
				t.Fatal(err)
			}
			if got := len(s.Roster.Shifts); got != strings.Count(shifts, "name") || got > 1 && s.Roster.Shifts[0].Name != "A" {
				t.Errorf("shifts are %+v", s.Roster.Shifts)
			}
		})
	}
}

func refusedRosters() map[string]bad {
	return map[string]bad{
		"ShiftNotTable": {"[watch]\nshifts = [\"Pagi\"]", "setting-bad-shift", 2},
		"ShiftsText":    {"[watch]\nshifts = \"06:00\"", "setting-bad-shift", 2},
		"ShiftHour":     {"[watch]\nshifts = [{ name = \"Pagi\", from = \"25:00\", to = \"14:00\" }]", "setting-bad-shift", 2},
		"ShiftUnknown":  {"[[watch.shifts]]\nname = \"Pagi\"\nfrom = \"06:00\"\ntil = \"14:00\"", "setting-bad-shift", 1},
		"ShiftEscape":   {"[watch]\nshifts = [{ name = \"a\\u001b[2J\", from = \"06:00\", to = \"14:00\" }]", "setting-bad-text", 2},
		"NoShift":       {"[watch]\nshifts = []", "setting-no-shift", 2},
		"ManyShifts":    {"[watch]\nshifts = [" + strings.Repeat("{},", 13) + "]", "setting-list-long", 2},
		"ShiftsOverlap": {"[watch]\nshifts = [{ name = \"A\", from = \"06:00\", to = \"14:01\" }, { name = \"B\", from = \"14:00\", to = \"22:00\" }]", "setting-shifts-overlap", 2},
		"OverMidnight":  {"[watch]\nshifts = [{ name = \"A\", from = \"00:00\", to = \"06:00\" }, { name = \"B\", from = \"22:00\", to = \"00:01\" }]", "setting-shifts-overlap", 2},
		"SameShift":     {"[watch]\nshifts = [{ name = \"A\", from = \"06:00\", to = \"14:00\" }, { name = \"A\", from = \"14:00\", to = \"22:00\" }]", "setting-repeated", 2},
		"TeamsAsValue":  {"teams = 3", "setting-bad-team", 1},
		"TeamAlone":     {"[teams]\n\"Regu A\" = []", "setting-bad-team", 2},
		"TeamTwice":     {"[teams]\n\"Regu A\" = [\"Sari\", \"Sari\"]", "setting-repeated", 2},
		"TeamName":      {"[teams]\n\"\\u001b\" = [\"Sari\"]", "setting-bad-text", 2},
		"TeamUnknown":   {"[watch]\nrotation = [\"Regu A\"]\nrotation-since = \"2026-11-20\"", "setting-no-team", 2},
		"RotationSince": {"[watch]\nrotation = [\"A\"]\n[teams]\nA = [\"Sari\"]", "setting-no-since", 2},
		"RotationDate":  {"[watch]\nrotation-since = \"20 Nov\"", "setting-bad-date", 2},
		"GraceDays":     {"[watch]\nhandover-grace = \"1wd\"", "setting-bad-time", 2},
	}
}
