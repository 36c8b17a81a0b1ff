package app

import "golang.org/x/sys/windows"

// freeSpace is how much this account may still write to a folder's disk.
func freeSpace(dir string) (uint64, error) {
	path, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err //nolint:wrapcheck // the caller says what it was for
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(path, &free, nil, nil); err != nil {
		return 0, err //nolint:wrapcheck // the caller says what it was for
	}
	return free, nil
}
