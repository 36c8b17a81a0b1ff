//go:build !windows

package storage

// mapSize is how much of the address space to map at once.
func mapSize(size int64, readOnly bool) int {
	if readOnly {
		return 0
	}
	return int(size) + mapAhead
}
