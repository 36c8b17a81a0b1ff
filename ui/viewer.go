package ui

import (
	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/screen"
)

// shared says that the key of an officer who only looks opened this session:
// several people sit down at it by turns, and it goes back to the viewer
// whenever one of them leaves.
func (r *Root) shared() bool { return r.cfg.Known && !r.cfg.Home && !r.bound() }

// atViewer says that nobody sits at a shared desk just now.
func (r *Root) atViewer() bool {
	return r.shared() && r.seated() && r.seat.Officer == r.cfg.Officer
}

// entrance is how somebody sits down at a shared desk. It goes before every
// screen's own keys: who only looks has no other use for it.
func (r *Root) entrance() []screen.Binding {
	if !r.atViewer() {
		return nil
	}
	return []screen.Binding{{Intent: screen.ChangeOfficer, Keys: []string{"i"}, Help: "key.sit-in", Bar: true}}
}

// noViewerPIN refuses a PIN for whoever's key opened the session: each who
// shares it could choose one.
func noViewerPIN() error { return &model.Error{Kind: model.KindForbidden, Key: "pin-shared"} }

// toViewer ends the time of who sits at a shared desk and shows it to its
// viewer again; told is why, where they did not leave by themselves.
func (r *Root) toViewer(told error) tea.Cmd {
	sit := r.enter(SignIn{Officer: r.cfg.Officer})
	return func() tea.Msg {
		m, _ := sit().(satDown)
		m.left, m.told = true, told
		return m
	}
}

// stepAway leads from a locked screen of a shared desk to its viewer: who
// locked it may be gone for good.
func (r *Root) stepAway() tea.Cmd {
	if !r.shared() || !r.door.locked {
		return nil
	}
	return r.toViewer(nil)
}
