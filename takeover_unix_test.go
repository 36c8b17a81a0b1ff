//go:build !windows

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// later waits for a text among what the screen was sent after a mark.
func (d *desk) later(t *testing.T, mark int, want string) {
	t.Helper()
	for range 6000 {
		if strings.Contains(d.text.String()[mark:], want) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("the screen never showed %q again", want)
}

// types sends keys one after another, as hands do, with a rest before.
func (d *desk) types(keys ...string) {
	time.Sleep(500 * time.Millisecond)
	for _, k := range keys {
		d.host.WriteString(k)
		time.Sleep(60 * time.Millisecond)
	}
}

// shows has the whole screen drawn again until it says what is wanted: what
// is typed comes in pieces, and may be on its way.
func (d *desk) shows(t *testing.T, want string) {
	t.Helper()
	for i := range uint16(60) {
		mark := len(d.text.String())
		if err := pty.Setsize(d.host, &pty.Winsize{Cols: 98 + i%2, Rows: 30}); err != nil {
			t.Fatal(err)
		}
		for range 50 {
			time.Sleep(20 * time.Millisecond)
			if strings.Contains(d.text.String()[mark:], want) {
				return
			}
		}
	}
	t.Fatalf("the screen does not show %q", want)
}

// TestTakeoverKeepsWhoSitsThere takes the holder away under an officer who is
// typing a report, first in good order, then by force.
func TestTakeoverKeepsWhoSitsThere(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	run80(t, "init", "--data", data, "--office", "Kanim Uji", "--code", "UJI", "--zone", "WIB", "--officer", "Sari")
	first := openDesk(t, "--data", data)
	first.wait(t, "Antrian kosong")
	second := openDesk(t, "--data", data)
	second.wait(t, "Antrian kosong")
	second.types(":", "ganti p", "\r")
	second.wait(t, "PIN Sari")
	second.types("473920", "\r", "473920", "\r")
	second.wait(t, "Siapa yang bertugas?")
	second.types("Budi", "\r")
	second.wait(t, "Daftarkan Budi")
	second.types("y")
	second.wait(t, "Buat PIN untuk Budi")
	const pin = "918273"
	second.types(pin, "\r", pin, "\r")
	second.wait(t, "Budi bertugas di meja ini.")
	second.types("b")
	second.wait(t, "Kronologi")
	second.types("Orang asing", " di wisma")
	second.shows(t, "di wisma") // what is still on its way is in nobody's hands

	mark := len(second.text.String())
	first.host.WriteString("\x03")
	first.ends(t, 0)
	for _, want := range []string{"laporan ini dilanjutkan di sini", "Kronologi", "di wisma"} {
		second.later(t, mark, want)
	}
	third := openDesk(t, "--data", data, "--officer", "Budi")
	third.wait(t, "Masuk sebagai Budi")
	third.types(pin, "\r")
	third.wait(t, "Belum selesai diketik")
	third.types("\x0c")
	third.wait(t, "Layar terkunci")
	mark = len(third.text.String())
	if err := second.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-second.done
	third.later(t, mark, "Layar terkunci")
	if text := third.text.String()[mark:]; strings.Contains(text, "Antrian") || strings.Contains(text, "wisma") {
		t.Error("the takeover uncovered what was locked")
	}
	mark = len(third.text.String())
	third.types(pin, "\r")
	third.later(t, mark, "Antrian")
	for _, d := range []*desk{second, third} {
		if n := strings.Count(d.text.String(), "Siapa yang bertugas?"); n > 1 || d == third && n > 0 {
			t.Errorf("asked %d times who is on duty", n)
		}
	}
}

// TestTakeoverOfAReportJustBegun kills the holder before anything of a report
// was kept: what is typed on is no command, and the form comes back.
func TestTakeoverOfAReportJustBegun(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	run80(t, "init", "--data", data, "--office", "Kanim Uji", "--code", "UJI", "--zone", "WIB", "--officer", "Sari")
	first := openDesk(t, "--data", data)
	first.wait(t, "Antrian kosong")
	second := openDesk(t, "--data", data)
	second.wait(t, "Antrian kosong")
	second.types("b")
	second.wait(t, "Kronologi")
	second.host.WriteString("Or")
	mark := len(second.text.String())
	if err := first.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for _, k := range "anbspq:" { // hands that have not looked up yet
		second.host.WriteString(string(k))
		time.Sleep(60 * time.Millisecond)
	}
	<-first.done
	second.later(t, mark, "sempat disimpan")
	second.later(t, mark, "Kronologi")
	second.types("Orang di ", "losmen")
	second.shows(t, "losmen")
	if text := second.text.String()[mark:]; strings.Contains(text, "Cari kasus") || strings.Contains(text, "Perintah") {
		t.Error("what was typed for the report was taken for commands")
	}
	second.host.WriteString("\x03")
	second.ends(t, 0)
}

// TestTakeoverLosesNothingOfASteadyTypist kills the holder under hands that
// never rest: every letter stands in the report in the end.
func TestTakeoverLosesNothingOfASteadyTypist(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	run80(t, "init", "--data", data, "--office", "Kanim Uji", "--code", "UJI", "--zone", "WIB", "--officer", "Sari")
	first := openDesk(t, "--data", data)
	first.wait(t, "Antrian kosong")
	second := openDesk(t, "--data", data)
	second.wait(t, "Antrian kosong")
	second.types("b")
	second.wait(t, "Kronologi")
	second.types("satu ")
	second.wait(t, "draf tersimpan")
	time.Sleep(1500 * time.Millisecond) // all of it
	if err := first.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(500 * time.Millisecond) // a key that is on its way right then is in nobody's hands
	for _, k := range "dua tiga bpqs empat" {
		second.host.WriteString(string(k))
		time.Sleep(200 * time.Millisecond)
	}
	<-first.done
	second.shows(t, "satu dua tiga bpqs empat")
	second.host.WriteString("\x03")
	second.ends(t, 0)
}

// TestTakeoverGoesOnWithTheHandover kills the holder under an officer who is
// writing what comes next of a line: the line, the field and the half
// sentence are there again, and what is typed goes on in it.
func TestTakeoverGoesOnWithTheHandover(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	run80(t, "init", "--data", data, "--office", "Kanim Uji", "--code", "UJI", "--zone", "WIB", "--officer", "Sari")
	began := time.Now().UTC().Add(7*time.Hour - 5*time.Hour).Format("15:04") // no watch begins or ends while this runs
	roster := fmt.Sprintf("[watch]\nshifts = [{ name = \"Malam\", from = %q, to = %q }]\n", began, began)
	if err := os.WriteFile(filepath.Join(data, "piket.toml"), []byte(roster), 0o600); err != nil {
		t.Fatal(err)
	}
	run80(t, "log", "add", "--data", data, "--kind", "key", "--text", "Kunci gudang di laci", "--forward")
	first := openDesk(t, "--data", data)
	first.wait(t, "Antrian kosong")
	second := openDesk(t, "--data", data)
	second.wait(t, "Antrian kosong")
	second.types("H")
	second.wait(t, "belum dimulai")
	second.types("\r")
	second.wait(t, "Kunci gudang di laci")
	second.types("g", "\r")
	second.wait(t, "Langkah berikutnya")
	second.types("Ambil kunci di laci", "\t", "\t", "Sari dan")
	time.Sleep(time.Second) // kept by now

	mark := len(second.text.String())
	if err := first.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-first.done
	for _, want := range []string{"Serah terima jaga", "Ambil kunci di laci", "Sari dan"} {
		second.later(t, mark, want)
	}
	second.types(" Budi", "\r")
	second.shows(t, "Sari dan Budi")
	second.host.WriteString("\x03")
	second.ends(t, 0)
}
