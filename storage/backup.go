package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// What a backup or a restore refuses, each matched by key.
var (
	// ErrBackupExists: there is a file of that name; Args path.
	ErrBackupExists = &model.Error{Kind: model.KindConflict, Key: "backup-exists"}
	// ErrBackupFolder: the folder to write to is not there; Args path.
	ErrBackupFolder = &model.Error{Kind: model.KindNotFound, Key: "backup-folder-missing"}
	// ErrBackupFull: there is no room for the copy; Args path.
	ErrBackupFull = &model.Error{Kind: model.KindUnavailable, Key: "backup-full"}
	// ErrBackupFaulty: the copy, read back, is not whole; Args path, fault.
	ErrBackupFaulty = &model.Error{Kind: model.KindUnavailable, Key: "backup-faulty"}
	// ErrRestoreExists: there is a store where it should go; Args path.
	ErrRestoreExists = &model.Error{Kind: model.KindConflict, Key: "restore-exists"}
)

// Backup copies the store, as of one moment and while it is used, to a new
// file. The copy is read back and checked before it gets its name. It never
// writes over a file.
func (s *Store) Backup(ctx context.Context, path string) error {
	return s.atLength(ctx, func(ctx context.Context, f *file) error {
		return f.copyTo(ctx, path, ErrBackupExists)
	})
}

// Restore copies a backup into a data folder, checks the copy and gives it the
// store's name. It never writes over a store; a file with nothing in it is none.
func Restore(ctx context.Context, from, dataDir string) error {
	c := Config{Path: from}.withDefaults()
	if fresh, err := prepare(Config{Path: from, Timeout: c.Timeout, ReadOnly: true}, seams{}.withDefaults().newest()); err != nil || fresh {
		return explainOpen(from, errors.Join(err, missing(fresh)))
	}
	if err := os.MkdirAll(dataDir, 0o700); err != nil {
		return explain(dataDir, err)
	}
	f, err := openFile(c, true)
	if err != nil {
		return explainOpen(from, err)
	}
	err = f.copyTo(ctx, filepath.Join(dataDir, FileName), ErrRestoreExists)
	return errors.Join(err, f.close())
}

func missing(fresh bool) error {
	if fresh {
		return os.ErrNotExist
	}
	return nil
}

func folderOf(path string) string { return filepath.Dir(path) }

// copyTo writes a verified copy under a name that must be free.
func (f *file) copyTo(ctx context.Context, path string, exists *model.Error) error {
	bare := exists == ErrRestoreExists && hollow(path)
	if !bare && lies(path) {
		return because(exists, nil, model.Args{"path": path})
	}
	if f.scar != nil && f.db.IsReadOnly() && f.scar.Says != metaOlder { // the copy would have no scar, and nobody would know
		return because(ErrBackupFaulty, nil, model.Args{"path": path, "fault": f.scar.String()})
	}
	part, err := f.copyPart(ctx, path)
	if err == nil {
		err = verify(ctx, part, path)
	}
	if err == nil && bare {
		err = os.Remove(path)
	}
	if err == nil {
		err = intoPlace(part, path, exists)
	}
	if err != nil {
		_ = os.Remove(part)
	}
	return explainCopy(path, err)
}

// hollow says that a file lies there with nothing in it.
func hollow(path string) bool {
	size, err := soundFile(path)
	return err == nil && size == 0 && lies(path)
}

func (f *file) copyPart(ctx context.Context, path string) (part string, err error) {
	err = shielded(func() error {
		return f.db.View(func(tx *bolt.Tx) error {
			var err error
			part, err = writeCopy(ctx, tx, path)
			return err
		})
	})
	return part, err
}

// writeCopy writes the transaction's store into a new file beside path and
// flushes it; the caller moves it into place.
func writeCopy(ctx context.Context, tx *bolt.Tx, path string) (part string, err error) {
	f, err := os.CreateTemp(folderOf(path), "."+filepath.Base(path)+".part-*")
	if err != nil {
		return "", err
	}
	_, err = tx.WriteTo(cancellable{ctx: ctx.Err, w: f})
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		_ = os.Remove(f.Name())
		return "", fmt.Errorf("copy the store: %w", err)
	}
	return f.Name(), nil
}

// cancellable is a writer that stops when the caller gave up.
type cancellable struct {
	ctx func() error
	w   io.Writer
}

func (c cancellable) Write(p []byte) (int, error) {
	if err := c.ctx(); err != nil {
		return 0, err
	}
	return c.w.Write(p)
}

// verify opens a copy, on its own, and checks it.
func verify(ctx context.Context, part, path string) error {
	f, err := openFile(Config{Path: part}.withDefaults(), true)
	if err != nil {
		return because(ErrBackupFaulty, err, model.Args{"path": path, "fault": err.Error()})
	}
	r, err := f.check(ctx, nil)
	if err := errors.Join(err, f.close()); err != nil {
		return err
	}
	if !r.OK() {
		return because(ErrBackupFaulty, nil, model.Args{"path": path, "fault": r.Faults[0].String()})
	}
	return nil
}

// intoPlace gives a finished copy its name. It claims the name first, with an
// empty file, for a rename alone would write over what came to be meanwhile.
func intoPlace(part, path string, exists *model.Error) error {
	claim, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return because(exists, nil, model.Args{"path": path})
	}
	if err == nil {
		err = claim.Close()
	}
	if err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		_ = os.Remove(path)
		return err
	}
	return syncFolder(folderOf(path))
}

func explainCopy(path string, err error) error {
	switch {
	case err == nil || model.KindOf(err) != "":
		return err
	case noSpace(err):
		return because(ErrBackupFull, err, model.Args{"path": path})
	case errors.Is(err, fs.ErrNotExist):
		return because(ErrBackupFolder, err, model.Args{"path": folderOf(path)})
	}
	return explain(path, err)
}
