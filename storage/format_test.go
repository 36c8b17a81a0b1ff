package storage

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// The format's document names all there is in a store.
func TestFormatIsDocumented(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "docs", "FORMAT.md"))
	if err != nil {
		t.Fatal(err)
	}
	doc := string(raw)
	var names []string
	for _, b := range rootBuckets() {
		names = append(names, "\n    "+b+" ")
	}
	for _, v := range viewNames() {
		names = append(names, "| `"+v.name+"` "+v.version+" |")
	}
	for _, e := range model.EventTypes() {
		names = append(names, "`"+e+"`")
	}
	for _, want := range append(names, metaFormat, metaHead, shadowRoot) {
		if !strings.Contains(doc, want) {
			t.Errorf("FORMAT.md does not mention %q", want)
		}
	}
}

// A reader that knows only the document finds a whole chain.
func TestChainAsDocumented(t *testing.T) {
	path, _ := closedStore(t, 12)
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = db.View(func(tx *bolt.Tx) error {
		prev := ""
		n := byte(0)
		err := tx.Bucket([]byte("journal")).ForEach(func(k, v []byte) error {
			n++
			var e struct {
				Seq  uint64 `json:"seq"`
				Prev string `json:"prev"`
			}
			if err := json.Unmarshal(v, &e); err != nil {
				return err
			}
			if string(k) != "\x00\x00\x00\x00\x00\x00\x00"+string([]byte{n}) || e.Seq != uint64(n) || e.Prev != prev {
				t.Errorf("entry %d: key %x, seq %d, prev %q, want %q", n, k, e.Seq, e.Prev, prev)
			}
			sum := sha256.Sum256(v)
			prev = hex.EncodeToString(sum[:])
			return nil
		})
		head := tx.Bucket([]byte("meta")).Get([]byte("head"))
		if len(head) != 40 || head[7] != n || hex.EncodeToString(head[8:]) != prev {
			t.Errorf("head is %x, want %d and %s", head, n, prev)
		}
		if format := tx.Bucket([]byte("meta")).Get([]byte("format")); string(format) != "\x00\x00\x00\x00\x00\x00\x00\x01" {
			t.Errorf("format is %x", format)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
