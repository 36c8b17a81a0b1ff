package model

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

var (
	sari = Officer{ID: "01SARI", Name: "Sari W.", Role: RoleAdmin}
	budi = Officer{ID: "01BUDI", Name: "Budi", Role: RoleOfficer}
	// A Friday evening in Jakarta.
	friday = time.Date(2026, 11, 20, 16, 0, 0, 0, WIB.Location())
)

// bench is a desk in memory: Decide and Apply with nothing around them.
type bench struct {
	t      testing.TB
	state  State
	serial uint64
	n      int
	now    time.Time

	journal []Envelope
}

// take writes one change into the journal and the stream it belongs to.
func (b *bench) take(c Command, ch Change) {
	b.state.Seq++
	e := Envelope{Seq: b.state.Seq, Stream: ch.Stream, Time: c.Head().time(), Recorded: b.now, Actor: c.Head().Actor, Event: ch.Event}
	switch ch.Stream.Kind() {
	case OfOffice:
		e.Version = b.state.Office.Version + 1
		b.state.Office = ApplyOffice(b.state.Office, e)
	case OfCase:
		id := CaseID(ch.Stream)
		l := b.state.Cases[id]
		e.Version = l.Case.Version + 1
		b.state.Cases[id] = Loaded{Case: Apply(l.Case, e), History: append(l.History, e)}
		if _, ok := ch.Event.(CaseOpened); ok {
			b.serial++
		}
	default:
		e.Version = uint64(len(b.state.Records[ch.Stream]) + 1)
		b.state.Records[ch.Stream] = append(b.state.Records[ch.Stream], e)
	}
	b.journal = append(b.journal, e)
}

func newBench(t testing.TB) *bench {
	b := &bench{t: t, now: friday}
	b.state = State{
		Office: Office{Version: 3, Name: "Kanim Uji", Code: "UJI", Zone: WIB, Recipient: "age1", Officers: []Officer{sari, budi}},
		Rules:  DefaultRules(WIB),
		Cases:  map[CaseID]Loaded{},

		Records: map[StreamID][]Envelope{},
	}
	b.state.Serial = func(int) uint64 { return b.serial + 1 }
	return b
}

func (b *bench) meta(f Officer) Meta {
	b.n++
	return Meta{ID: fmt.Sprintf("C%05d", b.n), At: b.now, Actor: Actor{Officer: f.ID, Door: "test"}}
}

// do decides and applies; a refusal comes back untouched.
func (b *bench) do(c Command) error {
	b.t.Helper()
	changes, err := Decide(b.state, c)
	if err != nil {
		return err
	}
	for _, ch := range changes {
		b.take(c, ch)
	}
	return nil
}

func (b *bench) must(c Command) {
	b.t.Helper()
	if err := b.do(c); err != nil {
		b.t.Fatalf("%T: %v", c, err)
	}
}

func (b *bench) wants(key string, c Command) {
	b.t.Helper()
	err := b.do(c)
	if !errors.Is(err, &Error{Key: key}) {
		b.t.Fatalf("%T: got %v, want %s", c, err, key)
	}
}

func (b *bench) open(id CaseID, u Urgency) Case {
	b.t.Helper()
	b.must(OpenCase{Meta: b.meta(sari), Case: id, Facts: complaint(), Urgency: u, Violation: Overstay})
	return b.get(id)
}

func (b *bench) get(id CaseID) Case { return b.state.Cases[id].Case }

func complaint() Facts {
	return Facts{
		Kind: Complaint, Channel: WalkIn, Narrative: "Dua orang asing tinggal di kos, izinnya habis.",
		Subjects: []Subject{{Name: "John", Nationality: "NGA"}},
	}
}

