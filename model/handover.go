package model

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// HandoverID names a handover by the watch that ends with it; an addition to a
// signed one has a number behind.
type HandoverID string

// Stream is the handover's stream.
func (id HandoverID) Stream() StreamID { return StreamID(string(OfHandover) + "." + string(id)) }

// fits says whether an ID is one of a handover, or of an addition to a given one.
func (id HandoverID) fits(addsTo HandoverID) bool {
	watch, number, addition := strings.Cut(string(id), "-")
	n, err := strconv.Atoi(number)
	if !addition {
		return addsTo == ""
	}
	return err == nil && n > 1 && strconv.Itoa(n) == number && HandoverID(watch) == addsTo
}

// addsTo is the handover of the whole watch that an addition belongs to; empty
// for that one itself.
func (id HandoverID) addsTo() HandoverID {
	if HandoverID(id.Watch()) == id {
		return ""
	}
	return HandoverID(id.Watch())
}

// Watch is the watch that ends.
func (id HandoverID) Watch() WatchID {
	watch, _, _ := strings.Cut(string(id), "-")
	return WatchID(watch)
}

// Side is one of the two who sign.
type Side string

// The sides.
const (
	SideOut Side = "out"
	SideIn  Side = "in"
)

// Verdict is what the incoming officer says to a line.
type Verdict string

// The verdicts.
const (
	Accepted   Verdict = "accepted"
	Questioned Verdict = "question"
	Declined   Verdict = "declined"
)

// Outlook is what only the outgoing officer knows of a line: I-PASS without
// what the desk knows itself.
type Outlook struct {
	Next string    `json:"next,omitempty"` // the next action
	By   time.Time `json:"by,omitzero"`
	Who  string    `json:"who,omitempty"`
	If   string    `json:"if,omitempty"` // what may happen
	Then string    `json:"then,omitempty"`
}

// Lacks are the parts, by their names in the journal, that are still to be
// said: of a grave line what is to be done, by when and by whom.
func (o Outlook) Lacks(grave bool) []string {
	var out []string
	if o.Next == "" {
		out = append(out, "next")
	}
	if grave && o.By.IsZero() {
		out = append(out, "by")
	}
	if grave && o.Who == "" {
		out = append(out, "who")
	}
	return out
}

// LineAnswer is what the incoming officer said to a line, as it was then.
type LineAnswer struct {
	Verdict  Verdict
	Text     string
	ReadBack string
	Question string // the last one asked, also once the line is accepted
	Reply    string // to that question
	Seq      uint64 // of the line it answers
	By       OfficerID
	At       time.Time
}

// Signature is one side's word.
type Signature struct {
	Side    Side        `json:"side"`
	Officer OfficerID   `json:"officer"`
	Name    string      `json:"name"`
	At      time.Time   `json:"at"`
	By      SignInProof `json:"by"`
	Digest  string      `json:"digest"` // of lines and remark as they stood
}

// Handover is the fold of one handover's events.
type Handover struct {
	ID       HandoverID
	Version  uint64
	AddsTo   HandoverID
	watch    Watch // as the roster had it; see Of
	Since    uint64
	Missed   []WatchID // watches before this one that nobody handed over
	Opened   time.Time
	Out, In  OfficerID
	Spoke    []OfficerID // who said something for the outgoing side, the first first
	Outlooks map[LineKey]Outlook
	Noted    map[LineKey]uint64 // the journal's entry of the last outlook
	Answers  map[LineKey]LineAnswer
	Remark   string
	Said     map[Topic]Saying
	Offered  time.Time // the outgoing officer is done with it
	Signed   []Signature
	Record   *Record // once it is sealed
	Entry    uint64  // of the journal, that sealed it
	// Withdrawn is that its writer took an addition back.
	Withdrawn bool

	Countersigned *Countersign
	// Covered is that a later handover, signed before this one, told of all it
	// would. No event of its own says so.
	Covered bool
}

// Countersign is the supervisor's word.
type Countersign struct {
	Officer OfficerID
	Name    string
	At      time.Time
	Note    string
	By      SignInProof // empty for one from before it was asked for
}

// Sealed says that it was signed, and changes no more.
func (h Handover) Sealed() bool { return h.Record != nil }

