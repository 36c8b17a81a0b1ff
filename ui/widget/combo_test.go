package widget

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"piket/ui/cell"
	"piket/ui/style"
)

func combo(cfg ComboConfig) *Combo {
	cfg.Find = Narrowed(violations())
	c := NewCombo(cfg)
	c.Focus()
	return c
}

func comboType(c *Combo, text string) {
	for _, r := range text {
		k := tea.KeyPressMsg{Code: r, Text: string(r)}
		if r == ' ' {
			k.Code = tea.KeySpace
		}
		c.Update(k)
	}
}

func TestComboTakesWhatFits(t *testing.T) {
	c := combo(ComboConfig{})
	comboType(c, "izin ti")
	if !c.Open() {
		t.Fatal("the list stays closed while something is typed")
	}
	if !c.Leave() {
		t.Fatal("leaving takes nothing")
	}
	if code, label := c.Value(); code != "permit-misuse" || label != "Penyalahgunaan izin tinggal" || c.Text() != "" || c.Open() {
		t.Errorf("took %q %q, text %q, open %v", code, label, c.Text(), c.Open())
	}
}

func TestComboKeepsWhatFitsNothing(t *testing.T) {
	c := combo(ComboConfig{Value: "overstay", Label: "Overstay"})
	comboType(c, "kawin kontrak")
	if c.Leave() {
		t.Error("leaving takes something")
	}
	if c.Text() != "kawin kontrak" {
		t.Errorf("the text is now %q", c.Text())
	}
}

func TestComboClosedByHandStands(t *testing.T) {
	c := combo(ComboConfig{})
	comboType(c, "over")
	c.Close()
	if c.Leave(); c.Text() != "over" {
		t.Errorf("text %q: it was closed by hand", c.Text())
	}
	comboType(c, "s")
	if c.Leave(); c.Text() != "" {
		t.Error("typing on does not open it again")
	}
}

// TestComboOnlyLookedAt opens the list and goes on: nothing is chosen.
func TestComboOnlyLookedAt(t *testing.T) {
	c := combo(ComboConfig{})
	comboType(c, " ")
	if !c.Open() {
		t.Fatal("a space does not open the list")
	}
	c.Leave()
	if code, _ := c.Value(); code != "" || c.Open() {
		t.Errorf("looking chose %q", code)
	}
	comboType(c, " ")
	c.Move(1)
	c.Leave()
	if code, _ := c.Value(); code != "permit-misuse" {
		t.Errorf("moving the mark and going on chose %q", code)
	}
}

func TestComboTakesBack(t *testing.T) {
	c := combo(ComboConfig{Value: "overstay", Label: "Overstay"})
	if !c.Update(tea.KeyPressMsg{Code: tea.KeyBackspace}) {
		t.Error("nothing changed")
	}
	if code, _ := c.Value(); code != "" {
		t.Errorf("still %q", code)
	}
	if c.Update(tea.KeyPressMsg{Code: tea.KeyBackspace}) {
		t.Error("deleting nothing changed something")
	}
}

func TestComboOpensAtItsValue(t *testing.T) {
	c := combo(ComboConfig{Value: "public-order", Label: "Mengganggu ketertiban"})
	c.Show()
	if c.Take(); c.cfg.Value != "public-order" {
		t.Errorf("Enter on the open list took %q", c.cfg.Value)
	}
}

func TestComboSaysThatNothingFits(t *testing.T) {
	c := combo(ComboConfig{})
	comboType(c, "zzz")
	if got := c.List(style.New(style.Plain), 20, 5, "tidak ada"); len(got) != 1 || strings.TrimSpace(got[0]) != "tidak ada" {
		t.Errorf("the list says %q", got)
	}
}

// TestComboFits types anything and looks whether the field keeps its width.
func TestComboFits(t *testing.T) {
	st := style.New(style.Plain)
	rapid.Check(t, func(t *rapid.T) {
		c := combo(ComboConfig{Value: "overstay", Label: "Overstay", Hint: "ketik 検索"})
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				comboType(c, rapid.SampledFrom([]string{" ", "o", "東", "izin"}).Draw(t, "text"))
			case 1:
				c.Update(namedKey(rapid.SampledFrom([]string{"backspace", "delete", "left", "home", "ctrl+u", "space"}).Draw(t, "key")))
			case 2:
				c.Move(rapid.IntRange(-3, 3).Draw(t, "move"))
			default:
				c.Update(tea.PasteMsg{Content: rapid.String().Draw(t, "paste")})
			}
			width := rapid.IntRange(1, 40).Draw(t, "width")
			shown, cur := c.View(st, width)
			if cell.Width(shown) != width || cur == nil || cur.X < 0 || cur.X >= width {
				t.Fatalf("%q is %d cells wide, want %d; cursor %+v", shown, cell.Width(shown), width, cur)
			}
			for _, l := range c.List(st, width, 4, "tidak ada") {
				if cell.Width(l) != width {
					t.Fatalf("%q is %d cells wide, want %d", l, cell.Width(l), width)
				}
			}
		}
	})
}