func TestOpenCase(t *testing.T) {
	lat := 91.0
	for name, tc := range map[string]struct {
		change func(*OpenCase)
		key    string
	}{
		"OK":                    {func(*OpenCase) {}, ""},
		"ErrKind":               {func(c *OpenCase) { c.Facts.Kind = "gossip" }, "kind-unknown"},
		"ErrChannel":            {func(c *OpenCase) { c.Facts.Channel = "pigeon" }, "channel-unknown"},
		"ErrNarrative":          {func(c *OpenCase) { c.Facts.Narrative = " \x1b\u202e " }, "narrative-missing"},
		"ErrNarrativeLong":      {func(c *OpenCase) { c.Facts.Narrative = string(make([]byte, MaxNarrative*2)) + "x" }, ""},
		"ErrPresenceEmpty":      {func(c *OpenCase) { c.Facts = Facts{Kind: Presence, Channel: Phone} }, "subjects-missing"},
		"ErrOccurredFuture":     {func(c *OpenCase) { c.Facts.Occurred = friday.Add(time.Hour) }, "occurred-future"},
		"ErrOccurredOdd":        {func(c *OpenCase) { c.Facts.Occurred = time.Unix(-1e9, 0) }, "occurred-odd"},
		"ErrReceivedFuture":     {func(c *OpenCase) { c.Received = friday.Add(time.Hour) }, "received-future"},
		"ErrViolation":          {func(c *OpenCase) { c.Violation = "rude" }, "violation-unknown"},
		"ErrUrgency":            {func(c *OpenCase) { c.Urgency = "panic" }, "urgency-unknown"},
		"ErrArea":               {func(c *OpenCase) { c.Facts.Place.Area = "Curug" }, "area-unknown"},
		"ErrPinHalf":            {func(c *OpenCase) { c.Facts.Place.Lat = &lat }, "pin-half"},
		"ErrPinOdd":             {func(c *OpenCase) { c.Facts.Place.Lat, c.Facts.Place.Lon = &lat, &lat }, "pin-odd"},
		"ErrNationality":        {func(c *OpenCase) { c.Facts.Subjects[0].Nationality = "nigeria" }, "nationality-unknown"},
		"ErrSex":                {func(c *OpenCase) { c.Facts.Subjects[0].Sex = "yes" }, "sex-unknown"},
		"ErrAge":                {func(c *OpenCase) { c.Facts.Subjects[0].Age = 200 }, "age-odd"},
		"ErrPermit":             {func(c *OpenCase) { c.Facts.Subjects[0].Permit = "SIM" }, "permit-unknown"},
		"ErrCheckOut":           {func(c *OpenCase) { c.Facts.CheckIn, c.Facts.CheckOut = "2026-11-20", "2026-11-19" }, "check-out-before-in"},
		"ErrDate":               {func(c *OpenCase) { c.Facts.CheckIn = "2026-02-30" }, "date-odd"},
		"ErrCallback":           {func(c *OpenCase) { c.Callback = &Callback{Confirmed: true} }, "callback-confirmed-unreached"},
		"ErrReinterviewEmpty":   {func(c *OpenCase) { c.Reinterview = &Reinterview{} }, "reinterview-empty"},
		"ErrCommandWithoutTime": {func(c *OpenCase) { c.At = time.Time{} }, "command-incomplete"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			c := OpenCase{Meta: b.meta(sari), Case: "01A", Facts: complaint(), Violation: Overstay}
			tc.change(&c)
			if tc.key == "" {
				b.must(c)
				return
			}
			b.wants(tc.key, c)
			if len(b.state.Cases) != 0 {
				t.Fatal("a refused report left a case behind")
			}
		})
	}
}

func TestOpenCaseGivesNumberAndClocks(t *testing.T) {
	b := newBench(t)
	c := b.open("01A", Urgent)
	if c.Number != "UJI-2026-000001" || c.Status != Received || c.OpenedBy != sari.ID || c.Version != 1 {
		t.Fatalf("%+v", c)
	}
	due, ok := c.Due()
	if !ok || due.Name != FirstStatus || !due.Due.Equal(friday.Add(30*time.Minute)) {
		t.Fatalf("first deadline: %+v", due)
	}
	b.open("01B", Normal)
	if got := b.get("01B").Number; got != "UJI-2026-000002" {
		t.Fatal(got)
	}
}

