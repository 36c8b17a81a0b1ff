package storage

import "time"

// pace is what the writer learns of the machine it is on: how long it takes
// to plan a job and to commit a batch, and how many callers there are.
type pace struct {
	plan   time.Duration // for one job
	commit time.Duration
	n      int // callers at once
}

// mostPatience bounds how long a lone caller waits for others who do not come.
const mostPatience = 2 * time.Millisecond

func (p *pace) planned(jobs int, took time.Duration) {
	if jobs > 0 {
		p.plan = average(p.plan, took/time.Duration(jobs))
	}
}

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

// ahead says whether to plan one batch while another is committed. Callers
// then come in two halves and each commit serves one, which pays where
// planning for all of them takes longer than one more commit.
func (p *pace) ahead() bool { return p.commit < time.Duration(p.n)*p.plan }

// most is how many jobs a batch takes.
func (p *pace) most() int {
	if p.ahead() {
		return p.due()
	}
	return maxBatch
}

// due is how many jobs a batch should come to: all callers, or half of them.
func (p *pace) due() int {
	if p.ahead() {
		return min(max(1, p.n/2), maxBatch)
	}
	return min(p.n, maxBatch)
}

// patience is how long to wait for them: less than the commit it may save.
func (p *pace) patience() time.Duration { return min(p.commit/4, mostPatience) }
