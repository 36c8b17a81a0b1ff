package desk

import (
	"context"
	"maps"
	"strings"
	"sync"

	"piket/internal/seal"
	"piket/model"
)

// mask replaces the reporter's own name, numbers and address in every free
// text, and keeps the texts as told behind the seal.
func mask(r Report, who model.Reporter) (Report, model.Reporter) {
	if who.Empty() && len(who.Original) == 0 {
		return r, who
	}
	of := seal.NewMasker(who)
	m := masker{of: func() *seal.Masker { return of }, original: map[string]string{}}
	maps.Copy(m.original, who.Original)
	r.Facts = m.facts(r.Facts.Clean())
	r.Reinterview, r.Callback = m.reinterview(r.Reinterview), m.callback(r.Callback)
	if len(m.original) > 0 {
		who.Original = m.original
	}
	return r, who
}

// masked is a command on a case that exists, without what its texts say about
// who reported it. The identity is read for this alone, where there is a text
// at all, and shown to nobody. Where it cannot be read the command stays as
// it is: the work goes on.
func (s *Session) masked(ctx context.Context, c model.Command) model.Command {
	cases := about(c)
	if speaksOfAny(c) {
		cases = append(cases, s.likely(ctx)...)
	}
	for _, id := range cases {
		c = masker{of: sync.OnceValue(func() *seal.Masker {
			if who, ok := s.reporter(ctx, id); ok {
				return seal.NewMasker(who)
			}
			return nil
		})}.command(c)
	}
	return c
}

// about are the cases that the texts of a command speak of.
func about(c model.Command) []model.CaseID {
	switch c := c.(type) {
	case model.WriteLog:
		return c.Note.Cases
	case model.NoteLine:
		return ofLine(c.Line)
	case model.AnswerLine:
		return ofLine(c.Line.Key)
	case model.ReplyLine:
		return ofLine(c.Line)
	}
	if first := c.Streams()[0]; first.Kind() == model.OfCase {
		return []model.CaseID{model.CaseID(first)}
	}
	return nil
}

// speaksOfAny says whether a command has a text that may speak of any case.
func speaksOfAny(c model.Command) bool {
	switch c := c.(type) {
	case model.WriteLog:
		return c.Note.Text != ""
	case model.RemarkHandover:
		return c.Text != ""
	case model.CountersignHandover:
		return c.Note != ""
	}
	return false
}

// mostLikely bounds how many seals are looked behind for one text.
const mostLikely = 300

// likely are the cases an officer most likely speaks of who names none: the
// first of the queue that somebody reported by name.
func (s *Session) likely(ctx context.Context) []model.CaseID {
	w, err := s.Window(ctx, model.WindowQuery{Now: s.Now(), After: mostLikely})
	if err != nil {
		return nil
	}
	var out []model.CaseID
	for _, r := range w.Rows {
		if r.Pseudonym != "" {
			out = append(out, r.ID)
		}
	}
	return out
}

func ofLine(key model.LineKey) []model.CaseID {
	if id, ok := strings.CutPrefix(string(key), string(model.LineCase)+"."); ok {
		return []model.CaseID{model.CaseID(id)}
	}
	return nil
}

type masker struct {
	of       func() *seal.Masker // nil where there is nobody to hide
	original map[string]string   // field → text as told; nil where nothing keeps it
}

// command masks every free text of a command but OpenCase, whose report was
// masked before it was sealed.
func (m masker) command(c model.Command) model.Command {
	switch c := c.(type) {
	case model.CorrectFacts:
		c.Patch, c.Reason = m.patch(c.Patch), m.open(c.Reason)
		return c
	case model.CorrectReporter:
		c.Reason = m.open(c.Reason)
		return c
	case model.HandOn:
		c.Note = m.open(c.Note)
		return c
	case model.GiveBack:
		c.Note = m.open(c.Note)
		return c
	case model.ChangeStatus:
		c.Reason, c.Note = m.open(c.Reason), m.open(c.Note)
		return c
	case model.DeclineFalseReport:
		c.Reason = m.open(c.Reason)
		return c
	case model.AddNote:
		c.Text = m.open(c.Text)
		return c
	case model.RecordReinterview:
		c.Reinterview = *m.reinterview(&c.Reinterview)
		return c
	case model.RecordCallback:
		c.Callback = *m.callback(&c.Callback)
		return c
	case model.OpenSeal:
		c.Reason = m.open(c.Reason)
		return c
	}
	return m.duty(c)
}

