package search

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
)

// parts is a segment ready to be stored.
type parts struct {
	docs       docTable
	dict, post []byte
}

// feed hands dictionary keys over in ascending order, with the ordinals the
// cases have in the segment being built.
type feed interface {
	// next moves on; term is "" at the end.
	next() (term string, ords []uint32, err error)
}

// build merges ascending segments and records, sorted by sequence, into one
// segment. A record replaces the case of the same sequence.
func build(olds []*segment, recs []record) (parts, error) {
	docs, feeds, err := plan(olds, recs)
	if err != nil {
		return parts{}, err
	}
	var dict bytes.Buffer
	w := termWriter{post: make([]byte, 0, postSize(olds))}
	if w.dict, err = vellum.New(&dict, nil); err != nil {
		return parts{}, err
	}
	if err := mergeTerms(feeds, w.write); err != nil {
		return parts{}, err
	}
	if err := w.dict.Close(); err != nil {
		return parts{}, fmt.Errorf("write dictionary: %w", err)
	}
	return parts{docs: docs, dict: dict.Bytes(), post: w.post}, nil
}

func postSize(olds []*segment) int {
	n := 1 << 12
	for _, s := range olds {
		n += len(s.post) + len(s.post)/4
	}
	return n
}

// plan orders the cases and prepares a feed for every input.
func plan(olds []*segment, recs []record) (docTable, []feed, error) {
	var rows docRows
	var feeds []feed
	places := make([]uint32, len(recs))
	at := 0
	takeBelow := func(seq uint64) { // the records before a case of a segment
		for at < len(recs) && recs[at].seq < seq {
			places[at] = uint32(rows.n)
			rows.add(recs[at].seq, recs[at].print, recs[at].id)
			at++
		}
	}
	for _, s := range olds {
		moved := make([]int32, s.docs.len())
		for i := range moved {
			seq := s.docs.seq(i)
			takeBelow(seq)
			if at < len(recs) && recs[at].seq == seq {
				moved[i] = dropped
				continue
			}
			moved[i] = int32(rows.n)
			rows.add(seq, s.docs.print(i), s.docs.id(i))
		}
		f, err := newSegmentFeed(s, moved)
		if err != nil {
			return nil, nil, err
		}
		feeds = append(feeds, f)
	}
	takeBelow(^uint64(0))
	return rows.table(), append(feeds, newRecordFeed(recs, places)), nil
}

// mergeTerms calls write with every key once and all its ordinals, ascending.
func mergeTerms(feeds []feed, write func(string, []uint32) error) error {
	heads := make([]head, len(feeds))
	for i, f := range feeds {
		if err := heads[i].pull(f); err != nil {
			return err
		}
	}
	var ords []uint32
	for {
		term := lowest(heads)
		if term == "" {
			return nil
		}
		ords = ords[:0]
		for i := range heads {
			if heads[i].term != term {
				continue
			}
			ords = append(ords, heads[i].ords...)
			if err := heads[i].pull(feeds[i]); err != nil {
				return err
			}
		}
		slices.Sort(ords)
		if err := write(term, ords); err != nil {
			return err
		}
	}
}

// head is the next key of one feed.
type head struct {
	term string
	ords []uint32
}

func (h *head) pull(f feed) (err error) {
	h.term, h.ords, err = f.next()
	return err
}

func lowest(heads []head) string {
	term := ""
	for _, h := range heads {
		if h.term != "" && (term == "" || h.term < term) {
			term = h.term
		}
	}
	return term
}

// termWriter puts keys into the dictionary and their postings beside it.
type termWriter struct {
	dict *vellum.Builder
	post []byte
}

func (w *termWriter) write(term string, ords []uint32) (err error) {
	if len(ords) == 0 {
		return nil // every case that had it has been replaced
	}
	var value uint64
	if w.post, value, err = appendPostings(w.post, ords); err != nil {
		return fmt.Errorf("write postings: %w", err)
	}
	return w.dict.Insert([]byte(term), value)
}

// dropped marks a case that a record replaces.
const dropped = -1

// segmentFeed reads a segment from its first key to its last.
type segmentFeed struct {
	seg   *segment
	moved []int32
	it    *vellum.FSTIterator
	err   error
	set   *roaring.Bitmap
	ords  []uint32
}

func newSegmentFeed(s *segment, moved []int32) (*segmentFeed, error) {
	it, err := s.fst.Iterator(nil, nil)
	if err != nil && !errors.Is(err, vellum.ErrIteratorDone) {
		return nil, fmt.Errorf("read dictionary: %w", err)
	}
	return &segmentFeed{seg: s, moved: moved, it: it, err: err, set: roaring.New()}, nil
}

func (f *segmentFeed) next() (string, []uint32, error) {
	if f.err != nil {
		if errors.Is(f.err, vellum.ErrIteratorDone) {
			return "", nil, nil
		}
		return "", nil, f.err
	}
	key, value := f.it.Current()
	term := string(key)
	f.set.Clear()
	if err := join(f.set, f.seg.post, value); err != nil {
		return "", nil, err
	}
	f.ords = f.ords[:0]
	for it := f.set.Iterator(); it.HasNext(); {
		o := it.Next()
		if int(o) >= len(f.moved) || term == "" {
			return "", nil, ErrDamaged
		}
		if m := f.moved[o]; m != dropped {
			f.ords = append(f.ords, uint32(m))
		}
	}
	f.err = f.it.Next()
	return term, f.ords, nil
}

// recordFeed hands over the keys of records, the grams among them.
type recordFeed struct {
	terms []string
	ords  map[string][]uint32
}

func newRecordFeed(recs []record, places []uint32) *recordFeed {
	f := &recordFeed{ords: map[string][]uint32{}}
	for i, r := range recs {
		for _, t := range r.terms {
			f.add(t, places[i])
			if w, ok := strings.CutPrefix(t, string(rune(kindWord))); ok {
				f.addGrams(w, places[i])
			}
		}
	}
	f.terms = slices.Sorted(maps.Keys(f.ords))
	return f
}

func (f *recordFeed) addGrams(w string, ord uint32) {
	for n := 1; n <= gramRunes; n++ {
		if g := runePrefix(w, n); g != "" {
			f.add(string(rune(kindGram))+g, ord)
		}
	}
}

// add notes that the case at ord has the key; cases come in ascending order.
func (f *recordFeed) add(term string, ord uint32) {
	list := f.ords[term]
	if len(list) == 0 || list[len(list)-1] != ord {
		f.ords[term] = append(list, ord)
	}
}

func (f *recordFeed) next() (string, []uint32, error) {
	if len(f.terms) == 0 {
		return "", nil, nil
	}
	t := f.terms[0]
	f.terms = f.terms[1:]
	return t, f.ords[t], nil
}
