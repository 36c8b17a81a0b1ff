package model

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// sealedAt is a handover of a night, signed some minutes after six.
func sealedAt(day, minutes int, lines ...RecordLine) Handover {
	id := HandoverID(fmt.Sprintf("202611%02dT2200", day))
	w, _ := DefaultRules(WIB).WatchNamed(id.Watch())
	at := w.To.Add(time.Duration(minutes) * time.Minute)
	return Handover{ID: id, Version: 9, Opened: w.To, Record: &Record{
		Handover: id, Watch: w, Opened: w.To, Sealed: at, Late: max(0, minutes-30), Lines: lines,
		Out: Signature{Name: "Sari W."}, In: Signature{Name: "Budi"},
	}}
}

func openLine(n int, overdue bool) RecordLine {
	return RecordLine{
		Key: LineKey(fmt.Sprintf("case.%d", n)), Kind: LineCase, Number: fmt.Sprintf("TNG-2026-%06d", n), Overdue: overdue, Verdict: Accepted,
	}
}

func TestStatsOf(t *testing.T) {
	declined := openLine(2, false)
	declined.Verdict = Declined
	closed := RecordLine{Key: "closed.9", Kind: LineClosed}
	lone := sealedAt(19, 12, openLine(1, true))
	lone.Record.Lone, lone.Record.In = "nobody came", Signature{}
	addition := sealedAt(20, 5, openLine(1, true))
	addition.AddsTo = addition.ID
	tests := map[string]struct {
		in   []Handover
		want HandoverStats
	}{
		"None": {nil, HandoverStats{}},
		"UnderWay": {
			[]Handover{{ID: "20261121T2200", Version: 1}}, HandoverStats{},
		},
		"OnTimeAndLate": {
			[]Handover{sealedAt(20, 10, openLine(1, false), closed), sealedAt(19, 71, openLine(1, true), declined)},
			HandoverStats{Sealed: 2, OnTime: 1, Owed: 1, Lines: 3, Declined: 1, Took: 71 * time.Minute},
		},
		"Lone": {
			[]Handover{lone}, HandoverStats{Sealed: 1, OnTime: 1, Lone: 1, Owed: 1, Lines: 1, Took: 12 * time.Minute},
		},
		"AdditionsAreNoHandoversOfTheirOwn": {
			[]Handover{addition}, HandoverStats{},
		},
		"ThreeWatches": {
			[]Handover{
				sealedAt(21, 5, openLine(2, true)), sealedAt(20, 5, openLine(1, true), openLine(2, false)),
				sealedAt(19, 5, openLine(1, false), openLine(2, false)), sealedAt(18, 5, openLine(1, false), openLine(2, false)), sealedAt(17, 5, openLine(3, false), openLine(2, false)),
			},
			HandoverStats{Sealed: 5, OnTime: 5, Lines: 9, Took: 5 * time.Minute, Crossed: []Crossing{
				{Case: "2", Number: "TNG-2026-000002", Times: 5, Open: true, Overdue: true}, {Case: "1", Number: "TNG-2026-000001", Times: 3},
			}},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := StatsOf(tt.in, DefaultRules(WIB))
			if len(got.Handovers) != len(tt.in) {
				t.Errorf("%d rows", len(got.Handovers))
			}
			got.Handovers = nil
			if !slices.Equal(got.Crossed, tt.want.Crossed) {
				t.Errorf("crossed %+v", got.Crossed)
			}
			got.Crossed, tt.want.Crossed = nil, nil
			if fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("got  %+v\nwant %+v", got, tt.want)
			}
		})
	}
}

func TestStatOf(t *testing.T) {
	late := openLine(1, true)
	s := statOf(sealedAt(20, 71, late, openLine(2, false)), DefaultRules(WIB))
	if s.Late != 41 || s.Took != 71*time.Minute || s.Overdue != 1 || s.Lines != 2 || s.Out != "Sari W." || !s.Owed || s.Watch.Shift != "Malam" {
		t.Errorf("%+v", s)
	}
}
