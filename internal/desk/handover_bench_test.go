package desk_test

import (
	"slices"
	"testing"
	"time"

	"piket/internal/desk"
	"piket/model"
)

// busyNight is a watch with 500 open cases, a third of them waiting and a
// third with a note, and its handover begun.
func busyNight(b *testing.B) (*watched, *desk.Session, desk.Passing) {
	b.Helper()
	w, out, _ := guard(b, 500)
	ctx := b.Context()
	rows, err := out.Window(ctx, model.WindowQuery{Now: out.Now(), After: 1000})
	if err != nil || len(rows.Rows) != 500 {
		b.Fatalf("%d rows, %v", len(rows.Rows), err)
	}
	for i, r := range rows.Rows {
		var c model.Command = model.AddNote{Meta: out.Meta(0), Case: r.ID, Text: "sudah dihubungi"}
		switch i % 3 {
		case 0:
			continue
		case 1:
			if _, err := out.Do(ctx, model.ChangeStatus{Meta: out.Meta(0), Case: r.ID, To: model.Analysing}); err != nil {
				b.Fatal(err)
			}
			c = model.ChangeStatus{Meta: out.Meta(0), Case: r.ID, To: model.Waiting, Reason: "jawaban Disnaker"}
		}
		if _, err := out.Do(ctx, c); err != nil {
			b.Fatal(err)
		}
	}
	_, id, _, err := out.WatchToHandOver(ctx)
	if err != nil {
		b.Fatal(err)
	}
	p, err := out.BeginHandover(ctx, id)
	if err != nil || len(p.Lines) != 500 {
		b.Fatalf("%d lines, %v", len(p.Lines), err)
	}
	return w, out, p
}

// BenchmarkHandoverDraft drafts a handover of 500 open cases beside a bare
// scan of the journal it is drafted from, the first time and every time after
// it. The draft's bound is 100 ms.
func BenchmarkHandoverDraft(b *testing.B) {
	w, out, p := busyNight(b)
	ctx := b.Context()
	fresh := func() *desk.Session {
		return desk.New(desk.Config{
			Journal: w.store, Cases: w.store, Drafts: w.store, Keys: w.keys, Duty: w.store, Sittings: w.store,
			Rules: out.Rules, Now: out.Now, NewID: out.NewID,
		}).Session(out.Actor())
	}
	b.Run("BareScan", func(b *testing.B) {
		events := 0
		for b.Loop() {
			events = 0
			for after := p.Since; ; {
				page, err := out.Events(ctx, after, 1000)
				if err != nil {
					b.Fatal(err)
				}
				if len(page) == 0 {
					break
				}
				events += len(page)
				after = page[len(page)-1].Seq
			}
		}
		b.ReportMetric(float64(events), "events")
	})
	b.Run("First", func(b *testing.B) { drafts(b, p.ID, fresh) })
	b.Run("Draft", func(b *testing.B) { drafts(b, p.ID, func() *desk.Session { return out }) })
}

// drafts drafts a handover again and again, each time at a desk of its own or
// at one that has drafted it before.
func drafts(b *testing.B, id model.HandoverID, at func() *desk.Session) {
	b.Helper()
	var took []time.Duration
	for b.Loop() {
		s, began := at(), time.Now()
		if _, err := s.Passing(b.Context(), id); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}
