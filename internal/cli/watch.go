package cli

import (
	"context"
	"slices"
	"strings"
	"time"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
)

type watchTree struct {
	Now  watchNowCommand  `cmd:"" default:"withargs"`
	List watchListCommand `cmd:""`
	Swap watchSwapCommand `cmd:""`
}

// watchShape is a watch and who stands it.
type watchShape struct {
	Watch   string   `json:"watch"`
	Shift   string   `json:"shift"`
	From    string   `json:"from"`
	To      string   `json:"to"`
	Running bool     `json:"running"`
	Holiday bool     `json:"holiday"` // the day it begins on
	Team    string   `json:"team"`
	Crew    []string `json:"crew"`
	Swapped bool     `json:"swapped"`
	Reason  string   `json:"reason,omitempty"`
}

func (s *seat) watchShape(session *desk.Session, w model.Watch) watchShape {
	rules, now := session.Rules(), session.Now()
	crew := session.Office().CrewOf(rules, w)
	out := watchShape{
		Watch: string(w.ID), Shift: w.Shift, From: s.stamp(w.From), To: s.stamp(w.To),
		Running: !now.Before(w.From) && now.Before(w.To),
		Holiday: slices.Contains(rules.Holidays, model.Date(w.From.In(s.zone()).Format(time.DateOnly))),
		Team:    crew.Team, Crew: []string{}, Swapped: crew.Swapped, Reason: crew.Reason,
	}
	for _, id := range crew.Members {
		out.Crew = append(out.Crew, s.name(id))
	}
	return out
}

// watchText is a watch in one line.
func (s *seat) watchText(session *desk.Session, w model.Watch) string {
	shape := s.watchShape(session, w)
	parts := []string{shape.Watch, s.watchHours(w), strings.Trim(shape.Team+": "+strings.Join(shape.Crew, ", "), ": ")}
	if parts[2] == "" {
		parts[2] = s.print.T("cli.watch.nobody")
	}
	if shape.Holiday {
		parts = append(parts, s.print.T("cli.watch.holiday"))
	}
	if shape.Swapped {
		parts = append(parts, s.print.T("cli.watch.swapped", locale.A{"reason": shape.Reason}))
	}
	return strings.Join(parts, " · ")
}

func (s *seat) watchHours(w model.Watch) string {
	return s.print.T("paper.watch", locale.A{"shift": w.Shift, "from": s.print.Stamp(w.From, s.zone()), "to": s.print.Stamp(w.To, s.zone())})
}

// strangers are names on the roster that no officer bears: told, since the
// roster is a file that anybody may have mistyped.
func (s *seat) strangers(session *desk.Session) {
	office := session.Office()
	for _, t := range session.Rules().Roster.Teams {
		for _, name := range t.Members {
			if f, ok := office.OfficerNamed(name); !ok || f.Disabled {
				s.note(s.print.T("cli.watch.stranger", locale.A{"team": t.Name, "name": name}))
			}
		}
	}
}

// watchNowCommand shows the watch that runs.
type watchNowCommand struct {
	JSON bool
}

func (c *watchNowCommand) run(_ context.Context, s *seat) error {
	session, err := s.session()
	if err != nil {
		return err
	}
	w, _, ok := session.OnWatch()
	if !ok {
		next, _ := session.Rules().WatchAfter(session.Now())
		if c.JSON {
			return s.json(s.watchShape(session, next))
		}
		s.say(s.print.T("cli.watch.none", locale.A{"next": s.watchText(session, next)}))
		return nil
	}
	if c.JSON {
		return s.json(s.watchShape(session, w))
	}
	s.say(s.watchText(session, w))
	s.strangers(session)
	return nil
}

// watchListCommand shows the coming days.
type watchListCommand struct {
	Days int `placeholder:"N" default:"7"`
	JSON bool
}

const mostDays = 60

func (c *watchListCommand) run(_ context.Context, s *seat) error {
	session, err := s.session()
	switch {
	case err != nil:
		return err
	case c.Days < 1 || c.Days > mostDays:
		return &model.Error{Kind: model.KindInvalid, Key: "watch-days", Args: model.Args{"max": mostDays}}
	}
	now := session.Now()
	for _, w := range coming(session.Rules(), now, now.AddDate(0, 0, c.Days)) {
		if !c.JSON {
			s.say(s.watchText(session, w))
		} else if err := s.json(s.watchShape(session, w)); err != nil {
			return err
		}
	}
	s.strangers(session)
	return nil
}

// coming are the watches that run or begin in a span of time.
func coming(r model.Rules, from, to time.Time) []model.Watch {
	var out []model.Watch
	w, ok := r.WatchAt(from)
	if !ok {
		w, ok = r.WatchAfter(from)
	}
	for ok && w.From.Before(to) {
		out = append(out, w)
		w, ok = r.WatchAfter(w.To)
	}
	return out
}

// watchSwapCommand puts others on a watch.
type watchSwapCommand struct {
	Watch  string   `arg:""`
	Team   string   `placeholder:"T"`
	Crew   []string `placeholder:"NAME"`
	Reason string   `placeholder:"R" required:""`
	JSON   bool
}

func (c *watchSwapCommand) run(ctx context.Context, s *seat) error {
	session, err := s.session()
	if err != nil {
		return err
	}
	w, err := s.watch(session, c.Watch)
	if err != nil {
		return err
	}
	var crew []model.OfficerID
	for _, name := range c.Crew {
		f, err := named(session.Office(), name)
		if err != nil {
			return err
		}
		crew = append(crew, f.ID)
	}
	if err := session.SwapWatch(ctx, w.ID, model.CleanLine(c.Team), crew, model.CleanLine(c.Reason)); err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	if c.JSON {
		return s.json(s.watchShape(session, w))
	}
	s.say(s.watchText(session, w))
	return nil
}

// watch finds the watch somebody named: 20261121T2200, or a day and the name
// of a shift, "2026-11-21 Malam".
func (s *seat) watch(session *desk.Session, name string) (model.Watch, error) {
	rules := session.Rules()
	if w, ok := rules.WatchNamed(model.WatchID(strings.ToUpper(name))); ok {
		return w, nil
	}
	if w := rules.WatchOf(model.WatchID(strings.ToUpper(name))); !w.From.IsZero() {
		return w, nil // of an earlier roster
	}
	day, shift, _ := strings.Cut(strings.TrimSpace(name), " ")
	from, err := time.ParseInLocation(time.DateOnly, day, s.zone())
	for _, h := range rules.Roster.Shifts {
		if err == nil && model.Fold(h.Name) == model.Fold(shift) {
			id := from.Add(time.Duration(h.From) * time.Minute).Format("20060102T1504")
			if w, ok := rules.WatchNamed(model.WatchID(id)); ok {
				return w, nil
			}
		}
	}
	return model.Watch{}, &model.Error{Kind: model.KindNotFound, Key: "watch-not-found", Args: model.Args{"watch": model.CleanLine(name)}}
}
