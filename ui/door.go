package ui

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/officers"
	"piket/ui/screen"
	"piket/ui/search"
	"piket/ui/setup"
	"piket/ui/signin"
)

// door is who sits here, and what keeps others from it.
type door struct {
	cover  *layer // over everything; nil while the desk is open
	locked bool   // the cover is over the desk of who sits here
	rang   bool   // something urgent came in under the cover
	bare   bool   // it was said that nothing covers this desk
	asks   bool   // who sits down instead is asked once this officer has a PIN
	greet  string // catalogue key of what is said once somebody sits down
	last   time.Time
	why    model.SittingEnd // this session ends by itself; empty while it does not
	leaves bool             // who sits here is on their way out, back to the viewer
	told   error            // to be told once it has ended

	taking screen.OpenReport // the report that is open here
	open   string            // what lies open here, as it was told last
	typing Typing            // where what is typed goes, as it was told last
	said   Sitting           // what was told last of who sits here
	again  []screen.Route    // what a takeover has yet to open again
	ahead  *ahead            // what is typed for a field that is about to be there again
	missed bool              // it was said that keys were not taken
	before toast             // what was said when that was added to it
}

// What the root's own commands on sittings bring back.
type (
	satDown struct {
		seat Seat
		err  error
		left bool  // whoever sat here left, and the desk is its viewer's again
		told error // why they had to
	}
	resumed    struct{ err error }
	pinChanged struct{ err error }
	enrolled   struct {
		officer model.Officer
		err     error
	}
	ended struct{}
	left  struct{}
)

// arrive opens the desk to who begins with it: as they were, at once, or
// after they proved who they are.
func (r *Root) arrive() tea.Cmd {
	f, alone := r.first()
	switch at := r.cfg.Sitting; {
	case r.cfg.Moved && at.ID != "" && r.cfg.Rejoin != nil && r.maySit(at.Officer):
		return r.rejoin(at)
	case r.cfg.Known:
		return r.enter(SignIn{Officer: r.cfg.Officer})
	case alone && f.PIN == "":
		return r.enter(SignIn{Officer: f.ID})
	}
	return r.hide(signin.Config{Officer: f.ID})
}

// first is whom to ask first, nobody in particular where there are several,
// and whether nobody else uses the desk.
func (r *Root) first() (f model.Officer, alone bool) {
	if active := activeOfficers(r.ctx.Office); len(active) == 1 {
		return active[0], true
	}
	f, _ = r.ctx.Office.Officer(r.cfg.Officer)
	return f, false
}

func (r *Root) maySit(id model.OfficerID) bool {
	f, ok := r.ctx.Office.Officer(id)
	return ok && !f.Disabled
}

// activeOfficers are those who may sit here.
func activeOfficers(o model.Office) []model.Officer {
	return slices.DeleteFunc(slices.Clone(o.Officers), func(f model.Officer) bool { return f.Disabled })
}

// rejoin goes on where the desk this was shown by left off, covered if it
// was.
func (r *Root) rejoin(s Sitting) tea.Cmd {
	places := screen.ReadPlaces(s.Open)
	var at screen.OpenQueue
	if len(places) > 0 {
		if q, ok := places[0].(screen.OpenQueue); ok {
			at, places = q, places[1:]
		}
	}
	cmds := []tea.Cmd{r.sitAt(r.cfg.Rejoin(s), at, places), r.findDrafts(false)}
	r.door.ahead = expected(s, places)
	if len(places) > 0 && !r.draftsAwaited() {
		cmds = append(cmds, r.goOn(draftsFound{}))
	}
	if s.Locked {
		r.door.locked = true
		cmds = append(cmds, r.hide(signin.Config{Purpose: signin.Unlock, Officer: s.Officer}))
	}
	r.known()
	return tea.Batch(cmds...)
}

// enter has somebody sit down.
func (r *Root) enter(in SignIn) tea.Cmd {
	signIn := r.cfg.SignIn
	in.Voucher = r.voucher()
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		seat, err := signIn(ctx, in)
		return satDown{seat: seat, err: err}
	}
}

// voucher is who sits here, where the desk is not covered.
func (r *Root) voucher() model.OfficerID {
	if r.door.locked {
		return ""
	}
	return r.ctx.Officer.ID
}