// Owed says that a supervisor's word is still missing.
func (h Handover) Owed() bool {
	return h.Sealed() && h.Countersigned == nil && h.Record.Exceptional()
}

// signature is a side's, unless what it signed has changed since.
func (h Handover) signature(side Side, digest string) (Signature, bool) {
	for _, s := range slices.Backward(h.Signed) {
		if s.Side == side {
			return s, s.Digest == digest
		}
	}
	return Signature{}, false
}

// Word is the last signature of a side, whatever has changed since.
func (h Handover) Word(side Side) (Signature, bool) {
	s, _ := h.signature(side, "")
	return s, s.Officer != ""
}

// speaks is somebody saying something for the outgoing side. Who began the
// handover gives it, whoever adds a word.
func (h *Handover) speaks(id OfficerID) {
	if !slices.Contains(h.Spoke, id) {
		h.Spoke = append(h.Spoke, id)
	}
	h.Out = cmp.Or(h.Out, id)
}

// answers is the incoming officer saying something. Who only pressed the key
// that began the handover may turn out to be it.
func (h *Handover) answers(id OfficerID) {
	h.In = id
	if h.Out == id && !h.gives(id) {
		h.Out = ""
		if len(h.Spoke) > 0 {
			h.Out = h.Spoke[0]
		}
	}
}

// gives says whether somebody is the outgoing officer for sure.
func (h Handover) gives(id OfficerID) bool { return h.Out == id && slices.Contains(h.Spoke, id) }

// FoldHandover is a handover after its events; a zero Version when there is none.
func FoldHandover(history []Envelope) Handover {
	h := Handover{Outlooks: map[LineKey]Outlook{}, Noted: map[LineKey]uint64{}, Answers: map[LineKey]LineAnswer{}, Said: map[Topic]Saying{}}
	for _, e := range history {
		h.apply(e)
	}
	return h
}

// Of is the watch that is handed over, as the roster had it when the handover
// began; one that began before that was kept goes by the roster there is.
func (h Handover) Of(r Rules) Watch {
	if h.watch.ID != "" {
		return h.watch
	}
	return r.WatchOf(h.ID.Watch())
}

func (h *Handover) apply(e Envelope) {
	h.Version = e.Version
	switch ev := e.Event.(type) {
	case HandoverOpened:
		_, id, _ := e.Stream.Cut()
		h.ID, h.AddsTo, h.Since, h.Missed = HandoverID(id), ev.AddsTo, ev.Since, ev.Missed
		h.Opened, h.watch = e.Time, ev.Watch
		if ev.Alone {
			h.In = e.Actor.Officer
		} else {
			h.Out = e.Actor.Officer
		}
	case HandoverWithdrawn:
		h.Withdrawn = true
	case LineNoted:
		h.Outlooks[ev.Line], h.Noted[ev.Line] = ev.Outlook, e.Seq
		h.say(OutlookTopic(ev.Line), e)
		h.speaks(e.Actor.Officer)
	case HandoverRemarked:
		h.Remark = ev.Text
		h.say(RemarkTopic, e)
		h.speaks(e.Actor.Officer)
	case HandoverOffered:
		h.Offered = e.Time
		h.speaks(e.Actor.Officer)
	case LineAnswered:
		h.answers(e.Actor.Officer)
		h.Answers[ev.Line] = h.Answers[ev.Line].after(ev, e)
		h.say(AnswerTopic(ev.Line), e)
	case LineReplied:
		a := h.Answers[ev.Line]
		a.Reply = ev.Text
		h.Answers[ev.Line] = a
	case HandoverSigned:
		h.Signed = append(h.Signed, ev.Signature)
	case HandoverSealed:
		h.Record, h.Entry = &ev.Record, e.Seq
		if ev.Record.In.Officer != "" {
			h.In = ev.Record.In.Officer
		}
	case HandoverCountersigned:
		h.Countersigned = &Countersign{Officer: e.Actor.Officer, Name: ev.Name, At: e.Time, Note: ev.Note, By: ev.By}
	}
}

// after is the next answer to the same line. A question and its reply stay.
func (a LineAnswer) after(ev LineAnswered, e Envelope) LineAnswer {
	next := LineAnswer{
		Verdict: ev.Verdict, Text: ev.Text, ReadBack: ev.ReadBack, Seq: ev.Seq, By: e.Actor.Officer, At: e.Time,
		Question: a.Question, Reply: a.Reply,
	}
	if ev.Verdict == Questioned {
		next.Question, next.Reply = ev.Text, ""
	}
	return next
}

