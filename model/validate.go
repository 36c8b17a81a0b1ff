package model

import (
	"regexp"
	"slices"
	"time"
)

// futureSlack forgives a clock that runs ahead of ours.
const futureSlack = 5 * time.Minute

// firstYear is the earliest that anything reported can be of.
const firstYear = 1950

func (c OpenCase) validate(r Rules) error {
	if c.Received.After(c.At.Add(futureSlack)) {
		return invalid("received-future", nil)
	}
	if !c.Received.IsZero() {
		switch {
		case c.Received.Year() < firstYear:
			return invalid("received-odd", nil)
		case c.Facts.Occurred.After(c.Received.Add(futureSlack)):
			return invalid("occurred-after-received", nil)
		}
	}
	if err := c.Facts.validate(c.At); err != nil {
		return err
	}
	if err := validateTriage(r, c.Violation, c.Urgency, ""); err != nil {
		return err
	}
	if c.Reinterview != nil {
		if err := c.Reinterview.validate(); err != nil {
			return err
		}
	}
	if c.Callback != nil {
		return c.Callback.validate()
	}
	return nil
}

// validateTriage lets a value that the office has since taken off its
// picklist stand where it stood.
func validateTriage(r Rules, v Violation, u Urgency, was Violation) error {
	if v != "" && v != was && !slices.Contains(r.Violations, v) {
		return invalid("violation-unknown", Args{"violation": string(v)})
	}
	if !slices.Contains(Urgencies(), u) {
		return invalid("urgency-unknown", Args{"urgency": string(u)})
	}
	return nil
}

// Validate refuses facts no case may hold; now bounds what can have happened.
func (f Facts) Validate(now time.Time) error { return f.validate(now) }

func (f Facts) validate(now time.Time) error {
	switch {
	case !slices.Contains(Kinds(), f.Kind):
		return invalid("kind-unknown", Args{"kind": string(f.Kind)})
	case !slices.Contains(Channels(), f.Channel):
		return invalid("channel-unknown", Args{"channel": string(f.Channel)})
	case f.Kind == Complaint && f.Narrative == "":
		return invalid("narrative-missing", nil)
	case f.Kind == Presence && f.Narrative == "" && len(f.Subjects) == 0:
		return invalid("subjects-missing", nil)
	case tooLong(f.Narrative, MaxNarrative):
		return invalid("text-too-long", Args{"field": "narrative", "max": MaxNarrative})
	case f.Occurred.After(now.Add(futureSlack)):
		return invalid("occurred-future", nil)
	case !f.Occurred.IsZero() && f.Occurred.Year() < firstYear:
		return invalid("occurred-odd", nil)
	case len(f.Subjects) > MaxSubjects:
		return invalid("subjects-too-many", Args{"max": MaxSubjects})
	case len(f.Evidence) > MaxSubjects:
		return invalid("evidence-too-many", Args{"max": MaxSubjects})
	case !dateOrNone(f.CheckIn) || !dateOrNone(f.CheckOut):
		return invalid("date-odd", nil)
	case f.CheckIn != "" && f.CheckOut != "" && f.CheckOut < f.CheckIn:
		return invalid("check-out-before-in", nil)
	}
	return f.validateParts()
}

func (f Facts) validateParts() error {
	if err := f.Place.validate(); err != nil {
		return err
	}
	for i, s := range f.Subjects {
		if err := s.validate(i + 1); err != nil {
			return err
		}
	}
	for _, e := range f.Evidence {
		if tooLong(e, 2_000) {
			return invalid("text-too-long", Args{"field": "evidence", "max": 2_000})
		}
	}
	return nil
}

func dateOrNone(d Date) bool {
	_, ok := ParseDate(string(d))
	return ok || d == ""
}

// The shapes of codes: Kemendagri areas and passport nationalities.
var (
	areaCode        = regexp.MustCompile(`^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$`)
	nationalityCode = regexp.MustCompile(`^[A-Z]{1,3}$`)
)

func (p Place) validate() error {
	switch {
	case tooLong(p.Name, maxLine):
		return invalid("text-too-long", Args{"field": "place", "max": maxLine})
	case tooLong(p.Address, MaxAddress):
		return invalid("text-too-long", Args{"field": "address", "max": MaxAddress})
	case p.Lodging != "" && !slices.Contains(Lodgings(), p.Lodging):
		return invalid("lodging-unknown", Args{"lodging": string(p.Lodging)})
	case p.Area != "" && !areaCode.MatchString(p.Area):
		return invalid("area-unknown", Args{"area": p.Area})
	case (p.Lat == nil) != (p.Lon == nil):
		return invalid("pin-half", nil)
	case p.Lat != nil && !(*p.Lat >= -90 && *p.Lat <= 90 && *p.Lon >= -180 && *p.Lon <= 180):
		return invalid("pin-odd", nil)
	}
	return nil
}

func (s Subject) validate(n int) error {
	switch {
	case s == Subject{}:
		return invalid("subject-empty", Args{"n": n})
	case tooLong(s.Name, maxLine), tooLong(s.Alias, maxLine):
		return invalid("subject-too-long", Args{"n": n, "max": maxLine})
	case tooLong(s.Passport, MaxPassport):
		return invalid("subject-too-long", Args{"n": n, "max": MaxPassport})
	case tooLong(s.Note, maxNote):
		return invalid("subject-too-long", Args{"n": n, "max": maxNote})
	case s.Nationality != "" && !nationalityCode.MatchString(s.Nationality):
		return invalid("nationality-unknown", Args{"n": n, "nationality": s.Nationality})
	case s.Sex != "" && !slices.Contains(Sexes(), s.Sex):
		return invalid("sex-unknown", Args{"n": n, "sex": string(s.Sex)})
	case s.Permit != "" && !slices.Contains(Permits(), s.Permit):
		return invalid("permit-unknown", Args{"n": n, "permit": string(s.Permit)})
	case s.Age < 0 || s.Age > 130 || s.AgeAbout && s.Age == 0:
		return invalid("age-odd", Args{"n": n})
	case !dateOrNone(s.PermitExpiry):
		return invalid("date-odd", nil)
	}
	return nil
}

func (r Reinterview) validate() error {
	if len(r.Answers) == 0 && r.Impression == "" {
		return invalid("reinterview-empty", nil)
	}
	if len(r.Answers) > maxAnswers {
		return invalid("answers-too-many", Args{"max": maxAnswers})
	}
	for _, a := range r.Answers {
		if tooLong(a.Question, maxLine) || tooLong(a.First, maxNote) || tooLong(a.Second, maxNote) {
			return invalid("text-too-long", Args{"field": "answer", "max": maxNote})
		}
	}
	if tooLong(r.Impression, maxNote) {
		return invalid("text-too-long", Args{"field": "impression", "max": maxNote})
	}
	return nil
}

func (c Callback) validate() error {
	if c.Confirmed && !c.Reached {
		return invalid("callback-confirmed-unreached", nil)
	}
	if tooLong(c.Note, maxNote) {
		return invalid("text-too-long", Args{"field": "note", "max": maxNote})
	}
	return nil
}
