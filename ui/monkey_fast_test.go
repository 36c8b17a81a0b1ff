//go:build !slow

package ui

const (
	monkeys    = 2
	monkeyKeys = 300
)
