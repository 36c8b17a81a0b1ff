package search

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
	bolt "go.etcd.io/bbolt"
)

// Keys of a segment's bucket.
const (
	partDocs = "docs"
	partDict = "dict"
	partPost = "post"
	partSum  = "sum"
)

// segment reads one run of cases. Its bytes belong to the transaction.
type segment struct {
	key  []byte
	docs docTable
	dict []byte
	post []byte
	sum  []byte
	fst  *vellum.FST
}

// openSegment finds the parts of the segment stored in b under key.
func openSegment(key []byte, b *bolt.Bucket) (*segment, error) {
	if b == nil {
		return nil, ErrDamaged
	}
	s := &segment{
		key:  bytes.Clone(key),
		docs: docTable(b.Get([]byte(partDocs))),
		dict: b.Get([]byte(partDict)),
		post: b.Get([]byte(partPost)),
		sum:  b.Get([]byte(partSum)),
	}
	if !s.docs.valid() || len(s.dict) == 0 {
		return nil, ErrDamaged
	}
	fst, err := vellum.Load(s.dict)
	if err != nil {
		return nil, ErrDamaged
	}
	s.fst = fst
	return s, nil
}

// whole compares the segment with its checksum.
func (s *segment) whole() error {
	if !bytes.Equal(s.sum, checksum(s.docs, s.dict, s.post)) {
		return fmt.Errorf("%w: checksum of a segment", ErrDamaged)
	}
	return nil
}

func checksum(parts ...[]byte) []byte {
	sum := uint32(0)
	for _, p := range parts {
		sum = crc32.Update(sum, crc32.MakeTable(crc32.Castagnoli), p)
	}
	return binary.BigEndian.AppendUint32(nil, sum)
}

// exact is the set of cases with the dictionary key, empty when none.
func (s *segment) exact(key string) (*roaring.Bitmap, error) {
	set := roaring.New()
	value, ok, err := s.fst.Get([]byte(key))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if !ok {
		return set, nil
	}
	return set, join(set, s.post, value)
}

// scan is the set of cases with any key from start to before end that aut accepts.
func (s *segment) scan(start, end []byte, aut vellum.Automaton) (*roaring.Bitmap, error) {
	set := roaring.New()
	it, err := s.fst.Search(aut, start, end)
	for err == nil {
		_, value := it.Current()
		if err := join(set, s.post, value); err != nil {
			return nil, err
		}
		err = it.Next()
	}
	if !errors.Is(err, vellum.ErrIteratorDone) {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return set, nil
}

// docTable is the cases of a segment in ascending order: a count (4 bytes);
// for each the sequence (8), fingerprint (8) and end of its ID (4); the IDs.
type docTable []byte

const (
	docHeader = 4
	docRow    = 20
)

func (t docTable) valid() bool {
	if len(t) < docHeader {
		return false
	}
	n := t.len()
	return n > 0 && docHeader+n*docRow <= len(t) && t.idEnd(n-1) == len(t)-docHeader-n*docRow
}

func (t docTable) len() int { return int(binary.BigEndian.Uint32(t)) }

func (t docTable) row(i int) []byte { return t[docHeader+i*docRow:][:docRow] }

func (t docTable) seq(i int) uint64 { return binary.BigEndian.Uint64(t.row(i)) }

func (t docTable) print(i int) uint64 { return binary.BigEndian.Uint64(t.row(i)[8:]) }

func (t docTable) idEnd(i int) int { return int(binary.BigEndian.Uint32(t.row(i)[16:])) }

func (t docTable) id(i int) string {
	start := 0
	if i > 0 {
		start = t.idEnd(i - 1)
	}
	ids := t[docHeader+t.len()*docRow:]
	return string(ids[start:t.idEnd(i)])
}

// find is the place of the case opened at seq.
func (t docTable) find(seq uint64) (int, bool) {
	i := sort.Search(t.len(), func(i int) bool { return t.seq(i) >= seq })
	return i, i < t.len() && t.seq(i) == seq
}

// docRows collects a docTable.
type docRows struct {
	rows []byte
	ids  []byte
	n    int
}

func (r *docRows) add(seq, print uint64, id string) {
	r.ids = append(r.ids, id...)
	r.rows = binary.BigEndian.AppendUint64(r.rows, seq)
	r.rows = binary.BigEndian.AppendUint64(r.rows, print)
	r.rows = binary.BigEndian.AppendUint32(r.rows, uint32(len(r.ids)))
	r.n++
}

func (r *docRows) table() docTable {
	t := binary.BigEndian.AppendUint32(make([]byte, 0, docHeader+len(r.rows)+len(r.ids)), uint32(r.n))
	return append(append(t, r.rows...), r.ids...)
}
