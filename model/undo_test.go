package model

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Every reversible act, undone, leaves the case as it was but for its
// version, its time and a note's strike-through.
func TestUndoPutsEverythingBack(t *testing.T) {
	told := "lain"
	for name, act := range map[string]func(b *bench) Command{
		"correct": func(b *bench) Command {
			return CorrectFacts{Meta: b.meta(sari), Case: "01A", Patch: FactsPatch{Narrative: &told}}
		},
		"kind": func(b *bench) Command {
			k := Presence
			return CorrectFacts{Meta: b.meta(sari), Case: "01A", Patch: FactsPatch{Kind: &k}}
		},
		"triage": func(b *bench) Command {
			return Triage{Meta: b.meta(sari), Case: "01A", Violation: PublicOrder, Urgency: High}
		},
		"take":    func(b *bench) Command { return TakeCase{Meta: b.meta(sari), Case: "01A"} },
		"hand on": func(b *bench) Command { return HandOn{Meta: b.meta(sari), Case: "01A", To: budi.ID} },
		"act":     func(b *bench) Command { return ChangeStatus{Meta: b.meta(sari), Case: "01A", To: Acting} },
		"wait":    func(b *bench) Command { return ChangeStatus{Meta: b.meta(sari), Case: "01A", To: Waiting, Reason: "x"} },
		"close": func(b *bench) Command {
			return ChangeStatus{Meta: b.meta(sari), Case: "01A", To: Closed, Disposition: Guidance}
		},
		"propose": func(b *bench) Command {
			return ChangeStatus{Meta: b.meta(sari), Case: "01A", To: Closed, Disposition: FalseReport}
		},
		"link": func(b *bench) Command { return LinkDuplicate{Meta: b.meta(sari), Case: "01A", Original: "01B"} },
		"note": func(b *bench) Command { return AddNote{Meta: b.meta(sari), Case: "01A", Text: "x"} },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.open("01A", Urgent)
			b.open("01B", Normal)
			b.bring("01A", Analysing)
			before, other := b.get("01A"), b.get("01B")
			b.now = b.now.Add(time.Hour)
			b.must(act(b))
			b.now = b.now.Add(time.Hour)
			b.wants("undo-not-yours", Undo{Meta: b.meta(budi), Case: "01A", Other: "01B"})
			b.must(Undo{Meta: b.meta(sari), Case: "01A", Other: "01B"})
			samePlace(t, before, b.get("01A"))
			samePlace(t, other, b.get("01B"))
		})
	}
}

// TestUndoStepsOverAnOpenedSeal goes back two acts between which somebody
// looked who reported.
func TestUndoStepsOverAnOpenedSeal(t *testing.T) {
	b := newBench(t)
	b.must(OpenCase{Meta: b.meta(sari), Case: "01A", Facts: complaint(), Reporter: &SealedReporter{Pseudonym: "K7QF", Sealed: []byte{1}}})
	before := b.get("01A")
	b.must(ChangeStatus{Meta: b.meta(sari), Case: "01A", To: Analysing})
	b.must(OpenSeal{Meta: b.meta(budi), Case: "01A", Reason: "menelepon pelapor"})
	b.must(AddNote{Meta: b.meta(sari), Case: "01A", Text: "x"})
	b.must(OpenSeal{Meta: b.meta(sari), Case: "01A", Reason: "menelepon pelapor"})
	b.must(Undo{Meta: b.meta(sari), Case: "01A"})
	b.must(Undo{Meta: b.meta(sari), Case: "01A"})
	samePlace(t, before, b.get("01A"))
	b.wants("nothing-to-undo", Undo{Meta: b.meta(sari), Case: "01A"})
}

func samePlace(t testing.TB, want, got Case) {
	t.Helper()
	got.Version, got.Updated = want.Version, want.Updated
	live := got.Notes
	got.Notes = nil
	for _, n := range live {
		if !n.Withdrawn {
			got.Notes = append(got.Notes, n)
		}
	}
	if len(got.Links) == 0 {
		got.Links = want.Links
	}
	if !reflect.DeepEqual(want, got) {
		t.Fatalf("want %+v\n got %+v", want, got)
	}
}

func TestUndoTwiceGoesBackTwo(t *testing.T) {
	b := newBench(t)
	b.open("01A", Normal)
	b.bring("01A", Acting)
	b.must(Undo{Meta: b.meta(sari), Case: "01A"})
	if s := b.get("01A").Status; s != Analysing {
		t.Fatal(s)
	}
	b.must(Undo{Meta: b.meta(sari), Case: "01A"})
	if s := b.get("01A").Status; s != Received {
		t.Fatal(s)
	}
	b.wants("nothing-to-undo", Undo{Meta: b.meta(sari), Case: "01A"})
}

func TestUndoCloseBringsTheProposalBack(t *testing.T) {
	b := newBench(t)
	b.open("01A", Normal)
	b.bring("01A", Analysing)
	for _, f := range []Officer{sari, budi} {
		b.must(ChangeStatus{Meta: b.meta(f), Case: "01A", To: Closed, Disposition: FalseReport})
	}
	b.must(Undo{Meta: b.meta(budi), Case: "01A"})
	if c := b.get("01A"); c.Proposed == nil || c.Proposed.By != sari.ID || c.Status != Analysing {
		t.Fatalf("%+v", c)
	}
}

