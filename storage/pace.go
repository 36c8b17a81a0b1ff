package storage

import "time"

// pace is what the writer learns of the machine and its callers: how long a
// commit takes, and how many wait at once.
type pace struct {
	full   int // jobs a batch takes at most
	commit time.Duration
	n      int // callers at once
}

// mostPatience bounds how long a lone caller waits for others who do not come.
const mostPatience = 2 * time.Millisecond

// committed takes in a commit, and how many callers there were as it began.
// Some are always on their way back, so that the most of late is nearer the
// truth than the last.
func (p *pace) committed(took time.Duration, callers int) {
	p.commit = average(p.commit, took)
	p.n = max(callers, p.n-(p.n+7)/8)
}

// average leans an eighth towards the latest.
func average(before, latest time.Duration) time.Duration {
	if before == 0 {
		return latest
	}
	return before + (latest-before)/8
}

// ahead says whether to plan one batch while another is committed. Where one
// commit can serve all callers it should: two would cost more of everything
// than planning the half of them beside the other saves.
func (p *pace) ahead() bool { return p.n > p.full }

// due is how many jobs a batch should come to: all callers, or half of them.
func (p *pace) due() int {
	if p.ahead() {
		return min(p.n/2, p.full)
	}
	return p.n
}

// patience is how long to wait for them: less than the commit it may save.
func (p *pace) patience() time.Duration { return min(p.commit/4, mostPatience) }
