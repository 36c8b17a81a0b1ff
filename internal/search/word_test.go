package search

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"Plain", "Overstay di Hotel", "overstay di hotel"},
		{"Register", "TNG-2026-000412", "tng 2026 412"},
		{"Zeros", "RT 000/007", "rt 0 7"},
		{"Passport", "A0012345", "a0012345"},
		{"Accents", "José Müller-Đặng Åsa", "jose muller dang asa"},
		{"Combining", "Jose\u0301", "jose"},
		{"FullWidth", "ＨＯＴＥＬ １２", "hotel 12"},
		{"Apostrophe", "Jum'at Ma’ruf 'kos'", "jumat maruf kos"},
		{"Hyphen", "anak-anak", "anak anak"},
		{"Ideographs", "陈伟 Chen", "陈 伟 chen"},
		{"Arabic", "محمد علي", "محمد علي"},
		{"Escape", "\x1b[31mmerah\x1b[0m\u202ebalik", "31mmerah 0m balik"},
		{"Broken", "ho\xfftel", "ho tel"},
		{"Marks", "!!! \"AND\" (OR) *:~^", "and or"},
		{"Nothing", " \t\n-–—.,", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(words(c.text), " "); got != c.want {
				t.Errorf("words(%q) = %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestWordsAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		once := words(text)
		if again := words(strings.Join(once, " ")); !slices.Equal(once, again) {
			t.Fatalf("words of words of %q: %q, then %q", text, once, again)
		}
		for _, w := range once {
			if w == "" || len(w) > maxWord || !utf8.ValidString(w) {
				t.Fatalf("word %q of %q", w, text)
			}
		}
	})
}

// Every sign there is, between and behind letters: what it folds to folds to
// itself, or what is indexed is not what is asked for.
func TestEverySignIsStable(t *testing.T) {
	for r := rune(1); r <= unicode.MaxRune; r++ {
		for _, text := range []string{"A" + string(r) + "b", "7" + string(r)} {
			once := words(text)
			if again := words(strings.Join(once, " ")); !slices.Equal(once, again) {
				t.Errorf("words of words of %q (%U): %q, then %q", text, r, once, again)
			}
		}
	}
}

func TestLongWordIsCut(t *testing.T) {
	got := words(strings.Repeat("é", 10) + strings.Repeat("字", 1) + strings.Repeat("ш", 200))
	want := []string{strings.Repeat("e", 10), "字", strings.Repeat("ш", maxWord/2)}
	if !slices.Equal(got, want) {
		t.Errorf("words = %q, want %q", got, want)
	}
}

func TestRunePrefix(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{{"hotel", 1, "h"}, {"hotel", 2, "ho"}, {"ho", 2, "ho"}, {"h", 2, ""}, {"шар", 2, "ша"}, {"", 1, ""}} {
		if got := runePrefix(c.s, c.n); got != c.want {
			t.Errorf("runePrefix(%q, %d) = %q, want %q", c.s, c.n, got, c.want)
		}
	}
}

func TestNearIsOneTypo(t *testing.T) {
	letters := rapid.SliceOfN(rapid.SampledFrom([]byte("abc")), 5, 8)
	rapid.Check(t, func(t *rapid.T) {
		w := string(letters.Draw(t, "word"))
		h := string(rapid.SliceOfN(rapid.SampledFrom([]rune("abcш")), 0, 10).Draw(t, "other"))
		if got, want := newNear(w, false).matches("w"+h), distance(w, h) <= 1; got != want {
			t.Fatalf("%q near %q: %v, want %v", h, w, got, want)
		}
		if got, want := newNear(w, true).matches("w"+h), naiveNearPrefix(w, h); got != want {
			t.Fatalf("%q begins near %q: %v, want %v", h, w, got, want)
		}
	})
}

func TestNearLooksAtWordsOnly(t *testing.T) {
	n := newNear("hotel", false)
	for _, key := range []string{"ghotel", "nhotel", "hotel", "", "w"} {
		if n.matches(key) {
			t.Errorf("matches(%q)", key)
		}
	}
}
