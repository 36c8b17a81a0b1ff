package report

import (
	tea "charm.land/bubbletea/v2"

	"piket/ui/screen"
)

// Update takes a message. Commands it returns carry the name of the draft
// they are about, so that an answer that comes too late is dropped.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if _, tick := msg.(screen.Tick); tick {
		return s, nil // nothing here runs by the second
	}
	s.drawn = nil
	cmd := s.update(msg)
	s.refreshReview()
	return s, cmd
}

func (s *Screen) update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case screen.Size:
		s.size = m
	case screen.Changed:
		s.redress()
	case screen.Wake:
		return s.wake()
	case screen.Did:
		return s.did(m.Intent)
	case tea.KeyPressMsg, tea.PasteMsg:
		if s.Typing() && !s.loading && !s.leaving && !s.sending {
			return s.typed(msg)
		}
	}
	return s.told(msg)
}

// told takes what the form's own commands and dialogs bring back.
func (s *Screen) told(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case keepNow:
		return s.keepNow(m)
	case kept:
		return s.kept(m)
	case draftsFound:
		return s.draftsFound(m)
	case resume:
		return s.resume(m)
	case compareNow:
		return s.compareNow(m)
	case compared:
		return s.compared(m)
	case alikeRead:
		return s.alikeRead(m)
	case repeats:
		return s.repeats(m)
	case removed:
		return s.remove(m)
	case discarded:
		return s.discard(m)
	case reviewReady:
		s.review.ready = s.review.ready || (m.form == s.self && m.turn == s.review.turn)
	case saved:
		return s.saved(m)
	case goOn:
		return s.goOn(m)
	}
	return s.doneTold(msg)
}

// redress makes the widget with the focus anew: its words may be in another
// language now.
func (s *Screen) redress() {
	if s.page != pageDone && !s.loading {
		s.forgetRemarks()
		s.rebuild()
		s.focusAt(s.at)
	}
}
