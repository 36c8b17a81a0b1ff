package handover

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
)

func moved(err error) bool { return errors.Is(err, &model.Error{Key: "handover-moved"}) }

// signed takes what the dialog closed with: a sealed handover, lines that are
// no longer as they were seen, or nothing.
func (s *Screen) signed(m signed) tea.Cmd {
	s.signing = nil
	switch {
	case m.p.Sealed():
		s.take(m.p)
		s.list.toFirst(s.entries, func(*entry) bool { return false })
		return tea.Batch(s.reload(), s.toast(s.t("handover.sealed", locale.A{"n": s.movedCases()}), false))
	case m.p.ID != "": // one side has signed
		s.take(m.p)
	case m.look != "":
		s.list.find(m.look)
	}
	return s.reload()
}

// movedCases is how many cases changed hands.
func (s *Screen) movedCases() int { return s.count(func(e *entry) bool { return e.Moved }) }

// exceptions are what makes a handover one that the supervisor has to know
// of, in words.
func (s *Screen) exceptions() []string {
	late, missed := s.late(), s.p.Missed
	if s.p.Sealed() {
		late, missed = s.p.Record.Late, s.p.Record.Missed
	}
	var out []string
	if late > 0 {
		out = append(out, s.t("handover.late", locale.A{"span": s.ctx.Print.Span(time.Duration(late) * time.Minute)}))
	}
	if len(missed) > 0 {
		out = append(out, s.t("handover.missed", locale.A{"n": len(missed), "first": s.watchName(missed[0])}))
	}
	if s.p.Sealed() && s.p.Record.Lone != "" {
		out = append(out, s.t("handover.lone", locale.A{"why": s.p.Record.Lone}))
	}
	return out
}

// late is how many minutes beyond the grace it is now.
func (s *Screen) late() int {
	over := s.ctx.Now().Sub(s.watch.To.Add(s.ctx.Rules.Roster.Grace))
	if s.watch.To.IsZero() || s.p.AddsTo != "" || over <= 0 {
		return 0
	}
	return int((over + time.Minute - 1) / time.Minute)
}

// watchName is a watch as officers name it: its shift and its day.
func (s *Screen) watchName(id model.WatchID) string {
	w, ok := s.ctx.Rules.WatchNamed(id)
	if !ok {
		return string(id)
	}
	return w.Shift + " " + s.ctx.Print.Day(w.From, s.ctx.Now(), s.ctx.Zone())
}
