package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"time"

	"piket/model"
)

const (
	relatedDefault  = 5
	relatedScan     = 200_000 // signatures looked at before a hint is no longer worth waiting for
	relatedVerify   = 400     // candidates read in full
	relatedLookBack = 365 * 24 * time.Hour
)

// Related finds recent cases that share a subject, a place or a reporter with
// the one being typed, newest first. A zero Since looks a year back, a zero
// Limit means five.
func (s *Store) Related(ctx context.Context, q model.RelatedQuery) ([]model.Related, error) {
	want := traitsOf(q.Subjects, q.Place, q.Pseudonym)
	if q.Limit <= 0 {
		q.Limit = relatedDefault
	}
	if q.Since.IsZero() {
		q.Since = s.cfg.Now().Add(-relatedLookBack)
	}
	var found []model.Related
	err := s.view(ctx, func(t *tables) error {
		var err error
		found, err = findRelated(ctx, t, q, want)
		return err
	})
	return found, err
}

func findRelated(ctx context.Context, t *tables, q model.RelatedQuery, want traits) ([]model.Related, error) {
	sieve := newSieve(want)
	if sieve.empty() {
		return nil, nil
	}
	since := be64(sortable(q.Since))
	var found []model.Related
	scanned, verified := 0, 0
	c := t.view(viewRelated).Cursor()
	for k, v := c.Last(); k != nil && bytes.Compare(k, since) >= 0; k, v = c.Prev() {
		if scanned++; scanned > relatedScan || verified > relatedVerify || len(found) == q.Limit {
			break
		}
		if scanned%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		id := caseIn(k, closedPrefix)
		if !sieve.passes(v) || id == q.Except {
			continue
		}
		verified++
		r, ok, err := verifyRelated(t, id, want)
		if err != nil {
			return nil, err
		}
		if ok {
			found = append(found, r)
		}
	}
	return found, nil
}

// caseIn is the case at the end of a key.
func caseIn(key []byte, prefix int) model.CaseID {
	return model.CaseID(key[min(prefix, len(key)):])
}

func verifyRelated(t *tables, id model.CaseID, want traits) (model.Related, bool, error) {
	l, ok, err := t.load(id.Stream())
	if err != nil || !ok {
		return model.Related{}, false, err
	}
	why := want.shares(traitsOfCase(&l.Case))
	return model.Related{Row: rowOf(&l.Case), Why: why}, len(why) > 0, nil
}

// sieve lets a signature through when by its tokens the case shares something
// with what is looked for. Most are turned away at the first look, by a
// bitmap of the low 10 bits of every token.
type sieve struct {
	want  marks
	bits  [16]uint64
	names []map[uint32]bool
	place map[uint32]bool
	sole  map[uint32]bool // passports and reporters: one is enough
}

func newSieve(want traits) *sieve {
	s := &sieve{want: marksOf(want), place: map[uint32]bool{}, sole: map[uint32]bool{}}
	s.look(s.sole, s.want.passports)
	s.look(s.sole, s.want.reporter)
	s.look(s.place, s.want.placeName)
	s.look(s.place, s.want.address)
	for _, name := range s.want.names {
		words := map[uint32]bool{}
		s.look(words, name)
		s.names = append(s.names, words)
	}
	return s
}

func (s *sieve) look(in map[uint32]bool, list []uint32) {
	for _, t := range list {
		in[t] = true
		s.bits[t>>6&15] |= 1 << (t & 63)
	}
}

func (s *sieve) empty() bool { return s.bits == [16]uint64{} }

// passes reads a signature; one that cannot be read does not pass.
func (s *sieve) passes(signature []byte) bool {
	r := tokenReader{rest: signature}
	passports, reporter := r.list(), r.list()
	if s.hits(passports, s.sole)+s.hits(reporter, s.sole) > 0 {
		return true
	}
	if s.samePlace(r.list(), s.want.placeName) || s.samePlace(r.list(), s.want.address) {
		return true
	}
	for n := r.count(); n > 0; n-- {
		if s.sameName(r.list()) {
			return true
		}
	}
	return false
}

// samePlace is sameWords in tokens, but for the length of a single word.
func (s *sieve) samePlace(list []byte, want []uint32) bool {
	least := min(len(list)/tokenLength, len(want))
	n := s.hits(list, s.place)
	return least > 0 && n > 0 && n >= min(2, least) && 3*n >= 2*least
}

// sameName is sameName in tokens.
func (s *sieve) sameName(list []byte) bool {
	if !s.any(list) {
		return false
	}
	size := len(list) / tokenLength
	for i, words := range s.names {
		least := min(size, len(s.want.names[i]))
		if s.hits(list, words) >= least && (least >= 2 || size == len(words)) {
			return true
		}
	}
	return false
}

func (s *sieve) any(list []byte) bool {
	for ; len(list) >= tokenLength; list = list[tokenLength:] {
		if t := binary.BigEndian.Uint32(list); s.bits[t>>6&15]&(1<<(t&63)) != 0 {
			return true
		}
	}
	return false
}

func (s *sieve) hits(list []byte, in map[uint32]bool) int {
	n := 0
	for ; len(list) >= tokenLength; list = list[tokenLength:] {
		t := binary.BigEndian.Uint32(list)
		if s.bits[t>>6&15]&(1<<(t&63)) != 0 && in[t] {
			n++
		}
	}
	return n
}

const tokenLength = 4

// tokenReader takes a signature apart; past its end there is nothing.
type tokenReader struct{ rest []byte }

func (r *tokenReader) count() int {
	if len(r.rest) == 0 {
		return 0
	}
	n := int(r.rest[0])
	r.rest = r.rest[1:]
	return n
}

func (r *tokenReader) list() []byte {
	n := min(r.count()*tokenLength, len(r.rest))
	list := r.rest[:n]
	r.rest = r.rest[n:]
	return list
}
