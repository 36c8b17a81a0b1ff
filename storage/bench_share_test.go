package storage

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piket/model"
)

// BenchmarkAppendShare takes turns between the store and its bound, a few
// commits each, so that whatever else the machine does falls on both. share is
// the median, over the turns, of the bound's time by the store's: 0.8 is the
// least at one writer, 0.7 at 64.
func BenchmarkAppendShare(b *testing.B) {
	for _, cases := range sizes() {
		for _, writers := range []int{1, 8, 64, 256} {
			b.Run(fmt.Sprintf("cases=%d/writers=%d", cases, writers), func(b *testing.B) {
				share(b, cases, writers)
			})
		}
	}
}

func share(b *testing.B, cases, writers int) {
	turn := max(40, 12*writers)
	turns := max(3, b.N/turn)
	s := stored(b, cases, false)
	cmds := reports(turn * (turns + 1))
	scratch := s
	if cases == 0 {
		scratch = opened(b, Config{NoSync: true}, seams{})
	}
	f := bareFile(b, scratch, cases)
	ops, tail := recorded(b, scratch, reports(turn*(turns+1)))
	in := make(chan *job, queueDepth)
	var wg sync.WaitGroup
	wg.Go(func() { bareLoop(b, f, tail, in) })
	b.ResetTimer()
	var ratios []float64
	for t := range turns + 1 {
		bare := timed(b, writers, ops[t*turn:(t+1)*turn], func(op bareOp) error { return bareDo(in, op) })
		ours := timed(b, writers, cmds[t*turn:(t+1)*turn], func(c model.Command) error {
			_, err := s.Do(context.Background(), c)
			return err
		})
		if t > 0 { // the first warms both up
			ratios = append(ratios, bare.Seconds()/ours.Seconds())
		}
	}
	close(in)
	wg.Wait()
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "share")
	b.ReportMetric(ratios[len(ratios)/10], "share-p10")
	b.ReportMetric(0, "ns/op")
}

func bareDo(in chan *job, op bareOp) error {
	j := &job{work: op, done: make(chan struct{})}
	in <- j
	<-j.done
	return j.err
}

// timed is how long writers take over a list, side by side.
func timed[T any](b *testing.B, writers int, list []T, do func(T) error) time.Duration {
	var next atomic.Int64
	var wg sync.WaitGroup
	began := time.Now()
	for range writers {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(list)); i = next.Add(1) - 1 {
				if err := do(list[i]); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	return time.Since(began)
}
