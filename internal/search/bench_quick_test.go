//go:build !slow

package search

// benchSizes is cases in the index to be searched; -tags slow adds larger ones.
func benchSizes() []int { return []int{10_000} }
