package model

import (
	"slices"
	"testing"
	"time"
)

func TestHandoverLinesTellOfTheWatch(t *testing.T) {
	p := begun(t)
	p.open("01C", Normal)
	p.must(ChangeStatus{Meta: p.meta(sari), Case: "01C", To: Analysing})
	p.must(ChangeStatus{Meta: p.meta(sari), Case: "01C", To: Closed, Disposition: Unfounded})
	watch := LogWatch(p.state.Rules, p.now)
	p.must(WriteLog{Meta: p.meta(sari), Watch: watch, Note: LogNote{Kind: LogKey, Text: "kunci gudang di laci", Forward: true}})
	p.must(WriteLog{Meta: p.meta(sari), Watch: watch, Note: LogNote{Kind: LogCall, Text: "salah sambung"}})
	kinds := map[LineKind]int{}
	for _, l := range p.lines() {
		kinds[l.Kind]++
		if told := p.handover().Told(l, func(OfficerID) string { return "" }); l.Kind == LineClosed && (!told.Arrived || told.Disposition != Unfounded) {
			t.Errorf("a case that came in and was closed is told as %+v", told)
		}
	}
	if kinds[LineCase] != 2 || kinds[LineClosed] != 1 || kinds[LineLog] != 1 || len(kinds) != 3 {
		t.Errorf("%v", kinds)
	}
}

func TestTheMoreUrgentLineStandsFirst(t *testing.T) {
	p := newPassing(t)
	p.open("01A", Normal)
	p.open("01B", Normal)
	p.open("01C", High)
	p.open("01D", Urgent)
	p.must(OpenHandover{Meta: p.meta(sari), Handover: night})
	var got []CaseID
	for _, l := range p.handover().Missing(p.lines()) {
		got = append(got, l.Row.ID)
	}
	if want := []CaseID{"01D", "01C", "01A", "01B"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestACorrectionKeepsWhatIsToBeTold(t *testing.T) {
	p := begun(t)
	watch := LogWatch(p.state.Rules, p.now)
	two, three := 2, 3
	p.must(WriteLog{Meta: p.meta(sari), Watch: watch, Note: LogNote{Kind: LogDetainees, Count: &two, Forward: true, Cases: []CaseID{"01A"}}})
	p.must(WriteLog{Meta: p.meta(budi), Watch: watch, Note: LogNote{Kind: LogDetainees, Count: &three, Text: "tiga", Corrects: p.state.Seq}})
	var told []Line
	for _, l := range p.lines() {
		if l.Kind == LineLog {
			told = append(told, l)
		}
	}
	if len(told) != 1 || told[0].Text != "tiga" || told[0].Log.Kind != LogDetainees {
		t.Errorf("%+v", told)
	}
}

func TestWhatTheWatchHasInItsHandsIsTold(t *testing.T) {
	p := begun(t)
	watch := LogWatch(p.state.Rules, p.now)
	two, three, four := 2, 3, 4
	for _, n := range []LogNote{
		{Kind: LogDetainees, Count: &two},
		{Kind: LogInventory, Text: "HT 4 unit"},
		{Kind: LogVisitor, Text: "tamu"},
		{Kind: LogDetainees, Count: &three, Text: "tiga"},
		{Kind: LogOrder, Text: "tutup gerbang"},
	} {
		p.must(WriteLog{Meta: p.meta(sari), Watch: watch, Note: n})
	}
	late := p.meta(sari)
	late.Happened = p.now.Add(-time.Minute)
	p.must(WriteLog{Meta: late, Watch: watch, Note: LogNote{Kind: LogDetainees, Count: &four}}) // counted before
	var told []string
	for _, l := range p.lines() {
		if l.Kind == LineLog {
			told = append(told, l.Text)
		}
	}
	if want := []string{"HT 4 unit", "tiga", "tutup gerbang"}; !slices.Equal(told, want) {
		t.Errorf("%q, want %q", told, want)
	}
}
