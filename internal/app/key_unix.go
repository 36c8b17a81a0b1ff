//go:build !windows

package app

import "os"

// keyIsPrivate refuses a key that others on the machine can read: it may have
// been read already, and the officer must know.
func (f Folder) keyIsPrivate() error {
	info, err := os.Stat(f.Key())
	if err != nil {
		return f.keyError("key-unreadable", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return f.keyError("key-open-to-others", nil)
	}
	return nil
}
