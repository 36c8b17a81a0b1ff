package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"syscall"

	bolterrors "go.etcd.io/bbolt/errors"

	"piket/model"
)

// Sentinels for what the store itself refuses. Each matches, by key, the
// *model.Error that callers get.
var (
	// ErrHeld: another process has the store open; Args pid, command, since.
	ErrHeld = &model.Error{Kind: model.KindUnavailable, Key: "store-held"}
	// ErrHeldUnknown: another process has it open and left no word which.
	ErrHeldUnknown = &model.Error{Kind: model.KindUnavailable, Key: "store-held-unknown"}
	// ErrPermission: the file or its folder may not be opened; Args path.
	ErrPermission = &model.Error{Kind: model.KindUnavailable, Key: "store-permission"}
	// ErrMissing: there is no store here and none may be made; Args path.
	ErrMissing = &model.Error{Kind: model.KindNotFound, Key: "store-missing"}
	// ErrDamaged: the file cannot be read as a store; Args path.
	ErrDamaged = &model.Error{Kind: model.KindUnavailable, Key: "store-damaged"}
	// ErrNewer: a newer release wrote the store; Args path, format, known.
	ErrNewer = &model.Error{Kind: model.KindUnavailable, Key: "store-newer"}
	// ErrFull: no space is left, nothing was written; Args path, of the folder.
	ErrFull = &model.Error{Kind: model.KindUnavailable, Key: "store-full"}
	// ErrWrite: the disk refused, nothing was written; Args path.
	ErrWrite = &model.Error{Kind: model.KindUnavailable, Key: "store-write"}
	// ErrOutcome: the disk refused and the store could not be opened again to
	// see what became of the command. Giving the same command again is safe.
	ErrOutcome = &model.Error{Kind: model.KindUnavailable, Key: "store-outcome-unknown"}
	// ErrClosed: the store was closed, or never opened again after ErrOutcome.
	ErrClosed = &model.Error{Kind: model.KindUnavailable, Key: "store-closed"}
	// ErrReadOnly: the store was opened only to look.
	ErrReadOnly = &model.Error{Kind: model.KindUnavailable, Key: "store-read-only"}
)

// because is a sentinel with its place and cause filled in.
func because(sentinel *model.Error, cause error, args model.Args) error {
	return &model.Error{Kind: sentinel.Kind, Key: sentinel.Key, Args: args, Err: cause}
}

// explain turns what bbolt or the system said into an error a person can act
// on. Errors that already are one, and cancellations, pass through.
func explain(path string, err error) error {
	if err == nil || model.KindOf(err) != "" ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	sentinel := sentinelFor(err)
	if sentinel == ErrFull {
		path = filepath.Dir(path)
	}
	return because(sentinel, err, model.Args{"path": path})
}

func sentinelFor(err error) *model.Error {
	var damage *damage
	switch {
	case errors.Is(err, bolterrors.ErrMaxSizeReached), noSpace(err):
		return ErrFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrPermission
	case errors.Is(err, fs.ErrNotExist):
		return ErrMissing
	case errors.Is(err, bolterrors.ErrDatabaseNotOpen), errors.Is(err, bolterrors.ErrTxClosed):
		return ErrClosed
	case errors.As(err, &damage),
		errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum),
		errors.Is(err, bolterrors.ErrVersionMismatch), errors.Is(err, bolterrors.ErrInvalidMapping):
		return ErrDamaged
	}
	return ErrWrite
}

// NoSpace says that the system refused a write for want of room.
func NoSpace(err error) bool { return err != nil && noSpace(err) }

// damage is a page or a value that cannot be what the store wrote.
type damage struct {
	Fault
	cause error  // for the log, or nil
	stack []byte // where a panic came from, for the log
}

// Error is the text for logs.
func (d *damage) Error() string {
	if d.cause != nil {
		return d.String() + ": " + d.cause.Error()
	}
	return d.String()
}

func damaged(where, key, says string, cause error) error {
	return &damage{Fault: Fault{Where: where, Key: key, Says: says}, cause: cause}
}

func damagedEntry(seq uint64, says string, cause error) error {
	return damaged("journal", strconv.FormatUint(seq, 10), says, cause)
}

// FaultOf is what is wrong with a store that was refused with ErrDamaged.
func FaultOf(err error) Fault {
	if d, ok := errors.AsType[*damage](err); ok {
		return d.Fault
	}
	return Fault{Where: "file", Says: "unreadable"}
}

// shielded runs f so that a damaged page, which bbolt answers with a panic or
// a memory fault, becomes an error. What it reads stays inside f.
func shielded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = &damage{
				Fault: Fault{Where: "file", Says: "unreadable"}, cause: fmt.Errorf("read a damaged page: %v", r), stack: debug.Stack(),
			}
		}
	}()
	return f()
}
