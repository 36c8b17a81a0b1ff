package cli

import (
	"strings"
	"time"

	"piket/internal/desk"
	"piket/internal/locale"
	paper "piket/internal/report"
	"piket/model"
)

// handoverShape is a handover in a list.
type handoverShape struct {
	Handover      string   `json:"handover"`
	State         string   `json:"state"` // open, offered, covered, withdrawn, sealed, owed
	AddsTo        string   `json:"adds_to,omitempty"`
	Out           string   `json:"out"`
	In            string   `json:"in"`
	Opened        string   `json:"opened"`
	Offered       *string  `json:"offered"`
	Sealed        *string  `json:"sealed"`
	Owed          bool     `json:"owed"`   // a section head has to countersign
	Late          int      `json:"late"`   // minutes beyond the grace
	Early         int      `json:"early"`  // minutes, more than an hour before the end
	Others        []string `json:"others"` // who signed without standing the watch
	Lone          string   `json:"lone,omitempty"`
	Missed        []string `json:"missed"`
	Lines         *int     `json:"lines"` // null where it was not drafted for this
	Declined      int      `json:"declined"`
	Countersigned *string  `json:"countersigned"`
	Digest        string   `json:"digest"`
}

func (s *seat) handoverShape(h model.Handover) handoverShape {
	out := handoverShape{
		Handover: string(h.ID), State: stateOf(h), AddsTo: string(h.AddsTo), Out: s.name(h.Out), In: s.name(h.In),
		Opened: s.stamp(h.Opened), Offered: s.stampOrNone(h.Offered), Missed: []string{}, Others: []string{}, Owed: h.Owed(),
	}
	for _, id := range h.Missed {
		out.Missed = append(out.Missed, string(id))
	}
	if r := h.Record; r != nil {
		out.Out, out.In, out.Sealed = r.Out.Name, r.In.Name, s.stampOrNone(r.Sealed)
		out.Early, out.Others = r.Early, append(out.Others, r.Others...)
		out.Late, out.Lone, out.Lines, out.Declined, out.Digest = r.Late, r.Lone, new(len(r.Lines)), declined(*r), r.Digest
	}
	if c := h.Countersigned; c != nil {
		out.Countersigned = s.stampOrNone(c.At)
	}
	return out
}

// passingShape is a handover with its lines, or the record they became.
type passingShape struct {
	handoverShape
	Since      uint64            `json:"since"`
	Upto       uint64            `json:"upto"`
	Remark     string            `json:"remark"`
	RemarkBy   string            `json:"remark_by"`
	Missing    int               `json:"missing"` // lines that lack a next action
	Unanswered int               `json:"unanswered"`
	Questions  int               `json:"questions"`
	Signed     []model.Signature `json:"signed"`
	Draft      []lineShape       `json:"draft"`
	Record     *model.Record     `json:"record"` // null until it is signed
}

// lineShape is a line of a draft.
type lineShape struct {
	Line     string        `json:"line"` // its key
	Kind     string        `json:"kind"`
	Number   string        `json:"number"`
	Seq      uint64        `json:"seq"` // for answer --expect
	Grave    bool          `json:"grave"`
	Asks     bool          `json:"asks"` // for a next action
	Arrived  bool          `json:"arrived"`
	Changed  bool          `json:"changed"`
	Overdue  bool          `json:"overdue"`
	Text     string        `json:"text"`
	Place    string        `json:"place"`
	Status   string        `json:"status"`
	Urgency  string        `json:"urgency"`
	Waiting  string        `json:"waiting"`
	Owner    string        `json:"owner"`
	Due      *string       `json:"due"`
	By       string        `json:"by"`
	At       *string       `json:"at"`
	Outlook  model.Outlook `json:"outlook"`
	Planned  string        `json:"outlook_by"`
	Verdict  string        `json:"verdict"`
	Answerer string        `json:"verdict_by"`
	Current  bool          `json:"answered"` // the answer is to the line as it is
	Said     string        `json:"said"`
	ReadBack string        `json:"read_back"`
	Reply    string        `json:"reply"`

	// Declined is the refusal of an earlier handover that still stands, or null.
	Declined *model.Refusal `json:"declined"`
}

func (s *seat) passingShape(p desk.Passing) passingShape {
	out := passingShape{
		handoverShape: s.handoverShape(p.Handover), Since: p.Since, Upto: p.Upto, Remark: p.Remark, RemarkBy: s.name(p.Said[model.RemarkTopic].By),
		Missing: len(p.Missing(p.Lines)), Unanswered: len(p.Unanswered(p.Lines)), Questions: len(p.Questions(p.Lines)),
		Signed: append([]model.Signature{}, p.Standing(s.app.Desk().Office(), p.Lines)...), Draft: []lineShape{}, Record: p.Record,
	}
	if p.Record != nil {
		out.Upto = p.Record.Upto
	} else {
		out.Lines = new(len(p.Lines))
		if p.AddsTo == "" {
			out.Early = p.Of(s.app.Rules()).Early(s.app.Now())
		}
	}
	for _, l := range p.Lines {
		out.Draft = append(out.Draft, s.lineShape(p, l))
	}
	return out
}

