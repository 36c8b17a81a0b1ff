// Package ui is the desk on a terminal: the root that holds the screens of
// one session, routes keys and messages to them, and draws what they share,
// the header, the help bar, dialogs and passing remarks.
//
// # Routing
//
// A key press goes to the dialog on top, else to the input that has the
// focus, else to the screen on top, else to the root's own bindings. Screens
// and dialogs see intents, never keys, but for text that is being typed.
// The help bar and the ? page are drawn from the very bindings keys are
// matched with.
//
// What a command brings back goes to the screen or dialog that gave it and to
// no other; when that one has been closed, it is dropped.
//
// # Who sits here
//
// Somebody signs in before there is a seat, and their sitting ends when they
// leave, are relieved, or may not sit here any more. A cover, the sign-in
// screen, lies over everything while nobody has proved who they are: under it
// screens keep time and keep what was typed, and neither a key nor a pixel
// passes. Whoever carries the session on should this process end is told who
// sits here and whether the desk is covered, so that a takeover uncovers
// nothing.
//
// # Concurrency
//
// A Root belongs to one session. Only its program calls Init, Update and
// View; whoever runs the program calls Leave once it has ended, however it
// ended. One goroutine at a time waits for the desk's wake-up, and asks anew
// once the wake-up has been answered, so a slow terminal can lose wake-ups
// but never stops the desk.
package ui

import (
	"context"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/setup"
	"piket/ui/widget"
)

// Receipt is what is printed for a reporter.
type Receipt = screen.Receipt

// Colours is how a session chooses its colours.
type Colours string

// The ways to choose colours.
const (
	ColoursAuto  Colours = "auto" // ask the terminal
	ColoursLight Colours = "light"
	ColoursDark  Colours = "dark"
	ColoursNone  Colours = "none"
)

// SignIn is what an officer shows to sit down.
type SignIn struct {
	Officer model.OfficerID
	PIN     string
	Chosen  bool            // the PIN is one they have just chosen, and had none before
	Voucher model.OfficerID // who sits here now, uncovered
}

// String keeps a PIN out of logs.
func (SignIn) String() string { return "[sign-in]" }

// GoString does so too.
func (SignIn) GoString() string { return "[sign-in]" }

// Sitting is who sits at a screen, as it is told to whoever carries the
// screen on should this process end.
type Sitting struct {
	Officer model.OfficerID
	ID      model.SittingID
	Locked  bool // the screen is covered
	// Open is what lay open there, as screen.WritePlaces has it: it is opened
	// again.
	Open   string
	Typing Typing
}

// Typing is where what is typed goes: into a text of the uppermost screen, of
// a dialog over it, or nowhere.
type Typing string

// Where it goes.
const (
	TypingNowhere Typing = ""
	TypingScreen  Typing = "screen"
	TypingDialog  Typing = "dialog"
)

// Config is what a Root is made of. All functions are needed but Rejoin,
// Receipt, Indexed, Seated and Forms.
type Config struct {
	Print  func(locale.Lang) (*locale.Printer, error)
	Now    func() time.Time
	Office func() model.Office
	Rules  func() model.Rules
	// SignIn lets an officer sit down, or says why not.
	SignIn func(context.Context, SignIn) (Seat, error)
	// Rejoin goes on with a sitting that began elsewhere. It answers at once.
	Rejoin func(Sitting) Seat
	// SetUp answers the three questions of the first run.
	SetUp func(ctx context.Context, office model.OfficeSetUp, officer string, lang locale.Lang) (model.Officer, error)
	// Typed keeps their answers before there is anybody to keep them for; nil
	// keeps none.
	Typed setup.Drafts
	// Area names a district by its Kemendagri code, "" for an unknown one.
	Area func(code string) string
	// Areas finds areas by name; those near OfficeArea first, which is the
	// office's own codes parted by commas, or empty.
	Areas      widget.Areas
	OfficeArea string
	// ValidPhone says whether a number could be reached.
	ValidPhone func(number string) bool
	// Indexed says how far the search has followed the journal, in entries; nil
	// where nobody knows.
	Indexed func() (done, total uint64)
	// Receipt prints a receipt and says where it went; nil offers none.
	Receipt screen.PrintReceipt
	// Minutes prints a signed handover, and PrintLog a span of the duty log; nil
	// offers none.
	Minutes  func(ctx context.Context, id model.HandoverID, lang locale.Lang) (where string, err error)
	PrintLog func(ctx context.Context, span string, lines []LogLine, lang locale.Lang) (where string, err error)

	// Forms takes in files of form answers for an officer; nil where the
	// officer's files are on another machine.
	Forms func(model.OfficerID) FormReader

	Lang    locale.Lang
	Officer model.OfficerID // who is to sit here; empty asks when there are several
	// Known says that the connection itself proves who Officer is.
	Known bool
	Key   string // the fingerprint of the key that does
	// Home says that this is the office's own machine: several people use it,
	// and who has no PIN may choose one.
	Home bool
	// Moved says that the desk this session was shown by has closed, and
	// Sitting who sat at it.
	Moved     bool
	Sitting   Sitting
	Seated    func(Sitting) // told who sits here, each time that changes; may be nil
	Door      string        // through which this session acts, as in model.Actor
	LockAfter time.Duration // without a key; 0 never
	Colours   Colours
	Bell      bool // ring for an urgent arrival
	Title     bool // count in the terminal's title
}
