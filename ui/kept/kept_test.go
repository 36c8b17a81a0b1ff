package kept_test

import (
	"context"
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/desk/desktest"
	"piket/ui/kept"
	"piket/ui/uitest"
)

// settle runs commands and all that follows, timers too.
func settle(t *testing.T, k *kept.Texts, cmds ...tea.Cmd) (errs []error) {
	t.Helper()
	update := func(msg tea.Msg) tea.Cmd {
		cmd, mine, err := k.Took(msg)
		if !mine {
			t.Errorf("%T is nobody's", msg)
		}
		if err != nil {
			errs = append(errs, err)
		}
		return cmd
	}
	for waiting := uitest.Settle(t, update, cmds...); len(waiting) > 0 && len(errs) == 0; {
		cmd := waiting[0]
		waiting = append(waiting[1:], uitest.Settle(t, update, update(cmd()))...)
	}
	return errs
}

func TestTextsOutliveTheScreen(t *testing.T) {
	drafts := desktest.NewDrafts(t, uitest.Now)
	k := kept.New(drafts, "form/1")
	settle(t, k, k.Put("a/x", "satu"), k.Put("a/y", "dua"), k.Put("b", "tiga"), k.Put("b", ""))

	other := kept.New(drafts, "form/1")
	second := other.Put("a/y", "lebih baru")
	settle(t, other, other.Load(), second)
	if other.Text("a/x") != "satu" || other.Text("a/y") != "lebih baru" || other.Has("b") || !other.Has("a") {
		t.Errorf("%q %q", other.Text("a/x"), other.Text("a/y"))
	}
	settle(t, other, other.Drop("a/x"), other.Clear())
	if drafts.Len() != 0 {
		t.Error("an empty form is kept")
	}
	if other.Drop("a") != nil || other.Keep() != nil {
		t.Error("there is something to store where nothing changed")
	}
}

func TestAnOlderStateNeverOverwrites(t *testing.T) {
	drafts := desktest.NewDrafts(t, uitest.Now)
	k := kept.New(drafts, "form/1")
	k.Put("a", "satu")
	older := k.Keep()
	k.Put("a", "dua")
	newer := k.Keep()
	settle(t, k, newer, older)
	again := kept.New(drafts, "form/1")
	settle(t, again, again.Load())
	if again.Text("a") != "dua" {
		t.Errorf("%q", again.Text("a"))
	}
}

// full is a disk with no room, for a while.
type full struct {
	shelf *desktest.Drafts
	err   error
}

func (f *full) SaveDraft(ctx context.Context, form string, v any) error {
	if f.err != nil {
		return f.err
	}
	return f.shelf.SaveDraft(ctx, form, v)
}

func (f *full) Drafts(ctx context.Context, prefix string) ([]desk.SavedDraft, error) {
	return f.shelf.Drafts(ctx, prefix)
}

func (f *full) DropDraft(ctx context.Context, form string) error { return f.shelf.DropDraft(ctx, form) }

func TestWhatCannotBeStoredIsToldAndTriedAgain(t *testing.T) {
	shelf := &full{shelf: desktest.NewDrafts(t, uitest.Now), err: errors.New("no room")}
	k := kept.New(shelf, "form/1")
	if errs := settle(t, k, k.Put("a", "satu")); len(errs) != 1 {
		t.Fatalf("told %v", errs)
	}
	shelf.err = nil
	settle(t, k, k.Keep())
	again := kept.New(shelf, "form/1")
	settle(t, again, again.Load())
	if again.Text("a") != "satu" {
		t.Error("not tried again")
	}
}