func (s *seat) lineShape(p desk.Passing, l model.Line) lineShape {
	a := p.Answers[l.Key]
	return lineShape{
		Line: string(l.Key), Kind: string(l.Kind), Number: l.Row.Number, Seq: l.Seq, Grave: l.Grave(), Asks: l.Asks(),
		Arrived: l.Arrived, Changed: l.Changed, Overdue: l.Overdue, Text: s.lineText(l), Place: l.Row.Place,
		Status: string(l.Row.Status), Urgency: string(l.Row.Urgency), Waiting: l.Waiting, Owner: s.name(l.Row.Owner),
		Due: s.stampOrNone(l.Row.Due), By: s.name(l.By), At: s.stampOrNone(l.At), Outlook: p.Outlook(l),
		Verdict: string(a.Verdict), Current: l.Answered(a), Said: a.Text, ReadBack: a.ReadBack, Reply: a.Reply,
		Declined: l.Declined, Planned: s.name(p.Said[model.OutlookTopic(l.Key)].By), Answerer: s.name(a.By),
	}
}

func (s *seat) lineText(l model.Line) string {
	if l.Kind == model.LineLog {
		return s.print.LogText(l.Log.Kind, l.Text, l.Log.Count, l.Numbers)
	}
	if l.Text != "" {
		return l.Text
	}
	return l.Row.Headline
}

// draftText shows an unsigned handover: line by line what it tells, what was
// said of it, and what is still missing.
func (s *seat) draftText(p desk.Passing) {
	s.say(s.watchHours(p.Watch))
	s.say(s.handoverStanding(p))
	if p.Remark != "" {
		s.say(s.print.T("cli.handover.remark", locale.A{"text": model.CleanLine(p.Remark)}))
	}
	for _, l := range p.Lines {
		s.say("")
		s.say(s.lineHead(p, l))
		for _, text := range s.lineBody(p, l) {
			s.say("    " + text)
		}
	}
}

// lineHead is what a line is called and how it stands.
func (s *seat) lineHead(p desk.Passing, l model.Line) string {
	parts := []string{string(l.Key), s.print.Word("line", string(l.Kind))}
	if l.Kind == model.LineCase {
		parts = []string{l.Row.Number, s.word("status", string(l.Row.Status)), s.word("urgency", string(l.Row.Urgency))}
	} else if l.Row.Number != "" {
		parts = append(parts, l.Row.Number)
	}
	switch {
	case l.Declined != nil:
		parts = append(parts, s.print.T("cli.handover.mark.unaccepted"))
	case l.Grave():
		parts = append(parts, s.print.T("cli.handover.mark.grave"))
	}
	switch a := p.Answers[l.Key]; {
	case l.Arrived:
		parts = append(parts, s.print.T("cli.handover.mark.arrived"))
	case a.Verdict != "" && a.Seq < l.Seq:
		parts = append(parts, s.print.T("cli.handover.mark.moved"))
	case l.Changed:
		parts = append(parts, s.print.T("cli.handover.mark.changed"))
	}
	return strings.Join(parts, " · ")
}

func (s *seat) lineBody(p desk.Passing, l model.Line) []string {
	var out []string
	said := func(key, text string) {
		if text = model.CleanLine(text); text != "" {
			out = append(out, s.print.T(key, locale.A{"text": text}))
		}
	}
	said("cli.handover.text", strings.Trim(s.lineText(l)+" · "+l.Row.Place, " ·"))
	if l.Declined != nil {
		out = append(out, paper.Unaccepted(s.print, *l.Declined, s.app.Desk().Office().Zone))
	}
	said("paper.waiting", l.Waiting)
	if !l.Row.Due.IsZero() && l.Kind == model.LineCase {
		out = append(out, s.dueText(l))
	}
	said("cli.handover.owner", s.name(l.Row.Owner))
	said("cli.handover.who", strings.Trim(s.name(l.By)+" · "+s.instant(l.At), " ·"))
	o := p.Outlook(l)
	if lacks := o.Lacks(l.Grave()); l.Asks() && len(lacks) > 0 {
		out = append(out, s.print.T("cli.handover.missing"+map[bool]string{true: "-grave"}[l.Grave()]))
	}
	out = append(out, s.outlookText(o)...)
	switch a := p.Answers[l.Key]; {
	case a.Verdict == model.Questioned, l.Answered(a):
		said("paper.answer", s.print.Word("verdict", string(a.Verdict)))
		said("cli.handover.text", a.Text)
		said("paper.read-back", a.ReadBack)
		said("paper.reply", a.Reply)
	case a.Verdict != "": // it was to something else: not shown as if it stood
		out = append(out, s.print.T("cli.handover.void", locale.A{"name": s.name(a.By)}))
	case l.Wants():
		out = append(out, s.print.T("paper.unanswered"))
	}
	return out
}

func (s *seat) dueText(l model.Line) string {
	key := "paper.due"
	if l.Overdue {
		key = "paper.overdue"
	}
	return s.print.T(key, locale.A{"clock": s.word("clock", string(l.Row.DueClock)), "at": s.print.Stamp(l.Row.Due, s.zone())})
}

func (s *seat) outlookText(o model.Outlook) []string {
	var out []string
	if o.Next != "" {
		out = append(out, s.print.T("paper.next", locale.A{"text": model.CleanLine(o.Next)}))
	}
	if o.By != (time.Time{}) {
		out = append(out, s.print.T("paper.by", locale.A{"at": s.print.Stamp(o.By, s.zone())}))
	}
	if o.Who != "" {
		out = append(out, s.print.T("paper.who", locale.A{"text": model.CleanLine(o.Who)}))
	}
	if o.If != "" || o.Then != "" {
		out = append(out, s.print.T("paper.if-then", locale.A{"if": orDash(model.CleanLine(o.If)), "then": orDash(model.CleanLine(o.Then))}))
	}
	return out
}
