package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/ui/screen"
)

// deafMost is how long a screen that came by itself takes no keys at most,
// where they were not meant for a text.
const deafMost = time.Second

// mostAhead is how many key presses are held for a field at most.
const mostAhead = 400

// ahead holds what is typed while the field it is meant for is on its way
// back.
type ahead struct {
	screen string // that has the field
	field  string
	until  time.Time // the field is waited for; zero while nothing is open yet
	keys   []tea.Msg
}

// field is the text a route leads into, and the screen that has it; empty for
// none.
func field(route screen.Route) (on, name string) {
	if w, ok := route.(screen.Written); ok {
		return route.Place().Screen, w.Writes()
	}
	return "", ""
}

// expected is where what is typed goes on after a takeover; nil where nothing
// was being typed into a screen, or where it is covered.
func expected(s Sitting, places []screen.Route) *ahead {
	if s.Typing != TypingScreen || s.Locked || len(places) == 0 {
		return nil
	}
	on, name := field(places[len(places)-1])
	if name == "" {
		return nil
	}
	return &ahead{screen: on, field: name}
}

// movedGuard keeps keys that were meant for the screen before a takeover from
// acting on this one. Where a text was being typed, no letter of it may ever
// act: only a rest ends it.
func (r *Root) movedGuard() pane {
	now := r.ctx.Now()
	p := pane{unasked: true, lastKey: now}
	if r.cfg.Sitting.Typing == TypingNowhere {
		p.until = now.Add(deafMost)
	}
	return p
}

// deaf says that a key press, or what is pasted, was meant for what a
// takeover, or a screen that opened by itself, has replaced or is about to.
// What was meant for a field that comes back is held for it.
func (r *Root) deaf(key tea.Msg) bool {
	switch a := r.door.ahead; {
	case a != nil:
		if len(a.keys) < mostAhead {
			a.keys = append(a.keys, key)
		}
		return true
	case len(r.door.again) > 0 || r.start.swallows(r.ctx.Now()):
		r.miss(key)
		return true
	}
	return false
}

// taken lets go of what was said of keys that were not: this one was.
func (r *Root) taken() {
	if !r.door.missed {
		return
	}
	r.door.missed = false
	if r.toast.missed {
		r.toast = r.door.before
	}
}

// typeOn hands what was typed ahead to its field once that is there, and
// stops waiting for one that does not come.
func (r *Root) typeOn() tea.Cmd {
	a := r.door.ahead
	if a == nil || len(r.door.again) > 0 {
		return nil
	}
	if r.typing() == TypingScreen {
		places := r.places()
		if on, name := field(places[len(places)-1]); on == a.screen && name == a.field {
			return r.release(a.keys)
		}
	}
	if r.ctx.Now().Before(a.until) {
		return nil
	}
	r.door.ahead, r.start = nil, r.movedGuard()
	for _, k := range a.keys {
		r.miss(k)
	}
	return nil
}

// release carries out what was typed ahead.
func (r *Root) release(keys []tea.Msg) tea.Cmd {
	r.door.ahead, r.start = nil, pane{}
	var cmds []tea.Cmd
	for _, m := range keys {
		switch k := m.(type) {
		case tea.KeyPressMsg:
			cmds = append(cmds, r.key(k))
		case tea.PasteMsg:
			cmds = append(cmds, r.paste(k))
		}
	}
	return tea.Batch(cmds...)
}

// miss says once that what is typed is not taken.
func (r *Root) miss(key tea.Msg) {
	if k, ok := key.(tea.KeyPressMsg); ok && k.Text == "" || r.door.missed {
		return
	}
	r.sayMissed()
}

// sayMissed says so behind what is being said already.
func (r *Root) sayMissed() {
	r.door.missed, r.door.before = true, r.toast
	text, bad := r.ctx.Print.T("root.missed"), true
	if r.toast.text != "" && r.toast.kind != toastUrgent {
		text, bad = r.toast.text+" "+text, r.toast.kind == toastBad
	}
	r.say(text, bad)
	r.toast.missed = true
}
