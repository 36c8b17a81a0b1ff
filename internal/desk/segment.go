package desk

import (
	"bytes"
	"context"
	"slices"
	"sort"
	"sync"

	"piket/model"
)

// mostKept bounds how many entries are kept from one draft to the next.
const mostKept = 4096

// segment is what the journal told the last draft of: every change of anybody
// makes a new draft, and of a long watch all but the last entries are the same.
type segment struct {
	mu     sync.Mutex // guards the rest
	since  uint64
	events []model.Envelope // never changed, only replaced
}

// kept are the entries after one, as far as they are known, and up to another.
func (g *segment) kept(since, upto uint64) []model.Envelope {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.since != since {
		return nil
	}
	n := sort.Search(len(g.events), func(i int) bool { return g.events[i].Seq > upto })
	return slices.Clip(g.events[:n])
}

func (g *segment) keep(since uint64, events []model.Envelope) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(events) > mostKept {
		events = nil
	}
	g.since, g.events = since, events
}

// segment is the journal after one entry and up to another. The last of what
// is known is read again: where it is another, nothing is known.
func (s *Session) segment(ctx context.Context, since, upto uint64) ([]model.Envelope, error) {
	known := s.desk.segment.kept(since, upto)
	after := since
	if n := len(known); n > 0 {
		after = known[n-1].Seq - 1
	}
	out, err := s.after(ctx, after, upto, known)
	if err == nil && len(known) > 0 && out == nil {
		out, err = s.after(ctx, since, upto, nil)
	}
	if err == nil {
		s.desk.segment.keep(since, out)
	}
	return out, err
}

// after are known entries and those that follow; nil where the first that is
// read is not the last that is known.
func (s *Session) after(ctx context.Context, after, upto uint64, known []model.Envelope) ([]model.Envelope, error) {
	out, same := known, len(known) == 0
	err := s.each(ctx, after, upto, func(e model.Envelope) bool {
		if !same {
			last := known[len(known)-1]
			same = last.ID == e.ID && bytes.Equal(last.Prev, e.Prev)
			return same
		}
		out = append(out, e)
		return true
	})
	if !same {
		return nil, err
	}
	return out, err
}
