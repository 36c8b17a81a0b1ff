package sshd

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// logged is a log that is read while it is written.
type logged struct {
	mu   sync.Mutex // guards text
	text bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// lines are how many say something.
func (l *logged) lines(what string) (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for line := range strings.Lines(l.text.String()) {
		if strings.Contains(line, what) {
			n++
		}
	}
	return n
}

// TestShare has one officer open all the sessions that one may have.
func TestShare(t *testing.T) {
	greedy, other := newKey(t), newKey(t)
	var log logged
	here := make(chan struct{})
	s, gate := openLogged(t, slog.New(slog.NewTextHandler(&log, nil)), Limits{Sessions: 4}, func(ctx context.Context, _ Call) int {
		select {
		case here <- struct{}{}:
			<-ctx.Done()
		case <-ctx.Done():
		}
		return 0
	}, greedy, other)
	gate.each = 2
	stay := func(who gossh.Signer) *gossh.Client {
		line := reach(t, s, who)
		session := sessionOn(t, line)
		if err := session.Start("x"); err != nil {
			t.Fatal(err)
		}
		<-here
		return line
	}
	first := stay(greedy)
	stay(greedy)
	for name, pty := range map[string]bool{"Command": false, "Screen": true} {
		t.Run(name, func(t *testing.T) {
			for range 3 {
				session := sessionOn(t, reach(t, s, greedy))
				if pty {
					if err := session.RequestPty("xterm", 24, 80, nil); err != nil {
						t.Fatal(err)
					}
				}
				out, err := session.CombinedOutput("x")
				if code, err := exitCode(err); code != 1 || err != nil || strings.Count(string(out), "\n") != 1 || !strings.Contains(string(out), ErrShare.Error()) {
					t.Errorf("code %d, err %v, said %q", code, err, out)
				}
			}
		})
	}
	if n := log.lines("officer=" + printOf(greedy)); n != 1 || log.lines(ErrShare.Error()) != 1 {
		t.Errorf("%d lines of log, want 1", n)
	}
	t.Run("OthersGetIn", func(t *testing.T) { stay(other) })
	t.Run("WhoClosesOneMayOpenOne", func(t *testing.T) {
		within(t, func() {
			first.Close()
			for s.Sessions() > 2 {
				time.Sleep(time.Millisecond)
			}
			stay(greedy)
		})
	})
}

// TestLinesOfOneOfficer has a key open lines and do nothing with them.
func TestLinesOfOneOfficer(t *testing.T) {
	c := newCrowd(Limits{Strangers: 4, StrangersEach: 3, Sessions: 1}, func(string) {})
	know := func(owner string) (l, cut *line) {
		l = at(t, c, owner)
		if _, ok := c.enter(l); !ok {
			t.Fatalf("no room for %s", owner)
		}
		return l, c.known(l, owner, 2)
	}
	busy, _ := know("a")
	defer busy.use()()
	idle, _ := know("a")
	if _, cut := know("b"); cut != nil {
		t.Error("another officer's line counts")
	}
	third, cut := know("a")
	if cut != idle {
		t.Errorf("cut %v, want the oldest that is not used", cut)
	}
	defer third.use()()
	fourth, cut := know("a")
	defer fourth.use()()
	if cut != nil {
		t.Error("cut a line that is used")
	}
	if len(c.open) != 4 {
		t.Errorf("%d lines are open, want 4", len(c.open))
	}
}

// TestRefusedKeysFillNoLog has an officer who may not come in any more try on.
func TestRefusedKeysFillNoLog(t *testing.T) {
	gone := newKey(t)
	var log logged
	s, gate := openLogged(t, slog.New(slog.NewTextHandler(&log, nil)), Limits{}, tells, gone)
	gate.disabled = []string{printOf(gone)}
	for range 20 {
		_, err := gossh.Dial("tcp", s.Addr().String(), config(s, gossh.PublicKeys(gone)))
		if err == nil {
			t.Fatal("let in")
		}
	}
	if n := log.lines("an officer's key was refused"); n != 1 {
		t.Errorf("%d lines for 20 tries within a minute, want 1", n)
	}
	if err := s.Close(); err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if log.lines("times=19") != 1 {
		t.Errorf("the other 19 are nowhere: %s", &log.text)
	}
}
