package setup

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden screens")

// first is somebody at the first run.
type first struct {
	t      testing.TB
	s      *Setup
	ctx    *screen.Ctx
	office model.OfficeSetUp
	name   string
	refuse error
	sent   []tea.Msg
}

func begun(t testing.TB, lang locale.Lang, width, height int) *first {
	f := &first{t: t, ctx: uitest.Ctx(t, lang)}
	f.ctx.Office, f.ctx.Officer = model.Office{}, model.Officer{}
	f.s = New(Config{Ctx: f.ctx, SetUp: func(_ context.Context, o model.OfficeSetUp, name string, _ locale.Lang) (model.Officer, error) {
		f.office, f.name = o, name
		return model.Officer{ID: uitest.Sari, Name: name}, f.refuse
	}})
	f.tell(screen.Size{Width: width, Height: height})
	return f
}

func (f *first) tell(msg tea.Msg) {
	_, cmd := f.s.Update(msg)
	f.run(cmd)
}

func (f *first) run(cmd tea.Cmd) {
	uitest.Settle(f.t, func(msg tea.Msg) tea.Cmd {
		switch m := msg.(type) {
		case screen.Speak:
			f.ctx.Print = uitest.Printer(f.t, m.Lang)
			msg = screen.Changed{}
		case Done:
			f.sent = append(f.sent, msg)
			return nil
		}
		_, cmd := f.s.Update(msg)
		return cmd
	}, cmd)
}

func (f *first) press(keys ...string) {
	for _, k := range keys {
		i := slices.IndexFunc(f.s.Bindings(), func(b screen.Binding) bool {
			return slices.Contains(b.Keys, k) && (b.Typing || !f.s.Typing())
		})
		switch {
		case i >= 0:
			f.tell(screen.Did{Intent: f.s.Bindings()[i].Intent})
		case f.s.Typing():
			f.tell(uitest.Key(k))
		}
	}
}

func (f *first) write(text string) {
	for _, r := range text {
		f.press(strings.ReplaceAll(string(r), " ", "space"))
	}
}

func (f *first) text() string { return uitest.Text(f.s.View().Body) }

func TestThreeQuestions(t *testing.T) {
	f := begun(t, locale.Indonesian, 80, 20)
	f.press("enter")
	f.write("Kantor Imigrasi Kelas I TPI Tangerang")
	f.press("enter", "enter", "right", "enter")
	f.write("Sari W.")
	f.press("enter", "enter")
	want := model.OfficeSetUp{Name: "Kantor Imigrasi Kelas I TPI Tangerang", Code: "TNG", Zone: model.WITA}
	if f.office != want || f.name != "Sari W." {
		t.Errorf("answers %+v, %q, want %+v", f.office, f.name, want)
	}
	if len(f.sent) != 1 || f.sent[0] != (Done{Officer: uitest.Sari}) {
		t.Errorf("sent %v", f.sent)
	}
}

// TestTypingReplacesTheSuggestedCode, and other keys edit it.
func TestTypingReplacesTheSuggestedCode(t *testing.T) {
	tests := map[string]struct {
		then func(f *first)
		want string
	}{
		"Untouched": {func(*first) {}, "TNG"},
		"Typed":     {func(f *first) { f.write("tgr") }, "TGR"},
		"Same":      {func(f *first) { f.write("TNG") }, "TNG"},
		"Pasted":    {func(f *first) { f.tell(tea.PasteMsg{Content: "bdg1"}) }, "BDG1"},
		"Backspace": {func(f *first) { f.press("backspace"); f.write("X") }, "TNX"},
		"Arrow":     {func(f *first) { f.press("left"); f.write("X") }, "TNXG"},
		"Again":     {func(f *first) { f.write("ab"); f.press("enter", "up"); f.write("c") }, "ABC"},
		"Emptied":   {func(f *first) { f.press("ctrl+u"); f.write("x1") }, "X1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := begun(t, locale.Indonesian, 80, 20)
			f.press("enter")
			f.write("Kantor Imigrasi Kelas I TPI Tangerang")
			f.press("enter")
			tt.then(f)
			if got := f.s.text(officeCode); got != tt.want {
				t.Errorf("the code is %q, want %q", got, tt.want)
			}
		})
	}
}

func TestMissingAnswersAreAskedFor(t *testing.T) {
	f := begun(t, locale.English, 80, 20)
	f.press("up", "esc", "enter", "enter", "enter", "enter", "enter", "enter")
	if f.s.at != officeName || len(f.sent) != 0 || f.office.Name != "" {
		t.Errorf("at %d, sent %v", f.s.at, f.sent)
	}
	if n := strings.Count(f.text(), "! "); n != 3 {
		t.Errorf("%d faults pointed out, want 3:\n%s", n, f.text())
	}
	f.write("Ranai")
	if n := strings.Count(f.text(), "! "); n != 1 {
		t.Errorf("%d faults left, want the officer's name alone:\n%s", n, f.text())
	}
}

