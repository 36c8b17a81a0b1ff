package app

import (
	"errors"
	"io/fs"
	"os"

	"piket/internal/seal"
	"piket/model"
)

const keyMode fs.FileMode = 0o600

// keys reads the office's key. Where there is neither key nor office it makes
// one if it may; where only the key is missing nobody may, for nothing sealed
// before could be opened with a new one.
func (f Folder) keys(mayMake func() bool) (*seal.Keys, error) {
	text, err := os.ReadFile(f.Key())
	if errors.Is(err, fs.ErrNotExist) {
		if mayMake() {
			return f.makeKeys()
		}
		return nil, f.keyError("key-missing", nil)
	}
	if err != nil {
		return nil, f.keyError("key-unreadable", err)
	}
	if err := f.keyIsPrivate(); err != nil {
		return nil, err
	}
	keys, err := seal.Parse(text)
	if err != nil {
		return nil, f.keyError("key-damaged", err)
	}
	return keys, nil
}

// makeKeys makes the key of a new office, and never over another.
func (f Folder) makeKeys() (*seal.Keys, error) {
	keys, err := seal.New()
	if err != nil {
		return nil, f.keyError("key-unwritten", err)
	}
	file, err := os.OpenFile(f.Key(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, keyMode)
	if err != nil {
		return nil, f.keyError("key-unwritten", err)
	}
	_, err = file.Write(keys.Marshal())
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return nil, f.keyError("key-unwritten", errors.Join(err, os.Remove(f.Key())))
	}
	return keys, nil
}

func (f Folder) keyError(key string, err error) error {
	return &model.Error{Kind: model.KindUnavailable, Key: key, Args: model.Args{"path": f.Key()}, Err: err}
}

// keyFits refuses a key that is another office's.
func (f Folder) keyFits(o model.Office, keys *seal.Keys) error {
	if o.SetUp() && o.Recipient != keys.Recipient() {
		return f.keyError("key-of-another", nil)
	}
	return nil
}
