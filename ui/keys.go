package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

// Intents only the root has; they are reached by the palette.
const (
	lockScreen   screen.Intent = "lock-screen"
	ownPIN       screen.Intent = "own-pin"
	openTold     screen.Intent = "open-told"
	sinceAway    screen.Intent = "since-away"
	openOfficers screen.Intent = "open-officers"
	openForms    screen.Intent = "open-forms"
	changeLang   screen.Intent = "change-language"
	paintLight   screen.Intent = "paint-light"
	paintDark    screen.Intent = "paint-dark"
	paintPlain   screen.Intent = "paint-plain"
	paintAuto    screen.Intent = "paint-auto"
	leaveDesk    screen.Intent = "leave-desk"
)

const lockKey = "ctrl+l"

// everywhere is the bindings of the root itself. A screen that binds one of
// their keys goes first. Before anybody sits at the desk there is nothing to
// undo or to search.
func (r *Root) everywhere() []screen.Binding {
	list := []screen.Binding{{Intent: screen.Help, Keys: []string{"?"}, Help: "key.help", Bar: true}}
	if r.seated() {
		list = append(list, screen.Binding{Intent: screen.Undo, Keys: []string{"u"}, Help: "key.undo", Bar: r.acted.Case != "", Need: model.NeedAct})
	}
	list = append(list, screen.Binding{Intent: screen.Palette, Keys: []string{":"}, Help: "key.palette", Bar: true})
	if r.seated() {
		list = append(list,
			screen.Binding{Intent: screen.Search, Keys: []string{"ctrl+f"}, Help: "key.search", Typing: true},
			screen.Binding{Intent: lockScreen, Keys: []string{lockKey}, Help: "key.lock", Typing: true})
	}
	if r.seated() && r.ctx.Officer.Role.May(model.NeedLead) {
		list = append(list, screen.Binding{Intent: openOfficers, Keys: []string{"O"}, Help: "key.officers"})
	}
	list = append(list, r.dutyBindings()...)
	if r.told.id != "" {
		list = append(list, screen.Binding{Intent: openTold, Keys: []string{"ctrl+g"}, Help: "key.open-told", Bar: true, Typing: true})
	}
	return append(list,
		screen.Binding{Intent: screen.Help, Keys: []string{"f1"}, Help: "key.help-typing", Typing: true},
		screen.Binding{Intent: screen.Palette, Keys: []string{"f2"}, Help: "key.palette-typing", Typing: true},
		screen.Binding{Intent: screen.Back, Keys: []string{"esc"}, Help: "key.back", Bar: len(r.stack) > 1},
		r.quitBinding(),
		screen.Binding{Intent: leaveDesk, Keys: []string{"ctrl+c"}, Help: "key.leave", Typing: true})
}

// quitBinding closes a view, and on the first one leaves the desk, which
// stands in the help bar: nothing else there leads out.
func (r *Root) quitBinding() screen.Binding {
	b := screen.Binding{Intent: screen.Quit, Keys: []string{"q"}, Help: "key.quit"}
	if r.seated() && len(r.stack) == 1 {
		b.Help, b.Bar = "key.quit-desk", true
	}
	return b
}

// seated says whether an office is set up and somebody works in it.
func (r *Root) seated() bool { return r.seat.Desk != nil }

// key routes a key press: dialog, focused input, screen, root.
func (r *Root) key(k tea.KeyPressMsg) tea.Cmd {
	r.live.marked = false
	r.door.last = r.ctx.Now()
	r.read()
	name := k.String()
	switch {
	case name == "ctrl+c":
		return r.leave()
	case r.deaf(k):
		return nil
	case name == "ctrl+z" || r.small():
		return nil
	case r.covered():
		r.taken()
		return r.coverKey(name, k)
	case name == lockKey && r.seated(): // over a dialog too
		return r.lock()
	case len(r.stack) == 0:
		return nil
	case len(r.dialogs) > 0:
		return r.dialogKey(name, k)
	}
	r.taken()
	top := r.stack[len(r.stack)-1].screen
	typing := isTyping(top)
	b, ok := match(r.entrance(), name, typing)
	if !ok {
		b, ok = match(top.Bindings(), name, typing)
	}
	if !ok {
		b, ok = match(r.everywhere(), name, typing)
	}
	switch {
	case ok && !r.may(b):
		r.deny(b.Need)
	case ok:
		return r.runFor(top, b.Intent)
	case typing:
		return r.tellTop(k)
	}
	return nil
}

// may says whether who sits here may do what a binding does.
func (r *Root) may(b screen.Binding) bool {
	return b.Need == "" || r.ctx.Officer.Role.May(b.Need)
}

// offered leaves out what who sits here may not do.
func (r *Root) offered(list []screen.Binding) []screen.Binding {
	return slices.DeleteFunc(list, func(b screen.Binding) bool { return !r.may(b) })
}

