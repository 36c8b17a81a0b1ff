package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// create makes an empty store. It is made whole beside its place and then
// given its name, so that a first run that ends half-way leaves none.
func create(c Config, format uint64) error {
	dir := filepath.Dir(c.Path)
	part, err := os.CreateTemp(dir, "."+filepath.Base(c.Path)+".part-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(part.Name()) }()
	if err := part.Close(); err != nil {
		return err
	}
	whole := c
	whole.Path = part.Name()
	f, err := openFile(whole, false)
	if err != nil {
		return err
	}
	err = f.update(func(tx *bolt.Tx) error { return layOut(tx, format) })
	if err := errors.Join(err, f.close()); err != nil {
		return err
	}
	return settleInto(part.Name(), c.Path)
}

// settleInto gives a new store its name, unless another process was quicker:
// then that one's counts. What a first run left half-way makes room.
func settleInto(part, path string) error {
	if hollow(path) {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	err := os.Link(part, path)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err == nil {
		return syncFolder(filepath.Dir(path))
	}
	if _, there := os.Lstat(path); there == nil {
		return nil
	}
	if err := os.Rename(part, path); err != nil { // a file system without links
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// begun says that a store was made to its end once: it has all its views, or
// something in its journal.
func begun(tx *bolt.Tx) bool {
	t, err := tablesOf(tx)
	if err != nil {
		return tx.Bucket([]byte("meta")) != nil && tx.Bucket([]byte("journal")) != nil
	}
	if h, err := t.head(); err != nil || h.seq > 0 {
		return true
	}
	return t.complete() == nil
}

// known refuses a store of a newer release and tells a fresh file from one
// that is no store of ours.
func known(path string, tx *bolt.Tx, newest uint64) (format uint64, err error) {
	meta := tx.Bucket([]byte("meta"))
	if meta == nil {
		if k, _ := tx.Cursor().First(); k != nil {
			return 0, damaged("file", "", "not-ours", nil)
		}
		return 0, nil
	}
	format, ok := number64(meta.Get([]byte(metaFormat)))
	switch {
	case !ok || format == 0:
		return 0, damaged("meta", metaFormat, "value-odd", nil)
	case format > newest:
		return 0, because(ErrNewer, nil, model.Args{"path": path, "format": format, "known": newest})
	}
	return format, nil
}
