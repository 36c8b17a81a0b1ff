package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"piket/internal/desk"
	"piket/model"
)

// Past is what an office has behind it.
type Past struct {
	Until time.Time     // now
	Span  time.Duration // how far back the first case lies; 0 is six weeks
	Cases int           // 0 is 320
	Open  int           // how many of them are still in the queue; 0 is 40
}

func (p Past) withDefaults() Past {
	if p.Span == 0 {
		p.Span = 42 * 24 * time.Hour
	}
	if p.Cases == 0 {
		p.Cases = 320
	}
	if p.Open == 0 {
		p.Open = 40
	}
	p.Open = min(p.Open, p.Cases)
	return p
}

// Begin is when the office opened its desk: the time to set it up at.
func (p Past) Begin() time.Time {
	p = p.withDefaults()
	return p.Until.Add(-p.Span - time.Hour)
}

// Play lives the office's past through, in the order things happened: it
// sets the clock to each moment and gives the command an officer gave. Staff
// must be registered. The clock is left standing at p.Until.
func (w *World) Play(ctx context.Context, seat Seat, clock *Clock, p Past) error {
	p = p.withDefaults()
	clock.Set(p.Begin())
	scenes := w.past(p)
	moments := order(scenes)
	staff := acting(seat("", clock).Office())
	if len(staff) < 2 {
		return fmt.Errorf("the demo needs two officers, there are %d", len(staff))
	}
	sessions := make([]*desk.Session, len(staff))
	for i, id := range staff {
		sessions[i] = seat(id, clock)
	}
	for _, m := range moments {
		clock.Set(m.step.at)
		s := sessions[m.step.by%len(sessions)]
		if err := m.live(ctx, s, scenes, staff); err != nil {
			return fmt.Errorf("play case %d at %s: %w", m.scene, m.step.at.Format(time.RFC3339), err)
		}
	}
	clock.Set(p.Until)
	return nil
}

// played is one case of the past.
type played struct {
	report desk.Report
	by     int // which officer wrote it down
	steps  []step
	other  int // the case it repeats, -1 for none
	id     model.CaseID
}

// moment is a step of a case; the zero step's do is the report itself.
type moment struct {
	scene int
	step  step
}

// order is all that happens, in time.
func order(scenes []*played) []moment {
	var all []moment
	for i, s := range scenes {
		all = append(all, moment{i, step{at: s.report.Received, by: s.by}})
		for _, st := range s.steps {
			all = append(all, moment{i, st})
		}
	}
	slices.SortStableFunc(all, func(a, b moment) int { return a.step.at.Compare(b.step.at) })
	return all
}

func (m moment) live(ctx context.Context, s *desk.Session, scenes []*played, staff []model.OfficerID) error {
	p := scenes[m.scene]
	if m.step.do == nil {
		added, err := s.AddReport(ctx, p.report)
		p.id = added.Case
		return err
	}
	c := cast{id: p.id, staff: staff}
	if p.other >= 0 {
		c.other = scenes[p.other].id
	}
	_, err := s.Do(ctx, m.step.do(s.Meta(0), c))
	return err
}

// past invents the cases: most have ended, the youngest and a few old ones
// are open.
func (w *World) past(p Past) []*played {
	from := p.Until.Add(-p.Span)
	times := w.arrivals(p.Cases, from, p.Until.Add(-40*time.Minute))
	for i, ago := range []time.Duration{26 * time.Minute, 11 * time.Minute, 4 * time.Minute} {
		if at := len(times) - 3 + i; at >= 0 {
			times[at] = p.Until.Add(-ago).Truncate(time.Second)
		}
	}
	open := w.stillOpen(p)
	var scenes []*played
	for i, at := range times {
		s := &played{report: w.Report(uint64(i), at), by: w.onDuty(at), other: -1}
		s.report.Take = s.report.Facts.Channel == model.WalkIn && i%3 == 0
		if n, stays := open[i]; stays {
			w.leaveOpen(uint64(i), n, s, p.Until)
		} else {
			w.bringToEnd(uint64(i), s, scenes, p.Until)
		}
		scenes = append(scenes, s)
	}
	return scenes
}

// stillOpen picks the cases that are open: two thirds of them the youngest,
// the rest out of the later half. They are counted through.
func (w *World) stillOpen(p Past) map[int]int {
	r := w.dice(diceTime, 1)
	open := map[int]int{}
	for i := p.Cases - 1; len(open) < p.Open*2/3; i-- {
		open[i] = len(open)
	}
	for tries := 0; len(open) < p.Open; tries++ {
		i := p.Cases/2 + r.IntN(p.Cases-p.Cases/2)
		if tries > 1000 {
			i = tries % p.Cases
		}
		if _, there := open[i]; !there {
			open[i] = len(open)
		}
	}
	return open
}

// leaveOpen lets a case come as far as it did: every seventh is urgent, every
// fourth still waits for somebody to take it, every ninth for an answer, one
// for a second officer.
func (w *World) leaveOpen(i uint64, n int, s *played, until time.Time) {
	if n%7 == 1 {
		s.report = w.Urgent(i, s.report.Received)
		s.report.Take = false
	}
	l := w.life(i, s.report)
	switch {
	case n == 30:
		s.steps = squeezed(l.fictitious(false), s.report.Received, until.Add(-time.Hour))
	case n%9 == 4:
		s.steps = squeezed(l.waiting(), s.report.Received, until.Add(-10*time.Minute))
	case n%4 != 1:
		s.steps = unfinished(l.whole(), until)
	}
}

// bringToEnd lets a case end in time. Every fortieth repeats the report
// before it, every seventieth was made up.
func (w *World) bringToEnd(i uint64, s *played, before []*played, until time.Time) {
	l := w.life(i, s.report)
	switch {
	case i%40 == 7 && len(before) > 0:
		s.other = len(before) - 1
		original := before[s.other].report
		s.report.Facts.Place, s.report.Facts.Subjects = original.Facts.Place, original.Facts.Subjects
		s.report.Facts.Narrative = original.Facts.Narrative + " " + w.words.Sentences.Closing[6]
		s.report.Facts.Kind, s.report.Violation = original.Facts.Kind, original.Violation
		s.report.Facts.CheckIn, s.report.Facts.CheckOut = original.Facts.CheckIn, original.Facts.CheckOut
		l.report = s.report
		s.steps = l.duplicate()
	case i%70 == 21:
		s.steps = l.fictitious(true)
	default:
		s.steps = l.whole()
	}
	s.steps = squeezed(s.steps, s.report.Received, until.Add(-10*time.Minute))
}
