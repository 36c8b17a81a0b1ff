package model

// cleaned is the command with every free text made harmless. It runs inside
// Decide, so that no door can forget it.
func cleaned(c Command) Command {
	switch c := c.(type) {
	case SetUpOffice:
		c.Office.Name, c.Officer.Name = CleanLine(c.Office.Name), CleanLine(c.Officer.Name)
		return c
	case RegisterOfficer:
		c.Officer.Name = CleanLine(c.Officer.Name)
		c.Officer.Keys = cleanKeys(c.Officer.Keys)
		return c
	case AddKey:
		c.Key = c.Key.clean()
		return c
	case DisableOfficer:
		c.Reason = Clean(c.Reason)
		return c
	case OpenCase:
		c.Facts = c.Facts.Clean()
		c.Reinterview, c.Callback = c.Reinterview.clean(), c.Callback.clean()
		return c
	case CorrectFacts:
		c.Patch, c.Reason = c.Patch.clean(), Clean(c.Reason)
		return c
	case RecordReinterview:
		c.Reinterview = *c.Reinterview.clean()
		return c
	case RecordCallback:
		c.Callback = *c.Callback.clean()
		return c
	}
	if d, ok := cleanedDuty(c); ok {
		return d
	}
	return cleanedText(c)
}

// cleanedDuty is for the commands on watches and handovers.
func cleanedDuty(c Command) (Command, bool) {
	switch c := c.(type) {
	case SwapWatch:
		c.Reason = Clean(c.Reason)
		return c, true
	case WriteLog:
		c.Note.Text = Clean(c.Note.Text)
		return c, true
	case NoteLine:
		c.Outlook = c.Outlook.clean()
		return c, true
	case RemarkHandover:
		c.Text = Clean(c.Text)
		return c, true
	case AnswerLine:
		c.Text, c.ReadBack = Clean(c.Text), Clean(c.ReadBack)
		return c, true
	case ReplyLine:
		c.Text = Clean(c.Text)
		return c, true
	case SignHandover:
		c.Lone = Clean(c.Lone)
		return c, true
	case CountersignHandover:
		c.Note = Clean(c.Note)
		return c, true
	}
	return c, false
}

func (o Outlook) clean() Outlook {
	o.Next, o.Who, o.If, o.Then = Clean(o.Next), CleanLine(o.Who), Clean(o.If), Clean(o.Then)
	return o
}

// cleanedText is for the commands whose only text is a reason or a note.
func cleanedText(c Command) Command {
	switch c := c.(type) {
	case CorrectReporter:
		c.Reason = Clean(c.Reason)
		return c
	case HandOn:
		c.Note = Clean(c.Note)
		return c
	case GiveBack:
		c.Note = Clean(c.Note)
		return c
	case ChangeStatus:
		c.Reason, c.Note = Clean(c.Reason), Clean(c.Note)
		return c
	case DeclineFalseReport:
		c.Reason = Clean(c.Reason)
		return c
	case AddNote:
		c.Text = Clean(c.Text)
		return c
	case OpenSeal:
		c.Reason = Clean(c.Reason)
		return c
	}
	return c
}

func (k OfficerKey) clean() OfficerKey {
	return OfficerKey{Fingerprint: CleanLine(k.Fingerprint), Line: CleanLine(k.Line), Comment: CleanLine(k.Comment)}
}

func cleanKeys(keys []OfficerKey) []OfficerKey {
	var out []OfficerKey
	for _, k := range keys {
		out = append(out, k.clean())
	}
	return out
}

// Clean is the facts with every free text made harmless. Empty entries of
// lists are dropped.
func (f Facts) Clean() Facts {
	f.Narrative = Clean(f.Narrative)
	f.Place = f.Place.clean()
	f.Subjects = cleanSubjects(f.Subjects)
	f.Evidence = cleanLines(f.Evidence)
	return f
}

func (p FactsPatch) clean() FactsPatch {
	if p.Narrative != nil {
		p.Narrative = ptr(Clean(*p.Narrative))
	}
	if p.Place != nil {
		p.Place = ptr(p.Place.clean())
	}
	if p.Subjects != nil {
		p.Subjects = ptr(list(cleanSubjects(*p.Subjects)))
	}
	if p.Evidence != nil {
		p.Evidence = ptr(list(cleanLines(*p.Evidence)))
	}
	return p
}

func ptr[T any](v T) *T { return &v }

func (p Place) clean() Place {
	p.Name, p.Address, p.Area = CleanLine(p.Name), CleanLine(p.Address), CleanLine(p.Area)
	return p
}

func cleanSubjects(subjects []Subject) []Subject {
	var out []Subject
	for _, s := range subjects {
		s.Name, s.Alias, s.Note = CleanLine(s.Name), CleanLine(s.Alias), Clean(s.Note)
		s.Passport, s.Nationality = CleanLine(s.Passport), CleanLine(s.Nationality)
		if s != (Subject{}) {
			out = append(out, s)
		}
	}
	return out
}

func cleanLines(lines []string) []string {
	var out []string
	for _, l := range lines {
		if l = CleanLine(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

func (r *Reinterview) clean() *Reinterview {
	if r == nil {
		return nil
	}
	out := *r
	out.Impression = Clean(out.Impression)
	out.Answers = nil
	for _, a := range r.Answers {
		a.Question, a.First, a.Second = CleanLine(a.Question), Clean(a.First), Clean(a.Second)
		out.Answers = append(out.Answers, a)
	}
	return &out
}

func (c *Callback) clean() *Callback {
	if c == nil {
		return nil
	}
	out := *c
	out.Note = Clean(out.Note)
	return &out
}
