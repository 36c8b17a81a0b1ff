package model

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var (
	kasi  = Officer{ID: "01KASI", Name: "Rina", Role: RoleSupervisor}
	third = Officer{ID: "01TONO", Name: "Tono", Role: RoleOfficer}
)

const night HandoverID = "20261120T2200"

// passing is a desk in the middle of a handover, from sari to budi.
type passing struct {
	*bench
	id    HandoverID
	since uint64
}

func newPassing(t testing.TB) passing {
	p := passing{bench: newBench(t), id: night}
	p.state.Office.Officers = append(p.state.Office.Officers, kasi, third)
	p.now = wib(21, 6, 5)
	return p
}

func (p passing) handover() Handover { return p.of(p.id) }

func (p passing) of(id HandoverID) Handover { return FoldHandover(p.state.Records[id.Stream()]) }

// lines drafts as the desk does.
func (p passing) lines() []Line {
	w, _ := p.state.Rules.WatchNamed(p.id.Watch())
	tell := Tell{
		Office: p.state.Office, Rules: p.state.Rules, Now: p.now, Watch: w, Of: p.id, Events: p.journal[p.since:],
		Closed: map[CaseID]Row{}, Waiting: map[CaseID]string{}, Numbers: map[CaseID]Row{},
	}
	for _, seq := range Carried(tell.Events) {
		tell.Carried = append(tell.Carried, p.journal[seq-1])
	}
	var ids []CaseID
	for id := range p.state.Cases {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		c := p.state.Cases[id].Case
		row := Row{ID: id, Number: c.Number, Version: c.Version, Urgency: c.Urgency, Status: c.Status, Owner: c.Owner, Received: c.Received, Disposition: c.Disposition}
		tell.Numbers[id] = row
		if c.Status.Open() {
			tell.Open = append(tell.Open, row)
			tell.Waiting[id] = c.Waiting
		} else {
			tell.Closed[id] = row
		}
	}
	return HandoverLines(tell)
}

func (p passing) sign(f Officer, side Side) SignHandover {
	return SignHandover{
		Meta: p.meta(f), Handover: p.id, Side: side, By: PINProof, Upto: p.state.Seq, Hash: "abc", Lines: p.lines(),
	}
}

// seen begins a command of somebody who has the handover before them.
func (p passing) seen(f Officer) Meta {
	m := p.meta(f)
	m.Expect = p.handover().Version
	return m
}

func (p passing) outlooks(f Officer) {
	for _, l := range p.handover().Missing(p.lines()) {
		p.must(NoteLine{Meta: p.seen(f), Handover: p.id, Line: l.Key, Outlook: Outlook{Next: "hubungi pemilik kos", By: p.now.Add(time.Hour), Who: "Budi"}})
	}
}

func (p passing) accept(f Officer) {
	for _, l := range p.handover().Unanswered(p.lines()) {
		p.must(AnswerLine{Meta: p.seen(f), Handover: p.id, Line: l, Verdict: Accepted, ReadBack: "saya hubungi pemilik kos"})
	}
}

// begun is one with a grave case of sari's and one that nobody holds.
func begun(t testing.TB) passing {
	p := newPassing(t)
	p.open("01A", Urgent)
	p.must(TakeCase{Meta: p.meta(sari), Case: "01A"})
	p.open("01B", Normal)
	p.must(OpenHandover{Meta: p.meta(sari), Handover: night})
	return p
}

