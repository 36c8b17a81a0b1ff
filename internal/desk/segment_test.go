package desk_test

import (
	"context"
	"testing"

	"piket/internal/desk"
	"piket/model"
	"piket/storage/storagetest"
)

// counted is a journal that counts what is read of it, and can be another one.
type counted struct {
	desk.Journal
	read  int
	other string // put before every entry's ID
}

func (c *counted) Events(ctx context.Context, after uint64, limit int) ([]model.Envelope, error) {
	events, err := c.Journal.Events(ctx, after, limit)
	c.read += len(events)
	out := append([]model.Envelope{}, events...)
	for i := range out {
		out[i].ID = c.other + out[i].ID
	}
	return out, err
}

// TestADraftReadsWhatIsNew: the second draft of a watch reads the last entry
// known and those after it, and has the same lines as one that reads all.
func TestADraftReadsWhatIsNew(t *testing.T) {
	w, out, _ := guard(t, 6)
	ctx := t.Context()
	_, id, _, _ := out.WatchToHandOver(ctx)
	if _, err := out.BeginHandover(ctx, id); err != nil {
		t.Fatal(err)
	}
	journal := &counted{Journal: w.store}
	s := desk.New(desk.Config{
		Journal: journal, Cases: w.store, Drafts: w.store, Keys: w.keys, Duty: w.store, Sittings: w.store,
		Rules: out.Rules, Now: out.Now, NewID: out.NewID,
	}).Session(model.Actor{Officer: storagetest.Officer, Door: "test"})
	read := func() (desk.Passing, int) {
		t.Helper()
		journal.read = 0
		p, err := s.Passing(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return p, journal.read
	}
	first, all := read()
	if _, n := read(); n != 1 {
		t.Errorf("%d entries read of a journal that did not go on", n)
	}
	line := first.Lines[0]
	if err := out.NoteLine(ctx, id, line.Key, model.Outlook{Next: "telepon pelapor"}, 0); err != nil {
		t.Fatal(err)
	}
	p, n := read()
	if n != 2 || len(p.Lines) != len(first.Lines) || p.Lines[0].Seq <= line.Seq {
		t.Errorf("%d entries read; %s is at %d after %d", n, line.Key, p.Lines[0].Seq, line.Seq)
	}
	journal.other = "X"
	if p, n := read(); n < all || len(p.Lines) != len(first.Lines) {
		t.Errorf("%d entries read of another journal, %d of the first", n, all)
	}
}
