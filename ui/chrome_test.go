package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestTheWayOutIsAlwaysInTheBar has a screen with more keys than there is
// room for.
func TestTheWayOutIsAlwaysInTheBar(t *testing.T) {
	var many []screen.Binding
	for _, k := range "abcdefghklm" {
		many = append(many, screen.Binding{Intent: screen.Intent(k), Keys: []string{string(k)}, Help: "key.new-walk-in", Bar: true})
	}
	many = append(many, screen.Binding{Intent: screen.Back, Keys: []string{"esc"}, Help: "key.back", Bar: true})
	for _, lang := range locale.Langs() {
		for _, width := range []int{60, 80, 120} {
			s := sitDown(t, width, 24, func(c *Config) { c.Lang = lang })
			words := s.root.ctx.Print
			bar := func() string { return strings.TrimRight(lastLine(s.text()), " ") }
			if !strings.HasPrefix(bar(), " Enter ") && !strings.HasPrefix(bar(), " b ") || !strings.Contains(bar(), "q "+words.T("key.quit-desk")) {
				t.Errorf("%s at %d: the queue's bar is %q", lang, width, bar())
			}
			s.root.push(&page{title: "many", bindings: many})
			if !strings.HasPrefix(bar(), " a ") || !strings.Contains(bar(), "Esc "+words.T("key.back")) || !strings.HasSuffix(bar(), "? "+words.T("key.help")) {
				t.Errorf("%s at %d: %q", lang, width, bar())
			}
			s.root.push(&page{title: "plain", bindings: many[:len(many)-1]})
			if !strings.Contains(bar(), "Esc "+words.T("key.back")) {
				t.Errorf("%s at %d: nothing leads back from a screen that binds no key to it: %q", lang, width, bar())
			}
			s.root.Leave(model.LeftDesk)
		}
	}
}

// TestTheFirstRunShowsTheWayOut has it at every question.
func TestTheFirstRunShowsTheWayOut(t *testing.T) {
	for _, lang := range locale.Langs() {
		s := prepare(t, func(c *Config) { c.Lang, c.Office = lang, func() model.Office { return model.Office{} } })
		s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
		s.settle(s.root.Init())
		for range 6 {
			if bar := lastLine(s.text()); !strings.Contains(bar, "Ctrl+C "+s.root.ctx.Print.T("setup.leave")) || !strings.Contains(bar, "Enter") {
				t.Errorf("%s: %q", lang, bar)
			}
			s.press("down")
		}
	}
}

func lastLine(text string) string { return text[strings.LastIndexByte(text, '\n')+1:] }

// TestTheWatchIsInTheHeader has it beside what is more urgent, in a window of
// 80 columns, over a screen with a long title.
func TestTheWatchIsInTheHeader(t *testing.T) {
	s := sitDown(t, 80, 24)
	s.desk.Add(urgent(), model.Case{})
	s.wake()
	s.root.ctx.Officer.Name = "Sari Wulandari Kusumawati"
	w, _ := s.root.ctx.Rules.WatchAt(s.now)
	s.root.ctx.Office.Swaps = []model.Crew{{Watch: w.ID, Team: "Regu C", Members: []model.OfficerID{uitest.Sari}}}
	s.root.push(&page{title: "Serah terima jaga"})
	head, _, _ := strings.Cut(s.text(), "\n")
	for _, want := range []string{"Serah terima jaga", "▲▲ 1", "Sari Wuland…", "Malam · Regu C · 23:41"} {
		if !strings.Contains(head, want) {
			t.Errorf("no %q in %q", want, head)
		}
	}
	s.tell(tea.WindowSizeMsg{Width: 60, Height: 24})
	if head, _, _ = strings.Cut(s.text(), "\n"); !strings.Contains(head, "▲▲ 1") || !strings.Contains(head, "23:41") {
		t.Errorf("%q", head)
	}
	s.root.Leave(model.LeftDesk)
}

// TestTheHourOfTheHandoverShowsItsKey in a narrow window too.
func TestTheHourOfTheHandoverShowsItsKey(t *testing.T) {
	s := sitDown(t, 80, 24)
	s.desk.Add(urgent(), model.Case{})
	s.wake()
	s.seesNot(t, "H serah terima")
	w, _ := s.root.ctx.Rules.WatchAt(s.now)
	s.now = w.To.Add(-near / 2)
	s.sees(t, "Enter buka   t ambil   H serah terima")
	s.press("H")
	s.seesNot(t, "H serah terima") // it is there already
	s.root.Leave(model.LeftDesk)
}
