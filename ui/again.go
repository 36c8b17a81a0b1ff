package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"piket/ui/screen"
)

// places are the routes to what lies over the queue, as it stands now.
func (r *Root) places() []screen.Route {
	var out []screen.Route
	for _, l := range r.stack {
		route := l.route
		if s, ok := l.screen.(screen.Placed); ok {
			route = s.Route()
		}
		if route != nil {
			out = append(out, route)
		}
	}
	return out
}

// knownPlaces tells whoever carries the session on what lies open here, a
// report before anything of it is stored.
func (r *Root) knownPlaces() {
	places := r.places()
	open := screen.WritePlaces(places)
	if open == r.door.open {
		return
	}
	var taking screen.OpenReport
	for _, p := range places {
		if m, ok := p.(screen.OpenReport); ok {
			taking = m
		}
	}
	if taking != r.door.taking {
		r.hold(taking.Draft)
		r.door.taking = taking
	}
	r.door.open = open
	r.known()
}

// placesTold is what another process would have to open again: what lies
// open, or what is still to be opened from the process before.
func (r *Root) placesTold() string {
	if len(r.door.again) > 0 {
		return screen.WritePlaces(r.door.again)
	}
	return r.door.open
}

// hold tells of the draft that is open here, and warns where another session
// of the officer has it open as well.
func (r *Root) hold(form string) {
	if b := r.seat.Board; b != nil && form != r.door.taking.Draft && b.Hold(form) {
		r.say(r.ctx.Print.T("root.draft-elsewhere"), true)
	}
}

// goOn opens what lay open where the session was shown before: what is typed
// next was meant for it. A report that was never stored begins anew, and says
// so.
func (r *Root) goOn(found draftsFound) tea.Cmd {
	r.start = pane{unasked: true, lastKey: r.ctx.Now()}
	says, bad := r.ctx.Print.T("root.moved"), false
	var cmds []tea.Cmd
	for _, route := range r.door.again {
		if m, ok := route.(screen.OpenReport); ok {
			says = r.ctx.Print.T("root.moved-report")
			if bad = !slices.ContainsFunc(found.drafts, func(d Draft) bool { return d.Form == m.Draft }); bad {
				m.Draft, says = "", r.ctx.Print.T("root.moved-lost")
			}
			route = m
		}
		cmds = append(cmds, r.open(route))
	}
	r.door.again = nil
	r.known()
	if found.err != nil {
		says, bad = r.ctx.Print.Error(found.err), true
	}
	r.say(says, bad)
	return tea.Batch(cmds...)
}

// deaf says that a key press now was meant for what a takeover, or a screen
// that opened by itself, has replaced or is about to.
func (r *Root) deaf() bool {
	return r.start.swallows(r.ctx.Now()) || len(r.door.again) > 0
}
