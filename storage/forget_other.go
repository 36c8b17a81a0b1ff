//go:build !linux

package storage

// forgetPages has no counterpart here.
func forgetPages(string) {}
