package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"piket/ui/screen"
)

// taker is a screen on which a report is taken.
type taker interface {
	// Taking is that report; nothing once it is saved.
	Taking() screen.OpenReport
}

// knownReport tells whoever carries the session on which report is being
// taken, before anything of it is stored.
func (r *Root) knownReport() {
	var taking screen.OpenReport
	for _, l := range r.stack {
		if s, ok := l.screen.(taker); ok {
			taking = s.Taking()
		}
	}
	if taking != r.door.taking {
		r.hold(taking.Draft)
		r.door.taking = taking
		r.known()
	}
}

// hold tells of the draft that is open here, and warns where another session
// of the officer has it open as well.
func (r *Root) hold(form string) {
	if b := r.seat.Board; b != nil && form != r.door.taking.Draft && b.Hold(form) {
		r.say(r.ctx.Print.T("root.draft-elsewhere"), true)
	}
}

// takeAgain opens the report that was being taken where the session was shown
// before: what is typed next was meant for it. One that was never stored
// begins anew, and says so.
func (r *Root) takeAgain(found draftsFound) tea.Cmd {
	again := r.door.again
	r.door.again = screen.OpenReport{}
	r.start = pane{unasked: true, lastKey: r.ctx.Now()}
	stored := slices.ContainsFunc(found.drafts, func(d Draft) bool { return d.Form == again.Draft })
	if !stored {
		again.Draft = ""
	}
	cmd := r.open(again)
	switch {
	case found.err != nil:
		r.say(r.ctx.Print.Error(found.err), true)
	case stored:
		r.say(r.ctx.Print.T("root.moved-report"), false)
	default:
		r.say(r.ctx.Print.T("root.moved-lost"), true)
	}
	return cmd
}

// deaf says that a key press now was meant for what a takeover, or a screen
// that opened by itself, has replaced or is about to.
func (r *Root) deaf() bool {
	return r.start.swallows(r.ctx.Now()) || r.door.again != (screen.OpenReport{})
}
