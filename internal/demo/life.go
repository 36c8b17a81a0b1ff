package demo

import (
	"math/rand/v2"
	"time"

	"piket/internal/desk"
	"piket/model"
)

// step is one thing an officer does to a case at a time.
type step struct {
	at time.Time
	by int // which officer, counted through those who act
	do func(m model.Meta, c cast) model.Command
}

// cast is who a step is about.
type cast struct {
	id    model.CaseID
	other model.CaseID // the case this one is a duplicate of
	staff []model.OfficerID
}

// life writes the steps of a case one after another.
type life struct {
	world  *World
	r      *rand.Rand
	report desk.Report
	at     time.Time
	holder int // which officer holds the case, if anybody does
	steps  []step
}

func (w *World) life(i uint64, r desk.Report) *life {
	return &life{world: w, r: w.dice(diceLife, i), report: r, at: r.Received, holder: w.onDuty(r.Received)}
}

// wait lets between two spans of time go by.
func (l *life) wait(least, most time.Duration) {
	l.at = l.at.Add(least + time.Duration(l.r.Float64()*float64(most-least))).Truncate(time.Second)
}

func (l *life) add(do func(m model.Meta, c cast) model.Command) {
	l.steps = append(l.steps, step{at: l.at, by: l.world.onDuty(l.at), do: do})
}

// onDuty counts the officers through the watches: three a day.
func (w *World) onDuty(at time.Time) int {
	at = at.In(w.cfg.Zone.Location())
	return at.YearDay()*3 + at.Hour()/8
}

// whole is a life from the first officer who takes the case to its end.
func (l *life) whole() []step {
	if chance(l.r, 88) {
		l.take()
	}
	l.triage()
	if l.report.Urgency == model.Urgent {
		l.wait(3*time.Minute, 24*time.Minute)
		l.status(model.Acting, "")
	} else {
		l.wait(20*time.Minute, 30*time.Hour)
		l.status(model.Analysing, "")
	}
	l.look()
	l.act()
	l.end()
	return l.steps
}

func (l *life) take() {
	if l.report.Take {
		return // taken when it was written down
	}
	l.wait(2*time.Minute, 50*time.Minute)
	l.holder = l.world.onDuty(l.at)
	l.add(func(m model.Meta, c cast) model.Command { return model.TakeCase{Meta: m, Case: c.id} })
}

// waiting is the life of a case that goes on only when an answer comes.
func (l *life) waiting() []step {
	l.take()
	l.triage()
	l.wait(20*time.Minute, 5*time.Hour)
	l.status(model.Analysing, "")
	l.wait(time.Hour, 20*time.Hour)
	l.status(model.Waiting, one(l.r, l.world.words.Notes.Waiting))
	return l.steps
}

func (l *life) triage() {
	r := l.report
	if r.Facts.Kind != model.Complaint || r.Violation != "" {
		return
	}
	found := weighted(l.r, l.world.words.Complaints, func(c complaintWords) int { return c.Weight }).Violation
	l.wait(2*time.Minute, 20*time.Minute)
	l.add(func(m model.Meta, c cast) model.Command {
		return model.Triage{Meta: m, Case: c.id, Violation: found, Urgency: r.Urgency}
	})
}

func (l *life) status(to model.Status, reason string) {
	l.add(func(m model.Meta, c cast) model.Command {
		return model.ChangeStatus{Meta: m, Case: c.id, To: to, Reason: reason}
	})
}

func (l *life) note(text string) {
	l.add(func(m model.Meta, c cast) model.Command { return model.AddNote{Meta: m, Case: c.id, Text: text} })
}

// look is what is done about a case at the desk.
func (l *life) look() {
	n := l.world.words.Notes
	if l.report.Facts.Channel == model.Phone && l.report.Callback == nil && !l.report.Reporter.Empty() && chance(l.r, 70) {
		l.wait(10*time.Minute, 3*time.Hour)
		l.add(func(m model.Meta, c cast) model.Command {
			return model.RecordCallback{Meta: m, Case: c.id, Callback: model.Callback{Reached: true, Confirmed: true, Note: n.Callback[0]}}
		})
	}
	if chance(l.r, 65) {
		l.wait(30*time.Minute, 8*time.Hour)
		l.note(one(l.r, n.First))
	}
	if chance(l.r, 6) {
		l.correct()
	}
	if chance(l.r, 5) && !l.report.Reporter.Empty() {
		l.wait(10*time.Minute, time.Hour)
		why := one(l.r, n.Seal)
		l.add(func(m model.Meta, c cast) model.Command { return model.OpenSeal{Meta: m, Case: c.id, Reason: why} })
	}
	if chance(l.r, 12) {
		l.handOn(one(l.r, n.HandOn))
	}
}