// A report at 23:30 UTC on New Year's Eve belongs to the next year in Jakarta.
func TestRegisterYearIsTheOffices(t *testing.T) {
	b := newBench(t)
	b.now = time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)
	if c := b.open("01A", Normal); c.Number != "UJI-2027-000001" {
		t.Fatal(c.Number)
	}
}

func TestWorkflow(t *testing.T) {
	for _, from := range Statuses() {
		for _, to := range Statuses() {
			for _, u := range []Urgency{Urgent, Normal} {
				t.Run(fmt.Sprintf("%s→%s/%s", from, to, u), func(t *testing.T) {
					b := newBench(t)
					b.open("01A", u)
					b.bring("01A", from)
					c := ChangeStatus{Meta: b.meta(sari), Case: "01A", To: to, Reason: "sebab"}
					if to == Closed {
						c.Disposition = Guidance
					}
					err := b.do(c)
					if want := allowedInWords(from, to, u); want != (err == nil) {
						t.Fatalf("allowed %v, got %v", want, err)
					}
					if err == nil && b.get("01A").Status != to {
						t.Fatal(b.get("01A").Status)
					}
				})
			}
		}
	}
}

// allowedInWords is the workflow written a second time, by hand.
func allowedInWords(from, to Status, u Urgency) bool {
	switch string(from) + " " + string(to) {
	case "received analysing", "received waiting",
		"analysing acting", "analysing waiting", "analysing closed",
		"acting analysing", "acting waiting", "acting closed",
		"waiting analysing", "waiting acting", "waiting closed",
		"closed analysing":
		return true
	case "received acting":
		return u == Urgent
	}
	return false
}

// bring moves a fresh case to a status by allowed moves.
func (b *bench) bring(id CaseID, to Status) {
	b.t.Helper()
	if to == Received {
		return
	}
	b.must(ChangeStatus{Meta: b.meta(sari), Case: id, To: Analysing})
	switch to {
	case Acting, Waiting:
		b.must(ChangeStatus{Meta: b.meta(sari), Case: id, To: to, Reason: "menunggu pelapor"})
	case Closed:
		b.must(ChangeStatus{Meta: b.meta(sari), Case: id, To: to, Disposition: Guidance})
	case Received, Analysing:
	}
}

func TestStatusRefusals(t *testing.T) {
	b := newBench(t)
	b.open("01A", Normal)
	b.bring("01A", Analysing)
	to := func(s Status) ChangeStatus { return ChangeStatus{Meta: b.meta(sari), Case: "01A", To: s} }

	b.wants("status-unknown", to("done"))
	b.wants("already-there", to(Analysing))
	b.wants("reason-missing", to(Waiting))
	b.wants("disposition-missing", to(Closed))
	c := to(Closed)
	c.Disposition = "shrug"
	b.wants("disposition-unknown", c)
	c = to(Acting)
	c.Disposition = Guidance
	b.wants("disposition-only-when-closing", c)
	c = to(Acting)
	c.Expect = 1
	b.wants("stale", c)
	c = to(Acting)
	c.Case = "01Z"
	b.wants("case-not-found", c)
	if got := b.get("01A"); got.Status != Analysing || got.Version != 2 {
		t.Fatalf("refusals changed the case: %+v", got)
	}
}

func TestFalseReportTakesTwo(t *testing.T) {
	b := newBench(t)
	b.open("01A", Normal)
	b.bring("01A", Analysing)
	by := func(f Officer) ChangeStatus {
		return ChangeStatus{Meta: b.meta(f), Case: "01A", To: Closed, Disposition: FalseReport, Note: "alamat kosong"}
	}
	b.must(by(sari))
	if c := b.get("01A"); c.Status != Analysing || c.Proposed == nil || c.Proposed.By != sari.ID {
		t.Fatalf("one officer closed it: %+v", c)
	}
	b.wants("second-officer-needed", by(sari))

	b.wants("reason-missing", DeclineFalseReport{Meta: b.meta(budi), Case: "01A"})
	b.must(DeclineFalseReport{Meta: b.meta(budi), Case: "01A", Reason: "pelapor bisa dihubungi"})
	if b.get("01A").Proposed != nil {
		t.Fatal("declined, yet still proposed")
	}
	b.wants("no-proposal", DeclineFalseReport{Meta: b.meta(budi), Case: "01A", Reason: "x"})

	b.must(by(sari))
	b.must(by(budi))
	c := b.get("01A")
	if c.Status != Closed || c.Disposition != FalseReport || c.Proposed != nil {
		t.Fatalf("%+v", c)
	}
	l := b.state.Cases["01A"]
	last := l.History[len(l.History)-1].Event.(StatusChanged)
	if last.ConfirmedBy != budi.ID || last.Note != "alamat kosong" {
		t.Fatalf("%+v", last)
	}
}

