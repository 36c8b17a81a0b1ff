package search

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// format names the layout and the word rules. Change it with either: an index
// of another format is built again.
const format = "3"

// An index thrown away is followed by one of the next number: a file may still
// be in use, and some systems then refuse to remove it.
const (
	fileName    = "index-%06d.db"
	filePattern = "index-*.db"
)

// lockWait is how long another process may take to let go of the index.
const lockWait = 2 * time.Second

var (
	bucketMeta     = []byte("meta")
	bucketFresh    = []byte("fresh")
	bucketSegments = []byte("segments")

	keyFormat  = []byte("format")
	keyJournal = []byte("journal")
	keyCursor  = []byte("cursor")
)

// file is one open index file.
type file struct {
	db *bolt.DB
}

// openFile opens the newest index file in dir, or makes the first. ErrDamaged
// says that it must be thrown away; any other error that it cannot be had.
func openFile(dir string) (*file, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make search folder: %w", err)
	}
	list, err := indexFiles(dir)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return openPath(filepath.Join(dir, fmt.Sprintf(fileName, 1)))
	}
	return openPath(list[len(list)-1])
}

// openNext makes an index file to follow those in dir.
func openNext(dir string) (*file, error) {
	list, err := indexFiles(dir)
	if err != nil {
		return nil, err
	}
	n := 0
	if len(list) > 0 {
		_, _ = fmt.Sscanf(filepath.Base(list[len(list)-1]), fileName, &n) // 0 does as well
	}
	return openPath(filepath.Join(dir, fmt.Sprintf(fileName, n+1)))
}

// indexFiles lists the index files, oldest first.
func indexFiles(dir string) ([]string, error) {
	list, err := filepath.Glob(filepath.Join(dir, filePattern))
	if err != nil {
		return nil, fmt.Errorf("look into search folder: %w", err)
	}
	slices.Sort(list)
	return list, nil
}

func openPath(path string) (_ *file, err error) {
	defer guard(&err)()
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: lockWait})
	if err != nil {
		return nil, openError(err)
	}
	f := &file{db: db}
	if err := f.prepare(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return f, nil
}

// removeOlder removes the files that this one follows, where the system lets it:
// what is in use goes the next time.
func (f *file) removeOlder() {
	list, _ := indexFiles(filepath.Dir(f.db.Path())) // the pattern is sound
	for _, path := range list {
		if path < f.db.Path() {
			_ = os.Remove(path)
		}
	}
}

// openError tells a file that is in use or out of reach from one that is no
// index.
func openError(err error) error {
	var path *fs.PathError
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return ErrHeld
	case errors.As(err, &path), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("open search index: %w", err)
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// prepare checks an old file and lays a new one out.
func (f *file) prepare() error {
	fresh := false
	err := f.db.View(func(tx *bolt.Tx) error {
		meta := tx.Bucket(bucketMeta)
		fresh = meta == nil
		if fresh {
			return nil
		}
		return f.check(tx, meta)
	})
	if err != nil || !fresh {
		return err
	}
	return f.db.Update(layOut)
}

// check looks for what a damaged or foreign file would show at once.
func (f *file) check(tx *bolt.Tx, meta *bolt.Bucket) error {
	info, err := os.Stat(f.db.Path())
	if err != nil {
		return err
	}
	switch {
	case info.Size() < tx.Size():
		return fmt.Errorf("%w: cut short", ErrDamaged)
	case string(meta.Get(keyFormat)) != format:
		return fmt.Errorf("%w: of another version", ErrDamaged)
	case tx.Bucket(bucketFresh) == nil, tx.Bucket(bucketSegments) == nil:
		return ErrDamaged
	}
	_, err = readCursor(meta)
	return err
}

func layOut(tx *bolt.Tx) error {
	for _, name := range [][]byte{bucketMeta, bucketFresh, bucketSegments} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return fmt.Errorf("lay search index out: %w", err)
		}
	}
	return errors.Join(tx.Bucket(bucketMeta).Put(keyFormat, []byte(format)), setCursor(tx, Head{}))
}

// view runs fn on a consistent state. A fault in the file, found by a library
// that trusts its input or by the machine, comes back as ErrDamaged.
func (f *file) view(fn func(*bolt.Tx) error) (err error) {
	defer guard(&err)()
	return f.db.View(fn)
}

// update is view for changes: all of fn or nothing is kept.
func (f *file) update(fn func(*bolt.Tx) error) (err error) {
	defer guard(&err)()
	return f.db.Update(fn)
}

// guard turns a panic of the reading code, memory faults of a mapped file
// included, into ErrDamaged. Use: defer guard(&err)().
func guard(err *error) func() {
	old := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(old)
		if p := recover(); p != nil {
			*err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}
}

// cursor reads whose journal the index follows and up to where.
func (f *file) cursor() (at Head, err error) {
	err = f.view(func(tx *bolt.Tx) error {
		at, err = readCursor(tx.Bucket(bucketMeta))
		return err
	})
	return at, err
}

// setCursor is part of the transaction that made it true.
func setCursor(tx *bolt.Tx, at Head) error {
	meta := tx.Bucket(bucketMeta)
	return errors.Join(meta.Put(keyJournal, []byte(at.Journal)), meta.Put(keyCursor, cursorBytes(at)))
}

// cursorBytes is the sequence and a checksum: a damaged cursor would silently
// pass cases over.
func cursorBytes(at Head) []byte {
	key := seqKey(at.Seq)
	return append(key, checksum([]byte(at.Journal), key)...)
}

func readCursor(meta *bolt.Bucket) (Head, error) {
	val := meta.Get(keyCursor)
	if len(val) < 8 {
		return Head{}, fmt.Errorf("%w: cursor", ErrDamaged)
	}
	at := Head{Journal: string(meta.Get(keyJournal)), Seq: binary.BigEndian.Uint64(val)}
	if !bytes.Equal(val, cursorBytes(at)) {
		return Head{}, fmt.Errorf("%w: cursor", ErrDamaged)
	}
	return at, nil
}

// segments opens every segment, oldest cases first.
func segments(tx *bolt.Tx) ([]*segment, error) {
	var list []*segment
	b := tx.Bucket(bucketSegments)
	err := b.ForEachBucket(func(key []byte) error {
		s, err := openSegment(key, b.Bucket(key))
		list = append(list, s)
		return err
	})
	return list, err
}

// putSegment stores a segment under its newest case.
func putSegment(tx *bolt.Tx, p parts) error {
	key := seqKey(p.docs.seq(p.docs.len() - 1))
	b, err := tx.Bucket(bucketSegments).CreateBucket(key)
	if err != nil {
		return fmt.Errorf("store segment: %w", err)
	}
	return errors.Join(
		b.Put([]byte(partDocs), p.docs), b.Put([]byte(partDict), p.dict), b.Put([]byte(partPost), p.post),
		b.Put([]byte(partSum), checksum(p.docs, p.dict, p.post)))
}
