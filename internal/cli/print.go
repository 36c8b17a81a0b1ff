package cli

import (
	"context"

	"piket/internal/app"
	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
)

// printsFar says whether somebody at another machine may have a paper printed.
// Where the office has no print command it would become a file of the server,
// which they could not read: they are told the command that sends it to them.
func printsFar(a *app.App, s *desk.Session, instead string) error {
	f, _ := s.Office().Officer(s.Actor().Officer)
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

// insteadOfLog sends the duty log.
const insteadOfLog = "log show"

// prints says whether this seat may have a paper printed where the store is.
func (s *seat) prints(session *desk.Session, instead string) error {
	if !s.request.network {
		return nil
	}
	return printsFar(s.app, session, instead)
}

// prints says whether this desk may.
func (d Desk) prints(instead string) error {
	if d.Session == nil {
		return nil
	}
	return printsFar(d.App, d.Session, instead)
}

// minutes prints a signed handover.
func (d Desk) minutes(ctx context.Context, id model.HandoverID, lang locale.Lang) (string, error) {
	if err := d.prints(insteadOfPDF(id)); err != nil {
		return "", err
	}
	return d.App.Minutes(ctx, id, lang)
}
