package report

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oklog/ulid/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

// onStore puts a form in front of a real desk over a real store.
func onStore(t *testing.T) (*rig, *storage.Store, string) {
	t.Helper()
	k, err := keys()
	if err != nil {
		t.Fatal(err)
	}
	r := newRig(t, locale.Indonesian)
	path := filepath.Join(t.TempDir(), storage.FileName)
	store := storagetest.Open(t, func(c *storage.Config) { c.Path, c.Now = path, r.ctx.Now })
	session := desk.New(desk.Config{
		Journal: store, Cases: store, Drafts: store, Keys: k, Now: r.ctx.Now,
		Rules: func() model.Rules { return model.DefaultRules(model.WIB) },
		NewID: func() string { return ulid.Make().String() },
	}).Session(model.Actor{Officer: storagetest.Officer, Door: "desk"})
	r.drafts = session
	r.cfg = func(c *Config) { c.Desk = session }
	return r, store, path
}

// TestOnARealStore types a report twice: the second is seen as alike and
// saved as a duplicate. What the reporter said about themselves is nowhere in
// the file.
func TestOnARealStore(t *testing.T) {
	r, store, path := onStore(t)
	r.open(model.WalkIn, "").complaint().press("ctrl+r", "s")
	r.says("UJI-2026-000001")
	r.open(model.Phone, "").complaint().rest()
	r.says("Mirip 2026-000001 · hari ini · orang, tempat, pelapor yang sama")
	r.press("ctrl+y", "enter", "ctrl+r", "s")
	r.says("Ditandai ganda dari UJI-2026-000001")
	l, err := store.Case(context.Background(), r.s.done.id)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Case.Links) != 1 || l.Case.Links[0].Role != model.DuplicateOf || l.Case.Facts.Place.Area != "36.71.05" {
		t.Errorf("the case is %+v", l.Case.Links)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"Siti Contoh", "7700-349", "628117700349"} {
		if strings.Contains(string(file), secret) {
			t.Errorf("%q lies open in the store", secret)
		}
	}
	if drafts, err := store.Drafts(context.Background(), ""); err != nil || len(drafts) != 0 {
		t.Errorf("%d drafts left, %v", len(drafts), err)
	}
}

// TestACrashMakesNoSecondCase saves, loses the power before the draft is
// dropped, takes the draft up and saves again.
func TestACrashMakesNoSecondCase(t *testing.T) {
	r, store, _ := onStore(t)
	r.open(model.WalkIn, "").complaint().rest()
	form := r.s.draft.form()
	drafts, err := store.Drafts(context.Background(), "")
	if err != nil || len(drafts) != 1 {
		t.Fatalf("%d drafts, %v", len(drafts), err)
	}
	r.press("ctrl+r", "s")
	first := r.s.done.id
	if err := store.PutDraft(context.Background(), drafts[0]); err != nil {
		t.Fatal(err)
	}
	r.open(model.WalkIn, form).press("ctrl+r", "s")
	r.says("sudah tersimpan sebelumnya")
	if r.s.done.id != first || r.s.done.tracking != "" {
		t.Errorf("the second saving made case %s, the first was %s", r.s.done.id, first)
	}
	counts, err := store.Counts(context.Background(), r.now)
	if err != nil || counts.Open() != 1 {
		t.Errorf("%d cases, %v", counts.Open(), err)
	}
}
