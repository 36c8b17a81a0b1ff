package storage

import (
	"errors"
	"strings"

	"golang.org/x/sys/windows"
)

// noSpace also looks at the text: bbolt wraps what comes from growing the
// file without keeping the error.
func noSpace(err error) bool {
	for _, full := range []error{windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL} {
		if errors.Is(err, full) || strings.Contains(err.Error(), full.Error()) {
			return true
		}
	}
	return false
}
