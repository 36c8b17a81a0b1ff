package storage

import (
	"errors"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"piket/model"
)

// queueDepth is how many commands may wait for the writer.
const queueDepth = 1024

// Open opens the store, or makes one where there is none. It refuses with
// ErrHeld, ErrHeldUnknown, ErrPermission, ErrMissing (where it may make none), ErrDamaged,
// ErrNewer, ErrFull or ErrWrite; then nothing has changed on disk, but an
// older format may have a copy beside it.
func Open(c Config) (*Store, error) { return open(c, seams{}) }

func open(c Config, cut seams) (*Store, error) {
	c, cut = c.withDefaults(), cut.withDefaults()
	fresh, err := prepare(c, cut.newest())
	if err == nil && fresh {
		err = create(c, cut.newest())
	}
	if err != nil {
		return nil, explainOpen(c.Path, err)
	}
	f, err := openFile(c, c.ReadOnly)
	if err != nil {
		return nil, explainOpen(c.Path, err)
	}
	s := &Store{cfg: c, seams: cut, file: f, in: make(chan *job, queueDepth), done: make(chan struct{})}
	s.scar = f.scar
	if err := s.ready(); err != nil {
		err = s.explain(err)
		_ = f.close()
		return nil, err
	}
	s.inspect(f)
	go s.write()
	return s, nil
}

// prepare sees to the folder, and looks at an existing file without touching
// it. It says whether there is no store yet.
func prepare(c Config, newest uint64) (fresh bool, err error) {
	size, err := soundFile(c.Path)
	switch {
	case err != nil:
		return false, err
	case size == 0 && c.Used && lies(c.Path):
		return false, damaged("file", "", "emptied", nil)
	case size == 0 && (c.ReadOnly || c.Existing || c.Used):
		return false, os.ErrNotExist
	case size == 0:
		return true, os.MkdirAll(filepath.Dir(c.Path), 0o700)
	}
	f, err := openFile(c, true)
	if err != nil {
		return false, err
	}
	err = shielded(func() error {
		return f.db.View(func(tx *bolt.Tx) error {
			format, err := known(c.Path, tx, newest)
			switch {
			case err != nil || begun(tx):
				return err
			case format == 0 && c.Used:
				return damaged("file", "", "emptied", nil)
			case c.ReadOnly || c.Existing:
				return os.ErrNotExist
			}
			return nil
		})
	})
	return false, errors.Join(err, f.close())
}

func lies(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// ready brings the open file to the point where it can serve.
func (s *Store) ready() error {
	if !s.cfg.ReadOnly {
		if err := s.settleIn(); err != nil {
			return err
		}
	}
	return s.file.view(func(t *tables) error {
		if err := t.complete(); err != nil {
			return err
		}
		return s.adopt(t)
	})
}

// settleIn makes, migrates and mends what a writer needs, and leaves word.
func (s *Store) settleIn() error {
	if err := s.migrate(); err != nil {
		return err
	}
	if err := s.mendViews(); err != nil {
		return err
	}
	if err := leaveWord(s.cfg); err != nil { // a full disk can still be read
		s.cfg.Log.Warn("no word is left who holds the store", "err", err)
	}
	return nil
}

// adopt takes over where the journal ends.
func (s *Store) adopt(t *tables) error {
	h, err := t.head()
	if err != nil {
		return err
	}
	o, err := t.office()
	if err != nil {
		return err
	}
	s.seq.Store(h.seq)
	s.office.Store(&o)
	return nil
}

// explainOpen also tells who holds the store.
func explainOpen(path string, err error) error {
	if errors.Is(err, bolterrors.ErrTimeout) {
		return heldBy(path, err)
	}
	if e, ok := errors.AsType[*model.Error](err); ok {
		return e
	}
	return explain(path, err)
}
