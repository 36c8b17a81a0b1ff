package model

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func rostered() Rules {
	r := DefaultRules(WIB)
	r.Roster.Teams = []Team{{"Regu A", []string{"Sari W."}}, {"Regu B", []string{"Budi"}}, {"Regu C", nil}, {"Regu D", nil}}
	r.Roster.Order = []string{"Regu A", "Regu B", "Regu C", "Regu D"}
	r.Roster.Since = "2026-11-20"
	return r
}

func wib(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, WIB.Location())
}

func TestWatchAt(t *testing.T) {
	for name, tc := range map[string]struct {
		at   time.Time
		id   WatchID
		team string
	}{
		"Morning":        {wib(20, 6, 0), "20261120T0600", "Regu A"},
		"BeforeEvening":  {wib(20, 21, 59), "20261120T1400", "Regu B"},
		"Evening":        {wib(20, 22, 0), "20261120T2200", "Regu C"},
		"PastMidnight":   {wib(21, 0, 30), "20261120T2200", "Regu C"},
		"EndOfTheNight":  {wib(21, 5, 59), "20261120T2200", "Regu C"},
		"Next":           {wib(21, 6, 0), "20261121T0600", "Regu D"},
		"RoundAgain":     {wib(21, 14, 0), "20261121T1400", "Regu A"},
		"BeforeTheFirst": {wib(19, 22, 30), "20261119T2200", "Regu D"},
	} {
		t.Run(name, func(t *testing.T) {
			r := rostered()
			w, ok := r.WatchAt(tc.at)
			if !ok || w.ID != tc.id {
				t.Fatalf("watch %v %v, want %v", w.ID, ok, tc.id)
			}
			if crew := (Office{}).CrewOf(r, w); crew.Team != tc.team {
				t.Errorf("team %q, want %q", crew.Team, tc.team)
			}
			if named, ok := r.WatchNamed(w.ID); !ok || named != w {
				t.Errorf("named %+v %v", named, ok)
			}
		})
	}
}

func TestWatchesWithAGap(t *testing.T) {
	r := DefaultRules(WIT)
	r.Roster.Shifts = []Shift{{"Pagi", 7*60 + 1, 13 * 60}}
	at := time.Date(2026, 11, 21, 15, 0, 0, 0, WIT.Location())
	if w, ok := r.WatchAt(at); ok {
		t.Errorf("a watch runs in the gap: %v", w)
	}
	before, _ := r.WatchBefore(at)
	after, _ := r.WatchAfter(at)
	if before.ID != "20261121T0701" || after.ID != "20261122T0701" {
		t.Errorf("before %v, after %v", before.ID, after.ID)
	}
}

// TestWatchesFollowEachOther: at any instant exactly one watch of a roster
// without gaps runs, and the next begins where it ends.
func TestWatchesFollowEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(Zones()).Draw(t, "zone")
		r := DefaultRules(zone)
		at := time.Unix(rapid.Int64Range(1.6e9, 2.2e9).Draw(t, "at"), 0)
		w, ok := r.WatchAt(at)
		if !ok || at.Before(w.From) || !at.Before(w.To) {
			t.Fatalf("%v is not in %+v", at, w)
		}
		next, _ := r.WatchAfter(w.To)
		before, _ := r.WatchBefore(w.From)
		if !next.From.Equal(w.To) || !before.To.Equal(w.From) {
			t.Fatalf("%+v, then %+v", w, next)
		}
	})
}

