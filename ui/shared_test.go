package ui

import (
	"slices"
	"testing"

	"piket/model"
	"piket/ui/screen"
	"piket/ui/signin"
	"piket/ui/uitest"
)

// budiSits has Budi sit down at a shared desk.
func budiSits(t *testing.T, s *table) {
	t.Helper()
	s.press("i")
	s.write("Budi")
	s.press("enter")
	s.write(budiPIN)
	s.press("enter")
	s.sees(t, "Antrian kosong.", "Budi bertugas di meja ini.")
}

// TestASharedDeskComesInByTheKeyOfAViewer asks for names and PINs there, says
// how to sit down, and is never a dead end.
func TestASharedDeskComesInByTheKeyOfAViewer(t *testing.T) {
	s := farDesk(t, model.RoleViewer)
	s.sees(t, " i masuk   s cari kasus")
	s.seesNot(t, "baru: ")
	s.press("?")
	s.sees(t, "i         masuk")
	s.press("esc", ":")
	s.write("ganti p")
	s.press("enter")
	s.write("Budi")
	s.press("enter")
	s.write("111112")
	s.press("enter")
	s.sees(t, "! PIN salah.")
	s.press("esc", "esc")
	budiSits(t, s)
	s.seesNot(t, "i masuk")
	s.desk.Disable(uitest.Budi)
	s.wake()
	s.sees(t, "Budi sudah tidak aktif", "Antrian kosong.", "Sari W.", "i masuk")
	if s.quit || len(s.sat) != 3 || !slices.Equal(s.sat[1].Did, []string{string(model.ShutOut)}) {
		t.Errorf("quit %v, %d sat down", s.quit, len(s.sat))
	}
}

// TestALockedSharedDeskLeadsBackToItsViewer without a PIN.
func TestALockedSharedDeskLeadsBackToItsViewer(t *testing.T) {
	s := farDesk(t, model.RoleViewer)
	budiSits(t, s)
	s.press("ctrl+l")
	s.sees(t, "Layar terkunci", "Esc tinggalkan, ke antrian")
	s.seesNot(t, "Antrian kosong.")
	s.press("esc")
	s.sees(t, "Antrian kosong.", "Sari W.", "Budi sudah keluar. Tekan i untuk masuk")
	if !slices.Contains(s.sat[1].Did, string(model.LeftDesk)) {
		t.Errorf("Budi's sitting: %v", s.sat[1].Did)
	}
	s.press("ctrl+l")
	s.sees(t, "Tidak ada yang perlu dikunci")
}

// TestNobodyChoosesThePINOfASharedDesk however it is asked for.
func TestNobodyChoosesThePINOfASharedDesk(t *testing.T) {
	s := farDesk(t, model.RoleViewer)
	s.press(":")
	s.write("PIN saya")
	s.seesNot(t, "ganti PIN saya")
	s.press("esc")
	s.tell(letter{to: s.root.stack[0].id, msg: screen.Run{Intent: ownPIN}})
	s.sees(t, "! PIN pemantau tidak dibuat atau diganti")
	s.tell(letter{to: s.root.stack[0].id, msg: signin.NewPIN{PIN: sariPIN}})
	if f, _ := s.desk.Office().Officer(uitest.Sari); f.PIN != "" {
		t.Error("the viewer has a PIN")
	}
}

// TestWhoLeavesASharedDeskLeavesItToItsViewer for the next one to sit down
// without another connection.
func TestWhoLeavesASharedDeskLeavesItToItsViewer(t *testing.T) {
	for name, leave := range map[string][]string{"Asked": {"q", "left", "enter"}, "AtOnce": {"ctrl+c"}} {
		t.Run(name, func(t *testing.T) {
			s := farDesk(t, model.RoleViewer)
			budiSits(t, s)
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
