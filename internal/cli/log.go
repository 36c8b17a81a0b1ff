package cli

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"time"

	"piket/internal/desk"
	"piket/internal/locale"
	paper "piket/internal/report"
	"piket/model"
)

type logTree struct {
	Show  logShowCommand  `cmd:"" default:"withargs"`
	Add   logAddCommand   `cmd:""`
	Print logPrintCommand `cmd:""`
}

// span is the part of the duty log that is asked for.
type span struct {
	Watch string `placeholder:"W"`
	Day   string `placeholder:"D"`
}

// find is the span's ends, and what it is called. Without either flag it is
// the watch that runs, or ran last.
func (c span) find(s *seat, session *desk.Session) (from, to time.Time, name string, err error) {
	if c.Day != "" {
		from, err = time.ParseInLocation(time.DateOnly, c.Day, s.zone())
		if err != nil || c.Watch != "" {
			return from, to, "", &model.Error{Kind: model.KindInvalid, Key: "log-day", Args: model.Args{"day": model.CleanLine(c.Day)}}
		}
		return from, from.AddDate(0, 0, 1), s.print.Date(from, s.zone()), nil
	}
	w, err := s.watch(session, cmp.Or(c.Watch, string(model.LogWatch(session.Rules(), session.Now()))))
	return w.From, w.To, s.watchHours(w), err
}

func (c span) read(ctx context.Context, s *seat) (lines []desk.LogLine, name string, err error) {
	session, err := s.session()
	if err != nil {
		return nil, "", err
	}
	from, to, name, err := c.find(s, session)
	if err != nil {
		return nil, "", err
	}
	lines, err = session.Log(ctx, from, to)
	return lines, name, err //nolint:wrapcheck // a refusal as it is
}

// logShowCommand shows the duty log of a watch or a day.
type logShowCommand struct {
	span
	JSON bool
}

func (c *logShowCommand) run(ctx context.Context, s *seat) error {
	lines, name, err := c.read(ctx, s)
	if err != nil {
		return err
	}
	if c.JSON {
		for _, l := range lines {
			if err := s.json(s.logShape(ctx, l)); err != nil {
				return err
			}
		}
		return nil
	}
	s.say(name)
	for _, l := range lines {
		s.say(s.print.Clock(l.At, s.zone()) + "  " + s.logText(ctx, l))
	}
	if len(lines) == 0 {
		s.say(s.print.T("cli.log.none"))
	}
	return nil
}

// logShape is a line of the duty log. Of an event, only the first fields are there.
type logShape struct {
	Seq         uint64   `json:"seq"`
	At          string   `json:"at"`
	Recorded    string   `json:"recorded"`
	By          string   `json:"by"`
	Event       string   `json:"event"` // its type; "log.written.v1" for an entry by hand
	Text        string   `json:"text"`
	Cases       []string `json:"cases"`
	Kind        string   `json:"kind,omitempty"`
	Count       *int     `json:"count,omitempty"`
	Forward     bool     `json:"forward,omitempty"`
	Corrects    uint64   `json:"corrects,omitempty"`
	CorrectedBy uint64   `json:"corrected_by,omitempty"`
}

func (s *seat) logShape(ctx context.Context, l desk.LogLine) logShape {
	if e := l.Entry; e != nil {
		return logShape{
			Seq: e.Seq, At: s.stamp(e.Happened), Recorded: s.stamp(e.Recorded), By: s.name(e.By), Event: model.LogWritten{}.Type(),
			Text: e.Text, Cases: s.numbers(ctx, e.Cases), Kind: string(e.Kind), Count: e.Count, Forward: e.Forward,
			Corrects: e.Corrects, CorrectedBy: e.CorrectedBy,
		}
	}
	out := logShape{
		Seq: l.Event.Seq, At: s.stamp(l.At), Recorded: s.stamp(l.Event.Recorded), By: s.name(l.Event.Actor.Officer),
		Event: l.Event.Event.Type(), Text: s.eventText(l.Event.Event), Cases: []string{},
	}
	if l.Number != "" {
		out.Cases = []string{l.Number}
	}
	return out
}

// numbers are the register numbers of cases.
func (s *seat) numbers(ctx context.Context, ids []model.CaseID) []string {
	out := []string{}
	session, err := s.session()
	if err != nil {
		return out
	}
	for _, id := range ids {
		if l, err := session.Case(ctx, id); err == nil {
			out = append(out, l.Case.Number)
		}
	}
	return out
}

