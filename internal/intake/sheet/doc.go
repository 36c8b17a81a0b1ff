// Package sheet reads the CSV files that spreadsheets write, damaged ones
// included: it finds out the encoding, takes the delimiter it is told, and
// hands out records one by one with the line each began at.
//
// A record that cannot be read costs its own first line and nothing else: an
// unclosed quote does not swallow the rows after it, since reading goes on
// with the line below.
//
// Only three things are errors of the whole file: it is too large, it is no
// text, or it cannot be read.
package sheet

import "errors"

// What is wrong with a file as a whole.
var (
	ErrTooLarge = errors.New("file is too large")
	ErrNotText  = errors.New("file is not text")
)

// What is wrong with one record.
var (
	ErrQuote = errors.New("quote is not closed, or stands inside a quoted cell")
	ErrLong  = errors.New("row is too long")
)
