package cli

import (
	"context"
	"errors"
	"strings"

	"piket/internal/app"
	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui"
)

// printsFar says whether somebody at another machine may have a paper printed.
// Where the office has no print command it would become a file of the server,
// which they could not read: they are told the command that sends it to them.
func printsFar(a *app.App, by model.OfficerID, instead string) error {
	f, _ := a.Desk().Office().Officer(by)
	switch {
	case len(a.Settings().Print) == 0:
		return &model.Error{Kind: model.KindForbidden, Key: "far-print", Args: model.Args{"command": instead}}
	case !f.Role.May(model.NeedAct):
		return &model.Error{Kind: model.KindForbidden, Key: "role-may-not", Args: model.Args{"role": string(f.Role)}}
	}
	return nil
}

// insteadOfPDF sends the pages of a handover to whoever asks for them.
func insteadOfPDF(id model.HandoverID) string {
	return "handover pdf " + string(id) + " - > " + string(id) + ".pdf"
}

// insteadOfReceipt sends a receipt, with the code that only its reader has.
func insteadOfReceipt(r ui.Receipt) string {
	line := "case receipt " + r.Number
	if r.Tracking != "" {
		line += " --tracking " + strings.ReplaceAll(r.Tracking, "-", "") // a line breaks at hyphens
	}
	return line
}

// insteadOfLog sends the duty log.
const insteadOfLog = "log show"

// prints says whether this seat may have a paper printed where the store is.
func (s *seat) prints(session *desk.Session, instead string) error {
	if !s.request.network {
		return nil
	}
	return printsFar(s.app, session.Actor().Officer, instead)
}

// prints says whether this desk may.
func (d Desk) prints(instead string) error {
	if d.Session == nil {
		return nil
	}
	return printsFar(d.App, d.sits(), instead)
}

// sits is who sits at a screen from another machine: whose key opened it, but
// where several people share it.
func (d Desk) sits() model.OfficerID {
	if d.now != nil {
		if at := d.now.Load(); at != nil {
			return at.Officer
		}
	}
	return d.Officer
}

// there says that a paper came out at the office, which may be far away.
func (d Desk) there(where string, lang locale.Lang) string {
	if p, err := d.App.Printer(lang); err == nil && d.Session != nil {
		return p.T("cli.printed-there", locale.A{"command": where})
	}
	return where
}

// receipt prints a reporter's receipt. Where the printer fails, the receipt
// and its code go where they would go without one.
func (d Desk) receipt(ctx context.Context, r ui.Receipt) (string, error) {
	if err := d.prints(insteadOfReceipt(r)); err != nil {
		return "", err
	}
	where, err := d.App.Receipt(ctx, r.Case, r.Tracking, r.Lang)
	if printerFails(err) {
		return d.unprinted(ctx, r, err)
	}
	return d.there(where, r.Lang), err //nolint:wrapcheck // a refusal as it is
}

// unprinted says where a receipt lies that the printer did not print, or how
// it is had from another machine, and what is wrong with the printer.
func (d Desk) unprinted(ctx context.Context, r ui.Receipt, printer error) (string, error) {
	if d.Session != nil {
		instead := &model.Error{Kind: model.KindForbidden, Key: "far-print", Args: model.Args{"command": insteadOfReceipt(r)}}
		return "", errors.Join(printer, instead)
	}
	where, err := d.App.SaveReceipt(ctx, r.Case, r.Tracking, r.Lang)
	return where, errors.Join(printer, err)
}

// printerFails says whether an error is the printer's.
func printerFails(err error) bool {
	for _, key := range []string{"print-missing", "print-slow", "print-failed"} {
		if errors.Is(err, &model.Error{Key: key}) {
			return true
		}
	}
	return false
}

// minutes prints a signed handover.
func (d Desk) minutes(ctx context.Context, id model.HandoverID, lang locale.Lang) (string, error) {
	if err := d.prints(insteadOfPDF(id)); err != nil {
		return "", err
	}
	where, err := d.App.Minutes(ctx, id, lang)
	return d.there(where, lang), err //nolint:wrapcheck // a refusal as it is
}
