//go:build slow && !windows

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/sync/errgroup"
)

// crowdSize is how many officers act at once.
const crowdSize = 100

// loadTime is how long they do, PIKET_LOAD_TIME or ten minutes.
func loadTime(t *testing.T) time.Duration {
	t.Helper()
	text := os.Getenv("PIKET_LOAD_TIME")
	if text == "" {
		text = "10m"
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// ledger is what the server said it took: the narrative by number.
type ledger struct {
	mu      sync.Mutex // guards what follows
	taken   map[string]string
	refused int // calls that were not answered, because the server was killed
}

func (l *ledger) take(number, narrative string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if other, twice := l.taken[number]; twice {
		return fmt.Errorf("%s was given out for %q and for %q", number, other, narrative)
	}
	l.taken[number] = narrative
	return nil
}

func (l *ledger) lost() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refused++
}

func (l *ledger) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.taken)
}

// TestNothingAcknowledgedIsLost has a hundred sessions act at once, with a
// screen open on every tenth line, and kills the server again and again.
func TestNothingAcknowledgedIsLost(t *testing.T) {
	o := newOffice(t)
	o.stop(t, syscall.SIGTERM)
	o.set(t, "sessions-each = 8", "sessions-each = 200") // one key stands for many officers
	o.serve(t)
	text, err := os.ReadFile(o.key("Sari"))
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.ParsePrivateKey(text)
	if err != nil {
		t.Fatal(err)
	}
	span := loadTime(t)
	until, l := time.Now().Add(span), &ledger{taken: map[string]string{}}
	var group errgroup.Group
	at := net.JoinHostPort("127.0.0.1", o.port)
	for i := range crowdSize {
		group.Go(func() error { return act(at, l, signer, i, until) })
	}
	kills := 0
	for pause := max(span/20, 3*time.Second); time.Until(until) > pause; kills++ {
		time.Sleep(pause)
		o.stop(t, syscall.SIGKILL)
		o.serve(t)
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
	o.stop(t, syscall.SIGTERM)
	t.Logf("%d reports acknowledged in %v, %d kills, %d calls cut", l.count(), span, kills, l.refused)
	if kills == 0 || l.count() < crowdSize {
		t.Errorf("%d kills and %d reports try nothing", kills, l.count())
	}
	run80(t, "check", "--data", o.data)
	o.holds(t, l)
}

// act takes reports in over one line after another until the time is over.
func act(at string, l *ledger, signer gossh.Signer, i int, until time.Time) error {
	for n := 0; time.Now().Before(until); {
		c, err := gossh.Dial("tcp", at, &gossh.ClientConfig{
			User: "b", Auth: []gossh.AuthMethod{gossh.PublicKeys(signer)}, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: 5 * time.Second,
		})
		if err != nil { // killed just now, or too many at once
			time.Sleep(time.Duration(100+rand.IntN(400)) * time.Millisecond)
			continue
		}
		if i%10 == 0 {
			look(c)
		}
		for time.Now().Before(until) {
			n++
			if done, err := report(c, l, fmt.Sprintf("Laporan %d dari %d.", n, i)); err != nil || !done {
				if err != nil {
					return err
				}
				break
			}
		}
		c.Close()
	}
	return nil
}

// look opens the desk on a line and leaves it there.
func look(c *gossh.Client) {
	s, err := c.NewSession()
	if err != nil || s.RequestPty("xterm-256color", 30, 100, nil) != nil {
		return
	}
	s.StdinPipe() // it is only looked at
	s.Shell()
}

// report takes one report in. done is false when nobody knows whether it was.
func report(c *gossh.Client, l *ledger, narrative string) (done bool, err error) {
	s, err := c.NewSession()
	if err != nil {
		l.lost()
		return false, nil // the line was cut
	}
	defer s.Close()
	s.Stdin = strings.NewReader(`{"kind":"complaint","channel":"phone","narrative":"` + narrative + `"}`)
	out, err := s.Output("case add --json -")
	var added struct{ Number string }
	if json.Unmarshal(out, &added) != nil || added.Number == "" {
		l.lost()
		return false, nil // nobody said that it was taken
	}
	_ = err // the number was said: it counts, whatever came after it
	return true, l.take(added.Number, narrative)
}

// holds wants every report that was acknowledged, as it was told.
func (o *office) holds(t *testing.T, l *ledger) {
	t.Helper()
	out, err := piket(t, "case", "list", "--json", "--limit", "10000000", "--data", o.data).Output()
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]string{}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row struct{ Number, Headline string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		there[row.Number] = row.Headline
	}
	lost := 0
	for number, narrative := range l.taken {
		if there[number] != narrative {
			lost++
			t.Errorf("%s is %q, and was acknowledged as %q", number, there[number], narrative)
		}
		if lost > 10 {
			t.Fatal("and more")
		}
	}
}

// TestAScreenTakesOverFromAServerThatStaysAway waits as long as a restart may
// take, and then goes on by itself.
func TestAScreenTakesOverFromAServerThatStaysAway(t *testing.T) {
	o := newOffice(t)
	here := openDesk(t, "--data", o.data)
	here.wait(t, "Antrian kosong")
	mark := len(here.text.String())
	o.stop(t, syscall.SIGTERM)
	here.later(t, mark, "menunggu sebentar")
	time.Sleep(16 * time.Second)
	here.later(t, mark, "melanjutkan")
	if h := o.health(t); h.Server || h.PID != here.cmd.Process.Pid {
		t.Errorf("health %+v", h)
	}
	out, err := piket(t, "serve", "--data", o.data).CombinedOutput()
	if err == nil || !strings.Contains(string(out), fmt.Sprint(here.cmd.Process.Pid)) {
		t.Errorf("a server beside it says %q, %v", out, err)
	}
}