func (l *life) correct() {
	place := l.report.Facts.Place
	place.Address = l.world.street(l.r)
	l.wait(10*time.Minute, 5*time.Hour)
	l.add(func(m model.Meta, c cast) model.Command {
		return model.CorrectFacts{Meta: m, Case: c.id, Patch: model.FactsPatch{Place: &place}, Reason: "Nomor rumah diperbaiki pelapor"}
	})
}

// handOn lets the holder give the case to the officer who comes next.
func (l *life) handOn(note string) {
	l.wait(time.Hour, 10*time.Hour)
	holder := l.holder
	l.add(func(m model.Meta, c cast) model.Command {
		return model.HandOn{Meta: m, Case: c.id, To: c.staff[(holder+1)%len(c.staff)], Note: note}
	})
	l.steps[len(l.steps)-1].by = holder
}

// act is what happens outside the desk.
func (l *life) act() {
	n := l.world.words.Notes
	acting := l.report.Urgency == model.Urgent
	often := 55
	if l.report.Facts.Kind == model.Presence {
		often = 10
	}
	if !acting && chance(l.r, often) {
		l.wait(3*time.Hour, 60*time.Hour)
		l.status(model.Acting, "")
		acting = true
	}
	if acting {
		l.wait(20*time.Minute, 4*time.Hour)
		l.note(one(l.r, n.Field))
		if chance(l.r, 50) {
			l.wait(40*time.Minute, 20*time.Hour)
			l.note(one(l.r, n.Field))
		}
	}
	if chance(l.r, 22) {
		l.wait(time.Hour, 24*time.Hour)
		l.status(model.Waiting, one(l.r, n.Waiting))
		l.wait(20*time.Hour, 90*time.Hour)
		l.status(model.Analysing, "")
	}
}

func (l *life) end() {
	endings := l.world.words.Endings
	if l.report.Facts.Kind == model.Presence {
		endings = endings[:2] // what is found is in order, or soon will be
	}
	ending := weighted(l.r, endings, func(e endingWords) int { return e.Weight })
	l.wait(2*time.Hour, 70*time.Hour)
	l.close(ending.Disposition, one(l.r, ending.Notes))
}

func (l *life) close(d model.Disposition, note string) {
	l.add(func(m model.Meta, c cast) model.Command {
		return model.ChangeStatus{Meta: m, Case: c.id, To: model.Closed, Disposition: d, Note: note}
	})
}

// duplicate is the short life of a report that repeats another.
func (l *life) duplicate() []step {
	l.wait(5*time.Minute, time.Hour)
	l.add(func(m model.Meta, c cast) model.Command {
		return model.LinkDuplicate{Meta: m, Case: c.id, Original: c.other}
	})
	l.wait(time.Minute, 10*time.Minute)
	l.status(model.Analysing, "")
	l.wait(time.Minute, 30*time.Minute)
	l.close(model.Duplicate, one(l.r, l.world.words.Notes.Duplicate))
	return l.steps
}

// fictitious is the life of a report that two officers find made up; of one
// when the second has not looked yet.
func (l *life) fictitious(second bool) []step {
	note := one(l.r, l.world.words.Notes.FalseReport)
	l.wait(10*time.Minute, 5*time.Hour)
	l.status(model.Analysing, "")
	l.wait(5*time.Hour, 30*time.Hour)
	l.note(l.world.words.Notes.Field[2])
	l.wait(time.Hour, 9*time.Hour)
	l.close(model.FalseReport, note)
	if second {
		l.wait(9*time.Hour, 14*time.Hour)
		l.close(model.FalseReport, "")
		l.steps[len(l.steps)-1].by = l.steps[len(l.steps)-2].by + 1
	}
	return l.steps
}

// squeezed are the same steps in the time there is: the last one comes before
// the limit.
func squeezed(steps []step, received, limit time.Time) []step {
	if len(steps) == 0 || !steps[len(steps)-1].at.After(limit) {
		return steps
	}
	factor := float64(limit.Sub(received)) / float64(steps[len(steps)-1].at.Sub(received))
	for i := range steps {
		steps[i].at = received.Add(time.Duration(factor * float64(steps[i].at.Sub(received))))
	}
	return steps
}

// unfinished are the steps that were taken by a time, and never the last: the
// case stays open.
func unfinished(steps []step, by time.Time) []step {
	steps = steps[:len(steps)-1]
	for i := range steps {
		if steps[i].at.After(by) {
			return steps[:i]
		}
	}
	return steps
}
