package config

import (
	"maps"
	"slices"
	"strings"
)

// nearest is the known name that a mistyped one probably means: the same
// last part elsewhere in the file, or at most two slips away. Empty when
// nothing is near.
func nearest(name string, known map[string]bool) string {
	best, bestSlips := "", 3
	for _, k := range slices.Sorted(maps.Keys(known)) {
		if last(k) == last(name) {
			return k
		}
		if n := slips(k, name); n < bestSlips {
			best, bestSlips = k, n
		}
	}
	return best
}

func last(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// slips is the edit distance between two names: letters put in, left out or
// mistaken. Names of very different length count as far apart.
func slips(a, b string) int {
	if d := len(a) - len(b); d > 2 || d < -2 {
		return 3
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