// Record is a handover as it was signed: all that the paper shows, so that it
// reads the same whatever becomes of cases and names.
type Record struct {
	Handover HandoverID `json:"handover"`
	AddsTo   HandoverID `json:"adds_to,omitempty"`
	Office   string     `json:"office"`
	Zone     Zone       `json:"zone"`
	Watch    Watch      `json:"watch"`
	Team     string     `json:"team,omitempty"`
	Crew     []string   `json:"crew,omitempty"`
	// Sat are those who were at the desk in the watch, whatever the roster says.
	Sat      []Attendance `json:"sat,omitempty"`
	Next     Watch        `json:"next"`
	NextTeam string       `json:"next_team,omitempty"`
	NextCrew []string     `json:"next_crew,omitempty"`

	Opened time.Time `json:"opened"`
	Sealed time.Time `json:"sealed"`
	Late   int       `json:"late,omitempty"`   // minutes, beyond the grace
	Early  int       `json:"early,omitempty"`  // minutes, more than an hour before the end
	Others []string  `json:"others,omitempty"` // who signed, and stands neither watch by the roster
	Lone   string    `json:"lone,omitempty"`   // why one side alone signed
	Missed []WatchID `json:"missed,omitempty"`

	Since  uint64 `json:"since"` // the segment: entries after Since, up to Upto
	Upto   uint64 `json:"upto"`
	Hash   string `json:"hash"` // of entry Upto, in hex
	Remark string `json:"remark,omitempty"`

	Lines []RecordLine `json:"lines"`
	Out   Signature    `json:"out,omitzero"`
	In    Signature    `json:"in,omitzero"`

	Digest string `json:"digest"` // SHA-256 of all the rest, in hex
}

// Exceptional says that a supervisor has to countersign.
func (r Record) Exceptional() bool {
	return r.Late > 0 || r.Early > 0 || r.Lone != "" || len(r.Missed) > 0 || len(r.Others) > 0
}

// Sum is what Digest has to be.
func (r Record) Sum() string {
	r.Digest = ""
	return sum(r)
}

func sum(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return "" // nothing in a record cannot be written
	}
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// RecordLine is a line of a record.
type RecordLine struct {
	Key         LineKey     `json:"key"`
	Kind        LineKind    `json:"kind"`
	Grave       bool        `json:"grave,omitempty"`
	Arrived     bool        `json:"arrived,omitempty"` // since the handover before
	Number      string      `json:"number,omitempty"`
	Text        string      `json:"text,omitempty"`
	Place       string      `json:"place,omitempty"`
	Status      Status      `json:"status,omitempty"`
	Urgency     Urgency     `json:"urgency,omitempty"`
	Owner       string      `json:"owner,omitempty"`
	Due         time.Time   `json:"due,omitzero"`
	Clock       ClockName   `json:"clock,omitempty"`
	Overdue     bool        `json:"overdue,omitempty"`
	Waiting     string      `json:"waiting,omitempty"`
	Disposition Disposition `json:"disposition,omitempty"` // of a closed case
	Log         LogKind     `json:"log,omitempty"`         // of an entry of the duty log
	Count       *int        `json:"count,omitempty"`       // of detainees
	Cases       []string    `json:"cases,omitempty"`       // register numbers the entry points to
	By          string      `json:"by,omitempty"`
	At          time.Time   `json:"at,omitzero"`
	Outlook     Outlook     `json:"outlook,omitzero"`
	Verdict     Verdict     `json:"verdict,omitempty"`
	Reason      string      `json:"reason,omitempty"` // of a line not accepted
	Question    string      `json:"question,omitempty"`
	Reply       string      `json:"reply,omitempty"`
	ReadBack    string      `json:"read_back,omitempty"`
	Moved       bool        `json:"moved,omitempty"` // to another officer
	To          string      `json:"to,omitempty"`    // whom; the incoming one where it is empty
	// Declined is that an earlier handover told of it and nobody accepted it.
	Declined *Refusal `json:"declined,omitempty"`
}
