// Package uitest drives screens in tests: keys as people name them, a desk's
// context with a clock that stands still, pictures compared as text, and
// commands run to their end one after the other.
package uitest

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
	"piket/ui/style"
)

// The officers of the invented office.
const (
	Sari model.OfficerID = "01OFFICERSARI"
	Budi model.OfficerID = "01OFFICERBUDI"
)

// Now is where every clock stands: a Saturday night, 23:41 WIB.
func Now() time.Time { return time.Date(2026, 11, 21, 23, 41, 0, 0, model.WIB.Location()) }

// Office is the invented office.
func Office() model.Office {
	return model.Office{
		Version: 3, Name: "Kanim Tangerang", Code: "TNG", Zone: model.WIB,
		Officers: []model.Officer{
			{ID: Sari, Name: "Sari W.", Role: model.RoleAdmin},
			{ID: Budi, Name: "Budi", Role: model.RoleOfficer},
		},
	}
}

// The catalogues are read once a test run: a printer never changes.
var (
	indonesian = sync.OnceValues(func() (*locale.Printer, error) { return locale.Load(locale.Indonesian) })
	english    = sync.OnceValues(func() (*locale.Printer, error) { return locale.Load(locale.English) })
)

// Printer is the catalogue of a language.
func Printer(t testing.TB, lang locale.Lang) *locale.Printer {
	t.Helper()
	load := indonesian
	if lang == locale.English {
		load = english
	}
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Ctx is what a screen of the invented office shares, Sari at the desk and
// no colours.
func Ctx(t testing.TB, lang locale.Lang) *screen.Ctx {
	t.Helper()
	office := Office()
	return &screen.Ctx{
		Print: Printer(t, lang), Style: style.New(style.Plain), Now: Now,
		Office: office, Officer: office.Officers[0], Rules: model.DefaultRules(model.WIB),
	}
}

// Key is a key press, named as tea.KeyPressMsg.String() names it.
func Key(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	rest := name
	for _, m := range []struct {
		prefix string
		mod    tea.KeyMod
	}{{"ctrl+", tea.ModCtrl}, {"alt+", tea.ModAlt}, {"shift+", tea.ModShift}} {
		if after, ok := strings.CutPrefix(rest, m.prefix); ok && after != "" {
			rest, k.Mod = after, k.Mod|m.mod
		}
	}
	if code, ok := namedKeys()[rest]; ok {
		k.Code = code
		if rest == "space" && k.Mod == 0 {
			k.Text = " "
		}
		return k
	}
	k.Code = []rune(rest)[0]
	if k.Mod == 0 {
		k.Text = rest
	}
	return k
}

func namedKeys() map[string]rune {
	return map[string]rune{
		"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "up": tea.KeyUp, "down": tea.KeyDown,
		"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3,
	}
}

// Text is a view as it reads: no styles, no spaces at the ends of lines.
func Text(view string) string {
	lines := strings.Split(ansi.Strip(view), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// Golden compares a view with testdata/NAME.golden, or writes the file.
func Golden(t testing.TB, update bool, name, view string) {
	t.Helper()
	got := []byte(Text(view) + "\n")
	file := filepath.Join("testdata", name+".golden")
	if update {
		if err := os.WriteFile(file, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; look, then run with -update if it is meant.\n--- got\n%s\n--- want\n%s", file, got, want)
	}
}

// Fits fails the test when a view is wider or taller than its room, or holds
// a control character that is no style.
func Fits(t testing.TB, view string, width, height int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) > height {
		t.Errorf("%d lines, room for %d", len(lines), height)
	}
	for i, l := range lines {
		if w := cell.Width(l); w > width {
			t.Errorf("line %d is %d cells wide, room for %d: %q", i+1, w, width, ansi.Strip(l))
		}
		for _, r := range ansi.Strip(l) {
			if r < ' ' || (r >= 0x7f && r < 0xa0) {
				t.Errorf("line %d holds the control character %U", i+1, r)
			}
		}
	}
}

// Bindings fails the test when two bindings share a key, when one has no text
// or no key, or when a key is one that terminals and multiplexers keep.
func Bindings(t testing.TB, p *locale.Printer, bindings []screen.Binding) {
	t.Helper()
	kept := []string{
		"ctrl+s", "ctrl+q", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+a", "ctrl+b", "ctrl+z", "ctrl+v",
	}
	seen := map[string]screen.Intent{}
	for _, b := range bindings {
		if !p.Has(b.Help) {
			t.Errorf("%s: no text for %q", b.Intent, b.Help)
		}
		if len(b.Keys) == 0 {
			t.Errorf("%s has no key", b.Intent)
		}
		for _, k := range b.Keys {
			if other, twice := seen[k]; twice {
				t.Errorf("%s is bound to %s and to %s", k, other, b.Intent)
			}
			if slices.Contains(kept, k) {
				t.Errorf("%s is bound to %s, which terminals keep", k, b.Intent)
			}
			if b.Typing && len([]rune(k)) == 1 {
				t.Errorf("%s is bound to %s while it is a letter to type", k, b.Intent)
			}
			seen[k] = b.Intent
		}
	}
}

// Paste is a paste as the terminal hands it over.
func Paste(text string) tea.PasteMsg { return tea.PasteMsg{Content: text} }
