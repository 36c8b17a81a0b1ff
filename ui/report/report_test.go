package report

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

func TestSavesWhatWasTyped(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.press("ctrl+r", "s")
	if len(r.desk.took) != 1 {
		t.Fatalf("%d reports taken in, want 1; the screen:\n%s", len(r.desk.took), r.view())
	}
	got := r.desk.took[0]
	f := got.Facts
	if f.Kind != model.Complaint || f.Channel != model.WalkIn || got.Violation != model.PermitMisuse || got.Urgency != model.Normal {
		t.Errorf("kind %s, channel %s, violation %s, urgency %s", f.Kind, f.Channel, got.Violation, got.Urgency)
	}
	if want := time.Date(2026, 11, 20, 21, 0, 0, 0, model.WIB.Location()); !f.Occurred.Equal(want) {
		t.Errorf("occurred %v, want %v", f.Occurred, want)
	}
	want := model.Subject{Name: "Chen Wei", Nationality: "CHN", Age: 35, Passport: "E12345670"}
	if len(f.Subjects) != 1 || f.Subjects[0] != want {
		t.Errorf("subjects %+v, want %+v", f.Subjects, want)
	}
	if f.Place.Area != "36.71.05" || f.Place.Lodging != "kos" || f.Place.Name != "Kos Melati" {
		t.Errorf("place %+v", f.Place)
	}
	if got.Reporter.Name != "Siti Contoh" || got.Reporter.Phone != "0811-7700-349" {
		t.Error("the reporter did not get through")
	}
	if got.Key == "" || !got.Received.Equal(r.now) {
		t.Errorf("key %q, received %v", got.Key, got.Received)
	}
	r.says("TNG-2026-000412")
	r.says("K 7 Q F   M 4 P X   9 R T D   E")
	r.says("Kilo tujuh Quebec Foxtrot")
	if _, there := r.stored(); there {
		t.Error("the draft outlived the report")
	}
}

// TestReceivedWhenTheTypingBegan: an empty form may wait for hours.
func TestReceivedWhenTheTypingBegan(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.now = r.now.Add(3 * time.Hour)
	began := r.now
	r.at("narrative").typeText("x")
	r.now = r.now.Add(20 * time.Minute)
	r.typeText("y").press("ctrl+r", "s")
	if got := r.desk.took[0]; !got.Received.Equal(began) || !got.Facts.Occurred.Equal(began) {
		t.Errorf("received %v, occurred %v, want %v", got.Received, got.Facts.Occurred, began)
	}
}

// TestAnEstimateStaysOne: in the review and in what is saved.
func TestAnEstimateStaysOne(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.at("person.0.age").press("ctrl+u").typeText("40an").press("tab", "ctrl+r", "end")
	if line := r.s.personLineAt(0); line != "Chen Wei · Tiongkok · ± 40 th · E12345670" {
		t.Errorf("the review says %q", line)
	}
	r.press("s")
	if got := r.desk.took[0].Facts.Subjects[0]; got.Age != 40 || !got.AgeAbout {
		t.Errorf("saved as %d, estimate %v", got.Age, got.AgeAbout)
	}
}

func TestAnotherPersonAndAway(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.press("ctrl+t").typeText("Li Na").press("ctrl+t").typeText("Wang")
	if r.press("ctrl+x"); r.dialog == nil {
		t.Fatal("somebody is removed without asking")
	}
	r.press("enter")
	if len(r.s.draft.People) != 3 {
		t.Errorf("Enter on the question removed somebody: %d people", len(r.s.draft.People))
	}
	r.press("ctrl+x", "y").press("ctrl+t", "ctrl+x")
	r.press("ctrl+r", "s")
	if got := r.desk.took[0].Facts.Subjects; len(got) != 2 || got[1].Name != "Li Na" {
		t.Errorf("subjects %+v", got)
	}
}

func TestPeopleHaveAnEnd(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	for range model.MaxSubjects + 5 {
		r.press("ctrl+t")
	}
	if n := len(r.s.draft.People); n != model.MaxSubjects {
		t.Errorf("%d people, want at most %d", n, model.MaxSubjects)
	}
}

