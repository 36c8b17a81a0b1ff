package casefile_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/model/area"
	"piket/ui/casefile"
	"piket/ui/screen"
	"piket/ui/uitest"
)

var (
	update    = flag.Bool("update", false, "write the golden files anew")
	loadAreas = sync.OnceValues(area.Load)
)

// office is a desk in memory that decides as the real one does, and remembers
// what it was told.
type office struct {
	t      testing.TB
	now    time.Time
	rules  model.Rules
	office model.Office
	cases  map[model.CaseID]model.Loaded
	given  []model.Command // everything the officer at the screen gave
	who    model.Reporter  // behind every seal
	alike  []model.Related
	serial int
	err    error // what everything answers, when set
	asked  int   // how often a case was read
}

func newOffice(t testing.TB) *office {
	return &office{
		t: t, now: uitest.Now(), rules: model.DefaultRules(model.WIB), office: uitest.Office(),
		cases: map[model.CaseID]model.Loaded{},
	}
}

// seat is the desk in an officer's hands.
type seat struct {
	*office
	actor model.Actor
}

func (o *office) at(id model.OfficerID) seat {
	return seat{office: o, actor: model.Actor{Officer: id, Door: "desk"}}
}

func (o *office) Case(_ context.Context, id model.CaseID) (model.Loaded, error) {
	o.asked++
	l, ok := o.cases[id]
	if !ok && o.err == nil {
		return l, &model.Error{Kind: model.KindNotFound, Key: "case-not-found", Args: model.Args{"number": string(id)}}
	}
	return l, o.err
}

func (s seat) Meta(seen uint64) model.Meta {
	s.serial++
	return model.Meta{ID: fmt.Sprintf("01COMMAND%05d", s.serial), At: s.now, Actor: s.actor, Expect: seen}
}

// Do decides and applies, in memory.
func (s seat) Do(_ context.Context, c model.Command) (model.Receipt, error) {
	s.given = append(s.given, c)
	return s.carryOut(c)
}

func (o *office) carryOut(c model.Command) (model.Receipt, error) {
	if o.err != nil {
		return model.Receipt{}, o.err
	}
	changes, err := model.Decide(model.State{
		Office: o.office, Rules: o.rules, Cases: o.cases, Serial: func(int) uint64 { return uint64(len(o.cases)) + 411 },
	}, c)
	if err != nil {
		return model.Receipt{}, err //nolint:wrapcheck // as the desk does
	}
	r := model.Receipt{Case: model.CaseID(changes[0].Stream)}
	for _, ch := range changes {
		r.Events = append(r.Events, o.write(ch, c.Head()))
	}
	l := o.cases[r.Case]
	r.Number, r.Version = l.Case.Number, l.Case.Version
	return r, nil
}

func (o *office) write(ch model.Change, m model.Meta) model.Envelope {
	id := model.CaseID(ch.Stream)
	l := o.cases[id]
	e := model.Envelope{
		Stream: ch.Stream, Version: l.Case.Version + 1, Time: m.At, Recorded: m.At, Actor: m.Actor, Correlation: m.ID, Event: ch.Event,
	}
	l.History = append(slices.Clip(l.History), e)
	l.Case = model.Apply(l.Case, e)
	o.cases[id] = l
	return e
}

// do is something another officer does, through another screen.
func (s seat) do(c model.Command) {
	s.t.Helper()
	if _, err := s.carryOut(c); err != nil {
		s.t.Fatalf("%T: %v", c, err)
	}
}

func (s seat) OpenSeal(ctx context.Context, id model.CaseID, seen uint64, reason string) (desk.Unsealed, error) {
	r, err := s.Do(ctx, model.OpenSeal{Meta: s.Meta(seen), Case: id, Reason: reason})
	if err != nil {
		return desk.Unsealed{}, err
	}
	return desk.Unsealed{Reporter: s.who, Until: s.now.Add(time.Minute), Receipt: r}, nil
}

func (s seat) CorrectReporter(ctx context.Context, id model.CaseID, seen uint64, who model.Reporter, reason string) (model.Receipt, error) {
	c := model.CorrectReporter{Meta: s.Meta(seen), Case: id, Reason: reason}
	if !who.Empty() {
		c.Reporter = &model.SealedReporter{Pseudonym: "NEWCODE2", Sealed: []byte("age"), HasPhone: who.Phone != "", HasNIK: who.NIK != ""}
	}
	r, err := s.Do(ctx, c)
	if err == nil {
		s.who = who
	}
	return r, err
}

func (o *office) Resolve(_ context.Context, number string) (model.CaseID, error) {
	for id, l := range o.cases {
		if l.Case.Number == number {
			return id, nil
		}
	}
	return "", &model.Error{Kind: model.KindNotFound, Key: "case-not-found", Args: model.Args{"number": number}}
}

