package widget

import "testing"

// TestATextThatComesBackGoesOnWhereItStood, behind the blank that was typed.
func TestATextThatComesBackGoesOnWhereItStood(t *testing.T) {
	for typed, want := range map[string]string{
		"satu ": "satu ", "satu": "satu", "  ": "", "": "", " satu  dua ": "satu  dua ", "satu\x1b[2J ": "satu[2J ",
	} {
		if got := NewArea(AreaConfig{Value: typed}).Value(); got != want {
			t.Errorf("area of %q has %q, want %q", typed, got, want)
		}
	}
	if got := NewArea(AreaConfig{Value: "satu\n\n"}).Value(); got != "satu\n\n" {
		t.Errorf("area has %q", got)
	}
	if got := NewLine(LineConfig{Value: "Wisma "}).Value(); got != "Wisma " {
		t.Errorf("line has %q", got)
	}
}
