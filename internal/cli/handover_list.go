package cli

import (
	"cmp"
	"strings"
	"time"

	"piket/internal/locale"
	paper "piket/internal/report"
	"piket/model"
)

// handoverText is a handover in one line.
func (s *seat) handoverText(h model.Handover) string {
	parts := []string{string(h.ID), s.print.T("cli.handover.state." + stateOf(h))}
	if r := h.Record; r != nil {
		parts = append(parts, s.print.T("cli.handover.sides", locale.A{"out": orDash(r.Out.Name), "in": orDash(r.In.Name)}), s.print.Stamp(r.Sealed, s.zone()))
	} else {
		parts = append(parts, s.print.T("cli.handover.sides", locale.A{"out": orDash(s.name(h.Out)), "in": orDash(s.name(h.In))}))
	}
	return strings.Join(append(parts, s.marks(h)...), " · ")
}

// marks are what is not as it should be with a handover.
func (s *seat) marks(h model.Handover) []string {
	var r model.Record
	if h.Record != nil {
		r = *h.Record
	}
	lone := 0
	if r.Lone != "" {
		lone = 1
	}
	var out []string
	for _, m := range []struct {
		key string
		n   int
	}{
		{"late", r.Late}, {"early", early(r)}, {"lone", lone}, {"others", len(r.Others)}, {"missed", len(h.Missed)}, {"declined", declined(r)},
	} {
		if m.n > 0 {
			out = append(out, s.print.T("cli.handover."+m.key, locale.A{"n": m.n}))
		}
	}
	return out
}

func declined(r model.Record) int {
	n := 0
	for _, l := range r.Lines {
		if l.Verdict == model.Declined {
			n++
		}
	}
	return n
}

// unacceptedShape is a line that nobody has accepted yet.
type unacceptedShape struct {
	Line   string `json:"line"`
	Kind   string `json:"kind"`
	Number string `json:"number"`
	Text   string `json:"text"`
	Owner  string `json:"owner"`
	Times  int    `json:"times"` // handovers of the last weeks that did not get it accepted
	model.Refusal
}

// unaccepted tells of them, the longest first.
func (s *seat) unaccepted(all []model.Unaccepted, json bool) error {
	for _, u := range all {
		shape := unacceptedShape{
			Line: string(u.Line.Key), Kind: string(u.Line.Kind), Number: u.Line.Number, Text: s.toldText(u.Line),
			Owner: u.Line.Owner, Times: u.Times, Refusal: u.Refusal,
		}
		if json {
			if err := s.json(shape); err != nil {
				return err
			}
			continue
		}
		what := strings.Trim(cmp.Or(shape.Number, shape.Line)+" · "+model.CleanLine(shape.Text), " ·")
		s.say(what + " · " + paper.Unaccepted(s.print, u.Refusal, s.app.Desk().Office().Zone))
	}
	return nil
}

// toldText is what a line of a record is about.
func (s *seat) toldText(l model.RecordLine) string {
	if l.Kind == model.LineLog {
		return s.print.LogText(l.Log, l.Text, l.Count, l.Cases)
	}
	return l.Text
}

// early is how many minutes before its end a watch was handed over; nothing
// where that was as usual.
func early(r model.Record) int {
	if r.Early == 0 {
		return 0
	}
	return r.Early + int(time.Hour/time.Minute)
}
