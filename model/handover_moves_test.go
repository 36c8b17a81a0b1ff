package model

import (
	"maps"
	"testing"
)

// TestMovesAreForetold as the seal then has them: by two, and by one alone.
func TestMovesAreForetold(t *testing.T) {
	for name, tt := range map[string]struct {
		in    Officer
		lone  string
		moved map[OfficerID]int
		queue int
	}{
		"Both":  {in: budi, moved: map[OfficerID]int{budi.ID: 1, sari.ID: 1}, queue: 1},
		"Alone": {lone: "nobody came", moved: map[OfficerID]int{sari.ID: 1}, queue: 1},
	} {
		t.Run(name, func(t *testing.T) {
			p := begun(t)
			p.open("01C", Urgent) // grave, and nobody's
			p.outlooks(sari)
			if tt.lone == "" {
				p.must(AnswerLine{Meta: p.seen(budi), Handover: night, Line: p.lines()[1], Verdict: Declined, Text: "belum"})
				p.accept(budi)
			} else {
				p.now = wib(21, 6, 30)
			}
			told := p.handover().Moves(p.state.Office, p.state.Rules, p.lines(), sari.ID, tt.in.ID)
			sign := p.sign(sari, SideOut)
			sign.Lone = tt.lone
			p.must(sign)
			if tt.lone == "" {
				p.must(p.sign(budi, SideIn))
			}
			became := Passed{To: map[OfficerID]int{}}
			for _, l := range p.handover().Record.Lines {
				switch {
				case l.Moved && l.To == budi.Name:
					became.To[budi.ID]++
				case l.Moved:
					became.To[sari.ID]++
				case l.Kind == LineCase && l.Owner == "":
					became.Queued++
				}
			}
			if !maps.Equal(told.To, became.To) || told.Queued != became.Queued {
				t.Errorf("told %v, became %v", told, became)
			}
			if told.Queued != tt.queue || !maps.Equal(told.To, tt.moved) {
				t.Errorf("told %+v", told)
			}
		})
	}
}

func TestWhoAnAdditionWaitsFor(t *testing.T) {
	original := Record{Out: Signature{Officer: sari.ID}, In: Signature{Officer: budi.ID}}
	signed := []Signature{{Side: SideIn, Officer: budi.ID}}
	for name, tt := range map[string]struct {
		h    Handover
		of   Record
		want OfficerID
	}{
		"Receiver":     {Handover{AddsTo: night, Out: sari.ID}, original, budi.ID},
		"GiverInTurn":  {Handover{AddsTo: night, Out: budi.ID}, original, sari.ID},
		"ThirdWrites":  {Handover{AddsTo: night, Out: third.ID}, original, budi.ID},
		"WhoAnswers":   {Handover{AddsTo: night, Out: sari.ID, In: third.ID}, original, third.ID},
		"WriterLast":   {Handover{AddsTo: night, Out: sari.ID, Signed: signed}, original, sari.ID},
		"Withdrawn":    {Handover{AddsTo: night, Out: sari.ID, Withdrawn: true}, original, ""},
		"Sealed":       {Handover{AddsTo: night, Out: sari.ID, Record: &Record{}}, original, ""},
		"NoAddition":   {Handover{Out: sari.ID}, original, ""},
		"NobodyToTell": {Handover{AddsTo: night, Out: sari.ID}, Record{Out: original.Out}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			for _, f := range []Officer{sari, budi, third} {
				if got := tt.h.AwaitsAddition(tt.of, f.ID); got != (f.ID == tt.want) {
					t.Errorf("waits for %s: %v", f.Name, got)
				}
			}
		})
	}
}
