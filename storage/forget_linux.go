package storage

import (
	"os"

	"golang.org/x/sys/unix"
)

// forgetPages drops a file's cached pages: after a failed fsync Linux keeps
// them as if they had been written.
func forgetPages(path string) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	_ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
	_ = f.Close()
}
