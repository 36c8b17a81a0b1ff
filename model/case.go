package model

import (
	"slices"
	"strings"
	"time"
)

// CaseID is a case's ULID: it sorts by the time the case was opened.
type CaseID string

// Limits on what one report may hold, in characters and entries.
const (
	MaxNarrative = 20_000
	MaxSubjects  = 50
	MaxNote      = 5_000       // a note, a reason, an answer
	MaxAddress   = 3 * maxLine // of a place
	MaxPassport  = 40
	maxLine      = 200
	maxNote      = MaxNote
	maxAnswers   = 30
)

// Case is the fold of one case's events.
type Case struct {
	ID       CaseID
	Version  uint64 // number of events applied
	Number   string // register number, TNG-2026-000123
	Received time.Time
	OpenedBy OfficerID
	Updated  time.Time

	Facts     Facts
	Reporter  *SealedReporter // nil when anonymous
	Violation Violation
	Urgency   Urgency

	Status      Status
	Waiting     string // why, while the status is waiting
	Disposition Disposition
	Proposed    *Proposal // laporan palsu that waits for a second officer
	Owner       OfficerID // empty when nobody holds it
	Clocks      []Clock

	Notes       []Note
	Reinterview *Reinterview // the latest
	Callback    *Callback    // the latest
	Links       []Link
}

// Due is the deadline that runs first; false when none runs.
func (c Case) Due() (Clock, bool) { return Due(c.Clocks) }

// Facts are what was reported, each correctable later.
type Facts struct {
	Kind      Kind      `json:"kind"`
	Channel   Channel   `json:"channel"`
	Occurred  time.Time `json:"occurred,omitzero"`
	Narrative string    `json:"narrative,omitempty"` // kronologi
	Place     Place     `json:"place,omitzero"`
	Subjects  []Subject `json:"subjects,omitempty"`
	CheckIn   Date      `json:"check_in,omitempty"`  // presence: first night
	CheckOut  Date      `json:"check_out,omitempty"` // presence: day of leaving
	Evidence  []string  `json:"evidence,omitempty"`  // links that came with the report
}

// Headline is what tells a report from others in a list: the names of its
// subjects, or else its narrative.
func (f Facts) Headline() string {
	var names []string
	for _, s := range f.Subjects {
		if name := strings.TrimSpace(s.Name); name != "" {
			names = append(names, name)
		} else if s.Alias != "" {
			names = append(names, s.Alias)
		}
	}
	if len(names) > 0 {
		return strings.Join(names, ", ")
	}
	return f.Narrative
}

// Place is where it happened or where they stay.
type Place struct {
	Name    string   `json:"name,omitempty"` // of a hotel, company, boarding house
	Lodging Lodging  `json:"lodging,omitempty"`
	Address string   `json:"address,omitempty"`
	Area    string   `json:"area,omitempty"` // Kemendagri code, 36.71.05
	Lat     *float64 `json:"lat,omitempty"`  // degrees, WGS 84
	Lon     *float64 `json:"lon,omitempty"`
}

// Subject is one reported foreign national.
type Subject struct {
	Name         string `json:"name,omitempty"`
	Alias        string `json:"alias,omitempty"`
	Nationality  string `json:"nationality,omitempty"` // ISO 3166 alpha-3 or an ICAO passport code
	Sex          Sex    `json:"sex,omitempty"`
	Age          int    `json:"age,omitempty"`       // years
	AgeAbout     bool   `json:"age_about,omitempty"` // Age is an estimate
	Passport     string `json:"passport,omitempty"`
	Permit       Permit `json:"permit,omitempty"`
	PermitExpiry Date   `json:"permit_expiry,omitempty"`
	Note         string `json:"note,omitempty"` // looks, work, vehicle
}

// SealedReporter stands for a reporter everywhere. Sealed is the age
// ciphertext of a Reporter; nothing here names anybody.
type SealedReporter struct {
	Pseudonym Pseudonym `json:"pseudonym"`
	Sealed    []byte    `json:"sealed"`
	HasPhone  bool      `json:"has_phone,omitempty"`
	HasNIK    bool      `json:"has_nik,omitempty"`
}

// Pseudonym stands for a reporter in the open: eight letters from a keyed
// hash, the same for the same phone number or NIK. People read the first
// four; the rest keeps two reporters from being taken for one.
type Pseudonym string

// Short is the part people read.
func (p Pseudonym) Short() string { return string(p[:min(4, len(p))]) }

// Reporter is a reporter's identity in the clear. It exists in memory only:
// on the way to the seal, and for as long as an officer has it open.
type Reporter struct {
	Name    string `json:"name,omitempty"`
	Phone   string `json:"phone,omitempty"`
	NIK     string `json:"nik,omitempty"`
	Address string `json:"address,omitempty"`
	// Original holds the free texts as told, where names and numbers of the
	// reporter had to be masked in the open ones.
	Original map[string]string `json:"original,omitempty"`
}

// AsTold are the fields of which the original text is kept, in order.
func (r Reporter) AsTold() []string {
	var fields []string
	for f, text := range r.Original {
		if strings.TrimSpace(text) != "" {
			fields = append(fields, f)
		}
	}
	slices.Sort(fields)
	return fields
}

// Empty says that the reporter gave nothing: an anonymous report.
func (r Reporter) Empty() bool {
	return r.Name == "" && r.Phone == "" && r.NIK == "" && r.Address == ""
}

// String keeps an identity out of every log and error.
func (Reporter) String() string { return "[sealed]" }

// GoString keeps an identity out of %#v too.
func (Reporter) GoString() string { return "[sealed]" }

// Note is a remark in the case file.
type Note struct {
	Version   uint64 // of the event that added it
	By        OfficerID
	At        time.Time
	Text      string
	Withdrawn bool
}

// Proposal is a disposition that waits for a second officer.
type Proposal struct {
	By          OfficerID
	At          time.Time
	Disposition Disposition
	Note        string
}

// Answer is one question of a second questioning, beside the first account.
type Answer struct {
	Question      string `json:"question"`        // a code of the question list, or free text
	First         string `json:"first,omitempty"` // what was said at first
	Second        string `json:"second,omitempty"`
	Contradiction bool   `json:"contradiction,omitempty"` // the officer's own mark
}

// Reinterview is the second questioning of a walk-in reporter.
type Reinterview struct {
	By         OfficerID `json:"-"`
	At         time.Time `json:"-"`
	Answers    []Answer  `json:"answers,omitempty"`
	Impression string    `json:"impression,omitempty"`
}

// Callback is the proof of contact of a phone reporter.
type Callback struct {
	By        OfficerID `json:"-"`
	At        time.Time `json:"-"`
	Reached   bool      `json:"reached"`
	Confirmed bool      `json:"confirmed"` // the number is the reporter's own
	Note      string    `json:"note,omitempty"`
}

// LinkRole says what the other case is to this one.
type LinkRole string

// The roles of a link: every link stands in both cases, once each way.
const (
	DuplicateOf LinkRole = "duplicate-of"
	OriginalOf  LinkRole = "original-of"
)

// Opposite is the role as the other case sees it.
func (r LinkRole) Opposite() LinkRole {
	if r == DuplicateOf {
		return OriginalOf
	}
	return DuplicateOf
}

// Link ties two cases together.
type Link struct {
	Case   CaseID   `json:"case"`
	Number string   `json:"number"`
	Role   LinkRole `json:"role"`
}
