package cli

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/terminal"
	"piket/ui"
)

// filmed is a screen whose last frame is kept.
type filmed struct {
	tea.Model
	mu   sync.Mutex // guards last
	last tea.View
}

func (f *filmed) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m, cmd := f.Model.Update(msg)
	f.Model = m
	return f, cmd
}

func (f *filmed) View() tea.View {
	v := f.Model.View()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.last = v
	return v
}

func (f *filmed) frame() tea.View {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.last
}

// film is what a queue shows before and after one line of it changed.
func film(b *testing.B) (frames [2]tea.View, texts [2]string) {
	b.Helper()
	s, kasi, watchers := busy(b, 1)
	camera := &filmed{}
	s.screen = func(ctx context.Context, d Desk, t terminal.Terminal) error {
		root, err := ui.New(d.config())
		if err != nil {
			return err
		}
		camera.Model = root
		return terminal.Run(ctx, camera, t)
	}
	w := watch(b, watchers[0].line, "awal")
	for i := range frames {
		turn := 1 + i*shown // the same case both times
		texts[i] = nameAt(turn)
		w.expect(texts[i])
		s.rename(kasi, turn)
		w.await(b)
		frames[i] = camera.frame()
	}
	return frames, texts
}

// flips shows one frame, and the next when it is told to.
type flips struct {
	frames [2]tea.View
	at     int
	next   chan struct{}
}

type flip struct{}

func (f *flips) wait() tea.Msg {
	<-f.next
	return flip{}
}

func (f *flips) Init() tea.Cmd { return f.wait }

func (f *flips) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(flip); !ok {
		return f, nil
	}
	f.at++
	return f, f.wait
}

func (f *flips) View() tea.View { return f.frames[f.at%2] }

// BenchmarkFramesAlone bounds BenchmarkToAnotherScreen: a hundred programs
// show a frame that was drawn before, to far ends that cost nothing.
func BenchmarkFramesAlone(b *testing.B) {
	frames, texts := film(b)
	ctx, end := context.WithCancel(b.Context())
	var open sync.WaitGroup
	watchers, all := make([]*watcher, screens), make([]*flips, screens)
	for i := range all {
		w, f := &watcher{seen: make(chan time.Time, 1)}, &flips{frames: frames, next: make(chan struct{}, 1)}
		watchers[i], all[i] = w, f
		w.expect(texts[0])
		open.Go(func() {
			_ = terminal.Run(ctx, f, terminal.Terminal{
				Remote: true, Term: "xterm-256color", Size: terminal.Size{Width: 100, Height: 30}, In: neverRead{}, Out: w,
			})
		})
		w.await(b)
	}
	var reached []time.Duration
	for i := 1; b.Loop(); i++ {
		time.Sleep(200 * time.Millisecond) // let the screens come to rest
		for _, w := range watchers {
			w.expect(texts[i%2])
		}
		began := time.Now()
		for _, f := range all {
			f.next <- struct{}{}
		}
		for _, w := range watchers {
			reached = append(reached, w.await(b).Sub(began))
		}
	}
	end()
	for _, f := range all {
		close(f.next)
	}
	open.Wait()
	slices.Sort(reached)
	b.ReportMetric(float64(reached[len(reached)/2].Microseconds()), "screen-p50-µs")
	b.ReportMetric(float64(reached[len(reached)*99/100].Microseconds()), "screen-p99-µs")
}
