package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"piket/ui/screen"
)

// places are the routes to what lies open, as it stands now.
func (r *Root) places() []screen.Route {
	var out []screen.Route
	for _, l := range r.stack {
		if route := routeOf(l); route != nil {
			out = append(out, route)
		}
	}
	for _, p := range r.dialogs {
		if p.route != nil {
			out = append(out, p.route)
		}
	}
	return out
}

// routeOf leads to a screen as it stands; nil where nothing does.
func routeOf(l layer) screen.Route {
	if s, ok := l.screen.(screen.Placed); ok {
		return s.Route()
	}
	return l.route
}

// typing is where what is typed goes just now.
func (r *Root) typing() Typing {
	switch top := len(r.dialogs) - 1; {
	case top >= 0 && r.dialogs[top].dialog.Typing():
		return TypingDialog
	case top < 0 && len(r.stack) > 0 && isTyping(r.stack[len(r.stack)-1].screen):
		return TypingScreen
	}
	return TypingNowhere
}

// knownPlaces tells whoever carries the session on what lies open here, a
// report before anything of it is stored.
func (r *Root) knownPlaces() {
	if !r.seated() {
		return
	}
	places, typing := r.places(), r.typing()
	open := screen.WritePlaces(places)
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
	r.door.open, r.door.typing = open, typing
	r.known()
}

// placesAgain is what the process before had open, as long as it is not open
// here yet: the next one would have to open it.
func (r *Root) placesAgain() string {
	told := r.door.again
	if at := routeOf(r.stack[0]); at != nil {
		told = append([]screen.Route{at}, told...)
	}
	return screen.WritePlaces(told)
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
	r.start = r.movedGuard()
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
	r.knownPlaces()
	if found.err != nil {
		says, bad = r.ctx.Print.Error(found.err), true
	}
	r.say(says, bad)
	if r.door.missed {
		r.door.missed = false
		r.sayMissed()
	}
	if a := r.door.ahead; a != nil {
		a.until = r.ctx.Now().Add(deafMost)
	}
	return tea.Batch(cmds...)
}
