package demo

import (
	"context"
	"fmt"
	"math/rand/v2"

	"piket/internal/desk"
	"piket/model"
	"piket/model/area"
	"piket/model/nation"
)

// Config is what a World is made of.
type Config struct {
	Seed  uint64
	Areas *area.Set
	Area  string     // codes of the office's area, parted by commas; empty is Kota Tangerang
	Zone  model.Zone // empty is WIB
}

// World is an invented office's neighbourhood.
type World struct {
	cfg       Config
	words     words
	districts []area.Area
	nations   map[string]string // code → Indonesian name
	pins      bool              // the office's area is the one the words know by its place on the map
}

// New invents a world. It returns area.ErrUnknown when the area has no
// districts.
func New(cfg Config) (*World, error) {
	w := &World{cfg: cfg, nations: map[string]string{}}
	var err error
	if w.words, err = readWords(); err != nil {
		return nil, err
	}
	if w.cfg.Area == "" {
		w.cfg.Area = w.words.Office.Area
	}
	if w.cfg.Zone == "" {
		w.cfg.Zone = model.WIB
	}
	w.pins = w.cfg.Area == w.words.Office.Area
	if w.districts = cfg.Areas.Districts(w.cfg.Area); len(w.districts) == 0 {
		return nil, fmt.Errorf("%w: %q has no districts", area.ErrUnknown, w.cfg.Area)
	}
	for _, n := range w.words.Nations {
		known, ok := nation.Lookup(n.Code)
		if !ok {
			return nil, fmt.Errorf("words of the demo: nation %q", n.Code)
		}
		w.nations[n.Code] = known.Name("id")
	}
	return w, nil
}

// Area is the code of the office's area, for its settings.
func (w *World) Area() string { return w.cfg.Area }

// Office is the office as it is set up.
func (w *World) Office() model.OfficeSetUp {
	return model.OfficeSetUp{Name: w.words.Office.Name, Code: w.words.Office.Code, Zone: w.cfg.Zone}
}

// Officer is who sits at the desk first.
func (w *World) Officer() string { return w.words.Office.Officers[0] }

// Staff registers the invented officers who are not there yet. The session is
// an administrator's.
func (w *World) Staff(ctx context.Context, s *desk.Session) error {
	for i, name := range w.words.Office.Officers {
		if _, there := s.Office().OfficerNamed(name); there {
			continue
		}
		role := model.RoleOfficer
		if i == len(w.words.Office.Officers)-1 {
			role = model.RoleSupervisor
		}
		if _, err := s.RegisterOfficer(ctx, name, role); err != nil {
			return fmt.Errorf("register %s: %w", name, err)
		}
	}
	return nil
}

// acting are the officers of an office who may change cases.
func acting(o model.Office) []model.OfficerID {
	var ids []model.OfficerID
	for _, f := range o.Officers {
		if !f.Disabled && f.Role != model.RoleViewer {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// dice are the random numbers of one report or one life, the same each time.
func (w *World) dice(stream, i uint64) *rand.Rand {
	return rand.New(rand.NewPCG(w.cfg.Seed<<8|stream, i)) //nolint:gosec // an invented world needs no secrets
}

// The streams of dice.
const (
	diceReport uint64 = iota
	dicePerson
	diceLife
	diceTime
)
