package report

import (
	"cmp"
	"slices"
	"strings"

	"piket/internal/locale"
	"piket/model"
)

// of are the lines of a kind.
func (c clerk) of(kind model.LineKind) []model.RecordLine {
	var out []model.RecordLine
	for _, l := range c.m.Record.Lines {
		if l.Kind == kind {
			out = append(out, l)
		}
	}
	return out
}

// section is a titled table of lines; what has no line says so.
func (c clerk) section(title string, columns []column, lines []model.RecordLine, row func(model.RecordLine) [][]string) part {
	t := &table{columns: append([]column{{"", 0.05}}, columns...), none: c.T("paper.none")}
	for i, l := range lines {
		t.rows = append(t.rows, append([][]string{{number(i + 1)}}, row(l)...))
	}
	return part{title: title, table: t}
}

// said is a text with its label; nothing for no text.
func (c clerk) said(key, text string) []string {
	if text = model.CleanLine(text); text == "" {
		return nil
	}
	return []string{c.T(key, locale.A{"text": text})}
}

func (c clerk) open() part {
	lines := c.of(model.LineCase)
	columns := []column{
		{c.T("paper.column.case"), 0.27},
		{c.T("paper.column.state"), 0.21},
		{c.T("paper.column.next"), 0.24},
		{c.T("paper.column.answer"), 0.23},
	}
	return c.section(c.T("paper.open", locale.A{"n": len(lines)}), columns, lines, func(l model.RecordLine) [][]string {
		return [][]string{c.matter(l), c.state(l), orNothing(c.planned(l)), c.answer(l)}
	})
}

