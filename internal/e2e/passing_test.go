//go:build e2e && !windows

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// passing is a watch handed over at two terminals: Budi's, who goes, and
// Sari's, who comes.
type passing struct {
	*night
	out, in *window
	watch   string // as its handover is called
}

// TestHandOverAtOneTable goes from the first key to two signatures at one
// terminal, over a kill -9 while the outgoing officer writes.
func TestHandOverAtOneTable(t *testing.T) {
	n := &night{tmux: startTmux(t), data: filepath.Join(t.TempDir(), "data"), binary: build(t)}
	n.secrets = []string{walker, walkerPhone, "08117700349", "8117700349"}
	p := &passing{night: n}
	for _, hour := range []struct {
		name string
		work func(*passing, *testing.T)
	}{
		{"Before", (*passing).before},
		{"Draft", (*passing).draft},
		{"KilledWhileTyping", (*passing).killed},
		{"Review", (*passing).review},
		{"Sign", (*passing).sign},
		{"Afterwards", (*passing).afterwards},
	} {
		if !t.Run(hour.name, func(t *testing.T) { hour.work(p, t) }) {
			return
		}
	}
}

// before sets up an office whose watch ended two hours ago, whatever time it
// is, and has three reports come in.
func (p *passing) before(t *testing.T) {
	p.say(t, "", "init", "--office", "Kanim Tangerang", "--code", "TNG", "--zone", "WIB", "--officer", "Sari W.")
	p.say(t, "", "officer", "add", "Budi", "--role", "petugas")
	end := time.Now().In(time.FixedZone("WIB", 7*60*60)).Add(-2 * time.Hour)
	p.watch = end.AddDate(0, 0, -1).Format("20060102T1504")
	roster := fmt.Sprintf("[watch]\nhandover-grace = \"6h\"\n\n[[watch.shifts]]\nname = \"Piket\"\nfrom = \"%[1]s\"\nto = \"%[1]s\"\n", end.Format("15:04"))
	file := filepath.Join(p.data, "piket.toml")
	if err := os.WriteFile(file, []byte(roster), 0o600); err != nil {
		t.Fatal(err)
	}
	p.report(t, "urgent", "Kos Melati")
	p.report(t, "high", "Ruko Permata")
	p.report(t, "normal", "Hotel Merak")
}

func (p *passing) report(t *testing.T, urgency, place string) {
	t.Helper()
	p.say(t, fmt.Sprintf(`{"kind":"complaint","channel":"phone","urgency":%q,"violation":"overstay","place":{"name":%q,"address":"Jl. Beringin 4"},
		"narrative":"Saya %s, dua orang asing tinggal di %s.","reporter":{"name":%q,"phone":%q}}`, urgency, place, walker, place, walker, walkerPhone), "case", "add", "--json", "-")
}

// draft begins the handover with one key and one more, as nobody is on a
// roster, and stops in the middle of a sentence.
func (p *passing) draft(t *testing.T) {
	p.out = p.sit(t, "budi", 80, 24)
	w := p.out
	w.see(t, "Siapa yang bertugas?")
	w.write(t, "bud")
	w.press(t, "Enter")
	w.choosePIN(t, "PIN baru", budiPIN)
	w.see(t, "Antrian 3", "Budi")
	w.press(t, "H")
	w.see(t, "Serah terima Jaga Piket", "belum dimulai")
	w.press(t, "Enter")
	w.see(t, "GAWAT · 1", "PERLU TINDAKAN · 2", "Kos Melati", "3 baris belum ada tindakan")
	w.press(t, "n")
	w.see(t, "Tindakan", "Langkah berikutnya")
	w.write(t, "Telepon pemilik kos, minta bu")
	w.see(t, "minta bu")
}

// killed takes the program away, and finds the half sentence again.
func (p *passing) killed(t *testing.T) {
	time.Sleep(time.Second) // what is typed is on disk within half of it
	p.out.kill(t)
	p.out = p.sit(t, "budi-again", 80, 24)
	w := p.out
	w.see(t, "Siapa yang bertugas?")
	w.write(t, "bud")
	w.press(t, "Enter")
	w.see(t, "Masuk sebagai Budi")
	w.write(t, budiPIN)
	w.press(t, "Enter")
	w.see(t, "Budi", "Antrian 3")
	w.press(t, "H")
	w.see(t, "✎ belum dikirim")
	w.press(t, "n")
	w.see(t, "minta bu")
	w.write(t, "ku tamu")
	w.press(t, "Enter")
	w.see(t, "○ Telepon pemilik kos", "1 dari 3 terisi")
	w.write(t, "Kirim tim pagi ini")
	w.press(t, "Enter")
	w.see(t, "2 dari 3 terisi")
	w.write(t, "Tunggu balasan hotel")
	w.press(t, "Enter")
	w.see(t, "Semua baris sudah ada tindakannya", "Tekan o bila siap")
	w.press(t, "o")
	w.see(t, "siap diperiksa sejak")
}

