package ui

import (
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/ui/uitest"
)

// The desk of design.md's budget: a wide terminal, and more open cases than
// any office has.
const (
	benchWidth, benchHeight = 200, 60
	benchOpen               = 100_000
)

// answerAll runs what an update asked for, in turn, and leaves timers alone.
func answerAll(r *Root, cmd tea.Cmd) {
	for cmds := []tea.Cmd{cmd}; len(cmds) > 0; cmds = cmds[1:] {
		if cmds[0] == nil || uitest.Waits(cmds[0]) {
			continue
		}
		switch msg := cmds[0]().(type) {
		case nil:
		case tea.BatchMsg:
			cmds = append(cmds, msg...)
		default:
			_, next := r.Update(msg)
			cmds = append(cmds, next)
		}
	}
}

// keyToFrame measures a key press, with all it asks of the desk, to the drawn
// frame: the median as ns/op would have it, and the slowest of a hundred.
func keyToFrame(b *testing.B, root *Root) {
	keys := []string{"down", "down", "down", "pgdown", "up", "pgdown", "down", "pgup", "G", "up", "g"}
	var took []time.Duration
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		begun := time.Now()
		frame(root, uitest.Key(keys[i%len(keys)]))
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs/op")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs/op")
}

// frame presses a key and draws what it leads to.
func frame(root *Root, key tea.KeyPressMsg) {
	_, cmd := root.Update(key)
	root.View()
	answerAll(root, cmd)
	root.View()
}

func BenchmarkKeyToFrame(b *testing.B) {
	s := prepare(b, func(c *Config) { c.Colours = ColoursDark })
	s.desk.Fill(benchOpen)
	s.root.Update(tea.WindowSizeMsg{Width: benchWidth, Height: benchHeight})
	answerAll(s.root, s.root.Init())
	keyToFrame(b, s.root)
}

// BenchmarkFirstFrame is from nothing to the queue drawn.
func BenchmarkFirstFrame(b *testing.B) {
	for name, open := range map[string]int{"open=0": 0, "open=100000": benchOpen} {
		b.Run(name, func(b *testing.B) {
			s := prepare(b)
			s.desk.Fill(open)
			b.ReportAllocs()
			for b.Loop() {
				root, err := New(s.root.cfg)
				if err != nil {
					b.Fatal(err)
				}
				root.post = s.root.post
				root.Update(tea.WindowSizeMsg{Width: benchWidth, Height: benchHeight})
				root.View()
				answerAll(root, root.Init())
				root.View()
			}
		})
	}
}
