// Package cli is piket's command line. One tree of commands serves the shell
// and the holder of the store alike: a command finds the store held, and is
// carried out there instead, with the same words in and out and the same exit
// code.
//
// A command reads its input from Streams.In whatever its arguments name:
// files are opened where the command was typed, never by the holder.
//
// Exit codes: 0 done, 1 failed, 2 bad usage or bad input. Errors are one line
// on stderr: what happened, and what to do.
package cli

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)
