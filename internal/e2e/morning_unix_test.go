//go:build !windows

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// patience is how long something may take to show on the busiest machine.
const patience = 30 * time.Second

// seat is a terminal with piket on it.
type seat struct {
	cmd   *exec.Cmd
	host  *os.File
	glass *glass
	done  chan error
}

func sit(t *testing.T, data string) *seat {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	const width, height = 90, 30
	s := &seat{cmd: exec.Command(self, "--data", data), glass: newGlass(width, height), done: make(chan error, 1)}
	s.cmd.Env = append(os.Environ(), asPiket+"=1", "TERM=vt100", "LANG=id_ID.UTF-8", "LC_ALL=", "NO_COLOR=1")
	s.host, err = pty.StartWithSize(s.cmd, &pty.Winsize{Cols: width, Rows: height})
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		buf := make([]byte, 1<<16)
		for {
			n, err := s.host.Read(buf)
			s.glass.Write(buf[:n])
			if err != nil {
				return
			}
		}
	}()
	go func() { s.done <- s.cmd.Wait() }()
	t.Cleanup(func() {
		s.cmd.Process.Kill()
		s.host.Close()
	})
	return s
}

// see waits until all texts stand on the screen.
func (s *seat) see(t *testing.T, texts ...string) {
	t.Helper()
	missing := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		screen := s.glass.text()
		missing = ""
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				missing = text
			}
		}
		if missing == "" {
			return
		}
	}
	t.Fatalf("the screen never showed %q:\n%s\nnot understood: %v", missing, s.glass.text(), s.glass.unknown())
}

// press sends keys as a terminal does.
func (s *seat) press(t *testing.T, keys string) {
	t.Helper()
	if _, err := s.host.WriteString(keys); err != nil {
		t.Fatal(err)
	}
}

// leaves wants piket to end by itself and in good order.
func (s *seat) leaves(t *testing.T) {
	t.Helper()
	select {
	case err := <-s.done:
		if err != nil {
			t.Errorf("piket ended with %v", err)
		}
	case <-time.After(patience):
		t.Fatal("piket did not end")
	}
	if odd := s.glass.unknown(); len(odd) > 0 {
		t.Errorf("the terminal was sent %q", odd)
	}
}

// Keys by what a terminal sends for them.
const (
	enter, tab, escape     = "\r", "\t", "\x1b"
	nextSection, review    = "\x0e", "\x12" // ctrl+n, ctrl+r
	reporterName, district = "Rahmat Hidayatullah", "cipond"
)

// TestThereInTheMorning answers the questions of the first run, types a
// report, leaves, and finds it the next time.
func TestThereInTheMorning(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := sit(t, data)
	s.see(t, "Selamat datang", "Bahasa Indonesia")
	s.press(t, enter+"Kanim Uji Pagi"+enter+enter+enter+"Sari Wulandari"+enter)
	s.see(t, "Kanim Uji Pagi", "Sari Wulandari", "Mulai bertugas")
	s.press(t, enter)
	s.see(t, "Antrian kosong")

	s.press(t, "b")
	s.see(t, "Laporan datang langsung")
	s.press(t, "Dua orang asing bekerja di kebun melati."+nextSection+"Li Wei")
	s.see(t, "kebun melati", "Li Wei")
	s.press(t, nextSection+"Kebun Melati"+tab+tab+tab+district)
	s.see(t, "Cipondoh, Kota Tangerang")
	s.press(t, enter+nextSection+tab+reporterName)
	s.see(t, reporterName)
	s.press(t, review)
	s.see(t, "Simpan laporan", "Cipondoh")
	s.press(t, "s")
	s.see(t, "Laporan tersimpan", "000001", "hanya tampil sekali")
	s.press(t, escape)
	s.see(t, "Antrian 1", "000001", "Cipondoh")
	s.press(t, "q")
	s.see(t, "Tinggalkan meja piket?")
	s.press(t, "y")
	s.leaves(t)

	s = sit(t, data)
	s.see(t, "Antrian 1", "000001", "Cipondoh")
	s.press(t, enter)
	s.see(t, "kebun melati", "Li Wei", "Kebun Melati", "Pelapor ")
	if strings.Contains(s.glass.text(), reporterName) {
		t.Error("the case file names the reporter")
	}
	s.press(t, "\x03")
	s.leaves(t)
}
