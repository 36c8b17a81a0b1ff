package storage

import (
	"context"
	"sync"
)

// longRuns are the checks, copies and rebuilds under way. They give way when
// the file must be closed or replaced, for that waits for every reader.
type longRuns struct {
	mu     sync.Mutex // guards the rest
	next   int
	cancel map[int]context.CancelCauseFunc
	barred bool // none may begin just now
}

// begin registers a long run; its context is cancelled when it must give way.
func (l *longRuns) begin(ctx context.Context) (run context.Context, end func(), err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.barred {
		return nil, nil, ErrClosed
	}
	run, cancel := context.WithCancelCause(ctx)
	id := l.next
	l.next++
	if l.cancel == nil {
		l.cancel = map[int]context.CancelCauseFunc{}
	}
	l.cancel[id] = cancel
	return run, func() {
		cancel(nil)
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.cancel, id)
	}, nil
}

// bar ends the long runs under way and keeps others from beginning.
func (l *longRuns) bar() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.barred = true
	for _, cancel := range l.cancel {
		cancel(ErrClosed)
	}
}

func (l *longRuns) allow() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.barred = false
}

// atLength runs f on the open file, for as long as nothing needs it closed.
func (s *Store) atLength(ctx context.Context, f func(context.Context, *file) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	run, end, err := s.runs.begin(ctx)
	if err != nil {
		return s.explain(err)
	}
	defer end()
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.file == nil {
		return s.explain(ErrClosed)
	}
	err = f(run, s.file)
	if run.Err() != nil && ctx.Err() == nil {
		err = context.Cause(run)
	}
	return s.explain(err)
}
