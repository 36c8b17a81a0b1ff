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
	viewSitting
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
		viewSitting: {"sitting", "v1"},
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

// tables are the buckets of one transaction. A view's bucket is looked up when
// it is first asked for: most transactions need two or three.
type tables struct {
	tx                                                   *bolt.Tx
	meta, journal, streams, seen, cursors, drafts, blobs *bolt.Bucket
	views                                                [viewCount]*bolt.Bucket
	shadows                                              bool // views are those being rebuilt, and no others
}

// bucket is a bucket by its number.
func (t *tables) bucket(n int) *bolt.Bucket {
	if n < viewCount {
		return t.view(n)
	}
	return [...]*bolt.Bucket{t.meta, t.journal, t.streams, t.seen, t.cursors, t.drafts, t.blobs}[n-viewCount]
}

// view is a view's bucket; nil where it is missing, which it never is in a
// store that was opened.
func (t *tables) view(v int) *bolt.Bucket {
	if t.views[v] == nil && !t.shadows {
		n := viewNames()[v]
		t.views[v] = nested(t.tx, "view", n.name, n.version)
		packTight(t.views[v], v)
	}
	return t.views[v]
}

// tablesOf finds the buckets; a missing one is damage.
func tablesOf(tx *bolt.Tx) (*tables, error) {
	t := &tables{tx: tx}
	roots := [...]**bolt.Bucket{&t.meta, &t.journal, &t.streams, &t.seen, &t.cursors, &t.drafts, &t.blobs}
	for i, name := range rootBuckets() {
		if *roots[i] = tx.Bucket([]byte(name)); *roots[i] == nil {
			return nil, damaged("file", "bucket "+name, "bucket-missing", nil)
		}
		packTight(*roots[i], viewCount+i)
	}
	return t, nil
}

// packTight fills the pages of a bucket whose keys grow with time.
func packTight(b *bolt.Bucket, n int) {
	switch n {
	case inJournal, inStreams, inSeen, viewCase, viewNumber, viewRelated, viewClosed:
		if b != nil {
			b.FillPercent = appendFill
		}
	}
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

// complete says that every view is there that was ever made.
func (t *tables) complete() error {
	for v := range t.views {
		if t.view(v) == nil && !t.unbuilt(v) {
			return damaged("file", "bucket "+viewPath(v), "bucket-missing", nil)
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