// The whole workflow under random commands: what must hold, holds always.
func TestAnyHistory(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		b := newBench(t)
		ids := []CaseID{"01A", "01B", "01C"}
		for _, id := range ids {
			b.open(id, rapid.SampledFrom(Urgencies()).Draw(r, "urgency"))
		}
		for range rapid.IntRange(1, 40).Draw(r, "acts") {
			b.now = b.now.Add(time.Duration(rapid.IntRange(0, 72).Draw(r, "hours")) * time.Hour)
			id := rapid.SampledFrom(ids).Draw(r, "case")
			before := b.get(id)
			err := b.do(randomCommand(r, b, id))
			if err != nil && KindOf(err) == "" {
				r.Fatalf("not a refusal a person can read: %v", err)
			}
			if err != nil && !reflect.DeepEqual(before, b.get(id)) {
				r.Fatal("a refusal changed the case")
			}
			invariants(r, b.get(id))
			if !reflect.DeepEqual(b.get(id), FoldCase(b.state.Cases[id].History)) {
				r.Fatal("the fold of the history is another case")
			}
		}
	})
}

func randomCommand(r *rapid.T, b *bench, id CaseID) Command {
	who := rapid.SampledFrom([]Officer{sari, budi}).Draw(r, "who")
	m := b.meta(who)
	text := rapid.SampledFrom([]string{"", "ada", "\x1b[2Jhapus", "ا\u202e"}).Draw(r, "text")
	other := rapid.SampledFrom([]CaseID{"01A", "01B", "01C"}).Draw(r, "other")
	switch rapid.IntRange(0, 11).Draw(r, "command") {
	case 0:
		return TakeCase{Meta: m, Case: id}
	case 1:
		return GiveBack{Meta: m, Case: id}
	case 2:
		return HandOn{Meta: m, Case: id, To: rapid.SampledFrom([]OfficerID{sari.ID, budi.ID, "x"}).Draw(r, "to")}
	case 3:
		return AddNote{Meta: m, Case: id, Text: text}
	case 4:
		return LinkDuplicate{Meta: m, Case: id, Original: other}
	case 5:
		return UnlinkDuplicate{Meta: m, Case: id, Other: other}
	case 6:
		return Undo{Meta: m, Case: id, Other: other}
	case 7:
		return Triage{Meta: m, Case: id, Urgency: rapid.SampledFrom(Urgencies()).Draw(r, "u"), Violation: rapid.SampledFrom(DefaultViolations()).Draw(r, "v")}
	case 8:
		return CorrectFacts{Meta: m, Case: id, Patch: FactsPatch{Narrative: &text}}
	case 9:
		return DeclineFalseReport{Meta: m, Case: id, Reason: text}
	}
	return ChangeStatus{
		Meta: m, Case: id, To: rapid.SampledFrom(Statuses()).Draw(r, "status"), Reason: text,
		Disposition: rapid.SampledFrom([]Disposition{"", Guidance, FalseReport, Unfounded}).Draw(r, "disposition"),
	}
}

func invariants(r *rapid.T, c Case) {
	if (c.Status == Closed) != (c.Disposition != "") {
		r.Fatalf("status %s with disposition %q", c.Status, c.Disposition)
	}
	if (c.Status == Waiting) != (c.Waiting != "") {
		r.Fatalf("status %s waits for %q", c.Status, c.Waiting)
	}
	for _, k := range c.Clocks {
		if k.Running() && (c.Status == Closed || c.Status == Waiting) {
			r.Fatalf("%s: clock %s runs", c.Status, k.Name)
		}
		if k.Due.Before(k.Started) {
			r.Fatalf("clock %+v ends before it began", k)
		}
	}
	if _, runs := c.Due(); !runs && c.Status.Open() && c.Status != Waiting {
		r.Fatalf("%s: no clock runs: %+v", c.Status, c.Clocks)
	}
	if c.Facts.Narrative != Clean(c.Facts.Narrative) {
		r.Fatalf("not clean: %q", c.Facts.Narrative)
	}
}

// TestOwnProposalTakenBackIsAWithdrawal takes one back both ways, and has one
// turned down.
func TestOwnProposalTakenBackIsAWithdrawal(t *testing.T) {
	tests := map[string]struct {
		command func(b *bench) Command
		want    string
	}{
		"undone":   {func(b *bench) Command { return Undo{Meta: b.meta(sari), Case: "01A"} }, "case.false-report-withdrawn"},
		"own":      {func(b *bench) Command { return DeclineFalseReport{Meta: b.meta(sari), Case: "01A"} }, "case.false-report-withdrawn"},
		"other's":  {func(b *bench) Command { return DeclineFalseReport{Meta: b.meta(budi), Case: "01A", Reason: "x"} }, "case.false-report-declined.v1"},
		"proposal": {nil, "case.false-report-proposed.v1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.open("01A", Urgent)
			b.bring("01A", Analysing)
			b.must(ChangeStatus{Meta: b.meta(sari), Case: "01A", To: Closed, Disposition: FalseReport})
			if tt.command != nil {
				b.must(tt.command(b))
			}
			history := b.state.Cases["01A"].History
			last := history[len(history)-1].Event
			if got := EventCode(last); got != tt.want || ReadsUndone(last) {
				t.Errorf("%#v is told as %q, undone %v; want %q", last, got, ReadsUndone(last), tt.want)
			}
		})
	}
	if EventCode(FalseReportDeclined{UndoOf: 2}) != "case.false-report-withdrawn" {
		t.Error("one from before it was kept who took it back is told as declined")
	}
}
