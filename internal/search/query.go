package search

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"
)

const (
	// maxQueryWords bounds what is made of a pasted page; the rest is ignored.
	maxQueryWords = 24
	// maxQueryBytes bounds what is looked at.
	maxQueryBytes = 4 << 10
	// maxHits bounds an answer.
	maxHits = 500
	// few hits make a search look for misspelt words too.
	few = 10
)

// Match says how a case answers a query, the best first.
type Match int

// How a case matches.
const (
	MatchNumber Match = iota // the query is its register number, or the end of it
	MatchWord                // it has every word as typed
	MatchPrefix              // its last word begins as typed
	MatchNear                // a word differs by one letter
)

// Hit is one case found.
type Hit struct {
	ID    string
	Seq   uint64
	Match Match
}

// clause is one word a case must have.
type clause struct {
	kind byte // kindSerial or kindWord
	word string
	open bool  // a longer word will do
	near *near // or nil; decides alone
}

// tier is one way of answering: a case must meet all clauses.
type tier struct {
	match   Match
	clauses []clause
	instead bool // only where the tiers before found nothing
}

// parse makes the tiers of a query, the best first; none without a word.
func parse(text string) []tier {
	list := queryWords(text)
	if len(list) == 0 {
		return nil
	}
	if wholeNumber(text) {
		return numberTiers(text, list)
	}
	before, last := list[:len(list)-1], list[len(list)-1]
	exact := make([]clause, 0, len(list))
	for _, w := range before {
		exact = append(exact, clause{kind: kindWord, word: w})
	}
	with := func(c clause) []clause { return append(slices.Clone(exact), c) }
	var tiers []tier
	if isNumber(last) {
		tiers = append(tiers, tier{match: MatchNumber, clauses: with(clause{kind: kindSerial, word: last})})
	}
	tiers = append(tiers,
		tier{match: MatchWord, clauses: with(clause{kind: kindWord, word: last})},
		tier{match: MatchPrefix, clauses: with(clause{kind: kindWord, word: last, open: true})})
	if t := nearTier(list); t != nil {
		tiers = append(tiers, tier{match: MatchNear, clauses: t})
	}
	return tiers
}

// wholeNumber says whether a query is a register number written out, such as
// TNG-2026-000412 or 2026-000412: then no longer one is meant.
func wholeNumber(text string) bool {
	parts := strings.Split(strings.TrimSpace(text), "-")
	if len(parts) < 2 || slices.ContainsFunc(parts, func(p string) bool { return len(words(p)) != 1 }) {
		return false
	}
	year, serial := parts[len(parts)-2], parts[len(parts)-1]
	return isNumber(year) && len(year) == yearDigits && isNumber(serial) && len(serial) >= serialDigits
}

// The digits of a register number's last two parts.
const (
	yearDigits   = 4
	serialDigits = 6
)

// numberTiers look for the case of that number, and without one for those
// that speak of it.
func numberTiers(text string, list []string) []tier {
	var all []clause
	for _, w := range list {
		all = append(all, clause{kind: kindWord, word: w})
	}
	own := []clause{{kind: kindSerial, word: strings.Join(words(text), "-")}}
	return []tier{{match: MatchNumber, clauses: own}, {match: MatchWord, clauses: all, instead: true}}
}

// queryWords is the words of a query, each once, the last as it was typed.
func queryWords(text string) []string {
	text = text[:min(len(text), maxQueryBytes)]
	var list []string
	eachWord(text, func(w word) bool {
		if i := slices.Index(list, w.text); i >= 0 {
			list = slices.Delete(list, i, i+1)
		}
		list = append(list, w.text)
		return len(list) < maxQueryWords
	})
	return list
}

// nearTier forgives a typo in every word long enough; nil when none is.
func nearTier(list []string) []clause {
	var strict, loose []clause
	for i, w := range list {
		c := clause{kind: kindWord, word: w, open: i == len(list)-1}
		if mayBeNear(w) {
			c.near = newNear(w, c.open)
		}
		if c.near != nil {
			loose = append(loose, c)
		} else {
			strict = append(strict, c)
		}
	}
	if loose == nil {
		return nil
	}
	return append(strict, loose...)
}

