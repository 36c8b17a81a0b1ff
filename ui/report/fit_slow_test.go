//go:build slow

package report

// nastyEvery takes every nasty string.
const nastyEvery = 1
