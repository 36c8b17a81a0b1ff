//go:build !windows

package storage

import (
	"errors"
	"strings"
	"syscall"
)

// noSpace also looks at the text: bbolt wraps what comes from growing the
// file without keeping the error.
func noSpace(err error) bool {
	for _, full := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, full) || strings.Contains(err.Error(), full.Error()) {
			return true
		}
	}
	return false
}
