package report

import (
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

func TestAFailedSaveKeepsEverything(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.desk.fail = &model.Error{Kind: model.KindUnavailable, Key: "store-full", Args: model.Args{"path": "/data"}}
	r.press("ctrl+r", "s")
	r.says("Ruang disk habis")
	r.rest()
	if d, there := r.stored(); !there || d.Reporter.Phone != "0811-7700-349" {
		t.Error("the draft is gone")
	}
	r.desk.fail = nil
	if r.press("s"); len(r.desk.took) != 1 || r.s.page != pageDone {
		t.Error("it cannot be saved afterwards")
	}
}

// TestSavedTwice is a crash between the saving and the dropping of the draft.
func TestSavedTwice(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint().rest()
	form := r.s.draft.form()
	key := "01OFFICERSARI/" + form
	before := r.shelf.drafts[key]
	r.press("ctrl+r", "s")
	r.shelf.drafts[key] = before // the power went before it was dropped
	r.open(model.WalkIn, form)
	r.press("ctrl+r", "s")
	if len(r.desk.took) != 1 {
		t.Fatalf("%d cases from one report", len(r.desk.took))
	}
	r.says("sudah tersimpan sebelumnya")
	r.says("TNG-2026-000412")
	if len(r.shelf.drafts) != 0 {
		t.Error("the draft is still there")
	}
}

func TestEscLosesNothing(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.Phone, "")
	r.fill("narrative", "Ada orang asing")
	r.at("area").typeText("cipo")
	r.press("esc")
	if r.closed() {
		t.Fatal("Esc in an open list closed the form")
	}
	r.press("esc")
	if !r.closed() || r.dialog != nil {
		t.Fatal("Esc does not close the form at once")
	}
	d, there := r.stored()
	if !there || d.Narrative != "Ada orang asing" || d.Place.Area.Text != "cipo" || d.At != "area" {
		t.Errorf("stored is %+v, %v", d.Place, there)
	}
	if toasts := r.toasts(); toasts == "" {
		t.Error("nothing says where to find it again")
	}
	form := r.s.draft.form()
	r.open(model.WalkIn, form)
	if r.s.draft.Channel != model.Phone || r.s.current().id != "area" || r.s.draft.Narrative != "Ada orang asing" {
		t.Errorf("taken up again: channel %s, at %s", r.s.draft.Channel, r.s.current().id)
	}
}

func TestEscThatCannotBeStoredStays(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.Phone, "")
	r.at("narrative").typeText("x")
	r.shelf.fail = errors.New("no room")
	r.press("esc")
	if r.closed() {
		t.Fatal("the form closed although its draft is not stored")
	}
	r.says("Draf belum tersimpan")
	r.shelf.fail = nil
	if r.press("esc"); !r.closed() {
		t.Error("it does not close once the draft is stored")
	}
}

func TestAnUntouchedFormLeavesNothing(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.press("tab", "tab", "ctrl+n", "esc")
	if !r.closed() || len(r.shelf.drafts) != 0 || r.toasts() != "" {
		t.Errorf("closed %v, %d drafts, said %q", r.closed(), len(r.shelf.drafts), r.toasts())
	}
	r = newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.at("narrative").typeText("x").rest()
	r.press("backspace", "esc")
	if !r.closed() || len(r.shelf.drafts) != 0 {
		t.Errorf("what was taken back left %d drafts", len(r.shelf.drafts))
	}
}

func TestDiscard(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.at("narrative").typeText("x").rest()
	k := uitestF8()
	if r.key(k); r.dialog == nil {
		t.Fatal("a report is thrown away without asking")
	}
	if r.press("enter"); r.closed() || len(r.shelf.drafts) != 1 {
		t.Fatal("Enter on the question threw it away")
	}
	r.key(k)
	if r.press("y"); !r.closed() || len(r.shelf.drafts) != 0 {
		t.Errorf("closed %v, %d drafts", r.closed(), len(r.shelf.drafts))
	}
}

func TestADraftIsOffered(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.Phone, "").complaint().rest()
	first := r.s.draft.form()
	r.open(model.WalkIn, "")
	if r.dialog == nil {
		t.Fatal("an unfinished report is not offered")
	}
	view := r.dialog.View(78, 20).Body
	if r.press("enter"); r.dialog != nil || r.s.draft.form() == first {
		t.Error("a new report is not the first choice")
	}
	for _, secret := range []string{"Siti", "0811", "bengkel"} {
		if containsText(view, secret) {
			t.Errorf("the offer shows %q", secret)
		}
	}
	r.open(model.WalkIn, "")
	if r.press("down", "enter"); r.s.draft.form() != first || r.s.draft.Reporter.Name != "Siti Contoh" {
		t.Error("the draft was not taken up")
	}
}

