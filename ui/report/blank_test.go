package report

import (
	"testing"

	"piket/internal/locale"
	"piket/model"
)

// TestSpaceAloneIsNoDraft leaves nothing behind of a report that nothing was
// written into.
func TestSpaceAloneIsNoDraft(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.press("enter", "enter", "space")
	if r.s.draft.Narrative == "" {
		t.Fatal("nothing was typed")
	}
	if !r.s.draft.blank() {
		t.Error("line breaks are taken for a report")
	}
	k := newKeeper(r.drafts, r.s.draft.form())
	k.want(1)
	if done, _, err := k.store(r.s.draft.clone(), 1); done || err != nil {
		t.Errorf("they are stored: %v, %v", done, err)
	}
	r.s.draft.Narrative += "x"
	if r.s.draft.blank() {
		t.Error("a letter is none")
	}
}
