//go:build e2e && !windows

package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

const sariPIN = "604812"

// TestHandover hands a night over at two terminals: written by one officer,
// gone through by the other, broken off by a kill, joined by a report that
// comes in meanwhile, signed by both, printed and proved.
func TestHandover(t *testing.T) {
	n := &night{tmux: startTmux(t), data: filepath.Join(t.TempDir(), "data"), binary: build(t)}
	n.secrets = []string{caller, callerPhone, "81298765432"}
	n.staffed(t)
	for _, hour := range []struct {
		name string
		work func(*night, *testing.T)
	}{
		{"Written", (*night).written},
		{"Reviewed", (*night).reviewed},
		{"BrokenOff", (*night).brokenOff},
		{"SlidesIn", (*night).slidesIn},
		{"Signed", (*night).bothSign},
		{"Proved", (*night).proved},
	} {
		start := time.Now()
		if !t.Run(hour.name, func(t *testing.T) { hour.work(n, t) }) {
			return
		}
		t.Logf("%-10s %4.1f s", hour.name, time.Since(start).Seconds())
	}
}

// staffed is an office with two officers, two reports, and a watch that
// neither begins nor ends while somebody looks.
func (n *night) staffed(t *testing.T) {
	t.Helper()
	n.say(t, "", "init", "--office", "Kanim Uji", "--code", "UJI", "--zone", "WIB", "--officer", "Sari Wulandari")
	n.say(t, "", "officer", "add", "Budi Prasetyo")
	n.say(t, "\n"+sariPIN+"\n", "officer", "pin", "--officer", "Sari Wulandari")
	n.say(t, "\n"+budiPIN+"\n", "officer", "pin", "--officer", "Budi Prasetyo")
	began := time.Now().UTC().Add(7*time.Hour - 5*time.Hour).Format("15:04")
	roster := fmt.Sprintf("[watch]\nshifts = [{ name = \"Malam\", from = %q, to = %q }]\n", began, began)
	if err := os.WriteFile(filepath.Join(n.data, "piket.toml"), []byte(roster), 0o600); err != nil {
		t.Fatal(err)
	}
	n.say(t, `{"kind":"complaint","channel":"walk-in","urgency":"urgent","narrative":"Keributan di mess pekerja."}`, "case", "add", "--json", "-", "--take")
	n.say(t, `{"kind":"complaint","channel":"phone","urgency":"high","narrative":"Orang asing di kos.",`+
		`"reporter":{"name":"`+caller+`","phone":"`+callerPhone+`"}}`, "case", "add", "--json", "-", "--take")
	n.say(t, "", "log", "add", "--kind", "key", "--text", "Kunci gudang di laci", "--forward")
}

func (n *night) signIn(t *testing.T, name, officer, pin string) *window {
	t.Helper()
	w := n.sit(t, name, 80, 24, "--officer", officer)
	w.see(t, "Masuk sebagai "+officer)
	w.write(t, pin)
	w.press(t, "Enter")
	w.see(t, "Antrian 2", "Urut:")
	return w
}

// written is the outgoing officer's part: what the journal cannot know.
func (n *night) written(t *testing.T) {
	n.sari = n.signIn(t, "sari", "Sari Wulandari", sariPIN)
	w := n.sari
	w.press(t, "H")
	w.see(t, "Serah terima jaga", "belum dimulai")
	w.press(t, "Enter")
	w.see(t, "GAWAT · 1", "PERLU TINDAKAN · 1", "DARI BUKU MUTASI · 1", "2 baris belum ada tindakan")
	w.press(t, "n")
	w.write(t, "Kirim tim ke mess")
	w.press(t, "Enter")
	w.see(t, "Kirim tim ke mess", "Tindakan")
	w.write(t, "Telepon pemilik kos")
	w.press(t, "Enter")
	w.see(t, "Semua terisi")
	w.press(t, "o")
	w.see(t, "siap diperiksa sejak")
}

// reviewed is the incoming officer's part, at another terminal.
func (n *night) reviewed(t *testing.T) {
	n.second = n.signIn(t, "budi", "Budi Prasetyo", budiPIN)
	w := n.second
	w.press(t, "H")
	w.see(t, "3 baris menunggu", "0 dari 3 dijawab")
	w.press(t, "g", "Space")
	w.see(t, "Ulangi dengan kata-kata sendiri")
	w.write(t, "tim saya kirim sekarang juga")
	w.press(t, "Enter")
	w.see(t, "1 dari 3 dijawab")
	w.press(t, "t")
	w.see(t, "Tanyakan")
	w.write(t, "Nomornya ada?")
	w.press(t, "Enter")
	n.sari.see(t, "1 pertanyaan menunggu jawaban Anda")
	n.sari.press(t, "n")
	n.sari.see(t, "Jawab pertanyaan")
	n.sari.write(t, "Ada di berkas")
	n.sari.press(t, "Enter")
	w.see(t, "Ada di berkas")
}