func TestSwapWatch(t *testing.T) {
	s := State{Office: Office{Version: 1, Officers: []Officer{sari, budi}}, Rules: rostered()}
	meta := Meta{ID: "1", At: wib(21, 6, 0), Actor: Actor{Officer: sari.ID}}
	for name, tc := range map[string]struct {
		swap SwapWatch
		key  string
	}{
		"Team":      {SwapWatch{Meta: meta, Watch: "20261121T1400", Team: "Regu B", Reason: "sakit"}, ""},
		"Officers":  {SwapWatch{Meta: meta, Watch: "20261121T1400", Members: []OfficerID{budi.ID}, Reason: "sakit"}, ""},
		"NoReason":  {SwapWatch{Meta: meta, Watch: "20261121T1400", Team: "Regu B"}, "reason-missing"},
		"NoWatch":   {SwapWatch{Meta: meta, Watch: "20261121T1500", Team: "Regu B", Reason: "x"}, "watch-not-found"},
		"Over":      {SwapWatch{Meta: meta, Watch: "20261120T1400", Team: "Regu B", Reason: "x"}, "watch-over"},
		"NoTeam":    {SwapWatch{Meta: meta, Watch: "20261121T1400", Team: "Regu Z", Reason: "x"}, "team-not-found"},
		"Nobody":    {SwapWatch{Meta: meta, Watch: "20261121T1400", Reason: "x"}, "watch-nobody"},
		"NoOfficer": {SwapWatch{Meta: meta, Watch: "20261121T1400", Members: []OfficerID{"?"}, Reason: "x"}, "officer-not-found"},
	} {
		t.Run(name, func(t *testing.T) {
			changes, err := Decide(s, tc.swap)
			if tc.key != "" {
				refused(t, err, tc.key)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			o := ApplyOffice(s.Office, Envelope{Event: changes[0].Event, Version: 2})
			w, _ := s.Rules.WatchNamed(tc.swap.Watch)
			if crew := o.CrewOf(s.Rules, w); !crew.Swapped || !crew.Has(budi.ID) || crew.Has(sari.ID) {
				t.Errorf("%+v", crew)
			}
		})
	}
}

func TestWriteLog(t *testing.T) {
	s := State{Office: Office{Version: 1, Officers: []Officer{sari}}, Rules: rostered()}
	now := wib(21, 0, 30)
	write := func(happened time.Time, n LogNote) (LogEntry, error) {
		watch := LogWatch(s.Rules, happened)
		changes, err := Decide(s, WriteLog{
			Meta: Meta{ID: "1", At: now, Happened: happened, Actor: Actor{Officer: sari.ID}}, Watch: watch, Note: n,
		})
		if err != nil {
			return LogEntry{}, err
		}
		e := Envelope{Seq: uint64(len(s.Records[watch.Stream()]) + 1), Stream: changes[0].Stream, Time: happened, Recorded: now, Event: changes[0].Event}
		if s.Records == nil {
			s.Records = map[StreamID][]Envelope{}
		}
		s.Records[e.Stream] = append(s.Records[e.Stream], e)
		entry, _ := LogEntryOf(e)
		return entry, nil
	}
	two := -2
	for name, tc := range map[string]struct {
		happened time.Time
		note     LogNote
		key      string
	}{
		"Empty":    {now, LogNote{Kind: LogCall}, "log-empty"},
		"Kind":     {now, LogNote{Kind: "pesta", Text: "x"}, "log-kind"},
		"Future":   {now.Add(time.Hour), LogNote{Kind: LogCall, Text: "x"}, "log-future"},
		"Old":      {now.AddDate(0, 0, -8), LogNote{Kind: LogCall, Text: "x"}, "log-old"},
		"Count":    {now, LogNote{Kind: LogDetainees, Count: &two}, "log-count"},
		"NoCount":  {now, LogNote{Kind: LogDetainees, Text: "lengkap"}, "log-count-missing"},
		"Corrects": {now, LogNote{Kind: LogCall, Text: "x", Corrects: 99}, "log-not-found"},
	} {
		_, err := write(tc.happened, tc.note)
		t.Run(name, func(t *testing.T) { refused(t, err, tc.key) })
	}
	late, err := write(wib(20, 23, 50), LogNote{Kind: LogPower, Text: "listrik padam"})
	if err != nil || late.Watch != "20261120T2200" || !late.Recorded.Equal(now) || !late.Happened.Equal(wib(20, 23, 50)) {
		t.Fatalf("%+v %v", late, err)
	}
	if _, err := write(wib(20, 23, 40), LogNote{Kind: LogPower, Text: "listrik padam 10 menit", Corrects: late.Seq}); err != nil {
		t.Fatal(err)
	}
	log := FoldLog(s.Records[WatchID("20261120T2200").Stream()])
	if len(log) != 2 || log[0].Corrects != late.Seq || log[1].CorrectedBy != log[0].Seq {
		t.Errorf("%+v", log)
	}
	none := 0
	counted, err := write(now, LogNote{Kind: LogDetainees, Count: &none, Cases: []CaseID{"01B", "01A", "01B", "01A"}})
	if err != nil || !slices.Equal(counted.Cases, []CaseID{"01B", "01A"}) {
		t.Errorf("%+v %v", counted, err)
	}
}

func refused(t *testing.T, err error, key string) {
	t.Helper()
	if !errors.Is(err, &Error{Key: key}) {
		t.Errorf("got %v, want %s", err, key)
	}
}
