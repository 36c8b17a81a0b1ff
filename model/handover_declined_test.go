package model

import "testing"

// morrow is the handover after night, from budi to third.
const morrow HandoverID = "20261121T0600"

// refusing is the morning after budi did not accept a case of sari's, nor what
// was to be told of a key.
func refusing(t testing.TB) passing {
	p := begun(t)
	watch := LogWatch(p.state.Rules, p.now)
	p.must(WriteLog{Meta: p.meta(sari), Watch: watch, Note: LogNote{Kind: LogKey, Text: "kunci di laci", Forward: true}})
	p.outlooks(sari)
	for _, l := range p.lines() {
		if l.Kind == LineLog || l.Row.ID == "01A" {
			p.must(AnswerLine{Meta: p.meta(budi), Handover: night, Line: l, Verdict: Declined, Text: "tidak ada di tempat"})
		}
	}
	p.accept(budi)
	p.must(p.sign(budi, SideIn))
	p.must(p.sign(sari, SideOut))
	p.id, p.now = morrow, wib(21, 14, 5)
	p.since = p.state.Records[night.Stream()][len(p.state.Records[night.Stream()])-1].Event.(HandoverSealed).Record.Upto
	p.must(OpenHandover{Meta: p.meta(budi), Handover: morrow, Since: p.since})
	return p
}

func TestWhatWasNotAcceptedIsToldAgain(t *testing.T) {
	p := refusing(t)
	lines := p.lines()
	if len(lines) != 3 || lines[0].Row.ID != "01A" || lines[1].Kind != LineLog || lines[2].Declined != nil {
		t.Fatalf("%+v", lines)
	}
	for _, l := range lines[:2] {
		f := l.Declined
		if f == nil || f.Watch != night.Watch() || f.From != "Sari W." || f.By != "Budi" || f.Reason != "tidak ada di tempat" || !l.Grave() {
			t.Errorf("%s is told as %+v", l.Key, f)
		}
	}
	p.wants("handover-read-back-anew", AnswerLine{Meta: p.meta(third), Handover: morrow, Line: lines[1], Verdict: Accepted})
	p.outlooks(budi)
	p.accept(third)
	p.must(p.sign(third, SideIn))
	p.must(p.sign(budi, SideOut))
	if r := p.handover().Record; r.Lines[0].Declined == nil || r.Lines[1].Text != "kunci di laci" || !r.Lines[0].Moved {
		t.Errorf("the record forgets: %+v", r.Lines)
	}
	if owner := p.get("01A").Owner; owner != third.ID {
		t.Errorf("accepted at last, the case lies with %q", owner)
	}
	if left := StillDeclined([]Handover{p.handover(), p.of(night)}); len(left) != 0 {
		t.Errorf("accepted, yet listed: %+v", left)
	}
}

func TestNotAcceptedTwice(t *testing.T) {
	p := refusing(t)
	p.outlooks(budi)
	p.must(AnswerLine{Meta: p.meta(third), Handover: morrow, Line: p.lines()[0], Verdict: Declined, Text: "berkas belum ada"})
	p.accept(third)
	p.must(p.sign(third, SideIn))
	p.must(p.sign(budi, SideOut))
	if owner := p.get("01A").Owner; owner != sari.ID {
		t.Errorf("a case nobody accepted went to %q", owner)
	}
	left := StillDeclined([]Handover{p.handover(), p.of(night)})
	if len(left) != 1 || left[0].Line.Number != "UJI-2026-000001" || left[0].Times != 2 {
		t.Fatalf("%+v", left)
	}
	if f := left[0]; f.Watch != night.Watch() || !f.Since.Equal(wib(21, 6, 5)) || f.From != "Sari W." || f.By != "Tono" || f.Reason != "berkas belum ada" {
		t.Errorf("%+v", f)
	}
}

// TestARefusalStaysWhoeverSignsAlone: no answer is no acceptance.
func TestARefusalStaysWhoeverSignsAlone(t *testing.T) {
	p := refusing(t)
	p.outlooks(budi)
	lone := p.sign(budi, SideOut)
	lone.Lone = "tidak ada yang datang"
	p.must(lone)
	if left := StillDeclined([]Handover{p.handover(), p.of(night)}); len(left) != 2 || left[0].By != "Budi" {
		t.Errorf("%+v", left)
	}
}

func TestARefusalEndsWithItsCase(t *testing.T) {
	p := refusing(t)
	p.must(ChangeStatus{Meta: p.meta(sari), Case: "01A", To: Analysing})
	p.must(ChangeStatus{Meta: p.meta(sari), Case: "01A", To: Closed, Disposition: Unfounded})
	for _, l := range p.lines() {
		if l.Declined != nil && l.Kind != LineLog {
			t.Errorf("%+v", l)
		}
	}
}

func TestARefusedEntryPutRightIsStillRefused(t *testing.T) {
	p := refusing(t)
	entry, _ := p.lines()[1].Key.entry()
	meta := p.meta(sari)
	meta.Happened = wib(21, 6, 10)
	p.must(WriteLog{Meta: meta, Watch: morrow.Watch(), Note: LogNote{Kind: LogKey, Text: "kunci di pos", Corrects: entry}})
	if l := p.lines()[1]; l.Text != "kunci di pos" || l.Declined == nil {
		t.Errorf("%+v", l)
	}
}
