package model

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"  dua orang \n":                         "dua orang",
		"\x1b[31mmerah\x1b[0m":                   "[31mmerah[0m",
		"\x1b]0;title\x07x":                      "]0;titlex",
		"a\u202egnp.exe":                         "agnp.exe",
		"a\u200bb\ufeffc\u00add":                 "abcd",
		"satu\r\ndua\rtiga\u2028e":               "satu\ndua\ntiga\ne",
		"a\tb":                                   "a    b",
		"e\u0301":                                "é",
		"\x9b31mC1\u0085x":                       "\ufffd31mC1\nx",
		"\u009b31mC1":                            "31mC1",
		"a\u00a0b\u3000c":                        "a b c",
		"x" + strings.Repeat("\u0336", 40):       "x\u0336\u0336\u0336",
		"x" + strings.Repeat("\u0336\u200d", 40): "x\u0336\u0336\u0336",
		"\u3164":                                 "",
		"陈伟 👍":                                   "陈伟 👍",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
	if got := CleanLine(" a \n\n b\t c "); got != "a b c" {
		t.Errorf("%q", got)
	}
	if Fold(" JOSÉ  da Silva ") != "jose da silva" {
		t.Error(Fold(" JOSÉ  da Silva "))
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "\x1b[2J", "a\u0301\u0301", "\xff\xfe", "\u202e\u2066", "ﷺ", "x\u0336\u0336\u0336\u200d\u0336"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		if !utf8.ValidString(c) {
			t.Fatalf("%q: not UTF-8", c)
		}
		for _, r := range c {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
				t.Fatalf("%q holds %U", c, r)
			}
		}
		if again := Clean(c); again != c {
			t.Fatalf("not stable: %q then %q", c, again)
		}
		if got, want := CleanLine(s), strings.Join(strings.Fields(c), " "); got != want {
			t.Fatalf("CleanLine(%q) = %q, want %q", s, got, want)
		}
	})
}
