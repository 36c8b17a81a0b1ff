package widget

import (
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"piket/ui/cell"
	"piket/ui/style"
)

func areaOf(value string) *Area {
	a := NewArea(AreaConfig{Value: value})
	a.Focus()
	return a
}

func areaKey(a *Area, codes ...rune) {
	for _, c := range codes {
		a.Update(tea.KeyPressMsg{Code: c})
	}
}

func areaType(a *Area, text string) {
	for _, r := range text {
		a.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func TestAreaTyping(t *testing.T) {
	a := areaOf("")
	areaType(a, "kos di ")
	areaKey(a, tea.KeyEnter)
	areaType(a, "Periuk")
	if got := a.Value(); got != "kos di \nPeriuk" {
		t.Errorf("Value = %q", got)
	}
	areaKey(a, tea.KeyHome, tea.KeyBackspace)
	if got := a.Value(); got != "kos di Periuk" {
		t.Errorf("after joining the lines Value = %q", got)
	}
	areaKey(a, tea.KeyDelete)
	if got := a.Value(); got != "kos di eriuk" {
		t.Errorf("after deleting forwards Value = %q", got)
	}
}

func TestAreaIgnoresWhatIsNotItsOwn(t *testing.T) {
	a := areaOf("kos")
	for _, m := range []tea.Msg{
		tea.KeyPressMsg{Code: tea.KeyTab},
		tea.KeyPressMsg{Code: tea.KeyEscape},
		tea.KeyPressMsg{Code: 'v', Mod: tea.ModCtrl},
		tea.KeyPressMsg{Code: 'n', Mod: tea.ModCtrl},
		tea.WindowSizeMsg{},
		nil,
	} {
		if a.Update(m) {
			t.Errorf("%v changed the text to %q", m, a.Value())
		}
	}
	a.Blur()
	if areaType(a, "x"); a.Value() != "kos" {
		t.Errorf("an area without focus took %q", a.Value())
	}
}

func TestAreaWords(t *testing.T) {
	a := areaOf("dua orang asing")
	a.Update(tea.KeyPressMsg{Code: 'w', Mod: tea.ModCtrl})
	if got := a.Value(); got != "dua orang " {
		t.Errorf("ctrl+w leaves %q", got)
	}
	a.Update(tea.KeyPressMsg{Code: tea.KeyLeft, Mod: tea.ModAlt})
	a.Update(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl})
	if got := a.Value(); got != "orang " {
		t.Errorf("ctrl+u leaves %q", got)
	}
	a.Update(tea.KeyPressMsg{Code: tea.KeyRight, Mod: tea.ModAlt})
	a.Update(tea.KeyPressMsg{Code: 'k', Mod: tea.ModCtrl})
	if got := a.Value(); got != "orang" {
		t.Errorf("ctrl+k leaves %q", got)
	}
}

// TestAreaWordsBegunByAnAccent: an accent on a space is no place to stand.
func TestAreaWordsBegunByAnAccent(t *testing.T) {
	a := areaOf("A \u0300b")
	a.Update(tea.KeyPressMsg{Code: tea.KeyLeft, Mod: tea.ModAlt})
	if a.at != 1 {
		t.Errorf("the cursor stands at %d, want before the space", a.at)
	}
}

// TestAreaVertical goes over a short row without losing the column.
func TestAreaVertical(t *testing.T) {
	a := areaOf("satu dua tiga\nx\nempat lima enam")
	a.View(style.New(style.Plain), 40, 5)
	areaKey(a, tea.KeyUp, tea.KeyUp)
	areaType(a, "!")
	if got := a.Value(); got != "satu dua tiga!\nx\nempat lima enam" {
		t.Errorf("two rows up the cursor stands elsewhere: %q", got)
	}
	if !a.AtStart() || a.AtEnd() {
		t.Error("the first row is not the start")
	}
	areaKey(a, tea.KeyDown, tea.KeyDown)
	areaType(a, "!")
	if got := a.Value(); got != "satu dua tiga!\nx\nempat lima ena!m" {
		t.Errorf("two rows down the cursor stands elsewhere: %q", got)
	}
	if a.AtStart() || !a.AtEnd() {
		t.Error("the last row is not the end")
	}
}

func TestAreaWraps(t *testing.T) {
	a := areaOf("satu dua tiga empat")
	lines, c := a.View(style.New(style.Plain), 10, 4)
	want := []string{"satu dua  ", "tiga      ", "empat     ", "          "}
	for i := range want {
		if lines[i] != want[i] {
			t.Errorf("row %d is %q, want %q", i, lines[i], want[i])
		}
	}
	if c == nil || c.X != 5 || c.Y != 2 {
		t.Errorf("cursor = %+v, want behind empat", c)
	}
	areaKey(a, tea.KeyUp, tea.KeyHome)
	if _, c = a.View(style.New(style.Plain), 10, 4); c.X != 0 || c.Y != 1 {
		t.Errorf("home leads to %+v, want the start of the row", c)
	}
	areaKey(a, tea.KeyUp, tea.KeyEnd)
	if _, c = a.View(style.New(style.Plain), 10, 4); c.X != 8 || c.Y != 0 {
		t.Errorf("end leads to %+v, want the end of the first row", c)
	}
}

func TestAreaScrolls(t *testing.T) {
	a := areaOf(strings.Repeat("baris\n", 30) + "akhir")
	lines, c := a.View(style.New(style.Plain), 20, 4)
	if strings.TrimSpace(lines[3]) != "akhir" || c.Y != 3 {
		t.Errorf("the end is not in sight: %q, cursor %+v", lines, c)
	}
	a.Update(tea.KeyPressMsg{Code: tea.KeyHome, Mod: tea.ModCtrl})
	areaType(a, "awal ")
	if lines, c = a.View(style.New(style.Plain), 20, 4); !strings.HasPrefix(lines[0], "awal baris") || c.Y != 0 {
		t.Errorf("the start is not in sight: %q, cursor %+v", lines, c)
	}
	areaKey(a, tea.KeyPgDown)
	if _, c = a.View(style.New(style.Plain), 20, 4); c.X != 5 {
		t.Errorf("a page down the cursor stands at %+v", c)
	}
}

func TestAreaLimit(t *testing.T) {
	a := NewArea(AreaConfig{Limit: 10})
	a.Focus()
	a.Update(tea.PasteMsg{Content: "satu\ndua tiga empat"})
	if got := a.Value(); got != "satu\ndua t" {
		t.Errorf("Value = %q, want ten characters", got)
	}
	if areaType(a, "x"); a.Value() != "satu\ndua t" || a.LeftOut() != 10 {
		t.Errorf("the limit gave way: %q, %d left out", a.Value(), a.LeftOut())
	}
	if areaKey(a, tea.KeyBackspace); a.LeftOut() != 0 {
		t.Errorf("a field with room again still says that %d were left out", a.LeftOut())
	}
	if areaType(a, "x"); a.Value() != "satu\ndua x" {
		t.Errorf("room that was made is not given: %q", a.Value())
	}
}

func TestAreaEmpty(t *testing.T) {
	a := NewArea(AreaConfig{Placeholder: "apa yang terjadi"})
	lines, c := a.View(style.New(style.Plain), 20, 2)
	if strings.TrimSpace(lines[0]) != "apa yang terjadi" || c != nil {
		t.Errorf("without focus %q, cursor %v", lines, c)
	}
	a.Focus()
	if _, c = a.View(style.New(style.Plain), 20, 2); c == nil || c.X != 0 || c.Y != 0 {
		t.Errorf("cursor = %+v", c)
	}
}

// TestAreaHolds does anything anywhere, and looks whether the field keeps its
// size, its limit, its cursor between two characters and all of its text in
// reach.
func TestAreaHolds(t *testing.T) {
	st := style.New(style.Plain)
	names := []string{
		"left", "right", "up", "down", "home", "end", "backspace", "delete", "enter", "pgup", "pgdown",
		"ctrl+u", "ctrl+k", "ctrl+w", "alt+left", "alt+right", "ctrl+home", "ctrl+end",
	}
	rapid.Check(t, func(t *rapid.T) {
		a := NewArea(AreaConfig{Limit: rapid.IntRange(1, 90).Draw(t, "limit"), Words: words(t)})
		a.Focus()
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 2).Draw(t, "step") {
			case 0:
				areaType(a, rapid.SampledFrom([]string{"a", " ", "東", "e\u0301", "👩", "ß", "kata "}).Draw(t, "text"))
			case 1:
				a.Update(namedKey(rapid.SampledFrom(names).Draw(t, "key")))
			default:
				a.Update(tea.PasteMsg{Content: rapid.String().Draw(t, "paste")})
			}
			checkArea(t, a, st, rapid.IntRange(2, 30).Draw(t, "width"), rapid.IntRange(1, 6).Draw(t, "height"))
		}
	})
}

