package model

// The free texts of every command. One without any says so, so that a new
// command cannot forget it.

func (c SetUpOffice) texts(e Edit) Command {
	c.Office.Name, c.Office.Code, c.Office.Recipient = e.label("office", c.Office.Name), e.label("code", c.Office.Code), e.label("recipient", c.Office.Recipient)
	c.Officer = c.Officer.edited(e)
	return c
}

func (c RegisterOfficer) texts(e Edit) Command {
	c.Officer = c.Officer.edited(e)
	return c
}

func (c AddKey) texts(e Edit) Command {
	c.Key = c.Key.edited(e)
	return c
}

func (c RemoveKey) texts(e Edit) Command {
	c.Fingerprint = e.label("key", c.Fingerprint)
	return c
}

func (c SignIn) texts(e Edit) Command {
	c.Key = e.label("key", c.Key)
	return c
}

func (c DisableOfficer) texts(e Edit) Command {
	c.Reason = e.prose("reason", c.Reason)
	return c
}

func (c ChangeRole) texts(Edit) Command    { return c }
func (c EnableOfficer) texts(Edit) Command { return c }
func (c SetPIN) texts(Edit) Command        { return c }
func (c LiftLock) texts(Edit) Command      { return c }
func (c FailSignIn) texts(Edit) Command    { return c }
func (c PauseSitting) texts(Edit) Command  { return c }
func (c ResumeSitting) texts(Edit) Command { return c }
func (c EndSitting) texts(Edit) Command    { return c }

func (c OpenCase) texts(e Edit) Command {
	c.Facts = c.Facts.Edited(e)
	c.Reinterview, c.Callback = c.Reinterview.Edited(e), c.Callback.Edited(e)
	return c
}

func (c CorrectFacts) texts(e Edit) Command {
	c.Patch, c.Reason = c.Patch.edited(e), e.prose("reason", c.Reason)
	return c
}

func (c CorrectReporter) texts(e Edit) Command {
	c.Reason = e.prose("reason", c.Reason)
	return c
}

func (c HandOn) texts(e Edit) Command {
	c.Note = e.prose("note", c.Note)
	return c
}

func (c GiveBack) texts(e Edit) Command {
	c.Note = e.prose("note", c.Note)
	return c
}

func (c ChangeStatus) texts(e Edit) Command {
	c.Reason, c.Note = e.prose("reason", c.Reason), e.prose("note", c.Note)
	return c
}

func (c DeclineFalseReport) texts(e Edit) Command {
	c.Reason = e.prose("reason", c.Reason)
	return c
}

func (c AddNote) texts(e Edit) Command {
	c.Text = e.prose("note", c.Text)
	return c
}

func (c RecordReinterview) texts(e Edit) Command {
	c.Reinterview = *c.Reinterview.Edited(e)
	return c
}

func (c RecordCallback) texts(e Edit) Command {
	c.Callback = *c.Callback.Edited(e)
	return c
}

func (c OpenSeal) texts(e Edit) Command {
	c.Reason = e.prose("reason", c.Reason)
	return c
}

func (c Triage) texts(Edit) Command          { return c }
func (c TakeCase) texts(Edit) Command        { return c }
func (c LinkDuplicate) texts(Edit) Command   { return c }
func (c UnlinkDuplicate) texts(Edit) Command { return c }
func (c Undo) texts(Edit) Command            { return c }

func (c SwapWatch) texts(e Edit) Command {
	c.Team, c.Reason = e.label("team", c.Team), e.prose("reason", c.Reason)
	return c
}

func (c WriteLog) texts(e Edit) Command {
	c.Note.Text = e.prose("log", c.Note.Text)
	return c
}

func (c NoteLine) texts(e Edit) Command {
	c.Outlook = c.Outlook.edited(e)
	return c
}

func (c RemarkHandover) texts(e Edit) Command {
	c.Text = e.prose("remark", c.Text)
	return c
}

func (c AnswerLine) texts(e Edit) Command {
	c.Text, c.ReadBack = e.prose("answer", c.Text), e.prose("read-back", c.ReadBack)
	return c
}

func (c ReplyLine) texts(e Edit) Command {
	c.Text = e.prose("reply", c.Text)
	return c
}

func (c SignHandover) texts(e Edit) Command {
	c.Lone = e.prose("lone", c.Lone)
	return c
}

func (c CountersignHandover) texts(e Edit) Command {
	c.Note = e.prose("note", c.Note)
	return c
}

func (c OpenHandover) texts(e Edit) Command {
	c.Remark = e.prose("remark", c.Remark)
	return c
}

func (c WithdrawHandover) texts(Edit) Command { return c }
func (c OfferHandover) texts(Edit) Command    { return c }
