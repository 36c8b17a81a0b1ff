package model

import "time"

// Row is what lists show of a case: small, and never the reporter.
type Row struct {
	ID          CaseID
	Key         string // sorts as the queue does: urgency, deadline, time; empty when closed
	Number      string
	Version     uint64
	Kind        Kind
	Channel     Channel
	Received    time.Time
	Updated     time.Time
	Violation   Violation
	Urgency     Urgency
	Status      Status
	Disposition Disposition
	Owner       OfficerID
	Due         time.Time // of the clock that runs first; zero when none runs
	DueClock    ClockName
	Subjects    int
	Headline    string    // names of the subjects, or how the narrative begins
	Place       string    // name or address
	Area        string    // Kemendagri code
	Pseudonym   Pseudonym // of the reporter, empty when anonymous
	Proposed    bool      // waits for a second officer
	Linked      bool
}

// Overdue says whether the row's deadline has passed.
func (r Row) Overdue(now time.Time) bool { return !r.Due.IsZero() && r.Due.Before(now) }

// Filter narrows a list. The zero Filter is every open case; naming Closed
// among the statuses lists those too, newest first after the open ones.
type Filter struct {
	Statuses  []Status
	Urgencies []Urgency
	Kinds     []Kind
	Owner     OfficerID // only this officer's
	Unowned   bool      // only those nobody holds
	Overdue   bool
	Text      string // every word somewhere in the row
	// Codes are what a word of Text may stand for: a row has the codes of its
	// district and violation, not their names.
	Codes map[string][]string
}

// WindowQuery asks for rows around an anchor.
type WindowQuery struct {
	Filter Filter
	Now    time.Time // decides what is overdue
	// Anchor is the row the window is built around: found by ID while it is
	// in the list, by Key once it left. Both empty is the top.
	Anchor CaseID
	Key    string
	Before int  // rows wanted above the anchor
	After  int  // rows wanted from the anchor on, itself included
	End    bool // the window ends with the last row instead
}

// Window is a slice of a list.
type Window struct {
	Rows   []Row
	Anchor int  // index of the anchor's row, or of the one that took its place; -1 when empty
	Above  bool // there are rows above
	Below  bool // there are rows below
	Seq    uint64
}

// Counts are the figures of the header.
type Counts struct {
	ByStatus map[Status]int
	Urgent   int // open and urgent
	Overdue  int // open and past a deadline at the time asked about
	Unowned  int // open and in nobody's hands
	Seq      uint64
}

// Open is how many cases are in the queue.
func (c Counts) Open() int {
	n := 0
	for s, k := range c.ByStatus {
		if s.Open() {
			n += k
		}
	}
	return n
}

// RelatedQuery asks which recent cases look like the one being typed.
type RelatedQuery struct {
	Except    CaseID
	Subjects  []Subject
	Place     Place
	Pseudonym Pseudonym
	Since     time.Time // older cases are no hint
	Limit     int
}

// Related is a case that looks like the one being typed, and why.
type Related struct {
	Row Row
	Why []RelatedBy
}

// RelatedBy is what two cases share.
type RelatedBy string

// What two cases can share.
const (
	BySubject  RelatedBy = "subject"
	ByPlace    RelatedBy = "place"
	ByReporter RelatedBy = "reporter"
)

// Receipt answers a command: what it became.
type Receipt struct {
	Case     CaseID // empty for office commands
	Number   string
	Version  uint64 // of the case now
	Seq      uint64 // of the last event written
	Events   []Envelope
	Repeated bool // the command had been carried out before; nothing was added
}

// Draft is an unfinished form, sealed.
type Draft struct {
	Key   string // officer and form, such as 01J…/report
	Saved time.Time
	Data  []byte // age ciphertext
}