func TestOwnership(t *testing.T) {
	b := newBench(t)
	b.open("01A", Normal)
	b.must(TakeCase{Meta: b.meta(sari), Case: "01A"})
	b.wants("already-yours", TakeCase{Meta: b.meta(sari), Case: "01A"})
	b.wants("taken", TakeCase{Meta: b.meta(budi), Case: "01A"})
	b.wants("not-yours", GiveBack{Meta: b.meta(budi), Case: "01A"})
	b.wants("officer-not-found", HandOn{Meta: b.meta(sari), Case: "01A", To: "01NOBODY"})
	b.must(HandOn{Meta: b.meta(sari), Case: "01A", To: budi.ID})
	b.wants("already-theirs", HandOn{Meta: b.meta(sari), Case: "01A", To: budi.ID})
	b.must(GiveBack{Meta: b.meta(budi), Case: "01A"})
	if b.get("01A").Owner != "" {
		t.Fatal("given back, yet owned")
	}
	b.bring("01A", Closed)
	b.wants("case-closed", TakeCase{Meta: b.meta(sari), Case: "01A"})
}

func TestCorrectFactsKeepsTheOldValue(t *testing.T) {
	b := newBench(t)
	b.open("01A", Normal)
	told, none := "Tiga orang, bukan dua.", []Subject{}
	b.must(CorrectFacts{Meta: b.meta(budi), Case: "01A", Patch: FactsPatch{Narrative: &told, Subjects: &none}})
	c := b.get("01A")
	if c.Facts.Narrative != told || len(c.Facts.Subjects) != 0 {
		t.Fatalf("%+v", c.Facts)
	}
	e := b.state.Cases["01A"].History[1].Event.(FactsCorrected)
	if *e.Before.Narrative != complaint().Narrative || len(*e.Before.Subjects) != 1 || e.Before.Place != nil {
		t.Fatalf("%+v", e.Before)
	}
	b.wants("nothing-changed", CorrectFacts{Meta: b.meta(budi), Case: "01A", Patch: FactsPatch{Narrative: &told}})
	empty := ""
	b.wants("narrative-missing", CorrectFacts{Meta: b.meta(budi), Case: "01A", Patch: FactsPatch{Narrative: &empty}})
}

func TestLinksStandInBothCases(t *testing.T) {
	b := newBench(t)
	b.open("01A", Normal)
	b.open("01B", Normal)
	b.wants("link-itself", LinkDuplicate{Meta: b.meta(sari), Case: "01A", Original: "01A"})
	b.must(LinkDuplicate{Meta: b.meta(sari), Case: "01B", Original: "01A"})
	b.wants("already-linked", LinkDuplicate{Meta: b.meta(sari), Case: "01B", Original: "01A"})
	if l := b.get("01A").Links; len(l) != 1 || l[0].Role != OriginalOf || l[0].Number != "UJI-2026-000002" {
		t.Fatalf("%+v", l)
	}
	b.must(UnlinkDuplicate{Meta: b.meta(sari), Case: "01A", Other: "01B"})
	if len(b.get("01A").Links)+len(b.get("01B").Links) != 0 {
		t.Fatal("a link stayed at one end")
	}
	b.wants("not-linked", UnlinkDuplicate{Meta: b.meta(sari), Case: "01A", Other: "01B"})
}

