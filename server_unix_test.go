//go:build !windows

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// office is a data folder with a server, and officers' keys beside it.
type office struct {
	dir, data string
	port      string
	server    *exec.Cmd
	log       string
}

func newOffice(t *testing.T, officers ...string) *office {
	t.Helper()
	dir := t.TempDir()
	o := &office{dir: dir, data: filepath.Join(dir, "data")}
	run80(t, "init", "--data", o.data, "--office", "Kanim Uji", "--code", "UJI", "--zone", "WIB", "--officer", "Sari")
	for _, name := range append([]string{"Sari"}, officers...) {
		key := o.key(name)
		newKey(t, key)
		if name != "Sari" {
			run80(t, "officer", "add", name, "--data", o.data)
		}
		run80(t, "officer", "key", "add", name, "--key", key+".pub", "--data", o.data)
	}
	o.serve(t)
	return o
}

func newKey(t *testing.T, path string) {
	t.Helper()
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path).CombinedOutput(); err != nil {
		t.Fatalf("ssh-keygen: %v\n%s", err, out)
	}
}

func (o *office) key(name string) string { return filepath.Join(o.dir, strings.ToLower(name)) }

// serve starts a server, again at the port it had before.
func (o *office) serve(t *testing.T) {
	t.Helper()
	o.log = filepath.Join(o.dir, "server"+time.Now().Format("150405.000000")+".log")
	o.server = piket(t, "serve", "--data", o.data, "--ssh", "127.0.0.1:"+o.wanted(), "--log", o.log)
	o.trap(t)
	if err := o.server.Start(); err != nil {
		t.Fatal(err)
	}
	started := o.server
	t.Cleanup(func() {
		started.Process.Kill()
		started.Wait()
	})
	for range 1000 {
		text, _ := os.ReadFile(o.log)
		if m := regexp.MustCompile(`msg=serving .* ssh=127\.0\.0\.1:(\d+)`).FindSubmatch(text); m != nil {
			o.port = string(m[1])
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the server did not begin")
}

// trap puts programs in the server's way that write down that they were
// called: what reads a clipboard, and editors.
func (o *office) trap(t *testing.T) {
	t.Helper()
	bin := filepath.Join(o.dir, "bin")
	if err := os.MkdirAll(bin, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"xclip", "xsel", "wl-paste", "wl-copy", "pbpaste", "editor"} {
		script := "#!/bin/sh\necho \"$0\" >> " + filepath.Join(o.dir, "called") + "\necho rahasia\n"
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	editor := filepath.Join(bin, "editor")
	o.server.Env = append(o.server.Env,
		"PATH="+bin+":"+os.Getenv("PATH"), "EDITOR="+editor, "VISUAL="+editor, "WAYLAND_DISPLAY=w", "DISPLAY=:0")
}

func (o *office) wanted() string {
	if o.port == "" {
		return "0"
	}
	return o.port
}

// stop ends the server by a signal.
func (o *office) stop(t *testing.T, s os.Signal) {
	t.Helper()
	if err := o.server.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
	o.server.Wait()
	if code := o.server.ProcessState.ExitCode(); s == syscall.SIGTERM && code != 0 {
		t.Errorf("the server ended with %d", code)
	}
}

// set changes a line of the office's settings.
func (o *office) set(t *testing.T, before, after string) {
	t.Helper()
	path := filepath.Join(o.data, "piket.toml")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), before, after, 1)
	if changed == string(text) {
		t.Fatalf("no line says %s", before)
	}
	if err := os.WriteFile(path, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
}

// health is what the holder of the store says of itself.
func (o *office) health(t *testing.T) (h struct {
	OK       bool
	PID      int
	Server   bool
	Sessions int
},
) {
	t.Helper()
	out, err := piket(t, "health", "--json", "--data", o.data).Output()
	if err != nil {
		t.Fatalf("health: %v %s", err, out)
	}
	if err := json.Unmarshal(out, &h); err != nil {
		t.Fatal(err)
	}
	return h
}

// far opens the desk with ssh on a terminal of its own.
func (o *office) far(t *testing.T, name string, words ...string) *desk {
	t.Helper()
	args := append([]string{"-tt"}, sshArgs(o.dir, o.port, o.key(name))...)
	d := &desk{cmd: exec.Command("ssh", append(args, words...)...), done: make(chan error, 1)}
	d.cmd.Env = append(os.Environ(), "TERM=xterm-256color")
	var err error
	if d.host, err = pty.StartWithSize(d.cmd, &pty.Winsize{Cols: 100, Rows: 30}); err != nil {
		t.Fatal(err)
	}
	d.begin(t)
	return d
}

// run carries a command out over ssh.
func (o *office) run(t *testing.T, name, input string, words ...string) string {
	t.Helper()
	cmd := exec.Command("ssh", append(sshArgs(o.dir, o.port, o.key(name)), words...)...)
	cmd.Stdin = strings.NewReader(input)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("ssh %s: %v\n%s", strings.Join(words, " "), err, out)
	}
	return string(out)
}

const farReport = `{"kind":"complaint","channel":"phone","narrative":"Ada orang asing.","place":{"name":"Wisma Jauh"}}`

// TestScreensOverSSH opens the desk with OpenSSH's own client.
func TestScreensOverSSH(t *testing.T) {
	o, whole := newOffice(t, "Budi"), t
	sari, budi := o.far(t, "Sari"), o.far(t, "Budi")
	sari.wait(t, "Antrian kosong")
	budi.wait(t, "Antrian kosong")
	budi.wait(t, "Budi")
	o.run(t, "Budi", farReport, "case", "add", "--json", "-")
	sari.wait(t, "Wisma Jauh")
	budi.wait(t, "Wisma Jauh")

	t.Run("NothingSuspendsOrPastes", func(t *testing.T) {
		for _, key := range []string{"\x1a", "\x16"} {
			sari.host.WriteString(key)
		}
		if h := o.health(t); !h.OK || h.Sessions < 2 {
			t.Errorf("health %+v", h)
		}
	})
	t.Run("AnySize", func(t *testing.T) {
		for _, size := range []pty.Winsize{{Cols: 1, Rows: 1}, {Cols: 9999, Rows: 9999}, {Cols: 0, Rows: 0}, {Cols: 100, Rows: 30}} {
			if err := pty.Setsize(sari.host, &size); err != nil {
				t.Fatal(err)
			}
			sari.cmd.Process.Signal(syscall.SIGWINCH)
			time.Sleep(100 * time.Millisecond)
		}
		mark := len(sari.text.String())
		o.run(t, "Budi", strings.ReplaceAll(farReport, "Wisma Jauh", "Kos Indah"), "case", "add", "--json", "-")
		sari.later(t, mark, "Kos Indah")
	})
	t.Run("ALostLineKeepsWhatWasTyped", func(t *testing.T) {
		budi.types("b")
		budi.wait(t, "Kronologi")
		budi.types("Orang asing", "\x16", "\x18\x05", "\x07", "\x1a", " di wisma")
		if err := budi.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		<-budi.done
		if called, err := os.ReadFile(filepath.Join(o.dir, "called")); err == nil {
			t.Errorf("the server called %s", called)
		}
		budi = o.far(whole, "Budi")
		budi.wait(t, "Belum selesai diketik")
	})
	t.Run("TheServerEndsInOrder", func(t *testing.T) {
		o.stop(t, syscall.SIGTERM)
		for _, d := range []*desk{sari, budi} {
			d.wait(t, "sedang ditutup")
			d.ends(t, 1)
			if text := d.text.String(); strings.Index(text, "sedang ditutup") < strings.LastIndex(text, "\x1b[?1049l") {
				t.Error("said on a screen that was taken away afterwards")
			}
		}
		run80(t, "check", "--data", o.data)
	})
	t.Run("AndFindsEverythingAgain", func(t *testing.T) {
		o.serve(whole)
		budi = o.far(whole, "Budi")
		budi.wait(t, "Belum selesai diketik")
		o.stop(t, syscall.SIGKILL)
		budi.ends(t, 255)
		o.serve(whole)
		budi = o.far(whole, "Budi")
		budi.wait(t, "Belum selesai diketik")
	})
	t.Run("WhoMayNotStayGoes", func(t *testing.T) {
		newKey(t, o.key("Budi")+"2")
		sari = o.far(t, "Sari")
		sari.wait(t, "Kos Indah")
		o.run(t, "Sari", "", "officer", "disable", "Budi")
		budi.ends(t, 1)
		run80(t, "officer", "key", "rotate", "Sari", "--key", o.key("Budi")+"2.pub", "--data", o.data)
		sari.wait(t, "Kunci ini tidak membuka meja lagi")
		sari.ends(t, 1)
	})
}

// TestCommandsOnAFarTerminal types at commands as people do.
func TestCommandsOnAFarTerminal(t *testing.T) {
	o := newOffice(t)
	t.Run("AReportByQuestions", func(t *testing.T) {
		d := o.far(t, "Sari", "case", "add")
		for _, answer := range []string{"", "telepon", "Orang asinq\x7fg di kos.", "", "", "", "Jl. Melati", "", "", "", "", ""} {
			d.types(answer + "\r")
		}
		d.wait(t, "Tercatat")
		d.ends(t, 0)
		if out := o.run(t, "Sari", "", "case", "show", "1"); !strings.Contains(out, "Orang asing di kos.") {
			t.Errorf("recorded as %s", out)
		}
	})
	t.Run("APINTwiceAndNotShown", func(t *testing.T) {
		d := o.far(t, "Sari", "officer", "pin")
		for _, typed := range []string{"739204", "739204"} {
			d.types(typed + "\r")
		}
		d.wait(t, "PIN sudah dibuat")
		d.ends(t, 0)
		if strings.Contains(d.text.String(), "739204") {
			t.Error("the PIN was shown")
		}
	})
	t.Run("TheSameHere", func(t *testing.T) {
		d := openDesk(t, "officer", "pin", "--data", o.data)
		for _, typed := range []string{"739204", "482915", "482916"} {
			d.types(typed + "\r")
		}
		d.ends(t, 2)
		if text := d.text.String(); strings.Contains(text, "739204") || !strings.Contains(text, "tidak sama") {
			t.Errorf("said %q", text)
		}
	})
	t.Run("GivenUp", func(t *testing.T) {
		d := o.far(t, "Sari", "case", "add")
		d.types("\x03")
		d.ends(t, 2)
	})
}

// TestScreensWaitForAServer restarts a server under a screen of this machine:
// the screen waits for it, and does not take the store for itself.
func TestScreensWaitForAServer(t *testing.T) {
	o := newOffice(t)
	here := openDesk(t, "--data", o.data)
	here.wait(t, "Antrian kosong")
	for _, how := range []os.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		mark := len(here.text.String())
		o.stop(t, how)
		here.later(t, mark, "menunggu sebentar")
		time.Sleep(time.Second)
		o.serve(t)
		here.later(t, mark, "melanjutkan")
		if h := o.health(t); !h.Server || h.PID != o.server.Process.Pid || h.Sessions != 2 {
			t.Errorf("after %v: health %+v", how, h)
		}
	}
	here.host.WriteString("\x03")
	here.ends(t, 0)
}
