package storage

import (
	"context"
	"errors"
	"fmt"
	"os"

	bolt "go.etcd.io/bbolt"
)

// migration turns a store of one format into the next, in one transaction.
// Views need none: a view with a new version is rebuilt.
type migration struct {
	name string
	run  func(tx *bolt.Tx) error
}

// migrations are in order: the first leads from format 1 to 2.
func migrations() []migration { return []migration{} }

// migrate lays a fresh store out, and brings an older one to this format with
// a copy of the old beside it.
func (s *Store) migrate() error {
	format, whole, err := s.standing()
	if err != nil || (whole && format == s.seams.newest()) {
		return err
	}
	if format == 0 {
		format = s.seams.newest()
	}
	if format < s.seams.newest() {
		if err := s.keepOld(format); err != nil {
			return err
		}
	}
	for ; format < s.seams.newest(); format++ {
		m := s.seams.migrations[format-1]
		s.cfg.Log.Info("migrating the store", "from", format, "to", format+1, "name", m.name)
		if err := s.file.update(func(tx *bolt.Tx) error { return m.step(tx, format+1) }); err != nil {
			return fmt.Errorf("migrate to format %d: %w", format+1, err)
		}
	}
	return s.file.update(func(tx *bolt.Tx) error { return layOut(tx, format) })
}

// standing is the format on disk, and whether every bucket is there.
func (s *Store) standing() (format uint64, whole bool, err error) {
	err = shielded(func() error {
		return s.file.db.View(func(tx *bolt.Tx) error {
			var err error
			format, err = known(s.cfg.Path, tx, s.seams.newest())
			whole = err == nil
			for _, name := range rootBuckets() {
				whole = whole && tx.Bucket([]byte(name)) != nil
			}
			return err
		})
	})
	return format, whole, err
}

func (m migration) step(tx *bolt.Tx, to uint64) error {
	if err := m.run(tx); err != nil {
		return err
	}
	return put(tx.Bucket([]byte("meta")), []byte(metaFormat), be64(to))
}

// keepOld copies a store beside itself before it is changed. A copy that is
// there already is from an attempt that did not finish, and as good.
func (s *Store) keepOld(format uint64) error {
	path := fmt.Sprintf("%s.format-%d", s.cfg.Path, format)
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	err := s.file.db.View(func(tx *bolt.Tx) error {
		part, err := writeCopy(context.Background(), tx, path)
		if err != nil {
			return err
		}
		return errors.Join(os.Rename(part, path), syncFolder(folderOf(path)))
	})
	if err != nil {
		return fmt.Errorf("copy the store before changing it: %w", err)
	}
	s.cfg.Log.Info("kept the store as it was", "path", path)
	return nil
}

// layOut makes the buckets that are missing, and in a new store the views.
func layOut(tx *bolt.Tx, format uint64) error {
	fresh := tx.Bucket([]byte("meta")) == nil
	for _, name := range rootBuckets() {
		if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
			return fmt.Errorf("make bucket %s: %w", name, err)
		}
	}
	for v := 0; fresh && v < viewCount; v++ {
		n := viewNames()[v]
		if _, err := makeNested(tx, "view", n.name, n.version); err != nil {
			return err
		}
	}
	return put(tx.Bucket([]byte("meta")), []byte(metaFormat), be64(format))
}
