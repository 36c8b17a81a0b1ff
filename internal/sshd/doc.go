// Package sshd answers for whoever holds the store, at two doors that speak
// SSH: a session with a PTY is a screen, an exec is a command.
//
// The socket in the data folder is for every other piket on the machine. Only
// who can read that folder gets in, three times over: the folder is 0700, the
// socket 0600, and both ends prove that they hold the one key that lies beside
// it. What a command is, sshd does not know: the caller's bytes travel as
// base64, so no splitting of words ever touches them, and Config.Handle reads
// them at the other end.
//
// The network's door is for officers with a key of their own and any SSH
// client. Who they are is what the handshake proved. A command's words are
// split as a shell would and go to Config.Handle; no shell ever sees them.
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

// Why a call ends, as context.Cause tells Config.Handle, or is not taken, as
// Config.Refuse hears.
var (
	// ErrClosing says that the store closes.
	ErrClosing = errors.New("the desk is closing")
	// ErrFull says that the network has as many sessions as it may.
	ErrFull = errors.New("too many sessions at once")
	// ErrShare says that one officer has as many of them as one may.
	ErrShare = errors.New("too many sessions of one officer")
	// ErrIdle says that nothing moved for too long.
	ErrIdle = errors.New("nothing moved for too long")
	// ErrDismissed says that the key opens this door no more.
	ErrDismissed = errors.New("this key opens nothing here any more")
	// ErrWords says that a command line cannot be split into words.
	ErrWords = errors.New("the command line cannot be read")
)

// ErrAddress says that the address to listen on cannot be used.
var ErrAddress = errors.New("listen on the address")

// ErrHostKey says that the file of the host key is there and cannot be used:
// it cannot be read, or is no private key.
var ErrHostKey = errors.New("the host key cannot be used")

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
