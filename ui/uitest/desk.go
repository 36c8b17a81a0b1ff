package uitest

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"piket/model"
)

// Desk is a desk in memory, with as much sense as lists need: rows in queue
// order, events that tell what arrived, cases that can be taken. It is safe
// for use by many goroutines at once.
type Desk struct {
	Me model.OfficerID
	// Err, when set, is what everything answers.
	Err error

	mu     sync.Mutex // guards the fields below
	rows   []model.Row
	files  map[model.CaseID]model.Loaded
	events []model.Envelope
	office model.Office
	wake   chan struct{}
	serial int
	asked  int
	notes  []model.LogNote
}

// NewDesk is an empty desk of the invented office.
func NewDesk() *Desk {
	return &Desk{Me: Sari, files: map[model.CaseID]model.Loaded{}, office: Office(), wake: make(chan struct{}, 1)}
}

// queueKey sorts as the store's keys do: urgency, deadline, time received.
func queueKey(r model.Row) string {
	due := "9"
	if !r.Due.IsZero() {
		due = "1" + r.Due.UTC().Format(time.RFC3339Nano)
	}
	return fmt.Sprintf("%d %s %s %s", r.Urgency.Rank(), due, r.Received.UTC().Format(time.RFC3339Nano), r.ID)
}

// Add takes a case in; ID and number are given where they are missing.
func (d *Desk) Add(r model.Row, c model.Case) model.Row {
	d.mu.Lock()
	defer d.mu.Unlock()
	r = d.file(r, c)
	d.rows = slices.Insert(d.rows, d.place(r.Key), r)
	return r
}

// file numbers a case and writes it down. The lock is held.
func (d *Desk) file(r model.Row, c model.Case) model.Row {
	d.serial++
	if r.ID == "" {
		r.ID = model.CaseID(fmt.Sprintf("01CASE%08d", d.serial))
	}
	if r.Number == "" {
		r.Number = fmt.Sprintf("TNG-2026-%06d", d.serial)
	}
	r.Version = max(r.Version, 1)
	r.Key = queueKey(r)
	c.ID, c.Number, c.Version, c.Status, c.Owner, c.Urgency = r.ID, r.Number, r.Version, r.Status, r.Owner, r.Urgency
	d.files[r.ID] = model.Loaded{Case: c}
	d.record(r.ID, model.CaseOpened{Number: r.Number, Urgency: r.Urgency, Violation: r.Violation, Facts: model.Facts{
		Kind: r.Kind, Place: model.Place{Area: r.Area},
	}}, model.Actor{Officer: Budi, Door: "cli"})
	return r
}

// Fill takes n cases in that nobody looks at one by one.
func (d *Desk) Fill(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i := range n {
		d.rows = append(d.rows, d.file(model.Row{
			Kind: model.Complaint, Channel: model.Phone, Violation: model.Overstay, Urgency: model.Urgencies()[i%3],
			Status: model.Received, Received: Now().Add(-time.Duration(i) * time.Minute), Due: Now().Add(time.Duration(i%977) * time.Minute),
			Subjects: i % 4, Headline: "Chen Wei", Place: "Jl. Maulana Hasanuddin 14", Area: "36.71.05",
		}, model.Case{Facts: model.Facts{Narrative: "Dua orang asing tinggal di kos."}}))
	}
	slices.SortFunc(d.rows, func(a, b model.Row) int { return strings.Compare(a.Key, b.Key) })
}

// Close takes a case out of the queue.
func (d *Desk) Close(id model.CaseID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if i := d.index(id); i >= 0 {
		d.rows = slices.Delete(d.rows, i, i+1)
	}
	f := d.files[id]
	f.Case.Status, f.Case.Version = model.Closed, f.Case.Version+1
	d.files[id] = f
	d.record(id, model.StatusChanged{From: model.Received, To: model.Closed}, model.Actor{Officer: Budi, Door: "cli"})
}

// Rows are the open cases in queue order.
func (d *Desk) Rows() []model.Row {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.rows)
}

// Asked is how often a window was asked for.
func (d *Desk) Asked() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.asked
}