func TestHandOverAWatch(t *testing.T) {
	p := begun(t)
	p.wants("handover-missing", OfferHandover{Meta: p.meta(sari), Handover: night, Lines: p.lines()})
	p.outlooks(sari)
	p.must(OfferHandover{Meta: p.meta(sari), Handover: night, Lines: p.lines()})
	p.wants("handover-unanswered", p.sign(sari, SideOut))

	grave := p.lines()[0]
	if !grave.Grave() || grave.Row.ID != "01A" {
		t.Fatalf("the grave case does not stand first: %+v", grave)
	}
	answer := AnswerLine{Meta: p.meta(budi), Handover: night, Line: grave, Verdict: Accepted}
	p.wants("handover-read-back", answer)
	p.wants("handover-not-in", AnswerLine{Meta: p.meta(sari), Handover: night, Line: grave, Verdict: Declined, Text: "x"})
	p.must(AnswerLine{Meta: p.meta(budi), Handover: night, Line: grave, Verdict: Questioned, Text: "siapa pemiliknya?"})
	p.wants("handover-questions", p.sign(budi, SideIn))
	p.must(ReplyLine{Meta: p.meta(sari), Handover: night, Line: grave.Key, Text: "Bu Rita"})
	p.accept(budi)

	p.must(p.sign(sari, SideOut))
	p.wants("handover-both", p.sign(sari, SideIn))
	p.must(p.sign(budi, SideIn))
	h := p.handover()
	if !h.Sealed() || h.Record.Digest != h.Record.Sum() || h.Record.Out.Name != "Sari W." || h.Record.In.Name != "Budi" || h.Owed() {
		t.Fatalf("%+v", h.Record)
	}
	if l := h.Record.Lines[0]; l.Verdict != Accepted || l.Question != "siapa pemiliknya?" || l.Reply != "Bu Rita" {
		t.Errorf("the question is lost: %+v", l)
	}
	if owner := p.get("01A").Owner; owner != budi.ID {
		t.Errorf("the case stayed with %q", owner)
	}
	if owner := p.get("01B").Owner; owner != "" {
		t.Errorf("a case nobody held went to %q", owner)
	}
	p.wants("nothing-to-undo", Undo{Meta: p.meta(budi), Case: "01A"})
	for _, c := range []Command{
		NoteLine{Meta: p.meta(sari), Handover: night, Line: grave.Key, Outlook: Outlook{Next: "lain"}},
		AnswerLine{Meta: p.meta(budi), Handover: night, Line: grave, Verdict: Declined, Text: "x"},
		RemarkHandover{Meta: p.meta(sari), Handover: night, Text: "x"},
		p.sign(sari, SideOut),
	} {
		p.wants("handover-sealed", c)
	}
	p.wants("handover-add-empty", OpenHandover{Meta: p.meta(sari), Handover: night + "-2", AddsTo: night})
	p.must(OpenHandover{Meta: p.meta(sari), Handover: night + "-2", AddsTo: night, Since: h.Record.Upto, Remark: "kunci gudang di laci"})
	add := passing{p.bench, night + "-2", h.Record.Upto}
	if lines := add.lines(); len(lines) > 0 || add.handover().Remark == "" {
		t.Errorf("the addition tells what was told: %+v", lines)
	}
	p.must(AddNote{Meta: p.meta(third), Case: "01B", Text: "ada kabar"})
	if lines := add.lines(); len(lines) != 1 || lines[0].Row.ID != "01B" {
		t.Errorf("the addition tells of %+v", lines)
	}
	p.wants("handover-withdraw-own", WithdrawHandover{Meta: p.meta(budi), Handover: night + "-2"})
	p.must(WithdrawHandover{Meta: p.meta(sari), Handover: night + "-2"})
	p.wants("handover-withdrawn", RemarkHandover{Meta: p.meta(sari), Handover: night + "-2", Text: "x"})
	p.wants("handover-sealed", WithdrawHandover{Meta: p.meta(sari), Handover: night})
	p.wants("handover-begun", OpenHandover{Meta: p.meta(sari), Handover: night})
}

// TestAThirdPersonsWordMovesNothingOfTheirs: who adds a word hands nothing over.
func TestAThirdPersonsWordMovesNothingOfTheirs(t *testing.T) {
	p := begun(t)
	p.open("01C", Normal)
	p.must(TakeCase{Meta: p.meta(kasi), Case: "01C"})
	p.must(NoteLine{Meta: p.meta(kasi), Handover: night, Line: "case.01C", Outlook: Outlook{Next: "datangi alamat"}})
	if h := p.handover(); h.Out != sari.ID {
		t.Errorf("%q hands over", h.Out)
	}
	p.outlooks(sari)
	p.accept(budi)
	p.must(p.sign(sari, SideOut))
	p.must(p.sign(budi, SideIn))
	if owner := p.get("01C").Owner; owner != kasi.ID {
		t.Errorf("the section head's case went to %q", owner)
	}
}

