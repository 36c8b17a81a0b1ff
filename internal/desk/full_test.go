package desk_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/oklog/ulid/v2"

	"piket/internal/desk"
	"piket/internal/seal"
	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

// TestFullDiskIsReadOn has an officer sit down where no more can be written:
// they read on, and what they type is refused.
func TestFullDiskIsReadOn(t *testing.T) {
	w, ctx := watch(t), t.Context()
	w.store = storagetest.Open(t, func(c *storage.Config) {
		c.Path, c.MaxSize, c.NoSync = filepath.Join(t.TempDir(), storage.FileName), 1<<20, true
	})
	var err error
	if w.keys, err = seal.New(); err != nil {
		t.Fatal(err)
	}
	w.Desk = desk.New(desk.Config{
		Journal: w.store, Cases: w.store, Drafts: w.store, Keys: w.keys, Duty: w.store, Sittings: w.store,
		Rules: func() model.Rules { return model.DefaultRules(model.WIB) },
		Now:   watch(t).Session(model.Actor{}).Now, NewID: func() string { return ulid.Make().String() },
	})
	first := w.as(storagetest.Officer)
	if _, err := first.AddReport(ctx, told()); err != nil {
		t.Fatal(err)
	}
	for err == nil {
		err = first.SaveDraft(ctx, "report/"+ulid.Make().String(), strings.Repeat("x", 1<<16))
	}
	refused(t, "the last draft", err, "store-full")
	var s *desk.Session
	for n := 0; n == 0 || err == nil && s.Sitting() != "" && n < 5000; n++ { // into the last free page
		s, err = w.SignIn(ctx, desk.SignIn{Officer: storagetest.Officer, Door: "desk", Home: true})
	}
	if err != nil || s.Sitting() != "" {
		t.Fatalf("nobody can sit down: %v", err)
	}
	if seen, err := s.Window(ctx, model.WindowQuery{Now: s.Now(), After: 10}); err != nil || len(seen.Rows) != 1 {
		t.Errorf("the queue: %d rows, %v", len(seen.Rows), err)
	}
	refused(t, "a draft", s.SaveDraft(ctx, "report/1", strings.Repeat("x", 1<<16)), "store-full")
	if err := s.End(ctx, model.LeftDesk); err != nil {
		t.Errorf("leave: %v", err)
	}
}
