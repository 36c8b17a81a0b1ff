package demo

import (
	"crypto/rand"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"piket/internal/desk"
	"piket/model"
)

// Clock is a desk's clock that can be set. It stands still where it was set,
// until it is let run with the real time.
type Clock struct {
	mu    sync.Mutex // guards stand
	stand time.Time  // zero: it runs
}

// NewClock is a clock that stands.
func NewClock(at time.Time) *Clock { return &Clock{stand: at} }

// Now is the time it shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stand.IsZero() {
		return time.Now()
	}
	return c.stand
}

// Set stands it at a time.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stand = at
}

// Run lets it show the real time from now on.
func (c *Clock) Run() { c.Set(time.Time{}) }

// NewID is a ULID of the time the clock shows, so that cases sort by when
// they were opened.
func (c *Clock) NewID() string {
	return ulid.MustNew(ulid.Timestamp(c.Now()), rand.Reader).String()
}

// Seat opens the desk as an officer sees it whose clock and identifiers are
// the given clock's.
type Seat func(by model.OfficerID, clock *Clock) *desk.Session
