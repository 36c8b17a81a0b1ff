//go:build !windows

package app

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"piket/model"
)

// keepPrivate refuses a data folder that others on the machine may write to:
// they may have put another office's data there, or settings that run a
// command of theirs. The right only to look is taken from them, where the
// folder is an office's or about to be.
func (f Folder) keepPrivate() error {
	info, err := os.Stat(string(f))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return f.refused(err)
	case !info.IsDir():
		return f.refused(errors.New("not a folder"))
	case info.Mode().Perm()&0o022 != 0:
		return &model.Error{Kind: model.KindUnavailable, Key: "folder-open-to-others", Args: model.Args{"path": string(f)}}
	case info.Mode().Perm()&0o077 == 0 || !f.forOffice():
		return nil
	}
	if err := os.Chmod(string(f), folderMode); err != nil {
		return f.refused(err)
	}
	return nil
}

// forOffice says that a store lies in the folder, or nothing at all. Others
// may need what else lies somewhere.
func (f Folder) forOffice() bool {
	if exists(f.Store()) {
		return true
	}
	dir, err := os.Open(string(f))
	if err != nil {
		return false
	}
	defer dir.Close()
	_, err = dir.Readdirnames(1)
	return errors.Is(err, io.EOF)
}
