package screen

import (
	"context"
	"strings"

	"piket/internal/locale"
	"piket/model"
)

// Receipt is what a receipt for the reporter is made of, beside the case
// itself. It names nobody.
type Receipt struct {
	Case     model.CaseID
	Number   string
	Tracking string // empty when it was given before
	Lang     locale.Lang
}

// PrintReceipt prints a receipt and says where it went. With an error, where is
// a file that holds it all the same.
type PrintReceipt func(ctx context.Context, r Receipt) (where string, err error)

// Printed is what became of a receipt.
type Printed struct {
	Receipt Receipt
	Where   string
	Err     error
}

// Lines say where the receipt is, and what went wrong.
func (p Printed) Lines(ctx *Ctx) []string {
	st := ctx.Style
	var lines []string
	for _, err := range each(p.Err) {
		lines = append(lines, st.Bad.Render("! "+ctx.Print.Error(err)))
	}
	if p.Where == "" {
		return lines
	}
	lines = append(lines, st.Good.Render("✓ "+ctx.T("report.done.printed", locale.A{"where": p.Where})))
	if p.onDisk() && p.Receipt.Tracking != "" {
		lines = append(lines, st.Warn.Render("! "+ctx.T("report.done.holds-code")))
	}
	return lines
}

// onDisk says that the receipt is a file, which unlike a printer is named after
// its case, and that it goes on holding the code.
func (p Printed) onDisk() bool { return strings.Contains(p.Where, p.Receipt.Number) }

// each is the errors that were joined to one.
func each(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}