// TestWhoStandsBesideTheirWatchIsNamed: but to an addition either watch may
// put its name.
func TestWhoStandsBesideTheirWatchIsNamed(t *testing.T) {
	p := begun(t)
	next, _ := p.state.Rules.WatchAfter(p.state.Rules.WatchOf(night.Watch()).To)
	now := p.now
	p.now = wib(21, 5, 0) // while it runs
	for id, who := range map[WatchID]OfficerID{night.Watch(): sari.ID, next.ID: budi.ID} {
		p.must(SwapWatch{Meta: p.meta(kasi), Watch: id, Members: []OfficerID{who}, Reason: "sakit"})
	}
	p.now = now
	p.outlooks(sari)
	p.accept(third)
	p.must(p.sign(sari, SideOut))
	p.must(p.sign(third, SideIn))
	if h := p.handover(); !slices.Equal(h.Record.Others, []string{third.Name}) || !h.Owed() {
		t.Errorf("%q", h.Record.Others)
	}
	id := night + "-2"
	p.must(OpenHandover{Meta: p.meta(budi), Handover: id, AddsTo: night, Since: p.state.Seq, Remark: "kunci gudang di laci"})
	add := passing{p.bench, id, p.state.Seq}
	add.accept(sari)
	add.must(add.sign(budi, SideOut))
	add.must(add.sign(sari, SideIn))
	if h := add.handover(); !h.Sealed() || h.Owed() {
		t.Errorf("%+v", h.Record)
	}
}

// TestAnAdditionIsNeverLate: it is signed whenever there is something to add.
func TestAnAdditionIsNeverLate(t *testing.T) {
	p := begun(t)
	p.outlooks(sari)
	p.accept(budi)
	p.must(p.sign(sari, SideOut))
	p.must(p.sign(budi, SideIn))
	p.now = p.now.Add(9 * time.Hour)
	id := night + "-2"
	p.must(OpenHandover{Meta: p.meta(sari), Handover: id, AddsTo: night, Since: p.state.Seq, Remark: "kunci gudang di laci"})
	add := passing{p.bench, id, p.state.Seq}
	add.accept(budi)
	add.must(add.sign(sari, SideOut))
	add.must(add.sign(budi, SideIn))
	if h := add.handover(); !h.Sealed() || h.Owed() {
		t.Errorf("%+v", h.Record)
	}
}

func TestNothingSlidesPastASignature(t *testing.T) {
	p := begun(t)
	p.outlooks(sari)
	p.accept(budi)
	stale := p.sign(budi, SideIn)
	p.must(p.sign(sari, SideOut))
	p.wants("handover-moved", stale) // the journal went on since it was drafted
	p.open("01C", High)
	p.wants("handover-missing", p.sign(budi, SideIn))
	p.outlooks(sari)
	p.wants("handover-unanswered", p.sign(budi, SideIn))
	p.accept(budi)
	p.must(p.sign(budi, SideIn))
	if p.handover().Sealed() {
		t.Fatal("the first signature was for fewer lines, yet it counts")
	}
	p.must(p.sign(sari, SideOut))
	if h := p.handover(); !h.Sealed() || len(h.Record.Lines) != 3 {
		t.Fatalf("%+v", h)
	}
}

func TestAnAnswerToAnOlderLineDoesNotStand(t *testing.T) {
	p := begun(t)
	p.accept(budi)
	p.must(AddNote{Meta: p.meta(third), Case: "01A", Text: "ada kabar"})
	open := p.handover().Unanswered(p.lines())
	if len(open) != 1 || open[0].Row.ID != "01A" || !open[0].Changed {
		t.Fatalf("%+v", open)
	}
}

