package uitest

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"piket/ui/screen"
)

// Stage has one screen on it, and the dialogs over it, as the root would:
// keys are matched with bindings, what a screen sends is carried out at once,
// and its commands run to their end before the next key.
type Stage struct {
	T       testing.TB
	Screen  screen.Screen
	Dialogs []screen.Dialog
	Toasts  []screen.Toast
	Asked   []tea.Msg // routes, alerts and what else was asked of the root
	Closed  bool      // the screen left the stack
	// Hold keeps commands back instead of running them; Release runs them.
	Hold bool
	held []tea.Cmd
	// Waiting is the timers that were started; Fire runs them.
	Waiting []tea.Cmd
}

// NewStage puts a screen on a stage of a size and lets it load.
func NewStage(t testing.TB, s screen.Screen, width, height int) *Stage {
	st := &Stage{T: t, Screen: s}
	st.Tell(screen.Size{Width: width, Height: height})
	st.run(nil, s.Init())
	st.Tell(screen.Shown{})
	return st
}

// Tell hands the screen a message.
func (s *Stage) Tell(msg tea.Msg) {
	next, cmd := s.Screen.Update(msg)
	s.Screen = next
	s.run(nil, cmd)
}

// TellDialog hands the dialog on top a message.
func (s *Stage) TellDialog(msg tea.Msg) {
	i := len(s.Dialogs) - 1
	next, cmd := s.Dialogs[i].Update(msg)
	s.Dialogs[i] = next
	s.run(next, cmd)
}

// Press presses keys, named as bindings name them. A key that is bound to
// nothing and cannot be typed fails the test.
func (s *Stage) Press(keys ...string) {
	s.T.Helper()
	for _, k := range keys {
		if !s.press(Key(k)) {
			s.T.Errorf("key %q means nothing here", k)
		}
	}
}

// Write types a text, rune by rune.
func (s *Stage) Write(text string) {
	s.T.Helper()
	for _, r := range text {
		s.press(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// Bound says whether a key means something now.
func (s *Stage) Bound(key string) bool {
	bindings, typing := s.active()
	return slices.ContainsFunc(bindings, func(b screen.Binding) bool {
		return (b.Typing || !typing) && slices.Contains(b.Keys, key)
	})
}

func (s *Stage) active() ([]screen.Binding, bool) {
	if d := s.Dialog(); d != nil {
		return d.Bindings(), d.Typing()
	}
	t, ok := s.Screen.(screen.Typist)
	return s.Screen.Bindings(), ok && t.Typing()
}

func (s *Stage) press(k tea.KeyPressMsg) bool {
	bindings, typing := s.active()
	for _, b := range bindings {
		if (b.Typing || !typing) && slices.Contains(b.Keys, k.String()) {
			s.tellTop(screen.Did{Intent: b.Intent})
			return true
		}
	}
	if typing {
		s.tellTop(k)
	}
	return typing
}

func (s *Stage) tellTop(msg tea.Msg) {
	if len(s.Dialogs) > 0 {
		s.TellDialog(msg)
		return
	}
	s.Tell(msg)
}

// Dialog is the dialog on top, or nil.
func (s *Stage) Dialog() screen.Dialog {
	if len(s.Dialogs) == 0 {
		return nil
	}
	return s.Dialogs[len(s.Dialogs)-1]
}

// Said is the newest toast, or "".
func (s *Stage) Said() string {
	if len(s.Toasts) == 0 {
		return ""
	}
	return s.Toasts[len(s.Toasts)-1].Text
}

// Release runs the commands that were held back, oldest first.
func (s *Stage) Release() {
	held := s.held
	s.Hold, s.held = false, nil
	for _, cmd := range held {
		s.work(nil, cmd)
	}
}

// Fire runs the timers that were started, all at once.
func (s *Stage) Fire() {
	waiting := s.Waiting
	s.Waiting = nil
	answers := make([]chan tea.Msg, len(waiting))
	for i, cmd := range waiting {
		answers[i] = make(chan tea.Msg, 1)
		go func() { answers[i] <- cmd() }()
	}
	for _, a := range answers {
		s.take(nil, <-a)
	}
}

func (s *Stage) run(from screen.Dialog, cmd tea.Cmd) {
	now, work := screen.Unfold(cmd)
	for _, msg := range now {
		s.take(from, msg)
	}
	for _, w := range work {
		s.work(from, w)
	}
}

func (s *Stage) work(from screen.Dialog, cmd tea.Cmd) {
	switch {
	case Waits(cmd):
		s.Waiting = append(s.Waiting, cmd)
	case s.Hold:
		s.held = append(s.held, cmd)
	default:
		s.take(from, Answer(s.T, cmd))
	}
}

// take carries a message out as the root would.
func (s *Stage) take(from screen.Dialog, msg tea.Msg) {
	switch m := msg.(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range m {
			s.run(from, c)
		}
	case screen.ShowDialog:
		s.Dialogs = append(s.Dialogs, m.Dialog)
		if d, ok := m.Dialog.(screen.Starter); ok {
			s.run(m.Dialog, d.Init())
		}
	case screen.CloseDialog:
		s.Dialogs = slices.Delete(s.Dialogs, len(s.Dialogs)-1, len(s.Dialogs))
		s.take(nil, m.Result)
	case screen.Toast:
		s.Toasts = append(s.Toasts, m)
	case screen.Close:
		s.Closed = true
	case screen.OpenCase, screen.OpenReport, screen.OpenSearch, screen.OpenHandover, screen.Acted, screen.Alert:
		s.Asked = append(s.Asked, m)
	default:
		s.deliver(from, msg)
	}
}

func (s *Stage) deliver(to screen.Dialog, msg tea.Msg) {
	if to != nil && s.Dialog() == to {
		s.TellDialog(msg)
		return
	}
	s.Tell(msg)
}
