package demo

import (
	"context"
	"time"

	"piket/internal/desk"
)

// The pause between two arrivals, and how many of them are for one that
// cannot wait.
const (
	leastPause  = 3 * time.Second
	mostPause   = 9 * time.Second
	urgentEvery = 8
)

// arrivalsFrom is the number of the first report that arrives by itself: past
// those of any Play.
const arrivalsFrom = 1 << 40

// Arrive takes a report in every few seconds until the context ends, which is
// no error. One in eight is urgent.
func (w *World) Arrive(ctx context.Context, s *desk.Session) error {
	r := w.dice(diceTime, 2)
	for i := uint64(0); ; i++ {
		pause := leastPause + time.Duration(r.Float64()*float64(mostPause-leastPause))
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
		report := w.Report(arrivalsFrom+i, s.Now())
		if i%urgentEvery == urgentEvery/2 {
			report = w.Urgent(arrivalsFrom+i, s.Now())
		}
		if _, err := s.AddReport(ctx, within(s.Rules(), report)); err != nil {
			if ctx.Err() != nil {
				return nil //nolint:nilerr // the end that was asked for
			}
			return err //nolint:wrapcheck // a refusal as it is
		}
	}
}