// TestWhatCannotBeReadIsKept puts every odd text somewhere a person finds it.
func TestWhatCannotBeReadIsKept(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.at("kind").press("right") // presence
	r.fill(
		"occurred", "entah kapan", "narrative", "Ada tamu asing.",
		"person.0.nationality", "Atlantis", "person.0.age", "tua", "person.0.permit", "visa lama", "person.0.permit-expiry", "tahun depan",
		"lodging", "perahu", "area", "kampung xyzzy", "pin", "dekat pasar", "check-in", "malam itu", "check-out", "entah",
	)
	r.press("ctrl+r", "s")
	if len(r.desk.took) != 1 {
		t.Fatalf("not saved: %s", r.view())
	}
	f := r.desk.took[0].Facts
	wantNote := "Kewarganegaraan: Atlantis\nIzin tinggal: visa lama\nUmur: tua\nBerlaku sampai: tahun depan"
	if len(f.Subjects) != 1 || f.Subjects[0].Note != wantNote {
		t.Errorf("the note on the person is %+v", f.Subjects)
	}
	wantStory := "Ada tamu asing.\nWaktu kejadian: entah kapan\nJenis tempat: perahu\nTitik peta: dekat pasar\nTanggal masuk: malam itu\nTanggal keluar: entah"
	if f.Narrative != wantStory {
		t.Errorf("the narrative is %q", f.Narrative)
	}
	if f.Place.Address != "kampung xyzzy" || f.Place.Area != "" || !f.Occurred.IsZero() {
		t.Errorf("place %+v, occurred %v", f.Place, f.Occurred)
	}
	if err := f.Validate(r.now); err != nil {
		t.Errorf("the domain refuses it: %v", err)
	}
}

func TestWarningsNeverStop(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.at("phone").press("ctrl+u").fill("phone", "12", "nik", "123", "reporter-address", "Jl. Contoh")
	r.says("NIK terdiri dari 16 angka")
	r.press("ctrl+r")
	r.says("nomornya tampak kurang")
	r.press("s")
	if len(r.desk.took) != 1 {
		t.Error("a warning kept the report from being saved")
	}
}

// TestEnterOnAWarningLeadsToItsField, for every warning there is.
func TestEnterOnAWarningLeadsToItsField(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.at("phone").press("ctrl+u").fill("phone", "12", "nik", "123").at("violation").press("ctrl+u").fill("violation", "zzqx", "area", "")
	r.press("ctrl+r")
	seen := 0
	for i, row := range r.s.review.rows {
		if row.kind != rowWarn {
			continue
		}
		seen++
		r.s.review.at = i
		if r.press("enter"); r.s.page != pageForm || r.s.current().id != row.field {
			t.Errorf("Enter on %q leads to %s", row.text, r.s.current().id)
		}
		r.press("ctrl+r")
	}
	if seen < 3 {
		t.Errorf("%d warnings, want at least three", seen)
	}
}

func TestWhatTheDomainInsistsOn(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.fill("person.0.name", "Chen Wei")
	r.press("ctrl+r", "s")
	if len(r.desk.took) != 0 || !slices.ContainsFunc(r.sent, func(m tea.Msg) bool { t, ok := m.(screen.Toast); return ok && t.Bad }) {
		t.Fatal("a complaint without a story went to the desk")
	}
	if r.press("enter"); r.s.page != pageForm || r.s.current().id != "narrative" {
		t.Errorf("Enter leads to %s, want the narrative", r.s.current().id)
	}
}

func TestAnonymous(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.at("phone").press("ctrl+o")
	if r.s.current().id != "anonymous" || !r.s.draft.Anonymous {
		t.Fatal("one key does not make it anonymous")
	}
	if r.press("ctrl+o"); r.s.draft.Reporter.Name != "Siti Contoh" {
		t.Error("a slip of the key lost the reporter")
	}
	r.press("ctrl+o", "ctrl+r", "s")
	if got := r.desk.took[0].Reporter; !got.Empty() {
		t.Error("an anonymous report names its reporter")
	}
}

