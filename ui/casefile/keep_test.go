package casefile_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/internal/seal"
	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
	"piket/ui/casefile"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestTypedTextIsKept leaves every question half answered and comes back.
func TestTypedTextIsKept(t *testing.T) {
	analysing := func(o *office) { moved(o, model.Analysing) }
	proposed := func(o *office) {
		moved(o, model.Analysing)
		budi := o.at(uitest.Budi)
		budi.do(model.ChangeStatus{Meta: budi.Meta(0), Case: complaint, To: model.Closed, Disposition: model.FalseReport})
	}
	tests := map[string]struct {
		id     model.CaseID
		before func(o *office)
		keys   []string
		unsent string
	}{
		"Note":      {complaint, nil, []string{"c"}, "catatan"},
		"Waiting":   {complaint, nil, []string{"s", "=menunggu", "enter"}, "alasan"},
		"Reopen":    {complaint, closed, []string{"s", "enter"}, "alasan"},
		"Closing":   {complaint, analysing, []string{"x", "enter"}, "catatan penutup"},
		"Decline":   {complaint, proposed, []string{"s", "=tolak", "enter"}, "penolakan usulan"},
		"Seal":      {complaint, nil, []string{"R"}, "alasan membuka segel"},
		"Callback":  {earlier, nil, []string{"w", "enter"}, "telepon balik"},
		"Interview": {complaint, nil, []string{"w"}, "tanya ulang"},
		"Fact":      {complaint, nil, []string{"e", "=kronologi", "enter"}, "perbaikan"},
		"Subject":   {complaint, nil, []string{"e", "=terlapor 1", "enter", "=nama", "enter"}, "perbaikan"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.reports()
			if tt.before != nil {
				tt.before(o)
			}
			s := stage(t, o, tt.id, locale.Indonesian, 80, 20)
			play(s, tt.keys...)
			play(s, "=setengah jadi")
			for len(s.Dialogs) > 0 {
				play(s, "esc")
			}
			sees(t, s, "✎", tt.unsent)
			play(s, tt.keys...)
			sees(t, s, "setengah jadi")
			if len(o.given) > 0 {
				t.Errorf("gave %v", o.given)
			}
		})
	}
}

func TestOneLettersOfTwoSubjectsAreNotMixedUp(t *testing.T) {
	_, s := opened(t, complaint)
	play(s, "e", "=terlapor 1", "enter", "=catatan", "enter", "= Bertopi.", "esc", "esc", "=terlapor 2", "enter", "=catatan", "enter")
	if strings.Contains(text(s), "Bertopi") {
		t.Error("what was typed about the first is offered for the second")
	}
}

func TestEmptiedTextIsNotKept(t *testing.T) {
	_, s := opened(t, complaint)
	play(s, "c", "=a", "backspace", "esc")
	if got := text(s); strings.Contains(got, "✎") || len(s.Toasts) > 0 {
		t.Errorf("nothing typed is said to be unsaved: %v\n%s", s.Toasts, got)
	}
}

// onStore is a desk over a store.
type onStore struct {
	session *desk.Session
	id      model.CaseID
	now     time.Time
}

func newOnStore(t *testing.T, opts ...func(*storage.Config)) *onStore {
	t.Helper()
	store := storagetest.Open(t, opts...)
	keys, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	r := &onStore{now: storagetest.Start().Add(time.Hour)}
	d := desk.New(desk.Config{
		Journal: store, Cases: store, Drafts: store, Keys: keys, NewID: func() string { return ulid.Make().String() },
		Rules: func() model.Rules { return model.DefaultRules(model.WIB) }, Now: func() time.Time { return r.now },
	})
	r.session = d.Session(model.Actor{Officer: storagetest.Admin, Door: "desk"})
	added, err := r.session.AddReport(t.Context(), desk.Report{
		Received: r.now, Urgency: model.Normal, Reporter: model.Reporter{Name: "Rekaan Sentosa", Phone: "081100000123"},
		Facts: model.Facts{Kind: model.Complaint, Channel: model.WalkIn, Narrative: "Orang asing bekerja di bengkel."},
	})
	if err != nil {
		t.Fatal(err)
	}
	r.id = added.Case
	return r
}

func (r *onStore) open(t *testing.T) *uitest.Stage {
	t.Helper()
	ctx := uitest.Ctx(t, locale.Indonesian)
	ctx.Now = func() time.Time { return r.now }
	ctx.Office = r.session.Office()
	ctx.Officer, _ = ctx.Office.Officer(storagetest.Admin)
	cfg := config(t, ctx, newOffice(t).at(uitest.Sari), r.id)
	cfg.Desk, cfg.Finder, cfg.Drafts = r.session, r.session, r.session
	return uitest.NewStage(t, casefile.New(cfg), 80, 20)
}

