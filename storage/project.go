package storage

import (
	"bytes"

	"piket/model"
)

// pair is a key of a bucket and its value; in a list of writes, a pair
// without a value removes the key.
type pair struct {
	bucket     int
	key, value []byte
}

// project is all that a case accounts for in the keyed views. No two cases
// share a key, so a view is the union of its cases' pairs, whatever the order
// in which they came to be.
func project(c *model.Case) []pair {
	if c == nil || c.ID == "" {
		return nil
	}
	r := plainRow(c)
	id := []byte(c.ID)
	list, key := place(r)
	return []pair{
		{viewCase, id, encodeRow(r)},
		{list, key, encodeFacet(r)},
		{viewNumber, []byte(r.Number), id},
		{viewRelated, closedKey(r.Received, r.ID), signature(c)},
	}
}

// place is the list a row stands in, and its key there.
func place(r model.Row) (list int, key []byte) {
	if r.Status.Open() {
		return viewQueue, queueKey(r.Urgency, r.Due, r.Received, r.ID)
	}
	return viewClosed, closedKey(r.Received, r.ID)
}

// figures are the counts of the header.
type figures [figureCount]int64

// The figures, in the order of figureNames.
const (
	figReceived = iota
	figAnalysing
	figActing
	figWaiting
	figClosed
	figUrgent
	figUnowned
	figureCount
)

// figureNames are the keys of the counts view.
func figureNames() [figureCount]string {
	return [figureCount]string{
		figReceived: "status/received", figAnalysing: "status/analysing", figActing: "status/acting",
		figWaiting: "status/waiting", figClosed: "status/closed", figUrgent: "open/urgent", figUnowned: "open/unowned",
	}
}

// figureOf is the figure that counts a status.
func figureOf(s model.Status) (fig int, counted bool) {
	fig = int(statusCode(s)) - 1
	return fig, fig >= figReceived && fig <= figClosed
}

// tally is what one case adds to the figures.
func tally(c *model.Case) figures {
	var f figures
	if c == nil || c.ID == "" {
		return f
	}
	if fig, counted := figureOf(c.Status); counted {
		f[fig] = 1
	}
	if c.Status.Open() && c.Urgency == model.Urgent {
		f[figUrgent] = 1
	}
	if c.Status.Open() && c.Owner == "" {
		f[figUnowned] = 1
	}
	return f
}

func (f *figures) add(g figures, sign int64) {
	for i := range f {
		f[i] += sign * g[i]
	}
}

// changes are the writes that move the keyed views from a case as it was to
// the case as it is. No view changes in any other way, for a command as for a
// rebuild.
func changes(before, after *model.Case) []pair {
	old, now := project(before), project(after)
	if len(old) == 0 {
		return now
	}
	puts := make([]pair, 0, len(old)+len(now))
	for _, p := range old {
		if !holds(now, p) {
			puts = append(puts, pair{p.bucket, p.key, nil})
		}
	}
	for _, p := range now {
		if !same(old, p) {
			puts = append(puts, p)
		}
	}
	return puts
}

func holds(pairs []pair, p pair) bool {
	for _, q := range pairs {
		if q.bucket == p.bucket && bytes.Equal(q.key, p.key) {
			return true
		}
	}
	return false
}

func same(pairs []pair, p pair) bool {
	for _, q := range pairs {
		if q.bucket == p.bucket && bytes.Equal(q.key, p.key) && bytes.Equal(q.value, p.value) {
			return true
		}
	}
	return false
}
