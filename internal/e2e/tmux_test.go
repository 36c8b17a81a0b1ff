//go:build e2e && !windows

package e2e

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

const (
	glance = 15 * time.Millisecond
	// quiet is how long nobody may have typed before a dialog that opened by
	// itself listens, and a bit.
	quiet = 600 * time.Millisecond
)

// tmux is a server of terminals that nobody else uses.
type tmux struct {
	socket, dir string
	env         []string
}

// conf gives a program its whole window, and keeps what it showed last.
const conf = `set -g status off
set -g remain-on-exit on
set -g escape-time 0
`

// wrapper writes down what tmux does not always know: which process the
// program is, and with what code it ended.
const wrapper = `name=$1
shift
sh -c 'echo $$ >"$0"; exec "$@"' "$name.pid" "$@"
echo $? >"$name.code"
`

func startTmux(t *testing.T) *tmux {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Fatal("there is no tmux: install it, or run the tests without the tag e2e")
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"conf": conf, "wrapper": wrapper} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m := &tmux{socket: "piket-e2e-" + strconv.Itoa(os.Getpid()), dir: dir}
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); !strings.HasPrefix(name, "TMUX") && !strings.HasPrefix(name, "PIKET") && !slices.Contains(plain, name) {
			m.env = append(m.env, v)
		}
	}
	m.env = append(m.env, "TMUX_TMPDIR="+dir, "LANG=id_ID.UTF-8", "TERM=xterm-256color")
	m.run(t, "-f", filepath.Join(dir, "conf"), "start-server", ";", "new-session", "-d", "-s", "keep", "cat")
	t.Cleanup(func() { m.run(t, "kill-server") })
	return m
}

// plain is what of this machine's own wishes the desk is not told.
var plain = []string{"NO_COLOR", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "TERM", "COLORTERM"}

func (m *tmux) run(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("tmux", append([]string{"-L", m.socket, "-u"}, args...)...)
	cmd.Env = m.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("tmux %s: %v\n%s", args[0], err, out)
	}
	return string(out)
}

// window is one terminal with a desk on it.
type window struct {
	*tmux
	name          string
	width, height int
	secrets       []string
	typing        bool // what is said in confidence stands in the form
}

func (m *tmux) open(t *testing.T, name string, width, height int, command ...string) *window {
	t.Helper()
	m.run(t, append([]string{
		"new-session", "-d", "-s", name, "-x", strconv.Itoa(width), "-y", strconv.Itoa(height),
		"env", "-u", "TMUX", "-u", "TMUX_PANE", "TERM=xterm-256color", "sh", filepath.Join(m.dir, "wrapper"), filepath.Join(m.dir, name),
	}, command...)...)
	return &window{tmux: m, name: name, width: width, height: height}
}

// screen is what stands there now.
func (w *window) screen(t *testing.T) string {
	t.Helper()
	return strings.TrimSuffix(w.run(t, "capture-pane", "-p", "-t", w.name), "\n")
}

// see waits until all texts stand on a screen that is whole, and returns it.
func (w *window) see(t *testing.T, texts ...string) string {
	t.Helper()
	screen, why := "", ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(glance) {
		screen = w.screen(t)
		w.keepsSecrets(t, screen)
		if why = absent(screen, texts); why == "" {
			if why = w.broken(screen); why == "" {
				return screen
			}
		}
	}
	t.Fatalf("%s: %s\n%s", w.name, why, w.masked(screen))
	return ""
}

// gone waits until a text is no longer there.
func (w *window) gone(t *testing.T, text string) {
	t.Helper()
	screen := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(glance) {
		if screen = w.screen(t); !strings.Contains(screen, text) {
			return
		}
	}
	t.Fatalf("%s: %q stays\n%s", w.name, text, w.masked(screen))
}

func absent(screen string, texts []string) string {
	flat := strings.Join(strings.Fields(screen), " ")
	for _, text := range texts {
		if !strings.Contains(screen, text) && !strings.Contains(flat, text) {
			return fmt.Sprintf("%q never showed", text)
		}
	}
	return ""
}