// deny says that the officer's role is not enough.
func (r *Root) deny(need model.Need) {
	if r.atViewer() {
		r.say(r.ctx.Print.T("root.sit-in-first", locale.A{"role": string(r.ctx.Officer.Role)}), true)
		return
	}
	r.say(r.ctx.Print.Error(model.Lacks(r.ctx.Officer.Role, need)), true)
}

func (r *Root) dialogKey(name string, k tea.KeyPressMsg) tea.Cmd {
	top := len(r.dialogs) - 1
	p := &r.dialogs[top]
	if p.swallows(r.ctx.Now()) {
		r.miss(k)
		return nil
	}
	r.taken()
	typing := p.dialog.Typing()
	if b, ok := match(p.dialog.Bindings(), name, typing); ok {
		return r.tellDialog(top, screen.Did{Intent: b.Intent})
	}
	if typing {
		return r.tellDialog(top, k)
	}
	return nil
}

// paste goes where typing goes.
func (r *Root) paste(m tea.PasteMsg) tea.Cmd {
	r.door.last = r.ctx.Now()
	if r.deaf(m) || r.small() {
		return nil
	}
	if top := len(r.dialogs) - 1; top >= 0 && !r.covered() && r.dialogs[top].swallows(r.ctx.Now()) {
		r.miss(m)
		return nil
	}
	r.taken()
	if r.covered() {
		if isTyping(r.door.cover.screen) {
			return r.tellCover(m)
		}
		return nil
	}
	if top := len(r.dialogs) - 1; top >= 0 {
		if r.dialogs[top].dialog.Typing() {
			return r.tellDialog(top, m)
		}
		return nil
	}
	if len(r.stack) > 0 && isTyping(r.stack[len(r.stack)-1].screen) {
		return r.tellTop(m)
	}
	return nil
}

func isTyping(s screen.Screen) bool {
	t, ok := s.(screen.Typist)
	return ok && t.Typing()
}

// match finds the binding of a key. While something is typed only bindings
// that say so count.
func match(bindings []screen.Binding, key string, typing bool) (screen.Binding, bool) {
	for _, b := range bindings {
		if (b.Typing || !typing) && slices.Contains(b.Keys, key) {
			return b, true
		}
	}
	return screen.Binding{}, false
}

// runFor carries out an intent on behalf of a screen: the root's own ones
// itself, the others by telling it. Back and Quit close a screen that does
// not bind them.
func (r *Root) runFor(s screen.Screen, i screen.Intent) tea.Cmd {
	if cmd, mine := r.own(i); mine {
		return cmd
	}
	if i == screen.Back || i == screen.Quit {
		if !binds(s, i) {
			return r.goBack(i)
		}
	}
	return r.tellTop(screen.Did{Intent: i})
}

// run carries out an intent for the screen on top: the palette.
func (r *Root) run(i screen.Intent) tea.Cmd {
	if len(r.stack) == 0 {
		return nil
	}
	return r.runFor(r.stack[len(r.stack)-1].screen, i)
}

func binds(s screen.Screen, i screen.Intent) bool {
	return slices.ContainsFunc(s.Bindings(), func(b screen.Binding) bool { return b.Intent == i })
}

// goBack closes the screen on top, keeping what is typed there. Leaving the
// first screen is leaving the desk, which is asked about.
func (r *Root) goBack(i screen.Intent) tea.Cmd {
	if len(r.stack) > 1 {
		l := r.stack[len(r.stack)-1]
		var keep tea.Cmd
		if k, ok := l.screen.(screen.Keeper); ok {
			keep = k.Keep()
		}
		return tea.Batch(r.post(l.id, keep), r.closeLayer(l.id))
	}
	if i == screen.Quit {
		return r.show(screen.ShowDialog{Dialog: newLeaving(r.ctx, len(r.drafts))})
	}
	return nil
}

// own carries out the intents that are the root's, wherever they are bound.
func (r *Root) own(i screen.Intent) (cmd tea.Cmd, mine bool) {
	switch i {
	case screen.Help:
		return r.showHelp(), true
	case screen.Palette:
		return r.showPalette(), true
	case screen.Undo:
		return r.undo(), true
	case screen.Search:
		return r.open(screen.OpenSearch{}), true
	case screen.NewWalkIn, screen.NewPhone:
		return r.newReport(i), true
	case screen.ChangeOfficer:
		return r.changeOfficer(), true
	case lockScreen:
		return r.lock(), true
	case openTold:
		return r.openTold(), true
	case openOfficers:
		return r.open(screen.OpenOfficers{}), true
	case openForms:
		return r.openForms(), true
	case sinceAway:
		return r.findSince(true), true
	case ownPIN:
		return r.ownPIN(), true
	case changeLang:
		return r.speak(r.otherLang()), true
	case paintLight, paintDark, paintPlain, paintAuto:
		return r.paint(i), true
	case leaveDesk:
		return r.leave(), true
	default:
		return r.onDuty(i)
	}
}