// review goes through the lines in the other language, with a question that
// is answered at the other terminal.
func (p *passing) review(t *testing.T) {
	p.in = p.sit(t, "sari", 120, 36, "--lang", "en")
	w := p.in
	w.see(t, "Who is on duty?")
	w.press(t, "Enter")
	w.choosePIN(t, "New PIN", "473920")
	w.see(t, "Queue 3", "Sari W.")
	w.press(t, "H")
	w.see(t, "ready for review since", "3 lines wait", "GRAVE · 1")
	w.press(t, "Space")
	w.see(t, "Say it back in your own words")
	w.write(t, "Pemilik kos saya telepon dulu")
	w.press(t, "Enter")
	w.see(t, "1 of 3 answered")
	w.press(t, "t")
	w.see(t, "The outgoing officer answers")
	w.write(t, "Tim yang mana?")
	w.press(t, "Enter")
	w.see(t, "? Tim yang mana?")
	p.out.see(t, "1 pertanyaan menunggu jawaban Anda", "? Tim yang mana?")
	p.out.press(t, "n")
	p.out.see(t, "Jawab pertanyaan")
	p.out.write(t, "Tim Pak Rusdi")
	p.out.press(t, "Enter")
	w.see(t, "↳ Tim Pak Rusdi")
	w.press(t, "x")
	w.see(t, "Why is it not accepted?")
	w.write(t, "hotel belum dihubungi")
	w.press(t, "Enter")
	w.see(t, "✗ not accepted: hotel", "1 line waits")
	w.press(t, "n", "Space")
	w.see(t, "3 of 3 answered")
}

// sign takes both signatures at one terminal, after a wrong PIN.
func (p *passing) sign(t *testing.T) {
	p.out.see(t, "Tekan s untuk tanda tangan")
	p.out.press(t, "s")
	p.out.see(t, "3 baris: 2 diterima, 1 tidak diterima.", "Menyerahkan", "Menerima")
	p.out.write(t, "999999")
	p.out.press(t, "Enter")
	p.out.see(t, "! PIN salah")
	p.out.write(t, budiPIN)
	p.out.press(t, "Enter")
	p.out.see(t, "✓ Budi tanda tangan")
	p.out.write(t, "473920")
	p.out.press(t, "Enter")
	p.out.see(t, "Serah terima sah.", "sidik ")
	p.in.see(t, "signed today", "digest ")
}

// afterwards the record proves itself, lies on paper, names no reporter, and
// stands in the log and before the chief.
func (p *passing) afterwards(t *testing.T) {
	p.in.press(t, "p")
	p.in.see(t, "Record:", ".pdf")
	if found, err := filepath.Glob(filepath.Join(p.data, "papers", "*.pdf")); err != nil || len(found) != 1 {
		t.Errorf("on paper: %v %v", found, err)
	}
	p.say(t, "", "handover", "verify", p.watch)
	told := p.say(t, "", "handover", "text", p.watch)
	for i, secret := range p.secrets {
		if strings.Contains(told, secret) {
			t.Errorf("the record tells secret %d", i+1)
		}
	}
	if !strings.Contains(told, "Pemilik kos saya telepon dulu") {
		t.Error("the read-back is not in the record")
	}
	w := p.out
	w.press(t, "M")
	w.see(t, "Catatan mutasi")
	w.write(t, "3")
	w.write(t, "Kunci gudang ke Sari")
	w.press(t, "Enter")
	w.see(t, "Tercatat di buku mutasi")
	w.press(t, "B")
	w.see(t, "Kunci gudang ke Sari", "Serah terima sah")
	w.press(t, "F2")
	w.write(t, "riwayat")
	w.press(t, "Enter")
	w.see(t, "1 dari 1 tepat waktu", "Budi → Sari W.", "1 dari 3 baris ditolak")
	p.in.press(t, "C-c") // the one who only joined: the store stays held
	p.in.ends(t, "0")
	w.press(t, "C-c")
	w.ends(t, "0")
}