func TestSeal(t *testing.T) {
	b := newBench(t)
	b.open("01A", Normal)
	b.wants("reporter-anonymous", OpenSeal{Meta: b.meta(sari), Case: "01A", Reason: "panggilan balik"})
	b.must(CorrectReporter{Meta: b.meta(sari), Case: "01A", Reason: "nomor salah", Reporter: &SealedReporter{Pseudonym: "K7QFM2PX"}})
	b.wants("reason-missing", OpenSeal{Meta: b.meta(sari), Case: "01A", Reason: " \t"})
	b.must(OpenSeal{Meta: b.meta(sari), Case: "01A", Reason: "panggilan balik"})
	if b.get("01A").Reporter.Pseudonym.Short() != "K7QF" {
		t.Fatal("pseudonym")
	}
}

func TestOffice(t *testing.T) {
	first := func() SetUpOffice {
		return SetUpOffice{
			Meta: Meta{ID: "C1", At: friday}, Officer: Officer{ID: "01S", Name: "Sari"},
			Office: OfficeSetUp{Name: "Kanim Uji", Code: "UJI", Zone: WITA, Recipient: "age1x"},
		}
	}
	for name, tc := range map[string]struct {
		change func(*SetUpOffice)
		key    string
	}{
		"ErrName":      {func(c *SetUpOffice) { c.Office.Name = "" }, "office-name"},
		"ErrCode":      {func(c *SetUpOffice) { c.Office.Code = "u-1" }, "office-code"},
		"ErrZone":      {func(c *SetUpOffice) { c.Office.Zone = "GMT" }, "office-zone"},
		"ErrRecipient": {func(c *SetUpOffice) { c.Office.Recipient = "" }, "office-recipient"},
		"ErrOfficer":   {func(c *SetUpOffice) { c.Officer.Name = "\u200b" }, "officer-name"},
	} {
		t.Run(name, func(t *testing.T) {
			c := first()
			tc.change(&c)
			if _, err := Decide(State{}, c); !errors.Is(err, &Error{Key: tc.key}) {
				t.Fatal(err)
			}
		})
	}
	changes, err := Decide(State{}, first())
	if err != nil || len(changes) != 2 {
		t.Fatal(changes, err)
	}
	var o Office
	for i, c := range changes {
		o = ApplyOffice(o, Envelope{Version: uint64(i + 1), Event: c.Event})
	}
	if f, ok := o.OfficerNamed("sari"); !ok || f.Role != RoleAdmin || o.Zone != WITA {
		t.Fatalf("%+v", o)
	}
	if _, err := Decide(State{Office: o}, first()); !errors.Is(err, &Error{Key: "office-already-set-up"}) {
		t.Fatal(err)
	}
	again := RegisterOfficer{Meta: Meta{ID: "C2", At: friday}, Officer: Officer{ID: "01T", Name: "SARI", Role: RoleOfficer}}
	if _, err := Decide(State{Office: o}, again); !errors.Is(err, &Error{Key: "officer-exists"}) {
		t.Fatal(err)
	}
	if _, err := Decide(State{}, again); !errors.Is(err, &Error{Key: "office-not-set-up"}) {
		t.Fatal(err)
	}
}

func TestAuthorise(t *testing.T) {
	o := Office{Version: 1, Officers: []Officer{
		sari, budi, {ID: "01KASI", Role: RoleSupervisor}, {ID: "01VIEW", Role: RoleViewer}, {ID: "01GONE", Role: RoleAdmin, Disabled: true},
	}}
	for _, tc := range []struct {
		who          OfficerID
		acts, enrols bool
	}{
		{"01SARI", true, true},
		{"01BUDI", true, false},
		{"01KASI", true, false},
		{"01VIEW", false, false},
		{"01GONE", false, false},
		{"", false, false},
	} {
		m := Meta{Actor: Actor{Officer: tc.who}}
		if err := Authorise(o, AddNote{Meta: m}); (err == nil) != tc.acts {
			t.Errorf("%s acts: %v", tc.who, err)
		}
		if err := Authorise(o, RegisterOfficer{Meta: m}); (err == nil) != tc.enrols {
			t.Errorf("%s enrols: %v", tc.who, err)
		}
	}
}
