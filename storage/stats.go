package storage

import (
	"os"
	"sync/atomic"
)

// Stats are figures about the store for whoever looks after it.
type Stats struct {
	Path     string
	Size     int64  // bytes on disk
	Seq      uint64 // events in the journal
	Commits  uint64 // since it was opened
	Commands uint64 // carried out or refused since then, drafts included
	Events   uint64 // written since then
	Watchers int
}

type statistics struct{ commits, commands, events atomic.Uint64 }

func (s *statistics) committed(commands, events int) {
	s.commits.Add(1)
	s.commands.Add(uint64(commands))
	s.events.Add(uint64(events))
}

// Stats says how the store is doing.
func (s *Store) Stats() Stats {
	st := Stats{
		Path: s.cfg.Path, Seq: s.Seq(), Commits: s.stats.commits.Load(),
		Commands: s.stats.commands.Load(), Events: s.stats.events.Load(), Watchers: s.bell.listeners(),
	}
	if info, err := os.Stat(s.cfg.Path); err == nil {
		st.Size = info.Size()
	}
	return st
}