func TestRefusalLeadsToItsField(t *testing.T) {
	f := begun(t, locale.English, 80, 20)
	f.refuse = &model.Error{Kind: model.KindInvalid, Key: "office-code", Args: model.Args{"code": "1X"}}
	f.press("enter")
	f.write("Ranai")
	f.press("down", "down", "down")
	f.write("Sari")
	f.press("enter", "enter")
	if f.s.at != officeCode || !strings.Contains(f.text(), "“1X”") {
		t.Errorf("at %d:\n%s", f.s.at, f.text())
	}
	f.refuse = &model.Error{Kind: model.KindUnavailable, Key: "search-off"}
	f.press("down", "down", "down", "enter")
	if f.s.other == nil || f.s.busy || !strings.Contains(f.text(), "! ") {
		t.Errorf("the refusal is not shown:\n%s", f.text())
	}
}

func TestCodeFollowsTheNameUntilItIsTyped(t *testing.T) {
	f := begun(t, locale.English, 80, 20)
	f.press("enter")
	f.write("Ranai")
	f.press("tab")
	f.press("home", "delete", "delete", "delete")
	f.write("x-1")
	f.press("up")
	f.write(" Natuna")
	if got := f.s.text(officeCode); got != "X1" {
		t.Errorf("code = %q, want what was typed, as codes are written", got)
	}
}

func TestTypedTextSurvivesLanguageAndSize(t *testing.T) {
	f := begun(t, locale.Indonesian, 80, 20)
	f.press("enter")
	f.write("Ranai")
	f.press("esc", "right")
	f.tell(screen.Size{Width: 60, Height: 12})
	if !strings.Contains(f.text(), "Office name") || f.s.text(officeName) != "Ranai" {
		t.Errorf("screen:\n%s", f.text())
	}
}

func TestSuggestCode(t *testing.T) {
	for name, want := range map[string]string{
		"Kantor Imigrasi Kelas I Khusus TPI Tangerang": "TNG",
		"Kanim Jakarta Selatan":                        "JKS",
		"Kanim Belakang Padang":                        "BLP",
		"Ranai":                                        "RNA",
		"Kanim Kelas II TPI Siak":                      "SKI",
		"Immigration Office of Banda Aceh":             "BNA",
		"Kanim":                                        "",
		"":                                             "",
		"北京":                                           "",
		"O":                                            "",
	} {
		if got := suggestCode(name); got != want {
			t.Errorf("suggestCode(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSuggestZone(t *testing.T) {
	for hours, want := range map[int]model.Zone{7: model.WIB, 8: model.WITA, 9: model.WIT, 0: model.WIB, -5: model.WIB} {
		now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.FixedZone("", hours*3600))
		if got := suggestZone(now); got != want {
			t.Errorf("UTC%+d suggests %s, want %s", hours, got, want)
		}
	}
}

func TestGolden(t *testing.T) {
	for _, lang := range locale.Langs() {
		for _, size := range []screen.Size{{Width: 60, Height: 12}, {Width: 80, Height: 20}, {Width: 120, Height: 36}} {
			f := begun(t, lang, size.Width, size.Height)
			f.press("enter")
			f.write("Kanim Ranai")
			f.press("down", "down", "down", "down")
			uitest.Golden(t, *update, fmt.Sprintf("%dx%d-%s", size.Width, size.Height+4, lang), f.s.View().Body)
		}
	}
}

func TestFits(t *testing.T) {
	f := begun(t, locale.English, 80, 20)
	f.press("enter")
	f.tell(tea.PasteMsg{Content: "\x1b[2J東京 👩‍👩‍👧‍👦 \u202eZ\u0351\u036b\u0343\u036a\u0302 " + strings.Repeat("W", 300)})
	f.press("down", "down", "down", "enter", "enter", "down", "down", "down")
	for at := language; at < fields; at++ {
		f.s.goTo(at)
		for w := 60; w <= 240; w += 20 {
			for h := 12; h <= 66; h += 9 {
				f.tell(screen.Size{Width: w, Height: h})
				v := f.s.View()
				uitest.Fits(t, v.Body, w, h)
				if c := v.Cursor; c != nil && (c.X >= w || c.Y >= h) {
					t.Fatalf("the cursor is at %d,%d of %d×%d", c.X, c.Y, w, h)
				}
			}
		}
	}
}

func TestBindingsAreUniqueAndDocumented(t *testing.T) {
	f := begun(t, locale.Indonesian, 80, 20)
	for at := language; at < fields; at++ {
		f.s.goTo(at)
		uitest.Bindings(t, f.ctx.Print, f.s.Bindings())
	}
}
