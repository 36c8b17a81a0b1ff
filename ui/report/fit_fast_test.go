//go:build !slow

package report

// nastyEvery takes every so many nasty strings; all of them take a minute.
const nastyEvery = 24
