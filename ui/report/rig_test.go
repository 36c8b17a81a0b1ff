package report

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/internal/seal"
	"piket/model"
	"piket/model/area"
	"piket/ui/screen"
	"piket/ui/uitest"
)

var (
	update = flag.Bool("update", false, "write the golden screens")
	areas  = sync.OnceValues(func() (*area.Set, error) {
		set, err := area.Load()
		if err != nil {
			return nil, err
		}
		return set.WithVillages("36.71")
	})
	keys = sync.OnceValues(seal.New)
)

// shelf keeps sealed drafts in memory.
type shelf struct {
	mu     sync.Mutex // guards what follows
	drafts map[string]model.Draft
	fail   error
	slow   time.Duration
	puts   int
}

func (s *shelf) PutDraft(_ context.Context, d model.Draft) error {
	time.Sleep(s.slow)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return s.fail
	}
	s.puts++
	s.drafts[d.Key] = d
	return nil
}

func (s *shelf) Drafts(_ context.Context, prefix string) ([]model.Draft, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []model.Draft
	for _, k := range slices.Sorted(maps.Keys(s.drafts)) {
		if strings.HasPrefix(k, prefix) {
			list = append(list, s.drafts[k])
		}
	}
	return list, s.fail
}

func (s *shelf) DropDraft(_ context.Context, key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.drafts, key)
	return s.fail
}

// desktop is a desk that takes reports in, once for each key.
type desktop struct {
	took    []desk.Report
	byKey   map[string]model.Receipt
	fail    error
	linkErr error
	linked  []model.LinkDuplicate
	like    []model.Related
	asked   []model.Facts
	cases   map[model.CaseID]model.Case
}

func (d *desktop) AddReport(_ context.Context, r desk.Report) (desk.Added, error) {
	if d.fail != nil {
		return desk.Added{}, d.fail
	}
	if receipt, ok := d.byKey[r.Key]; ok {
		receipt.Repeated = true
		return desk.Added{Receipt: receipt}, nil
	}
	d.took = append(d.took, r)
	n := 411 + len(d.took)
	receipt := model.Receipt{Case: model.CaseID(fmt.Sprintf("01CASE%d", n)), Number: model.Number("TNG", 2026, uint64(n)), Version: 1}
	d.byKey[r.Key] = receipt
	return desk.Added{Receipt: receipt, Tracking: "K7QF-M4PX-9RTD-E"}, nil
}

func (d *desktop) Related(_ context.Context, f model.Facts, _ model.Reporter, _ model.CaseID) ([]model.Related, error) {
	d.asked = append(d.asked, f)
	return d.like, nil
}

func (d *desktop) Case(_ context.Context, id model.CaseID) (model.Loaded, error) {
	c, ok := d.cases[id]
	if !ok {
		return model.Loaded{}, &model.Error{Kind: model.KindNotFound, Key: "case-not-found", Args: model.Args{"number": string(id)}}
	}
	return model.Loaded{Case: c}, nil
}

func (d *desktop) Meta(seen uint64) model.Meta {
	return model.Meta{ID: "01META", At: uitest.Now(), Actor: model.Actor{Officer: uitest.Sari}, Expect: seen}
}

func (d *desktop) Do(_ context.Context, c model.Command) (model.Receipt, error) {
	if link, ok := c.(model.LinkDuplicate); ok && d.linkErr == nil {
		d.linked = append(d.linked, link)
	}
	return model.Receipt{}, d.linkErr
}

// alikeCase is a case like what the tests type.
func (d *desktop) alikeCase() {
	received := uitest.Now().Add(-26 * time.Hour)
	row := model.Row{ID: "01ALIKE", Number: "TNG-2026-000398", Received: received, Status: model.Analysing, Headline: "Chen Wei"}
	d.like = []model.Related{{Row: row, Why: []model.RelatedBy{model.BySubject, model.ByPlace}}}
	d.cases[row.ID] = model.Case{
		ID: row.ID, Number: row.Number, Received: received, Violation: model.Overstay, Owner: uitest.Budi,
		Facts: model.Facts{
			Channel: model.Phone, Narrative: "Dua orang asing bekerja di bengkel belakang pasar.",
			Place:    model.Place{Name: "Kos Melati", Area: "36.71.05"},
			Subjects: []model.Subject{{Name: "Chen Wei", Nationality: "CHN", Passport: "E12345670"}},
		},
	}
}

