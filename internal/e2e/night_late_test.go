//go:build e2e && !windows

package e2e

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// toTheEnd brings a case to its disposition, and takes the last step back.
func (n *night) toTheEnd(t *testing.T) {
	w := n.sari
	w.choose(t, "-000001")
	w.press(t, "Enter")
	w.see(t, "KEJADIAN", "Saya [pelapor].")
	w.press(t, "G")
	w.see(t, "di belakang pasar", "BATAS WAKTU")
	w.press(t, "s")
	w.see(t, "Ubah status", "▌ Dianalisis")
	w.press(t, "Enter")
	w.see(t, "Diterima → Dianalisis")
	w.press(t, "c")
	w.see(t, "Catatan baru")
	w.write(t, "Sudah dicek di lapangan, tiga paspor diamankan.")
	w.press(t, "C-d")
	w.gone(t, "Catatan baru")
	w.resize(t, 120, 36)
	w.see(t, "RIWAYAT", "tiga paspor diamankan")
	w.press(t, "x")
	w.see(t, "ditutup sebagai apa?")
	w.write(t, "pembin")
	w.see(t, "▌ Pembinaan")
	w.press(t, "Enter")
	w.see(t, "Catatan penutup: Pembinaan")
	w.write(t, "Mandor ditegur.")
	w.press(t, "C-d")
	w.see(t, "dengan hasil: Pembinaan?", "▌ Jangan dulu")
	w.press(t, "y")
	w.see(t, "Selesai", "Antrian 4")
	n.second.see(t, "Queue 4")
	w.press(t, "u")
	w.see(t, "Diurungkan pada", "status kembali Dianalisis", "Antrian 5")
	w.press(t, "Escape")
	w.see(t, "Urut:", "-000001")
	n.second.see(t, "Queue 5")
}

// falseReport takes two officers: one proposes, the other sits down at the
// same screen and confirms.
func (n *night) falseReport(t *testing.T) {
	w := n.sari
	w.choose(t, "-000003")
	w.press(t, "Enter")
	w.see(t, "KEJADIAN", "-000003")
	w.press(t, "s")
	w.see(t, "▌ Dianalisis")
	w.press(t, "Enter")
	w.see(t, "Diterima → Dianalisis")
	w.press(t, "x")
	w.see(t, "ditutup sebagai apa?")
	w.write(t, "palsu")
	w.see(t, "▌ Laporan palsu")
	w.press(t, "Enter")
	w.see(t, "Catatan penutup")
	w.write(t, "Alamat tidak ada.")
	w.press(t, "C-d")
	w.see(t, "petugas kedua")
	w.press(t, "y")
	w.see(t, "menunggu petugas kedua", "Antrian 5")

	w.press(t, "F2")
	w.see(t, "ketik sebagian namanya")
	w.write(t, "ganti pet")
	w.see(t, "▌ ganti petugas")
	w.press(t, "Enter")
	w.choosePIN(t, "PIN Sari Wulandari", sariPIN) // before anybody else is put on the list
	w.see(t, "Siapa yang bertugas?")
	w.write(t, "Budi Prasetyo")
	w.see(t, "Belum ada petugas dengan nama ini")
	w.press(t, "Enter")
	w.see(t, "sebagai petugas baru?")
	w.press(t, "y")
	w.choosePIN(t, "Buat PIN untuk Budi Prasetyo", budiPIN)
	w.see(t, "Budi Prasetyo bertugas di meja ini.")
	w.choose(t, "-000003")
	w.press(t, "Enter")
	w.see(t, "Diusulkan sebagai laporan palsu oleh Sari Wulandari")
	w.press(t, "s")
	w.see(t, "▌ Benarkan: laporan palsu, tutup kasus")
	w.press(t, "Enter")
	w.see(t, "petugas kedua")
	w.press(t, "y")
	w.see(t, "Selesai", "Antrian 4")
	w.press(t, "Escape")
	w.see(t, "Urut:")
	n.second.see(t, "Queue 4")
}

// search finds an old case by a word half remembered, and mistyped.
func (n *night) search(t *testing.T) {
	w := n.sari
	w.press(t, "s")
	w.see(t, "Cari kasus")
	for _, typed := range []struct{ text, found string }{{"penar", "John Doe"}, {"mandro", "-000001"}, {"e12345678", "-000001"}} {
		w.press(t, "C-u")
		w.write(t, typed.text)
		w.see(t, typed.found)
	}
	w.press(t, "Enter")
	w.see(t, "KEJADIAN", "-000001", "ditahan mandor")
	w.press(t, "Escape")
	w.see(t, "1 kasus", "-000001")
	w.press(t, "Escape")
	w.see(t, "Urut:", "Antrian 4")
}

