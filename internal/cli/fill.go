package cli

import (
	"context"
	"errors"
	"strings"
	"time"

	"piket/internal/app"
	"piket/internal/demo"
	"piket/internal/locale"
	"piket/model"
)

// fill makes a large office and finishes.
func (c *demoCommand) fill(ctx context.Context, p *process) error {
	load := demo.Load{Cases: c.Fill, Until: time.Now(), Span: fillSpan(c.Fill)}
	a, w, err := p.fillable(ctx, demo.NewClock(load.Until.Add(-load.Span-time.Hour)))
	if err != nil {
		return err
	}
	bar := p.bar("cli.demo.progress")
	load.Progress = func(done, total int) { bar.to(int64(done), int64(total)) }
	err = w.Fill(ctx, seats(a), load)
	bar.end()
	if err := errors.Join(err, a.Close()); err != nil {
		return err
	}
	p.say(p.print.T("cli.demo.filled", locale.A{"n": c.Fill, "path": string(p.folder)}))
	return nil
}

// fillSpan is over how long so many cases came in: a busy office has some
// fifty a day.
func fillSpan(cases int) time.Duration {
	const aDay, most = 50, 5 * 365
	return time.Duration(min(cases/aDay+1, most)) * 24 * time.Hour
}

// fillable opens the folder to fill and invents its neighbourhood: a new
// practice office, else the office that is there. One that holds cases of its
// own is refused with demo-over-cases.
func (p *process) fillable(ctx context.Context, clock *demo.Clock) (*app.App, *demo.World, error) {
	w, err := world(demo.Config{Seed: 1})
	if err != nil {
		return nil, nil, err
	}
	a, err := p.found(ctx, w, p.folder, clock)
	if !errors.Is(err, &model.Error{Key: "store-exists"}) {
		return a, w, err
	}
	a, err = app.Open(ctx, app.Config{Folder: p.folder, Process: "piket demo", Timeout: lockWait})
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // says it all
	}
	if w, err = around(ctx, a, w); err != nil {
		return nil, nil, errors.Join(err, a.Close())
	}
	return a, w, nil
}

// around invents the neighbourhood of an office that is there. Cases invented
// before stay, and the new ones are others.
func around(ctx context.Context, a *app.App, practice *demo.World) (*demo.World, error) {
	office := a.Desk().Office()
	counts, err := a.Desk().Session(model.Actor{Door: screenDoor}).Counts(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // a refusal as it is
	}
	cases := 0
	for _, n := range counts.ByStatus {
		cases += n
	}
	invented := practice.Office()
	if cases > 0 && (office.Name != invented.Name || office.Code != invented.Code) {
		return nil, &model.Error{Kind: model.KindConflict, Key: "demo-over-cases", Args: model.Args{"path": string(a.Folder()), "n": cases}}
	}
	return world(demo.Config{Seed: 1 + uint64(cases), Area: strings.Join(a.Settings().Areas, ","), Zone: office.Zone})
}
