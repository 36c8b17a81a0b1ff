package demo

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"piket/internal/desk"
	"piket/model"
)

// Load is how many cases to fill a store with.
type Load struct {
	Cases   int
	Until   time.Time
	Span    time.Duration // 0 is five years
	Workers int           // 0 is a good number
	// Progress is told the number of cases now and then, from one goroutine
	// at a time.
	Progress func(done, total int)
}

const fillWorkers = 256 // group commit carries them all at once

// Fill opens many cases fast, oldest first, and brings nine in ten to their
// end. An error leaves what was done.
func (w *World) Fill(ctx context.Context, seat Seat, l Load) error {
	l.Span = cmp.Or(l.Span, 5*365*24*time.Hour)
	staff := acting(seat("", NewClock(l.Until)).Office())
	if len(staff) == 0 {
		return fmt.Errorf("nobody may act in this office")
	}
	done := &count{load: l}
	next := make(chan int)
	g, gctx := errgroup.WithContext(ctx)
	for range min(cmp.Or(l.Workers, fillWorkers), max(1, l.Cases)) {
		f := filler{world: w, load: l, seat: seat, staff: staff, clock: NewClock(l.Until)}
		g.Go(func() error {
			for i := range next {
				if err := f.fill(gctx, i); err != nil {
					return fmt.Errorf("fill case %d: %w", i, err)
				}
				done.more()
			}
			return nil
		})
	}
	g.Go(func() error {
		defer close(next)
		for i := range l.Cases {
			select {
			case next <- i:
			case <-gctx.Done():
				return gctx.Err()
			}
		}
		return nil
	})
	return g.Wait()
}

// count counts what is done.
type count struct {
	load Load
	mu   sync.Mutex // guards done, and that one goroutine tells at a time
	done int
}

func (c *count) more() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done++
	if tell := c.load.Progress; tell != nil && (c.done%500 == 0 || c.done == c.load.Cases) {
		tell(c.done, c.load.Cases)
	}
}

// filler is one of those who fill; its clock is its own.
type filler struct {
	world *World
	load  Load
	seat  Seat
	staff []model.OfficerID
	clock *Clock
}

func (f *filler) fill(ctx context.Context, i int) error {
	r := f.world.dice(diceLife, uint64(i))
	part := (float64(i) + r.Float64()) / float64(f.load.Cases)
	at := f.load.Until.Add(-time.Duration((1 - part) * float64(f.load.Span))).Truncate(time.Second)
	report := f.world.Report(uint64(i), at)
	report.Take = chance(r, 50)
	f.clock.Set(at)
	s := f.session(at)
	added, err := s.AddReport(ctx, within(s.Rules(), report))
	if err != nil {
		return err //nolint:wrapcheck // the caller says which case
	}
	life := f.world.life(uint64(i), report)
	return f.live(ctx, added.Case, f.world.brief(life, part), s.Rules())
}

// brief is a life of a step or two. The last tenth of the cases is mostly
// open, so that one in ten is over all.
func (w *World) brief(l *life, part float64) []step {
	stays := 1
	if part > 0.9 {
		stays = 91
	}
	open := chance(l.r, stays)
	if open && chance(l.r, 55) {
		return nil
	}
	l.wait(2*time.Minute, 40*time.Hour)
	if l.report.Urgency == model.Urgent {
		l.status(model.Acting, "")
	} else {
		l.status(model.Analysing, "")
	}
	if !open {
		l.end()
	}
	return l.steps
}

// live takes the steps that lie in the past.
func (f *filler) live(ctx context.Context, id model.CaseID, steps []step, rules model.Rules) error {
	for _, st := range steps {
		at := st.at
		if at.After(f.load.Until) {
			at = f.load.Until
		}
		f.clock.Set(at)
		s := f.session(at)
		if _, err := s.Do(ctx, listed(rules, st.do(s.Meta(0), cast{id: id, staff: f.staff}))); err != nil {
			return err //nolint:wrapcheck // the caller says which case
		}
	}
	return nil
}

func (f *filler) session(at time.Time) *desk.Session {
	return f.seat(f.staff[f.world.onDuty(at)%len(f.staff)], f.clock)
}

// within keeps a report to what its office has on its picklist.
func within(rules model.Rules, r desk.Report) desk.Report {
	if !slices.Contains(rules.Violations, r.Violation) {
		r.Violation = ""
	}
	return r
}

// listed keeps an ending to what its office has on its picklist.
func listed(rules model.Rules, c model.Command) model.Command {
	end, ok := c.(model.ChangeStatus)
	if ok && end.Disposition != "" && !slices.Contains(rules.Dispositions, end.Disposition) && len(rules.Dispositions) > 0 {
		end.Disposition = rules.Dispositions[0]
		return end
	}
	return c
}
