package report

import (
	"strings"
	"time"

	"piket/model"
)

const nikLength = 16 // PPKKCC DDMMYY SSSS

// nik is what the digits of an identity number say about its holder.
type nik struct {
	area   string // of the district it was issued in: "36.71.05"
	day    int
	month  int
	year   string // two digits
	female bool
}

// readNIK takes an identity number apart. The problem is the end of a
// catalogue key, empty when its structure is sound.
func readNIK(text string) (n nik, problem string) {
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-", r) {
			return -1
		}
		return r
	}, model.CleanLine(text))
	switch {
	case strings.Trim(digits, "0123456789") != "":
		return nik{}, "letters"
	case len(digits) != nikLength:
		return nik{}, "length"
	}
	n = nik{
		area: digits[:2] + "." + digits[2:4] + "." + digits[4:6], year: digits[10:12],
		day: two(digits[6:8]), month: two(digits[8:10]),
	}
	if n.day > 40 {
		n.day, n.female = n.day-40, true
	}
	if !dayOfYear(n.day, n.month) {
		return n, "born"
	}
	return n, ""
}

func two(digits string) int { return int(digits[0]-'0')*10 + int(digits[1]-'0') }

// dayOfYear says whether some year has such a day.
func dayOfYear(day, month int) bool {
	const leap = 2000
	t := time.Date(leap, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return month >= 1 && month <= 12 && day >= 1 && t.Day() == day
}
