package desk

import (
	"slices"
	"sync"

	"piket/model"
)

// Board knows who sits at the desk just now, and which case each of them has
// open. It lives as long as the process that holds the store: nobody sits at
// a desk that is not there.
type Board struct {
	mu     sync.Mutex // guards places and what they point to
	places map[*place]struct{}
}

// place is one session's entry on the board.
type place struct {
	officer model.OfficerID
	sitting model.SittingID
	open    model.CaseID
	form    string // the draft they type in
}

// NewBoard makes a board nobody is on.
func NewBoard() *Board { return &Board{places: map[*place]struct{}{}} }

func (b *Board) sit(id model.OfficerID, sitting model.SittingID) *place {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := &place{officer: id, sitting: sitting}
	b.places[p] = struct{}{}
	return p
}

// has says whether somebody is at a sitting.
func (b *Board) has(id model.SittingID) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for p := range b.places {
		if p.sitting == id {
			return true
		}
	}
	return false
}

func (b *Board) leave(p *place) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.places, p)
}

func (b *Board) look(p *place, id model.CaseID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p != nil {
		p.open = id
	}
}

// hold notes which draft a session types in, and says whether another session
// of the same officer does so too.
func (b *Board) hold(p *place, form string) (elsewhere bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p == nil {
		return false
	}
	p.form = form
	for q := range b.places {
		elsewhere = elsewhere || q != p && form != "" && q.form == form && q.officer == p.officer
	}
	return elsewhere
}

// others are the officers but one who have a case open, by ID.
func (b *Board) others(id model.CaseID, but model.OfficerID) []model.OfficerID {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []model.OfficerID
	for p := range b.places {
		if p.open == id && id != "" && p.officer != but && !slices.Contains(out, p.officer) {
			out = append(out, p.officer)
		}
	}
	slices.Sort(out)
	return out
}

// Present are the officers at the desk.
func (b *Board) Present() map[model.OfficerID]bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := make(map[model.OfficerID]bool, len(b.places))
	for p := range b.places {
		out[p.officer] = true
	}
	return out
}
