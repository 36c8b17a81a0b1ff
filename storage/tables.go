package storage

import (
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// The views. Their numbers index tables.views and order pairs.
const (
	viewCase = iota
	viewQueue
	viewClosed
	viewNumber
	viewSerial
	viewRelated
	viewCounts
	viewCount
)

// The buckets that are not views, numbered on from the views.
const (
	inMeta = viewCount + iota
	inJournal
	inStreams
	inSeen
	inCursors
	inDrafts
	inBlobs
)

// appendFill is how full pages are left where keys only ever grow.
const appendFill = 0.9

// bucketName and version of every view. A new version rebuilds it at open.
func viewNames() [viewCount]struct{ name, version string } {
	return [viewCount]struct{ name, version string }{
		viewCase:    {"case", "v1"},
		viewQueue:   {"queue", "v1"},
		viewClosed:  {"closed", "v1"},
		viewNumber:  {"number", "v1"},
		viewSerial:  {"serial", "v1"},
		viewRelated: {"related", "v1"},
		viewCounts:  {"counts", "v1"},
	}
}

// viewPath is how cursors and faults name a view.
func viewPath(v int) string {
	n := viewNames()[v]
	return "view/" + n.name + "/" + n.version
}

// bucketPath is how errors name a bucket.
func bucketPath(n int) string {
	if n < viewCount {
		return viewPath(n)
	}
	return rootBuckets()[n-viewCount]
}

// rootBuckets are the buckets that are not views, in the order of their numbers.
func rootBuckets() []string {
	return []string{"meta", "journal", "streams", "seen", "cursors", "drafts", "blobs"}
}

// tables are the buckets of one transaction.
type tables struct {
	tx                                                   *bolt.Tx
	meta, journal, streams, seen, cursors, drafts, blobs *bolt.Bucket
	views                                                [viewCount]*bolt.Bucket
}

// bucket is a bucket by its number.
func (t *tables) bucket(n int) *bolt.Bucket {
	if n < viewCount {
		return t.views[n]
	}
	return [...]*bolt.Bucket{t.meta, t.journal, t.streams, t.seen, t.cursors, t.drafts, t.blobs}[n-viewCount]
}

// tablesOf finds the buckets; a missing one is damage, but a view may be
// missing until it is built.
func tablesOf(tx *bolt.Tx) (*tables, error) {
	t := &tables{tx: tx}
	roots := []**bolt.Bucket{&t.meta, &t.journal, &t.streams, &t.seen, &t.cursors, &t.drafts, &t.blobs}
	for i, name := range rootBuckets() {
		if *roots[i] = tx.Bucket([]byte(name)); *roots[i] == nil {
			return nil, damaged("bucket %s is missing", name)
		}
	}
	for v, n := range viewNames() {
		t.views[v] = nested(tx, "view", n.name, n.version)
	}
	if tx.Writable() {
		t.packTight()
	}
	return t, nil
}

func nested(tx *bolt.Tx, path ...string) *bolt.Bucket {
	b := tx.Bucket([]byte(path[0]))
	for _, name := range path[1:] {
		if b == nil {
			return nil
		}
		b = b.Bucket([]byte(name))
	}
	return b
}

func makeNested(tx *bolt.Tx, path ...string) (*bolt.Bucket, error) {
	b, err := tx.CreateBucketIfNotExists([]byte(path[0]))
	for _, name := range path[1:] {
		if err != nil {
			break
		}
		b, err = b.CreateBucketIfNotExists([]byte(name))
	}
	if err != nil {
		return nil, fmt.Errorf("make bucket %v: %w", path, err)
	}
	return b, nil
}

// packTight fills the pages of buckets whose keys grow with time.
func (t *tables) packTight() {
	growing := []*bolt.Bucket{
		t.journal, t.streams, t.seen,
		t.views[viewCase], t.views[viewNumber], t.views[viewRelated], t.views[viewClosed],
	}
	for _, b := range growing {
		if b != nil {
			b.FillPercent = appendFill
		}
	}
}

// complete says that every view is there.
func (t *tables) complete() error {
	for v := range t.views {
		if t.views[v] == nil {
			return damaged("bucket %s is missing", viewPath(v))
		}
	}
	return nil
}

func put(b *bolt.Bucket, key, value []byte) error {
	if err := b.Put(key, value); err != nil {
		return fmt.Errorf("put: %w", err)
	}
	return nil
}

func be64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// number64 reads an 8-byte big-endian number; anything else is 0, false.
func number64(b []byte) (uint64, bool) {
	if len(b) != 8 {
		return 0, false
	}
	return binary.BigEndian.Uint64(b), true
}
