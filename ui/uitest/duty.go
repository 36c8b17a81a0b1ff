package uitest

import (
	"context"
	"slices"
	"time"

	"piket/internal/desk"
	"piket/model"
)

// Duty is a duty log and handovers in memory, with as much sense as the root
// needs: there is nothing to hand over, and entries are written down.
type Duty struct{ *Desk }

// Notes are the entries that were written.
func (d Duty) Notes() []model.LogNote {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.notes)
}

// Log is empty.
func (Duty) Log(context.Context, time.Time, time.Time) ([]desk.LogLine, error) { return nil, nil }

// WriteLog writes an entry down.
func (d Duty) WriteLog(_ context.Context, n model.LogNote, happened time.Time) (model.LogEntry, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if happened.IsZero() {
		happened = Now()
	}
	d.notes = append(d.notes, n)
	return model.LogEntry{LogNote: n, Happened: happened, Recorded: Now()}, d.Err
}

// Resolve finds no case.
func (Duty) Resolve(_ context.Context, number string) (model.CaseID, error) {
	return "", &model.Error{Kind: model.KindNotFound, Key: "case-not-found", Args: model.Args{"number": number}}
}

// WatchToHandOver finds none.
func (Duty) WatchToHandOver(context.Context) (w model.Watch, id model.HandoverID, ok bool, err error) {
	return model.Watch{}, "", false, nil
}

// Passing finds no handover.
func (Duty) Passing(_ context.Context, id model.HandoverID) (desk.Passing, error) {
	return desk.Passing{}, &model.Error{Kind: model.KindNotFound, Key: "handover-not-found", Args: model.Args{"handover": string(id)}}
}

// BeginHandover finds none either.
func (d Duty) BeginHandover(ctx context.Context, id model.HandoverID) (desk.Passing, error) {
	return d.Passing(ctx, id)
}

// ReceiveHandover finds none either.
func (d Duty) ReceiveHandover(ctx context.Context, id model.HandoverID) (desk.Passing, error) {
	return d.Passing(ctx, id)
}

// Handovers are none.
func (Duty) Handovers(context.Context, model.HandoverID, int) ([]model.Handover, error) {
	return nil, nil
}

// Unaccepted are none.
func (Duty) Unaccepted(context.Context) ([]model.Unaccepted, error) { return nil, nil }

// Crew says who stands a watch.
func (d *Desk) Crew(c model.Crew) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.office.Swaps = append(slices.Clone(d.office.Swaps), c)
	d.office.Version++
}
