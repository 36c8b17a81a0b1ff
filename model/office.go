package model

import (
	"regexp"
	"slices"
	"time"
)

// Zone is one of Indonesia's three times, none with daylight saving.
type Zone string

// The zones.
const (
	WIB  Zone = "WIB"  // UTC+7
	WITA Zone = "WITA" // UTC+8
	WIT  Zone = "WIT"  // UTC+9
)

// Zones lists the zones from west to east.
func Zones() []Zone { return []Zone{WIB, WITA, WIT} }

// Location is the zone as a fixed offset; an unknown zone is WIB.
func (z Zone) Location() *time.Location {
	hours := 7
	switch z {
	case WITA:
		hours = 8
	case WIT:
		hours = 9
	case WIB:
	}
	return time.FixedZone(string(z), hours*3600)
}

// Office is the fold of the office stream: who we are and who sits here.
type Office struct {
	Version   uint64
	Name      string
	Code      string // register prefix, such as TNG
	Zone      Zone
	Recipient string // age recipient that seals reporters
	Officers  []Officer
	Swaps     []Crew // of watches, the newest last
}

// SetUp says whether the three questions were answered.
func (o Office) SetUp() bool { return o.Version > 0 }

// Officer finds an officer by ID.
func (o Office) Officer(id OfficerID) (Officer, bool) {
	i := slices.IndexFunc(o.Officers, func(f Officer) bool { return f.ID == id })
	if i < 0 {
		return Officer{}, false
	}
	return o.Officers[i], true
}

// OfficerNamed finds an officer by name, letter case aside.
func (o Office) OfficerNamed(name string) (Officer, bool) {
	want := Fold(name)
	i := slices.IndexFunc(o.Officers, func(f Officer) bool { return Fold(f.Name) == want })
	if i < 0 {
		return Officer{}, false
	}
	return o.Officers[i], true
}

// officeCode is short because it begins every register number.
var officeCode = regexp.MustCompile(`^[A-Z][A-Z0-9]{1,7}$`)

func validateOffice(e OfficeSetUp) error {
	switch {
	case e.Name == "" || tooLong(e.Name, maxLine):
		return invalid("office-name", Args{"max": maxLine})
	case !officeCode.MatchString(e.Code):
		return invalid("office-code", Args{"code": e.Code})
	case !slices.Contains(Zones(), e.Zone):
		return invalid("office-zone", Args{"zone": string(e.Zone)})
	case e.Recipient == "":
		return invalid("office-recipient", nil)
	}
	return nil
}
