package desk

import (
	"context"
	"slices"
	"time"

	"piket/model"
)

// Duty is what the journal tells of watches and handovers.
type Duty interface {
	Records(ctx context.Context, id model.StreamID) ([]model.Envelope, error)
	Streams(ctx context.Context, kind model.StreamKind, before string, limit int) ([]model.StreamID, error)
	SeqAt(ctx context.Context, at time.Time) (uint64, error)
	Row(ctx context.Context, id model.CaseID) (model.Row, error)
	Segment(ctx context.Context, since, upto uint64) (hash string, whole bool, at uint64, err error)
}

// OnWatch is the watch that runs, and who stands it; false between watches.
func (s *Session) OnWatch() (model.Watch, model.Crew, bool) {
	w, ok := s.Rules().WatchAt(s.Now())
	if !ok {
		return w, model.Crew{}, false
	}
	return w, s.Office().CrewOf(s.Rules(), w), true
}

// SwapWatch puts others on a watch than the roster says.
func (s *Session) SwapWatch(ctx context.Context, id model.WatchID, team string, members []model.OfficerID, reason string) error {
	return s.run(ctx, model.SwapWatch{Meta: s.Meta(0), Watch: id, Team: team, Members: members, Reason: reason})
}

// WriteLog writes in the duty log of the watch in which it happened; just now
// when happened is zero.
func (s *Session) WriteLog(ctx context.Context, note model.LogNote, happened time.Time) (model.LogEntry, error) {
	meta := s.Meta(0)
	meta.Happened = happened
	when := happened
	if when.IsZero() {
		when = meta.At
	}
	r, err := s.Do(ctx, model.WriteLog{Meta: meta, Watch: model.LogWatch(s.Rules(), when), Note: note})
	if err != nil {
		return model.LogEntry{}, err
	}
	entry, _ := model.LogEntryOf(r.Events[0])
	return entry, nil
}

// LogLine is a line of the duty log: an entry by hand, or an event of the
// journal that is told by itself.
type LogLine struct {
	At     time.Time
	Entry  *model.LogEntry
	Event  model.Envelope
	Number string // of the case the event belongs to
}

// mostLogged is how many events of one span of time are looked through.
const mostLogged = 100_000

// Log is the duty log of a span of time, in the order of the hours.
func (s *Session) Log(ctx context.Context, from, to time.Time) ([]LogLine, error) {
	d := s.desk.cfg.Duty
	first, err := d.SeqAt(ctx, from)
	if err != nil {
		return nil, err
	}
	sittings, err := s.sittingsBefore(ctx, from, first)
	if err != nil {
		return nil, err
	}
	var lines []LogLine
	numbers := map[model.CaseID]string{}
	err = s.each(ctx, first, s.Seq(), func(e model.Envelope) bool {
		if e.Recorded.After(to) && e.Time.After(to) {
			return false
		}
		if e.Stream.Kind() == model.OfSitting {
			sittings = append(sittings, e)
		}
		if model.Logged(e.Event) && !e.Time.Before(from) && e.Time.Before(to) {
			lines = append(lines, LogLine{At: e.Time, Event: e, Number: s.number(ctx, e, numbers)})
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	overlaps := model.Overlapping(sittings)
	lines = slices.DeleteFunc(lines, func(l LogLine) bool { return overlaps[l.Event.Seq] })
	entries, err := s.entries(ctx, from, to)
	slices.SortStableFunc(entries, func(a, b LogLine) int { return a.At.Compare(b.At) })
	lines = append(lines, entries...)
	slices.SortStableFunc(lines, func(a, b LogLine) int { return a.At.Compare(b.At) })
	return lines, err
}

// sittingsBefore are the events of the sittings that may go on at an instant,
// up to an entry of the journal.
func (s *Session) sittingsBefore(ctx context.Context, at time.Time, upto uint64) ([]model.Envelope, error) {
	after, err := s.desk.cfg.Duty.SeqAt(ctx, at.Add(-model.LongestSitting))
	if err != nil {
		return nil, err
	}
	var out []model.Envelope
	err = s.each(ctx, after, upto, func(e model.Envelope) bool {
		if e.Stream.Kind() == model.OfSitting {
			out = append(out, e)
		}
		return true
	})
	return out, err
}

// longestWatch is more than any watch lasts.
const longestWatch = 48 * time.Hour

// entries are those by hand, of every watch that touches the span, whatever
// the roster was then.
func (s *Session) entries(ctx context.Context, from, to time.Time) ([]LogLine, error) {
	var out []LogLine
	first := model.WatchIDAt(s.Rules(), from.Add(-longestWatch))
	before := string(model.WatchIDAt(s.Rules(), to)) + "~" // after every name of that minute
	for {
		ids, err := s.desk.cfg.Duty.Streams(ctx, model.OfWatch, before, 1)
		if err != nil || len(ids) == 0 {
			return out, err
		}
		_, before, _ = ids[0].Cut()
		if model.WatchID(before) < first {
			return out, nil
		}
		history, err := s.desk.cfg.Duty.Records(ctx, ids[0])
		if err != nil {
			return nil, err
		}
		for _, e := range model.FoldLog(history) {
			if !e.Happened.Before(from) && e.Happened.Before(to) {
				out = append(out, LogLine{At: e.Happened, Entry: &e})
			}
		}
	}
}

// number is the register number of an event's case; empty where there is none.
func (s *Session) number(ctx context.Context, e model.Envelope, known map[model.CaseID]string) string {
	if e.Stream.Kind() != model.OfCase {
		return ""
	}
	id := model.CaseID(e.Stream)
	if n, ok := known[id]; ok {
		return n
	}
	l, err := s.Case(ctx, id)
	if err != nil {
		return ""
	}
	known[id] = l.Case.Number
	return l.Case.Number
}

// each reads the journal after one entry and up to another, until told to stop.
func (s *Session) each(ctx context.Context, after, upto uint64, tell func(model.Envelope) bool) error {
	const step = 1000
	for read := 0; after < upto && read < mostLogged; read += step {
		events, err := s.Events(ctx, after, step)
		if err != nil || len(events) == 0 {
			return err
		}
		for _, e := range events {
			if e.Seq > upto || !tell(e) {
				return nil
			}
			after = e.Seq
		}
	}
	return nil
}