func TestAnOfferDoesNotDisturb(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.Phone, "").complaint().rest()
	r.open(model.WalkIn, "")
	r.dialog = nil
	r.at("narrative").typeText("x")
	r.settle(r.s.findDrafts(""))
	if r.dialog != nil {
		t.Error("the offer came while somebody was typing")
	}
}

// TestKeysWaitForTheDraft: what is typed while a draft is being read must not
// be taken for commands, nor for a text of the form that is to go.
func TestKeysWaitForTheDraft(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint().rest()
	s := New(Config{
		Ctx: r.ctx, Desk: r.desk, Drafts: r.drafts, Draft: r.s.draft.form(), Areas: r.s.cfg.Areas, ValidPhone: r.s.cfg.ValidPhone,
	})
	load := s.Init()
	if !s.Typing() {
		t.Error("the keys are taken for commands")
	}
	s.Update(tea.KeyPressMsg{Code: 'q', Text: "q"})
	s.Update(load())
	if s.draft.Reporter.Name != "Siti Contoh" || s.draft.Narrative != r.s.draft.Narrative {
		t.Error("the draft was not taken up as it was")
	}
}

func TestAGoneDraft(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, FormPrefix+"01NOTTHERE")
	if r.toasts() == "" || !r.s.Typing() {
		t.Error("a draft that is not there is passed over in silence")
	}
}

func TestDuplicates(t *testing.T) {
	r := newRig(t, locale.Indonesian)
	r.desk.alikeCase()
	r.open(model.WalkIn, "").complaint().rest()
	r.says("Mirip 2026-000398 · kemarin · orang, tempat yang sama")
	if r.press("ctrl+y"); r.dialog == nil {
		t.Fatal("the case alike cannot be looked at")
	}
	if view := r.dialog.View(78, 20).Body; !containsText(view, "Kos Melati, Cipondoh, Kota Tangerang") || !containsText(view, "Budi") {
		t.Errorf("the dialog does not show the facts:\n%s", view)
	}
	r.press("enter", "ctrl+r")
	r.says("[x] Simpan sebagai ganda dari TNG-2026-000398")
	r.press("s")
	if len(r.desk.linked) != 1 || r.desk.linked[0].Original != "01ALIKE" || r.desk.linked[0].Case != "01CASE412" {
		t.Errorf("linked %+v", r.desk.linked)
	}
	r.says("Ditandai ganda dari TNG-2026-000398")
}

func TestALinkThatFailsCanBeTriedAgain(t *testing.T) {
	r := newRig(t, locale.Indonesian)
	r.desk.alikeCase()
	r.open(model.WalkIn, "").complaint().rest()
	r.desk.linkErr = &model.Error{Kind: model.KindUnavailable, Key: "store-closed"}
	r.press("ctrl+y", "enter", "ctrl+r", "s")
	r.says("Belum ditandai ganda dari TNG-2026-000398")
	if len(r.desk.took) != 1 || len(r.shelf.drafts) != 0 {
		t.Error("the report itself was not taken in")
	}
	r.desk.linkErr = nil
	r.press("l")
	r.says("Ditandai ganda dari TNG-2026-000398")
	r.desk.linkErr = &model.Error{Kind: model.KindConflict, Key: "already-linked"}
	if err := link(t.Context(), r.desk, "a", "b"); err != nil {
		t.Errorf("a link that is there already is an error: %v", err)
	}
}

func TestAlikeIsAskedOnlyAboutWhatMatters(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.fill("narrative", "panjang sekali").rest()
	if len(r.desk.asked) != 0 {
		t.Errorf("asked %d times about a narrative", len(r.desk.asked))
	}
	r.fill("person.0.name", "Chen Wei").rest()
	if len(r.desk.asked) != 1 || r.desk.asked[0].Subjects[0].Name != "Chen Wei" {
		t.Errorf("asked %+v", r.desk.asked)
	}
	r.tell(screen.Wake{Seq: 9})
	if r.rest(); len(r.desk.asked) != 2 {
		t.Errorf("after the journal grew asked %d times, want 2", len(r.desk.asked))
	}
}

func TestStaleAnswersAreDropped(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.fill("person.0.name", "Chen").rest()
	old := []model.Related{{Row: model.Row{Number: "OLD"}}}
	r.tell(compared{form: r.s.draft.form(), gen: r.s.like.gen - 1, found: old})
	r.tell(compared{form: "report/else", gen: r.s.like.gen, found: old})
	if len(r.s.like.found) != 0 {
		t.Error("an old answer was taken")
	}
	r.tell(saved{form: "report/else"})
	r.tell(kept{form: "report/else", revision: 99})
	if r.s.page != pageForm || r.s.keep.stored == 99 {
		t.Error("another form's answer was taken")
	}
}
