package storage

import (
	"context"
	"fmt"
)

// Report is what a check found.
type Report struct {
	Path   string
	Seq    uint64 // events in the journal
	Cases  uint64
	Drafts uint64
	Pages  uint64 // of the file
	Faults []Fault
}

// OK says that nothing is wrong.
func (r Report) OK() bool { return len(r.Faults) == 0 }

// Fault is one thing that is wrong, and where.
type Fault struct {
	Where string // bucket, or "file"
	Key   string // seq, or the key in hex
	What  string
}

// String is the fault in one line.
func (f Fault) String() string {
	if f.Key == "" {
		return fmt.Sprintf("%s: %s", f.Where, f.What)
	}
	return fmt.Sprintf("%s %s: %s", f.Where, f.Key, f.What)
}

// Check looks whether the store is whole.
func (s *Store) Check(ctx context.Context, progress func(done, total uint64)) (Report, error) {
	return Report{}, ctx.Err()
}
