package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestParseStyles(t *testing.T) {
	tests := []struct {
		name, text string
		want       style
	}{
		{"Plain", "x", style{}},
		{"BoldRed", "\x1b[1;31mx", style{fg: ansi.Red, attrs: bold}},
		{"BrightBackground", "\x1b[103mx", style{bg: ansi.BrightYellow}},
		{"Indexed", "\x1b[38;5;213mx", style{fg: ansi.IndexedColor(213)}},
		{"TrueColor", "\x1b[48;2;1;2;3mx", style{bg: color.RGBA{1, 2, 3, 255}}},
		{"TrueColorByColons", "\x1b[38:2::1:2:3mx", style{fg: color.RGBA{1, 2, 3, 255}}},
		{"CurlyUnderline", "\x1b[4:3mx", style{attrs: underline}},
		{"UnderlineOffByColon", "\x1b[4m\x1b[4:0mx", style{}},
		{"UnderlineColourIsIgnored", "\x1b[4;58;5;9mx", style{attrs: underline}},
		{"ItalicFaintReverseStrike", "\x1b[2;3;7;9mx", style{attrs: faint | italic | reverse | strike}},
		{"TurnedOffAgain", "\x1b[1;2;3;4;7;8;9;31;41m\x1b[22;23;24;27;28;29;39;49mx", style{}},
		{"Reset", "\x1b[1;31m\x1b[mx", style{}},
		{"BrokenColourIsIgnored", "\x1b[38;9mx", style{}},
		{"OtherSequencesChangeNothing", "\x1b[?25l\x1b[2J\x1b]8;;http://example.id\x1b\\x", style{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := parse(tt.text, 0, 0)
			if len(s.rows) != 1 || s.cols != 1 || s.rows[0][0].text != "x" {
				t.Fatalf("screen = %+v, want the one cell x", s)
			}
			if got := s.rows[0][0].style; got != tt.want {
				t.Errorf("style = %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestParseStyleRunsOnOverLines(t *testing.T) {
	s := parse("\x1b[32ma\nb\n", 0, 0)
	if got := s.rows[1][0].style.fg; got != ansi.Green {
		t.Errorf("colour in the second line = %v, want green", got)
	}
}

func TestParseGrid(t *testing.T) {
	tests := []struct {
		name, text string
		cols, rows int
		want       []string
	}{
		{"SizeOfTheText", "ab\nc\n", 0, 0, []string{"ab", "c "}},
		{"FilledUp", "a", 3, 2, []string{"a  ", "   "}},
		{"Cut", "abcd\ne\nf", 2, 2, []string{"ab", "e "}},
		{"WideTakesTwo", "a王b", 0, 0, []string{"a王b"}},
		{"WideDoesNotFit", "ab王", 3, 1, []string{"ab "}},
		{"AccentStaysWithItsLetter", "e\u0301x", 0, 0, []string{"e\u0301x"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := parse(tt.text, tt.cols, tt.rows)
			var got []string
			for _, row := range s.rows {
				if len(row) != s.cols {
					t.Errorf("row of %d cells on a screen of %d columns", len(row), s.cols)
				}
				var line strings.Builder
				for _, c := range row {
					line.WriteString(c.text)
				}
				got = append(got, line.String())
			}
			if strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("rows = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestThemeColors(t *testing.T) {
	dark, err := themeNamed("dark")
	if err != nil {
		t.Fatal(err)
	}
	if fg, bg, painted := dark.colors(style{attrs: reverse}); fg != dark.bg || bg != dark.fg || !painted {
		t.Errorf("reverse of the defaults = %v on %v, painted %v", fg, bg, painted)
	}
	if _, _, painted := dark.colors(style{fg: ansi.Red}); painted {
		t.Error("a default background was painted")
	}
	if fg, _, _ := dark.colors(style{attrs: faint}); fg == dark.fg {
		t.Error("faint text has the colour of plain text")
	}
	if got := dark.solid(ansi.IndexedColor(1), dark.fg); got != dark.basic[1] {
		t.Errorf("indexed colour 1 = %v, want the theme's own red %v", got, dark.basic[1])
	}
	if _, err := themeNamed("pink"); err == nil {
		t.Error("an unknown theme was accepted")
	}
}

// draw returns the picture of text, without a frame's title.
func draw(t testing.TB, text string) string {
	t.Helper()
	var out bytes.Buffer
	if err := run(nil, strings.NewReader(text), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestPicture(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"WordIsOneText", "Telepon", []string{`<text x="16" y="31" textLength="63" lengthAdjust="spacingAndGlyphs">Telepon</text>`}},
		{"SymbolIsHeldByItsMiddle", "▲", []string{`<text x="20.5" y="31" textLength="9" lengthAdjust="spacingAndGlyphs" text-anchor="middle">▲</text>`}},
		{"WideSymbolHasTwoCells", "王", []string{`<text x="25" y="31" textLength="18"`}},
		{"ArrowIsNotJoined", "->", []string{`>-</text>`, `>&gt;</text>`}},
		{"MarkupIsEscaped", "<&", []string{`>&lt;</text>`, `>&amp;</text>`}},
		{"LineIsOneShape", "────", []string{`<rect x="16" y="25" width="36" height="1" fill="#d7dae0"/>`}},
		{"HeavyLineIsTwoThick", "━━", []string{`width="18" height="2"`}},
		{"CornerJoinsTheNextCell", "╭", []string{`<path d="M25 25.5 H24.5 Q20.5 25.5 20.5 29.5 V36"`}},
		{"HalfBlock", "▌", []string{`<rect x="16" y="16" width="4.5" height="20" fill="#d7dae0"/>`}},
		{"Quadrant", "▗", []string{`<rect x="20.5" y="26" width="4.5" height="10"`}},
		{"BarIsOneShape", "\x1b[44m  x  ", []string{`<rect x="16" y="16" width="45" height="20" fill="#68a5e3"/>`}},
		{"BoldItalicRed", "\x1b[1;3;31mx", []string{`fill="#e0616b" font-weight="700" font-style="italic"`}},
		{"Underline", "\x1b[4mab cd", []string{`<rect x="16" y="33" width="45" height="1"`}},
		{"DoubleLineIsLeftToTheFont", "═", []string{`>═</text>`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := draw(t, tt.text)
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("no %s in\n%s", want, got)
				}
			}
		})
	}
}

func TestPictureHidesConcealedText(t *testing.T) {
	if got := draw(t, "\x1b[8mrahasia"); strings.Contains(got, "rahasia") {
		t.Errorf("concealed text is in the picture:\n%s", got)
	}
}

func TestBoxTables(t *testing.T) {
	if got, want := len(boxArms)/4, int('╋'-boxFirst+1); got != want {
		t.Errorf("%d entries from ─ to ╋, want %d", got, want)
	}
	if got, want := len(halfArms)/4, int('╿'-halfFirst+1); got != want {
		t.Errorf("%d entries from ╴ to ╿, want %d", got, want)
	}
	for r := '▀'; r <= '▟'; r++ {
		if got := draw(t, string(r)); strings.Contains(got, "<text") || strings.Count(got, "<rect") < 2 {
			t.Errorf("%c is not drawn as a shape:\n%s", r, got)
		}
	}
}

func TestRunOptions(t *testing.T) {
	var out bytes.Buffer
	args := []string{"-cols", "10", "-rows", "2", "-title", "A & B", "-theme", "light", "-cursor-x", "3", "-cursor-y", "1"}
	if err := run(args, strings.NewReader("x"), &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`width="122" height="106"`, `<title>A &amp; B</title>`, `fill="#ffffff"`,
		`<rect x="43" y="71" width="2" height="18" fill="#24292f"/>`,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
	if err := run([]string{"-theme", "pink"}, strings.NewReader(""), io.Discard); err == nil {
		t.Error("an unknown theme was accepted")
	}
}

// FuzzPicture draws whatever bytes it is given: every row fills the screen
// and the picture is well-formed.
func FuzzPicture(f *testing.F) {
	f.Add("\x1b[1;38;5;9mAntrian\x1b[0m ▲▲ ╭─╮\n王\x00\x7f\u202e\xff", 80, 24)
	f.Add("\x1b[38;2;mx\x1b[38;2;1;2;3;4;5;6;7;8;9mx\uffff", 0, 0)
	f.Fuzz(func(t *testing.T, text string, cols, rows int) {
		cols, rows = cols&0xff, rows&0xff
		s := parse(text, cols, rows)
		for _, row := range s.rows {
			if len(row) != s.cols {
				t.Fatalf("row of %d cells on a screen of %d columns", len(row), s.cols)
			}
		}
		dark, _ := themeNamed("dark")
		decoder := xml.NewDecoder(strings.NewReader(picture{screen: s, theme: dark}.svg()))
		for {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				t.Fatal(err)
			}
		}
	})
}
