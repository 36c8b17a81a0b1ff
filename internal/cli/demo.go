package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sync/errgroup"

	"piket/internal/app"
	"piket/internal/demo"
	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/model/area"
)

// demoCommand opens a throw-away desk with reports arriving, or fills a data
// folder with invented cases.
type demoCommand struct {
	Fill int `placeholder:"N"`
}

const maxFill = 10_000_000

func (c *demoCommand) home(ctx context.Context, p *process) error {
	switch {
	case c.Fill < 0 || c.Fill > maxFill || c.Fill == 0 && p.parsed.given("fill"):
		e := usage("usage-value", "demo", nil)
		e.Args["what"] = "--fill"
		return e
	case (c.Fill > 0) != (p.parsed.tree.Data != ""):
		e := usage("usage-flag-missing", "demo", nil)
		e.Args["what"] = "--fill, --data"
		return e
	case c.Fill > 0:
		return c.fill(ctx, p)
	case !p.request.InTTY || !p.request.OutTTY:
		return usage("usage-no-terminal", "demo", nil)
	}
	return c.practise(ctx, p)
}

// world invents the neighbourhood of an office.
func world(cfg demo.Config) (*demo.World, error) {
	var err error
	if cfg.Areas, err = area.Load(); err != nil {
		return nil, fmt.Errorf("areas: %w", err)
	}
	return demo.New(cfg) //nolint:wrapcheck // says it all
}

// found opens a folder and sets the invented office up in it, by its own clock.
func (p *process) found(ctx context.Context, w *demo.World, f app.Folder, clock *demo.Clock) (*app.App, error) {
	a, err := app.Create(ctx, app.Config{
		Folder: f, Process: "piket demo", Timeout: lockWait, NoSync: true, Now: clock.Now, NewID: clock.NewID,
	})
	if err != nil {
		return nil, err //nolint:wrapcheck // a refusal as it is
	}
	first, err := a.SetUp(ctx, w.Office(), w.Officer(), p.print.Lang())
	if err == nil {
		err = w.Staff(ctx, a.Desk().Session(model.Actor{Officer: first.ID, Door: screenDoor}))
	}
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// seats opens the desk of an App to the invented officers.
func seats(a *app.App) demo.Seat {
	return func(by model.OfficerID, clock *demo.Clock) *desk.Session {
		return a.DeskAt(clock.Now, clock.NewID).Session(model.Actor{Officer: by, Door: screenDoor})
	}
}

// practise opens a desk that is gone when it closes.
func (c *demoCommand) practise(ctx context.Context, p *process) error {
	dir, err := os.MkdirTemp("", "piket-demo-")
	if err != nil {
		return &model.Error{Kind: model.KindUnavailable, Key: "folder-refused", Args: model.Args{"path": os.TempDir()}, Err: err}
	}
	defer os.RemoveAll(dir) //nolint:errcheck // the system clears it in the end
	w, err := world(demo.Config{Seed: 1})
	if err != nil {
		return err
	}
	past, clock := demo.Past{Until: time.Now()}, demo.NewClock(time.Now())
	clock.Set(past.Begin())
	p.note(p.print.T("cli.demo.preparing", locale.A{"path": dir}))
	a, err := p.found(ctx, w, app.Folder(dir), clock)
	if err != nil {
		return err
	}
	err = w.Play(ctx, seats(a), clock, past)
	clock.Run()
	if err == nil {
		err = p.watch(ctx, w, a)
	}
	return errors.Join(err, a.Close())
}

// watch shows the desk while reports arrive.
func (p *process) watch(ctx context.Context, w *demo.World, a *app.App) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	group, ctx := errgroup.WithContext(ctx)
	officers := a.Desk().Office().Officers
	if p.parsed.tree.Officer == "" {
		p.parsed.tree.Officer = officers[0].Name
	}
	arrivals := a.Desk().Session(model.Actor{Officer: officers[len(officers)-1].ID, Door: door})
	group.Go(func() error { return w.Arrive(ctx, arrivals) })
	group.Go(func() error {
		defer stop()
		h := p.host(a)
		h.practice = true
		return h.open(ctx, p)
	})
	return group.Wait() //nolint:wrapcheck // both say it all
}
