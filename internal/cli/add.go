package cli

import (
	"context"

	"piket/internal/app"
	"piket/internal/desk"
	"piket/internal/intake"
	"piket/internal/locale"
)

// addCommand takes one report in: as JSON, or by asking.
type addCommand struct {
	JSON string `placeholder:"FILE|-"`
	Take bool
}

func (c *addCommand) input() string { return c.JSON }

func (*addCommand) asks() {}

// addedShape is the answer to a report taken in. The tracking code is shown
// this once; it is empty for a report that had been taken in before.
type addedShape struct {
	Number   string `json:"number"`
	ID       string `json:"id"`
	Version  uint64 `json:"version"`
	Tracking string `json:"tracking"`
}

func (c *addCommand) run(ctx context.Context, s *seat) error {
	session, err := s.session()
	if err != nil {
		return err
	}
	refs, err := references(s.app)
	if err != nil {
		return err
	}
	asking := s.request.InTTY
	r, odd, err := c.report(s, refs, asking)
	if err != nil {
		return err
	}
	r.Take = c.Take
	added, err := session.AddReport(ctx, r)
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	for _, w := range odd {
		s.note(w.Text(s.print))
	}
	if added.Repeated {
		s.note(s.print.T("cli.add.repeated", locale.A{"number": added.Number}))
	}
	if asking && s.request.OutTTY {
		s.say(s.print.T("cli.add.done", locale.A{"number": added.Number, "tracking": added.Tracking}))
		return nil
	}
	return s.json(addedShape{added.Number, string(added.Case), added.Version, added.Tracking})
}

func (c *addCommand) report(s *seat, refs intake.Refs, asking bool) (desk.Report, []intake.Warning, error) {
	if asking {
		r, err := newAsker(s).report()
		return r, nil, err
	}
	return intake.ParseReport(s.in, refs) //nolint:wrapcheck // a refusal as it is
}

// references are what names and keys of a report are held against.
func references(a *app.App) (intake.Refs, error) {
	areas, err := a.Areas()
	if err != nil {
		return intake.Refs{}, err //nolint:wrapcheck // says it all
	}
	return intake.Refs{Areas: areas, Near: a.OfficeArea(), Violations: a.Rules().Violations, Fingerprint: a.Fingerprint}, nil
}
