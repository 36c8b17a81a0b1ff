package storage_test

import (
	"cmp"
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"
	"pgregory.net/rapid"

	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

// memory is the store as a person would explain it: cases in a map, changed
// by nothing but Decide and Apply.
type memory struct {
	office  model.Office
	cases   map[model.CaseID]model.Loaded
	serials map[int]uint64
	seq     uint64
}

func (m *memory) do(c model.Command) error {
	st := model.State{
		Office: m.office, Rules: model.DefaultRules(m.office.Zone), Cases: map[model.CaseID]model.Loaded{},
		Serial: func(year int) uint64 { return m.serials[year] + 1 },
	}
	for _, id := range c.Streams() {
		if l, ok := m.cases[model.CaseID(id)]; ok {
			st.Cases[model.CaseID(id)] = l
		}
	}
	changes, err := model.Decide(st, c)
	for _, ch := range changes {
		m.add(c.Head(), ch)
	}
	return err
}

func (m *memory) add(h model.Meta, ch model.Change) {
	m.seq++
	at := h.At
	if !h.Happened.IsZero() {
		at = h.Happened
	}
	e := model.Envelope{Stream: ch.Stream, Time: at.UTC().Round(0), Actor: h.Actor, Event: ch.Event}
	if ch.Stream == model.OfficeStream {
		e.Version = m.office.Version + 1
		m.office = model.ApplyOffice(m.office, e)
		return
	}
	l := m.cases[model.CaseID(ch.Stream)]
	e.Version = l.Case.Version + 1
	l.Case = model.Apply(l.Case, e)
	l.History = append(slices.Clip(l.History), e)
	m.cases[model.CaseID(ch.Stream)] = l
	if ev, ok := ch.Event.(model.CaseOpened); ok {
		m.serials[ev.Received.In(m.office.Zone.Location()).Year()]++
	}
}

// machine gives the same random commands to a store and to memory.
type machine struct {
	s   *storage.Store
	m   *memory
	now time.Time
	ids []model.CaseID
}

func newMachine(s *storage.Store) *machine {
	m := &memory{cases: map[model.CaseID]model.Loaded{}, serials: map[int]uint64{}}
	return &machine{s: s, m: m, now: storagetest.Start()}
}

func (x *machine) do(t *rapid.T, c model.Command) {
	want := x.m.do(c)
	r, err := x.s.Do(context.Background(), c)
	if (want == nil) != (err == nil) || (want != nil && want.Error() != err.Error()) {
		t.Fatalf("%T: store says %v, memory %v", c, err, want)
	}
	if err == nil && r.Seq != x.m.seq {
		t.Fatalf("%T: receipt at %d, want %d", c, r.Seq, x.m.seq)
	}
	if o := x.s.Office(); !reflect.DeepEqual(o, x.m.office) {
		t.Fatalf("office is %+v, want %+v", o, x.m.office)
	}
}

func (x *machine) meta(t *rapid.T) model.Meta {
	x.now = x.now.Add(time.Duration(rapid.IntRange(0, 40*60).Draw(t, "seconds")) * time.Second)
	h := storagetest.Meta(rapid.SampledFrom([]model.OfficerID{storagetest.Admin, storagetest.Officer}).Draw(t, "officer"), x.now)
	if len(x.ids) > 0 && rapid.IntRange(0, 9).Draw(t, "expects") == 0 {
		h.Expect = uint64(rapid.IntRange(1, 5).Draw(t, "expect"))
	}
	return h
}

func (x *machine) some(t *rapid.T) model.CaseID {
	if len(x.ids) == 0 {
		return "no-such-case"
	}
	return rapid.SampledFrom(x.ids).Draw(t, "case")
}

func (x *machine) openCase(t *rapid.T) {
	c := storagetest.Report(storagetest.Admin, x.now)
	c.Meta = x.meta(t)
	c.Expect = 0
	c.Urgency = rapid.SampledFrom(model.Urgencies()).Draw(t, "urgency")
	c.Facts.Kind = rapid.SampledFrom(model.Kinds()).Draw(t, "kind")
	c.Facts.Subjects[0].Name = rapid.SampledFrom([]string{"", "Chen Wei", "Ołena Новак", "محمد"}).Draw(t, "name")
	c.Facts.Place.Name = rapid.SampledFrom([]string{"", "Kos Melati", "Hotel Narita"}).Draw(t, "place")
	c.Take = rapid.Bool().Draw(t, "take")
	if rapid.Bool().Draw(t, "reporter") {
		c.Reporter = &model.SealedReporter{Pseudonym: "K7QFABCD", Sealed: []byte("sealed"), HasPhone: true}
	}
	if rapid.IntRange(0, 5).Draw(t, "older") == 0 {
		c.Received = x.now.AddDate(-1, 0, 0)
	}
	if rapid.IntRange(0, 9).Draw(t, "bad") == 0 {
		c.Facts.Narrative, c.Facts.Subjects = "", nil
	}
	x.do(t, c)
	if _, ok := x.m.cases[c.Case]; ok {
		x.ids = append(x.ids, c.Case)
	}
}

func (x *machine) move(t *rapid.T) {
	c := model.ChangeStatus{
		Meta: x.meta(t), Case: x.some(t), To: rapid.SampledFrom(model.Statuses()).Draw(t, "to"),
		Reason: rapid.SampledFrom([]string{"", "menunggu kedutaan"}).Draw(t, "reason"),
	}
	if c.To == model.Closed {
		c.Disposition = rapid.SampledFrom([]model.Disposition{model.FalseReport, model.Unfounded, model.Duplicate}).Draw(t, "disposition")
	}
	x.do(t, c)
}

func (x *machine) correct(t *rapid.T) {
	place := model.Place{Name: rapid.SampledFrom([]string{"Kos Melati", "Mess PT Baru"}).Draw(t, "name"), Area: "36.71.05"}
	subjects := []model.Subject{}
	if rapid.Bool().Draw(t, "someone") {
		subjects = append(subjects, model.Subject{Name: "Wei, CHEN", Passport: "e 1234567"})
	}
	kind := rapid.SampledFrom(model.Kinds()).Draw(t, "kind")
	x.do(t, model.CorrectFacts{
		Meta: x.meta(t), Case: x.some(t), Reason: "dibaca ulang",
		Patch: model.FactsPatch{Place: &place, Subjects: &subjects, Kind: &kind},
	})
}

func (x *machine) actions() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"open":    x.openCase,
		"open2":   x.openCase,
		"move":    x.move,
		"move2":   x.move,
		"correct": x.correct,
		"take":    func(t *rapid.T) { x.do(t, model.TakeCase{Meta: x.meta(t), Case: x.some(t)}) },
		"hand": func(t *rapid.T) {
			x.do(t, model.HandOn{Meta: x.meta(t), Case: x.some(t), To: storagetest.Officer})
		},
		"give": func(t *rapid.T) { x.do(t, model.GiveBack{Meta: x.meta(t), Case: x.some(t)}) },
		"triage": func(t *rapid.T) {
			u := rapid.SampledFrom(model.Urgencies()).Draw(t, "urgency")
			x.do(t, model.Triage{Meta: x.meta(t), Case: x.some(t), Urgency: u, Violation: "overstay"})
		},
		"note":   func(t *rapid.T) { x.do(t, model.AddNote{Meta: x.meta(t), Case: x.some(t), Text: "sudah ditelepon"}) },
		"link":   func(t *rapid.T) { x.do(t, model.LinkDuplicate{Meta: x.meta(t), Case: x.some(t), Original: x.some(t)}) },
		"unlink": func(t *rapid.T) { x.do(t, model.UnlinkDuplicate{Meta: x.meta(t), Case: x.some(t), Other: x.some(t)}) },
		"undo":   func(t *rapid.T) { x.do(t, model.Undo{Meta: x.meta(t), Case: x.some(t), Other: x.some(t)}) },
		"decline": func(t *rapid.T) {
			x.do(t, model.DeclineFalseReport{Meta: x.meta(t), Case: x.some(t), Reason: "keliru"})
		},
		"reporter": func(t *rapid.T) {
			r := &model.SealedReporter{Pseudonym: "ZZZZAAAA", Sealed: []byte("again")}
			x.do(t, model.CorrectReporter{Meta: x.meta(t), Case: x.some(t), Reporter: r, Reason: "nomor baru"})
		},
	}
}