// rig is a form with somebody at it, and a desk behind it.
type rig struct {
	t       testing.TB
	s       *Screen
	ctx     *screen.Ctx
	desk    *desktop
	shelf   *shelf
	drafts  *desk.Session
	waiting []tea.Cmd // timers that have not gone off
	sent    []tea.Msg // what the form asked of the root
	dialog  screen.Dialog
	ids     int
	cfg     func(*Config)
	now     time.Time
}

func newRig(t testing.TB, lang locale.Lang) *rig {
	t.Helper()
	k, err := keys()
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{
		t: t, ctx: uitest.Ctx(t, lang), shelf: &shelf{drafts: map[string]model.Draft{}}, now: uitest.Now(),
		desk: &desktop{byKey: map[string]model.Receipt{}, cases: map[model.CaseID]model.Case{}},
	}
	r.ctx.Now = func() time.Time { return r.now }
	r.drafts = desk.New(desk.Config{
		Drafts: r.shelf, Keys: k, Now: r.ctx.Now,
		NewID: func() string { r.ids++; return fmt.Sprintf("01DRAFT%04d", r.ids) },
	}).Session(model.Actor{Officer: uitest.Sari, Door: "desk"})
	return r
}

// open begins a form; with a draft it takes that up.
func (r *rig) open(channel model.Channel, draft string) *rig {
	set, err := areas()
	if err != nil {
		r.t.Fatal(err)
	}
	cfg := Config{
		Ctx: r.ctx, Desk: r.desk, Drafts: r.drafts, Channel: channel, Draft: draft,
		Areas: set, OfficeArea: "36.71", ValidPhone: seal.ValidPhone, DraftEvery: time.Millisecond,
		Receipt: func(_ context.Context, i screen.Receipt) (string, error) { return "kwitansi/" + i.Number + ".txt", nil },
	}
	if r.cfg != nil {
		r.cfg(&cfg)
	}
	r.s, r.waiting, r.dialog = New(cfg), nil, nil
	r.s.pause, r.s.settle = time.Millisecond, time.Millisecond
	r.size(80, 24)
	r.settle(r.s.Init())
	return r
}

// size is the size of the terminal; the root takes four lines of it.
func (r *rig) size(width, height int) { r.tell(screen.Size{Width: width, Height: height - 4}) }

func (r *rig) tell(msg tea.Msg) {
	_, cmd := r.s.Update(msg)
	r.settle(cmd)
}

func (r *rig) settle(cmd tea.Cmd) {
	r.waiting = append(r.waiting, uitest.Settle(r.t, r.route, cmd)...)
}

// route does what the root would with a message.
func (r *rig) route(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case screen.ShowDialog:
		r.dialog = m.Dialog
		return nil
	case screen.CloseDialog:
		r.dialog = nil
		if m.Result == nil {
			return nil
		}
		return r.route(m.Result)
	case screen.Toast, screen.Acted, screen.OpenCase, screen.OpenReport, screen.Close:
		r.sent = append(r.sent, msg)
		return nil
	}
	_, cmd := r.s.Update(msg)
	return cmd
}

// rest lets the timers go off, and those that they start.
func (r *rig) rest() *rig {
	for range 3 {
		waiting := r.waiting
		r.waiting = nil
		for _, w := range waiting {
			r.settle(tell(uitest.Answer(r.t, w)))
		}
	}
	r.waiting = nil
	return r
}