// matter is what a case is about and where.
func (c clerk) matter(l model.RecordLine) []string {
	out := []string{model.CleanLine(l.Number)}
	for _, s := range []string{l.Text, l.Place} {
		if s = model.CleanLine(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// state is how a case stands: how grave, its clock, and who holds it.
func (c clerk) state(l model.RecordLine) []string {
	urgency := "paper.urgency"
	if l.Grave && (l.Urgency == model.Urgent || l.Overdue) { // not one that is only told again
		urgency = "paper.grave"
	}
	var out []string
	if l.Arrived {
		out = append(out, c.T("paper.arrived"))
	}
	out = append(out, c.said("paper.status", c.Word("status", string(l.Status)))...)
	out = append(out, c.said(urgency, c.Word("urgency", string(l.Urgency)))...)
	out = append(out, c.said("paper.waiting", l.Waiting)...)
	if !l.Due.IsZero() {
		key := "paper.due"
		if l.Overdue {
			key = "paper.overdue"
		}
		out = append(out, c.T(key, locale.A{"clock": c.Word("clock", string(l.Clock)), "at": c.Stamp(l.Due, c.zone)}))
	}
	return append(append(out, c.owner(l)), c.unaccepted(l)...)
}

// unaccepted is since when nobody accepts a line.
func (c clerk) unaccepted(l model.RecordLine) []string {
	if l.Declined == nil {
		return nil
	}
	if l.Verdict == model.Accepted {
		return []string{refusal(c.Printer, "paper.accepted-at-last", *l.Declined, c.m.Record.Zone)}
	}
	return []string{Unaccepted(c.Printer, *l.Declined, c.m.Record.Zone)}
}

// Unaccepted says since when a line is not accepted, between whom, and why.
func Unaccepted(p *locale.Printer, f model.Refusal, zone model.Zone) string {
	return refusal(p, "paper.unaccepted", f, zone)
}

func refusal(p *locale.Printer, key string, f model.Refusal, zone model.Zone) string {
	watch := model.CleanLine(string(f.Watch))
	if from, ok := f.Watch.Begins(zone); ok {
		watch = p.Stamp(from, zone.Location())
	}
	return p.T(key, locale.A{
		"watch": watch, "from": orDash(model.CleanLine(f.From)), "by": orDash(model.CleanLine(f.By)), "reason": model.CleanLine(f.Reason),
	})
}

func (c clerk) owner(l model.RecordLine) string {
	owner := model.CleanLine(l.Owner)
	to := model.CleanLine(cmp.Or(l.To, c.m.Record.In.Name))
	switch {
	case l.Moved && owner == "":
		return c.T("paper.moved-unowned", locale.A{"to": to})
	case owner == "":
		return c.T("paper.unowned")
	case l.Moved:
		return c.T("paper.moved", locale.A{"from": owner, "to": to})
	}
	return c.T("paper.owner", locale.A{"name": owner})
}

// planned is what only the outgoing officer knew.
func (c clerk) planned(l model.RecordLine) []string {
	o := l.Outlook
	out := c.said("paper.next", o.Next)
	if !o.By.IsZero() {
		out = append(out, c.T("paper.by", locale.A{"at": c.Stamp(o.By, c.zone)}))
	}
	out = append(out, c.said("paper.who", o.Who)...)
	if o.If != "" || o.Then != "" {
		out = append(out, c.T("paper.if-then", locale.A{"if": orDash(model.CleanLine(o.If)), "then": orDash(model.CleanLine(o.Then))}))
	}
	return out
}

func orNothing(in []string) []string {
	if len(in) == 0 {
		return []string{"-"}
	}
	return in
}

// answer is what the incoming officer said, and how a question ended.
func (c clerk) answer(l model.RecordLine) []string {
	if l.Verdict == "" {
		return []string{c.T("paper.unanswered")}
	}
	out := c.said("paper.answer", c.Word("verdict", string(l.Verdict)))
	out = append(out, c.said("paper.reason", l.Reason)...)
	out = append(out, c.said("paper.question", l.Question)...)
	out = append(out, c.said("paper.reply", l.Reply)...)
	return append(out, c.said("paper.read-back", l.ReadBack)...)
}

// declined are the lines that stay with the outgoing officer, on their own:
// the supervisor looks for them.
func (c clerk) declined() part {
	var lines []model.RecordLine
	for _, l := range c.m.Record.Lines {
		if l.Verdict == model.Declined || l.Declined != nil && l.Verdict != model.Accepted {
			lines = append(lines, l)
		}
	}
	columns := []column{{c.T("paper.column.line"), 0.45}, {c.T("paper.column.reason"), 0.5}}
	return c.section(c.T("paper.declined", locale.A{"n": len(lines)}), columns, lines, func(l model.RecordLine) [][]string {
		name := strings.Trim(model.CleanLine(l.Number)+" - "+model.CleanLine(l.Text), " -")
		return [][]string{{cmp.Or(name, model.CleanLine(l.By), "-")}, orNothing(append(c.said("paper.reason", l.Reason), c.unaccepted(l)...))}
	})
}

// told are lines that have an hour, a name and a text.
func (c clerk) told(title string, lines []model.RecordLine, what func(model.RecordLine) []string) part {
	columns := []column{
		{c.T("paper.column.when"), 0.2},
		{c.T("paper.column.what"), 0.5},
		{c.T("paper.column.answer"), 0.25},
	}
	return c.section(title, columns, lines, func(l model.RecordLine) [][]string {
		when := []string{}
		if !l.At.IsZero() {
			when = append(when, c.Stamp(l.At, c.zone))
		}
		if by := model.CleanLine(l.By); by != "" {
			when = append(when, by)
		}
		said := slices.Concat(what(l), c.planned(l), c.unaccepted(l))
		return [][]string{orNothing(when), orNothing(said), c.answer(l)}
	})
}

func (c clerk) seals() part {
	lines := c.of(model.LineSeal)
	return c.told(c.T("paper.seals", locale.A{"n": len(lines)}), lines, func(l model.RecordLine) []string {
		return append([]string{model.CleanLine(l.Number)}, c.said("paper.reason", l.Text)...)
	})
}

// logs are the entries of the duty log that were passed on.
func (c clerk) logs() part { return c.logged("paper.logs", false) }

// duty is the last count of detainees, the inventory and the orders.
func (c clerk) duty() part { return c.logged("paper.duty", true) }

func (c clerk) logged(title string, standing bool) part {
	lines := slices.DeleteFunc(c.of(model.LineLog), func(l model.RecordLine) bool { return l.Log.Standing() != standing })
	return c.told(c.T(title, locale.A{"n": len(lines)}), lines, func(l model.RecordLine) []string {
		return c.said("paper.text", c.LogText(l.Log, l.Text, l.Count, l.Cases))
	})
}

func (c clerk) locks() part {
	lines := c.of(model.LineLock)
	return c.told(c.T("paper.locks", locale.A{"n": len(lines)}), lines, func(model.RecordLine) []string {
		return []string{c.T("paper.locked")}
	})
}

func (c clerk) closed() part {
	lines := c.of(model.LineClosed)
	columns := []column{{c.T("paper.column.case"), 0.35}, {c.T("paper.column.what"), 0.6}}
	return c.section(c.T("paper.closed", locale.A{"n": len(lines)}), columns, lines, func(l model.RecordLine) [][]string {
		return [][]string{{model.CleanLine(l.Number)}, orNothing(append(c.matter(l)[1:], c.said("paper.disposition", c.disposition(l))...))}
	})
}

func (c clerk) disposition(l model.RecordLine) string {
	if l.Disposition == "" {
		return ""
	}
	return c.Word("disposition", string(l.Disposition))
}