// compare holds everything the store says against memory.
func (x *machine) compare(t *rapid.T) {
	ctx := context.Background()
	counts := model.Counts{ByStatus: map[model.Status]int{}, Seq: x.m.seq}
	for _, s := range model.Statuses() {
		counts.ByStatus[s] = 0
	}
	for id, want := range x.m.cases {
		got, err := x.s.Case(ctx, id)
		if err != nil || !reflect.DeepEqual(got.Case, want.Case) {
			t.Fatalf("case %s is %+v, %v\nwant %+v", id, got.Case, err, want.Case)
		}
		counts = count(counts, want.Case, x.now)
		if found, err := x.s.Resolve(ctx, want.Case.Number); err != nil || found != id {
			t.Fatalf("number %s is %s, %v", want.Case.Number, found, err)
		}
	}
	if got, err := x.s.Counts(ctx, x.now); err != nil || !reflect.DeepEqual(got, counts) {
		t.Fatalf("counts are %+v, %v, want %+v", got, err, counts)
	}
	x.compareLists(t)
}

func count(counts model.Counts, c model.Case, now time.Time) model.Counts {
	counts.ByStatus[c.Status]++
	if !c.Status.Open() {
		return counts
	}
	if c.Urgency == model.Urgent {
		counts.Urgent++
	}
	if c.Owner == "" {
		counts.Unowned++
	}
	if due, runs := c.Due(); runs && due.Due.Before(now) {
		counts.Overdue++
	}
	return counts
}

