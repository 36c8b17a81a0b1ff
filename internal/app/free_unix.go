//go:build !windows

package app

import "golang.org/x/sys/unix"

// freeSpace is how much this account may still write to a folder's disk.
func freeSpace(dir string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, err //nolint:wrapcheck // the caller says what it was for
	}
	return uint64(s.Bavail) * uint64(s.Bsize), nil //nolint:unconvert // the types differ between systems
}
