package report

import (
	"testing"

	"piket/internal/locale"
	"piket/model"
)

func TestReadNIK(t *testing.T) {
	for text, want := range map[string]string{
		"3671056502900001":    "",
		"3671 0565 0290 0001": "",
		"3671052502900001":    "",
		"36710565029000":      "length",
		"36710565029000011":   "length",
		"367105650290000A":    "letters",
		"3671057202900001":    "born", // 32 February
		"3671050013900001":    "born",
		"3671053002900001":    "born", // 30 February
	} {
		if _, problem := readNIK(text); problem != want {
			t.Errorf("%q: problem %q, want %q", text, problem, want)
		}
	}
	n, _ := readNIK("3671056502900001")
	if want := (nik{area: "36.71.05", day: 25, month: 2, year: "90", female: true}); n != want {
		t.Errorf("read as %+v, want %+v", n, want)
	}
}

func FuzzReadNIK(f *testing.F) {
	f.Add("3671056502900001")
	f.Add("３６７１０５６５０２９００００１")
	f.Fuzz(func(t *testing.T, text string) {
		if n, problem := readNIK(text); problem == "" && (n.day < 1 || n.day > 31 || n.month < 1 || n.month > 12) {
			t.Errorf("%q is read as %+v", text, n)
		}
	})
}

func TestPermitsByWhatPeopleCallThem(t *testing.T) {
	for _, lang := range locale.Langs() {
		r := newRig(t, lang).open(model.WalkIn, "")
		for text, want := range map[string]string{
			"kitas": "ITAS", "kitap": "ITAP", "kitas/kitap": "ITAS", "voa": "VoA", "visa on arrival": "VoA", "bebas visa": "BVK",
		} {
			r.at("person.0.permit").press("ctrl+u").typeText(text).press("enter")
			if got := r.s.draft.People[0].Permit; got.Code != want {
				t.Errorf("%s: %q finds %+v, want %s", lang, text, got, want)
			}
		}
	}
}

// TestACutLineSaysSo: a value never looks whole when it is not.
func TestACutLineSaysSo(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").fill("person.0.passport", "A 1234567 89012345 XYZ ABC")
	r.says("A 1234567 89012345 XY…")
	if got := cutShort("sang mandor pergi", 6); got != "sang …" && got != "sang…" {
		t.Errorf("cut to %q", got)
	}
}

// TestAWrongDateIsSaidOnce: what the desk refuses is no warning besides.
func TestAWrongDateIsSaidOnce(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint()
	r.at("occurred").press("ctrl+u").fill("occurred", "25/11/2026 10:00").press("ctrl+r")
	n := 0
	for _, p := range r.s.problems() {
		if p.field == "occurred" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("the time is spoken of %d times", n)
	}
}
