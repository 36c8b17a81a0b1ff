package search

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
)

// journal is a Source in memory: a list of touched cases and their latest state.
type journal struct {
	mu      sync.Mutex
	name    string
	touched []string // case of each event; sequences count from 1
	latest  map[string]Document
	order   []Document // handed over one an event, instead, when set
	err     error
}

func newJournal() *journal { return &journal{name: "tng", latest: map[string]Document{}} }

// put opens the case or changes it, and says at which sequence.
func (j *journal) put(d Document) uint64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.touched = append(j.touched, d.ID)
	d.Seq = uint64(len(j.touched))
	if old, ok := j.latest[d.ID]; ok {
		d.Seq = old.Seq
	}
	j.latest[d.ID] = d
	return uint64(len(j.touched))
}

func (j *journal) Head(context.Context) (Head, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return Head{Journal: j.name, Seq: uint64(len(j.touched))}, j.err
}

func (j *journal) Documents(_ context.Context, after uint64, limit int) ([]Document, uint64, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.order != nil {
		docs := j.order[after:min(after+uint64(limit), uint64(len(j.order)))]
		return docs, after + uint64(len(docs)), j.err
	}
	var docs []Document
	seen := map[string]bool{}
	for ; after < uint64(len(j.touched)) && len(docs) < limit; after++ {
		if id := j.touched[after]; !seen[id] {
			seen[id] = true
			docs = append(docs, j.latest[id])
		}
	}
	return docs, after, j.err
}

func (j *journal) fail(err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.err = err
}

// search is what Query must answer, found the slow way.
func (j *journal) search(text string, limit int) []Hit {
	asked := queryWords(text)
	if len(asked) == 0 {
		return nil
	}
	j.mu.Lock()
	docs := slices.SortedFunc(maps.Values(j.latest), func(a, b Document) int { return cmp.Compare(b.Seq, a.Seq) })
	j.mu.Unlock()
	var hits []Hit
	for _, match := range []Match{MatchNumber, MatchWord, MatchPrefix, MatchNear} {
		if match == MatchNear && len(hits) >= few {
			break
		}
		if wholeNumber(text) && (match > MatchWord || len(hits) > 0) {
			break
		}
		for _, d := range docs {
			number := "-" + strings.Join(words(d.Number), "-")
			if wholeNumber(text) && match == MatchNumber && !strings.HasSuffix(number, "-"+strings.Join(words(text), "-")) {
				continue
			}
			known := slices.ContainsFunc(hits, func(h Hit) bool { return h.ID == d.ID })
			if !known && naiveMatch(d, asked, match) {
				hits = append(hits, Hit{ID: d.ID, Seq: d.Seq, Match: match})
			}
		}
	}
	return hits[:min(limit, len(hits))]
}

func naiveMatch(d Document, asked []string, match Match) bool {
	text := strings.Join(slices.Concat([]string{d.Number, d.Narrative, d.Place}, d.Subjects, d.Notes), "\n")
	has := words(text)
	for i, w := range asked {
		if !naiveWord(has, w, i == len(asked)-1, match, serial(d.Number)) {
			return false
		}
	}
	return true
}

func naiveWord(has []string, w string, last bool, match Match, serial string) bool {
	if match == MatchNumber && last {
		return isNumber(w) && w == serial
	}
	return slices.ContainsFunc(has, func(h string) bool {
		switch {
		case match == MatchNear && mayBeNear(w) && last:
			return naiveNearPrefix(w, h)
		case match == MatchNear && mayBeNear(w):
			return distance(w, h) <= 1
		case match >= MatchPrefix && last:
			return strings.HasPrefix(h, w)
		}
		return h == w
	})
}

func naiveNearPrefix(w, h string) bool {
	letters := []rune(h)
	for n := range len(letters) + 1 {
		if distance(w, string(letters[:n])) <= 1 {
			return true
		}
	}
	return false
}

// distance is how many letters to add, leave out, change or swap make other of
// word (each letter touched once): the textbook table.
func distance(word, other string) int {
	a, b := []rune(word), []rune(other)
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
