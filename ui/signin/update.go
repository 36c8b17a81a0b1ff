package signin

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/widget"
)

// Intents of the question whether a name is new.
const (
	yes screen.Intent = "yes"
	no  screen.Intent = "no"
)

// Update takes keys and the root's answers.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	var cmd tea.Cmd
	switch m := msg.(type) {
	case screen.Size:
		s.size = m
	case screen.Changed:
		s.changed()
	case Refused:
		s.refused(m.Err)
	case Enrolled:
		if f, ok := s.officer(m.Officer); ok {
			s.ask(f)
		}
	case screen.Did:
		if !s.busy {
			cmd = s.did(m.Intent)
		}
	case tea.KeyPressMsg, tea.PasteMsg:
		if !s.busy {
			s.typed(msg)
		}
	}
	return s, cmd
}

// changed follows an office that is not what it was.
func (s *Screen) changed() {
	if s.step == names {
		s.relist()
	}
	if f, ok := s.officer(s.who); ok && f.Disabled && s.step != names && s.step != enrol { // where a PIN is typed it stays: it would go on in plain sight
		s.refused(f.MaySignIn(s.cfg.Ctx.Now(), model.PINProof))
	}
}

// refused says why, and lets the same be tried again.
func (s *Screen) refused(err error) {
	at := s.step
	switch {
	case at == repeat && s.cfg.Purpose == OwnPIN && s.hasPIN():
		at = prove
	case at == repeat:
		at = choose
	}
	s.turn(at)
	s.refusal = err
}

func (s *Screen) typed(msg tea.Msg) {
	changed := false
	switch s.step {
	case names:
		if changed = s.line.Update(msg); changed {
			s.relist()
		}
	case enrol:
	default:
		changed = s.field().Update(msg)
	}
	if changed {
		s.wrong, s.refusal = "", nil
	}
}

// field is what a PIN is typed into now.
func (s *Screen) field() *widget.Secret {
	switch s.step {
	case choose:
		return s.pin
	case repeat:
		return s.repeat
	default:
		return s.before
	}
}

func (s *Screen) did(i screen.Intent) tea.Cmd {
	switch i {
	case screen.Up:
		s.list.Move(-1)
	case screen.Down:
		s.list.Move(1)
	case screen.Back, no:
		return s.back()
	case screen.Enter, yes:
		return s.next()
	default:
	}
	return nil
}

// back leads one step back, and from the first to the desk where there is
// one.
func (s *Screen) back() tea.Cmd {
	s.refusal = nil
	switch {
	case s.step == names && s.line.Value() != "":
		s.line.SetValue("")
		s.wrong = ""
		s.relist()
		return nil
	case s.step == repeat:
		s.turn(choose)
		return nil
	case s.step == choose && s.cfg.Purpose == OwnPIN && s.hasPIN():
		s.turn(prove)
		return nil
	case s.cfg.Purpose == OwnPIN:
		return s.send(Withdrawn{})
	case s.cfg.Leads && s.locked():
		return s.send(Left{})
	case s.cfg.Bound && s.step == prove:
		s.before.Clear()
	case s.step != names:
		s.turn(names)
	case s.cfg.Purpose == Change:
		return s.send(Withdrawn{})
	case s.cfg.Purpose == Unlock:
		if f, ok := s.officer(s.cfg.Officer); ok {
			s.ask(f)
		}
	}
	return nil
}

func (s *Screen) hasPIN() bool {
	f, _ := s.officer(s.who)
	return f.PIN != ""
}

func (s *Screen) next() tea.Cmd {
	s.refusal = nil
	switch s.step {
	case names:
		return s.named()
	case prove:
		return s.proved()
	case choose:
		s.chose()
	case repeat:
		return s.repeated()
	case enrol:
		return s.send(Enrol{s.newcomer})
	}
	return nil
}

// named takes the name under the mark, or a new one.
func (s *Screen) named() tea.Cmd {
	c, ok := s.list.Marked()
	if !ok {
		return s.unknown(model.CleanLine(s.line.Value()))
	}
	f, _ := s.officer(model.OfficerID(c.Value))
	switch {
	case f.ID == s.cfg.Ctx.Officer.ID && s.cfg.Purpose == Change:
		return s.send(Withdrawn{})
	case f.PIN == "" && !s.cfg.Home():
		s.wrong = s.t("pin-at-home", locale.A{"name": f.Name})
	default:
		s.ask(f)
	}
	return nil
}

