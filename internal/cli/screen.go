package cli

import (
	"context"
	"errors"

	"piket/internal/app"
	"piket/internal/desk"
	"piket/internal/locale"
	paper "piket/internal/report"
	"piket/internal/seal"
	"piket/internal/sshd"
	"piket/internal/terminal"
	"piket/model"
	"piket/model/area"
	"piket/ui"
)

// Show opens the desk on a terminal until its officer quits or ctx ends. What
// was typed and not stored is kept either way.
func Show(ctx context.Context, d Desk, t terminal.Terminal) error {
	root, err := ui.New(d.config())
	if err != nil {
		return err //nolint:wrapcheck // says it all
	}
	defer func() { root.Leave(d.end(ctx)) }()
	if err := terminal.Run(ctx, root, t); err != nil {
		return err //nolint:wrapcheck // says it all
	}
	return root.Parting() //nolint:wrapcheck // a refusal as it is
}

// end is why a screen ended that its officer did not leave. One that another
// process shows goes on with whoever holds the store next.
func (d Desk) end(ctx context.Context) model.SittingEnd {
	switch cause := context.Cause(ctx); {
	case (errors.Is(cause, sshd.ErrClosing) || errors.Is(cause, errMadeWay)) && d.Session == nil:
		return ""
	case errors.Is(cause, sshd.ErrIdle):
		return model.WentIdle
	case errors.Is(cause, sshd.ErrDismissed):
		return model.ShutOut
	case errors.Is(cause, sshd.ErrClosing), cause != nil && !d.Remote:
		return model.DeskEnded
	}
	return model.LineLost
}

// screenDoor is how a screen signs what is done on it.
const screenDoor = "desk"

// config puts the desk's parts where the screens look for them.
func (d Desk) config() ui.Config {
	a, settings := d.App, d.App.Settings()
	return ui.Config{
		Print: a.Printer, Now: a.Now, Office: a.Desk().Office, Rules: a.Rules, SetUp: a.SetUp,
		Typed: a.Desk().Session(model.Actor{Door: screenDoor}), SignIn: d.signIns(), Rejoin: d.rejoin,
		Area: areas{a}.district, Areas: areas{a}, OfficeArea: settings.Area(), ValidPhone: seal.ValidPhone, Indexed: a.Indexed, Receipt: d.receipt,
		Forms: d.forms(), Minutes: d.minutes, PrintLog: d.printLog, Key: d.Key,
		Lang: d.Print.Lang(), Officer: d.Officer, Known: d.Session != nil || d.Practice, Home: d.Session == nil,
		Moved: d.Moved, Sitting: d.Sitting, Seated: d.Seated, Door: d.door(), LockAfter: settings.LockAfter,
		Colours: ui.Colours(settings.Colours), Bell: settings.Bell, Title: settings.Title,
	}
}

// printLog prints a span of the duty log.
func (d Desk) printLog(ctx context.Context, span string, lines []ui.LogLine, lang locale.Lang) (string, error) {
	if err := d.prints(insteadOfLog); err != nil {
		return "", err
	}
	told := make([]paper.LogLine, len(lines))
	for i, l := range lines {
		told[i] = paper.LogLine(l)
	}
	where, err := d.App.PrintLog(ctx, span, told, lang)
	return d.there(where, lang), err //nolint:wrapcheck // a refusal as it is
}

// signIns lets officers sit down. The first to, where one came by key, has
// done so already; every other proves who they are by PIN.
func (d Desk) signIns() func(context.Context, ui.SignIn) (ui.Seat, error) {
	begun := d.Session
	return func(ctx context.Context, in ui.SignIn) (ui.Seat, error) {
		if s := begun; s != nil {
			begun = nil
			return ui.SeatOf(s), nil
		}
		return d.signIn(ctx, in)
	}
}

func (d Desk) signIn(ctx context.Context, in ui.SignIn) (ui.Seat, error) {
	show := desk.SignIn{Officer: in.Officer, Door: d.door(), PIN: in.PIN, Home: d.Session == nil, Voucher: in.Voucher}
	if in.Officer == d.Officer && in.PIN == "" { // a desk several people share goes back to whose key opened it
		show.Key = d.Key
	}
	s, err := d.App.Desk().SignIn(ctx, show)
	if err != nil {
		return ui.Seat{}, err //nolint:wrapcheck // a refusal as it is
	}
	if in.Chosen {
		if err := s.ChangePIN(ctx, "", in.PIN); err != nil {
			return ui.Seat{}, errors.Join(err, s.End(ctx, model.LeftDesk))
		}
	}
	return ui.SeatOf(s), nil
}

// rejoin is the seat of somebody whose sitting began elsewhere.
func (d Desk) rejoin(at ui.Sitting) ui.Seat {
	return ui.SeatOf(d.App.Desk().Rejoin(at.Officer, at.ID, d.door()))
}

// door is how the journal names the screen.
func (d Desk) door() string {
	if d.Session != nil {
		return networkDoor
	}
	return screenDoor
}

// areas are looked up once somebody asks: the first frame does not wait for them.
type areas struct{ app *app.App }

// Search finds areas by what was typed of their names.
func (a areas) Search(query, prefer string, limit int) []area.Area {
	set, err := a.app.Areas()
	if err != nil {
		return nil
	}
	if prefer == "" {
		prefer = a.app.OfficeArea()
	}
	return set.Search(query, prefer, limit)
}

// Lookup is the area with a code.
func (a areas) Lookup(code string) (area.Area, bool) {
	set, err := a.app.Areas()
	if err != nil {
		return area.Area{}, false
	}
	return set.Lookup(code)
}

// district is what the district of a code is called; empty for an unknown one.
func (a areas) district(code string) string {
	set, err := a.app.Areas()
	if err != nil || code == "" {
		return ""
	}
	return set.District(code)
}
