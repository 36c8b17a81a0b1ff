package sshd

import (
	"log/slog"
	"sync"
	"time"
)

const (
	mostTallied = 8           // addresses that are named; the rest count together
	tallyWait   = time.Minute // between two words about one address, at first
	tallyLife   = time.Hour   // an address keeps its place for so long
)

// tally tells the log what is refused over and over: of each address, or
// officer, once a minute at most, with how often, then ever more seldom. Whoever knocks a
// million times from a thousand addresses fills no log.
type tally struct {
	log  *slog.Logger
	what string
	who  string // what is counted: "from" an address, or an "officer"
	now  func() time.Time

	mu   sync.Mutex // guards what follows
	from map[string]*knocks
}

// knocks are what one address did.
type knocks struct {
	since time.Time
	next  time.Time // not told before
	wait  time.Duration
	n     int // not told yet
}

// others is what the addresses without a place of their own count as.
const others = "others"

func newTally(log *slog.Logger, what, who string) *tally {
	return &tally{log: log, what: what, who: who, now: time.Now, from: map[string]*knocks{}}
}

// add counts one more from an address.
func (t *tally) add(host string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	t.sweep(now)
	if t.from[host] == nil && len(t.from) >= mostTallied {
		host = others
	}
	k := t.from[host]
	if k == nil {
		k = &knocks{since: now, next: now, wait: tallyWait}
		t.from[host] = k
	}
	k.n++
	t.tell(host, k, now)
}

// sweep tells what is due and forgets who had their time; the caller holds mu.
func (t *tally) sweep(now time.Time) {
	for host, k := range t.from {
		t.tell(host, k, now)
		if k.n == 0 && now.Sub(k.since) >= tallyLife {
			delete(t.from, host)
		}
	}
}

func (t *tally) tell(host string, k *knocks, now time.Time) {
	if k.n == 0 || now.Before(k.next) {
		return
	}
	t.log.Warn("refused at the door", "what", t.what, t.who, host, "times", k.n)
	k.n, k.next, k.wait = 0, now.Add(k.wait), min(2*k.wait, tallyLife)
}

// close tells what was not told yet.
func (t *tally) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range t.from {
		k.next = time.Time{}
	}
	t.sweep(t.now())
}
