package handover_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk/desktest"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/handover"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestGoesOnWhereItWas opens the handover anew by the route to it, as a
// takeover does: at the same line, in the same field, with what was typed.
func TestGoesOnWhereItWas(t *testing.T) {
	f, drafts := busyNight(), desktest.NewDrafts(t, uitest.Now)
	open := func(me model.OfficerID, to screen.OpenHandover) *uitest.Stage {
		c := config(t, f, locale.Indonesian, me)
		c.Drafts, c.ID, c.Line, c.Writing = drafts, to.ID, to.Line, to.Writing
		return uitest.NewStage(t, handover.New(c), 80, 20)
	}
	route := func(s *uitest.Stage) screen.OpenHandover {
		to, _ := s.Screen.(screen.Placed).Route().(screen.OpenHandover)
		back, _ := to.Place().Route().(screen.OpenHandover) // as another process reads it
		return back
	}
	s := open(uitest.Budi, screen.OpenHandover{})
	s.Press("down", "enter")
	s.Write("Tunggu balasan")
	s.Press("tab", "tab")
	s.Fire() // killed here
	s = open(uitest.Budi, route(s))
	says(t, s, "Tunggu balasan")
	if at := cursorLine(s); !strings.Contains(at, "2026-000003") || !s.Screen.(screen.Typist).Typing() {
		t.Errorf("back at %q:\n%s", at, text(s))
	}
	s.Tell(tea.KeyPressMsg{Code: 'X', Text: "X"})
	s.Press("enter")
	if o := f.p.Outlooks[f.p.Lines[2].Key]; o.Next != "Tunggu balasan" || o.Who != "X" {
		t.Errorf("typed on into %+v", o)
	}

	s = open(uitest.Sari, screen.OpenHandover{})
	s.Press("G")
	s = open(uitest.Sari, route(s))
	if at := cursorLine(s); !strings.Contains(at, "belum ada pesan") || s.Screen.(screen.Typist).Typing() {
		t.Errorf("back at %q", at)
	}
	for _, gone := range []screen.OpenHandover{
		{ID: night, Line: "case.GONE", Writing: "question.text"}, {ID: night, Line: f.p.Lines[1].Key, Writing: "plan.next"}, {ID: night, Line: f.p.Lines[1].Key, Writing: "zz"},
	} {
		if s = open(uitest.Sari, gone); s.Screen.(screen.Typist).Typing() {
			t.Errorf("%+v opens something to write", gone)
		}
	}
}
