package storage

import (
	"encoding/binary"
	"math"
	"time"

	"piket/model"
)

const (
	queuePrefix  = 1 + 8 + 8 // rank, deadline, received; then the case
	closedPrefix = 8         // received; then the case
)

// queueKey orders open cases: gravest urgency, earliest deadline (none last),
// earliest received.
func queueKey(u model.Urgency, due, received time.Time, id model.CaseID) []byte {
	return appendQueueKey(make([]byte, 0, queuePrefix+len(id)), u, due, received, id)
}

func appendQueueKey(b []byte, u model.Urgency, due, received time.Time, id model.CaseID) []byte {
	b = append(b, byte(u.Rank()))
	b = binary.BigEndian.AppendUint64(b, sortableDue(due))
	b = binary.BigEndian.AppendUint64(b, sortable(received))
	return append(b, id...)
}

// closedKey orders closed cases by when they were received; lists read it
// backwards. It does not change while a case lives.
func closedKey(received time.Time, id model.CaseID) []byte {
	b := make([]byte, 0, closedPrefix+len(id))
	b = binary.BigEndian.AppendUint64(b, sortable(received))
	return append(b, id...)
}

// The instants that fit into nanoseconds of an int64, with room for "none".
const (
	earliest = -9_000_000_000
	latest   = 9_000_000_000
)

// sortable is an instant as a number that sorts the same way; instants before
// 1684 or after 2255 count as those.
func sortable(t time.Time) uint64 {
	switch sec := t.Unix(); {
	case sec < earliest:
		t = time.Unix(earliest, 0)
	case sec > latest:
		t = time.Unix(latest, 0)
	}
	return uint64(t.UnixNano()) ^ (1 << 63)
}

func sortableDue(due time.Time) uint64 {
	if due.IsZero() {
		return math.MaxUint64
	}
	return sortable(due)
}

// facetHead is the fixed part of a facet: what filters ask about a case in a
// list without reading its row. Status, kind and urgency rank, then the owner.
const facetHead = 3

func encodeFacet(r model.Row) []byte {
	b := make([]byte, 0, facetHead+len(r.Owner))
	b = append(b, statusCode(r.Status), kindCode(r.Kind), byte(r.Urgency.Rank()))
	return append(b, r.Owner...)
}

// The codes of a facet. A code once given keeps its meaning; 0 is "other".
func statusCode(s model.Status) byte {
	switch s {
	case model.Received:
		return 1
	case model.Analysing:
		return 2
	case model.Acting:
		return 3
	case model.Waiting:
		return 4
	case model.Closed:
		return 5
	}
	return 0
}

func kindCode(k model.Kind) byte {
	switch k {
	case model.Complaint:
		return 1
	case model.Presence:
		return 2
	}
	return 0
}
