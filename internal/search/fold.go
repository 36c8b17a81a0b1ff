package search

import (
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// mergeRatio is how much larger than the newcomers a neighbouring segment may be
// and still be merged with them.
const mergeRatio = 3

// sizes bounds the work done at once, in cases.
type sizes struct {
	// batch is how many are read from the journal and taken in.
	batch int
	// fresh is how many changed cases a query reads one by one before they are
	// folded into a segment.
	fresh int
	// segment is what a segment grows to. Fewer, larger segments answer faster;
	// each costs some 200 bytes a case of memory while it is merged.
	segment int
}

func usualSizes() sizes { return sizes{batch: 1000, fresh: 128, segment: 32 << 10} }

// take brings new states of cases and the cursor into the index.
func take(tx *bolt.Tx, recs []record, at Head) error {
	fresh := tx.Bucket(bucketFresh)
	for _, r := range recs {
		if err := fresh.Put(seqKey(r.seq), r.encode()); err != nil {
			return fmt.Errorf("store fresh case: %w", err)
		}
	}
	return setCursor(tx, at)
}

// changed keeps the records that differ from what the index has.
func changed(tx *bolt.Tx, recs []record) ([]record, error) {
	segs, err := segments(tx)
	if err != nil {
		return nil, err
	}
	fresh := tx.Bucket(bucketFresh)
	var list []record
	for _, r := range recs {
		print, known := knownPrint(fresh, segs, r.seq)
		if !known || print != r.print {
			list = append(list, r)
		}
	}
	return list, nil
}

// knownPrint is the fingerprint of a case as the index has it.
func knownPrint(fresh *bolt.Bucket, segs []*segment, seq uint64) (uint64, bool) {
	if val := fresh.Get(seqKey(seq)); len(val) >= 8 {
		return binary.BigEndian.Uint64(val), true
	}
	if t := target(segs, seq); t < len(segs) {
		if i, ok := segs[t].docs.find(seq); ok {
			return segs[t].docs.print(i), true
		}
	}
	return 0, false
}

// target is the place of the segment a case belongs to, len(segs) for one newer
// than all of them.
func target(segs []*segment, seq uint64) int {
	for i := len(segs) - 1; i >= 0; i-- {
		if seq > segs[i].newest() {
			return i + 1
		}
	}
	return 0
}

// fold moves the fresh cases of one segment, that with the most of them, into it.
// One at a time keeps the transaction as small as a segment.
func fold(tx *bolt.Tx, segmentMax int) error {
	segs, err := segments(tx)
	if err != nil {
		return err
	}
	place, recs, err := fullest(tx, segs)
	if err != nil || len(recs) == 0 {
		return err
	}
	olds := segs[place:min(place+1, len(segs))]
	if place == len(segs) {
		olds = neighbours(segs, len(recs), segmentMax)
	}
	for _, s := range olds { // or damage would be given a sound checksum
		if err := s.whole(); err != nil {
			return err
		}
	}
	p, err := build(olds, recs)
	if err != nil {
		return fmt.Errorf("build segment: %w", err)
	}
	return replace(tx, olds, recs, p)
}

// fullest lists the fresh records of the segment with the most of them.
func fullest(tx *bolt.Tx, segs []*segment) (place int, recs []record, err error) {
	groups := make([][]record, len(segs)+1)
	err = tx.Bucket(bucketFresh).ForEach(func(key, val []byte) error {
		r, err := decodeRecord(key, val)
		if err == nil {
			err = r.whole()
		}
		i := target(segs, r.seq)
		groups[i] = append(groups[i], r)
		return err
	})
	for i, g := range groups {
		if len(g) >= len(groups[place]) {
			place = i
		}
	}
	return place, groups[place], err
}

// neighbours is the newest segments that n newer cases are merged with: as
// many as keep the sizes growing from the newest to the oldest.
func neighbours(segs []*segment, n, segmentMax int) []*segment {
	first := len(segs)
	for first > 0 {
		size := segs[first-1].docs.len()
		if size > mergeRatio*n || size+n > segmentMax {
			break
		}
		n += size
		first--
	}
	return segs[first:]
}

// replace puts p where olds and recs were.
func replace(tx *bolt.Tx, olds []*segment, recs []record, p parts) error {
	for _, s := range olds {
		if err := tx.Bucket(bucketSegments).DeleteBucket(s.key); err != nil {
			return fmt.Errorf("drop segment: %w", err)
		}
	}
	for _, r := range recs {
		if err := tx.Bucket(bucketFresh).Delete(seqKey(r.seq)); err != nil {
			return fmt.Errorf("drop fresh case: %w", err)
		}
	}
	return putSegment(tx, p)
}

// newest is the sequence of the segment's last case.
func (s *segment) newest() uint64 { return s.docs.seq(s.docs.len() - 1) }
