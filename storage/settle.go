package storage

import (
	"errors"
	"fmt"

	bolterrors "go.etcd.io/bbolt/errors"

	"piket/model"
)

// settle answers a batch whose commit failed. Such an error says nothing
// about what is on disk, so the store is opened anew and asked, job by job.
func (s *Store) settle(cause error, b *batch) {
	s.cfg.Log.Error("commit failed, looking up what became of it", "path", s.cfg.Path, "error", cause)
	if err := s.reopen(cause); err != nil {
		s.cfg.Log.Error("the store could not be opened again", "path", s.cfg.Path, "error", err)
		answerAll(b.jobs, because(ErrOutcome, errors.Join(cause, err), model.Args{"path": s.cfg.Path}))
		return
	}
	missing := s.notWritten(cause)
	lasted := s.Seq() >= b.head.seq
	for i, j := range b.jobs {
		found, err := s.lookUp(j.work)
		switch {
		case err != nil:
			err = because(ErrOutcome, errors.Join(cause, err), model.Args{"path": s.cfg.Path})
		case b.refused[i] != nil && lasted:
			err = b.refused[i]
		case b.refused[i] != nil || !found: // a refusal may rest on a neighbour that was lost with it
			err = missing
		}
		j.answer(err)
	}
	s.bell.ring()
}

func (s *Store) lookUp(w work) (found bool, err error) {
	err = s.file.view(func(t *tables) error {
		found, err = w.found(t)
		return err
	})
	return found, err
}

// notWritten is the answer for a command that did not make it to the disk.
func (s *Store) notWritten(cause error) error {
	err := s.explain(cause)
	if model.KindOf(err) == "" {
		return because(ErrWrite, cause, model.Args{"path": s.cfg.Path})
	}
	return err
}

// reopen closes the file and opens it again, and reads what it holds. After
// an error of the disk itself the cached pages are thrown away first, for
// they may say what the disk does not; the flush shows whether it works.
func (s *Store) reopen(cause error) error {
	s.runs.bar()
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.file.close()
	s.file = nil
	if err != nil {
		s.cfg.Log.Warn("close after a failed commit", "error", err)
	}
	full := errors.Is(cause, bolterrors.ErrMaxSizeReached) || noSpace(cause)
	if !full {
		forgetPages(s.cfg.Path)
	}
	f, err := openFile(s.cfg, false)
	if err != nil {
		return err
	}
	if err = f.view(s.adopt); err == nil && !full {
		err = f.db.Sync()
	}
	if err != nil {
		_ = f.close()
		return fmt.Errorf("read the store again: %w", err)
	}
	s.file = f
	s.runs.allow()
	return nil
}

// reopenIfLost tries again where an earlier reopening failed. Only the writer
// replaces the file, so it may look at it without the lock.
func (s *Store) reopenIfLost() error {
	if s.file != nil && !s.file.stuck {
		return nil
	}
	return s.reopen(ErrClosed)
}
