package storage

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// Store is one office's journal and views, open.
type Store struct {
	cfg   Config
	seams seams

	mu   sync.RWMutex // guards file: held to read through it, and exclusively to close or replace it
	file *file        // nil once closed, or while it could not be opened again

	in      chan *job     // to the writer
	callers atomic.Int64  // waiting for an answer
	gate    sync.RWMutex  // guards closed: held to send, and exclusively to close in
	closed  bool          // nothing more is accepted
	done    chan struct{} // the writer has ended

	inspected inspection
	scar      *Fault // found on a meta page as the store was opened, or nil

	seq    atomic.Uint64 // of the last event on disk
	office atomic.Pointer[model.Office]
	runs   longRuns
	bell   bell
	counts countsMemo
	newest newest
	stats  statistics
}

// seams are where tests cut in.
type seams struct {
	commit     func(*bolt.Tx) error
	migrations []migration
	trustPages bool // do not walk the pages before the first write
	batch      int  // jobs one commit takes
}

func (s seams) withDefaults() seams {
	if s.commit == nil {
		s.commit = (*bolt.Tx).Commit
	}
	if s.batch == 0 {
		s.batch = maxBatch
	}
	if s.migrations == nil {
		s.migrations = migrations()
	}
	return s
}

// newest is the format this release writes: a migration leads to each after the first.
func (s seams) newest() uint64 { return 1 + uint64(len(s.migrations)) }

// Seq is the last event on disk.
func (s *Store) Seq() uint64 { return s.seq.Load() }

// Office is the office and its officers as of the last event on disk.
func (s *Store) Office() model.Office { return *s.office.Load() }

// Path is where the store is.
func (s *Store) Path() string { return s.cfg.Path }

// Close carries out what was accepted, lets go of the file, and returns what
// went wrong doing so. A second Close does nothing.
func (s *Store) Close() error {
	s.gate.Lock()
	if s.closed {
		s.gate.Unlock()
		return nil
	}
	s.closed = true
	close(s.in)
	s.gate.Unlock()
	s.runs.bar()
	<-s.done
	s.inspected.stop.Store(true)
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.file.close()
	s.file = nil
	return s.explain(err)
}

// view runs f in a short read transaction. f must copy what it keeps.
func (s *Store) view(ctx context.Context, f func(*tables) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.file == nil {
		return s.explain(ErrClosed)
	}
	return s.explain(s.file.view(f))
}

// explain is the package's explain with this store's path; what broke is logged.
func (s *Store) explain(err error) error {
	if d, ok := errors.AsType[*damage](err); ok {
		s.cfg.Log.Error("store is damaged", "path", s.cfg.Path, "what", d.Error(), "stack", string(d.stack))
	}
	return explain(s.cfg.Path, err)
}