// unknown is a name that is on no list: an administrator may put it there.
func (s *Screen) unknown(name string) tea.Cmd {
	switch {
	case name == "":
	case s.cfg.Enrols:
		s.newcomer = name
		s.turn(enrol)
	default:
		s.wrong = s.cfg.Ctx.Print.T("signin.unknown", locale.A{"name": name})
	}
	return nil
}

// proved sends the PIN on, unless it is too soon for another try.
func (s *Screen) proved() tea.Cmd {
	switch {
	case s.before.Value() == "":
		return nil
	case s.wait() > 0:
		s.before.Clear() // it would be sent with the next try
		return nil
	case s.cfg.Purpose == OwnPIN:
		s.turn(choose)
		return nil
	}
	return s.send(Given{Officer: s.who, PIN: s.before.Value()})
}

// wait is how long the next try has to wait.
func (s *Screen) wait() time.Duration {
	f, _ := s.officer(s.who)
	return f.Wait(s.cfg.Ctx.Now())
}

// chose looks at a new PIN before it is asked for again.
func (s *Screen) chose() {
	if err := model.ValidPIN(s.pin.Value()); err != nil {
		s.refusal = err
		return
	}
	s.pin.Blur()
	s.repeat.Clear()
	s.repeat.Focus()
	s.step, s.wrong = repeat, ""
}

func (s *Screen) repeated() tea.Cmd {
	if s.pin.Value() != s.repeat.Value() {
		s.turn(choose)
		s.wrong = s.cfg.Ctx.Print.T("signin.pin-differs")
		return nil
	}
	if s.cfg.Purpose == OwnPIN {
		return s.send(NewPIN{Before: s.before.Value(), PIN: s.pin.Value()})
	}
	return s.send(Given{Officer: s.who, PIN: s.pin.Value(), Chosen: true})
}

// send hands something over and waits for the answer.
func (s *Screen) send(msg tea.Msg) tea.Cmd {
	_, leaves := msg.(Withdrawn)
	s.busy = !leaves
	return screen.Send(msg)
}

// isWait says that an answer was about a pause, which counts down by itself.
func isWait(err error) bool { return errors.Is(err, &model.Error{Key: "signin-wait"}) }

// Bindings are the keys that work now.
func (s *Screen) Bindings() []screen.Binding {
	quit := screen.Binding{Intent: screen.Quit, Keys: []string{"ctrl+c"}, Help: "signin.key.quit", Bar: true, Typing: true}
	back := screen.Binding{Intent: screen.Back, Keys: []string{"esc"}, Help: s.backWord(), Bar: true, Typing: true}
	enter := screen.Binding{Intent: screen.Enter, Keys: []string{"enter"}, Help: "signin.key.go", Bar: true, Typing: true}
	switch s.step {
	case enrol:
		return []screen.Binding{
			{Intent: yes, Keys: []string{"y"}, Help: "signin.key.enrol", Bar: true},
			{Intent: no, Keys: []string{"n", "t", "enter", "esc"}, Help: "signin.key.list", Bar: true},
		}
	case names:
		list := []screen.Binding{
			enter,
			{Intent: screen.Up, Keys: []string{"up"}, Show: "↑↓", Help: "key.move", Bar: true, Typing: true},
			{Intent: screen.Down, Keys: []string{"down"}, Help: "key.down", Typing: true},
		}
		if s.cfg.Purpose != Begin || s.line.Value() != "" {
			list = append(list, back)
		}
		return append(list, quit)
	case prove, choose, repeat:
	}
	if s.cfg.Bound && s.locked() {
		return []screen.Binding{enter, quit}
	}
	return []screen.Binding{enter, back, quit}
}

// backWord is what Esc does.
func (s *Screen) backWord() string {
	switch {
	case s.step == names && s.line.Value() != "":
		return "signin.key.clear"
	case s.cfg.Leads && s.locked():
		return "signin.key.viewer"
	case s.step == repeat, s.cfg.Purpose == OwnPIN, s.cfg.Purpose == Change && s.step == names:
		return "key.back"
	case s.cfg.Purpose == Unlock && s.step == names:
		return "signin.key.locked"
	}
	if s.cfg.Purpose == Unlock {
		return "signin.key.another"
	}
	return "signin.key.other"
}
