package app

import (
	"context"

	"piket/internal/locale"
	"piket/internal/report"
	"piket/model"
)

// Receipt gives a reporter's receipt to the office's print command, or to a
// file where there is none, and says where it went. The tracking code is in
// nobody's hands but the reporter's: it comes in with the call.
func (a *App) Receipt(ctx context.Context, id model.CaseID, tracking string, lang locale.Lang) (where string, err error) {
	l, err := a.store.Case(ctx, id)
	if err != nil {
		return "", err //nolint:wrapcheck // a refusal as it is
	}
	p, err := a.Printer(lang)
	if err != nil {
		return "", err
	}
	office, c := a.store.Office(), l.Case
	by, _ := office.Officer(c.OpenedBy)
	text := report.Receipt(p, report.Slip{
		Office: office.Name, Section: a.settings.Section, Number: c.Number, Kind: c.Facts.Kind,
		Received: c.Received, Zone: office.Zone, Officer: by.Name, Tracking: tracking,
	}, report.Wide)
	if command := a.settings.Print; len(command) > 0 {
		return command[0], report.Print(ctx, command, text) //nolint:wrapcheck // a refusal as it is
	}
	return report.Save(a.folder.Receipts(), c.Number, text) //nolint:wrapcheck // a refusal as it is
}
