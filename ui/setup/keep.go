package setup

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

// Drafts keep the answers until the office is set up.
type Drafts interface {
	SaveDraft(ctx context.Context, form string, v any) error
	Drafts(ctx context.Context, prefix string) ([]desk.SavedDraft, error)
	DropDraft(ctx context.Context, form string) error
}

// form is the name the desk keeps the answers under.
const form = "setup"

// answers is what was typed and chosen so far. Coded says that the code was
// typed, not suggested.
type answers struct {
	Lang    locale.Lang `json:"lang"`
	Name    string      `json:"name"`
	Code    string      `json:"code"`
	Coded   bool        `json:"coded"`
	Zone    model.Zone  `json:"zone"`
	Officer string      `json:"officer"`
}

func (s *Setup) answers() answers {
	return answers{
		Lang: s.ctx.Print.Lang(), Name: s.lines[officeName].Value(), Code: s.lines[officeCode].Value(), Coded: s.coded,
		Zone: s.zone, Officer: s.lines[officer].Value(),
	}
}

// found is what had been answered before.
type found struct{ answers answers }

// Init looks for the answers of a first run that was cut short.
func (s *Setup) Init() tea.Cmd {
	d := s.cfg.Drafts
	if d == nil {
		return nil
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		saved, err := d.Drafts(ctx, form)
		if err != nil || len(saved) == 0 {
			return nil // the questions are asked anew
		}
		var m found
		if saved[0].Into(&m.answers) != nil {
			return nil
		}
		return m
	}
}

// found puts earlier answers into the fields, unless somebody has begun anew.
func (s *Setup) found(m found) tea.Cmd {
	if s.touched {
		return nil
	}
	a := m.answers
	s.lines[officeName].SetValue(a.Name)
	s.lines[officeCode].SetValue(upperCode(a.Code))
	s.lines[officer].SetValue(a.Officer)
	if slices.Contains(model.Zones(), a.Zone) {
		s.zone = a.Zone
	}
	s.coded, s.kept = a.Coded, a
	if a.Lang != s.ctx.Print.Lang() {
		return screen.Send(screen.Speak{Lang: a.Lang})
	}
	return nil
}

// Keep stores the answers, if they are not stored as they are.
func (s *Setup) Keep() tea.Cmd {
	d, now := s.cfg.Drafts, s.answers()
	if d == nil || !s.touched || s.busy || now == s.kept {
		return nil
	}
	s.kept = now
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		if d.SaveDraft(ctx, form, now) != nil {
			return unkept{}
		}
		return nil
	}
}

// unkept says that the answers could not be stored: they are tried again.
type unkept struct{}

// done goes on to the queue, and forgets the answers: the office has them.
func (s *Setup) done(officer model.OfficerID) tea.Cmd {
	d := s.cfg.Drafts
	if d == nil {
		return screen.Send(Done{Officer: officer})
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		_ = d.DropDraft(ctx, form) // it would never be read again
		return Done{Officer: officer}
	}
}
