package model

import (
	"testing"
	"time"
)

func TestAdd(t *testing.T) {
	r := DefaultRules(WIB)
	r.Holidays = []Date{"2026-11-23"}
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, WIB.Location())
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, tc := range []struct {
		from string
		span Span
		want string
	}{
		{"2026-11-20 16:00", Span{Time: 3 * time.Hour}, "2026-11-20 19:00"},
		{"2026-11-19 16:00", Span{WorkingDays: 1}, "2026-11-20 16:00"},
		{"2026-11-20 16:00", Span{WorkingDays: 1}, "2026-11-24 16:00"}, // weekend and a holiday
		{"2026-11-21 09:00", Span{WorkingDays: 2}, "2026-11-25 09:00"},
		{"2026-11-20 23:30", Span{Time: 24 * time.Hour}, "2026-11-21 23:30"},
	} {
		if got := r.Add(at(tc.from), tc.span); !got.Equal(at(tc.want)) {
			t.Errorf("%s + %+v: %s, want %s", tc.from, tc.span, got, tc.want)
		}
	}
	r.WorkingDays = nil
	if got := r.Add(at("2026-11-20 16:00"), Span{WorkingDays: 1}); got.IsZero() {
		t.Error("an office without working days must still get an answer")
	}
}

func TestWaitingPausesTheClocks(t *testing.T) {
	b := newBench(t)
	b.open("01A", Normal)
	b.bring("01A", Analysing)
	due, _ := b.get("01A").Due()
	b.now = b.now.Add(time.Hour)
	b.must(ChangeStatus{Meta: b.meta(sari), Case: "01A", To: Waiting, Reason: "menunggu pelapor"})
	if _, runs := b.get("01A").Due(); runs {
		t.Fatal("a clock runs while the case waits")
	}
	b.now = b.now.Add(48 * time.Hour)
	b.must(ChangeStatus{Meta: b.meta(sari), Case: "01A", To: Analysing})
	later, _ := b.get("01A").Due()
	if !later.Due.Equal(due.Due.Add(48*time.Hour)) || later.PausedFor != 48*time.Hour {
		t.Fatalf("%+v then %+v", due, later)
	}
}

func TestClocksFollowTheCase(t *testing.T) {
	b := newBench(t)
	b.open("01A", Normal)
	b.must(Triage{Meta: b.meta(sari), Case: "01A", Urgency: Urgent})
	if due, _ := b.get("01A").Due(); !due.Due.Equal(friday.Add(30 * time.Minute)) {
		t.Fatalf("triage: %+v", due)
	}
	b.must(ChangeStatus{Meta: b.meta(sari), Case: "01A", To: Acting})
	if due, _ := b.get("01A").Due(); due.Name != FieldCheck || !due.Due.Equal(friday.AddDate(0, 0, 60)) {
		t.Fatalf("acting: %+v", due)
	}
	b.must(ChangeStatus{Meta: b.meta(sari), Case: "01A", To: Closed, Disposition: TAKDeport})
	b.now = b.now.Add(24 * time.Hour)
	b.must(ChangeStatus{Meta: b.meta(sari), Case: "01A", To: Analysing, Reason: "bukti baru"})
	if due, _ := b.get("01A").Due(); due.Name != Resolution || !due.Due.Equal(b.now.AddDate(0, 0, 14)) {
		t.Fatalf("reopened: %+v", due)
	}
}
