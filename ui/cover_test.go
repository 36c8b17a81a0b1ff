package ui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/uitest"
)

// TestCoversFit draws every page of the cover in every size, with a name
// nobody should have.
func TestCoversFit(t *testing.T) {
	for name, keys := range map[string][]string{
		"names": nil, "pin": {"enter", "1", "2"}, "wrong": {"enter", "1", "enter"}, "none": {"z", "z", "enter"},
	} {
		s := withPINs(t)
		s.desk.Change(uitest.Sari, func(f *model.Officer) {
			f.Name = "Sari \x1b[31m\u202eا東京" + strings.Repeat("a\u0301\u0302", 60) + "👩‍👩‍👧"
		})
		for i := range 40 {
			s.desk.RegisterOfficer(t.Context(), fmt.Sprintf("Petugas %02d", i), model.RoleOfficer)
		}
		s.tell(ticked{s.now})
		s.press(keys...)
		for w := leastWidth; w <= 240; w += 20 {
			for h := leastHeight; h <= 70; h += 18 {
				s.tell(tea.WindowSizeMsg{Width: w, Height: h})
				v := s.root.View()
				uitest.Fits(t, v.Content, w, h)
				if n := strings.Count(v.Content, "\n") + 1; n != h || v.Cursor != nil && (v.Cursor.X >= w || v.Cursor.Y >= h) {
					t.Fatalf("%s: %d lines, cursor %v at %d×%d", name, n, v.Cursor, w, h)
				}
			}
		}
	}
}

func TestCoverGolden(t *testing.T) {
	for _, lang := range locale.Langs() {
		for _, size := range [][2]int{{80, 24}, {120, 40}} {
			for name, play := range map[string]func(*table){
				"names": func(*table) {},
				"pin":   func(s *table) { s.press("enter"); s.write("1111"); s.press("enter"); s.write("473") },
				"choose": func(s *table) {
					s.desk.SetPIN(uitest.Budi, "")
					s.desk.SetPIN(uitest.Sari, "") // with hers she would have to answer for his
					s.tell(ticked{s.now})
					s.press("down", "enter")
					s.write(budiPIN)
					s.press("enter")
				},
				"locked": func(s *table) { s.press("enter"); s.write(sariPIN); s.press("enter", "ctrl+l") },
			} {
				s := withPINs(t, func(c *Config) { c.Lang = lang })
				s.tell(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				play(s)
				uitest.Golden(t, *update, fmt.Sprintf("door-%s-%dx%d-%s", name, size[0], size[1], lang), s.root.View().Content)
			}
		}
	}
}

func TestOfficersAreForThoseWhoLead(t *testing.T) {
	s := asSari(t)
	s.press("O")
	s.sees(t, "› Petugas", "Keadaan")
	s.press("O", "esc")
	s.sees(t, "Antrian kosong.")
	for role, opens := range map[model.Role]bool{model.RoleOfficer: false, model.RoleViewer: false, model.RoleSupervisor: true} {
		s.desk.Change(uitest.Sari, func(f *model.Officer) { f.Role = role })
		s.wake()
		for door, open := range map[string]func(){
			"key":     func() { s.press("O") },
			"palette": func() { s.press(":"); s.write("petugas"); s.press("enter") },
		} {
			s.sees(t, "Antrian kosong.")
			open()
			if got := strings.Contains(s.text(), "Keadaan"); got != opens {
				t.Errorf("%s by the %s: opens %v, want %v\n%s", role, door, got, opens, s.text())
			}
			s.press("esc", "esc")
		}
	}
}
