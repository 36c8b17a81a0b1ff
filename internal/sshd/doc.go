// Package sshd answers for whoever holds the store. The holder listens on a
// unix socket in the data folder, and every other piket on the machine speaks
// SSH with it there: a screen over a session with a PTY, a command as an exec.
//
// Only who can read the data folder gets in, three times over: the folder is
// 0700, the socket 0600, and both ends prove that they hold the one key that
// lies beside it. What a command is, sshd does not know: the caller's bytes
// travel as base64, so no shell and no splitting of words ever touches them,
// and Config.Handle reads them at the other end.
//
// A Server and a Client are safe for use by many goroutines at once. Each
// session has its own goroutine and its own context, which ends when the
// other end goes away.
package sshd

import "errors"

// SocketName is the socket's name in the data folder.
const SocketName = "piket.sock"

// ExitMoved is the exit code of a screen whose holder closed the store under
// it: open the desk again.
const ExitMoved = 75

// Errors of Dial and of a Client's calls.
var (
	// ErrNobody says that nobody listens: open the store yourself.
	ErrNobody = errors.New("nobody holds the store")
	// ErrStranger says that somebody listens who does not have the key.
	ErrStranger = errors.New("the socket is answered by somebody else")
	// ErrLost says that the holder went away before it gave an exit code, so
	// that nobody knows whether the command was carried out.
	ErrLost = errors.New("the holder of the store went away")
)