// TestTypedTextOutlivesTheFile: a lost line, a killed process, a closed case.
func TestTypedTextOutlivesTheFile(t *testing.T) {
	r := newOnStore(t)
	s := r.open(t)
	play(s, "c", "=Ketua RT")
	s.Tell(screen.Tick{Now: r.now}) // the second in which everything ends

	s = r.open(t)
	sees(t, s, "✎ Belum disimpan: catatan")
	play(s, "c", "= ditelepon.", "esc", "esc")
	if !s.Closed {
		t.Fatal("Esc did not leave the file")
	}

	s = r.open(t)
	play(s, "c")
	sees(t, s, "Ketua RT ditelepon.")
	play(s, "ctrl+d")
	if s.Said() != "Catatan ditambahkan · Ketua RT ditelepon." {
		t.Errorf("said %q", s.Said())
	}

	s = r.open(t)
	if strings.Contains(text(s), "✎") {
		t.Errorf("a note that was taken is still unsaved:\n%s", text(s))
	}
	if found, err := r.session.Drafts(t.Context(), "case/"); err != nil || len(found) > 0 {
		t.Errorf("drafts left: %v, %v", found, err)
	}
}

// TestASavedTextIsNotOfferedAgain: the process was killed after the note was
// stored and before its draft was dropped.
func TestASavedTextIsNotOfferedAgain(t *testing.T) {
	r := newOnStore(t)
	s := r.open(t)
	play(s, "c", "=Ketua RT ditelepon.")
	s.Tell(screen.Tick{Now: r.now})
	before, err := r.session.Drafts(t.Context(), casefile.FormPrefix+string(r.id))
	if err != nil || len(before) != 1 {
		t.Fatal(before, err)
	}
	var texts map[string]string
	if err := before[0].Into(&texts); err != nil {
		t.Fatal(err)
	}
	play(s, "ctrl+d")
	if err := r.session.SaveDraft(t.Context(), before[0].Form, texts); err != nil { // as it was left
		t.Fatal(err)
	}

	s = r.open(t)
	if got := text(s); strings.Contains(got, "✎") {
		t.Errorf("a note that is stored is offered again:\n%s", got)
	}
	play(s, "c", "=Ketua RT ditelepon.", "ctrl+d") // the same words again are another note
	l, err := r.session.Case(t.Context(), r.id)
	if err != nil || len(l.History) != 3 {
		t.Errorf("%d events, %v", len(l.History), err)
	}
}

// TestNightOnTheRealStore goes through the file with a store behind it.
func TestNightOnTheRealStore(t *testing.T) {
	r := newOnStore(t)
	s := r.open(t)
	play(s, "t", "s", "enter", "e", "=tempat", "enter", "=Bengkel", "enter", "enter")
	play(s, "w", "=Melihat sendiri.", "ctrl+d", "R", "=Perlu nomor.", "ctrl+d")
	sees(t, s, "Rekaan Sentosa", "+6281100000123")
	play(s, "esc", "x", "=pembinaan", "enter", "=Selesai di tempat.", "ctrl+d", "y")
	l, err := r.session.Case(t.Context(), r.id)
	if err != nil {
		t.Fatal(err)
	}
	c := l.Case
	if c.Status != model.Closed || c.Disposition != model.Guidance || c.Owner != storagetest.Admin || c.Facts.Place.Name != "Bengkel" || c.Reinterview == nil {
		t.Errorf("the case is %+v", c)
	}
	var kinds []string
	for _, e := range l.History {
		kinds = append(kinds, strings.TrimSuffix(strings.TrimPrefix(e.Event.Type(), "case."), ".v1"))
	}
	if got := fmt.Sprint(kinds); got != "[opened assigned status-changed facts-corrected reinterviewed seal-opened status-changed]" {
		t.Errorf("history is %s", got)
	}
}

// broken is a place for drafts that takes none.
type broken struct{ *desk.Session }

func (broken) SaveDraft(context.Context, string, any) error { return errors.New("disk") }

func TestTextThatCannotBeStoredIsTriedAgain(t *testing.T) {
	r := newOnStore(t)
	ctx := uitest.Ctx(t, locale.Indonesian)
	ctx.Office = r.session.Office()
	ctx.Officer, _ = ctx.Office.Officer(storagetest.Admin)
	cfg := config(t, ctx, newOffice(t).at(uitest.Sari), r.id)
	cfg.Desk, cfg.Finder, cfg.Drafts = r.session, r.session, broken{r.session}
	s := uitest.NewStage(t, casefile.New(cfg), 80, 20)
	play(s, "c", "=Penting")
	for range 2 {
		s.Toasts = nil
		s.Tell(screen.Tick{Now: r.now})
		if len(s.Toasts) != 1 || !s.Toasts[0].Bad || strings.Contains(s.Toasts[0].Text, "disk") {
			t.Fatalf("said %v", s.Toasts)
		}
	}
}