// logText is a line of the duty log without its hour.
func (s *seat) logText(ctx context.Context, l desk.LogLine) string {
	shape := s.logShape(ctx, l)
	var parts []string
	add := func(text string) {
		if text = model.CleanLine(text); text != "" {
			parts = append(parts, text)
		}
	}
	add(s.word("log", shape.Kind))
	add(shape.Text)
	if shape.Count != nil {
		add(s.print.T("cli.log.count", locale.A{"n": *shape.Count}))
	}
	add(strings.Join(shape.Cases, ", "))
	if e := l.Entry; e == nil && model.About(l.Event.Event) != "" {
		shape.By = s.print.T("dutylog.by", locale.A{"name": shape.By})
	}
	add(shape.By)
	if e := l.Entry; e != nil {
		if late := e.Recorded.Sub(e.Happened); late > time.Minute {
			add(s.print.T("cli.log.recorded", locale.A{"at": s.print.Stamp(e.Recorded, s.zone())}))
		}
		if e.Forward {
			add(s.print.T("cli.log.forward"))
		}
		if e.Corrects != 0 {
			add(s.print.T("cli.log.corrects", locale.A{"seq": e.Corrects}))
		}
		if e.CorrectedBy != 0 {
			add(s.print.T("cli.log.corrected", locale.A{"seq": e.CorrectedBy}))
		}
		add("#" + strconv.FormatUint(e.Seq, 10))
	}
	return strings.Join(parts, " · ")
}

// logAddCommand writes an entry.
type logAddCommand struct {
	Kind     string   `placeholder:"K" required:""`
	Text     string   `placeholder:"T"`
	Happened string   `placeholder:"HH:MM"`
	Case     []string `placeholder:"N"`
	Count    *int     `placeholder:"N"`
	Forward  bool
	Corrects uint64 `placeholder:"SEQ"`
	JSON     bool
}

func (c *logAddCommand) run(ctx context.Context, s *seat) error {
	session, err := s.session()
	if err != nil {
		return err
	}
	kind, err := code(s, "log", c.Kind, model.LogKinds(), "log-kind")
	if err != nil {
		return &model.Error{Kind: model.KindInvalid, Key: "log-kind", Args: model.Args{"kind": model.CleanLine(c.Kind)}, Err: err}
	}
	happened, err := s.hour(c.Happened, session.Now(), -1)
	if err != nil {
		return err
	}
	note := model.LogNote{Kind: kind, Text: c.Text, Count: c.Count, Forward: c.Forward, Corrects: c.Corrects}
	for _, number := range c.Case {
		id, err := session.Resolve(ctx, number)
		if err != nil {
			return err //nolint:wrapcheck // a refusal as it is
		}
		note.Cases = append(note.Cases, id)
	}
	entry, err := session.WriteLog(ctx, note, happened)
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	l := desk.LogLine{At: entry.Happened, Entry: &entry}
	if c.JSON {
		return s.json(s.logShape(ctx, l))
	}
	s.say(s.print.Stamp(l.At, s.zone()) + "  " + s.logText(ctx, l))
	return nil
}

// aheadOfClock is how far a clock on the wall may be ahead of this one.
const aheadOfClock = 5 * time.Minute

// hour reads "22:15" as the last such hour before now, or the next after it
// where days is 1, and an RFC 3339 instant as it is; zero for nothing.
func (s *seat) hour(text string, now time.Time, days int) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	clock, ok := model.ParseDayTime(text)
	if !ok {
		return time.Time{}, &model.Error{Kind: model.KindInvalid, Key: "hour-odd", Args: model.Args{"hour": model.CleanLine(text)}}
	}
	local := now.In(s.zone())
	t := time.Date(local.Year(), local.Month(), local.Day(), 0, int(clock), 0, 0, s.zone())
	if days < 0 && t.After(now.Add(aheadOfClock)) || days > 0 && t.Before(now) {
		t = t.AddDate(0, 0, days)
	}
	return t, nil
}

// logPrintCommand prints the duty log, or saves it where nothing prints.
type logPrintCommand struct {
	span
}

func (c *logPrintCommand) run(ctx context.Context, s *seat) error {
	session, err := s.session()
	if err == nil {
		err = s.prints(session, insteadOfLog)
	}
	if err != nil {
		return err
	}
	lines, name, err := c.read(ctx, s)
	if err != nil {
		return err
	}
	told := make([]paper.LogLine, 0, len(lines))
	for _, l := range lines {
		told = append(told, paper.LogLine{Hour: s.print.Clock(l.At, s.zone()), Text: s.logText(ctx, l)})
	}
	return s.printed(s.app.PrintLog(ctx, name, told, s.print.Lang()))
}

// printed says where a paper went.
func (s *seat) printed(where string, err error) error {
	if err != nil {
		return err
	}
	s.say(s.print.T("cli.log.printed", locale.A{"where": where}))
	return nil
}
