package row

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/model"
)

const (
	// peekPause is how long the cursor rests on a case before its file is read.
	peekPause   = 120 * time.Millisecond
	peekTimeout = 5 * time.Second
)

// Peek is the file of the case under the cursor, read once the cursor rests.
type Peek struct {
	turn   int
	wanted model.CaseID
	seen   uint64 // version wanted
	loaded model.Loaded
}

type (
	// settled says that the cursor has rested.
	settled struct{ turn int }
	// peeked is the file.
	peeked struct {
		turn   int
		loaded model.Loaded
		err    error
	}
)

// Follow asks for the file of a row, after a rest; anew if it was read before.
func (p *Peek) Follow(r model.Row, anew bool) tea.Cmd {
	if r.ID == p.wanted && r.Version == p.seen && !anew {
		return nil
	}
	p.turn++
	p.wanted, p.seen = r.ID, r.Version
	turn := p.turn
	return tea.Tick(peekPause, func(time.Time) tea.Msg { return settled{turn} })
}

// Took takes what Follow brought back; false for any other message.
func (p *Peek) Took(msg tea.Msg, read func(context.Context, model.CaseID) (model.Loaded, error)) (tea.Cmd, bool) {
	switch m := msg.(type) {
	case settled:
		if m.turn == p.turn {
			return p.read(read), true
		}
	case peeked:
		if m.turn == p.turn && m.err == nil {
			p.loaded = m.loaded
		}
	default:
		return nil, false
	}
	return nil, true
}

func (p *Peek) read(read func(context.Context, model.CaseID) (model.Loaded, error)) tea.Cmd {
	turn, id := p.turn, p.wanted
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), peekTimeout)
		defer cancel()
		l, err := read(ctx, id)
		return peeked{turn, l, err}
	}
}

// File is the file of a row's case, if it has been read.
func (p *Peek) File(r model.Row) (model.Case, bool) {
	c := p.loaded.Case
	return c, c.ID == r.ID && c.ID != ""
}
