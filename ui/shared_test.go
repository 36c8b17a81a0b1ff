package ui

import (
	"slices"
	"testing"

	"piket/model"
	"piket/ui/uitest"
)

// TestASharedDeskComesInByTheKeyOfAViewer asks for names and PINs there.
func TestASharedDeskComesInByTheKeyOfAViewer(t *testing.T) {
	s := farDesk(t, model.RoleViewer)
	s.press(":")
	s.write("ganti p")
	s.press("enter")
	s.write("Budi")
	s.press("enter")
	s.write("111112")
	s.press("enter")
	s.sees(t, "! PIN salah.")
	s.write(budiPIN)
	s.press("enter")
	s.sees(t, "Antrian kosong.", "Budi bertugas di meja ini.")
	s.press("ctrl+l", "esc")
	s.sees(t, "Siapa yang bertugas?", "Sari W.")
	s.desk.Disable(uitest.Budi)
	s.wake()
	s.sees(t, "Siapa yang bertugas?", "Budi sudah tidak aktif")
	if s.quit {
		t.Error("the desk of others was closed")
	}
}

// TestWhoLeavesASharedDeskLeavesItToItsViewer for the next one to sit down
// without another connection.
func TestWhoLeavesASharedDeskLeavesItToItsViewer(t *testing.T) {
	for name, leave := range map[string][]string{"Asked": {"q", "left", "enter"}, "AtOnce": {"ctrl+c"}} {
		t.Run(name, func(t *testing.T) {
			s := farDesk(t, model.RoleViewer)
			s.press(":")
			s.write("ganti p")
			s.press("enter")
			s.write("Budi")
			s.press("enter")
			s.write(budiPIN)
			s.press("enter")
			s.sees(t, "Budi bertugas di meja ini.")
			s.press(leave...)
			s.sees(t, "Antrian kosong.", "Sari W.", "Budi sudah keluar.")
			if s.quit || len(s.sat) != 3 || !slices.Equal(s.sat[1].Did, []string{string(model.LeftDesk)}) || s.sat[2].Officer != uitest.Sari || s.sat[2].Did != nil {
				t.Errorf("quit %v, %d sat down", s.quit, len(s.sat))
			}
			s.press(leave...)
			if !s.quit {
				t.Error("the viewer cannot leave")
			}
		})
	}
}