func TestALineIsAnsweredAsItIsNow(t *testing.T) {
	p := begun(t)
	p.outlooks(sari)
	seen := p.lines()[0]
	answer := func(l Line) AnswerLine {
		return AnswerLine{Meta: p.seen(budi), Handover: night, Line: l, Verdict: Accepted, ReadBack: "saya hubungi pemilik kos"}
	}
	p.must(AddNote{Meta: p.meta(third), Case: "01A", Text: "ada kabar"})
	p.wants("handover-line-changed", answer(seen))
	seen = p.lines()[0]
	p.must(NoteLine{Meta: p.seen(sari), Handover: night, Line: seen.Key, Outlook: Outlook{Next: "jangan dihubungi"}})
	p.wants("handover-line-changed", answer(seen))
	p.must(answer(p.lines()[0]))
}

func TestDeclinedStaysWithTheOutgoing(t *testing.T) {
	p := begun(t)
	p.outlooks(sari)
	p.must(AnswerLine{Meta: p.meta(budi), Handover: night, Line: p.lines()[0], Verdict: Declined, Text: "berkas tidak ada"})
	p.accept(budi)
	p.must(p.sign(budi, SideIn))
	p.must(p.sign(sari, SideOut))
	if owner := p.get("01A").Owner; owner != sari.ID {
		t.Errorf("a case that was not accepted went to %q", owner)
	}
	if l := p.handover().Record.Lines[0]; l.Verdict != Declined || l.Reason == "" || l.Moved {
		t.Errorf("%+v", l)
	}
}

// TestNotAcceptedIsInSomebodysHands: what nobody held goes to who hands over,
// and the case file says why.
func TestNotAcceptedIsInSomebodysHands(t *testing.T) {
	p := begun(t)
	p.outlooks(sari)
	for _, l := range p.lines() {
		p.must(AnswerLine{Meta: p.meta(budi), Handover: night, Line: l, Verdict: Declined, Text: "berkas tidak ada"})
	}
	p.must(p.sign(budi, SideIn))
	p.must(p.sign(sari, SideOut))
	for id, from := range map[CaseID]OfficerID{"01A": sari.ID, "01B": ""} {
		history := p.state.Cases[id].History
		last, ok := history[len(history)-1].Event.(Assigned)
		if owner := p.get(id).Owner; owner != sari.ID || !ok || last != (Assigned{From: from, To: sari.ID, Note: "berkas tidak ada", Handover: night, Declined: true}) {
			t.Errorf("%s is %q's after %+v", id, owner, last)
		}
	}
	if lines := p.handover().Record.Lines; lines[0].Moved || !lines[1].Moved || lines[1].To != "Sari W." {
		t.Errorf("%+v", lines)
	}
}

func TestAloneAGraveCaseIsInNobodysHandsNoMore(t *testing.T) {
	p := newPassing(t)
	p.open("01A", Urgent)
	p.open("01B", Normal)
	p.must(OpenHandover{Meta: p.meta(sari), Handover: night})
	p.outlooks(sari)
	lone := p.sign(sari, SideOut)
	lone.Lone = "pengganti tidak datang"
	p.must(lone)
	if grave, other := p.get("01A").Owner, p.get("01B").Owner; grave != sari.ID || other != "" {
		t.Errorf("the grave one is %q's, the other %q's", grave, other)
	}
}

func TestLoneAndLate(t *testing.T) {
	p := begun(t)
	p.outlooks(sari)
	lone := p.sign(sari, SideOut)
	lone.Lone = "pengganti tidak datang"
	p.must(lone)
	h := p.handover()
	if !h.Sealed() || !h.Owed() || h.Record.In.Officer != "" || p.get("01A").Owner != sari.ID {
		t.Fatalf("%+v", h.Record)
	}
	p.wants("handover-both", CountersignHandover{Meta: p.meta(sari), Handover: night, By: PINProof})
	if err := Authorise(p.state.Office, CountersignHandover{Meta: p.meta(third)}); !errors.Is(err, &Error{Key: "kasi-needed"}) {
		t.Error(err)
	}
	p.wants("signin-unproved", CountersignHandover{Meta: p.meta(kasi), Handover: night, Note: "diketahui"})
	p.must(CountersignHandover{Meta: p.meta(kasi), Handover: night, By: PINProof, Note: "diketahui"})
	p.wants("handover-not-owed", CountersignHandover{Meta: p.meta(kasi), Handover: night})

	late := begun(t)
	late.now = wib(21, 6, 31)
	late.outlooks(sari)
	late.accept(budi)
	late.must(late.sign(sari, SideOut))
	late.must(late.sign(budi, SideIn))
	if h := late.handover(); h.Record.Late != 1 || !h.Owed() {
		t.Errorf("late by %d", h.Record.Late)
	}
}

