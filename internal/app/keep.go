package app

import (
	"context"
	"errors"
	"os"
	"time"

	"piket/internal/config"
	"piket/internal/locale"
	"piket/model"
	"piket/storage"
)

// Create opens a data folder for a new office. Where one is set up already it
// refuses with store-exists and touches nothing; where an office's store was
// emptied or is gone, with storage.ErrDamaged or store-lost.
func Create(ctx context.Context, cfg Config) (*App, error) {
	there, err := cfg.Folder.HasStore()
	if err != nil {
		return nil, err
	}
	if there {
		if err := cfg.Folder.vacant(cfg); err != nil {
			return nil, err
		}
	}
	cfg.Make = true
	return Open(ctx, cfg)
}

// glance is how long a look at a store may wait for who holds it.
const glance = 100 * time.Millisecond

// vacant refuses a store that is not readable and nobody's office, nor none
// yet: a first run that was left half-way.
func (f Folder) vacant(cfg Config) error {
	taken := &model.Error{Kind: model.KindConflict, Key: "store-exists", Args: model.Args{"path": string(f)}}
	s, err := storage.Open(storage.Config{Path: f.Store(), ReadOnly: true, Used: f.used(), Timeout: glance, Process: cfg.Process})
	switch {
	case errors.Is(err, storage.ErrMissing):
		return nil
	case errors.Is(err, storage.ErrDamaged):
		return err //nolint:wrapcheck // says it all
	case err != nil:
		return taken
	}
	setUp := s.Office().SetUp()
	if err := s.Close(); err != nil || setUp {
		return taken
	}
	return nil
}

// Restore puts a verified copy of a backup into a folder that has no store. A
// backup holds no key: hasKey says whether the right one lies there already.
// Where it refuses, a folder that was not there is not there afterwards:
//
//	restore-no-backup  the file is no backup of ours, or is not readable as one
//	restore-damaged    it is one, but no longer whole
func Restore(ctx context.Context, from string, f Folder) (hasKey bool, err error) {
	there := exists(string(f))
	if err := f.make(); err != nil {
		return false, err
	}
	if err := storage.Restore(ctx, from, string(f)); err != nil {
		if !there {
			os.Remove(string(f)) //nolint:errcheck // an empty folder harms nobody
		}
		return false, explainRestore(from, err)
	}
	s, err := storage.Open(storage.Config{Path: f.Store(), ReadOnly: true})
	if err != nil {
		return false, err //nolint:wrapcheck // says it all
	}
	office := s.Office()
	if err := s.Close(); err != nil {
		return false, err //nolint:wrapcheck // says it all
	}
	keys, err := f.keys(never)
	return err == nil && f.keyFits(office, keys) == nil, nil
}

// explainRestore speaks of the backup where the store would speak of an
// office's data.
func explainRestore(from string, err error) error {
	switch {
	case errors.Is(err, storage.ErrBackupFaulty):
		return &model.Error{Kind: model.KindUnavailable, Key: "restore-damaged", Args: model.Args{"path": from}, Err: err}
	case errors.Is(err, storage.ErrDamaged), errors.Is(err, storage.ErrMissing):
		return &model.Error{Kind: model.KindUnavailable, Key: "restore-no-backup", Args: model.Args{"path": from}, Err: err}
	}
	return err
}

// never makes no key.
func never() bool { return false }

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// SetUp answers the three questions, and writes the settings file for the
// office to read and change. Its language becomes the office's.
func (a *App) SetUp(ctx context.Context, office model.OfficeSetUp, officer string, lang locale.Lang) (model.Officer, error) {
	first, err := a.desk.SetUp(ctx, office, officer)
	if err != nil {
		return first, err //nolint:wrapcheck // a refusal as it is
	}
	return first, a.writeSettings(lang)
}

// writeSettings leaves settings alone that are there already.
func (a *App) writeSettings(lang locale.Lang) error {
	text, err := config.Template(lang)
	if err != nil {
		return err //nolint:wrapcheck // says it all
	}
	file, err := os.OpenFile(a.folder.Settings(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil
	}
	if err != nil {
		return a.folder.refused(err)
	}
	_, err = file.Write(text)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return a.folder.refused(err)
	}
	return nil
}

// Backup writes a verified copy of the store to a path where nothing lies yet.
func (a *App) Backup(ctx context.Context, path string) error {
	return a.store.Backup(ctx, path) //nolint:wrapcheck // says it all
}

// Check reads the whole store and compares it with itself.
func (a *App) Check(ctx context.Context, progress func(done, total uint64)) (storage.Report, error) {
	return a.store.Check(ctx, progress) //nolint:wrapcheck // says it all
}
