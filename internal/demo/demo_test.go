package demo

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/oklog/ulid/v2"

	"piket/internal/desk"
	"piket/internal/seal"
	"piket/model"
	"piket/model/area"
	"piket/storage"
	"piket/storage/storagetest"
)

func world(t testing.TB, cfg Config) *World {
	t.Helper()
	areas, err := area.Load()
	if err != nil {
		t.Fatal(err)
	}
	cfg.Areas = areas
	w, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func until() time.Time { return time.Date(2026, 11, 21, 16, 41, 0, 0, time.UTC) }

// open is a desk over a fresh store, set up as the world's office.
func open(t testing.TB, w *World, clock *Clock, opts ...func(*storage.Config)) (*storage.Store, Seat) {
	t.Helper()
	keys, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	store := storagetest.Bare(t, opts...)
	seat := func(by model.OfficerID, c *Clock) *desk.Session {
		return desk.New(desk.Config{
			Journal: store, Cases: store, Drafts: store, Keys: keys,
			Rules: func() model.Rules { return model.DefaultRules(model.WIB) }, Now: c.Now, NewID: c.NewID,
		}).Session(model.Actor{Officer: by, Door: "demo"})
	}
	d := desk.New(desk.Config{Journal: store, Cases: store, Drafts: store, Keys: keys, Now: clock.Now, NewID: clock.NewID})
	first, err := d.SetUp(t.Context(), w.Office(), w.Officer())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Staff(t.Context(), d.Session(model.Actor{Officer: first.ID})); err != nil {
		t.Fatal(err)
	}
	return store, seat
}

func TestWorldIsTheSameForTheSameSeed(t *testing.T) {
	a, b, other := world(t, Config{Seed: 7}), world(t, Config{Seed: 7}), world(t, Config{Seed: 8})
	same := 0
	for i := range uint64(50) {
		if !reflect.DeepEqual(a.Report(i, until()), b.Report(i, until())) {
			t.Fatalf("report %d differs", i)
		}
		if a.Report(i, until()).Facts.Narrative == other.Report(i, until()).Facts.Narrative {
			same++
		}
	}
	if same > 2 {
		t.Errorf("%d of 50 narratives are the same under another seed", same)
	}
}

func TestNewRefusesAnAreaWithoutDistricts(t *testing.T) {
	areas, err := area.Load()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(Config{Areas: areas, Area: "99.99"}); !errors.Is(err, area.ErrUnknown) {
		t.Errorf("err = %v", err)
	}
}

func TestReportsAreBelievable(t *testing.T) {
	w := world(t, Config{Seed: 1})
	from := until().AddDate(0, 0, -30)
	stories, people, districts, nations := map[string]bool{}, map[string]int{}, map[string]int{}, map[string]int{}
	kinds, urgent, before, n := map[model.Kind]int{}, 0, from, 0
	for r := range w.Reports(3000, from, until()) {
		n++
		if r.Received.Before(before) || r.Received.After(until()) {
			t.Fatalf("report %d at %v", n, r.Received)
		}
		before = r.Received
		if err := r.Facts.Validate(r.Received); err != nil {
			t.Fatalf("report %d: %v", n, err)
		}
		if !reflect.DeepEqual(r.Facts.Clean(), r.Facts) || strings.ContainsAny(r.Facts.Narrative+r.Facts.Place.Name, "{}") {
			t.Fatalf("report %d: %+v", n, r.Facts)
		}
		stories[r.Facts.Narrative] = true
		districts[r.Facts.Place.Area]++
		kinds[r.Facts.Kind]++
		if r.Urgency == model.Urgent {
			urgent++
		}
		for _, s := range r.Facts.Subjects {
			nations[s.Nationality]++
		}
		if !r.Reporter.Empty() {
			people[r.Reporter.Phone]++
		}
	}
	if n != 3000 || len(stories) < 2900 || len(districts) != 13 || len(nations) < 12 || len(nations) > 20 {
		t.Errorf("%d reports, %d stories, %d districts, %d nations", n, len(stories), len(districts), len(nations))
	}
	if kinds[model.Presence] < 400 || kinds[model.Presence] > 1000 || urgent < 100 || urgent > 350 {
		t.Errorf("kinds %v, %d urgent", kinds, urgent)
	}
	if len(people) < 1000 || people["0840-0000-0001"] < 2 {
		t.Errorf("%d reporters, the second of them %d times", len(people), people["0840-0000-0001"])
	}
}

func TestNobodyIsReal(t *testing.T) {
	w := world(t, Config{Seed: 1})
	for n := range uint64(2000) {
		who := w.person(n * 25)
		if !strings.HasPrefix(seal.NormalPhone(who.Phone), "+62840") || !seal.ValidPhone(who.Phone) {
			t.Fatalf("phone of person %d", n)
		}
		if len(who.NIK) != 16 || !strings.HasPrefix(who.NIK, "999999") {
			t.Fatalf("NIK of person %d", n)
		}
		if _, exists := w.cfg.Areas.Lookup("99"); exists {
			t.Fatal("there is a province 99 now")
		}
	}
	for i := range uint64(2000) {
		for _, s := range w.Report(i, until()).Facts.Subjects {
			if s.Passport != "" && !strings.HasPrefix(s.Passport, "ZZ") {
				t.Fatalf("passport %q", s.Passport)
			}
		}
	}
}

func TestPlay(t *testing.T) { play(t, 1) }

func play(t *testing.T, seed uint64) {
	t.Helper()
	w, p := world(t, Config{Seed: seed}), Past{Until: until()}
	clock := NewClock(p.Begin())
	store, seat := open(t, w, clock, func(c *storage.Config) { c.NoSync = true })
	if err := w.Play(t.Context(), seat, clock, p); err != nil {
		t.Fatal(err)
	}
	if !clock.Now().Equal(until()) {
		t.Errorf("the clock stands at %v", clock.Now())
	}
	counts, err := store.Counts(t.Context(), until())
	if err != nil {
		t.Fatal(err)
	}
	if n := counts.Open(); n != 40 || counts.ByStatus[model.Closed] != 280 || counts.Urgent < 3 || counts.Overdue < 3 || counts.Unowned < 5 {
		t.Errorf("%d open: %+v", n, counts)
	}
	for _, s := range model.Statuses() {
		if counts.ByStatus[s] == 0 {
			t.Errorf("no case is %s", s)
		}
	}
	events, err := store.Events(t.Context(), 0, 100_000)
	if err != nil {
		t.Fatal(err)
	}
	types, last := map[string]int{}, time.Time{}
	for _, e := range events {
		types[e.Event.Type()]++
		if e.Time.Before(last) || e.Time.After(until()) {
			t.Fatalf("event %d is at %v, after one at %v", e.Seq, e.Time, last)
		}
		last = e.Time
	}
	for _, kind := range []model.Event{
		model.CaseOpened{},
		model.Triaged{},
		model.Assigned{},
		model.StatusChanged{},
		model.NoteAdded{},
		model.Reinterviewed{},
		model.CalledBack{},
		model.CaseLinked{},
		model.FalseReportProposed{},
		model.FactsCorrected{},
		model.SealOpened{},
	} {
		if types[kind.Type()] == 0 {
			t.Errorf("nothing of %s in %v", kind.Type(), types)
		}
	}
}

func TestFill(t *testing.T) {
	w := world(t, Config{Seed: 3, Area: "36.74,36.03"})
	store, seat := open(t, w, NewClock(until().AddDate(-5, 0, -1)), func(c *storage.Config) { c.NoSync = true })
	const n = 1000
	told := 0
	err := w.Fill(t.Context(), seat, Load{Cases: n, Until: until(), Progress: func(done, total int) {
		if done <= told || total != n {
			t.Errorf("told %d of %d after %d", done, total, told)
		}
		told = done
	}})
	if err != nil || told != n {
		t.Fatalf("%v, told %d", err, told)
	}
	counts, err := store.Counts(t.Context(), until())
	if err != nil {
		t.Fatal(err)
	}
	if o := counts.Open(); o < n*7/100 || o > n*13/100 || counts.ByStatus[model.Closed]+o != n {
		t.Errorf("%d of %d open", o, n)
	}
	oldest, err := store.Row(t.Context(), resolve(t, store, "LTH-2021-000001"))
	if err != nil || oldest.Received.Year() != 2021 || oldest.Updated.Before(oldest.Received) {
		t.Errorf("%+v, %v", oldest, err)
	}
}

func resolve(t *testing.T, store *storage.Store, number string) model.CaseID {
	t.Helper()
	id, err := store.Resolve(t.Context(), number)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestFillStops(t *testing.T) {
	w := world(t, Config{})
	_, seat := open(t, w, NewClock(until()))
	ctx, cancel := context.WithCancel(t.Context())
	err := w.Fill(ctx, seat, Load{Cases: 1_000_000, Until: until(), Progress: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
}

// arrived is a journal that only counts.
type arrived struct {
	office  model.Office
	reports []model.OpenCase
	err     error
}

func (a *arrived) Do(_ context.Context, c model.Command) (model.Receipt, error) {
	if open, ok := c.(model.OpenCase); ok {
		a.reports = append(a.reports, open)
	}
	return model.Receipt{}, a.err
}

func (a *arrived) Events(context.Context, uint64, int) ([]model.Envelope, error) { return nil, nil }
func (a *arrived) Watch() (wake <-chan struct{}, cancel func())                  { return nil, func() {} }
func (a *arrived) Office() model.Office                                          { return a.office }
func (a *arrived) Seq() uint64                                                   { return 0 }

func TestArrive(t *testing.T) {
	w := world(t, Config{})
	keys, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		to := &arrived{office: model.Office{Version: 1, Officers: []model.Officer{{ID: "a", Role: model.RoleOfficer}}}}
		s := desk.New(desk.Config{
			Journal: to, Keys: keys, Now: time.Now, NewID: func() string { return ulid.Make().String() },
			Rules: func() model.Rules { return model.Rules{Violations: []model.Violation{"other"}} },
		}).Session(model.Actor{Officer: "a"})
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
		defer cancel()
		if err := w.Arrive(ctx, s); err != nil {
			t.Fatal(err)
		}
		n, urgent, last := len(to.reports), 0, time.Time{}
		for i, r := range to.reports {
			if gap := r.At.Sub(last); i > 0 && (gap < leastPause || gap > mostPause) {
				t.Errorf("a pause of %v", gap)
			}
			last = r.At
			if r.Urgency == model.Urgent {
				urgent++
			}
			if r.Violation != "" && r.Violation != "other" {
				t.Errorf("%s is not on the office's list", r.Violation)
			}
		}
		if n < 80 || n > 130 || urgent < n/10 || urgent > n/3 {
			t.Errorf("%d reports in ten minutes, %d of them urgent", n, urgent)
		}
		to.err = errors.New("full")
		if err := w.Arrive(t.Context(), s); !errors.Is(err, to.err) {
			t.Errorf("err = %v", err)
		}
	})
}

func TestClock(t *testing.T) {
	c := NewClock(until())
	id, err := ulid.ParseStrict(c.NewID())
	if err != nil || !ulid.Time(id.Time()).Equal(until()) {
		t.Errorf("id of %v, %v", ulid.Time(id.Time()), err)
	}
	c.Run()
	if d := time.Since(c.Now()); d < 0 || d > time.Minute {
		t.Errorf("it runs %v late", d)
	}
}

func BenchmarkReport(b *testing.B) {
	w := world(b, Config{})
	var i uint64
	for b.Loop() {
		i++
		w.Report(i, until())
	}
}

func BenchmarkFill(b *testing.B) {
	const n = 20_000
	w := world(b, Config{})
	for b.Loop() {
		b.StopTimer()
		_, seat := open(b, w, NewClock(until().AddDate(-5, 0, -1)), func(c *storage.Config) { c.NoSync = true })
		b.StartTimer()
		if err := w.Fill(b.Context(), seat, Load{Cases: n, Until: until()}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "cases/s")
}