func TestAGraveCaseNobodyHeldGoesToWhoSaidItBack(t *testing.T) {
	p := newPassing(t)
	p.open("01A", Urgent)
	p.open("01B", Normal)
	p.must(OpenHandover{Meta: p.meta(sari), Handover: night})
	p.outlooks(sari)
	p.must(AnswerLine{Meta: p.meta(third), Handover: night, Line: p.lines()[0], Verdict: Accepted, ReadBack: "saya ke mess itu sekarang"})
	p.accept(budi)
	p.must(p.sign(budi, SideIn))
	p.must(p.sign(sari, SideOut))
	if owner := p.get("01A").Owner; owner != third.ID {
		t.Errorf("it went to %q", owner)
	}
	if l := p.handover().Record.Lines[0]; !l.Moved || l.To != third.Name || l.Owner != "" {
		t.Errorf("%+v", l)
	}
	if owner := p.get("01B").Owner; owner != "" {
		t.Errorf("an ordinary one went to %q", owner)
	}
}

func TestEachOpenCaseCarriesAnOutlook(t *testing.T) {
	p := begun(t)
	grave := p.lines()[0].Key
	note := func(o Outlook) NoteLine {
		return NoteLine{Meta: p.seen(sari), Handover: night, Line: grave, Outlook: o}
	}
	later := p.now.Add(time.Hour)
	p.wants("handover-if-then", note(Outlook{Next: "kirim tim", If: "pintu tertutup"}))
	p.wants("handover-if-then", note(Outlook{Next: "kirim tim", Then: "hubungi RT"}))
	p.wants("handover-by-past", note(Outlook{Next: "kirim tim", By: p.now.Add(-time.Hour)}))
	for _, o := range []Outlook{{Next: "kirim tim"}, {Next: "kirim tim", By: later}, {Next: "kirim tim", Who: "Budi"}} {
		p.must(note(o))
		if missing := p.handover().Missing(p.lines()); len(missing) != 2 || missing[0].Key != grave {
			t.Errorf("%+v is enough of a grave line", o)
		}
	}
	p.outlooks(sari)
	p.accept(budi)
	p.must(p.sign(sari, SideOut))
	p.must(p.sign(budi, SideIn))

	day := passing{p.bench, morrow, p.handover().Record.Upto}
	day.now = p.now.Add(8 * time.Hour)
	day.must(OpenHandover{Meta: day.meta(budi), Handover: morrow, Since: day.since})
	var ordinary Line
	for _, l := range day.lines() {
		if l.Row.ID == "01B" {
			ordinary = l
		}
	}
	if missing := day.handover().Missing(day.lines()); len(missing) != 1 || missing[0].Key != grave {
		t.Errorf("asked again of %+v", missing)
	}
	if o := day.handover().Told(ordinary, func(OfficerID) string { return "" }).Outlook; ordinary.Asks() || o.Next != "hubungi pemilik kos" {
		t.Errorf("what was said last of an unchanged case is not carried: %+v", o)
	}
}

func TestTheIncomingCrewDoesNotSayThatNobodyCame(t *testing.T) {
	p := newPassing(t)
	p.open("01A", Urgent)
	watch := p.state.Rules.WatchOf(night.Watch())
	next, _ := p.state.Rules.WatchAfter(watch.To)
	p.state.Office.Swaps = []Crew{{Watch: watch.ID, Members: []OfficerID{sari.ID, third.ID}}, {Watch: next.ID, Members: []OfficerID{budi.ID, third.ID}}}
	p.must(OpenHandover{Meta: p.meta(sari), Handover: night})
	p.outlooks(sari)
	alone := func(f Officer) SignHandover {
		c := p.sign(f, SideOut)
		c.Lone = "pengganti tidak datang"
		return c
	}
	p.wants("handover-lone-side", alone(budi))
	p.must(alone(third)) // stands both
}

