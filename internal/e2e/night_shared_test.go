//go:build e2e && !windows

package e2e

import "testing"

const budiPIN = "918273"

// choosePIN chooses a PIN where it is asked for, twice.
func (w *window) choosePIN(t *testing.T, asked, pin string) {
	t.Helper()
	w.see(t, asked)
	w.write(t, pin)
	w.see(t, "••••••")
	w.press(t, "Enter")
	w.write(t, pin)
	w.press(t, "Enter")
}

// stepAway covers the desk in the middle of a sentence, and goes on with it.
func (n *night) stepAway(t *testing.T) {
	w := n.sari // Budi sits at it
	w.press(t, "b")
	w.see(t, "▸1 Kejadian")
	w.write(t, "Dua orang di dermaga")
	w.see(t, "Dua orang di dermaga")
	w.press(t, "C-l")
	w.see(t, "Layar terkunci", "Budi Prasetyo sedang bertugas")
	w.gone(t, "dermaga")
	w.gone(t, "Antrian")
	w.write(t, "111112")
	w.press(t, "Enter")
	w.see(t, "PIN salah")
	w.write(t, budiPIN)
	w.press(t, "Enter")
	w.see(t, "▸1 Kejadian", "Dua orang di dermaga")
	w.press(t, "C-u", "Escape")
	w.see(t, "Urut:", "Antrian 4")
}

// together has two officers look at one case: each knows of the other, and
// the one who holds it is told what the other did.
func (n *night) together(t *testing.T) {
	w := n.sari
	w.choose(t, "-000001")
	w.press(t, "t")
	w.see(t, "sekarang Anda pegang")
	w.press(t, "Enter")
	w.see(t, "KEJADIAN", "-000001")
	n.second.choose(t, "-000001")
	n.second.press(t, "Enter")
	n.second.see(t, "Also looking at this case: Budi Prasetyo")
	w.see(t, "Sari Wulandari juga membuka kasus ini")
	w.press(t, "Escape")
	w.see(t, "Urut:")
	n.second.gone(t, "Also looking")
	n.second.press(t, "c")
	n.second.see(t, "New note")
	n.second.write(t, "The owner of the house called.")
	n.second.press(t, "C-d")
	w.see(t, "Sari Wulandari mengubah kasus Anda", "-000001")
	w.press(t, "C-g")
	w.see(t, "KEJADIAN", "The owner of the house called.")
	w.press(t, "Escape")
	w.see(t, "Urut:")
	n.second.press(t, "Escape")
	n.second.see(t, "Sorted by")
}
