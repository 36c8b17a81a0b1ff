package model

import "time"

// DutyEntry is an entry of the duty log that a handover's record keeps: the
// last count of detainees, the inventory, and the orders of the watch.
type DutyEntry struct {
	Kind  LogKind   `json:"kind"`
	Text  string    `json:"text,omitempty"`
	Count *int      `json:"count,omitempty"`
	At    time.Time `json:"at"`
}

// DutyOf is what a record keeps of a watch's entries, which come in the order
// of their hours. What was put right since is left out, and what is marked
// for handover is a line of its own.
func DutyOf(entries []LogEntry) []DutyEntry {
	var counted, out []DutyEntry
	for _, e := range entries {
		d := DutyEntry{e.Kind, e.Text, e.Count, e.Happened}
		switch {
		case e.CorrectedBy != 0:
		case e.Kind == LogDetainees:
			counted = []DutyEntry{d}
		case (e.Kind == LogInventory || e.Kind == LogOrder) && !e.Forward:
			out = append(out, d)
		}
	}
	return append(counted, out...)
}
