package storage

import (
	"errors"
	"fmt"
	"os"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// file is an open bbolt file and the handle under it, which is closed on its
// own when damage leaves bbolt unable to close itself.
type file struct {
	db     *bolt.DB
	handle *os.File
	stuck  bool   // a transaction broke and still holds bbolt's locks
	scar   *Fault // what was wrong with a meta page as the file was opened, or nil
}

// mapAhead is how much the file may grow before bbolt must map it anew, for
// which it would wait for every reader. It costs address space only.
const mapAhead = 1 << 30

// The file grows in steps between these, an eighth of its size.
const (
	smallestStep = 256 << 10
	largestStep  = 32 << 20
)

// openFile opens the bbolt file. It writes nothing unless the file is empty,
// or has a meta page that can be put right.
func openFile(c Config, readOnly bool) (*file, error) {
	f, err := openPages(c, readOnly)
	if err != nil {
		return nil, err
	}
	mended, err := f.tendMeta(c, readOnly)
	if err != nil {
		f.abandon()
		return nil, err
	}
	if !mended {
		return f, nil
	}
	scar := f.scar
	if err := f.db.Close(); err != nil { // bbolt began from the other page
		return nil, fmt.Errorf("close a mended store: %w", err)
	}
	if f, err = openPages(c, readOnly); err == nil {
		f.scar = scar
	}
	return f, err
}

func openPages(c Config, readOnly bool) (*file, error) {
	size, err := soundFile(c.Path)
	if err != nil {
		return nil, err
	}
	f := &file{}
	opts := &bolt.Options{
		Timeout: c.Timeout, ReadOnly: readOnly, MaxSize: c.MaxSize, NoSync: c.NoSync,
		FreelistType: bolt.FreelistArrayType, InitialMmapSize: mapSize(size, readOnly), NoStatistics: true,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			h, err := os.OpenFile(name, flag, mode)
			f.handle = h
			return h, err
		},
	}
	err = shielded(func() (err error) {
		f.db, err = bolt.Open(c.Path, 0o600, opts)
		return err
	})
	if err != nil {
		f.abandon()
		return nil, err
	}
	f.db.AllocSize = int(min(max(size/8, smallestStep), largestStep))
	return f, nil
}

// abandon closes the handle alone, which frees the lock for others.
func (f *file) abandon() {
	if f.handle != nil {
		_ = f.handle.Close()
	}
}

// close flushes and closes; after damage it at least frees the lock.
func (f *file) close() error {
	switch {
	case f == nil:
		return nil
	case f.stuck:
		f.abandon()
		return nil
	}
	if f.db.NoSync && !f.db.IsReadOnly() {
		if err := f.db.Sync(); err != nil {
			_ = f.db.Close()
			return fmt.Errorf("flush the store: %w", err)
		}
	}
	return f.db.Close()
}

// view runs fn in a read transaction.
func (f *file) view(fn func(*tables) error) error {
	return shielded(func() error {
		tx, err := f.db.Begin(false)
		if err != nil {
			return fmt.Errorf("begin to read: %w", err)
		}
		defer func() { _ = tx.Rollback() }()
		t, err := tablesOf(tx)
		if err != nil {
			return err
		}
		return fn(t)
	})
}

// begin starts the write transaction.
func (f *file) begin() (*bolt.Tx, error) {
	if f.stuck {
		return nil, damaged("file", "", "write-broke", nil)
	}
	tx, err := f.db.Begin(true)
	if err != nil {
		return nil, fmt.Errorf("begin to write: %w", err)
	}
	return tx, nil
}

// rollback undoes a write transaction, whatever state it is in.
func (f *file) rollback(tx *bolt.Tx) {
	err := shielded(tx.Rollback)
	if d, ok := errors.AsType[*damage](err); ok && d != nil {
		f.stuck = true
	}
}

// update runs fn in a write transaction of its own: for making and mending
// the store while nobody else writes.
func (f *file) update(fn func(*bolt.Tx) error) error {
	tx, err := f.begin()
	if err != nil {
		return err
	}
	err = shielded(func() error { return fn(tx) })
	if err == nil {
		err = shielded(tx.Commit)
	}
	if err != nil {
		f.rollback(tx)
	}
	return err
}

// soundFile looks at a file before bbolt maps it: a file shorter than its own
// page count would fault when read. It returns the size, 0 when there is none
// or nothing was ever in it.
func soundFile(path string) (int64, error) {
	h, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	defer func() { _ = h.Close() }()
	m, metaErr := readMeta(h) // before the size: a holder grows the file before it says so
	info, err := h.Stat()
	switch {
	case err != nil:
		return 0, err
	case info.IsDir():
		return 0, damaged("file", "", "is-folder", nil)
	case unbegun(h, info.Size()):
		return 0, nil
	case metaErr != nil:
		return 0, metaErr
	}
	if need := int64(m.pages) * int64(m.pageSize); need > info.Size() {
		return 0, &damage{Fault: Fault{
			Where: "file", Says: "cut-short", Args: model.Args{"size": info.Size(), "lost": need - info.Size()},
		}}
	}
	return info.Size(), nil
}
