package storage

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
)

// maxBatch bounds how long one commit keeps its callers waiting.
const maxBatch = 256

// work is what a job wants written. run works inside the batch's transaction:
// it may refuse, having written nothing, or fail with a writeError. found
// looks in a later transaction whether what it wrote is there.
type work interface {
	run(b *batch) error
	found(t *tables) (bool, error)
}

// job is one caller waiting for the writer.
type job struct {
	work  work
	alone func() error // instead of work: runs between batches, with the file to itself
	state atomic.Int32
	err   error         // the answer, set before done is closed
	done  chan struct{} // closed once there is an answer
}

// The states of a job. Whoever moves it away from queued decides its fate.
const (
	queued = iota
	taken
	dropped
)

func (j *job) take() bool { return j.state.CompareAndSwap(queued, taken) }
func (j *job) drop() bool { return j.state.CompareAndSwap(queued, dropped) }

func (j *job) answer(err error) {
	j.err = err
	close(j.done)
}

// writeError is a failure after something of the job was written, so that the
// whole transaction is spoilt.
type writeError struct{ err error }

func (w *writeError) Error() string { return w.err.Error() }
func (w *writeError) Unwrap() error { return w.err }

// submit hands a job to the writer and waits for its answer. A cancelled
// context drops it while it waits; once taken, the answer is the truth.
func (s *Store) submit(ctx context.Context, j *job) error {
	if s.cfg.ReadOnly {
		return s.explain(ErrReadOnly)
	}
	j.done = make(chan struct{})
	if err := s.enqueue(ctx, j); err != nil {
		return err
	}
	select {
	case <-j.done:
	case <-ctx.Done():
		if j.drop() {
			return ctx.Err()
		}
		<-j.done
	}
	return s.explain(j.err)
}

func (s *Store) enqueue(ctx context.Context, j *job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.gate.RLock()
	defer s.gate.RUnlock()
	if s.closed {
		return s.explain(ErrClosed)
	}
	select {
	case s.in <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// write is the writer: it ends when the queue is closed and empty.
func (s *Store) write() {
	defer close(s.done)
	g := gatherer{in: s.in}
	for jobs := g.next(); len(jobs) > 0; jobs = g.next() {
		if jobs[0].alone != nil {
			s.runAlone(jobs[0])
			continue
		}
		s.attempt(jobs)
	}
	if !s.cfg.ReadOnly {
		takeWord(s.cfg)
	}
}

func (s *Store) runAlone(j *job) {
	if j.take() {
		err := s.reopenIfLost()
		if err == nil {
			err = j.alone()
		}
		j.answer(err)
	}
}

// gatherer collects the jobs of a batch.
type gatherer struct {
	in    chan *job
	ahead *job // taken from the queue, but not fit for the batch before
	last  int  // size of the batch before
}

// gatherFor is how long a batch waits for the callers of the one before it,
// who are on their way back: a fraction of what the fsync costs them.
const gatherFor = 100 * time.Microsecond

// next waits for a job and takes what else waits; none when the queue ended.
func (g *gatherer) next() []*job {
	first := g.ahead
	if g.ahead = nil; first == nil {
		var ok bool
		if first, ok = <-g.in; !ok {
			return nil
		}
	}
	jobs := []*job{first}
	if first.alone != nil {
		return jobs
	}
	jobs = g.fill(jobs)
	g.last = len(jobs)
	return jobs
}

func (g *gatherer) fill(jobs []*job) []*job {
	var patience <-chan time.Time
	for len(jobs) < maxBatch {
		var j *job
		var ok bool
		select {
		case j, ok = <-g.in:
		default:
			if len(jobs) >= g.last {
				return jobs
			}
			if patience == nil {
				patience = time.After(gatherFor)
			}
			select {
			case j, ok = <-g.in:
			case <-patience:
				return jobs
			}
		}
		if !ok {
			return jobs
		}
		if j.alone != nil {
			g.ahead = j
			return jobs
		}
		jobs = append(jobs, j)
	}
	return jobs
}

// attempt carries jobs out in one transaction. When one of them spoils it,
// each is tried again in a transaction of its own, so that only the culprit
// fails.
func (s *Store) attempt(jobs []*job) {
	mine := jobs[:0:0]
	for _, j := range jobs {
		if j.state.Load() == taken || j.take() {
			mine = append(mine, j)
		}
	}
	if err := s.reopenIfLost(); err != nil {
		answerAll(mine, err)
		return
	}
	tx, err := s.file.begin()
	if err != nil {
		answerAll(mine, err)
		return
	}
	s.carryOut(tx, mine)
}

func answerAll(jobs []*job, err error) {
	for _, j := range jobs {
		j.answer(err)
	}
}

func (s *Store) carryOut(tx *bolt.Tx, jobs []*job) {
	b, err := s.newBatch(tx)
	if err != nil {
		s.file.rollback(tx)
		answerAll(jobs, err)
		return
	}
	refused := make([]error, len(jobs))
	for i, j := range jobs {
		refused[i] = shieldedRun(b, j.work)
		if _, spoilt := errors.AsType[*writeError](refused[i]); spoilt {
			s.file.rollback(tx)
			s.eachAlone(jobs, refused[i])
			return
		}
	}
	if !b.dirty {
		s.file.rollback(tx)
		answerEach(jobs, refused)
		return
	}
	s.commit(tx, b, jobs, refused)
}

// shieldedRun tells a damaged page met while reading, which is a refusal like
// any other, from one met while writing.
func shieldedRun(b *batch, w work) error {
	b.writing = false
	err := shielded(func() error { return w.run(b) })
	if err != nil && b.writing {
		return &writeError{err}
	}
	return err
}

func (s *Store) eachAlone(jobs []*job, err error) {
	if len(jobs) == 1 {
		jobs[0].answer(err)
		return
	}
	for _, j := range jobs {
		s.attempt([]*job{j})
	}
}

func answerEach(jobs []*job, errs []error) {
	for i, j := range jobs {
		j.answer(errs[i])
	}
}

// commit makes the batch last, or finds out what became of it.
func (s *Store) commit(tx *bolt.Tx, b *batch, jobs []*job, refused []error) {
	err := shielded(b.finish)
	if err == nil {
		err = shielded(func() error { return s.seams.commit(tx) })
	} else {
		err = fmt.Errorf("finish the batch: %w", err)
	}
	if err != nil {
		s.file.rollback(tx)
		s.settle(err, b.head.seq, jobs, refused)
		return
	}
	b.publish()
	s.stats.committed(len(jobs), b.events)
	answerEach(jobs, refused)
	if b.events > 0 {
		s.bell.ring()
	}
}
