package app

import (
	"context"

	"piket/internal/locale"
	"piket/internal/report"
	"piket/internal/seal"
	"piket/model"
)

// Receipt gives a reporter's receipt to the office's print command, or to a
// file where there is none, and says where it went. The tracking code is in
// nobody's hands but the reporter's: it comes in with the call.
func (a *App) Receipt(ctx context.Context, id model.CaseID, tracking string, lang locale.Lang) (where string, err error) {
	command := a.settings.Print
	if len(command) == 0 {
		return a.SaveReceipt(ctx, id, tracking, lang)
	}
	_, text, err := a.receipt(ctx, id, tracking, lang)
	if err != nil {
		return "", err
	}
	return command[0], report.Print(ctx, command, text) //nolint:wrapcheck // a refusal as it is
}

// SaveReceipt writes a reporter's receipt to a file, as where there is no
// print command, and says where it lies.
func (a *App) SaveReceipt(ctx context.Context, id model.CaseID, tracking string, lang locale.Lang) (where string, err error) {
	number, text, err := a.receipt(ctx, id, tracking, lang)
	if err != nil {
		return "", err
	}
	return report.Save(a.folder.Receipts(), number, text) //nolint:wrapcheck // a refusal as it is
}

func (a *App) receipt(ctx context.Context, id model.CaseID, tracking string, lang locale.Lang) (number string, text []byte, err error) {
	l, err := a.store.Case(ctx, id)
	if err != nil {
		return "", nil, err //nolint:wrapcheck // a refusal as it is
	}
	text, err = a.ReceiptText(l, tracking, lang)
	return l.Case.Number, text, err
}

// ReceiptText is a reporter's receipt, as it is printed. Without a tracking
// code it says that the code was given before; one that is another case's, or
// none, is refused as tracking-wrong.
func (a *App) ReceiptText(l model.Loaded, tracking string, lang locale.Lang) ([]byte, error) {
	c := l.Case
	if tracking != "" {
		code, ok := seal.ParseTracking(tracking)
		if !ok || seal.HashTracking(code) != trackingOf(l) {
			return nil, &model.Error{Kind: model.KindInvalid, Key: "tracking-wrong", Args: model.Args{"number": c.Number}}
		}
		tracking = code
	}
	p, err := a.Printer(lang)
	if err != nil {
		return nil, err
	}
	office := a.store.Office()
	by, _ := office.Officer(c.OpenedBy)
	return report.Receipt(p, report.Slip{
		Office: office.Name, Section: a.settings.Section, Number: c.Number, Kind: c.Facts.Kind,
		Received: c.Received, Zone: office.Zone, Officer: by.Name, Tracking: tracking,
	}, report.Wide), nil
}

// trackingOf is the hash of a case's tracking code.
func trackingOf(l model.Loaded) string {
	for _, e := range l.History {
		if opened, ok := e.Event.(model.CaseOpened); ok {
			return opened.TrackingHash
		}
	}
	return ""
}
