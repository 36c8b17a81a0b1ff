package search

import (
	"encoding/binary"
	"fmt"
)

// usualTerms saves most records from growing while they are read.
const usualTerms = 48

// record is one case as the fresh bucket holds it: fingerprint (8 bytes), then
// the ID and every term, each behind its length.
type record struct {
	seq   uint64
	print uint64
	id    string
	terms []string
}

func newRecord(d Document) record {
	terms := d.terms()
	return record{seq: d.Seq, print: fingerprint(d.ID, terms), id: d.ID, terms: terms}
}

func (r record) encode() []byte {
	buf := binary.BigEndian.AppendUint64(nil, r.print)
	buf = appendString(buf, r.id)
	for _, t := range r.terms {
		buf = appendString(buf, t)
	}
	return buf
}

// decodeRecord copies the record out of the transaction; ErrDamaged when short.
func decodeRecord(key, val []byte) (record, error) {
	if len(key) != 8 || len(val) < 8 {
		return record{}, ErrDamaged
	}
	r := record{seq: binary.BigEndian.Uint64(key), print: binary.BigEndian.Uint64(val)}
	text := string(val[8:])
	var ok bool
	if r.id, text, ok = cutString(text); !ok {
		return record{}, ErrDamaged
	}
	r.terms = make([]string, 0, usualTerms)
	for len(text) > 0 {
		var t string
		if t, text, ok = cutString(text); !ok || t == "" {
			return record{}, ErrDamaged
		}
		r.terms = append(r.terms, t)
	}
	return r, nil
}

// whole compares the record with its fingerprint.
func (r record) whole() error {
	if r.print != fingerprint(r.id, r.terms) {
		return fmt.Errorf("%w: fingerprint of a case", ErrDamaged)
	}
	return nil
}

func appendString(buf []byte, s string) []byte {
	return append(binary.AppendUvarint(buf, uint64(len(s))), s...)
}

// cutString takes one string off the front of text.
func cutString(text string) (s, rest string, ok bool) {
	n, size := binary.Uvarint([]byte(text[:min(len(text), binary.MaxVarintLen64)]))
	if size <= 0 || n > uint64(len(text)-size) {
		return "", "", false
	}
	return text[size : size+int(n)], text[size+int(n):], true
}

func seqKey(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }
