package storage

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"piket/model"
)

// lookedAt are the sizes that reading is measured at: ten thousand cases, made
// anew, against a million kept ones where there is a folder for them. The
// bound is the small store.
func lookedAt() []int { return append([]int{10_000}, sizes()[1:]...) }

func benchStore(b *testing.B, cases int) *Store {
	b.Helper()
	if cases > 10_000 {
		return stored(b, cases, true)
	}
	s := opened(b, Config{NoSync: true}, seams{})
	fill(b, s, cases, 7, years)
	return s
}

func eachSize(b *testing.B, f func(b *testing.B, s *Store, now time.Time)) {
	for _, cases := range lookedAt() {
		b.Run(fmt.Sprintf("cases=%d", cases), func(b *testing.B) {
			s := benchStore(b, cases)
			b.ResetTimer()
			f(b, s, time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC))
		})
	}
}

// A window in the middle of the queue, as a screen reads it on every wake-up.
func BenchmarkQueueWindow(b *testing.B) {
	eachSize(b, func(b *testing.B, s *Store, now time.Time) {
		ctx := context.Background()
		w, err := s.Window(ctx, model.WindowQuery{After: 500, Now: now})
		if err != nil {
			b.Fatal(err)
		}
		b.ResetTimer()
		for i := range b.N {
			anchor := w.Rows[i%len(w.Rows)]
			if _, err := s.Window(ctx, model.WindowQuery{Anchor: anchor.ID, Key: anchor.Key, Before: 30, After: 30, Now: now}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// Filters that let few through, over the whole queue.
func BenchmarkFilteredWindow(b *testing.B) {
	for name, f := range map[string]model.Filter{
		"owner":   {Owner: "nobody"},
		"urgent":  {Urgencies: []model.Urgency{model.Urgent}, Overdue: true},
		"text":    {Text: "tidak ada yang begini"},
		"closed":  {Statuses: model.Statuses(), Owner: "nobody"},
		"waiting": {Statuses: []model.Status{model.Waiting}},
	} {
		b.Run(name, func(b *testing.B) {
			eachSize(b, func(b *testing.B, s *Store, now time.Time) {
				for range b.N {
					if _, err := s.Window(context.Background(), model.WindowQuery{Filter: f, After: 60, Now: now}); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}

// The header's figures, with half of the queue overdue: after an event, and
// asked again by the next screen.
func BenchmarkCounts(b *testing.B) {
	for _, fresh := range []bool{true, false} {
		b.Run(fmt.Sprint("fresh=", fresh), func(b *testing.B) {
			eachSize(b, func(b *testing.B, s *Store, now time.Time) {
				for range b.N {
					if fresh {
						s.counts.known = false
					}
					if _, err := s.Counts(context.Background(), now); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}

// Hints while a report is typed: half a year back.
func BenchmarkRelated(b *testing.B) {
	eachSize(b, func(b *testing.B, s *Store, now time.Time) {
		q := model.RelatedQuery{
			Subjects: []model.Subject{{Name: "Chen Li Zz"}, {Passport: "X99887766"}},
			Place:    model.Place{Address: "Jl. Tidak Ada No. 1", Area: "36.71.05"}, Pseudonym: "ZZZZZZZZ", Since: now.AddDate(0, -6, 0),
		}
		for range b.N {
			if _, err := s.Related(context.Background(), q); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkCase(b *testing.B) {
	eachSize(b, func(b *testing.B, s *Store, now time.Time) {
		w, err := s.Window(context.Background(), model.WindowQuery{After: 500, Now: now, Filter: model.Filter{Statuses: []model.Status{model.Closed}}})
		if err != nil {
			b.Fatal(err)
		}
		b.ResetTimer()
		for i := range b.N {
			if _, err := s.Case(context.Background(), w.Rows[i%len(w.Rows)].ID); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// Opening an office's store and reading the first screen of it.
func BenchmarkOpen(b *testing.B) {
	for _, cases := range append([]int{0}, lookedAt()...) {
		b.Run(fmt.Sprintf("cases=%d", cases), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), FileName)
			if cases > 10_000 {
				path = keptPath(b, cases)
			} else {
				s := opened(b, Config{Path: path, NoSync: true}, seams{})
				fill(b, s, cases, 7, years)
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ResetTimer()
			for range b.N {
				s, err := Open(Config{Path: path})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.Window(context.Background(), model.WindowQuery{After: 40, Now: time.Now()}); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}

func BenchmarkDecodeRow(b *testing.B) {
	v := newInventor(1, time.Now())
	c := model.FoldCase([]model.Envelope{{Stream: "01J", Version: 1, Event: model.CaseOpened{Facts: v.report().Facts, Number: "UJI-2026-000001"}}})
	raw := encodeRow(rowOf(&c))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decodeRow("01J0000000000000000000SARI", raw); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	eachSize(b, func(b *testing.B, s *Store, _ time.Time) {
		for range b.N {
			if r, err := s.Check(context.Background(), nil); err != nil || !r.OK() {
				b.Fatal(r.Faults, err)
			}
		}
	})
}

func BenchmarkRebuild(b *testing.B) {
	eachSize(b, func(b *testing.B, s *Store, _ time.Time) {
		for range b.N {
			if err := s.Rebuild(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
