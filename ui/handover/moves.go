package handover

import (
	"cmp"
	"strings"

	"piket/internal/locale"
	"piket/model"
)

// receiver is somebody who gets cases by a handover, and how many.
type receiver struct {
	name string
	n    int
}

// foretold is what becomes of the cases once those sign who are named in the
// dialog.
func (s *Screen) foretold(d *signing) string {
	who := map[model.Side]model.OfficerID{}
	for _, p := range d.sides {
		who[p.side] = p.who
	}
	passed := s.p.Moves(s.ctx.Office, s.ctx.Rules, s.p.Lines, who[model.SideOut], who[model.SideIn])
	var all []receiver
	for _, id := range []model.OfficerID{who[model.SideIn], who[model.SideOut]} {
		all = append(all, receiver{s.ctx.OfficerName(id), passed.To[id]})
		delete(passed.To, id)
	}
	for _, f := range s.ctx.Office.Officers { // who said a grave one back, and signs not
		all = append(all, receiver{f.Name, passed.To[f.ID]})
	}
	return s.moves(all, passed.Queued)
}

// moved is what became of the cases of a sealed handover.
func (s *Screen) moved() string {
	r, queued := s.p.Record, 0
	var all []receiver
	for _, l := range r.Lines {
		name := cmp.Or(l.To, r.In.Name)
		switch i := indexOf(all, name); {
		case !l.Moved:
			if l.Kind == model.LineCase && l.Owner == "" {
				queued++
			}
		case i < 0:
			all = append(all, receiver{name, 1})
		default:
			all[i].n++
		}
	}
	return s.moves(all, queued)
}

func indexOf(all []receiver, name string) int {
	for i, r := range all {
		if r.name == name {
			return i
		}
	}
	return -1
}

// moves says how many cases go to whom, and how many stay with nobody.
func (s *Screen) moves(all []receiver, queued int) string {
	var parts []string
	for _, r := range all {
		says := "handover.moves-also"
		if len(parts) == 0 {
			says = "handover.moves-to"
		}
		if r.n > 0 {
			parts = append(parts, s.t(says, locale.A{"n": r.n, "name": r.name}))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, s.t("handover.moves-none"))
	}
	if queued > 0 {
		parts = append(parts, s.t("handover.moves-queued", locale.A{"n": queued}))
	}
	return strings.Join(parts, ", ")
}
