package storage

import "sync"

// bell wakes readers after a commit. Every reader has one slot: a wake-up
// while one is pending is lost, and the writer never waits.
type bell struct {
	mu    sync.Mutex // guards slots
	slots map[chan struct{}]struct{}
}

// Watch gives a channel that has something in it once there are events the
// reader may not have seen. Wake-ups carry nothing and run together: read the
// journal from a cursor of your own. The cancel function ends it.
func (s *Store) Watch() (wake <-chan struct{}, cancel func()) {
	slot := make(chan struct{}, 1)
	s.bell.mu.Lock()
	defer s.bell.mu.Unlock()
	if s.bell.slots == nil {
		s.bell.slots = map[chan struct{}]struct{}{}
	}
	s.bell.slots[slot] = struct{}{}
	return slot, func() {
		s.bell.mu.Lock()
		defer s.bell.mu.Unlock()
		delete(s.bell.slots, slot)
	}
}

func (b *bell) ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for slot := range b.slots {
		select {
		case slot <- struct{}{}:
		default:
		}
	}
}

func (b *bell) listeners() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.slots)
}
