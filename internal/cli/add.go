package cli

import (
	"context"
	"errors"
	"time"

	"piket/internal/app"
	"piket/internal/desk"
	"piket/internal/intake"
	"piket/internal/locale"
	"piket/model"
	"piket/ui"
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
	asking := s.request.InTTY
	var added desk.Added
	var odd []intake.Warning
	if asking {
		added, err = c.told(ctx, s, session)
	} else {
		added, odd, err = c.read(ctx, s, session)
	}
	if err != nil {
		return err
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

// read takes in a report written as JSON.
func (c *addCommand) read(ctx context.Context, s *seat, session *desk.Session) (desk.Added, []intake.Warning, error) {
	refs, err := references(s.app)
	if err != nil {
		return desk.Added{}, nil, err
	}
	r, odd, err := intake.ParseReport(s.in, refs)
	if err != nil {
		return desk.Added{}, nil, err //nolint:wrapcheck // a refusal as it is
	}
	r.Take = c.Take
	added, err := session.AddReport(ctx, r)
	return added, odd, err //nolint:wrapcheck // a refusal as it is
}

// told takes in a report that is asked for. Where it is not taken in after
// all, what was told is not lost.
func (c *addCommand) told(ctx context.Context, s *seat, session *desk.Session) (desk.Added, error) {
	r, started := desk.Report{Key: session.NewID(), Take: c.Take}, session.Now()
	asks := newAsker(s, session.TryReport)
	if err := asks.soFar(r); err != nil {
		return desk.Added{}, err // before anything is told in vain
	}
	err := asks.report(&r)
	var added desk.Added
	if err == nil {
		added, err = session.AddReport(ctx, r)
	}
	if err == nil {
		return added, nil
	}
	return desk.Added{}, s.keep(ctx, session, r, started, err)
}

// keep keeps a report that was not taken in for its officer to go on with, and
// says so. It is kept even where whoever told it is gone.
func (s *seat) keep(ctx context.Context, session *desk.Session, r desk.Report, started time.Time, why error) error {
	still, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepTimeout)
	defer cancel()
	if kept, err := ui.KeepReport(still, session, r, started); err != nil || !kept {
		return why
	}
	if ctx.Err() == nil && errors.Is(why, &model.Error{Key: "ask-ended"}) {
		return &model.Error{Kind: model.KindInvalid, Key: "ask-ended-kept", Err: why}
	}
	s.note(s.print.T("cli.add.kept"))
	return why
}

// keepTimeout is the longest that a report which was not taken in is waited for.
const keepTimeout = 5 * time.Second

// references are what names and keys of a report are held against.
func references(a *app.App) (intake.Refs, error) {
	areas, err := a.Areas()
	if err != nil {
		return intake.Refs{}, err //nolint:wrapcheck // says it all
	}
	return intake.Refs{Areas: areas, Near: a.OfficeArea(), Violations: a.Rules().Violations, Fingerprint: a.Fingerprint}, nil
}
