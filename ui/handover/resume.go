package handover

import (
	"slices"
	"strings"

	"piket/model"
	"piket/ui/screen"
)

// Route leads to this handover as it stands: to the line under the cursor,
// and to what is being written of it.
func (s *Screen) Route() screen.Route {
	if s.phase != underway {
		return screen.OpenHandover{ID: s.cfg.ID}
	}
	to := screen.OpenHandover{ID: s.id, Line: s.list.key()}
	if ed := s.edit; ed != nil {
		to.Line, to.Writing = ed.key, string(ed.what)+fieldMark+ed.fields[ed.at].name
	}
	return to
}

const fieldMark = "." // between what is being written and the field of it

// resume goes back to where the screen was, once both the handover and what
// was kept of it are there.
func (s *Screen) resume() {
	if !s.resuming || s.phase != underway || !s.kept.Ready() {
		return
	}
	s.resuming = false
	if !s.list.find(s.cfg.Line) || s.p.Sealed() {
		return
	}
	what, name, _ := strings.Cut(s.cfg.Writing, fieldMark)
	e, _ := s.current()
	if !slices.Contains(s.writes(e), writing(what)) {
		return
	}
	s.write(writing(what), e)
	for i, f := range s.edit.fields {
		if f.name == name {
			s.edit.focus(i)
		}
	}
}

// writes is what this officer may write of a line just now.
func (s *Screen) writes(e *entry) []writing {
	switch {
	case !s.may():
		return nil
	case e.Key == remarkKey:
		return []writing{remark}
	case s.side() == model.SideIn:
		return []writing{readBack, question, decline}
	case e.asked():
		return []writing{reply}
	}
	return []writing{plan}
}
