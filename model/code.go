package model

import "slices"

// Kind is what a report is about.
type Kind string

// The two kinds of case.
const (
	Complaint Kind = "complaint" // pengaduan: something is wrong with a foreign national
	Presence  Kind = "presence"  // laporan keberadaan: a foreign national stays here
)

// Kinds lists every kind in the order screens offer them.
func Kinds() []Kind { return []Kind{Complaint, Presence} }

// Channel is the door a report came through.
type Channel string

// The channels.
const (
	WalkIn      Channel = "walk-in"
	Phone       Channel = "phone"
	WhatsApp    Channel = "whatsapp"
	Web         Channel = "web"
	GoogleForm  Channel = "google-form"
	Letter      Channel = "letter"
	OtherOffice Channel = "other-office"
)

// Channels lists every channel in the order screens offer them.
func Channels() []Channel {
	return []Channel{WalkIn, Phone, WhatsApp, Web, GoogleForm, Letter, OtherOffice}
}

// Urgency orders the queue before anything else does.
type Urgency string

// The urgencies, gravest first.
const (
	Urgent Urgency = "urgent"
	High   Urgency = "high"
	Normal Urgency = "normal"
)

// Urgencies lists every urgency, gravest first.
func Urgencies() []Urgency { return []Urgency{Urgent, High, Normal} }

// Rank is 0 for the gravest; an unknown urgency ranks last.
func (u Urgency) Rank() int {
	if i := slices.Index(Urgencies(), u); i >= 0 {
		return i
	}
	return len(Urgencies())
}

// Status is where a case stands.
type Status string

// The statuses, in the order a case passes them.
const (
	Received  Status = "received"
	Analysing Status = "analysing"
	Acting    Status = "acting"
	Waiting   Status = "waiting" // pauses the clocks
	Closed    Status = "closed"
)

// Statuses lists every status in working order.
func Statuses() []Status { return []Status{Received, Analysing, Acting, Waiting, Closed} }

// Open says whether a case in this status is still in the queue.
func (s Status) Open() bool { return s != Closed }

// Violation is what a complaint alleges: a code of the office's picklist.
// Empty means not yet assessed.
type Violation string

// The violations every office starts with (UU 6/2011 as amended by UU 63/2024).
const (
	Overstay        Violation = "overstay"
	PermitMisuse    Violation = "permit-misuse"
	NoDocuments     Violation = "no-documents"
	FalseDocuments  Violation = "false-documents"
	EvadedInspect   Violation = "evaded-inspection"
	PublicOrder     Violation = "public-order"
	FailureToReport Violation = "failure-to-report"
	GeneralCrime    Violation = "general-crime" // referred to the police
	OtherViolation  Violation = "other"
)

// DefaultViolations is the picklist of an office that configured none.
func DefaultViolations() []Violation {
	return []Violation{
		Overstay, PermitMisuse, NoDocuments, FalseDocuments, EvadedInspect,
		PublicOrder, FailureToReport, GeneralCrime, OtherViolation,
	}
}

// Disposition is how a case ends: a code of the office's picklist.
type Disposition string

// The dispositions every office starts with. TAK a–f follow UU 6/2011 art. 75(2).
const (
	Unfounded     Disposition = "unfounded"
	Unverifiable  Disposition = "unverifiable"
	Mistaken      Disposition = "mistaken"
	FalseReport   Disposition = "false-report" // needs a second officer
	Duplicate     Disposition = "duplicate"
	Guidance      Disposition = "guidance"
	TAKBanList    Disposition = "tak-a"
	TAKPermit     Disposition = "tak-b"
	TAKPlaceBan   Disposition = "tak-c"
	TAKResidence  Disposition = "tak-d"
	TAKCharge     Disposition = "tak-e"
	TAKDeport     Disposition = "tak-f"
	Detention     Disposition = "detention"
	Rudenim       Disposition = "rudenim"
	ProJustitia   Disposition = "pro-justitia"
	ReferredOther Disposition = "referred"
)

// DefaultDispositions is the picklist of an office that configured none.
func DefaultDispositions() []Disposition {
	return []Disposition{
		Unfounded, Unverifiable, Mistaken, FalseReport, Duplicate, Guidance,
		TAKBanList, TAKPermit, TAKPlaceBan, TAKResidence, TAKCharge, TAKDeport,
		Detention, Rudenim, ProJustitia, ReferredOther,
	}
}

// Sex is M, F or X, as in a passport; empty when not known.
type Sex string

// Sexes lists the sexes a passport can name.
func Sexes() []Sex { return []Sex{"M", "F", "X"} }

// Permit is the kind of stay permit a subject is said to hold.
type Permit string

// Permits lists the permits a form offers.
func Permits() []Permit {
	return []Permit{"ITK", "ITAS", "ITAP", "BVK", "VoA", "VITAS", "none", "unknown"}
}

// Lodging is the kind of a place where foreigners stay (APOA's list).
type Lodging string

// Lodgings lists the kinds of lodging a form offers.
func Lodgings() []Lodging {
	return []Lodging{"hotel", "apartment", "mess", "losmen", "guest-house", "villa", "kos", "rental"}
}

// Questions are the codes of the re-interview's short questions, in the order
// they are asked. Each asks once more, in other words, for what the first
// account already said or should have said.
func Questions() []string {
	return []string{"saw", "when", "where", "who", "how-long", "known-since"}
}