// duty masks the texts of the duty log and the handover.
func (m masker) duty(c model.Command) model.Command {
	switch c := c.(type) {
	case model.WriteLog:
		c.Note.Text = m.open(c.Note.Text)
		return c
	case model.NoteLine:
		o := &c.Outlook
		o.Next, o.Who, o.If, o.Then = m.open(o.Next), m.open(o.Who), m.open(o.If), m.open(o.Then)
		return c
	case model.AnswerLine:
		c.Text, c.ReadBack = m.open(c.Text), m.open(c.ReadBack)
		return c
	case model.ReplyLine:
		c.Text = m.open(c.Text)
		return c
	case model.RemarkHandover:
		c.Text = m.open(c.Text)
		return c
	case model.CountersignHandover:
		c.Note = m.open(c.Note)
		return c
	}
	return c
}

// keep is the open text of a field; what was told goes behind the seal where
// it differs.
func (m masker) keep(field, told, open string) string {
	if open != told && m.original != nil {
		m.original[field] = strings.TrimPrefix(m.original[field]+"\n"+told, "\n")
	}
	return open
}

// open is a text without the reporter.
func (m masker) open(told string) string {
	if told == "" {
		return ""
	}
	return m.of().Text(told)
}

func (m masker) text(field, told string) string { return m.keep(field, told, m.open(told)) }

// facts masks clean facts.
func (m masker) facts(f model.Facts) model.Facts {
	f.Narrative = m.text("narrative", f.Narrative)
	f.Place = m.place(f.Place)
	f.Subjects = m.subjects(f.Subjects)
	f.Evidence = m.evidence(f.Evidence)
	return f
}

func (m masker) place(p model.Place) model.Place {
	p.Name = m.keep("place", p.Name, m.of().Place(p.Name))
	p.Address = m.keep("address", p.Address, m.of().Place(p.Address))
	return p
}

// subjects leaves names alone: somebody may bear the reporter's, or be them.
func (m masker) subjects(in []model.Subject) []model.Subject {
	var out []model.Subject
	for _, s := range in {
		s.Note = m.text("subject", s.Note)
		for _, field := range []*string{&s.Name, &s.Alias, &s.Passport} {
			*field = m.keep("subject", *field, m.of().Number(*field))
		}
		out = append(out, s)
	}
	return out
}

func (m masker) evidence(in []string) []string {
	var out []string
	for _, link := range in {
		out = append(out, m.text("evidence", link))
	}
	return out
}

func (m masker) patch(p model.FactsPatch) model.FactsPatch {
	if p.Narrative != nil {
		p.Narrative = new(m.text("narrative", *p.Narrative))
	}
	if p.Place != nil {
		p.Place = new(m.place(*p.Place))
	}
	if p.Subjects != nil {
		p.Subjects = new(m.subjects(*p.Subjects))
	}
	if p.Evidence != nil {
		p.Evidence = new(m.evidence(*p.Evidence))
	}
	return p
}

func (m masker) reinterview(r *model.Reinterview) *model.Reinterview {
	if r == nil {
		return nil
	}
	out := model.Reinterview{Impression: m.text("impression", r.Impression)}
	for _, a := range r.Answers {
		a.Question = m.text("question", a.Question)
		a.First, a.Second = m.text("answer", a.First), m.text("answer", a.Second)
		out.Answers = append(out.Answers, a)
	}
	return &out
}

func (m masker) callback(c *model.Callback) *model.Callback {
	if c == nil {
		return nil
	}
	out := *c
	out.Note = m.text("callback", c.Note)
	return &out
}
