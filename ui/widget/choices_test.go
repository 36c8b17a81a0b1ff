package widget

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"piket/ui/cell"
	"piket/ui/style"
)

func violations() []Choice {
	return []Choice{
		{Value: "overstay", Label: "Overstay"},
		{Value: "permit-misuse", Label: "Penyalahgunaan izin tinggal"},
		{Value: "public-order", Label: "Mengganggu ketertiban"},
		{Value: "other", Label: "Lainnya", Terms: "dan sebagainya"},
	}
}

func values(list []Choice) string {
	var all []string
	for _, c := range list {
		all = append(all, c.Value)
	}
	return strings.Join(all, " ")
}

func TestNarrowed(t *testing.T) {
	find := Narrowed(violations())
	for text, want := range map[string]string{
		"":            "overstay permit-misuse public-order other",
		"over":        "overstay",
		"TING":        "permit-misuse", // a word that begins so
		"erti":        "public-order",  // within a word
		"izin peny":   "permit-misuse", // both, in any order
		"tin":         "permit-misuse", // what begins so before what holds it
		"o":           "overstay other public-order permit-misuse",
		"sebagainya":  "other",
		"nihil":       "",
		"  Overstay ": "overstay",
	} {
		got := values(find(text))
		if text == "o" {
			if !strings.HasPrefix(got, "overstay") {
				t.Errorf("%q finds %q first", text, got)
			}
			continue
		}
		if got != want {
			t.Errorf("%q finds %q, want %q", text, got, want)
		}
	}
}

func TestChoicesMove(t *testing.T) {
	c := NewChoices(violations())
	c.Move(-3)
	if m, _ := c.Marked(); m.Value != "overstay" {
		t.Errorf("above the first stands %q", m.Value)
	}
	c.Move(99)
	if m, _ := c.Marked(); m.Value != "other" {
		t.Errorf("below the last stands %q", m.Value)
	}
	c.Mark("public-order")
	if m, _ := c.Marked(); m.Value != "public-order" {
		t.Errorf("marked is %q", m.Value)
	}
	c.Narrow("nihil")
	if m, ok := c.Marked(); ok {
		t.Errorf("an empty list marks %q", m.Value)
	}
	c.Move(1)
}

// TestChoicesFit keeps the mark in sight in any room.
func TestChoicesFit(t *testing.T) {
	st := style.New(style.Plain)
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOf(rapid.Custom(func(t *rapid.T) Choice {
			return Choice{
				Label: rapid.StringMatching(`[a-z東 ]{0,20}`).Draw(t, "label"), Note: rapid.StringMatching(`[A-Z]{0,9}`).Draw(t, "note"),
			}
		})).Draw(t, "all")
		c := NewChoices(all)
		c.Move(rapid.IntRange(-30, 30).Draw(t, "move"))
		width, height := rapid.IntRange(1, 40).Draw(t, "width"), rapid.IntRange(1, 12).Draw(t, "height")
		lines := c.View(st, width, height)
		if len(lines) != min(height, len(all)) {
			t.Fatalf("%d lines of %d entries in %d", len(lines), len(all), height)
		}
		for _, l := range lines {
			if cell.Width(l) != width {
				t.Fatalf("%q is %d cells wide, want %d", l, cell.Width(l), width)
			}
		}
		if len(all) > 0 && width > 2 && !slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, "▌") }) {
			t.Fatalf("the mark is out of sight: %q", lines)
		}
	})
}
