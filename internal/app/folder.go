package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"piket/internal/config"
	"piket/model"
	"piket/storage"
)

// Folder is a data folder: the office's whole belongings.
type Folder string

const folderMode fs.FileMode = 0o700

// Locate finds the data folder: as named, else PIKET_DATA, else the place the
// system has for it. The folder need not exist.
func Locate(named string, env func(string) string) (Folder, error) {
	dir := named
	if dir == "" {
		dir = env("PIKET_DATA")
	}
	if dir == "" {
		var err error
		if dir, err = usual(env); err != nil {
			return "", err
		}
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find the data folder: %w", err)
	}
	return Folder(abs), nil
}

// usual is where the system keeps such data. XDG_DATA_HOME counts everywhere
// it is set.
func usual(env func(string) string) (string, error) {
	if dir := env("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "piket"), nil
	}
	if runtime.GOOS == "windows" {
		if dir := env("LocalAppData"); dir != "" {
			return filepath.Join(dir, "piket"), nil
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", &model.Error{Kind: model.KindUnavailable, Key: "folder-unknown", Err: err}
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "piket"), nil
	}
	return filepath.Join(home, ".local", "share", "piket"), nil
}

func (f Folder) file(name string) string { return filepath.Join(string(f), name) }

// Store is the path of the store.
func (f Folder) Store() string { return f.file(storage.FileName) }

// Key is the path of the key file.
func (f Folder) Key() string { return f.file("office.key") }

// Settings is the path of the settings file.
func (f Folder) Settings() string { return f.file(config.FileName) }

// Receipts is the folder of receipts written to files.
func (f Folder) Receipts() string { return f.file("receipts") }

// Papers is the folder of what else no printer took.
func (f Folder) Papers() string { return f.file("papers") }

func (f Folder) search() string { return f.file("search") }
func (f Folder) log() string    { return f.file("piket.log") }

// HasStore says whether a store lies here. An error means that nobody can
// tell, or that others on the machine may reach into the folder:
//
//	folder-refused         the system does not let us use it
//	folder-open-to-others  others may write there
func (f Folder) HasStore() (bool, error) {
	if err := f.keepPrivate(); err != nil {
		return false, err
	}
	_, err := os.Stat(f.Store())
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	}
	return false, f.refused(err)
}

// used says that an office had its store here: something lies in the folder
// that only comes to be after the store. Settings alone may have been put
// there for a new office, and a first run makes the key before the store.
func (f Folder) used() bool {
	for _, trace := range []string{f.file("host.key"), f.search(), f.Receipts(), f.Papers(), f.lastBackup()} {
		if exists(trace) {
			return true
		}
	}
	return exists(f.Key()) && exists(f.Settings())
}

// make sees to the folder itself, for its owner alone.
func (f Folder) make() error {
	if err := os.MkdirAll(string(f), folderMode); err != nil {
		return f.refused(err)
	}
	return f.keepPrivate()
}

// sweep takes away a new store that there was no room for: it would pass for
// a damaged one ever after. One that another process has is not touched.
func (f Folder) sweep(err error) {
	if errors.Is(err, storage.ErrFull) || errors.Is(err, storage.ErrWrite) {
		os.Remove(f.Store()) //nolint:errcheck // then it stays as it is
	}
}

// refused says what to do about a folder the system does not let us use.
func (f Folder) refused(err error) error {
	return &model.Error{Kind: model.KindUnavailable, Key: "folder-refused", Args: model.Args{"path": string(f)}, Err: err}
}

// Load reads the settings; defaults where there are none.
func (f Folder) Load() (config.Settings, error) {
	return config.Load(f.Settings()) //nolint:wrapcheck // says it all
}
