//go:build slow

package ui

const (
	monkeys    = 40
	monkeyKeys = 2000
)