// record writes an event down and wakes whoever waits. The lock is held.
func (d *Desk) record(id model.CaseID, e model.Event, by model.Actor) {
	file := d.files[id]
	d.events = append(d.events, model.Envelope{
		Seq: uint64(len(d.events)) + 1, Stream: id.Stream(), Version: uint64(len(file.History)) + 1,
		Actor: by, Event: e, Time: Now(), Recorded: Now(),
	})
	file.History = append(slices.Clone(file.History), d.events[len(d.events)-1])
	d.files[id] = file
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// place is where a key stands among the rows. The lock is held.
func (d *Desk) place(key string) int {
	return sort.Search(len(d.rows), func(i int) bool { return d.rows[i].Key >= key })
}

func (d *Desk) index(id model.CaseID) int {
	return slices.IndexFunc(d.rows, func(r model.Row) bool { return r.ID == id })
}

// Window reads rows around an anchor.
func (d *Desk) Window(_ context.Context, q model.WindowQuery) (model.Window, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked++
	w := model.Window{Anchor: -1, Seq: uint64(len(d.events))}
	if d.Err != nil {
		return w, d.Err
	}
	rows, at := d.rows, d.anchor(q)
	if !allPass(q.Filter) {
		rows, at = filtered(d.rows, q, at)
	}
	if q.End {
		at = len(rows) - 1
	}
	if len(rows) == 0 {
		return w, nil
	}
	at = min(at, len(rows)-1)
	from, to := max(0, at-q.Before), min(len(rows), at+max(1, q.After))
	w.Rows, w.Anchor, w.Above, w.Below = slices.Clone(rows[from:to]), at-from, from > 0, to < len(rows)
	return w, nil
}

// anchor is where a window is built around: by case while it is listed, by
// its key afterwards. The lock is held.
func (d *Desk) anchor(q model.WindowQuery) int {
	if q.Anchor == "" {
		return 0
	}
	if i := d.place(q.Key); i < len(d.rows) && d.rows[i].ID == q.Anchor {
		return i
	}
	if i := d.index(q.Anchor); i >= 0 {
		return i
	}
	return d.place(q.Key)
}

func allPass(f model.Filter) bool {
	return len(f.Statuses)+len(f.Urgencies)+len(f.Kinds) == 0 && f.Owner == "" && !f.Unowned && !f.Overdue && f.Text == ""
}

// filtered is the rows that pass, and where the row at i stands among them.
func filtered(rows []model.Row, q model.WindowQuery, at int) (out []model.Row, anchor int) {
	for i, r := range rows {
		if i == at {
			anchor = len(out)
		}
		if passes(q.Filter, r, q.Now) {
			out = append(out, r)
		}
	}
	return out, anchor
}

func passes(f model.Filter, r model.Row, now time.Time) bool {
	return (len(f.Statuses) == 0 || slices.Contains(f.Statuses, r.Status)) &&
		(len(f.Urgencies) == 0 || slices.Contains(f.Urgencies, r.Urgency)) &&
		(len(f.Kinds) == 0 || slices.Contains(f.Kinds, r.Kind)) &&
		(f.Owner == "" || f.Owner == r.Owner) && (!f.Unowned || r.Owner == "") && (!f.Overdue || r.Overdue(now)) &&
		strings.Contains(model.Fold(r.Headline+" "+r.Place+" "+r.Number), model.Fold(f.Text))
}

// Case is a case's file.
func (d *Desk) Case(_ context.Context, id model.CaseID) (model.Loaded, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f, ok := d.files[id]
	if !ok {
		return f, &model.Error{Kind: model.KindNotFound, Key: "case-not-found", Args: model.Args{"number": string(id)}}
	}
	return f, d.Err
}

// Events are the entries after a sequence number.
func (d *Desk) Events(_ context.Context, after uint64, limit int) ([]model.Envelope, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	from := min(int(after), len(d.events))
	return slices.Clone(d.events[from:min(len(d.events), from+limit)]), d.Err
}

// manyRows is how many rows are no longer counted one by one: a store has its
// figures ready.
const manyRows = 10_000

// Counts are the figures of the header.
func (d *Desk) Counts(context.Context) (model.Counts, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := model.Counts{ByStatus: map[model.Status]int{}, Seq: uint64(len(d.events))}
	if len(d.rows) > manyRows {
		c.ByStatus[model.Received], c.Urgent = len(d.rows), len(d.rows)/3
		return c, d.Err
	}
	for _, r := range d.rows {
		c.ByStatus[r.Status]++
		if r.Urgency == model.Urgent {
			c.Urgent++
		}
		if r.Overdue(Now()) {
			c.Overdue++
		}
	}
	return c, d.Err
}

// Meta begins a command.
func (d *Desk) Meta(seen uint64) model.Meta {
	return model.Meta{ID: "01COMMAND", At: Now(), Actor: model.Actor{Officer: d.Me, Door: "desk"}, Expect: seen}
}

// Do takes a case; it knows no other command.
func (d *Desk) Do(_ context.Context, c model.Command) (model.Receipt, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	t, ok := c.(model.TakeCase)
	if d.Err != nil || !ok {
		return model.Receipt{}, d.Err
	}
	r := &d.rows[d.index(t.Case)]
	if r.Owner != "" {
		return model.Receipt{}, &model.Error{Kind: model.KindConflict, Key: "taken", Args: model.Args{"number": r.Number, "officer": "Budi"}}
	}
	r.Owner, r.Version = t.Actor.Officer, r.Version+1
	file := d.files[t.Case]
	file.Case.Owner, file.Case.Version = r.Owner, r.Version
	d.files[t.Case] = file
	d.record(t.Case, model.Assigned{To: t.Actor.Officer}, t.Actor)
	return model.Receipt{Case: t.Case, Number: r.Number, Version: r.Version}, nil
}

// Undo gives a case back.
func (d *Desk) Undo(_ context.Context, id model.CaseID) (model.Receipt, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	r := &d.rows[d.index(id)]
	act, _, _ := model.Reversible(d.files[id].History)
	back := model.Assigned{From: r.Owner, UndoOf: act.Version}
	r.Owner, r.Version = "", r.Version+1
	d.record(id, back, model.Actor{Officer: d.Me, Door: "desk"})
	return model.Receipt{Case: id, Number: r.Number, Events: d.events[len(d.events)-1:]}, d.Err
}

// RegisterOfficer lets somebody sit here.
func (d *Desk) RegisterOfficer(_ context.Context, name string, role model.Role) (model.Officer, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := model.Officer{ID: model.OfficerID("01OFFICER" + strings.ToUpper(name)), Name: name, Role: role}
	d.office.Officers = append(slices.Clone(d.office.Officers), f)
	d.office.Version++
	return f, d.Err
}

// Note has an officer add a remark to a case.
func (d *Desk) Note(id model.CaseID, by model.OfficerID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.record(id, model.NoteAdded{Text: "Sudah ditelepon."}, model.Actor{Officer: by, Door: "cli"})
}

// Office is the invented office as it now stands.
func (d *Desk) Office() model.Office {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.office
}

// Watch wakes after events.
func (d *Desk) Watch() (wake <-chan struct{}, cancel func()) { return d.wake, func() {} }