// order is the list order in words: open before closed; the queue by urgency,
// deadline and time; the closed cases newest first.
func order(a, b model.Case) int {
	if a.Status.Open() != b.Status.Open() {
		return map[bool]int{true: -1, false: 1}[a.Status.Open()]
	}
	if !a.Status.Open() {
		return cmp.Or(b.Received.Compare(a.Received), cmp.Compare(b.ID, a.ID))
	}
	ca, ra := a.Due()
	cb, rb := b.Due()
	byDue := ca.Due.Compare(cb.Due)
	if !ra || !rb {
		byDue = map[bool]int{true: -1, false: 1}[ra]
	}
	if ra == rb && !ra {
		byDue = 0
	}
	return cmp.Or(cmp.Compare(a.Urgency.Rank(), b.Urgency.Rank()), byDue, a.Received.Compare(b.Received), cmp.Compare(a.ID, b.ID))
}

func (x *machine) list(f model.Filter) []model.CaseID {
	var all []model.Case
	for _, l := range x.m.cases {
		if inList(l.Case, f, x.now) {
			all = append(all, l.Case)
		}
	}
	slices.SortFunc(all, order)
	ids := []model.CaseID{}
	for _, c := range all {
		ids = append(ids, c.ID)
	}
	return ids
}

func inList(c model.Case, f model.Filter, now time.Time) bool {
	due, runs := c.Due()
	switch {
	case len(f.Statuses) == 0 && !c.Status.Open(),
		len(f.Statuses) > 0 && !slices.Contains(f.Statuses, c.Status),
		len(f.Urgencies) > 0 && !slices.Contains(f.Urgencies, c.Urgency),
		len(f.Kinds) > 0 && !slices.Contains(f.Kinds, c.Facts.Kind),
		f.Owner != "" && c.Owner != f.Owner, f.Unowned && c.Owner != "",
		f.Overdue && (!runs || !due.Due.Before(now)),
		f.Text != "" && c.Facts.Place.Name != f.Text:
		return false
	}
	return true
}

func drawFilter(t *rapid.T) model.Filter {
	f := model.Filter{
		Statuses:  rapid.SliceOfNDistinct(rapid.SampledFrom(model.Statuses()), 0, 5, rapid.ID[model.Status]).Draw(t, "statuses"),
		Urgencies: rapid.SliceOfNDistinct(rapid.SampledFrom(model.Urgencies()), 0, 1, rapid.ID[model.Urgency]).Draw(t, "urgencies"),
		Kinds:     rapid.SliceOfNDistinct(rapid.SampledFrom(model.Kinds()), 0, 1, rapid.ID[model.Kind]).Draw(t, "kinds"),
		Unowned:   rapid.IntRange(0, 4).Draw(t, "unowned") == 0,
		Overdue:   rapid.IntRange(0, 4).Draw(t, "overdue") == 0,
	}
	if rapid.IntRange(0, 4).Draw(t, "mine") == 0 {
		f.Owner = storagetest.Officer
	}
	if rapid.IntRange(0, 4).Draw(t, "text") == 0 {
		f.Text = "Kos Melati"
	}
	return f
}

