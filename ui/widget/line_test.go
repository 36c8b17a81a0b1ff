package widget

import (
	"os"
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"piket/ui/cell"
	"piket/ui/style"
)

func press(l *Line, text string) {
	for _, r := range text {
		l.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func focused(cfg LineConfig) *Line {
	l := NewLine(cfg)
	l.Focus()
	return l
}

func TestLineTyping(t *testing.T) {
	l := focused(LineConfig{})
	press(l, "kos ")
	if got := l.Value(); got != "kos " {
		t.Errorf("Value = %q, want the space kept", got)
	}
	l.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
	l.Update(tea.KeyPressMsg{Code: tea.KeyHome})
	press(l, "1")
	if got := l.Value(); got != "1kos" {
		t.Errorf("Value = %q, want 1kos", got)
	}
}

func TestLineIgnoresWhatIsNotItsOwn(t *testing.T) {
	l := focused(LineConfig{Value: "kos"})
	for _, m := range []tea.Msg{
		tea.KeyPressMsg{Code: tea.KeyTab},
		tea.KeyPressMsg{Code: tea.KeyEnter},
		tea.KeyPressMsg{Code: tea.KeyEscape},
		tea.KeyPressMsg{Code: 'v', Mod: tea.ModCtrl},
		tea.KeyPressMsg{Code: 'a', Mod: tea.ModCtrl},
		tea.KeyPressMsg{Code: tea.KeyUp},
		tea.WindowSizeMsg{},
	} {
		if l.Update(m) {
			t.Errorf("%v changed the text to %q", m, l.Value())
		}
	}
	l.Blur()
	if press(l, "x"); l.Value() != "kos" {
		t.Errorf("a line without focus took %q", l.Value())
	}
}

func TestLinePasteIsCleanAndOneLine(t *testing.T) {
	l := focused(LineConfig{Limit: 40})
	l.Update(tea.PasteMsg{Content: "\x1b[31mJl.\tMaulana\r\nno. 4\u202e" + strings.Repeat("x", 100)})
	got := l.Value()
	if strings.ContainsFunc(got, unicode.IsControl) || strings.ContainsRune(got, '\u202e') {
		t.Errorf("control characters came through: %q", got)
	}
	if n := len([]rune(got)); n != 40 {
		t.Errorf("%d characters, want the limit of 40", n)
	}
	if !strings.HasPrefix(got, "[31mJl. Maulana no. 4") {
		t.Errorf("Value = %q", got)
	}
}

func TestLineCursorCountsCells(t *testing.T) {
	l := focused(LineConfig{Value: "東京e\u0301"})
	if _, c := l.View(style.New(style.Plain), 20); c == nil || c.X != 5 {
		t.Errorf("cursor = %+v, want at cell 5", c)
	}
	l.Update(tea.KeyPressMsg{Code: tea.KeyLeft})
	l.Update(tea.KeyPressMsg{Code: tea.KeyLeft})
	if _, c := l.View(style.New(style.Plain), 20); c.X != 2 {
		t.Errorf("cursor = %d, want between the wide letters", c.X)
	}
}

// TestLineFits types anything anywhere and looks whether the field keeps its
// width and its cursor in sight.
func TestLineFits(t *testing.T) {
	st := style.New(style.Plain)
	keys := []tea.KeyPressMsg{
		{Code: tea.KeyLeft},
		{Code: tea.KeyRight},
		{Code: tea.KeyHome},
		{Code: tea.KeyEnd},
		{Code: tea.KeyBackspace},
		{Code: tea.KeyDelete},
		{Code: 'w', Mod: tea.ModCtrl},
		{Code: tea.KeyLeft, Mod: tea.ModAlt},
		{Code: tea.KeyRight, Mod: tea.ModAlt},
		{Code: 'u', Mod: tea.ModCtrl},
		{Code: 'k', Mod: tea.ModCtrl},
		{Code: 'd', Mod: tea.ModAlt},
	}
	rapid.Check(t, func(t *rapid.T) {
		l := focused(LineConfig{Placeholder: "nama 名前", Limit: rapid.IntRange(0, 60).Draw(t, "limit"), Words: words(t)})
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 2).Draw(t, "step") {
			case 0:
				press(l, rapid.SampledFrom([]string{"a", " ", "東", "e\u0301", "👩", "ß", "\u200b"}).Draw(t, "text"))
			case 1:
				l.Update(rapid.SampledFrom(keys).Draw(t, "key"))
			default:
				l.Update(tea.PasteMsg{Content: rapid.String().Draw(t, "paste")})
			}
			width := rapid.IntRange(1, 30).Draw(t, "width")
			shown, c := l.View(st, width)
			if got := cell.Width(shown); got != width {
				t.Fatalf("%q is %d cells wide, want %d", shown, got, width)
			}
			if c == nil || c.X < 0 || c.X >= width {
				t.Fatalf("cursor %+v out of sight at width %d in %q", c, width, l.Value())
			}
			if strings.ContainsFunc(ansi.Strip(shown), unicode.IsControl) {
				t.Fatalf("a control character is shown: %q", shown)
			}
		}
	})
}

// TestLineShowsNastyTexts pastes strings that are known to break programs.
func TestLineShowsNastyTexts(t *testing.T) {
	nasty, err := os.ReadFile("testdata/nasty.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range strings.Split(string(nasty), "\n") {
		l := focused(LineConfig{})
		l.Update(tea.PasteMsg{Content: s})
		if shown, _ := l.View(style.New(style.Plain), 20); cell.Width(shown) != 20 {
			t.Errorf("%q is shown %d cells wide", s, cell.Width(shown))
		}
	}
}
