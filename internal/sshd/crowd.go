package sshd

import (
	"slices"
	"sync"
)

// crowd counts the network's lines, and among them those that have not proved
// who they are. Whoever opens many and says nothing keeps nobody else out: a
// newcomer takes the place of the oldest stranger from where most of them are.
type crowd struct {
	all, each, lines int
	cut              func(host string) // told whose line was cut, or refused

	mu        sync.Mutex // guards what follows
	open      map[*line]struct{}
	strangers []*line // the oldest first
	entered   uint64
}

func newCrowd(l Limits, cut func(host string)) *crowd {
	return &crowd{all: l.Strangers, each: l.StrangersEach, lines: l.Strangers + 2*l.Sessions, cut: cut, open: map[*line]struct{}{}}
}

// enter counts a stranger in, and says whose place it takes. It is false when
// the lines of those who proved who they are leave no room.
func (c *crowd) enter(l *line) (cut *line, ok bool) {
	c.mu.Lock()
	full, ok := c.full(l.host)
	if full != "" {
		cut = c.oldest(full)
		c.remove(cut)
	}
	if ok {
		c.entered++
		l.number = c.entered
		c.open[l] = struct{}{}
		c.strangers = append(c.strangers, l)
	}
	c.mu.Unlock()
	switch {
	case cut != nil:
		c.cut(cut.host)
	case !ok:
		c.cut(l.host)
	}
	return cut, ok
}

// full is the host that has to give a line up for one more from another, if
// one has to; false when nobody can. The caller holds mu.
func (c *crowd) full(host string) (from string, ok bool) {
	count, most := map[string]int{}, ""
	for _, l := range c.strangers {
		if count[l.host]++; count[l.host] > count[most] {
			most = l.host
		}
	}
	switch {
	case count[host] >= c.each:
		return host, true
	case len(c.strangers) >= c.all || len(c.open) >= c.lines:
		return most, most != ""
	}
	return "", true
}

// oldest is a host's oldest stranger; the caller holds mu and knows of one.
func (c *crowd) oldest(host string) *line {
	return c.strangers[slices.IndexFunc(c.strangers, func(l *line) bool { return l.host == host })]
}

// known says that one of them proved who they are. Where it is one line too
// many of theirs, their oldest that nobody uses gives way: a key that opens
// lines for nothing keeps nobody out but its owner. 0 lines are any number.
func (c *crowd) known(l *line, owner string, most int) (cut *line) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget(l)
	l.owner = owner
	own := 0
	for o := range c.open {
		if o.owner != owner {
			continue
		}
		own++
		if o != l && (cut == nil || o.number < cut.number) && o.resting() {
			cut = o
		}
	}
	if most == 0 || own <= most || cut == nil {
		return nil
	}
	c.remove(cut)
	return cut
}

// leave counts a line out. One that was cut is out already.
func (c *crowd) leave(l *line) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.remove(l)
}

// remove and forget want mu held.
func (c *crowd) remove(l *line) {
	delete(c.open, l)
	c.forget(l)
}

func (c *crowd) forget(l *line) {
	if i := slices.Index(c.strangers, l); i >= 0 {
		c.strangers = slices.Delete(c.strangers, i, i+1)
	}
}
