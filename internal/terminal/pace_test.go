package terminal

import (
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// counted is a model whose view tells how many messages it saw.
type counted struct{ messages, views *int }

func (c counted) Init() tea.Cmd { return nil }

func (c counted) Update(tea.Msg) (tea.Model, tea.Cmd) {
	*c.messages++
	return c, nil
}

func (c counted) View() tea.View {
	*c.views++
	return tea.NewView(strconv.Itoa(*c.messages))
}

type nothing struct{}

func (nothing) Unseen() {}

// run sends a message as a program does, and has what it asks for come later.
func run(p *paced, msg tea.Msg, later chan<- tea.Msg) string {
	_, cmd := p.Update(msg)
	if cmd != nil {
		go func() { later <- cmd() }()
	}
	return p.View().Content
}

func TestPaced(t *testing.T) {
	t.Run("ManyMessagesOneView", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var messages, views int
			p, later := newPaced(counted{&messages, &views}), make(chan tea.Msg, 100)
			if got := p.View().Content; got != "0" {
				t.Errorf("first view %s", got)
			}
			for range 50 {
				run(p, "news", later)
				time.Sleep(10 * time.Microsecond)
			}
			if views != 1 {
				t.Errorf("%d views in half a millisecond, want the first only", views)
			}
			if got := run(p, <-later, later); got != "50" || views != 2 {
				t.Errorf("the frame shows %s in view %d, want all 50", got, views)
			}
			synctest.Wait()
			if len(later) > 0 {
				t.Error("a frame too many")
			}
		})
	})
	t.Run("ALoneMessageSoon", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var messages, views int
			p, later := newPaced(counted{&messages, &views}), make(chan tea.Msg, 1)
			p.View()
			time.Sleep(time.Second)
			began := time.Now()
			run(p, "news", later)
			if got := run(p, <-later, later); got != "1" || time.Since(began) > settle {
				t.Errorf("shows %s after %v", got, time.Since(began))
			}
		})
	})
	t.Run("NoViewForWhatIsUnseen", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var messages, views int
			p, later := newPaced(counted{&messages, &views}), make(chan tea.Msg, 100)
			p.View()
			for range 10 {
				time.Sleep(time.Second)
				run(p, nothing{}, later)
			}
			if messages != 10 || views != 1 {
				t.Errorf("%d messages came to %d views, want all and one", messages, views)
			}
			run(p, "news", later)
			run(p, nothing{}, later)
			if got := run(p, <-later, later); got != "12" {
				t.Errorf("the frame shows %s", got)
			}
		})
	})
	t.Run("AKeyAtOnce", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var messages, views int
			p, later := newPaced(counted{&messages, &views}), make(chan tea.Msg, 100)
			p.View()
			run(p, "news", later)
			for i := range 5 {
				if got, want := run(p, tea.KeyPressMsg{Code: 'j'}, later), strconv.Itoa(i+2); got != want {
					t.Errorf("after a key: %s, want %s", got, want)
				}
			}
			if got := run(p, "news", later); got != "6" {
				t.Errorf("news right after a key: %s, want the old view still", got)
			}
			if got := run(p, <-later, later); got != "7" {
				t.Errorf("the frame shows %s", got)
			}
		})
	})
}

func TestPacedForgetsNothing(t *testing.T) { // whatever the times between messages
	synctest.Test(t, func(t *testing.T) {
		var messages, views int
		p, later := newPaced(counted{&messages, &views}), make(chan tea.Msg, 1000)
		for i := range 200 {
			run(p, "news", later)
			time.Sleep(time.Duration(i*i%17) * time.Millisecond)
			for len(later) > 0 {
				run(p, <-later, later)
			}
		}
		time.Sleep(pace)
		for len(later) > 0 {
			run(p, <-later, later)
		}
		if got := p.View().Content; got != "200" {
			t.Errorf("the last view shows %s of 200", got)
		}
	})
}