// compareLists pages through lists from random anchors.
func (x *machine) compareLists(t *rapid.T) {
	f := drawFilter(t)
	want := x.list(f)
	anchor := x.some(t)
	before, after := rapid.IntRange(0, 6).Draw(t, "before"), rapid.IntRange(1, 6).Draw(t, "after")
	w, err := x.s.Window(context.Background(), model.WindowQuery{Filter: f, Now: x.now, Anchor: anchor, Before: before, After: after})
	if err != nil {
		t.Fatalf("window: %v", err)
	}
	got := idsOf(w.Rows)
	at := slices.Index(want, anchor)
	if at < 0 { // any place will do, but it must be a slice of the list
		if len(want) == 0 && (len(got) != 0 || w.Anchor != -1) || len(want) > 0 && (w.Anchor < 0 || w.Anchor >= len(got)) {
			t.Fatalf("window of %d: %v at %d", len(want), got, w.Anchor)
		}
		if len(got) == 0 {
			return
		}
		at = slices.Index(want, got[w.Anchor])
		after = min(after, len(want)-at)
	}
	from, to := max(0, at-before), min(len(want), at+after)
	if at != from+w.Anchor || !slices.Equal(got, want[from:to]) || w.Above != (from > 0) || w.Below != (to < len(want)) {
		t.Fatalf("window is %v at %d (above %v, below %v)\nof %v from %d to %d", got, w.Anchor, w.Above, w.Below, want, from, to)
	}
	for _, r := range w.Rows {
		if c := x.m.cases[r.ID].Case; r.Version != c.Version || r.Status != c.Status || r.Owner != c.Owner || r.Number != c.Number {
			t.Fatalf("row %+v of case %+v", r, c)
		}
	}
}

func idsOf(rows []model.Row) []model.CaseID {
	ids := []model.CaseID{}
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}

// scratch opens a store for one run of a rapid property.
func scratch(t *rapid.T, dir string) *storage.Store {
	path := filepath.Join(dir, ulid.Make().String(), storage.FileName)
	s, err := storage.Open(storage.Config{Path: path, NoSync: true})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return s
}

func TestStoreIsDecideAndApply(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		x := newMachine(scratch(t, dir))
		defer func() { _ = x.s.Close() }()
		x.setUp(t)
		actions := x.actions()
		actions[""] = x.compareLists
		t.Repeat(actions)
		x.compare(t)
		x.sound(t)
		if err := x.s.Rebuild(context.Background()); err != nil {
			t.Fatalf("rebuild: %v", err)
		}
		x.compare(t)
		x.sound(t)
		x.again(t)
	})
}

func (x *machine) setUp(t *rapid.T) {
	x.do(t, model.SetUpOffice{
		Meta:    storagetest.Meta(storagetest.Admin, x.now),
		Office:  model.OfficeSetUp{Name: "Kanim Uji", Code: "UJI", Zone: model.WITA, Recipient: "age1uji"},
		Officer: model.Officer{ID: storagetest.Admin, Name: "Sari W."},
	})
	x.do(t, model.RegisterOfficer{
		Meta:    storagetest.Meta(storagetest.Admin, x.now),
		Officer: model.Officer{ID: storagetest.Officer, Name: "Budi", Role: model.RoleOfficer},
	})
}

func (x *machine) sound(t *rapid.T) {
	r, err := x.s.Check(context.Background(), nil)
	if err != nil || !r.OK() || r.Cases != uint64(len(x.m.cases)) || r.Seq != x.m.seq {
		t.Fatalf("check: %+v, %v", r, err)
	}
}

// again closes the store and opens it anew.
func (x *machine) again(t *rapid.T) {
	path := x.s.Path()
	if err := x.s.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	s, err := storage.Open(storage.Config{Path: path, NoSync: true})
	if err != nil {
		t.Fatalf("open again: %v", err)
	}
	x.s = s
	x.compare(t)
	x.sound(t)
}
