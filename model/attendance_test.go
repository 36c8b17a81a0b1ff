package model

import (
	"fmt"
	"testing"
	"time"
)

func sat(f Officer, from, to time.Time) []Envelope {
	out := []Envelope{{Time: from, Actor: Actor{Officer: f.ID}, Event: SatDown{By: PINProof}}}
	if !to.IsZero() {
		out = append(out, Envelope{Time: to, Actor: Actor{Officer: f.ID}, Event: SittingEnded{Why: LeftDesk}})
	}
	return out
}

func TestAttended(t *testing.T) {
	w, _ := DefaultRules(WIB).WatchNamed(night.Watch())
	sittings := [][]Envelope{
		sat(budi, wib(21, 5, 50), time.Time{}),   // came early, sits still
		sat(sari, wib(21, 3, 0), wib(21, 6, 20)), // again, and beyond the end
		sat(sari, wib(20, 21, 40), wib(20, 23, 0)),
		sat(third, wib(20, 14, 0), wib(20, 21, 59)), // of the watch before
		sat(kasi, wib(21, 6, 1), wib(21, 6, 4)),
		nil,
	}
	got := ""
	for _, a := range Attended(w, wib(21, 6, 5), sittings) {
		got += fmt.Sprintf("%s %s-%s ", a.Officer, a.From.In(WIB.Location()).Format("15:04"), a.To.In(WIB.Location()).Format("15:04"))
	}
	if want := "01SARI 22:00-06:00 01BUDI 05:50-06:00 "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTheRecordSealsWhoSat(t *testing.T) {
	p := begun(t)
	p.outlooks(sari)
	p.accept(budi)
	p.must(p.sign(sari, SideOut))
	sign := p.sign(budi, SideIn)
	sign.Sat = []Attendance{{Officer: sari.ID, Name: "typed", From: wib(20, 22, 0), To: wib(21, 6, 0)}}
	p.must(sign)
	r := *p.handover().Record
	if len(r.Sat) != 1 || r.Sat[0].Name != "Sari W." {
		t.Fatalf("%+v", r.Sat)
	}
	r.Crew = []string{"Sari W.", "Tono"}
	if absent := r.NeverSat(); fmt.Sprint(absent) != "[Tono]" {
		t.Errorf("%v", absent)
	}
	r.Sat[0].To = wib(21, 5, 0)
	if r.Sum() == r.Digest {
		t.Error("who sat is not sealed")
	}
	r.Sat = nil
	if absent := r.NeverSat(); absent != nil {
		t.Errorf("without sittings %v are absent", absent)
	}
}
