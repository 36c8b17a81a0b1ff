package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sort"
	"time"

	"piket/model"
)

// Records is a stream from its beginning; empty when there is none.
func (s *Store) Records(ctx context.Context, id model.StreamID) ([]model.Envelope, error) {
	var events []model.Envelope
	err := s.view(ctx, func(t *tables) error {
		var err error
		events, err = t.history(id)
		return err
	})
	return events, err
}

// Streams lists the streams of a kind by name, the last first, those whose
// name comes before a given one; an empty name begins at the end.
func (s *Store) Streams(ctx context.Context, kind model.StreamKind, before string, limit int) ([]model.StreamID, error) {
	var ids []model.StreamID
	prefix := []byte(kind + ".")
	end := append(slices.Clone(prefix), before...)
	if before == "" {
		end = append(slices.Clone(prefix), 0xff)
	}
	err := s.view(ctx, func(t *tables) error {
		c := t.streams.Cursor()
		k, _ := c.Seek(end)
		if k == nil {
			k, _ = c.Last()
		}
		for k != nil && bytes.Compare(k, end) >= 0 {
			k, _ = c.Prev()
		}
		for ; bytes.HasPrefix(k, prefix) && len(ids) < limit; k, _ = c.Prev() {
			ids = append(ids, model.StreamID(k))
		}
		return nil
	})
	return ids, err
}

// endsIn compares the journal's last entry with the hash kept beside it: no
// entry comes after that would tell.
func (t *tables) endsIn(seq uint64, hash []byte, whole *bool, at *uint64) error {
	h, err := t.head()
	if err == nil && h.seq == seq && !bytes.Equal(h.hash, hash) {
		*whole, *at = false, seq
	}
	return err
}

// SeqAt is the last entry that was written down before an instant; 0 when
// none was. A clock that was set back makes it an estimate.
func (s *Store) SeqAt(ctx context.Context, at time.Time) (uint64, error) {
	var seq uint64
	err := s.view(ctx, func(t *tables) error {
		h, err := t.head()
		if err != nil {
			return err
		}
		var broken error
		n := sort.Search(int(h.seq), func(i int) bool {
			e, err := t.envelope(uint64(i) + 1)
			if err != nil {
				broken = err
			}
			return err == nil && !e.Recorded.Before(at)
		})
		seq = uint64(n)
		return broken
	})
	return seq, err
}

// Segment follows the hash chain from the entry after one to another, and
// returns the hash of the last, as the entry after it would hold it. whole is
// false at the first entry that is not as it was written; at names it.
func (s *Store) Segment(ctx context.Context, since, upto uint64) (hash string, whole bool, at uint64, err error) {
	whole = true
	err = s.view(ctx, func(t *tables) error {
		var before []byte
		for seq := since + 1; seq <= upto; seq++ {
			raw := t.journal.Get(be64(seq))
			prev, ok := linkOf(raw)
			if raw == nil || !ok {
				whole, at = false, seq
				return nil
			}
			if before != nil && !bytes.Equal(prev, before) {
				whole, at = false, t.changed(seq, raw)
				return nil
			}
			sum := sha256.Sum256(raw)
			before = sum[:]
			if seq%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
		}
		if before == nil {
			return nil // nothing lies between
		}
		hash = hex.EncodeToString(before)
		return t.endsIn(upto, before, &whole, &at)
	})
	return hash, whole, at, err
}

// changed is the one of two entries with a broken link between them that is
// not as it was written: it is the later one if the link after that is broken
// too.
func (t *tables) changed(later uint64, raw []byte) uint64 {
	sum := sha256.Sum256(raw)
	if next, ok := linkOf(t.journal.Get(be64(later + 1))); ok && bytes.Equal(next, sum[:]) {
		return later - 1
	}
	if h, err := t.head(); err == nil && h.seq == later && bytes.Equal(h.hash, sum[:]) {
		return later - 1
	}
	return later
}
