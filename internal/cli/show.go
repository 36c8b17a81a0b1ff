package cli

import (
	"context"
	"strconv"
	"strings"

	"piket/internal/locale"
	"piket/model"
	"piket/model/nation"
	"piket/ui/cell"
)

// showCommand writes a case file: facts and timeline.
type showCommand struct {
	Number string `arg:""`
	JSON   bool
}

func (c *showCommand) run(ctx context.Context, s *seat) error {
	_, l, err := s.find(ctx, c.Number)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(s.caseShape(l))
	}
	s.caseText(l)
	return nil
}

// caseText writes a case file for people: one labelled fact a line, so that
// it reads well aloud.
func (s *seat) caseText(l model.Loaded) {
	c := l.Case
	s.fact("number", c.Number)
	s.fact("kind", s.print.Word("kind", string(c.Facts.Kind)))
	s.fact("status", s.statusText(c))
	s.fact("urgency", s.print.Word("urgency", string(c.Urgency)))
	s.fact("violation", s.print.Word("violation", string(c.Violation)))
	s.fact("officer", s.name(c.Owner))
	if due, ok := c.Due(); ok {
		s.fact("due", s.print.Stamp(due.Due, s.zone())+" · "+s.print.Word("clock", string(due.Name))+" · "+s.print.Due(due.Due.Sub(s.app.Now())))
	} else if c.Status == model.Waiting {
		s.fact("due", s.print.T("case.clocks-paused"))
	}
	s.fact("received", s.print.Stamp(c.Received, s.zone())+" · "+s.print.Word("channel", string(c.Facts.Channel)))
	s.fact("occurred", s.instant(c.Facts.Occurred))
	s.fact("reporter", s.reporterText(c.Reporter))
	s.fact("place", strings.TrimSpace(c.Facts.Place.Name+" "+bracket(s.word("lodging", string(c.Facts.Place.Lodging)))))
	s.fact("address", c.Facts.Place.Address)
	s.fact("area", s.areaLabel(c.Facts.Place.Area))
	s.fact("pin", pinText(c.Facts.Place))
	s.fact("check-in", s.print.Dated(c.Facts.CheckIn))
	s.fact("check-out", s.print.Dated(c.Facts.CheckOut))
	for i, subject := range c.Facts.Subjects {
		s.fact("subjects", s.print.T("cli.show.subject", locale.A{"n": i + 1, "text": s.subjectText(subject)}))
	}
	s.fact("narrative", c.Facts.Narrative)
	for _, e := range c.Facts.Evidence {
		s.fact("evidence", e)
	}
	for _, k := range c.Links {
		s.fact("links", s.print.Word("link", string(k.Role))+" "+k.Number)
	}
	s.say("")
	s.say(s.print.T("cli.show.timeline"))
	for _, e := range l.History {
		s.say(s.entryText(e))
	}
}

// fact writes a label and its text, further lines set in; nothing for no text.
func (s *seat) fact(field, text string) {
	if text == "" {
		return
	}
	label := s.print.Word("field", field) + ":"
	for _, line := range strings.Split(text, "\n") {
		s.say(cell.Fit(label, labelWidth) + " " + line)
		label = ""
	}
}

const labelWidth = 17 // the longest label, with its colon

func bracket(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// word is a code's label; empty for no code.
func (s *seat) word(group, code string) string {
	if code == "" {
		return ""
	}
	return s.print.Word(group, code)
}

func (s *seat) statusText(c model.Case) string {
	text := s.print.Word("status", string(c.Status))
	for _, more := range []string{c.Waiting, s.word("disposition", string(c.Disposition))} {
		if more != "" {
			text += " · " + more
		}
	}
	if c.Proposed != nil {
		text += " · " + s.print.T("cli.show.proposed", locale.A{"officer": s.name(c.Proposed.By)})
	}
	return text
}

func (s *seat) reporterText(r *model.SealedReporter) string {
	if r == nil {
		return s.print.T("word.anonymous")
	}
	return s.print.T("word.pseudonym", locale.A{"code": r.Pseudonym.Short()})
}

// areaLabel is an area and where it lies; the code where nobody knows it.
func (s *seat) areaLabel(code string) string {
	if areas, err := s.app.Areas(); err == nil {
		if a, ok := areas.Lookup(code); ok {
			return a.Label
		}
	}
	return code
}

// subjectText is a subject in one line.
func (s *seat) subjectText(m model.Subject) string {
	var parts []string
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	add(m.Name)
	add(m.Alias)
	add(s.nationName(m.Nationality))
	add(s.word("sex", string(m.Sex)))
	if m.Age > 0 {
		age := s.print.T("cli.show.age", locale.A{"n": m.Age})
		if m.AgeAbout {
			age = "± " + age
		}
		add(age)
	}
	if m.Passport != "" {
		add(s.print.Word("field", "passport") + " " + m.Passport)
	}
	add(s.print.Short("permit", string(m.Permit)))
	add(s.print.Dated(m.PermitExpiry))
	add(m.Note)
	return strings.ReplaceAll(strings.Join(parts, ", "), "\n", " ")
}

func (s *seat) nationName(code string) string {
	if n, ok := nation.Lookup(code); ok {
		return n.Name(string(s.print.Lang()))
	}
	return code
}

// entryText is an event in one line: when, who, what, and what it changed.
func (s *seat) entryText(e model.Envelope) string {
	who := s.name(e.Actor.Officer)
	line := strconv.FormatUint(e.Version, 10) + ". " + s.print.Stamp(e.Time, s.zone()) + " · " + who + " · " + s.eventText(e.Event)
	return strings.ReplaceAll(line, "\n", " ")
}
