package model

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// ErrorKind says what sort of refusal an Error is, for exit codes and for
// choosing what a screen does next.
type ErrorKind string

// The kinds of refusal.
const (
	KindInvalid     ErrorKind = "invalid"     // the input is wrong: mend it and try again
	KindNotFound    ErrorKind = "not-found"   // no such case, officer or file
	KindConflict    ErrorKind = "conflict"    // the thing moved on since the person saw it
	KindForbidden   ErrorKind = "forbidden"   // this officer may not do that
	KindUnavailable ErrorKind = "unavailable" // the store cannot answer now: full, held, damaged
)

// Args are the values a message names. They never hold a reporter's identity.
type Args map[string]any

// Error is a refusal a person can act on. Key names the message in the
// catalogues as "error.<Key>"; Args fill its placeholders.
type Error struct {
	Kind ErrorKind
	Key  string
	Args Args
	Err  error // the cause for the log, or nil
}

// Error is the text for logs; people see the catalogue's message.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Key)
	for _, k := range slices.Sorted(maps.Keys(e.Args)) {
		fmt.Fprintf(&b, " %s=%v", k, e.Args[k])
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is makes errors.Is match on the key alone, so that a caller can compare
// with a bare &Error{Key: …}.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Key == e.Key
}

// KindOf is the kind of the first Error in the chain, or "" when there is none.
func KindOf(err error) ErrorKind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return ""
}

func invalid(key string, args Args) error {
	return &Error{Kind: KindInvalid, Key: key, Args: args}
}

func conflict(key string, args Args) error {
	return &Error{Kind: KindConflict, Key: key, Args: args}
}

func forbidden(key string, args Args) error {
	return &Error{Kind: KindForbidden, Key: key, Args: args}
}

func notFound(key string, args Args) error {
	return &Error{Kind: KindNotFound, Key: key, Args: args}
}
