package casefile_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/casefile"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// printing is a case file with a printer that remembers what it was given.
func printing(t *testing.T, fails error) (*uitest.Stage, *[]screen.Receipt) {
	t.Helper()
	o := newOffice(t)
	o.reports()
	ctx := uitest.Ctx(t, locale.Indonesian)
	ctx.Office, ctx.Rules = o.office, o.rules
	ctx.Officer, _ = o.office.Officer(uitest.Sari)
	cfg, given := config(t, ctx, o.at(uitest.Sari), complaint), &[]screen.Receipt{}
	cfg.Receipt = func(_ context.Context, r screen.Receipt) (string, error) {
		if r.Tracking == "SALAH" {
			return "", &model.Error{Kind: model.KindInvalid, Key: "tracking-wrong", Args: model.Args{"number": r.Number}}
		}
		*given = append(*given, r)
		return "receipts/" + r.Number + ".txt", fails
	}
	return uitest.NewStage(t, casefile.New(cfg), 80, 20), given
}

// TestReceiptFromTheCaseFile prints it without the code, or with the one the
// reporter has; another case's is asked for again.
func TestReceiptFromTheCaseFile(t *testing.T) {
	s, given := printing(t, nil)
	play(s, "p")
	sees(t, s, "Tanda terima TNG-2026-000412", "Kode lacak dari pelapor")
	play(s, "enter")
	sees(t, s, "✓ Tanda terima: receipts/TNG-2026-000412.txt")
	play(s, "esc", "p", "=SALAH", "enter")
	sees(t, s, "SALAH", "! Kode lacak itu bukan milik TNG-2026-000412.")
	for range "SALAH" {
		play(s, "backspace")
	}
	play(s, "=K7QF-M4PX-9RTD-E", "enter")
	sees(t, s, "! Berkas ini memuat kode lacak")
	want := screen.Receipt{Case: complaint, Number: "TNG-2026-000412", Lang: locale.Indonesian}
	with := want
	with.Tracking = "K7QF-M4PX-9RTD-E"
	if !slices.Equal(*given, []screen.Receipt{want, with}) {
		t.Errorf("printed %+v", *given)
	}
}

// TestABrokenPrinterOfTheCaseFile tells of both, the file and the printer.
func TestABrokenPrinterOfTheCaseFile(t *testing.T) {
	jam := &model.Error{Kind: model.KindUnavailable, Key: "print-missing", Args: model.Args{"command": "lp"}}
	s, _ := printing(t, errors.Join(jam))
	play(s, "p", "enter")
	sees(t, s, "! Program cetak lp tidak dapat dijalankan.", "receipts/TNG-2026-000412.txt")
}

// TestNoPrintingWithoutAPrinter offers no key that does nothing.
func TestNoPrintingWithoutAPrinter(t *testing.T) {
	_, s := opened(t, complaint)
	if s.Bound("p") {
		t.Error("a receipt is offered where none can be printed")
	}
}