func (o *office) Related(context.Context, model.Facts, model.Reporter, model.CaseID) ([]model.Related, error) {
	return o.alike, o.err
}

// The invented cases.
const (
	complaint model.CaseID = "01CASE0000000412"
	presence  model.CaseID = "01CASE0000000413"
	earlier   model.CaseID = "01CASE0000000411"
)

func ptr[T any](v T) *T { return &v }

// reports are the cases every test begins with.
func (o *office) reports() {
	budi := o.at(uitest.Budi)
	opened := budi.Meta(0)
	opened.At = o.now.Add(-26 * time.Hour)
	sealed := &model.SealedReporter{Pseudonym: "K7QFA2MN", Sealed: []byte("age"), HasPhone: true, HasNIK: true}
	budi.do(model.OpenCase{Meta: opened, Case: earlier, Violation: model.Overstay, Urgency: model.High, Facts: model.Facts{
		Kind: model.Complaint, Channel: model.Phone, Narrative: "Ada orang asing yang izinnya habis.",
		Subjects: []model.Subject{{Name: "Chen Wei", Nationality: "CHN"}},
	}, Reporter: sealed})
	opened.At = o.now.Add(-2 * time.Hour)
	budi.do(model.OpenCase{Meta: opened, Case: complaint, Violation: model.Overstay, Urgency: model.Urgent, Reporter: sealed, Facts: model.Facts{
		Kind: model.Complaint, Channel: model.WalkIn, Occurred: o.now.Add(-29 * time.Hour),
		Narrative: "Pelapor melihat dua orang asing bekerja sebagai tukang las di bengkel Pak Rudi sejak sekitar tiga minggu lalu.\n\n" +
			"Salah satunya mengaku visanya habis sejak Agustus. Mereka tinggal di kos dua lantai di belakang bengkel, kamar nomor 4.",
		Place: model.Place{
			Name: "Bengkel Las Rudi Jaya", Address: "Jl. Maulana Hasanuddin No. 12, RT 03/RW 05", Area: "36.71.05",
			Lat: ptr(-6.1783), Lon: ptr(106.6319),
		},
		Subjects: []model.Subject{
			{
				Name: "Chen Wei", Alias: "Ah Wei", Nationality: "CHN", Sex: "M", Age: 41, Passport: "E12345678", Permit: "BVK",
				PermitExpiry: "2026-08-14", Note: "Rambut cepak, tato di lengan kiri.",
			},
			{Nationality: "NGA", Sex: "M", Permit: "unknown"},
		},
		Evidence: []string{"https://contoh.example/foto-1"},
	}})
	budi.do(model.OpenCase{Meta: opened, Case: presence, Urgency: model.Normal, Facts: model.Facts{
		Kind: model.Presence, Channel: model.WhatsApp, CheckIn: "2026-11-17", CheckOut: "2026-11-24",
		Place:    model.Place{Name: "Hotel Rekaan Indah", Lodging: "hotel", Address: "Jl. Jend. Sudirman No. 1", Area: "36.71.01"},
		Subjects: []model.Subject{{Name: "Okonkwo Emeka", Nationality: "NGA", Sex: "M", Passport: "A01234567", Permit: "VoA"}},
	}})
}

// later lets time pass for the office.
func (o *office) later(d time.Duration) { o.now = o.now.Add(d) }

// stage opens a case in front of Sari.
func stage(t testing.TB, o *office, id model.CaseID, lang locale.Lang, width, height int) *uitest.Stage {
	t.Helper()
	return stageOf(t, o, uitest.Sari, id, lang, width, height)
}

func stageOf(t testing.TB, o *office, by model.OfficerID, id model.CaseID, lang locale.Lang, width, height int) *uitest.Stage {
	t.Helper()
	ctx := uitest.Ctx(t, lang)
	ctx.Now = func() time.Time { return o.now }
	ctx.Office, ctx.Rules = o.office, o.rules
	ctx.Officer, _ = o.office.Officer(by)
	return uitest.NewStage(t, casefile.New(config(t, ctx, o.at(by), id)), width, height)
}

func config(t testing.TB, ctx *screen.Ctx, s seat, id model.CaseID) casefile.Config {
	t.Helper()
	areas, err := loadAreas()
	if err != nil {
		t.Fatal(err)
	}
	return casefile.Config{Ctx: ctx, Desk: s, Finder: s, Areas: areas, OfficeArea: "36.71", ID: id}
}

// opened is an office with its reports, and one of them open.
func opened(t testing.TB, id model.CaseID) (*office, *uitest.Stage) {
	t.Helper()
	o := newOffice(t)
	o.reports()
	return o, stage(t, o, id, locale.Indonesian, 80, 20)
}

// last is the newest command the officer gave, without its Meta.
func (o *office) last() model.Command {
	if len(o.given) == 0 {
		return nil
	}
	return bare(o.given[len(o.given)-1])
}
