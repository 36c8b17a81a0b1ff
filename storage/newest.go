package storage

import (
	"bytes"
	"sync"

	"piket/model"
)

const (
	// newestKept is how many of the journal's last entries are kept decoded.
	newestKept = 128
	// newestLongest is how long an entry may be that is: a few long accounts
	// are not worth the memory.
	newestLongest = 8 << 10
)

// newest is the journal's last entries, decoded: after a commit every screen
// reads the same ones. An entry counts only for the very bytes it was decoded
// from, so nothing on disk can differ from what is kept. Readers share what an
// entry holds and must not change it.
type newest struct {
	mu   sync.Mutex // guards kept
	kept [newestKept]decoded
}

type decoded struct {
	seq      uint64
	raw      []byte
	envelope model.Envelope
}

// envelope is an entry decoded, kept when it is one of the last.
func (n *newest) envelope(seq, last uint64, raw []byte) (model.Envelope, error) {
	if seq+newestKept <= last || len(raw) > newestLongest {
		return decodeEnvelope(raw)
	}
	at := &n.kept[seq%newestKept]
	n.mu.Lock()
	if at.seq == seq && bytes.Equal(at.raw, raw) {
		defer n.mu.Unlock()
		return at.envelope, nil
	}
	n.mu.Unlock()
	e, err := decodeEnvelope(raw)
	if err == nil {
		n.mu.Lock()
		*at = decoded{seq, bytes.Clone(raw), e}
		n.mu.Unlock()
	}
	return e, err
}
