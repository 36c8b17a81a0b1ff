package terminal

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

func TestCooked(t *testing.T) {
	for name, tt := range map[string]struct{ keys, want, shown string }{
		"Line":          {"halo\r", "halo\n", "halo\r\n"},
		"TwoLines":      {"a\rb\n", "a\nb\n", "a\r\nb\r\n"},
		"Deleted":       {"hax\x7flo\r", "halo\n", "hax\b \blo\r\n"},
		"DeletedRune":   {"é\x08e\r", "e\n", "é\b \be\r\n"},
		"NothingLeft":   {"\x7f\x7fa\r", "a\n", "a\r\n"},
		"EndOfInput":    {"a\r\x04b\r", "a\n", "a\r\n"},
		"EndMidLine":    {"a\x04b\r", "ab\n", "ab\r\n"},
		"GivenUp":       {"a\rb\x03c\r", "a\n", "a\r\nb"},
		"Control":       {"a\x1b\x1a\x16b\r", "ab\n", "ab\r\n"},
		"Unfinished":    {"a\rb", "a\n", "a\r\nb"},
		"NothingAtAll":  {"", "", ""},
		"OnlyGivingUp":  {"\x03", "", ""},
		"EmptyLineToo":  {"\r\r", "\n\n", "\r\n\r\n"},
		"LongIsCut":     {strings.Repeat("x", mostTyped+9) + "\r", strings.Repeat("x", mostTyped) + "\n", strings.Repeat("x", mostTyped) + "\r\n"},
		"UnicodeIsKept": {"日本 ⚑\r", "日本 ⚑\n", "日本 ⚑\r\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var shown bytes.Buffer
			got, err := io.ReadAll(NewCooked(strings.NewReader(tt.keys), &shown))
			if err != nil || string(got) != tt.want || shown.String() != tt.shown {
				t.Errorf("read %.40q, %v; shown %.40q", got, err, shown.String())
			}
		})
	}
	t.Run("Hidden", func(t *testing.T) {
		var shown bytes.Buffer
		c := NewCooked(strings.NewReader("739204\x7f4\r"), &shown)
		c.Hide(true)
		if got, err := io.ReadAll(c); err != nil || string(got) != "739204\n" || shown.String() != "\r\n" {
			t.Errorf("read %q, %v; shown %q", got, err, shown.String())
		}
	})
}