// brokenOff kills the incoming officer's desk in the middle of a sentence.
func (n *night) brokenOff(t *testing.T) {
	w := n.second
	w.press(t, "x")
	w.see(t, "Mengapa tidak diterima?")
	w.write(t, "Berkasnya belum")
	w.see(t, "Berkasnya belum")
	time.Sleep(3 * time.Second) // drafts are kept within two
	w.kill(t)
	n.second = n.signIn(t, "budi", "Budi Prasetyo", budiPIN)
	w = n.second
	w.press(t, "H")
	w.see(t, "1 dari 3 dijawab", "belum dikirim", "▌ ▲  2026-000002")
	w.press(t, "Down", "x")
	w.see(t, "Mengapa tidak diterima?", "Berkasnya belum")
	w.write(t, " ada")
	w.press(t, "Enter")
	w.see(t, "2 dari 3 dijawab", "✗ tidak diterima: Berk")
}

// slidesIn has a report come in while both are at it.
func (n *night) slidesIn(t *testing.T) {
	n.say(t, `{"kind":"complaint","channel":"walk-in","urgency":"urgent","narrative":"Orang asing dipukuli."}`, "case", "add", "--json", "-", "--officer", "Budi Prasetyo")
	n.sari.see(t, "1 baris belum ada tindakan")
	n.second.see(t, "dari 4 dijawab")
}

func (n *night) bothSign(t *testing.T) {
	n.sari.press(t, "n")
	n.sari.write(t, "Panggil ambulans")
	n.sari.press(t, "Enter")
	n.second.see(t, "Panggil ambulans")
	w := n.second
	w.press(t, "Space") // the line whose question was answered
	w.see(t, "3 dari 4 dijawab")
	w.press(t, "g", "n")
	w.see(t, "▌ ▲▲ 2026-000003")
	w.press(t, "Space")
	w.see(t, "Ulangi dengan kata-kata sendiri")
	w.write(t, "ambulans saya panggil sekarang")
	w.press(t, "Enter")
	w.see(t, "Semua sudah dibahas")
	w.press(t, "s")
	w.see(t, "Tanda tangan serah terima", "4 baris: 3 diterima, 1 tidak diterima")
	w.write(t, "111112")
	w.press(t, "Enter")
	w.see(t, "PIN salah")
	w.write(t, budiPIN)
	w.press(t, "Enter")
	w.see(t, "✓ Budi Prasetyo tanda tangan")
	n.sari.see(t, "1 baris tidak diterima, tetap pada Anda. Tekan s")
	n.sari.press(t, "s")
	n.sari.see(t, "Tanda tangan serah terima", "✓ Budi Prasetyo tanda tangan")
	n.sari.write(t, sariPIN)
	n.sari.press(t, "Enter")
	n.sari.see(t, "Serah terima sah. 3 kasus berpindah ke Budi Prasetyo", "Sari Wulandari", "sidik")
	w.see(t, "ditandatangani di meja lain", "Esc menutup") // its box stays, whatever is being typed
	w.write(t, budiPIN)
	w.press(t, "Enter", "Escape")
	w.see(t, "sidik")
}

// proved reads the paper, and holds it against the journal.
func (n *night) proved(t *testing.T) {
	n.sari.press(t, "p")
	n.sari.see(t, "Berita acara: ")
	papers, err := filepath.Glob(filepath.Join(n.data, "papers", "*.pdf"))
	if err != nil || len(papers) != 1 {
		t.Fatalf("papers %v, %v", papers, err)
	}
	text, err := exec.Command("pdftotext", "-layout", papers[0], "-").CombinedOutput()
	if err != nil {
		t.Fatalf("pdftotext: %v: %s", err, text)
	}
	for _, want := range []string{"BERITA ACARA SERAH TERIMA JAGA", "Sari Wulandari", "Budi Prasetyo", "Panggil ambulans", "Ada di berkas"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not on the paper:\n%s", want, text)
		}
	}
	for _, secret := range n.secrets {
		if strings.Contains(string(text), secret) {
			t.Error("the paper names the reporter")
		}
	}
	check := regexp.MustCompile(`Periksa dengan: piket (handover verify \S+ \S+)`).FindSubmatch(text)
	if check == nil {
		t.Fatalf("the paper does not say how it is proved:\n%s", text)
	}
	if said := n.say(t, "", strings.Fields(string(check[1]))...); !strings.Contains(said, "Utuh") {
		t.Errorf("verify says %q", said)
	}
	if said := n.say(t, "", "check"); !strings.Contains(said, "Utuh") {
		t.Errorf("check says %q", said)
	}
}
