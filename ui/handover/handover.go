// Package handover is the screen on which a watch is handed over: what the
// desk drafted, what only the outgoing officer knows of it, and what the
// incoming one says to it, line by line, until both have signed. Whatever is
// said is in the journal at once, and what is half typed is kept, so the
// screen can be left and opened again at any point.
package handover

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/kept"
	"piket/ui/screen"
)

// Desk is where handovers are read and begun.
type Desk interface {
	WatchToHandOver(ctx context.Context) (w model.Watch, id model.HandoverID, ok bool, err error)
	Passing(ctx context.Context, id model.HandoverID) (desk.Passing, error)
	BeginHandover(ctx context.Context, id model.HandoverID) (desk.Passing, error)
	ReceiveHandover(ctx context.Context, id model.HandoverID) (desk.Passing, error)
	Handovers(ctx context.Context, before model.HandoverID, limit int) ([]model.Handover, error)
}

// Giver is what the outgoing officer does.
type Giver interface {
	NoteLine(ctx context.Context, id model.HandoverID, line model.LineKey, o model.Outlook, seen uint64) error
	RemarkHandover(ctx context.Context, id model.HandoverID, text string, seen uint64) error
	OfferHandover(ctx context.Context, id model.HandoverID) error
	ReplyLine(ctx context.Context, id model.HandoverID, line model.LineKey, text string) error
	AddToHandover(ctx context.Context, id model.HandoverID, text string) (desk.Passing, error)
}

// Taker is what the incoming officer does, and what ends a handover.
type Taker interface {
	AnswerLine(ctx context.Context, id model.HandoverID, line model.Line, r desk.Reply) error
	Sign(ctx context.Context, in desk.Sign) (desk.Passing, error)
	Countersign(ctx context.Context, id model.HandoverID, note string, by desk.SignIn) error
	WithdrawHandover(ctx context.Context, id model.HandoverID) error
}

// Drafts keep what is half typed.
type Drafts = kept.Drafts

// Config is what a handover is made of.
type Config struct {
	Ctx    *screen.Ctx
	Desk   Desk
	Giver  Giver
	Taker  Taker
	Drafts Drafts // nil keeps nothing beyond the screen
	// ID is the handover to show; empty is that of the watch which ends now.
	ID model.HandoverID
	// Line is where the cursor goes first, and Writing what was being written
	// of it, as Route has them; both may be empty.
	Line    model.LineKey
	Writing string
	// Own says that nobody but the officer who sits here signs here: the other
	// side signs in a session of its own.
	Own bool
	// Proof is what an officer shows to sign: a PIN, or what the connection
	// proves of them.
	Proof func(id model.OfficerID, pin string) desk.SignIn
	// Paper prints a sealed one and says where it went; nil offers none.
	Paper func(ctx context.Context, id model.HandoverID) (where string, err error)
}

const patience = 30 * time.Second

type phase int

const (
	loading  phase = iota
	waiting        // nobody began it yet
	nothing        // no watch is near its end
	underway       // begun, and sealed after that
)

// Screen is one handover.
type Screen struct {
	cfg   Config
	ctx   *screen.Ctx
	size  screen.Size
	phase phase
	turn  int  // of the newest question; older answers are dropped
	busy  bool // a question is under way
	again bool // and is void already
	acts  int  // under way
	fail  error

	id       model.HandoverID
	watch    model.Watch
	p        desk.Passing
	previous map[model.LineKey]model.Outlook
	original *model.Record // what an addition adds to, once it is read
	past     past
	sealedAt time.Time                // the handover before; what that moved is no news
	first    map[model.LineKey]uint64 // the lines as this screen first saw them
	noted    map[model.LineKey]bool   // what this screen said itself changes nothing for it
	entries  []*entry
	list     list
	edit     *editor
	seen     uint64                       // version of the handover that what is being said is based on
	signing  *signing                     // the dialog, while it is open
	blame    func() bool                  // whether what a refusal said is still so
	shelved  map[string]map[string]string // what gave way to another officer's words, by editor and field
	stale    *saying                      // not said: its line changed while it was typed
	clash    *saying                      // not said yet: another officer has said it otherwise
	kept     *kept.Texts
	resuming bool // Line and Writing are still to be gone back to
	walking  bool // from one line that is missing to the next
	cut      bool // there is more to read of the line under the cursor than is drawn
	drawn    *screen.View
}

// New makes the screen; Init finds the handover.
func New(cfg Config) *Screen {
	return &Screen{cfg: cfg, ctx: cfg.Ctx, id: cfg.ID, kept: kept.New(nil, ""), noted: map[model.LineKey]bool{}, shelved: map[string]map[string]string{}, resuming: cfg.Line != ""}
}

// Init finds the handover, or the watch that has none yet.
func (s *Screen) Init() tea.Cmd { return s.find() }

// Title names the screen.
func (s *Screen) Title() string { return s.t("handover.title") }

// Typing says whether a text is being typed.
func (s *Screen) Typing() bool { return s.edit != nil }

// Keep stores what is half typed.
func (s *Screen) Keep() tea.Cmd { return s.kept.Keep() }

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	cmd := s.update(msg)
	return s, cmd
}

const clockStep = 10 // seconds between two drawings of what only time changes

func (s *Screen) update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case screen.Tick:
		if m.Now.Second()%clockStep == 0 {
			s.drawn = nil
		}
		return s.kept.Keep() // what is typed into a prompt over this screen
	case screen.Wake:
		return s.reload()
	}
	s.drawn = nil
	switch m := msg.(type) {
	case screen.Size:
		s.size = m
	case screen.Changed:
		s.rebuild()
	case screen.Shown:
		if s.phase == underway || s.phase == loading {
			return tea.Batch(s.reload(), s.look())
		}
		return s.reload()
	case screen.Did:
		return s.did(m.Intent)
	case tea.KeyPressMsg, tea.PasteMsg:
		return s.typed(msg)
	}
	return s.answered(msg)
}

// answered takes what commands and dialogs bring back.
func (s *Screen) answered(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case found:
		return s.found(m)
	case loaded:
		return s.loaded(m)
	case acted:
		return s.acted(m)
	case added:
		return s.added(m)
	case signed:
		return s.signed(m)
	case past:
		s.past = m
	case printed:
		return s.printed(m)
	case lone:
		return s.openSigning(m.reason, true)
	case replaced:
		return s.tell(m.by, m.seen)
	case leftAs:
		return s.shelve(m.by)
	case unsent:
		return tea.Batch(s.kept.Put(m.name, m.text), s.kept.Keep())
	case addition:
		return s.add(m.text)
	case countersign:
		return s.askToProve(m.note)
	case withdrawn:
		return s.withdraw()
	case provedBy:
		return s.countersign(m.note, m.pin)
	}
	cmd, _, err := s.kept.Took(msg)
	if _, read := msg.(kept.Found); read {
		s.resume()
	}
	if err != nil {
		return tea.Batch(cmd, s.toast(s.t("handover.unkept", locale.A{"why": s.ctx.Print.Error(err)}), true))
	}
	return cmd
}

func (s *Screen) t(key string, args ...locale.A) string { return s.ctx.Print.T(key, args...) }

func (s *Screen) toast(text string, bad bool) tea.Cmd {
	return screen.Send(screen.Toast{Text: text, Bad: bad})
}

func (s *Screen) refused(err error) tea.Cmd { return s.toast(s.ctx.Print.Error(err), true) }