func TestTheIncomingAloneTakesOver(t *testing.T) {
	p := newPassing(t)
	p.open("01A", Urgent)
	p.must(TakeCase{Meta: p.meta(sari), Case: "01A"})
	p.must(OpenHandover{Meta: p.meta(sari), Handover: night})
	lone := p.sign(budi, SideIn)
	lone.Lone = "petugas lama sudah pulang"
	p.wants("handover-unanswered", lone)
	p.accept(budi)
	lone = p.sign(budi, SideIn)
	lone.Lone = "petugas lama sudah pulang"
	p.must(lone)
	if owner := p.get("01A").Owner; owner != budi.ID {
		t.Errorf("the case stayed with %q", owner)
	}
}

// TestHandoverMachine walks at random through everything both officers, a
// third and the night can do, and looks that no sealed record has a gap.
func TestHandoverMachine(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := begun(t)
		serial := 0
		pick := func(lines []Line) Line {
			if len(lines) == 0 {
				return Line{}
			}
			return lines[rapid.IntRange(0, len(lines)-1).Draw(rt, "line")]
		}
		who := func() Officer { return rapid.SampledFrom([]Officer{sari, budi, third}).Draw(rt, "who") }
		try := func(c Command) {
			if err := p.do(c); err != nil && KindOf(err) == "" {
				rt.Fatalf("%T: %v has no kind", c, err)
			}
		}
		rt.Repeat(map[string]func(*rapid.T){
			"arrive": func(*rapid.T) {
				serial++
				p.open(CaseID("01N"+string(rune('A'+serial%26))+string(rune('A'+serial/26))), rapid.SampledFrom([]Urgency{Urgent, High, Normal}).Draw(rt, "urgency"))
			},
			"note": func(*rapid.T) {
				try(AddNote{Meta: p.meta(third), Case: pick(p.lines()).Row.ID, Text: "kabar"})
			},
			"outlook": func(*rapid.T) {
				try(NoteLine{Meta: p.meta(who()), Handover: night, Line: pick(p.lines()).Key, Outlook: Outlook{Next: "telepon", By: p.now.Add(time.Hour), Who: rapid.SampledFrom([]string{"", "Budi"}).Draw(rt, "by whom")}})
			},
			"answer": func(*rapid.T) {
				v := rapid.SampledFrom([]Verdict{Accepted, Questioned, Declined}).Draw(rt, "verdict")
				try(AnswerLine{Meta: p.meta(who()), Handover: night, Line: pick(p.lines()), Verdict: v, Text: "apa ini", ReadBack: "kasus ini saya lanjutkan"})
			},
			"reply": func(*rapid.T) {
				try(ReplyLine{Meta: p.meta(who()), Handover: night, Line: pick(p.lines()).Key, Text: "begini"})
			},
			"complete": func(*rapid.T) {
				if h := p.handover(); !h.Sealed() && h.In != sari.ID && h.Out == sari.ID {
					p.outlooks(sari)
					for _, l := range p.handover().Unanswered(p.lines()) {
						try(AnswerLine{Meta: p.seen(budi), Handover: night, Line: l, Verdict: Accepted, ReadBack: "kasus ini saya lanjutkan"})
					}
				}
			},
			"sign": func(*rapid.T) {
				c := p.sign(who(), rapid.SampledFrom([]Side{SideOut, SideIn}).Draw(rt, "side"))
				c.Upto -= uint64(rapid.IntRange(0, 1).Draw(rt, "behind"))
				try(c)
			},
			"both": func(*rapid.T) {
				for _, f := range []Officer{sari, budi} {
					side := SideOut
					if f.ID == budi.ID {
						side = SideIn
					}
					try(p.sign(f, side))
				}
			},
			"": func(rt *rapid.T) {
				h := p.handover()
				if !h.Sealed() {
					return
				}
				r := *h.Record
				if r.Digest != r.Sum() || r.Out.Officer == r.In.Officer || r.Out.Digest != r.In.Digest {
					rt.Fatalf("signed %+v and %+v", r.Out, r.In)
				}
				for _, l := range r.Lines {
					if l.Kind == LineCase && (l.Verdict != Accepted && l.Verdict != Declined || l.Grave && len(l.Outlook.Lacks(true)) > 0 || l.Grave && l.Verdict == Accepted && l.ReadBack == "") {
						rt.Fatalf("a line was signed away: %+v", l)
					}
				}
			},
		})
	})
}

