package intake

import (
	"context"
	"io"

	"piket/internal/desk"
	"piket/internal/intake/sheet"
	"piket/model"
)

// Adder takes a report in; desk.Session.AddReport is one. It is called from
// many goroutines at once.
type Adder func(ctx context.Context, r desk.Report) (desk.Added, error)

// FormOptions say how the answers of a form are read.
type FormOptions struct {
	Refs    Refs       // its Fingerprint is needed
	Zone    model.Zone // of the times in the file
	Kind    model.Kind // of reports that do not say; empty is complaint
	Dates   DateOrder  // settles what the file leaves open; empty: the file must prove it
	Mapping Mapping
	Workers int // reports on their way in at once; 0 is a good number
	// Progress is told, now and then and from one goroutine, how much of the
	// file was read, in bytes.
	Progress func(done, total int64)
}

// Refused is a row that did not go in.
type Refused struct {
	Row    int // as the spreadsheet numbers it
	Line   int // of the file, where the row begins
	Reason error
}

// Result is what became of a file.
type Result struct {
	Rows         int // with anything in them, the header aside
	Added        int
	Present      int // had been taken in before
	OtherTime    int // of Present: the case holds another time, from a reading in the other order
	RefusedCount int
	Refused      []Refused // in the file's order, the first maxRefused of them

	Encoding  sheet.Encoding
	Delimiter rune
	DateOrder DateOrder // empty when there are no dates
	InAccount []string  // columns whose answers stand in the account
	Sealed    []string  // columns without a field of their own whose answers are behind the seal
	Unknown   []string  // those of Sealed that nothing is known about: they may belong in the account
}

const (
	maxFile    = 64 << 20 // bytes
	maxRows    = 1_000_000
	maxRefused = 1_000 // refused rows that are named one by one
	workers    = 64    // group commit makes many writers cheaper than one
)

// ImportGoogleForm reads the exported answers of a form and hands each to
// add. A row that was taken in before, from whatever export, is recognised by
// its content and adds nothing. A row that cannot be taken in is refused by
// its line, and the rest goes in.
//
// An error means that the file as a whole, or every row of it, was refused and
// nothing went in (kind invalid), or that it stopped half-way: then the result
// tells how far it came, and importing the file again goes on from there.
//
// The file is read three times; r is kept in memory where it cannot seek.
func ImportGoogleForm(ctx context.Context, r io.Reader, o FormOptions, add Adder) (Result, error) {
	f, err := examine(ctx, r, o)
	if err != nil {
		return Result{}, err
	}
	return f.run(ctx, add)
}
