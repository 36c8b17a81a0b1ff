// Package layers holds the tests that keep the tree in its shape: who may
// import whom, and what no source file may contain. Each rule is a row with
// its reason, in imports_test.go and source_test.go; to change the shape,
// change the row and its reason in the same commit as the code.
//
// The tests read the source files themselves rather than asking the go
// command, so that files for other operating systems are held to the same
// rules.
package layers