// satDown puts an officer at the desk. What the one before was typing is kept
// for them; the newcomer begins at the queue.
func (r *Root) satDown(m satDown) tea.Cmd {
	switch {
	case m.err != nil && (m.left || r.cfg.Known && !r.seated() && !r.covered()):
		return r.quit(model.LeftDesk, m.err)
	case m.err != nil:
		return r.refuse(m.err)
	}
	why, before := model.Relieved, r.ctx.Officer.Name
	if m.left {
		why = model.LeftDesk
	}
	cmds := append(r.keepAll(), r.end(why))
	changed := r.seated()
	cmds = append(cmds, r.sit(m.seat), r.findSince(false), r.askOffWatch())
	switch {
	case r.door.greet != "":
		r.say(r.ctx.Print.T(r.door.greet), false)
	case m.told != nil:
		r.say(r.ctx.Print.Error(m.told), true)
	case m.left:
		r.say(r.ctx.Print.T("root.stood-up", locale.A{"name": before}), false)
	case changed:
		r.say(r.ctx.Print.T("root.seated", locale.A{"name": r.ctx.Officer.Name}), false)
	}
	r.door.greet = ""
	r.known()
	return tea.Batch(cmds...)
}

// refuse tells the cover why not, and puts one up where there is none.
func (r *Root) refuse(err error) tea.Cmd {
	news := r.takeOffice(r.cfg.Office()) // a pause or a lock-out may have begun
	if r.door.cover == nil {
		return tea.Batch(news, r.hide(signin.Config{Said: err}))
	}
	return tea.Batch(news, r.tellCover(signin.Refused{Err: err}))
}

// sit gives an officer the desk from the start, their unfinished reports
// offered.
func (r *Root) sit(seat Seat) tea.Cmd {
	return tea.Batch(r.sitAt(seat, screen.OpenQueue{}, nil), r.findDrafts(true))
}

// sitAt gives an officer the desk: fresh screens over their own seat, some of
// them yet to be opened again.
func (r *Root) sitAt(seat Seat, at screen.OpenQueue, again []screen.Route) tea.Cmd {
	r.ctx.Office, r.ctx.Rules = r.cfg.Office(), r.cfg.Rules()
	r.ctx.Officer, _ = r.ctx.Office.Officer(seat.Officer)
	r.seat = seat
	r.door.cover, r.door.locked, r.door.rang, r.door.bare, r.door.leaves, r.door.again, r.door.ahead = nil, false, false, false, false, again, nil
	r.door.last = r.ctx.Now()
	r.stack, r.dialogs, r.acted, r.told, r.memory = nil, nil, screen.Acted{}, told{}, search.Memory{}
	r.live.stop()
	r.live = r.live.start(r.seat.Desk)
	r.lookAround()
	return tea.Batch(r.push(r.build.queue(at)), r.refresh())
}

// known tells who sits here to whoever carries the session on should this
// process end.
func (r *Root) known() {
	if r.cfg.Seated == nil || !r.seated() {
		return
	}
	at := Sitting{Officer: r.seat.Officer, ID: r.seat.Sitter.Sitting(), Locked: r.door.locked, Open: r.door.open, Typing: r.door.typing}
	if len(r.door.again) > 0 {
		at.Open, at.Typing = r.placesAgain(), r.cfg.Sitting.Typing
	}
	if at != r.door.said {
		r.door.said = at
		r.cfg.Seated(at)
	}
}

// end writes down that who sits here leaves; the screens go on until they are
// replaced.
func (r *Root) end(why model.SittingEnd) tea.Cmd {
	sitter := r.seat.Sitter
	if sitter == nil {
		return nil
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		sitter.End(ctx, why) //nolint:errcheck // they leave either way
		return ended{}
	}
}

// shutOut ends the time of somebody who may not sit here any more.
func (r *Root) shutOut(f model.Officer) tea.Cmd {
	why := f.MaySignIn(r.ctx.Now(), model.KeyProof)
	if r.cfg.Known && (r.cfg.Home || r.bound()) { // else others share the desk
		return r.quit(model.ShutOut, why)
	}
	cmds := append(r.keepAll(), r.end(model.ShutOut))
	if r.shared() && !r.atViewer() {
		cmds = append(cmds, r.toViewer(why))
	}
	r.live.stop()
	r.live = live{turn: r.live.turn + 1}
	r.start = pane{unasked: true, lastKey: r.door.last} // a PIN that is being typed is no name
	r.seat, r.stack, r.dialogs, r.acted, r.drafts = Seat{}, nil, nil, screen.Acted{}, nil
	r.ctx.Officer, r.door.locked, r.door.again, r.door.ahead = model.Officer{}, false, nil, nil
	return tea.Batch(append(cmds, r.hide(signin.Config{Said: why}))...)
}

// leave ends the time of who sits here, and the session with it. A desk that
// several people share over the network goes back to the viewer whose key
// opened it, so that the next one need not connect again.
func (r *Root) leave() tea.Cmd {
	back := r.shared() && r.seated() && !r.atViewer()
	if !back || r.door.locked || r.door.leaves { // who asks twice does not wait
		return r.quit(model.LeftDesk, nil)
	}
	r.door.leaves = true
	return r.toViewer(nil)
}

