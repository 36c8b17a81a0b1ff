package ui

import (
	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/search"
	"piket/ui/setup"
	"piket/ui/style"
)

// The room a terminal must give, and the most that is used of it: a client
// may claim any size.
const (
	leastWidth, leastHeight = 60, 16
	mostWidth, mostHeight   = 400, 150
	headLines, footLines    = 2, 2
)

// Root is one session at the desk.
type Root struct {
	cfg   Config
	ctx   *screen.Ctx
	seat  Seat
	build screens
	post  func(to int, cmd tea.Cmd) tea.Cmd // addresses a screen's commands

	width, height int
	serial        int // of the last screen or dialog opened
	stack         []layer
	dialogs       []pane
	start         pane // stands for whatever the session began with

	door   door
	live   live
	toast  toast
	acted  screen.Acted // what undo would take back
	told   told         // what was said to have changed elsewhere
	memory search.Memory
	drafts []Draft
	speech map[locale.Lang]*locale.Printer
	colour Colours // as chosen
	seen   terminal
	chrome chrome
}

// layer is a screen on the stack.
type layer struct {
	id     int
	screen screen.Screen
	open   model.CaseID // of a case file
	route  screen.Route // what opened it; nil for nothing that leads there again
}

// New makes a session. It returns an error only when there is no catalogue
// for the language.
func New(cfg Config) (*Root, error) {
	p, err := cfg.Print(cfg.Lang)
	if err != nil {
		return nil, err
	}
	r := &Root{
		cfg: cfg, colour: cfg.Colours, speech: map[locale.Lang]*locale.Printer{cfg.Lang: p},
		ctx:  &screen.Ctx{Print: p, Style: style.New(style.Dark), Now: cfg.Now, Office: cfg.Office(), Rules: cfg.Rules()},
		seen: terminal{dark: true}, post: addressed,
	}
	r.build = r.screens()
	r.repaint()
	return r, nil
}

// Init opens the first screen.
func (r *Root) Init() tea.Cmd {
	cmds := []tea.Cmd{tea.RequestBackgroundColor, r.nextTick(), r.loadSpeech()}
	if !r.ctx.Office.SetUp() {
		return tea.Batch(append(cmds, r.push(setup.New(setup.Config{Ctx: r.ctx, SetUp: r.cfg.SetUp, Drafts: r.cfg.Typed})))...)
	}
	cmds = append(cmds, r.arrive())
	if r.cfg.Moved { // the keys on their way were meant for what was on the screen before
		r.start = r.movedGuard()
		r.say(r.ctx.Print.T("root.moved"), false)
	}
	return tea.Batch(cmds...)
}

// Update takes a message.
func (r *Root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := r.update(msg)
	if ahead := r.typeOn(); ahead != nil {
		cmd = tea.Batch(cmd, ahead)
	}
	r.knownPlaces()
	return r, cmd
}

func (r *Root) update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		return r.resize(m)
	case tea.KeyPressMsg:
		return r.key(m)
	case tea.PasteMsg:
		return r.paste(m)
	case tea.BackgroundColorMsg:
		r.seen.dark = m.IsDark()
		return r.repaint()
	case tea.ColorProfileMsg:
		r.seen.profile = m.Profile
		return r.repaint()
	case letter:
		return r.ask(m.to, m.msg)
	}
	return r.report(msg)
}

// report takes what the root's own commands bring back.
func (r *Root) report(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case ticked:
		return r.tick(m)
	case woke:
		return r.woken(m)
	case refreshed:
		return r.refreshed(m)
	case rearmed:
		return r.await(m)
	case undone:
		return r.undone(m)
	case undoable:
		r.keepUndo(m)
	case spoken:
		r.speech[m.lang] = m.print
		return nil
	case draftsFound:
		return r.draftsFound(m)
	case sinceFound:
		return r.sinceFound(m)
	case offWatchFound:
		return r.offWatchFound(m)
	case satDown:
		return r.satDown(m)
	case resumed:
		return r.resumed(m)
	case pinChanged:
		return r.pinChanged(m)
	case enrolled:
		return r.enrolled(m)
	case ended:
		return nil
	}
	return r.ask(0, msg)
}

// resize passes the room on to every screen.
func (r *Root) resize(m tea.WindowSizeMsg) tea.Cmd {
	r.width, r.height = min(m.Width, mostWidth), min(m.Height, mostHeight)
	return tea.Batch(r.tellAll(r.size()), r.tellCover(r.size()))
}

// size is the room of a screen's body.
func (r *Root) size() screen.Size {
	return screen.Size{Width: max(r.width, leastWidth), Height: max(r.height, leastHeight) - headLines - footLines}
}

// small says that the terminal has no room for a desk.
func (r *Root) small() bool { return r.width < leastWidth || r.height < leastHeight }

// keepAll is the commands that store what is typed on any screen or dialog.
func (r *Root) keepAll() []tea.Cmd {
	var cmds []tea.Cmd
	keep := func(what any) {
		if k, ok := what.(screen.Keeper); ok {
			if cmd := k.Keep(); cmd != nil {
				cmds = append(cmds, cmd)
			}
		}
	}
	for _, l := range r.stack {
		keep(l.screen)
	}
	for _, p := range r.dialogs {
		keep(p.dialog)
	}
	return cmds
}
