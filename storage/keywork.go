package storage

import (
	"bytes"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// keyWork sets or, without a value, removes one key outside the journal.
type keyWork struct {
	bucket func(*tables) *bolt.Bucket
	key    string
	value  []byte
}

func draftsOf(t *tables) *bolt.Bucket  { return t.drafts }
func cursorsOf(t *tables) *bolt.Bucket { return t.cursors }

func (w keyWork) run(b *batch) error {
	if same, err := w.found(b.t); err != nil || same {
		return err
	}
	b.begin()
	if w.value == nil {
		return remove(w.bucket(b.t), []byte(w.key))
	}
	return put(w.bucket(b.t), []byte(w.key), w.value)
}

func (w keyWork) found(t *tables) (bool, error) {
	stands := w.bucket(t).Get([]byte(w.key))
	return (stands == nil) == (w.value == nil) && bytes.Equal(stands, w.value), nil
}

const longestKey = 512

func fitKey(key string) error {
	if key == "" || len(key) > longestKey {
		return &model.Error{Kind: model.KindInvalid, Key: "store-key-odd", Args: model.Args{"max": longestKey}}
	}
	return nil
}
