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
	c := t.views[viewRelated].Cursor()
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
	l, ok, err := t.load(id)
	if err != nil || !ok {
		return model.Related{}, false, err
	}
	why := want.shares(traitsOfCase(&l.Case))
	return model.Related{Row: rowOf(&l.Case), Why: why}, len(why) > 0, nil
}

// sieve holds the tokens that are looked for and lets a signature through
// when it may share enough of them.
type sieve struct {
	tokens [classCount]map[uint32]bool
	bits   [16]uint64 // which tokens could be there at all, by their low 10 bits
}

func newSieve(want traits) *sieve {
	s := &sieve{}
	for class, list := range want.tokens() {
		s.tokens[class] = map[uint32]bool{}
		for _, t := range list {
			s.tokens[class][t] = true
			s.bits[t>>6&15] |= 1 << (t & 63)
		}
	}
	return s
}

func (s *sieve) empty() bool { return s.bits == [16]uint64{} }

// passes wants one passport or reporter, or two words of a name or place,
// fewer where there are no two.
func (s *sieve) passes(signature []byte) bool {
	if len(signature) < classCount {
		return false
	}
	at := classCount
	for class := range classCount {
		n := int(signature[class])
		if at+4*n > len(signature) {
			return false
		}
		enough := max(1, min(2, n, len(s.tokens[class])))
		if class == classPassport || class == classReporter {
			enough = 1
		}
		if s.hits(class, signature[at:at+4*n]) >= enough {
			return true
		}
		at += 4 * n
	}
	return false
}

func (s *sieve) hits(class int, tokens []byte) int {
	n := 0
	for ; len(tokens) >= 4; tokens = tokens[4:] {
		t := binary.BigEndian.Uint32(tokens)
		if s.bits[t>>6&15]&(1<<(t&63)) != 0 && s.tokens[class][t] {
			n++
		}
	}
	return n
}