func TestReinterview(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.fill("answer.when", "sejak Senin", "impression", "ragu-ragu")
	r.at("answer.who").press("ctrl+x")
	r.press("ctrl+r", "s")
	got := r.desk.took[0].Reinterview
	want := []model.Answer{
		{Question: "when", First: "20 Nov 2026 21.00 WIB", Second: "sejak Senin"},
		{Question: "who", First: "Chen Wei · Tiongkok · 35 th · E12345670", Contradiction: true},
	}
	if got == nil || !slices.Equal(got.Answers, want) || got.Impression != "ragu-ragu" {
		t.Errorf("the second questioning is %+v", got)
	}
	if r.desk.took[0].Callback != nil {
		t.Error("a walk-in was called back")
	}
}

func TestCallback(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.Phone, "").complaint()
	r.at("reached").press("right").at("confirmed").press("space").fill("call-note", "suara sama")
	r.press("ctrl+r", "s")
	got := r.desk.took[0].Callback
	if got == nil || *got != (model.Callback{Reached: true, Confirmed: true, Note: "suara sama"}) {
		t.Errorf("the call-back is %+v", got)
	}
	r = newRig(t, locale.Indonesian).open(model.Phone, "").complaint()
	r.at("reached").press("right").at("confirmed").press("right").at("reached").press("right")
	r.press("ctrl+r", "s")
	if got := r.desk.took[0].Callback; got == nil || got.Reached || got.Confirmed {
		t.Errorf("not reached, yet the call-back is %+v", got)
	}
}

func TestPresence(t *testing.T) {
	r := newRig(t, locale.English).open(model.WalkIn, "")
	r.at("kind").press("right").fill("person.0.name", "Nguyen", "place", "Hotel Melati", "check-in", "yesterday", "check-out", "25/11/2026")
	r.press("ctrl+r", "s")
	f := r.desk.took[0].Facts
	if f.Kind != model.Presence || f.CheckIn != "2026-11-20" || f.CheckOut != "2026-11-25" || r.desk.took[0].Violation != "" {
		t.Errorf("facts %+v", f)
	}
}

// TestTypedAheadIsTheStory: what is typed right after the key that opens the
// form is the story, and no letter turns a choice over.
func TestTypedAheadIsTheStory(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.Phone, "").typeText("pelapor melihat orang asing")
	if d := r.s.draft; d.Narrative != "pelapor melihat orang asing" || d.Kind != string(model.Complaint) {
		t.Errorf("the story is %q, the kind %s", d.Narrative, d.Kind)
	}
	for _, id := range []string{"kind", "urgency", "reached"} {
		r.at(id)
		was := *r.s.current().text
		if r.typeText("ptmbt"); *r.s.current().text != was {
			t.Errorf("letters turned %s to %q", id, *r.s.current().text)
		}
	}
	r.at("narrative").press("home", "up")
	if r.s.current().id != "occurred" {
		t.Errorf("up from the story leads to %s", r.s.current().id)
	}
}

func TestTake(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.press("ctrl+r", "t")
	r.says("[x] Saya pegang kasus ini")
	r.press("s")
	if !r.desk.took[0].Take {
		t.Error("the officer does not keep the case")
	}
}

// TestEnterRestsBeforeItSaves: the Enter that opened the review does not save.
func TestEnterRestsBeforeItSaves(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.at("review").press("enter", "enter", "enter")
	if len(r.desk.took) != 0 || r.s.page != pageReview {
		t.Fatalf("saved %d reports by the Enter that opened the page", len(r.desk.took))
	}
	if r.rest().press("enter"); len(r.desk.took) != 1 {
		t.Error("Enter never saves")
	}
}

func TestTheLastPage(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.Phone, "").complaint()
	r.press("ctrl+r", "s", "p")
	r.says("Tanda terima: kwitansi/TNG-2026-000412.txt")
	r.says("! Berkas ini memuat kode lacak; hapus setelah diserahkan.")
	r.press("o", "n")
	want := []tea.Msg{screen.OpenCase{ID: "01CASE412"}, screen.Close{}, screen.OpenReport{Channel: model.Phone}}
	for _, w := range want {
		if !slices.Contains(r.sent, w) {
			t.Errorf("did not ask for %#v", w)
		}
	}
	if r.s.Keep() != nil || r.s.draft.Reporter.Name != "" {
		t.Error("the reporter is still in memory")
	}
}