func tell(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// press sends keys as the root would.
func (r *rig) press(names ...string) *rig {
	r.t.Helper()
	for _, name := range names {
		r.key(uitest.Key(name))
	}
	return r
}

func (r *rig) key(k tea.KeyPressMsg) {
	if r.dialog != nil {
		var msg tea.Msg = k
		if i, ok := intent(r.dialog.Bindings(), k.String(), r.dialog.Typing()); ok {
			msg = screen.Did{Intent: i}
		} else if !r.dialog.Typing() {
			return
		}
		d, cmd := r.dialog.Update(msg)
		r.dialog = d
		r.settle(cmd)
		return
	}
	if i, ok := intent(r.s.Bindings(), k.String(), r.s.Typing()); ok {
		r.tell(screen.Did{Intent: i})
	} else if r.s.Typing() {
		r.tell(k)
	}
}

func intent(list []screen.Binding, key string, typing bool) (screen.Intent, bool) {
	for _, b := range list {
		if (b.Typing || !typing) && slices.Contains(b.Keys, key) {
			return b.Intent, true
		}
	}
	return "", false
}

// typeText types a text, letter by letter.
func (r *rig) typeText(text string) *rig {
	for _, c := range text {
		if c == ' ' {
			r.key(uitest.Key("space"))
			continue
		}
		r.key(tea.KeyPressMsg{Code: c, Text: string(c)})
	}
	return r
}

// fill types texts into fields by their names.
func (r *rig) fill(pairs ...string) *rig {
	r.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		r.at(pairs[i])
		r.typeText(pairs[i+1])
	}
	return r.press("tab")
}

// at walks to a field with the keys of an officer.
func (r *rig) at(id string) *rig {
	r.t.Helper()
	for range 2 * len(r.s.fields) {
		if r.s.current().id == id {
			return r
		}
		if slices.IndexFunc(r.s.fields, func(f field) bool { return f.id == id }) < r.s.at {
			r.press("shift+tab")
		} else {
			r.press("tab")
		}
	}
	r.t.Fatalf("there is no way to the field %s", id)
	return r
}

func (r *rig) view() string { return r.s.View().Body }

// says fails the test unless the screen shows a text.
func (r *rig) says(text string) {
	r.t.Helper()
	if !strings.Contains(uitest.Text(r.view()), text) {
		r.t.Errorf("the screen does not say %q:\n%s", text, uitest.Text(r.view()))
	}
}

// toasts are the remarks in passing so far.
func (r *rig) toasts() string {
	var all []string
	for _, m := range r.sent {
		if t, ok := m.(screen.Toast); ok {
			all = append(all, t.Text)
		}
	}
	return strings.Join(all, "\n")
}

func (r *rig) closed() bool { return slices.Contains(r.sent, tea.Msg(screen.Close{})) }

// stored is the draft on disk as it would be read back; false for none.
func (r *rig) stored() (Draft, bool) {
	r.t.Helper()
	saved, err := r.drafts.Drafts(context.Background(), r.s.draft.form())
	if err != nil {
		r.t.Fatal(err)
	}
	if len(saved) == 0 {
		return Draft{}, false
	}
	var d Draft
	if err := saved[0].Into(&d); err != nil {
		r.t.Fatal(err)
	}
	return d, true
}

// complaint types a walk-in complaint as an officer would.
func (r *rig) complaint() *rig {
	return r.fill(
		"occurred", "kemarin 21:00",
		"narrative", "Tiga orang asing bekerja di bengkel belakang pasar, datang malam hari dengan mobil boks putih.",
		"violation", "izin",
		"person.0.name", "Chen Wei", "person.0.nationality", "rrt", "person.0.age", "35", "person.0.passport", "e1234 5670",
		"place", "Kos Melati", "lodging", "kos", "address", "Jl. Maulana Hasanuddin No. 12", "area", "cipo",
		"reporter-name", "Siti Contoh", "phone", "0811-7700-349",
	)
}

func uitestF8() tea.KeyPressMsg { return tea.KeyPressMsg{Code: tea.KeyF8} }

func containsText(view, text string) bool { return strings.Contains(ansi.Strip(view), text) }

func ctxIn(t *testing.T, lang locale.Lang, r *rig) *screen.Ctx {
	c := uitest.Ctx(t, lang)
	c.Now = r.ctx.Now
	return c
}
