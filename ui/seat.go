package ui

import (
	"context"

	"piket/internal/desk"
	"piket/model"
	"piket/ui/casefile"
	"piket/ui/chief"
	"piket/ui/dutylog"
	"piket/ui/handover"
	"piket/ui/officers"
	"piket/ui/queue"
	"piket/ui/report"
	"piket/ui/search"
)

// Desk is what the root itself asks of the desk.
type Desk interface {
	Watch() (wake <-chan struct{}, cancel func())
	Counts(ctx context.Context) (model.Counts, error)
	Events(ctx context.Context, after uint64, limit int) ([]model.Envelope, error)
	Undo(ctx context.Context, id model.CaseID) (model.Receipt, error)
	Case(ctx context.Context, id model.CaseID) (model.Loaded, error)
}

// Sitter is an officer's time at the desk.
type Sitter interface {
	Sitting() model.SittingID
	Pause(ctx context.Context) error
	Resume(ctx context.Context, pin string) error
	// End is called once, and then nothing more.
	End(ctx context.Context, why model.SittingEnd) error
	// Step leaves this process; the sitting goes on in another.
	Step()
}

// Board is who else is at the desk. It answers at once.
type Board interface {
	Look(id model.CaseID)
	// Hold says which draft is open here, and whether it is in another
	// session of the same officer too.
	Hold(form string) (elsewhere bool)
	Others(id model.CaseID) []model.OfficerID
	Present() map[model.OfficerID]bool
}

// Seat is the desk in one officer's hands: what the root and each screen ask
// of it. SeatOf makes one.
type Seat struct {
	Officer model.OfficerID
	Desk    Desk
	Sitter  Sitter
	Board   Board
	Queue   queue.Desk
	Case    casefile.Desk
	Finder  casefile.Finder
	Report  report.Desk
	Forms   report.Drafts
	Search  search.Desk

	Handover handover.Desk
	Giver    handover.Giver
	Taker    handover.Taker
	Weeks    chief.Desk
	DutyLog  dutylog.Desk

	Roll   officers.Roll
	Proofs officers.Proofs
	// Drafts are what the officer has not finished typing.
	Drafts func(context.Context) ([]Draft, error)
	// Since is what happened while the officer was away.
	Since func(context.Context) (desk.Since, error)
	// Enrol puts an officer on the list.
	Enrol func(ctx context.Context, name string, role model.Role) (model.Officer, error)
	// ChangePIN changes the officer's own.
	ChangePIN func(ctx context.Context, before, pin string) error
}

// SeatOf is the seat of a session at the desk.
func SeatOf(s *desk.Session) Seat {
	return Seat{
		Officer: s.Actor().Officer,
		Desk:    s, Sitter: s, Board: s, Queue: s, Case: s, Finder: s, Report: s, Forms: s, Search: s,
		Handover: s, Giver: s, Taker: s, Weeks: s, DutyLog: s, Roll: s, Proofs: s,
		Drafts: func(ctx context.Context) ([]Draft, error) { return unfinished(ctx, s) },
		Since:  s.Since,
		Enrol:  s.RegisterOfficer, ChangePIN: s.ChangePIN,
	}
}