// killed takes the program away in the middle of a sentence. At most the last
// two seconds of typing are lost, and the other screen goes on.
func (n *night) killed(t *testing.T) {
	w := n.sari
	w.press(t, "b")
	w.see(t, "Laporan datang langsung", "▸1 Kejadian")
	var typed []time.Time // when each word stood on the screen
	for start := time.Now(); time.Since(start) < 4*time.Second; {
		w.write(t, word(len(typed)))
		w.see(t, word(len(typed)))
		typed = append(typed, time.Now())
	}
	w.write(t, "dan seterus")
	end := time.Now()
	w.kill(t)

	n.second.see(t, "Queue 4")
	n.say(t, `{"kind":"complaint","channel":"letter","narrative":"Surat tentang kapal di dermaga."}`, "case", "add")
	n.second.see(t, "Queue 5")

	n.sari = n.sit(t, "back", 120, 36, "--officer", "Budi Prasetyo")
	w = n.sari
	w.see(t, "Masuk sebagai Budi Prasetyo")
	w.write(t, budiPIN)
	w.press(t, "Enter")
	w.see(t, "Belum selesai diketik", "Sejak terakhir Anda di sini")
	w.answer(t, "Enter", "Laporan datang langsung")
	w.see(t, "Kronologi           kata")
	w.press(t, "C-r")
	w.see(t, "Simpan laporan")
	w.press(t, "s")
	number := regexp.MustCompile(`TNG-\d{4}-\d{6}`).FindString(w.see(t, "Laporan tersimpan", "-000005"))
	w.press(t, "Escape")
	w.see(t, "Laporan baru · 1", "Antrian 6")
	w.press(t, "Escape")
	w.see(t, "Urut:")
	n.second.see(t, "Queue 6")
	n.keptWords(t, number, typed, end)
}

func word(i int) string { return fmt.Sprintf("kata%d ", i) }

// keptWords wants every word of the saved draft that was typed two seconds
// before the end or earlier.
func (n *night) keptWords(t *testing.T, number string, typed []time.Time, end time.Time) {
	t.Helper()
	saved, kept := n.say(t, "", "case", "show", number, "--json"), 0
	for i, at := range typed {
		if strings.Contains(saved, strings.TrimSpace(word(i))) {
			kept++
		} else if before := end.Sub(at); before > 2*time.Second {
			t.Errorf("%s, typed %v before the end, is lost", word(i), before)
		}
	}
	t.Logf("%d of %d words kept", kept, len(typed))
}

// leave closes both screens, each in its own way.
func (n *night) leave(t *testing.T) {
	n.sari.press(t, "q")
	n.sari.see(t, "Tinggalkan meja piket?")
	n.sari.press(t, "y")
	n.sari.ends(t, "0")
	n.second.see(t, "Queue 6")
	n.second.press(t, "C-c")
	n.second.ends(t, "0")
}

// morning finds everything in its place, and the reporters nowhere.
func (n *night) morning(t *testing.T) {
	w := n.sit(t, "morning", 80, 24, "--officer", "Sari Wulandari")
	w.see(t, "Masuk sebagai Sari Wulandari")
	w.write(t, sariPIN)
	w.press(t, "Enter")
	w.see(t, "Urut:", "Antrian 6", "Sari Wulandari", "-000001", "-000005")
	w.press(t, "C-c")
	w.ends(t, "0")
	if out := n.say(t, "", "check"); !strings.Contains(out, "7 kasus") {
		t.Errorf("check says %q", out)
	}
	copied := filepath.Join(t.TempDir(), "salinan.db")
	n.say(t, "", "backup", copied)
	var said []string
	for _, args := range [][]string{
		{"case", "list", "--json"},
		{"case", "list", "--json", "--query", "mandor"},
		{"case", "list"},
		{"case", "show", "1"},
		{"case", "show", "1", "--json"},
		{"case", "show", "2", "--json"},
		{"case", "show", "3", "--json"},
	} {
		said = append(said, n.say(t, "", args...))
	}
	if open := strings.Count(said[0], "\n"); open != 6 || strings.Count(said[1], "\n") != 1 {
		t.Errorf("%d cases open, and the search finds %s", open, said[1])
	}
	if !strings.Contains(said[4], `"status":"analysing"`) || !strings.Contains(said[6], `"disposition":"false-report"`) {
		t.Errorf("the cases are not where they were left:\n%s%s", said[4], said[6])
	}
	for i, text := range said {
		n.revealsNobody(t, fmt.Sprintf("answer %d", i), []byte(text))
	}
	if files := n.readAll(t, n.data) + n.readAll(t, copied); files < 5 { // store, keys, search, copy
		t.Errorf("only %d files were looked at", files)
	}
}

// readAll looks for reporters in every file below a path, and counts them.
func (n *night) readAll(t *testing.T, root string) (files int) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		n.revealsNobody(t, filepath.Base(path), data)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return files
}

func (n *night) revealsNobody(t *testing.T, name string, data []byte) {
	t.Helper()
	low := bytes.ToLower(data)
	for i, secret := range n.secrets {
		if bytes.Contains(low, []byte(strings.ToLower(secret))) {
			t.Errorf("%s holds secret %d", name, i+1)
		}
	}
}
