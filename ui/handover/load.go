package handover

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/model"
	"piket/ui/kept"
)

// soon is how long before its end a watch is handed over without asking.
const soon = time.Hour

// found is the watch to hand over.
type found struct {
	turn  int
	watch model.Watch
	id    model.HandoverID
	near  bool
	begun bool
	err   error
}

// find looks for the handover of the watch that ends.
func (s *Screen) find() tea.Cmd {
	if s.id = s.cfg.ID; s.id != "" {
		return s.begin(s.cfg.Desk.Passing)
	}
	s.turn++
	d, turn := s.cfg.Desk, s.turn
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		m := found{turn: turn}
		if m.watch, m.id, m.near, m.err = d.WatchToHandOver(ctx); m.err != nil || !m.near {
			return m
		}
		_, err := d.Passing(ctx, m.id)
		m.begun = err == nil
		if err != nil && !errors.Is(err, &model.Error{Key: "handover-not-found"}) {
			m.err = err
		}
		return m
	}
}

func (s *Screen) found(m found) tea.Cmd {
	if m.turn != s.turn {
		return nil
	}
	s.watch, s.fail = m.watch, m.err
	switch {
	case m.err != nil:
		return nil
	case !m.near:
		s.phase = nothing
		return nil
	}
	s.id = m.id
	crew := s.ctx.Office.CrewOf(s.ctx.Rules, m.watch)
	switch {
	case m.begun:
		return s.begin(s.cfg.Desk.Passing)
	case crew.Has(s.me()) && m.watch.To.Sub(s.ctx.Now()) < soon && s.may():
		return s.begin(s.cfg.Desk.BeginHandover)
	}
	s.phase = waiting
	return nil
}

func (s *Screen) me() model.OfficerID { return s.ctx.Officer.ID }

// may says whether this officer may do more than look.
func (s *Screen) may() bool { return s.ctx.Officer.Role.May(model.NeedAct) }

// loaded is the handover as it stands.
type loaded struct {
	turn     int
	p        desk.Passing
	previous map[model.LineKey]model.Outlook
	sealed   time.Time // the handover before
	original *model.Record
	err      error
}

// begin reads the handover, or opens it first, and what was planned last time.
func (s *Screen) begin(open func(context.Context, model.HandoverID) (desk.Passing, error)) tea.Cmd {
	s.kept = kept.New(s.cfg.Drafts, "handover/"+string(s.id))
	return tea.Batch(s.kept.Load(), s.ask(open))
}

func (s *Screen) ask(open func(context.Context, model.HandoverID) (desk.Passing, error)) tea.Cmd {
	s.turn++
	s.busy, s.again = true, false
	d, id, turn, first := s.cfg.Desk, s.id, s.turn, s.phase != underway
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		m := loaded{turn: turn}
		if m.p, m.err = open(ctx, id); m.err != nil || !first {
			return m
		}
		m.previous, m.sealed = planned(ctx, d, id)
		if m.p.AddsTo != "" {
			if o, err := d.Passing(ctx, m.p.AddsTo); err == nil { // it is for an offer only
				m.original = o.Record
			}
		}
		return m
	}
}

// planned is what was to come next of each line of the handover before, and of
// what was added since, and when the last of these was sealed.
func planned(ctx context.Context, d Desk, id model.HandoverID) (plans map[model.LineKey]model.Outlook, sealed time.Time) {
	const back = 12 // further back, nothing is carried over
	before, err := d.Handovers(ctx, id, back)
	if err != nil {
		return nil, time.Time{} // it is an offer only
	}
	plans = map[model.LineKey]model.Outlook{}
	for _, h := range before { // the newest first
		if !h.Sealed() {
			continue
		}
		if h.Record.Sealed.After(sealed) {
			sealed = h.Record.Sealed
		}
		for _, l := range h.Record.Lines {
			if _, later := plans[l.Key]; !later && l.Outlook.Next != "" {
				plans[l.Key] = l.Outlook
			}
		}
		if h.AddsTo == "" {
			break
		}
	}
	return plans, sealed
}

func (s *Screen) loaded(m loaded) tea.Cmd {
	if m.turn != s.turn {
		return nil
	}
	s.busy, s.fail = false, m.err
	if m.err != nil {
		return nil
	}
	begun := s.phase != underway
	s.seeOwn(m.p)
	s.take(m.p)
	if begun {
		s.phase, s.previous, s.sealedAt, s.original = underway, m.previous, m.sealed, m.original
		s.first = map[model.LineKey]uint64{}
		for _, l := range m.p.Lines {
			s.first[l.Key] = l.Seq
		}
		s.rebuild()
		s.layout() // how much is in sight decides where the list begins
		s.list.toFirst(s.entries, s.todo)
		s.resume()
	}
	s.refreshSigning()
	if m.p.Sealed() {
		return tea.Batch(s.unblame(), s.forget())
	}
	switch {
	case s.clash != nil:
		return s.askWhichStands()
	case s.stale != nil:
		return s.writeAgain()
	}
	if s.again {
		return tea.Batch(s.unblame(), s.reload())
	}
	return s.unblame()
}

// forget lets go of what was half typed: nothing more can be said of a sealed
// handover, but for an addition to it and a section head's note.
func (s *Screen) forget() tea.Cmd {
	if s.kept.Text(addTitle) != "" || s.kept.Text(noteTitle) != "" {
		return nil
	}
	return s.kept.Clear()
}

// seeOwn takes a line as seen that this screen has just spoken of.
func (s *Screen) seeOwn(p desk.Passing) {
	for _, l := range p.Lines {
		if s.noted[l.Key] && s.first != nil {
			s.first[l.Key] = l.Seq
		}
	}
	clear(s.noted)
}

// take shows the handover as it now stands.
func (s *Screen) take(p desk.Passing) {
	s.p, s.watch = p, p.Watch
	s.rebuild()
	if p.Sealed() {
		s.edit = nil
	}
}

// reload asks again. While something is being done, the end of that asks.
func (s *Screen) reload() tea.Cmd {
	switch {
	case s.phase == waiting || s.phase == nothing:
		return tea.Batch(s.find(), s.look())
	case s.phase != underway:
		return nil
	case s.busy || s.acts > 0:
		s.again = true
		return nil
	}
	return s.ask(s.cfg.Desk.Passing)
}

// side is where this officer stands.
func (s *Screen) side() model.Side {
	me, h := s.me(), s.p.Handover
	crew := s.ctx.Office.CrewOf(s.ctx.Rules, s.watch)
	switch {
	case h.Out == me:
		return model.SideOut
	case h.In == me, h.AddsTo != "":
		return model.SideIn
	case h.Out == "" || crew.Has(me) && !s.nextCrew().Has(me):
		return model.SideOut
	}
	return model.SideIn
}

// next is the watch that takes over.
func (s *Screen) next() model.Watch {
	w, _ := s.ctx.Rules.WatchAfter(s.watch.To)
	return w
}

func (s *Screen) nextCrew() model.Crew { return s.ctx.Office.CrewOf(s.ctx.Rules, s.next()) }
