//go:build slow

package search

// benchSizes is cases in the indexes to be searched.
func benchSizes() []int { return []int{10_000, 200_000, 1_000_000} }
