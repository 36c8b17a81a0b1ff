package sshd

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWords(t *testing.T) {
	for command, want := range map[string][]string{
		"":                                   nil,
		" \t\n ":                             nil,
		"case list --json":                   {"case", "list", "--json"},
		"  case\n list\r\n":                  {"case", "list"},
		`case note 1 "dua kata"`:             {"case", "note", "1", "dua kata"},
		`case note 1 'dua "kata"'`:           {"case", "note", "1", `dua "kata"`},
		`case note 1 it\'s`:                  {"case", "note", "1", "it's"},
		`a'b'"c"d`:                           {"abcd"},
		`--note '' --expect 3`:               {"--note", "", "--expect", "3"},
		`"" ''`:                              {"", ""},
		"'satu\ndua'":                        {"satu\ndua"},
		"satu\\\ndua":                        {"satudua"},
		`"\a\"\\\$"`:                         {`\a"\$`},
		`'\'`:                                {`\`},
		`\ `:                                 {" "},
		"$(reboot) `id` $HOME ~ * ; | & > <": {"$(reboot)", "`id`", "$HOME", "~", "*", ";", "|", "&", ">", "<"},
		`"$(reboot)" '$HOME'`:                {"$(reboot)", "$HOME"},
		"#1 a#b":                             {"#1", "a#b"},
		"-- --officer=Budi":                  {"--", "--officer=Budi"},
		"a\u00a0b":                           {"a\u00a0b"},
	} {
		if got, err := words(command); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: got %q, %v, want %q", command, got, err, want)
		}
	}
	for _, command := range []string{`"`, `'`, `a "b`, `it's`, `\`, `a\`, "a\x00b", "'\x00'", "\xff", strings.Repeat("x", maxCommand+1)} {
		if got, err := words(command); !errors.Is(err, ErrWords) {
			t.Errorf("%.20q: got %q, %v, want ErrWords", command, got, err)
		}
	}
}

// TestWordsArriveAsTheyWere quotes any words as people do and splits them again.
func TestWordsArriveAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.StringMatching(`[^\x00]*`), 0, 6).Draw(t, "words")
		var quoted []string
		for _, w := range want {
			quoted = append(quoted, "'"+strings.ReplaceAll(w, "'", `'\''`)+"'")
		}
		got, err := words(strings.Join(quoted, " "))
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("got %q, %v, want %q", got, err, want)
		}
	})
}

func FuzzWords(f *testing.F) {
	f.Add("case note 1 'x' \"y\" \\z")
	f.Fuzz(func(t *testing.T, command string) {
		got, err := words(command)
		if err != nil && len(got) > 0 {
			t.Error("words beside a refusal")
		}
		for _, w := range got {
			if len(w) > len(command) || strings.ContainsRune(w, 0) {
				t.Errorf("%q came out of %q", w, command)
			}
		}
	})
}
