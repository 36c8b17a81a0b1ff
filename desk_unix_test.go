//go:build !windows

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// seen collects what a terminal was sent.
type seen struct {
	mu  sync.Mutex // guards buf
	buf bytes.Buffer
}

func (s *seen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.Write(p)
}

func (s *seen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.String()
}

// desk is piket on a terminal of its own.
type desk struct {
	cmd  *exec.Cmd
	host *os.File
	text seen
	done chan error
}

func piket(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Args = append([]string{"piket"}, args...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LANG=id_ID.UTF-8")
	return cmd
}

func run80(t *testing.T, args ...string) string {
	t.Helper()
	out, err := piket(t, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("piket %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func openDesk(t *testing.T, args ...string) *desk {
	t.Helper()
	d := &desk{cmd: piket(t, args...), done: make(chan error, 1)}
	var err error
	d.host, err = pty.StartWithSize(d.cmd, &pty.Winsize{Cols: 100, Rows: 30})
	if err != nil {
		t.Fatal(err)
	}
	d.begin(t)
	return d
}

// begin watches a desk that was started until the test ends.
func (d *desk) begin(t *testing.T) {
	go io.Copy(&d.text, d.host)
	go func() { d.done <- d.cmd.Wait() }()
	t.Cleanup(func() {
		d.cmd.Process.Kill()
		d.host.Close()
	})
}

func (d *desk) wait(t *testing.T, want string) {
	t.Helper()
	for range 6000 {
		if strings.Contains(d.text.String(), want) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("the screen never showed %q", want)
}

// ends wants the process to end by itself with an exit code.
func (d *desk) ends(t *testing.T, code int) {
	t.Helper()
	select {
	case <-d.done:
		if got := d.cmd.ProcessState.ExitCode(); got != code {
			t.Errorf("exit code %d, want %d", got, code)
		}
	case <-time.After(time.Minute):
		t.Fatal("piket did not end")
	}
}

// addReport takes a report in from beside the desk and returns once done.
func addReport(t *testing.T, data, where string) {
	t.Helper()
	cmd := piket(t, "case", "add", "--data", data)
	cmd.Stdin = strings.NewReader(`{"kind":"complaint","channel":"phone","urgency":"urgent","violation":"overstay",` +
		`"narrative":"Ada orang asing.","place":{"name":"` + where + `"},"reporter":{"name":"Rahmat Hidayat"}}`)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("case add: %v\n%s", err, out)
	}
}

// TestDeskOnATerminal opens the real desk, joins it from a second terminal,
// and takes the first away, gently and by force.
func TestDeskOnATerminal(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	run80(t, "init", "--data", data, "--office", "Kanim Uji", "--code", "UJI", "--zone", "WIB", "--officer", "Sari")

	first := openDesk(t, "--data", data)
	first.wait(t, "Kanim Uji")
	addReport(t, data, "Wisma Satu")
	first.wait(t, "Wisma Satu")

	second := openDesk(t, "--data", data)
	second.wait(t, "Wisma Satu")
	addReport(t, data, "Wisma Dua")
	first.wait(t, "Wisma Dua")
	second.wait(t, "Wisma Dua")

	t.Run("NothingSuspendsIt", func(t *testing.T) {
		first.host.WriteString("\x1a")
		second.host.WriteString("\x1a")
		addReport(t, data, "Wisma Tiga")
		first.wait(t, "Wisma Tiga")
		second.wait(t, "Wisma Tiga")
	})
	t.Run("TheSecondTakesOver", func(t *testing.T) {
		first.host.WriteString("\x03")
		first.ends(t, 0)
		addReport(t, data, "Wisma Empat")
		second.wait(t, "Wisma Empat")
	})
	third := openDesk(t, "--data", data)
	third.wait(t, "Wisma Empat")
	t.Run("EvenFromAKilledOne", func(t *testing.T) {
		if err := second.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		<-second.done
		addReport(t, data, "Wisma Lima")
		third.wait(t, "Wisma Lima")
	})
	t.Run("ASignalEndsItInOrder", func(t *testing.T) {
		if err := third.cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		third.ends(t, 0)
		if left, err := filepath.Glob(filepath.Join(data, "piket.[sl]o*k")); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
		if text := third.text.String(); !strings.Contains(text, "\x1b[?1049l") || !strings.Contains(text, "\x1b[?25h") {
			t.Error("the terminal was not given back")
		}
	})
	if out := run80(t, "check", "--data", data); !strings.Contains(out, "5 kasus") {
		t.Errorf("check says %q", out)
	}
}

// TestFirstRun begins with the questions, and leaves nothing of an office
// that was never named.
func TestFirstRun(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	d := openDesk(t, "--data", data)
	d.wait(t, "TNG")
	d.host.WriteString("\x03")
	d.ends(t, 0)
	run80(t, "init", "--data", data, "--office", "Kanim Uji", "--code", "UJI", "--zone", "WIB", "--officer", "Sari")
	run80(t, "check", "--data", data)
}

// TestDemo opens a practice desk, which is gone once it closes.
func TestDemo(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	d := openDesk(t, "demo", "--lang", "en")
	d.wait(t, "Kanim Latihan")
	if left, err := os.ReadDir(tmp); err != nil || len(left) != 1 {
		t.Errorf("the practice desk lies in %v, %v", left, err)
	}
	d.host.WriteString("\x03")
	d.ends(t, 0)
	if left, err := os.ReadDir(tmp); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
