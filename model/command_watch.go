package model

// The commands on watches: the roster, the duty log and the handover.
type (
	// SwapWatch puts others on a watch than the roster says.
	SwapWatch struct {
		Meta
		Watch   WatchID
		Team    string // its members, unless Members are given
		Members []OfficerID
		Reason  string
	}
	// WriteLog writes in the duty log of the watch that Happened falls in.
	WriteLog struct {
		Meta
		Watch WatchID
		Note  LogNote
	}
	// OpenHandover begins to hand a watch over. An addition names the signed
	// handover that it adds to.
	OpenHandover struct {
		Meta
		Handover HandoverID
		Since    uint64 // the journal's entry up to which the last one told
		AddsTo   HandoverID
		Missed   []WatchID // watches before this one that nobody handed over
		Alone    bool      // the incoming officer begins it, as nobody is there who would
		Remark   string    // what an addition is about; it has to say so
	}
	// WithdrawHandover takes an addition back that nobody has signed.
	WithdrawHandover struct {
		Meta
		Handover HandoverID
	}
	// NoteLine says of a line what only the outgoing officer knows.
	NoteLine struct {
		Meta
		Handover HandoverID
		Line     LineKey
		Outlook  Outlook
	}
	// RemarkHandover is what is to be said beside the lines.
	RemarkHandover struct {
		Meta
		Handover HandoverID
		Text     string
	}
	// OfferHandover says that the outgoing officer is done with it. Lines is
	// what the desk drafted.
	OfferHandover struct {
		Meta
		Handover HandoverID
		Lines    []Line
	}
	// AnswerLine is what the incoming officer says to a line.
	AnswerLine struct {
		Meta
		Handover HandoverID
		Line     Line
		Verdict  Verdict
		Text     string // the question, or why it is not accepted
		ReadBack string // a grave line in the receiver's own words
	}
	// ReplyLine answers a question.
	ReplyLine struct {
		Meta
		Handover HandoverID
		Line     LineKey
		Text     string
	}
	// SignHandover signs for one side. Lines, Upto and Hash are the draft as
	// both have it before them; with the second signature of the same draft
	// the handover is sealed and the cases change hands.
	SignHandover struct {
		Meta
		Handover HandoverID
		Side     Side
		By       SignInProof
		Upto     uint64 // the journal's last entry
		Hash     string // of that entry, in hex
		Lines    []Line
		Sat      []Attendance // by the journal, who was at the desk in the watch
		Lone     string       // why the other side does not sign
	}
	// CountersignHandover is the supervisor's word on one that was late,
	// alone, or missing, proved as a signature is.
	CountersignHandover struct {
		Meta
		Handover HandoverID
		By       SignInProof
		Note     string
	}
)

// Streams names the streams a command touches.
func (SwapWatch) Streams() []StreamID             { return ofOffice() }
func (c WriteLog) Streams() []StreamID            { return []StreamID{c.Watch.Stream()} }
func (c NoteLine) Streams() []StreamID            { return []StreamID{c.Handover.Stream()} }
func (c RemarkHandover) Streams() []StreamID      { return []StreamID{c.Handover.Stream()} }
func (c WithdrawHandover) Streams() []StreamID    { return []StreamID{c.Handover.Stream()} }
func (c OfferHandover) Streams() []StreamID       { return []StreamID{c.Handover.Stream()} }
func (c ReplyLine) Streams() []StreamID           { return []StreamID{c.Handover.Stream()} }
func (c CountersignHandover) Streams() []StreamID { return []StreamID{c.Handover.Stream()} }

// Streams are the handover's and that of the one it adds to.
func (c OpenHandover) Streams() []StreamID {
	if c.AddsTo == "" {
		return []StreamID{c.Handover.Stream()}
	}
	return []StreamID{c.Handover.Stream(), c.AddsTo.Stream()}
}

// Streams are the handover's and that of the case the line is of.
func (c AnswerLine) Streams() []StreamID {
	if c.Line.Kind != LineCase {
		return []StreamID{c.Handover.Stream()}
	}
	return []StreamID{c.Handover.Stream(), c.Line.Row.ID.Stream()}
}

// Streams are the handover's and those of the cases that may change hands.
func (c SignHandover) Streams() []StreamID {
	out := []StreamID{c.Handover.Stream()}
	for _, l := range c.Lines {
		if l.Kind == LineCase {
			out = append(out, l.Row.ID.Stream())
		}
	}
	return out
}
