package desk_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"piket/internal/desk"
	"piket/model"
	"piket/storage/storagetest"
)

// sitDown has an officer sit down at home.
func (w *watched) sitDown(t *testing.T, id model.OfficerID) *desk.Session {
	t.Helper()
	s, err := w.SignIn(t.Context(), desk.SignIn{Officer: id, Door: "desk", Home: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// report takes a case in.
func (w *watched) report(t *testing.T, s *desk.Session, take bool) model.CaseID {
	t.Helper()
	added, err := s.AddReport(t.Context(), desk.Report{
		Received: s.Now(), Violation: model.Overstay, Urgency: model.Urgent, Take: take,
		Facts: model.Facts{Kind: model.Complaint, Channel: model.Phone, Narrative: "Dua orang asing tinggal di kos."},
	})
	if err != nil {
		t.Fatal(err)
	}
	return added.Case
}

func (w *watched) do(t *testing.T, s *desk.Session, c model.Command) {
	t.Helper()
	if _, err := s.Do(t.Context(), c); err != nil {
		t.Fatalf("%T: %v", c, err)
	}
}

func TestSince(t *testing.T) {
	w, ctx := watch(t), t.Context()
	budi := w.sitDown(t, storagetest.Officer)
	if got, err := budi.Since(ctx); err != nil || !got.Left.IsZero() || len(got.Items) > 0 {
		t.Fatalf("the first time: %+v, %v", got, err)
	}
	sari := w.sitDown(t, storagetest.Admin)
	mine, given, seen := w.report(t, budi, true), w.report(t, budi, false), w.report(t, budi, false)
	if err := budi.End(ctx, model.LeftDesk); err != nil {
		t.Fatal(err)
	}
	left := budi.Now()
	w.later(time.Minute)
	w.do(t, sari, model.AddNote{Meta: sari.Meta(0), Case: mine, Text: "Pemilik kos menelepon."})
	w.do(t, sari, model.Triage{Meta: sari.Meta(0), Case: mine, Violation: model.Overstay, Urgency: model.High})
	w.do(t, sari, model.TakeCase{Meta: sari.Meta(0), Case: given})
	w.do(t, sari, model.HandOn{Meta: sari.Meta(0), Case: given, To: storagetest.Officer})
	w.do(t, sari, model.AddNote{Meta: sari.Meta(0), Case: seen, Text: "Bukan kasus Budi."})
	arrived := w.report(t, sari, false)
	w.later(30 * 24 * time.Hour)

	budi = w.sitDown(t, storagetest.Officer)
	got, err := budi.Since(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Left.Equal(left) || got.Cut {
		t.Errorf("left %v, want %v; cut %v", got.Left, left, got.Cut)
	}
	have := map[string]desk.SinceItem{}
	for _, i := range got.Items {
		if i.Headline != "Dua orang asing tinggal di kos." {
			t.Errorf("%s is headed %q", i.Kind, i.Headline)
		}
		have[fmt.Sprint(i.Kind, " ", i.Case)] = i
	}
	want := []string{
		fmt.Sprint(desk.SinceArrived, " ", arrived), fmt.Sprint(desk.SinceChanged, " ", mine), fmt.Sprint(desk.SinceChanged, " ", given),
		fmt.Sprint(desk.SinceDue, " ", mine), fmt.Sprint(desk.SinceDue, " ", given), fmt.Sprint(desk.SinceDue, " ", seen), fmt.Sprint(desk.SinceDue, " ", arrived),
	}
	for _, k := range want {
		if i, ok := have[k]; !ok || i.Number == "" || i.Violation != model.Overstay || i.At.IsZero() {
			t.Errorf("%s: %+v, there: %v", k, i, ok)
		}
	}
	if len(got.Items) != len(want) || got.Total[desk.SinceChanged] != 2 || got.Total[desk.SinceDue] != 4 {
		t.Errorf("%d items, total %v", len(got.Items), got.Total)
	}
	if i := have[want[1]]; i.N != 2 || i.By != storagetest.Admin || i.Event.Type() != "case.triaged.v1" {
		t.Errorf("the changed case: %+v", i)
	}
}

func TestSinceNamesProposalsAndSeals(t *testing.T) {
	w, ctx := watch(t), t.Context()
	budi, sari := w.sitDown(t, storagetest.Officer), w.sitDown(t, storagetest.Admin)
	waits, decided := w.report(t, budi, false), w.report(t, budi, false)
	if err := budi.End(ctx, model.LeftDesk); err != nil {
		t.Fatal(err)
	}
	w.later(time.Minute)
	for _, id := range []model.CaseID{waits, decided} {
		w.do(t, sari, model.ChangeStatus{Meta: sari.Meta(0), Case: id, To: model.Analysing})
		w.do(t, sari, model.ChangeStatus{Meta: sari.Meta(0), Case: id, To: model.Closed, Disposition: model.FalseReport, Note: "Alamat tidak ada."})
	}
	w.do(t, sari, model.DeclineFalseReport{Meta: sari.Meta(0), Case: decided})
	added, err := sari.AddReport(ctx, desk.Report{
		Received: sari.Now(), Facts: model.Facts{Kind: model.Complaint, Channel: model.Phone, Narrative: "Kos."},
		Reporter: model.Reporter{Name: "Rekaan Belaka", Phone: "0811-7700-349"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sari.OpenSeal(ctx, added.Case, 0, "menelepon balik"); err != nil {
		t.Fatal(err)
	}
	budi = w.sitDown(t, storagetest.Officer)
	got, err := budi.Since(ctx)
	if err != nil {
		t.Fatal(err)
	}
	found := map[desk.SinceKind]model.CaseID{}
	for _, i := range got.Items {
		found[i.Kind] = i.Case
	}
	if got.Total[desk.SinceProposed] != 1 || found[desk.SinceProposed] != waits || found[desk.SinceUnsealed] != added.Case {
		t.Errorf("total %v, found %v", got.Total, found)
	}
}

// TestSinceListsEveryOpeningOfASeal has one case opened by two officers, and
// by one of them twice: nobody's look is hidden by another's.
func TestSinceListsEveryOpeningOfASeal(t *testing.T) {
	w, ctx := watch(t), t.Context()
	budi, sari := w.sitDown(t, storagetest.Officer), w.sitDown(t, storagetest.Admin)
	f, err := sari.Enrol(ctx, "Rina", model.RoleOfficer, nil)
	if err != nil {
		t.Fatal(err)
	}
	rina := w.Session(model.Actor{Officer: f.ID, Door: "desk"})
	added, err := sari.AddReport(ctx, desk.Report{
		Received: sari.Now(), Facts: model.Facts{Kind: model.Complaint, Channel: model.Phone, Narrative: "Kos."},
		Reporter: model.Reporter{Name: "Rekaan Belaka", Phone: "0811-7700-349"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := budi.End(ctx, model.LeftDesk); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, open := range []struct {
		by     *desk.Session
		reason string
	}{{sari, "menelepon balik"}, {rina, "mencocokkan KTP"}, {sari, "alamat kurang jelas"}} {
		if _, err := open.by.OpenSeal(ctx, added.Case, 0, open.reason); err != nil {
			t.Fatal(err)
		}
		want = append([]string{fmt.Sprint(open.by.Actor().Officer, " ", open.reason)}, want...)
	}
	got, err := w.sitDown(t, storagetest.Officer).Since(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, i := range got.Items {
		if i.Kind == desk.SinceUnsealed {
			told = append(told, fmt.Sprint(i.By, " ", i.Event.(model.SealOpened).Reason))
		}
	}
	if !slices.Equal(told, want) || got.Total[desk.SinceUnsealed] != len(want) {
		t.Errorf("told %q of %v, want %q", told, got.Total, want)
	}
}

// TestSinceIsBounded has an office take in more than a person can read.
func TestSinceIsBounded(t *testing.T) {
	w, ctx := watch(t), t.Context()
	budi, sari := w.sitDown(t, storagetest.Officer), w.sitDown(t, storagetest.Admin)
	if err := budi.End(ctx, model.LeftDesk); err != nil {
		t.Fatal(err)
	}
	const n = 230
	for range n {
		w.report(t, sari, false)
	}
	budi = w.sitDown(t, storagetest.Officer)
	got, err := budi.Since(ctx)
	if err != nil || len(got.Items) != 200 || got.Total[desk.SinceArrived] != n {
		t.Errorf("%d items of %v, %v", len(got.Items), got.Total, err)
	}
}

// TestTwoTakeAtOnce has two officers take one case many times over: one has
// it, and the other is told who.
func TestTwoTakeAtOnce(t *testing.T) {
	w := watch(t)
	budi, sari := w.sitDown(t, storagetest.Officer), w.sitDown(t, storagetest.Admin)
	for range 20 {
		id := w.report(t, budi, false)
		errs := make(chan error, 2)
		for _, s := range []*desk.Session{budi, sari} {
			go func() {
				_, err := s.Do(t.Context(), model.TakeCase{Meta: s.Meta(0), Case: id})
				errs <- err
			}()
		}
		lost := 0
		for range 2 {
			if err := <-errs; err != nil {
				lost++
				refused(t, "the second", err, "taken")
			}
		}
		l, err := budi.Case(t.Context(), id)
		if err != nil || lost != 1 || l.Case.Owner == "" {
			t.Fatalf("%d lost, owner %q, %v", lost, l.Case.Owner, err)
		}
	}
}

// TestStaleSaves has everything an officer can save on a case be saved on
// sight of a version that another officer has moved on from: nothing is
// undone unseen, and the same is taken once the newer version was seen.
func TestStaleSaves(t *testing.T) {
	w := watch(t)
	budi, sari := w.sitDown(t, storagetest.Officer), w.sitDown(t, storagetest.Admin)
	narrative := "Tiga orang asing."
	for name, save := range map[string]func(m model.Meta, id model.CaseID) model.Command{
		"Correct": func(m model.Meta, id model.CaseID) model.Command {
			return model.CorrectFacts{Meta: m, Case: id, Patch: model.FactsPatch{Narrative: &narrative}, Reason: "salah dengar"}
		},
		"Triage": func(m model.Meta, id model.CaseID) model.Command {
			return model.Triage{Meta: m, Case: id, Violation: model.Overstay, Urgency: model.Normal}
		},
		"Status": func(m model.Meta, id model.CaseID) model.Command {
			return model.ChangeStatus{Meta: m, Case: id, To: model.Analysing}
		},
		"Take": func(m model.Meta, id model.CaseID) model.Command { return model.TakeCase{Meta: m, Case: id} },
		"HandOn": func(m model.Meta, id model.CaseID) model.Command {
			return model.HandOn{Meta: m, Case: id, To: storagetest.Admin}
		},
	} {
		t.Run(name, func(t *testing.T) {
			id := w.report(t, budi, false)
			w.do(t, sari, model.AddNote{Meta: sari.Meta(1), Case: id, Text: "Sudah ditelepon."})
			_, err := budi.Do(t.Context(), save(budi.Meta(1), id))
			refused(t, "on sight of version 1", err, "stale")
			if l, _ := budi.Case(t.Context(), id); l.Case.Version != 2 {
				t.Errorf("version %d after a refusal", l.Case.Version)
			}
			w.do(t, budi, save(budi.Meta(2), id))
		})
	}
}
