package search

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"testing"
	"time"
)

// growing is a corpus with cases arriving after it.
type growing struct {
	*corpus
	arrived atomic.Int64
}

func (g *growing) end() uint64 { return uint64(g.n) + uint64(g.arrived.Load()) }

func (g *growing) Head(ctx context.Context) (Head, error) {
	head, err := g.corpus.Head(ctx)
	return Head{Journal: head.Journal, Seq: g.end()}, err
}

func (g *growing) Documents(ctx context.Context, after uint64, limit int) ([]Document, uint64, error) {
	if after < uint64(g.n) {
		return g.corpus.Documents(ctx, after, limit)
	}
	var docs []Document
	for ; after < g.end() && len(docs) < limit; after++ {
		d := g.document(int(after))
		d.Narrative += fmt.Sprint(" tiba", after)
		docs = append(docs, d)
	}
	return docs, after, nil
}

// BenchmarkFound is the time from the wake-up after a commit until a query finds
// the new case, the sync of the index to disk and a query every 0.2 ms included. Its
// bound is BenchmarkSearch plus a commit.
func BenchmarkFound(b *testing.B) {
	for _, n := range benchSizes() {
		b.Run(fmt.Sprint("cases=", n), func(b *testing.B) {
			i, g, wakeUp := openGrowing(b, n)
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				seq := g.arrived.Add(1) + int64(g.n)
				wake(wakeUp)
				for text := fmt.Sprint("tiba", seq-1); ; time.Sleep(time.Millisecond / 5) {
					if hits, err := i.Query(b.Context(), text, 1); err != nil || len(hits) > 0 && hits[0].Seq == uint64(seq) {
						break
					}
				}
				took = append(took, time.Since(start))
			}
			report(b, i, took)
		})
	}
}

// openGrowing runs a copy of the index of n cases.
func openGrowing(b *testing.B, n int) (*Index, *growing, chan<- struct{}) {
	b.Helper()
	from, c := benchIndex(b, n)
	dir, g := b.TempDir(), &growing{corpus: c}
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		b.Fatal(err)
	}
	i, err := Open(Config{Dir: dir, Source: g})
	if err != nil {
		b.Fatal(err)
	}
	wakeUp, done := make(chan struct{}, 1), make(chan error, 1)
	ctx, cancel := context.WithCancel(b.Context())
	go func() { done <- i.Run(ctx, wakeUp) }()
	b.Cleanup(func() {
		cancel()
		if err := errors.Join(<-done, i.Close()); err != nil {
			b.Error(err)
		}
	})
	return i, g, wakeUp
}
