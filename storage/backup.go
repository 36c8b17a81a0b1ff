package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

func folderOf(path string) string { return filepath.Dir(path) }

// writeCopy writes the transaction's store into a new file beside path and
// flushes it; the caller moves it into place.
func writeCopy(tx *bolt.Tx, path string) (part string, err error) {
	f, err := os.CreateTemp(folderOf(path), "."+filepath.Base(path)+".part-*")
	if err != nil {
		return "", err
	}
	_, err = tx.WriteTo(f)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		_ = os.Remove(f.Name())
		return "", fmt.Errorf("copy the store: %w", err)
	}
	return f.Name(), nil
}
