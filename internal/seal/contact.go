package seal

import (
	"strings"

	"github.com/nyaruka/phonenumbers"

	"piket/model"
)

const homeRegion = "ID"

// NormalPhone is a number in E.164 where it can be read as one, else its
// digits: 0811-7700-349 and +62 811 7700 349 are the same.
func NormalPhone(s string) string {
	n, err := phonenumbers.Parse(s, homeRegion)
	if err != nil {
		return digits(s)
	}
	return phonenumbers.Format(n, phonenumbers.E164)
}

// ValidPhone says whether a number could be reached.
func ValidPhone(s string) bool {
	n, err := phonenumbers.Parse(s, homeRegion)
	return err == nil && phonenumbers.IsPossibleNumber(n)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// Normal is a reporter as the seal keeps them: clean, the phone in E.164
// where it can be, the NIK as digits.
func Normal(r model.Reporter) model.Reporter {
	r.Name, r.Address = model.CleanLine(r.Name), model.CleanLine(r.Address)
	r.Phone, r.NIK = model.CleanLine(r.Phone), model.CleanLine(r.NIK)
	if ValidPhone(r.Phone) {
		r.Phone = NormalPhone(r.Phone)
	}
	if d := digits(r.NIK); len(d) == 16 {
		r.NIK = d
	}
	return r
}
