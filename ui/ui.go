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

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/casefile"
	"piket/ui/queue"
	"piket/ui/report"
	"piket/ui/search"
	"piket/ui/widget"
)

// Desk is what the root itself asks of the desk.
type Desk interface {
	Watch() (wake <-chan struct{}, cancel func())
	Counts(ctx context.Context) (model.Counts, error)
	Events(ctx context.Context, after uint64, limit int) ([]model.Envelope, error)
	Undo(ctx context.Context, id model.CaseID) (model.Receipt, error)
	RegisterOfficer(ctx context.Context, name string, role model.Role) (model.Officer, error)
}

// Seat is the desk in one officer's hands: what the root and each screen ask
// of it. SeatOf makes one.
type Seat struct {
	Desk   Desk
	Queue  queue.Desk
	Case   casefile.Desk
	Finder casefile.Finder
	Report report.Desk
	Forms  report.Drafts
	Search search.Desk
	// Drafts are the officer's unfinished reports.
	Drafts func(context.Context) ([]Draft, error)
}

// SeatOf is the seat of a session at the desk.
func SeatOf(s *desk.Session) Seat {
	return Seat{
		Desk: s, Queue: s, Case: s, Finder: s, Report: s, Forms: s, Search: s,
		Drafts: func(ctx context.Context) ([]Draft, error) { return unfinished(ctx, s) },
	}
}

// Draft is an unfinished report of the officer at the desk.
type Draft struct {
	Form    string // as the report screen named it
	Channel model.Channel
	Saved   time.Time
}

// unfinished looks into the officer's drafts for those that are reports.
func unfinished(ctx context.Context, s *desk.Session) ([]Draft, error) {
	saved, err := s.Drafts(ctx, report.FormPrefix)
	var out []Draft
	for _, d := range saved {
		var typed report.Draft
		if d.Into(&typed) == nil {
			out = append(out, Draft{Form: d.Form, Channel: typed.Channel, Saved: d.Saved})
		}
	}
	return out, err //nolint:wrapcheck // says it all
}

// Receipt is what is printed for a reporter.
type Receipt = report.ReceiptInfo

// Colours is how a session chooses its colours.
type Colours string

// The ways to choose colours.
const (
	ColoursAuto  Colours = "auto" // ask the terminal
	ColoursLight Colours = "light"
	ColoursDark  Colours = "dark"
	ColoursNone  Colours = "none"
)

// Config is what a Root is made of. All functions are needed but Receipt,
// Indexed and Seated.
type Config struct {
	Print  func(locale.Lang) (*locale.Printer, error)
	Now    func() time.Time
	Office func() model.Office
	Rules  func() model.Rules
	// Seat is the desk in an officer's hands; asked again when the officer
	// changes.
	Seat func(model.OfficerID) Seat
	// SetUp answers the three questions of the first run.
	SetUp func(ctx context.Context, office model.OfficeSetUp, officer string, lang locale.Lang) (model.Officer, error)
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
	Receipt func(ctx context.Context, r Receipt) (where string, err error)

	Lang    locale.Lang
	Officer model.OfficerID       // who sits here; empty asks when there are several
	Moved   bool                  // the desk this session was shown by has closed; Officer sits on
	Seated  func(model.OfficerID) // told who sits here, each time that is known; may be nil
	Door    string                // through which this session acts, as in model.Actor
	Colours Colours
	Bell    bool // ring for an urgent arrival
	Title   bool // count in the terminal's title
}
