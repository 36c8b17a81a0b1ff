// Package model is the domain of the duty desk: its nouns, the commands that
// ask for a change, the events that record one, and the pure functions
// between them.
//
//	Decide(state, command) → events, or a refusal with a reason
//	Apply(case, event)     → the case after it
//
// Neither reads a clock, draws a random number or depends on map order: the
// time, the identifiers and the sealed reporter come in with the command.
// Everything a person reads is rendered elsewhere from codes; this package
// holds no screen text and imports nothing else of the project.
//
// Times are instants in UTC; the office's zone only matters where a day
// begins (register years, working days) and on screens.
package model