// TestNobodyIsThereToHandOver: the incoming officer begins and signs alone,
// or an outgoing one turns up after all.
func TestNobodyIsThereToHandOver(t *testing.T) {
	p := newPassing(t)
	p.open("01A", Urgent)
	p.must(OpenHandover{Meta: p.meta(budi), Handover: night, Alone: true})
	if h := p.handover(); h.Out != "" || h.In != budi.ID {
		t.Fatalf("begun by %q for %q", h.Out, h.In)
	}
	p.wants("handover-not-out", NoteLine{Meta: p.meta(budi), Handover: night, Line: p.lines()[0].Key, Outlook: Outlook{Next: "x"}})
	p.accept(budi)
	sign := p.sign(budi, SideIn)
	sign.Lone = "regu lama sudah pulang"
	p.must(sign)
	if h := p.handover(); !h.Owed() || h.Record.In.Officer != budi.ID || h.Record.Out.Officer != "" {
		t.Errorf("%+v", h.Record)
	}

	q := newPassing(t)
	q.open("01A", Urgent)
	q.must(OpenHandover{Meta: q.meta(budi), Handover: night, Alone: true})
	q.outlooks(sari)
	if h := q.handover(); h.Out != sari.ID {
		t.Errorf("who turned up is %q", h.Out)
	}
	q.accept(budi)
	q.must(q.sign(sari, SideOut))
	if word, ok := q.handover().Word(SideOut); !ok || word.Officer != sari.ID {
		t.Errorf("%+v", word)
	}
	q.must(q.sign(budi, SideIn))
	if h := q.handover(); !h.Sealed() || h.Owed() {
		t.Errorf("%+v", h.Record)
	}
}

func TestWhatIsSaidLaterVoidsWhatWasSigned(t *testing.T) {
	p := begun(t)
	p.outlooks(sari)
	p.accept(budi)
	p.must(p.sign(budi, SideIn))
	p.must(RemarkHandover{Meta: p.meta(sari), Handover: night, Text: "lepaskan semua"})
	p.must(p.sign(sari, SideOut))
	if p.handover().Sealed() {
		t.Fatal("a signature counts for a remark that came after it")
	}
	p.must(NoteLine{Meta: p.meta(sari), Handover: night, Line: p.lines()[0].Key, Outlook: Outlook{Next: "tidak ada tindakan", By: p.now.Add(time.Hour), Who: "Budi"}})
	open := p.handover().Unanswered(p.lines())
	if len(open) != 1 || open[0].Key != p.lines()[0].Key {
		t.Fatalf("an answer stands for an outlook that came after it: %+v", open)
	}
	p.wants("handover-unanswered", p.sign(budi, SideIn))
}

func TestOpenHandoverOnlyOfAWatchThatRanJustNow(t *testing.T) {
	p := newPassing(t)
	for id, key := range map[HandoverID]string{
		"20261121T1400": "watch-ahead", "20271231T2200": "watch-ahead", "20261115T2200": "watch-long-over",
		"20261120T2200-2": "watch-not-found", "20261120T2200-ZZ": "watch-not-found", "20261120T2201": "watch-not-found",
	} {
		p.wants(key, OpenHandover{Meta: p.meta(sari), Handover: id})
	}
	p.must(OpenHandover{Meta: p.meta(sari), Handover: "20261121T0600"}) // it runs
	early := p.sign(sari, SideOut)
	early.Handover, early.Lone = "20261121T0600", "pengganti tidak datang"
	p.wants("handover-lone-early", early)
}
