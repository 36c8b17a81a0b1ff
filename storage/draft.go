package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"time"

	"piket/model"
)

// PutDraft keeps an unfinished form under its key, on disk before it returns.
// Data should be ciphertext: the store does not look into it.
func (s *Store) PutDraft(ctx context.Context, d model.Draft) error {
	if err := fitKey(d.Key); err != nil {
		return err
	}
	value := binary.BigEndian.AppendUint64(nil, sortable(d.Saved))
	return s.submit(ctx, &job{work: keyWork{bucket: inDrafts, key: d.Key, value: append(value, d.Data...)}})
}

// Drafts lists the drafts whose keys begin with prefix, in key order.
func (s *Store) Drafts(ctx context.Context, prefix string) ([]model.Draft, error) {
	var drafts []model.Draft
	err := s.view(ctx, func(t *tables) error {
		c := t.drafts.Cursor()
		for k, v := c.Seek([]byte(prefix)); k != nil && bytes.HasPrefix(k, []byte(prefix)); k, v = c.Next() {
			d, err := decodeDraft(k, v)
			if err != nil {
				return err
			}
			drafts = append(drafts, d)
		}
		return nil
	})
	return drafts, err
}

func decodeDraft(k, v []byte) (model.Draft, error) {
	if len(v) < 8 {
		return model.Draft{}, damaged("drafts", string(k), "draft-unreadable", nil)
	}
	nanos := int64(binary.BigEndian.Uint64(v) ^ (1 << 63))
	return model.Draft{Key: string(k), Saved: time.Unix(0, nanos).UTC(), Data: bytes.Clone(v[8:])}, nil
}

// DropDraft forgets a draft; one that is not there is no error.
func (s *Store) DropDraft(ctx context.Context, key string) error {
	if err := fitKey(key); err != nil {
		return err
	}
	return s.submit(ctx, &job{work: keyWork{bucket: inDrafts, key: key}})
}

// Cursor is the seq a reader has read up to; 0 when it never said.
func (s *Store) Cursor(ctx context.Context, name string) (uint64, error) {
	var seq uint64
	err := s.view(ctx, func(t *tables) error {
		seq, _ = number64(t.cursors.Get([]byte(readerKey(name))))
		return nil
	})
	return seq, err
}

// SetCursor remembers the seq a reader has read up to.
func (s *Store) SetCursor(ctx context.Context, name string, seq uint64) error {
	if err := fitKey(name); err != nil {
		return err
	}
	return s.submit(ctx, &job{work: keyWork{bucket: inCursors, key: readerKey(name), value: be64(seq)}})
}

// readerKey keeps readers and views apart in the cursors bucket.
func readerKey(name string) string { return "reader/" + name }
