package widget

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"piket/internal/locale"
	"piket/ui/cell"
	"piket/ui/style"
)

// fataler is a test of either kind.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

func words(t fataler) Words {
	t.Helper()
	p, err := locale.Load(locale.Indonesian)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestFullLineSaysSo: what does not fit is counted where it is typed, until
// there is room again.
func TestFullLineSaysSo(t *testing.T) {
	st := style.New(style.Plain)
	l := focused(LineConfig{Limit: 10, Words: words(t)})
	said := func(width int) string {
		shown, _ := l.View(st, width)
		if cell.Width(shown) != width {
			t.Errorf("%q is not %d cells wide", shown, width)
		}
		return strings.TrimSpace(ansi.Strip(shown))
	}
	if press(l, "sepuluh ab"); strings.Contains(said(50), "penuh") {
		t.Errorf("a text that fits is said not to: %q", said(50))
	}
	if !l.Update(tea.PasteMsg{Content: "cdef"}) {
		t.Error("nobody is told that a paste was left out")
	}
	press(l, "gh")
	for width, want := range map[int]string{50: "sepuluh ab", 22: "sepuluh ab", 12: "epuluh ab"} {
		if got := said(width); !strings.HasPrefix(got, want) {
			t.Errorf("at %d cells the text is gone: %q", width, got)
		}
	}
	for width, want := range map[int]string{50: "! penuh: 6 huruf tidak masuk", 24: "! penuh +6", 12: "!"} {
		if got := said(width); !strings.HasSuffix(got, want) {
			t.Errorf("at %d cells %q, want %q at its end", width, got, want)
		}
	}
	again := NewLine(LineConfig{Limit: 10, Value: l.Value(), LeftOut: l.LeftOut(), Words: words(t)})
	if again.LeftOut() != 6 {
		t.Errorf("taken up again it says %d", again.LeftOut())
	}
	l.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
	if got := said(50); got != "sepuluh a" {
		t.Errorf("with room again: %q", got)
	}
}

// TestFullAreaSaysSo: in the last row, the cursor above it.
func TestFullAreaSaysSo(t *testing.T) {
	a := NewArea(AreaConfig{Limit: 12, Words: words(t)})
	a.Focus()
	a.Update(tea.PasteMsg{Content: "satu\ndua\ntiga empat"})
	lines, c := a.View(style.New(style.Plain), 50, 4)
	if got := strings.TrimSpace(ansi.Strip(lines[3])); got != "! penuh: 7 huruf tidak masuk" || c.Y != 2 {
		t.Errorf("the last row is %q, the cursor in row %d", got, c.Y)
	}
	if rows := a.Rows(50); rows != 4 {
		t.Errorf("%d rows, want three and one that says it", rows)
	}
	if !a.Update(tea.KeyPressMsg{Code: 'x', Text: "x"}) || a.LeftOut() != 8 {
		t.Errorf("%d left out after another letter", a.LeftOut())
	}
	again := NewArea(AreaConfig{Limit: 12, Value: "satu\ndua\ntiga empat"})
	if again.LeftOut() != 7 {
		t.Errorf("a longer text was cut in silence: %d left out", again.LeftOut())
	}
}
