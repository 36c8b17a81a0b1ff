package storage

import (
	"crypto/sha256"
	"encoding/binary"

	"piket/model"
)

// The keys of the meta bucket.
const (
	metaFormat = "format" // 8-byte big-endian format version
	metaHead   = "head"   // 8-byte seq of the last entry, SHA-256 of its bytes
)

// head is the end of the hash chain.
type head struct {
	seq  uint64
	hash []byte // nil while the journal is empty
}

func (t *tables) head() (head, error) {
	raw := t.meta.Get([]byte(metaHead))
	if raw == nil {
		return head{}, nil
	}
	if len(raw) != 8+sha256.Size {
		return head{}, damaged("meta", metaHead, "value-odd", nil)
	}
	return head{seq: binary.BigEndian.Uint64(raw), hash: append([]byte(nil), raw[8:]...)}, nil
}

// envelope reads one entry of the journal.
func (t *tables) envelope(seq uint64) (model.Envelope, error) {
	raw := t.journal.Get(be64(seq))
	if raw == nil {
		return model.Envelope{}, damagedEntry(seq, "entry-missing", nil)
	}
	e, err := decodeEnvelope(raw)
	if err == nil && e.Seq != seq {
		err = damagedEntry(seq, "entry-number", nil)
	}
	return e, err
}

// seqs are the events of a stream, in order; nil when it has none.
func (t *tables) seqs(stream model.StreamID) ([]uint64, error) {
	return unpackSeqs(t.streams.Get([]byte(stream)))
}

// history reads a stream from its beginning.
func (t *tables) history(stream model.StreamID) ([]model.Envelope, error) {
	seqs, err := t.seqs(stream)
	if err != nil || len(seqs) == 0 {
		return nil, err
	}
	events := make([]model.Envelope, 0, len(seqs))
	for i, seq := range seqs {
		e, err := t.envelope(seq)
		if err != nil {
			return nil, err
		}
		if e.Stream != stream || e.Version != uint64(i+1) {
			return nil, damagedEntry(seq, "entry-stream", nil)
		}
		events = append(events, e)
	}
	return events, nil
}

// load folds a stream but the office's; false when there is no such stream.
// One that is no case folds to an empty case with a version.
func (t *tables) load(id model.StreamID) (model.Loaded, bool, error) {
	if id == model.OfficeStream || id == "" {
		return model.Loaded{}, false, nil
	}
	events, err := t.history(id)
	if err != nil || len(events) == 0 {
		return model.Loaded{}, false, err
	}
	return model.Loaded{Case: model.FoldCase(events), History: events}, true, nil
}

// office folds the office stream.
func (t *tables) office() (model.Office, error) {
	events, err := t.history(model.OfficeStream)
	var o model.Office
	for _, e := range events {
		o = model.ApplyOffice(o, e)
	}
	return o, err
}

// packSeqs is a list of events as streams keep it: the first seq, then the
// distances, as uvarints.
func packSeqs(seqs []uint64) []byte {
	b := make([]byte, 0, len(seqs)+8)
	var last uint64
	for _, seq := range seqs {
		b = binary.AppendUvarint(b, seq-last)
		last = seq
	}
	return b
}

func unpackSeqs(packed []byte) ([]uint64, error) {
	var seqs []uint64
	var last uint64
	for len(packed) > 0 {
		step, n := binary.Uvarint(packed)
		if n <= 0 || step == 0 || last+step < last {
			return nil, damaged("streams", "", "stream-unreadable", nil)
		}
		last += step
		seqs, packed = append(seqs, last), packed[n:]
	}
	return seqs, nil
}
