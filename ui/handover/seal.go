package handover

import (
	"errors"
	"strings"
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
		return tea.Batch(s.reload(), s.toast(s.sealedWord("handover.sealed", "handover.sealed-addition"), false))
	case m.p.ID != "": // one side has signed
		s.take(m.p)
	case m.look != "":
		s.list.find(m.look)
	}
	return s.reload()
}

// sealedWord says that it is signed, and what became of the cases; an addition
// moves none.
func (s *Screen) sealedWord(whole, addition string) string {
	if s.p.AddsTo != "" {
		return s.t(addition)
	}
	return s.t(whole, locale.A{"moved": s.moved()})
}

// exceptions are what makes a handover one that the supervisor has to know
// of, in words.
func (s *Screen) exceptions() []string {
	early, late, missed, at := s.early(), s.late(), s.p.Missed, s.ctx.Now()
	if r := s.p.Record; r != nil {
		early, late, missed, at = r.Early, r.Late, r.Missed, r.Sealed
	}
	var out []string
	if early > 0 {
		out = append(out, s.t("handover.early", locale.A{"span": s.ctx.Print.Span(s.watch.To.Sub(at))}))
	}
	if late > 0 {
		out = append(out, s.t("handover.late", locale.A{"span": s.ctx.Print.Span(time.Duration(late) * time.Minute)}))
	}
	if len(missed) > 0 {
		out = append(out, s.t("handover.missed", locale.A{"n": len(missed), "first": s.watchName(missed[0])}))
	}
	if s.p.Sealed() && s.p.Record.Lone != "" {
		out = append(out, s.t("handover.lone", locale.A{"why": s.p.Record.Lone}))
	}
	if s.p.Sealed() && len(s.p.Record.Others) > 0 {
		out = append(out, s.t("handover.others", locale.A{"names": strings.Join(s.p.Record.Others, ", ")}))
	}
	return out
}

// early is how many minutes too early it is now.
func (s *Screen) early() int {
	if s.watch.To.IsZero() || s.p.AddsTo != "" {
		return 0
	}
	return s.watch.Early(s.ctx.Now())
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
	return s.watchCalled(w)
}

func (s *Screen) watchCalled(w model.Watch) string {
	return w.Shift + " " + s.ctx.Print.Day(w.From, s.ctx.Now(), s.ctx.Zone())
}
