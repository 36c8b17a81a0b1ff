package storage

import (
	"bytes"

	"piket/model"
)

// keyWork sets or, without a value, removes one key outside the journal.
type keyWork struct {
	bucket int
	key    string
	value  []byte
}

func (w keyWork) plan(b *batch, _ *tables, _ *job) error {
	b.write(w.bucket, []byte(w.key), w.value)
	return nil
}

func (w keyWork) found(t *tables) (bool, error) {
	stands := t.bucket(w.bucket).Get([]byte(w.key))
	return (stands == nil) == (w.value == nil) && bytes.Equal(stands, w.value), nil
}

const longestKey = 512

func fitKey(key string) error {
	if key == "" || len(key) > longestKey {
		return &model.Error{Kind: model.KindInvalid, Key: "store-key-odd", Args: model.Args{"max": longestKey}}
	}
	return nil
}
