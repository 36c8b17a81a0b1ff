package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/screen"
	"piket/ui/signin"
)

// covered says whether something hides the desk.
func (r *Root) covered() bool { return r.door.cover != nil }

// hide puts a cover over everything.
func (r *Root) hide(cfg signin.Config) tea.Cmd {
	r.serial++
	r.door.asks = false
	cfg.Home = func() bool { return r.cfg.Home && r.ctx.Office.FirstPIN(r.voucher()) }
	cfg.Leads = r.shared()
	cfg.Ctx, cfg.Bound, cfg.Rang = r.ctx, r.bound(), func() bool { return r.door.rang }
	r.door.rang = false
	s := signin.New(cfg)
	r.door.cover = &layer{id: r.serial, screen: s}
	r.lookAround()
	return tea.Batch(r.tellCover(r.size()), r.send(r.serial, s.Init()))
}

func (r *Root) uncover() {
	r.door.cover, r.door.locked, r.door.rang, r.door.asks = nil, false, false, false
	r.door.last = r.ctx.Now()
	r.lookAround()
}

// tellCover hands a message to the cover.
func (r *Root) tellCover(msg tea.Msg) tea.Cmd {
	if r.door.cover == nil {
		return nil
	}
	id := r.door.cover.id
	s, cmd := r.door.cover.screen.Update(msg)
	r.door.cover.screen = s
	return r.send(id, cmd)
}

// coverKey routes a key press to the cover, and to nothing under it.
func (r *Root) coverKey(name string, k tea.KeyPressMsg) tea.Cmd {
	top := r.door.cover.screen
	typing := isTyping(top)
	if b, ok := match(top.Bindings(), name, typing); ok {
		var news tea.Cmd
		if b.Intent == screen.Enter { // a lock-out may have been lifted since it was told
			at := r.door.cover.id
			if news = r.takeOffice(r.cfg.Office()); r.door.cover.id != at {
				return news
			}
		}
		return tea.Batch(news, r.tellCover(screen.Did{Intent: b.Intent}))
	}
	if typing {
		return r.tellCover(k)
	}
	return nil
}

// lock covers the desk at once; what was being typed is kept, and stays where
// it is.
func (r *Root) lock() tea.Cmd {
	switch {
	case !r.seated() || r.door.locked: // a cover that leads back to the desk does not count
		return nil
	case r.atViewer():
		r.say(r.ctx.Print.T("root.lock-shared"), true)
		return nil
	case r.ctx.Officer.PIN == "":
		r.say(r.ctx.Print.T("root.lock-needs-pin"), true)
		return nil
	}
	r.door.locked = true
	cmds := append(r.keepTyped(), r.pause(), r.hide(signin.Config{Purpose: signin.Unlock, Officer: r.ctx.Officer.ID}))
	r.known()
	return tea.Batch(cmds...)
}

// pause writes the cover down. The desk is covered whether that can be done
// or not.
func (r *Root) pause() tea.Cmd {
	sitter := r.seat.Sitter
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		sitter.Pause(ctx) //nolint:errcheck // covered either way
		return ended{}
	}
}

// keepTyped is keepAll while the screens stay: each hears what came of it.
func (r *Root) keepTyped() []tea.Cmd {
	var cmds []tea.Cmd
	for _, l := range r.stack {
		if k, ok := l.screen.(screen.Keeper); ok {
			cmds = append(cmds, r.post(l.id, k.Keep()))
		}
	}
	return cmds
}

// idle covers a desk at which nobody has pressed a key for long. Without a
// PIN nobody could open it again: then it is said that it stands open.
func (r *Root) idle(now time.Time) tea.Cmd {
	switch {
	case r.cfg.LockAfter <= 0 || !r.seated() || r.atViewer() || now.Sub(r.door.last) < r.cfg.LockAfter:
		return nil
	case r.ctx.Officer.PIN == "":
		if r.ctx.Officer.Role.May(model.NeedAct) && !r.door.bare {
			r.door.bare = true
			r.say(r.ctx.Print.T("root.idle-needs-pin"), true)
			r.toast.waits = true
		}
		return nil
	}
	return r.lock()
}

// bound says that nobody but its officer sits here: what lets somebody in
// over the network is a key, and beside it no PIN of anybody else may be
// tried from afar. The key of an officer who only looks is that of a desk
// several people share.
func (r *Root) bound() bool {
	if !r.cfg.Known || r.cfg.Home {
		return false
	}
	f, ok := r.ctx.Office.Officer(r.cfg.Officer)
	return !ok || f.Role != model.RoleViewer
}

// changeOfficer asks who sits down instead, once who sits here has a PIN:
// else somebody they put on the list could choose it.
func (r *Root) changeOfficer() tea.Cmd {
	if r.enrols() && r.ctx.Officer.PIN == "" && !r.cfg.Known {
		first := &model.Error{Kind: model.KindForbidden, Key: "own-pin-first"}
		cmd := r.hide(signin.Config{Purpose: signin.OwnPIN, Officer: r.ctx.Officer.ID, Said: first})
		r.door.asks = true
		return cmd
	}
	return r.askOfficer()
}

func (r *Root) askOfficer() tea.Cmd {
	return r.hide(signin.Config{Purpose: signin.Change, Enrols: r.enrols()})
}

// enrols says whether who sits here may put somebody on the list.
func (r *Root) enrols() bool { return r.cfg.Home && r.ctx.Officer.Role.May(model.NeedRun) }

// ownPIN asks for a new one.
func (r *Root) ownPIN() tea.Cmd {
	if r.atViewer() {
		r.say(r.ctx.Print.Error(noViewerPIN()), true)
		return nil
	}
	return r.hide(signin.Config{Purpose: signin.OwnPIN, Officer: r.ctx.Officer.ID})
}

// drawCover is the whole window of a covered desk: what is under it shows
// through nowhere.
func (r *Root) drawCover() tea.View {
	rule := r.ctx.Style.Rule.Render(strings.Repeat("─", r.width))
	body := r.door.cover.screen.View()
	lines := append([]string{r.header(), rule}, fill(body.Body, r.height-headLines-footLines)...)
	v := tea.View{AltScreen: true, WindowTitle: r.windowTitle()}
	v.SetContent(strings.Join(append(lines, rule, r.bar()), "\n"))
	if body.Cursor != nil {
		c := *body.Cursor
		c.Y += headLines
		v.Cursor = &c
	}
	return v
}

// lookAround sees who else is at the desk, and tells them what is open here.
// It says whether anything changed.
func (r *Root) lookAround() (changed bool) {
	if r.seat.Board == nil {
		changed = r.ctx.Present != nil || r.ctx.Others != nil
		r.ctx.Present, r.ctx.Others = nil, nil
		return changed
	}
	open := r.openCase()
	r.seat.Board.Look(open)
	present, others := r.seat.Board.Present(), r.seat.Board.Others(open)
	changed = !slices.Equal(others, r.ctx.Others) || !sameOfficers(present, r.ctx.Present)
	r.ctx.Present, r.ctx.Others = present, others
	return changed
}

// openCase is the case whose file lies uppermost; none under a cover.
func (r *Root) openCase() model.CaseID {
	if r.covered() {
		return ""
	}
	for _, l := range slices.Backward(r.stack) {
		if l.open != "" {
			return l.open
		}
	}
	return ""
}

func sameOfficers(a, b map[model.OfficerID]bool) bool {
	if len(a) != len(b) {
		return false
	}
	for id := range a {
		if !b[id] {
			return false
		}
	}
	return true
}