func namedKey(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		name, k.Mod = rest, tea.ModCtrl
	} else if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		name, k.Mod = rest, tea.ModAlt
	}
	codes := map[string]rune{
		"left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown, "home": tea.KeyHome, "end": tea.KeyEnd,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "enter": tea.KeyEnter, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
		"space": tea.KeySpace,
	}
	if c, ok := codes[name]; ok {
		k.Code = c
	} else {
		k.Code = []rune(name)[0]
	}
	return k
}

func checkArea(t *rapid.T, a *Area, st *style.Set, width, height int) {
	value := a.Value()
	if n := utf8.RuneCountInString(value); n > a.limit || n != a.size {
		t.Fatalf("%d characters, counted %d, limit %d", n, a.size, a.limit)
	}
	if p := a.text[a.para]; a.at != p.snap(a.at) {
		t.Fatalf("the cursor stands inside a character: %q at %d", p.text, a.at)
	}
	lines, c := a.View(st, width, height)
	if len(lines) != height || c == nil || c.X < 0 || c.X >= width || c.Y < 0 || c.Y >= height {
		t.Fatalf("%d lines, cursor %+v, room %d×%d", len(lines), c, width, height)
	}
	for _, l := range lines {
		if cell.Width(l) != width || strings.ContainsFunc(ansi.Strip(l), unicode.IsControl) {
			t.Fatalf("%q is %d cells wide, want %d", l, cell.Width(l), width)
		}
	}
	if width < 4 {
		return
	}
	all, _ := a.View(st, width, max(1, a.Rows(width)))
	if a.LeftOut() > 0 {
		if said := all[len(all)-1]; !strings.HasPrefix(ansi.Strip(said), "!") {
			t.Fatalf("nothing is said of %d characters left out: %q", a.LeftOut(), said)
		}
		all = all[:len(all)-1]
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	if got, want := squeeze(strings.Join(all, "")), squeeze(value); got != want {
		t.Fatalf("%q is shown of %q", got, want)
	}
	a.View(st, width, height)
}

// TestAreaShowsNastyTexts pastes strings that are known to break programs.
func TestAreaShowsNastyTexts(t *testing.T) {
	nasty, err := os.ReadFile("testdata/nasty.txt")
	if err != nil {
		t.Fatal(err)
	}
	a := areaOf("")
	a.Update(tea.PasteMsg{Content: string(nasty)})
	lines, _ := a.View(style.New(style.Plain), 24, 60)
	for _, l := range lines {
		if cell.Width(l) != 24 || strings.ContainsFunc(l, unicode.IsControl) {
			t.Errorf("%q is %d cells wide", l, cell.Width(l))
		}
	}
}

// BenchmarkAreaKey types into a narrative as long as the domain takes.
func BenchmarkAreaKey(b *testing.B) {
	sentence := strings.Repeat("orang asing bekerja di bengkel tanpa izin ", 480)
	for name, text := range map[string]string{
		"paragraph": sentence,
		"lines":     strings.ReplaceAll(sentence, "izin ", "izin\n"),
	} {
		b.Run(name, func(b *testing.B) {
			a, st := areaOf(text[:19_000]), style.New(style.Dark)
			for b.Loop() {
				areaType(a, "x")
				a.View(st, 100, 10)
				areaKey(a, tea.KeyBackspace)
			}
		})
	}
}
