package storage

import (
	"bytes"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// lane is one stretch of a list: an index read in one direction.
type lane struct {
	c      *bolt.Cursor
	view   int
	back   bool // read from the last key to the first
	prefix int  // length of a key before the case's ID
}

// lanes are the indexes a filter needs, in list order: the queue, then the
// closed cases from the newest.
func (t *tables) lanes(f model.Filter) []*lane {
	open, closed := len(f.Statuses) == 0, false
	for _, s := range f.Statuses {
		open, closed = open || s.Open(), closed || !s.Open()
	}
	var out []*lane
	if open {
		out = append(out, &lane{c: t.view(viewQueue).Cursor(), view: viewQueue, prefix: queuePrefix})
	}
	if closed {
		out = append(out, &lane{c: t.view(viewClosed).Cursor(), view: viewClosed, back: true, prefix: closedPrefix})
	}
	return out
}

func (l *lane) first() (k, v []byte) {
	if l.back {
		return l.c.Last()
	}
	return l.c.First()
}

func (l *lane) last() (k, v []byte) {
	if l.back {
		return l.c.First()
	}
	return l.c.Last()
}

func (l *lane) next() (k, v []byte) {
	if l.back {
		return l.c.Prev()
	}
	return l.c.Next()
}

func (l *lane) prev() (k, v []byte) {
	if l.back {
		return l.c.Next()
	}
	return l.c.Prev()
}

// seek is the first key at or after one, in the lane's direction.
func (l *lane) seek(key []byte) (k, v []byte) {
	k, v = l.c.Seek(key)
	switch {
	case !l.back || bytes.Equal(k, key):
		return k, v
	case k == nil:
		return l.c.Last()
	}
	return l.c.Prev()
}

// before is the last key before one, in the lane's direction.
func (l *lane) before(key []byte) (k, v []byte) {
	k, v = l.c.Seek(key)
	switch {
	case l.back && bytes.Equal(k, key):
		return l.c.Next()
	case l.back:
		return k, v
	case k == nil:
		return l.c.Last()
	}
	return l.c.Prev()
}

// spot is a place in a list: a lane and a key in it, there or not.
type spot struct {
	lane int
	key  []byte
}
