package cli

import (
	"context"

	"piket/internal/app"
	"piket/internal/seal"
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
	defer root.Leave()
	return terminal.Run(ctx, root, t) //nolint:wrapcheck // says it all
}

// screenDoor is how a screen signs what is done on it.
const screenDoor = "desk"

// config puts the desk's parts where the screens look for them.
func (d Desk) config() ui.Config {
	a, settings := d.App, d.App.Settings()
	return ui.Config{
		Print: a.Printer, Now: a.Now, Office: a.Desk().Office, Rules: a.Rules, SetUp: a.SetUp,
		Seat: d.seat,
		Area: areas{a}.district, Areas: areas{a}, OfficeArea: settings.Area(), ValidPhone: seal.ValidPhone, Indexed: a.Indexed,
		Receipt: func(ctx context.Context, r ui.Receipt) (string, error) {
			return a.Receipt(ctx, r.Case, r.Tracking, r.Lang)
		},
		Lang: d.Print.Lang(), Officer: d.Officer, Moved: d.Moved, Seated: d.Seated, Door: d.door(),
		Colours: ui.Colours(settings.Colours), Bell: settings.Bell, Title: settings.Title,
	}
}

// seat is the desk in an officer's hands. Who came by key acts as nobody else.
func (d Desk) seat(id model.OfficerID) ui.Seat {
	if d.Session != nil {
		return ui.SeatOf(d.Session)
	}
	return ui.SeatOf(d.App.Desk().Session(model.Actor{Officer: id, Door: screenDoor}))
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