// cases is the set of a segment's cases that meet the clause.
func (c clause) cases(s *segment) (*roaring.Bitmap, error) {
	switch {
	case c.near != nil:
		return s.scan([]byte{kindWord}, []byte{kindWord + 1}, c.near)
	case !c.open:
		return s.exact(string(rune(c.kind)) + c.word)
	case runePrefix(c.word, gramRunes+1) == "":
		return s.exact(string(rune(kindGram)) + c.word)
	}
	start := []byte(string(rune(kindWord)) + c.word)
	return s.scan(start, after(start), nil)
}

// after is the first key that does not begin with prefix.
func after(prefix []byte) []byte {
	end := slices.Clone(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
	return nil
}

// meets says whether a record, whose terms are sorted, meets the clause.
func (c clause) meets(r record) bool {
	if c.near != nil {
		return slices.ContainsFunc(r.terms, c.near.matches)
	}
	key := string(rune(c.kind)) + c.word
	i, found := slices.BinarySearch(r.terms, key)
	return found || c.open && i < len(r.terms) && strings.HasPrefix(r.terms[i], key)
}

// cases is the set of a segment's cases that meet all clauses.
func (t tier) cases(s *segment) (*roaring.Bitmap, error) {
	var all *roaring.Bitmap
	for _, c := range t.clauses {
		set, err := c.cases(s)
		if err != nil {
			return nil, err
		}
		if all == nil {
			all = set
		} else {
			all.And(set)
		}
		if all.IsEmpty() {
			break
		}
	}
	return all, nil
}

func (t tier) meets(r record) bool {
	for _, c := range t.clauses {
		if !c.meets(r) {
			return false
		}
	}
	return true
}

// hunt is one query under way in one transaction.
type hunt struct {
	limit int
	segs  []*segment
	fresh []record
	taken map[uint64]bool // found already, or newer in fresh
	hits  []Hit
}

func newHunt(tx *bolt.Tx, limit int) (*hunt, error) {
	h := &hunt{limit: limit, taken: map[uint64]bool{}}
	err := tx.Bucket(bucketFresh).ForEach(func(key, val []byte) error {
		r, err := decodeRecord(key, val)
		h.fresh = append(h.fresh, r)
		h.taken[r.seq] = true
		return err
	})
	if err != nil {
		return nil, err
	}
	h.segs, err = segments(tx)
	return h, err
}

// run fills the hits tier by tier.
func (h *hunt) run(ctx context.Context, tiers []tier) error {
	for _, t := range tiers {
		if len(h.hits) >= h.limit || t.match == MatchNear && len(h.hits) >= few || t.instead && len(h.hits) > 0 {
			return nil
		}
		if err := h.tier(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// tier adds the newest cases of one tier up to the limit.
func (h *hunt) tier(ctx context.Context, t tier) error {
	first := len(h.hits)
	for i := len(h.segs) - 1; i >= 0 && len(h.hits) < h.limit; i-- {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := h.segment(t, h.segs[i]); err != nil {
			return err
		}
	}
	h.addFresh(t)
	found := h.hits[first:]
	slices.SortFunc(found, func(a, b Hit) int { return cmp.Compare(b.Seq, a.Seq) })
	h.hits = h.hits[:min(len(h.hits), h.limit)]
	return nil
}

// segment adds the segment's newest cases of the tier.
func (h *hunt) segment(t tier, s *segment) error {
	set, err := t.cases(s)
	if err != nil {
		return err
	}
	for it := set.ReverseIterator(); it.HasNext() && len(h.hits) < h.limit; {
		i := int(it.Next())
		if i >= s.docs.len() {
			return ErrDamaged
		}
		if seq := s.docs.seq(i); !h.taken[seq] {
			h.taken[seq] = true
			h.hits = append(h.hits, Hit{ID: s.docs.id(i), Seq: seq, Match: t.match})
		}
	}
	return nil
}

// addFresh moves the fresh cases of the tier to the hits, past the limit if need be.
func (h *hunt) addFresh(t tier) {
	h.fresh = slices.DeleteFunc(h.fresh, func(r record) bool {
		if !t.meets(r) {
			return false
		}
		h.hits = append(h.hits, Hit{ID: r.id, Seq: r.seq, Match: t.match})
		return true
	})
}
