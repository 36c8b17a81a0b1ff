package report

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
)

// TestWhatDoesNotFitIsSaid: under the field, in the review, in the draft on
// disk, and no longer once the text is shorter.
func TestWhatDoesNotFitIsSaid(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.at("narrative").press("ctrl+u")
	r.tell(tea.PasteMsg{Content: strings.Repeat("a", model.MaxNarrative+1500)})
	r.says("! penuh: 1.500 huruf tidak masuk")
	r.typeText("bc").says("! penuh: 1.502 huruf tidak masuk")
	r.press("tab").says("! penuh: 1.502 huruf tidak masuk")
	r.press("ctrl+r").says("! Kronologi: penuh: 1.502 huruf tidak masuk")
	if got := len(r.s.facts().Narrative); got != model.MaxNarrative {
		t.Errorf("%d characters are kept, the domain takes %d", got, model.MaxNarrative)
	}
	r.rest()
	again := newRig(t, locale.Indonesian)
	again.shelf = r.shelf
	again.drafts = r.drafts
	again.open(model.WalkIn, r.s.draft.form()).says("! Kronologi: penuh: 1.502 huruf tidak masuk")
	again.press("esc").at("narrative").press("backspace")
	if text := again.view(); strings.Contains(text, "tidak masuk") {
		t.Errorf("a field with room again still says that it is full:\n%s", text)
	}
}

// TestLeftOutStaysWithItsPerson: when somebody before them is taken out.
func TestLeftOutStaysWithItsPerson(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.press("ctrl+t").at("person.1.note")
	r.tell(tea.PasteMsg{Content: strings.Repeat("a", model.MaxNote+7)})
	r.at("person.0.name").press("ctrl+x")
	if got := r.s.draft.LeftOut; len(got) != 1 || got["person.0.note"] != 7 {
		t.Errorf("left out: %v", got)
	}
	r.press("ctrl+x")
	if r.dialog != nil {
		r.press("y")
	}
	if got := r.s.draft.LeftOut; got != nil {
		t.Errorf("left out of nobody: %v", got)
	}
}

// TestWordsOnTopOfAFullStoryAreRefusedByName: what could not be read is added
// to the story, and may be too much for it.
func TestWordsOnTopOfAFullStoryAreRefusedByName(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.at("narrative")
	r.tell(tea.PasteMsg{Content: strings.Repeat("a", model.MaxNarrative)})
	r.fill("pin", "dekat pasar")
	if r.press("ctrl+r", "s"); len(r.desk.took) != 0 {
		t.Fatal("the desk would have refused this")
	}
	if r.press("enter"); r.s.current().id != "narrative" {
		t.Errorf("Enter on the refusal leads to %s", r.s.current().id)
	}
	r = newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.press("ctrl+t").at("person.1.note")
	r.tell(tea.PasteMsg{Content: strings.Repeat("a", model.MaxNote)})
	r.fill("person.1.age", "muda")
	if r.press("ctrl+r", "s", "enter"); r.s.current().id != "person.1.note" {
		t.Errorf("Enter on the refusal leads to %s", r.s.current().id)
	}
}

// TestManyPeopleAreNoTooLongFirstAccount: it is told beside an answer, and
// the domain takes so much of it.
func TestManyPeopleAreNoTooLongFirstAccount(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	for i := range r.s.draft.People {
		r.s.draft.People[i].Note = strings.Repeat("tinggi ", model.MaxNote/7)
	}
	r.press("ctrl+t").typeText("Li Na").fill("answer.who", "dua orang", "answer.when", "kemarin")
	for _, a := range r.s.reinterview().Answers {
		if n := len([]rune(a.First)); n > model.MaxNote {
			t.Errorf("the first account of %s has %d characters", a.Question, n)
		}
	}
}

// TestToTheReporterOneTypesTheName: who goes to that section types, and loses
// no letter nor the reporter's name.
func TestToTheReporterOneTypesTheName(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.s.draft.Reporter = model.Reporter{}
	r.press("alt+4").typeText("Siti Contoh")
	if d := r.s.draft; d.Reporter.Name != "Siti Contoh" || d.Anonymous {
		t.Errorf("the name is %d letters long, anonymous %v", len(d.Reporter.Name), d.Anonymous)
	}
	for _, from := range []string{"alt+1", "alt+5"} {
		r.press(from, "alt+4").says("  Pelapor  disegel begitu disimpan")
	}
	r.s.draft.Reporter = model.Reporter{}
	r.at("area").press("ctrl+n")
	if r.s.current().id != "reporter-name" {
		t.Errorf("Ctrl+N leads to %s", r.s.current().id)
	}
	r.at("anonymous").typeText("Siti Contoh")
	if d := r.s.draft; d.Reporter.Name != "Siti Contoh" || d.Anonymous || d.At != "reporter-name" {
		t.Errorf("on the mark: the name is %d letters long, anonymous %v, the focus on %s", len(d.Reporter.Name), d.Anonymous, d.At)
	}
	r.at("anonymous").press("space")
	r.press("alt+3", "alt+4").typeText("S")
	if d := r.s.draft; !d.Anonymous || d.At != "anonymous" || !strings.Contains(r.toasts(), "Pelapor ditandai anonim") {
		t.Errorf("a letter took the mark away, or went without a word: %v %q %q", d.Anonymous, d.At, r.toasts())
	}
}

// TestLettersOnAChoiceAreNotLostInSilence.
func TestLettersOnAChoiceAreNotLostInSilence(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.at("kind").typeText("Ada")
	if r.s.draft.Kind != string(model.Complaint) || !strings.Contains(r.toasts(), "Huruf tidak masuk") {
		t.Errorf("kind %s, said %q", r.s.draft.Kind, r.toasts())
	}
}

// TestSpaceTicksTheBoxesOfTheReview, and saves nothing.
func TestSpaceTicksTheBoxesOfTheReview(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.press("ctrl+r").rest().press("space")
	if r.s.page != pageReview || len(r.desk.took) != 0 {
		t.Fatal("Space on the first row saved the report")
	}
	if r.press("down", "space"); !r.s.draft.Take {
		t.Error("Space does not tick that the case is held")
	}
	r.says("[x] Saya pegang kasus ini")
	if r.press("space"); r.s.draft.Take {
		t.Error("Space does not take the mark back")
	}
}
