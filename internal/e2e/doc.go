// Package e2e sits at the finished program as an officer does: it looks at
// the screen and presses keys, and knows nothing of what is behind them.
//
// The tests here have no other code to go with. One sits at a small terminal
// of its own and runs with all others; the night at the desk wants tmux and
// the built program, and runs with the tag e2e:
//
//	go test -tags e2e ./internal/e2e
package e2e