// broken says what is wrong with the shape of a screen: every row within the
// window, the frame in its place from edge to edge, no text missing, and
// nothing a terminal obeys.
func (w *window) broken(screen string) string {
	rows := strings.Split(screen, "\n")
	rule := strings.Repeat("─", w.width)
	if len(rows) != w.height {
		return fmt.Sprintf("%d rows in a window of %d", len(rows), w.height)
	}
	for i, row := range rows {
		if ansi.StringWidth(row) > w.width || strings.ContainsFunc(row, unicode.IsControl) || strings.ContainsAny(row, "⟨⟩\ufffd") {
			return fmt.Sprintf("row %d is not clean: %q", i+1, row)
		}
	}
	above, keys := rows[w.height-2], rows[w.height-1]
	switch {
	case !strings.HasPrefix(rows[0], " Piket"):
		return "the header is not in the first row"
	case rows[1] != rule:
		return "the rule under the header is broken"
	case !strings.HasPrefix(above, "─") || ansi.StringWidth(above) != w.width:
		return "the rule over the keys is broken"
	case !strings.HasPrefix(keys, " ") || strings.TrimSpace(keys) == "":
		return "the keys are not in the last row"
	}
	return ""
}

// keepsSecrets wants nothing on the screen that was said in confidence.
func (w *window) keepsSecrets(t *testing.T, screen string) {
	t.Helper()
	for i, secret := range w.secrets {
		if !w.typing && strings.Contains(screen, secret) {
			t.Fatalf("%s shows secret %d:\n%s", w.name, i+1, w.masked(screen))
		}
	}
}

// masked is a screen that may be put into a log.
func (w *window) masked(screen string) string {
	for _, secret := range w.secrets {
		screen = strings.ReplaceAll(screen, secret, "[…]")
	}
	return screen
}

// press sends keys by their names.
func (w *window) press(t *testing.T, keys ...string) {
	t.Helper()
	w.run(t, append([]string{"send-keys", "-t", w.name}, keys...)...)
}

// write types a text.
func (w *window) write(t *testing.T, text string) {
	t.Helper()
	w.run(t, "send-keys", "-t", w.name, "-l", "--", text)
}

// answer presses a key until a dialog that opened by itself has heard it.
func (w *window) answer(t *testing.T, key string, texts ...string) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		w.press(t, key)
		for pause := time.Now().Add(quiet); time.Now().Before(pause); time.Sleep(glance) {
			if absent(w.screen(t), texts) == "" {
				return
			}
		}
	}
	w.see(t, texts...)
}

func (w *window) resize(t *testing.T, width, height int) {
	t.Helper()
	w.width, w.height = width, height
	w.run(t, "resize-window", "-t", w.name, "-x", strconv.Itoa(width), "-y", strconv.Itoa(height))
}

// marked is the row under the mark.
func marked(screen string) string {
	for row := range strings.Lines(screen) {
		if strings.HasPrefix(row, "▌") {
			return row
		}
	}
	return ""
}

// choose moves the mark of the queue to the row of a case.
func (w *window) choose(t *testing.T, number string) {
	t.Helper()
	w.press(t, "g")
	time.Sleep(10 * glance) // the row that was marked before may be the very one
	for end := time.Now().Add(patience); time.Now().Before(end); {
		row := marked(w.screen(t))
		if strings.Contains(row, number) {
			return
		}
		w.press(t, "j")
		for pause := time.Now().Add(quiet); time.Now().Before(pause) && marked(w.screen(t)) == row; {
			time.Sleep(glance)
		}
	}
	t.Fatalf("%s: no row of %s\n%s", w.name, number, w.masked(w.screen(t)))
}

// noted is what the wrapper wrote down; empty before it did.
func (w *window) noted(what string) string {
	text, err := os.ReadFile(filepath.Join(w.dir, w.name+"."+what))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

// kill takes the program away without a word.
func (w *window) kill(t *testing.T) {
	t.Helper()
	pid, err := strconv.Atoi(w.noted("pid"))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	w.ends(t, "137")
}

// ends waits for the end of the program, with an exit code as shells have it.
func (w *window) ends(t *testing.T, code string) {
	t.Helper()
	for end := time.Now().Add(patience); w.noted("code") == ""; time.Sleep(glance) {
		if time.Now().After(end) {
			t.Fatalf("%s does not end\n%s", w.name, w.masked(w.screen(t)))
		}
	}
	if got := w.noted("code"); got != code {
		t.Errorf("%s ended with code %s, want %s\n%s", w.name, got, code, w.masked(w.screen(t)))
	}
	w.run(t, "kill-session", "-t", w.name)
}

// command runs piket beside the desk and returns what it says.
func command(t *testing.T, binary, stdin string, args ...string) string {
	t.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Env = append(os.Environ(), "LANG=id_ID.UTF-8", "LC_ALL=")
	cmd.Stdin = strings.NewReader(stdin)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("piket %s: %v\n%s%s", args[0], err, out, errs.String())
	}
	return string(out)
}