// quit ends the session by itself; told is said once the screen is gone.
func (r *Root) quit(why model.SittingEnd, told error) tea.Cmd {
	r.door.why, r.door.told = why, told
	return tea.Quit
}

// Parting is why the session closed on its officer, nil when they left by
// themselves.
func (r *Root) Parting() error { return r.door.told }

// Leave keeps what was typed and lets go of the desk. Whoever ran the
// program calls it once, after the program has ended. why is what ended it,
// unless somebody left by themselves; empty lets the sitting go on elsewhere.
func (r *Root) Leave(why model.SittingEnd) {
	for _, cmd := range r.keepAll() {
		cmd()
	}
	r.live.stop()
	if r.door.why != "" {
		why = r.door.why
	}
	sitter := r.seat.Sitter
	r.seat.Sitter = nil
	switch {
	case sitter == nil:
	case why == "":
		sitter.Step()
	default:
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		sitter.End(ctx, why) //nolint:errcheck // they leave either way
	}
}

// openOfficers shows who may sit at the desk, once.
func (r *Root) openOfficers(m screen.OpenOfficers) tea.Cmd {
	if _, there := r.stack[len(r.stack)-1].screen.(*officers.Screen); there || !r.ctx.Officer.Role.May(model.NeedLead) {
		return nil
	}
	return r.pushFor(m, officers.New(officers.Config{Ctx: r.ctx, Roll: r.seat.Roll, Proofs: r.seat.Proofs, Mark: m.Mark}))
}

// answerCover takes what the cover sends, and what comes of it.
func (r *Root) answerCover(msg tea.Msg) (cmd tea.Cmd, mine bool) {
	switch m := msg.(type) {
	case signin.Given:
		return r.given(m), true
	case signin.NewPIN:
		return r.changePIN(m), true
	case signin.Enrol:
		return r.enrol(m.Name), true
	case signin.Left:
		return r.stepAway(), true
	case signin.Withdrawn:
		r.uncover()
		return r.findDrafts(false), true
	case setup.Done:
		r.door.greet = "root.ready"
		return r.enter(SignIn{Officer: m.Officer}), true
	}
	return nil, false
}

// given opens the covered desk to who left it, or lets another sit down.
func (r *Root) given(m signin.Given) tea.Cmd {
	switch {
	case r.bound() && m.Officer != r.cfg.Officer:
		return r.refuse(&model.Error{Kind: model.KindForbidden, Key: "signin-bound"})
	case !r.door.locked || m.Officer != r.seat.Officer || m.Chosen:
		return r.enter(SignIn{Officer: m.Officer, PIN: m.PIN, Chosen: m.Chosen})
	}
	sitter, in := r.seat.Sitter, SignIn{Officer: m.Officer, PIN: m.PIN, Chosen: m.Chosen}
	again := r.enter(in)
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		err := sitter.Resume(ctx, in.PIN)
		if errors.Is(err, &model.Error{Key: "sitting-over"}) {
			return again()
		}
		return resumed{err}
	}
}

// resumed uncovers the desk. A pause that was never written down needs no
// end.
func (r *Root) resumed(m resumed) tea.Cmd {
	if m.err != nil && !errors.Is(m.err, &model.Error{Key: "sitting-not-paused"}) {
		return r.refuse(m.err)
	}
	r.uncover()
	r.known()
	return r.refresh()
}

func (r *Root) changePIN(m signin.NewPIN) tea.Cmd {
	if r.atViewer() {
		r.say(r.ctx.Print.Error(noViewerPIN()), true)
		return nil
	}
	change := r.seat.ChangePIN
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		return pinChanged{change(ctx, m.Before, m.PIN)}
	}
}

func (r *Root) pinChanged(m pinChanged) tea.Cmd {
	if m.err != nil {
		return r.refuse(m.err)
	}
	asks, says := r.door.asks, "root.pin-changed"
	if r.ctx.Officer.PIN == "" {
		says = "root.pin-made"
	}
	r.uncover()
	r.say(r.ctx.Print.T(says), false)
	if news := r.takeOffice(r.cfg.Office()); asks {
		return tea.Batch(news, r.askOfficer())
	}
	return nil
}

// enrol puts somebody new on the list.
func (r *Root) enrol(name string) tea.Cmd {
	register := r.seat.Enrol
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		f, err := register(ctx, name, model.RoleOfficer)
		return enrolled{f, err}
	}
}

func (r *Root) enrolled(m enrolled) tea.Cmd {
	if m.err != nil {
		return r.refuse(m.err)
	}
	news := r.takeOffice(r.cfg.Office())
	return tea.Batch(news, r.tellCover(signin.Enrolled{Officer: m.officer.ID}))
}
