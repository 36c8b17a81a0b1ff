package model

// TextKind is what a free text is: it says how the text is made harmless, and
// what of a reporter may stand in it.
type TextKind int

// The kinds of free texts.
const (
	Prose   TextKind = iota // told in words, over several lines
	Phrase                  // told in words, on one line
	Whereto                 // a place: a reporter may well live there
	Person                  // a name or a number of somebody, who may be called like the reporter
	Label                   // what something of the office is called: no reporter in it
)

// Text is one free text of a command or a report.
type Text struct {
	Field string // what it tells, as "narrative" or "reason"
	Kind  TextKind
}

// Edit is what a free text becomes.
type Edit func(t Text, told string) string

// Edited is the command with every free text as edit has it. What the command
// points to stays as it was.
func Edited(c Command, edit Edit) Command { return c.texts(edit) }

// harmless is a text without what could do harm.
func harmless(t Text, told string) string {
	if t.Kind == Prose {
		return Clean(told)
	}
	return CleanLine(told)
}

// cleaned is the command with every free text made harmless. It runs inside
// Decide, so that no door can forget it.
func cleaned(c Command) Command { return c.texts(harmless) }

func (e Edit) prose(field, told string) string  { return e(Text{field, Prose}, told) }
func (e Edit) phrase(field, told string) string { return e(Text{field, Phrase}, told) }
func (e Edit) place(field, told string) string  { return e(Text{field, Whereto}, told) }
func (e Edit) person(field, told string) string { return e(Text{field, Person}, told) }
func (e Edit) label(field, told string) string  { return e(Text{field, Label}, told) }

// Clean is the facts with every free text made harmless.
func (f Facts) Clean() Facts { return f.Edited(harmless) }

// Edited is the facts with every free text as edit has it. Empty entries of
// lists are dropped.
func (f Facts) Edited(e Edit) Facts {
	f.Narrative = e.prose("narrative", f.Narrative)
	f.Place = f.Place.edited(e)
	f.Subjects = editedSubjects(f.Subjects, e)
	f.Evidence = editedLines(f.Evidence, e)
	return f
}

func (p FactsPatch) edited(e Edit) FactsPatch {
	if p.Narrative != nil {
		p.Narrative = new(e.prose("narrative", *p.Narrative))
	}
	if p.Place != nil {
		p.Place = new(p.Place.edited(e))
	}
	if p.Subjects != nil {
		p.Subjects = new(list(editedSubjects(*p.Subjects, e)))
	}
	if p.Evidence != nil {
		p.Evidence = new(list(editedLines(*p.Evidence, e)))
	}
	return p
}

func (p Place) edited(e Edit) Place {
	p.Name, p.Address, p.Area = e.place("place", p.Name), e.place("address", p.Address), e.label("area", p.Area)
	return p
}

func editedSubjects(subjects []Subject, e Edit) []Subject {
	var out []Subject
	for _, s := range subjects {
		s.Name, s.Alias, s.Note = e.person("subject", s.Name), e.person("subject", s.Alias), e.prose("subject", s.Note)
		s.Passport, s.Nationality = e.person("subject", s.Passport), e.label("nationality", s.Nationality)
		if s != (Subject{}) {
			out = append(out, s)
		}
	}
	return out
}

func editedLines(lines []string, e Edit) []string {
	var out []string
	for _, l := range lines {
		if l = e.phrase("evidence", l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// Edited is the second questioning with every free text as edit has it; nil
// for none.
func (r *Reinterview) Edited(e Edit) *Reinterview {
	if r == nil {
		return nil
	}
	out := *r
	out.Impression, out.Answers = e.prose("impression", r.Impression), nil
	for _, a := range r.Answers {
		a.Question, a.First, a.Second = e.phrase("question", a.Question), e.prose("answer", a.First), e.prose("answer", a.Second)
		out.Answers = append(out.Answers, a)
	}
	return &out
}

// Edited is the proof of contact with its free text as edit has it; nil for
// none.
func (c *Callback) Edited(e Edit) *Callback {
	if c == nil {
		return nil
	}
	out := *c
	out.Note = e.prose("callback", c.Note)
	return &out
}

func (k OfficerKey) edited(e Edit) OfficerKey {
	return OfficerKey{Fingerprint: e.label("key", k.Fingerprint), Line: e.label("key", k.Line), Comment: e.label("key", k.Comment)}
}

func (f Officer) edited(e Edit) Officer {
	f.Name = e.label("officer", f.Name)
	keys := f.Keys
	f.Keys = nil
	for _, k := range keys {
		f.Keys = append(f.Keys, k.edited(e))
	}
	return f
}

func (o Outlook) edited(e Edit) Outlook {
	o.Next, o.Who, o.If, o.Then = e.prose("next", o.Next), e.phrase("who", o.Who), e.prose("if", o.If), e.prose("then", o.Then)
	return o
}
