package storage

// Format is the format of the store on disk: an open store has the newest.
func (s *Store) Format() uint64 { return s.seams.newest() }
