package search

import (
	"strings"
	"testing"
)

func TestSpans(t *testing.T) {
	tests := []struct{ query, text, want string }{
		{"las", "tukang las di bengkel", "tukang [las] di bengkel"},
		{"tukang la", "tukang las, tukangnya Lasmi", "[tukang] [las], tukangnya [Lasmi]"},
		{"bengkel", "Bengkel BENGKEL bengkél", "[Bengkel] [BENGKEL] [bengkél]"},
		{"412", "2026-000412", "2026-[000412]"},
		{"000412", "412", "[412]"},
		{"412", "2026-000413", "2026-000413"},
		{"cipondoh", "Cipondhoh, cipndoh, cipnodoh", "[Cipondhoh], [cipndoh], [cipnodoh]"},
		{"las", "kas", "kas"},
		{"jum'at", "Jumat", "[Jumat]"},
		{"", "apa saja", "apa saja"},
		{"x", "", ""},
		{"界", "界面", "[界面]"},
	}
	for _, tt := range tests {
		var b strings.Builder
		at := 0
		for _, s := range newFinder(tt.query).spans(tt.text) {
			b.WriteString(tt.text[at:s.From] + "[" + tt.text[s.From:s.To] + "]")
			at = s.To
		}
		if got := b.String() + tt.text[at:]; got != tt.want {
			t.Errorf("%q in %q: %s, want %s", tt.query, tt.text, got, tt.want)
		}
	}
}

func FuzzSpans(f *testing.F) {
	f.Add("las 412", "tukang las\u0301 2026-000412")
	f.Add("\xff", "a\xffb é")
	f.Fuzz(func(t *testing.T, query, text string) {
		at := 0
		for _, s := range newFinder(query).spans(text) {
			if s.From < at || s.To <= s.From || s.To > len(text) {
				t.Fatalf("%v is not behind %d in %q", s, at, text)
			}
			at = s.To
		}
		newFinder(query).around(text, before)
	})
}
