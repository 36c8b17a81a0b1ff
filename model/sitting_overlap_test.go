package model

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// seating is that an officer sits down at a terminal, or leaves it.
type seating struct {
	officer  Officer
	terminal string
	hour     int // of the 20th
	ends     bool
}

// seatings are such, in the order they were written down.
func seatings(list []seating) []Envelope {
	var out []Envelope
	for i, s := range list {
		e := Envelope{
			Seq: uint64(i) + 1, Time: wib(20, s.hour, 0), Actor: Actor{Officer: s.officer.ID},
			Stream: SittingID(s.terminal).Stream(), Event: SatDown{By: PINProof},
		}
		if s.ends {
			e.Event = SittingEnded{Why: LeftDesk}
		}
		out = append(out, e)
	}
	return out
}

func TestOverlapping(t *testing.T) {
	for name, c := range map[string]struct {
		happened []seating
		want     []uint64
	}{
		"OneTerminal":        {[]seating{{sari, "a", 8, false}, {sari, "a", 9, true}, {sari, "b", 10, false}, {sari, "b", 11, true}}, nil},
		"TwoTerminals":       {[]seating{{sari, "a", 8, false}, {sari, "b", 9, false}, {sari, "a", 10, true}, {sari, "b", 11, true}}, []uint64{2, 3}},
		"OneWithinAnother":   {[]seating{{sari, "a", 8, false}, {sari, "b", 9, false}, {sari, "b", 10, true}, {sari, "a", 11, true}}, []uint64{2, 3}},
		"TwoOfficers":        {[]seating{{sari, "a", 8, false}, {budi, "b", 9, false}, {sari, "a", 10, true}, {budi, "b", 11, true}}, nil},
		"LeftOpenForADay":    {[]seating{{sari, "a", 8, false}, {sari, "b", 33, false}, {sari, "b", 34, true}}, nil},
		"LeftOpenForHours":   {[]seating{{sari, "a", 8, false}, {sari, "b", 32, false}, {sari, "b", 33, true}}, []uint64{2}},
		"EndWrittenDownLate": {[]seating{{sari, "a", 8, false}, {sari, "b", 10, false}, {sari, "a", 9, true}, {sari, "b", 11, true}}, nil},
		"BegunBefore":        {[]seating{{sari, "a", 9, true}, {sari, "b", 10, false}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []uint64
			for seq, over := range Overlapping(seatings(c.happened)) {
				if over {
					got = append(got, seq)
				}
			}
			slices.Sort(got)
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("left out %v, want %v", got, c.want)
			}
		})
	}
	if over := Overlapping([]Envelope{{Seq: 1, Time: time.Now(), Event: NoteAdded{}}}); len(over) > 0 {
		t.Errorf("a note is left out: %v", over)
	}
}