// TestAPrinterKeepsNoCode: only a file is to be deleted.
func TestAPrinterKeepsNoCode(t *testing.T) {
	r := newRig(t, locale.Indonesian)
	r.cfg = func(c *Config) {
		c.Receipt = func(context.Context, screen.Receipt) (string, error) { return "/usr/bin/lp", nil }
	}
	r.open(model.Phone, "").complaint().press("ctrl+r", "s", "p")
	r.says("Tanda terima: /usr/bin/lp")
	if containsText(r.view(), "hapus") {
		t.Errorf("there is nothing to delete:\n%s", r.view())
	}
}

// TestABrokenPrinterLosesNoCode says where the receipt lies, and what is wrong
// with the printer.
func TestABrokenPrinterLosesNoCode(t *testing.T) {
	r := newRig(t, locale.Indonesian)
	r.cfg = func(c *Config) {
		c.Receipt = func(_ context.Context, i screen.Receipt) (string, error) {
			jam := &model.Error{Kind: model.KindUnavailable, Key: "print-failed", Args: model.Args{"command": "lp", "said": "macet"}}
			return "receipts/" + i.Number + ".txt", errors.Join(jam)
		}
	}
	r.open(model.Phone, "").complaint().press("ctrl+r", "s", "p")
	r.says("! Program cetak lp gagal: macet.")
	r.says("Tanda terima: receipts/TNG-2026-")
	r.says("hapus setelah diserahkan")
}

func TestNoPrinterNoKey(t *testing.T) {
	r := newRig(t, locale.Indonesian)
	r.cfg = func(c *Config) { c.Receipt = nil }
	r.open(model.Phone, "").complaint().press("ctrl+r", "s")
	if _, bound := intent(r.s.Bindings(), "p", false); bound {
		t.Error("printing is offered where nobody can print")
	}
}

func TestSectionsByKey(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	for key, want := range map[string]section{
		"alt+1": sectionEvent, "alt+2": sectionPeople, "alt+3": sectionPlace, "alt+4": sectionReporter, "alt+5": sectionSecond,
	} {
		if r.press(key); r.s.current().section != want {
			t.Errorf("%s leads to section %d", key, r.s.current().section)
		}
	}
	r.press("alt+1")
	for want := sectionPeople; want < sectionReview; want++ {
		if r.press("ctrl+n"); r.s.current().section != want {
			t.Errorf("ctrl+n leads to section %d, want %d", r.s.current().section, want)
		}
	}
	if r.press("ctrl+n"); r.s.page != pageReview {
		t.Error("behind the last section is no review")
	}
	if r.press("ctrl+p"); r.s.page != pageForm {
		t.Error("there is no way back")
	}
	if r.press("alt+6"); r.s.page != pageReview {
		t.Error("alt+6 does not lead to the review")
	}
	if r.press("3"); r.s.page != pageForm || r.s.current().section != sectionPlace {
		t.Error("a digit does not lead back from the review")
	}
}

func TestEveryKeyOfTheFormIsUnprintable(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	for range r.s.fields {
		for _, b := range r.s.Bindings() {
			for _, k := range b.Keys {
				if len([]rune(k)) == 1 {
					t.Errorf("%s: the key %q can be typed", r.s.current().id, k)
				}
				if slices.Contains([]string{"ctrl+s", "ctrl+q", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+a", "ctrl+b", "ctrl+z", "ctrl+v"}, k) {
					t.Errorf("%s is bound", k)
				}
			}
		}
		r.press("tab")
	}
}

func TestLanguageCanChangeAnyTime(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.at("violation")
	*r.ctx = *ctxIn(t, locale.English, r)
	r.tell(screen.Changed{})
	r.says("Misuse of stay permit")
	r.press("ctrl+r")
	r.tell(screen.Changed{})
	r.says("China")
}

// TestTheLastPageFits says all that matters in the smallest terminal.
func TestTheLastPageFits(t *testing.T) {
	for _, lang := range locale.Langs() {
		r := newRig(t, lang)
		r.desk.alikeCase()
		r.open(model.WalkIn, "").complaint().rest()
		r.at("urgency").press("right", "right").press("ctrl+y", "enter", "ctrl+r", "s", "p")
		r.size(60, 16)
		for _, text := range []string{"TNG-2026-000412", "K 7 Q F   M 4 P X   9 R T D   E", "Echo", "▲▲", "TNG-2026-000398", "kwitansi/TNG-2026-000412.txt"} {
			r.says(text)
		}
	}
}
