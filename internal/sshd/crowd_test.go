package sshd

import (
	"bytes"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// at is a line from an address that nobody listens to.
func at(t *testing.T, c *crowd, host string) *line {
	t.Helper()
	near, far := net.Pipe()
	t.Cleanup(func() { near.Close(); far.Close() })
	return &line{Conn: near, crowd: c, gone: func(*line) {}, host: host}
}

func TestCrowd(t *testing.T) {
	var told []string
	fresh := func() *crowd {
		told = nil
		return newCrowd(Limits{Strangers: 4, StrangersEach: 3, Sessions: 1}, func(host string) { told = append(told, host) })
	}
	fill := func(t *testing.T, c *crowd, hosts ...string) (lines []*line) {
		t.Helper()
		for _, h := range hosts {
			l := at(t, c, h)
			if cut, ok := c.enter(l); cut != nil || !ok {
				t.Fatalf("%s: cut %v, ok %v", h, cut, ok)
			}
			lines = append(lines, l)
		}
		return lines
	}
	t.Run("OldestOfTheSameAddress", func(t *testing.T) {
		c := fresh()
		in := fill(t, c, "b", "a", "a", "a")
		if cut, ok := c.enter(at(t, c, "a")); cut != in[1] || !ok {
			t.Errorf("cut %v, ok %v", cut, ok)
		}
	})
	t.Run("OldestOfTheLargestCrowd", func(t *testing.T) {
		c := fresh()
		in := fill(t, c, "officer", "a", "a", "b")
		if cut, ok := c.enter(at(t, c, "c")); cut != in[1] || !ok {
			t.Errorf("cut %v, ok %v", cut, ok)
		}
		if want := []string{"a"}; !slices.Equal(told, want) {
			t.Errorf("told of %v, want %v", told, want)
		}
	})
	t.Run("TheKnownStay", func(t *testing.T) {
		c := fresh()
		for range 6 {
			l := at(t, c, "a")
			if cut, ok := c.enter(l); cut != nil || !ok {
				t.Fatal("no room for the known")
			}
			c.known(l, "officer", 0)
		}
		if cut, ok := c.enter(at(t, c, "b")); cut != nil || ok {
			t.Errorf("cut %v, ok %v, want it refused", cut, ok)
		}
	})
	t.Run("CountsOut", func(t *testing.T) {
		c := fresh()
		in := fill(t, c, "a", "a", "a")
		cut, _ := c.enter(at(t, c, "a"))
		for _, l := range append(in, cut) { // the one cut leaves twice
			if err := l.Close(); err != nil {
				t.Error(err)
			}
		}
		if len(c.open) != 1 || len(c.strangers) != 1 {
			t.Errorf("%d lines and %d strangers are left, want 1 each", len(c.open), len(c.strangers))
		}
	})
}

// TestTally knocks a hundred thousand times in a day, each time from another address
// or always from one, and wants to read of it without losing anything else.
func TestTally(t *testing.T) {
	for name, hosts := range map[string]int{"OneAddress": 1, "ManyAddresses": 5000} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				const all = 100_000
				var log bytes.Buffer
				y := newTally(slog.New(slog.NewTextHandler(&log, nil)), "knocks", "from")
				for i := range all {
					y.add(fmt.Sprintf("192.0.2.%d", i%hosts))
					time.Sleep(24 * time.Hour / all)
				}
				y.close()
				if log.Len() > 200<<10 {
					t.Errorf("a day of it is %d bytes of log", log.Len())
				}
				told := 0
				for line := range strings.Lines(log.String()) {
					var n int
					_, times, _ := strings.Cut(line, "times=")
					if _, err := fmt.Sscan(times, &n); err != nil {
						t.Fatalf("%q: %v", line, err)
					}
					told += n
				}
				if told != all {
					t.Errorf("told of %d, want %d", told, all)
				}
			})
		})
	}
	t.Run("OnceAMinute", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var log bytes.Buffer
			y := newTally(slog.New(slog.NewTextHandler(&log, nil)), "knocks", "from")
			for range 590 {
				y.add("192.0.2.1")
				time.Sleep(100 * time.Millisecond)
			}
			if got := strings.Count(log.String(), "\n"); got != 1 {
				t.Errorf("%d lines within a minute, want 1", got)
			}
			time.Sleep(time.Minute)
			y.add("192.0.2.1")
			if !strings.Contains(log.String(), "times=589") {
				t.Errorf("how often is nowhere: %s", log.String())
			}
		})
	})
}
