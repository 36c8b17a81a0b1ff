package report

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
	"piket/ui/style"
	"piket/ui/uitest"
)

// nasty are strings that are known to break programs; every nth of them, and
// some of our own.
func nasty(t testing.TB, nth int) []string {
	t.Helper()
	data, err := os.ReadFile("../../internal/intake/testdata/blns/blns.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	var some []string
	for i := 0; i < len(list); i += nth {
		some = append(some, list[i])
	}
	return append(
		some, "\x1b]0;title\a", "\x1b[2J\x1b[H", "\x1bPq#0\x1b\\", "\u009b31m", "\u202eterbalik\u202c", "a\u0300\u0301\u0302\u0303\u0304\u0305",
		strings.Repeat("東京", 200), strings.Repeat("👩‍👩‍👧‍👦", 60), strings.Repeat("panjang ", 400), "\r\n\t\v\f\x00\x7f",
	)
}

// bare is a style without colours, weights or lines: whatever escape sequence
// is in a view then came from outside.
func bare() *style.Set { return &style.Set{Mode: style.Plain} }

// clean fails the test when a view shows more than printable characters, or
// does not keep to its room.
func clean(t interface{ Fatalf(string, ...any) }, what, view string, width, height int) {
	lines := strings.Split(view, "\n")
	if len(lines) > height {
		t.Fatalf("%s: %d lines, room for %d", what, len(lines), height)
	}
	for i, l := range lines {
		if w := cell.Width(l); w > width {
			t.Fatalf("%s: line %d is %d cells wide, room for %d: %q", what, i+1, w, width, l)
		}
		if strings.ContainsFunc(l, foreign) {
			t.Fatalf("%s: line %d holds a foreign character: %q", what, i+1, l)
		}
	}
}

func foreign(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }

// TestNastyTextsInEveryField pastes every string into every field and looks
// at the form, the review and what goes to the desk.
func TestNastyTextsInEveryField(t *testing.T) {
	for n, text := range nasty(t, nastyEvery) {
		r := newRig(t, locale.Indonesian)
		r.ctx.Style = bare()
		r.open([]model.Channel{model.WalkIn, model.Phone}[n%2], "")
		if r.at("kind"); n%3 == 0 {
			r.press("right")
		}
		for range len(r.s.fields) + 6 {
			r.tell(tea.PasteMsg{Content: text})
			if f := r.s.current(); f.shape == shapeFew {
				r.press("right")
			}
			clean(t, fmt.Sprintf("%q in %s", text, r.s.current().id), r.view(), 80, 20)
			r.press("tab")
		}
		r.size(120, 40)
		clean(t, fmt.Sprintf("%q beside the panel", text), r.view(), 120, 36)
		r.press("ctrl+r")
		for range 12 {
			clean(t, fmt.Sprintf("%q looked over", text), r.view(), 120, 36)
			r.press("pgdown")
		}
		r.press("g", "s")
		for _, took := range r.desk.took {
			told, err := json.Marshal(took)
			if err != nil {
				t.Fatal(err)
			}
			if strings.ContainsFunc(string(told), unicode.IsControl) || strings.Contains(string(told), `\u001b`) {
				t.Errorf("%q reached the desk as %q", text, told)
			}
		}
	}
}

// TestNastyTextsTyped types the strings letter by letter, as a terminal would
// send them.
func TestNastyTextsTyped(t *testing.T) {
	for _, id := range []string{"narrative", "person.0.name", "area", "kind"} {
		r := newRig(t, locale.English)
		r.ctx.Style = bare()
		r.open(model.WalkIn, "").at(id)
		for n, text := range nasty(t, nastyEvery) {
			for i, c := range []rune(text) {
				if i > 40 {
					break
				}
				r.tell(tea.KeyPressMsg{Code: c, Text: string(c)})
			}
			clean(t, fmt.Sprintf("%q in %s", text, id), r.view(), 80, 20)
			if n%7 == 0 {
				r.key(uitest.Key("ctrl+u"))
			}
		}
	}
}

// TestFitsAnywhere walks about in a form full of anything, at any size.
func TestFitsAnywhere(t *testing.T) {
	texts := nasty(t, 1)
	rapid.Check(t, func(rt *rapid.T) {
		r := newRig(t, rapid.SampledFrom(locale.Langs()).Draw(rt, "language"))
		r.ctx.Style = bare()
		if rapid.Bool().Draw(rt, "alike") {
			r.desk.alikeCase()
			r.desk.like[0].Row.Headline = rapid.SampledFrom(texts).Draw(rt, "headline")
		}
		r.open(rapid.SampledFrom([]model.Channel{model.WalkIn, model.Phone}).Draw(rt, "channel"), "")
		for range rapid.IntRange(1, 16).Draw(rt, "steps") {
			wander(rt, r, texts)
			width, height := rapid.IntRange(60, 240).Draw(rt, "width"), rapid.IntRange(16, 70).Draw(rt, "height")
			r.size(width, height)
			view := r.s.View()
			clean(rt, "the form", view.Body, width, height-4)
			if c := view.Cursor; c != nil && (c.X < 0 || c.X >= width || c.Y < 0 || c.Y >= height-4) {
				rt.Fatalf("the cursor stands at %d,%d in %d×%d", c.X, c.Y, width, height-4)
			}
			if view.Cursor == nil && (r.s.line != nil || r.s.area != nil || r.s.combo != nil) && r.s.page == pageForm {
				rt.Fatalf("the cursor of %s is out of sight in %d×%d", r.s.current().id, width, height)
			}
			if r.dialog != nil {
				clean(rt, "the dialog", r.dialog.View(width-2, height-4).Body, width-2, height-4)
			}
		}
	})
}

// wander does one thing an officer might.
func wander(rt *rapid.T, r *rig, texts []string) {
	switch rapid.IntRange(0, 3).Draw(rt, "step") {
	case 0:
		if r.dialog == nil && r.s.Typing() {
			r.tell(tea.PasteMsg{Content: rapid.SampledFrom(texts).Draw(rt, "paste")})
		}
	case 1:
		r.typeText(rapid.SampledFrom([]string{"a", "izin", "kemarin 21:00", "cipo", "東京", "12"}).Draw(rt, "text"))
	default:
		r.press(rapid.SampledFrom([]string{
			"tab", "tab", "tab", "shift+tab", "enter", "space", "up", "down", "left", "right", "backspace", "pgup", "pgdown", "home", "end",
			"ctrl+n", "ctrl+p", "ctrl+t", "ctrl+x", "ctrl+o", "ctrl+r", "ctrl+y", "alt+1", "alt+3", "alt+6", "esc", "s", "ctrl+u",
		}).Draw(rt, "key"))
		r.rest()
	}
}

// TestEverythingIsReachable goes through the form in the smallest terminal:
// every field comes in sight, its label or widget too.
func TestEverythingIsReachable(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.size(60, 16)
	r.at("kind")
	for i := range r.s.fields {
		if r.s.at != i {
			t.Fatalf("tab leads to field %d, want %d", r.s.at, i)
		}
		if !strings.Contains(r.view(), "▌") {
			t.Errorf("%s is out of sight:\n%s", r.s.current().id, uitest.Text(r.view()))
		}
		r.press("tab")
	}
	r.complaint().press("ctrl+r")
	r.tell(screen.Did{Intent: screen.Bottom})
	r.says("▌")
}
