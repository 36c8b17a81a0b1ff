package intake

import (
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"piket/internal/locale"
	"piket/internal/seal"
	"piket/model"
)

// Warning is something odd that is no reason to refuse. It never holds what a
// reporter gave.
type Warning struct {
	Key  string
	Args model.Args
}

// Text is the warning in the printer's language.
func (w Warning) Text(p *locale.Printer) string {
	return p.T("import.warning."+w.Key, locale.A(w.Args))
}

func (p *reportParser) warnings() []Warning {
	var found []Warning
	warn := func(key string, odd bool, args model.Args) {
		if odd {
			found = append(found, Warning{key, args})
		}
	}
	who, place := p.out.Reporter, p.out.Facts.Place
	warn("phone-odd", who.Phone != "" && !seal.ValidPhone(who.Phone), nil)
	if who.NIK != "" {
		key := p.refs.oddNIK(who.NIK)
		warn(key, key != "", nil)
	}
	if p.refs.Areas != nil && place.Area != "" {
		_, listed := p.refs.Areas.Lookup(place.Area)
		warn("area-not-listed", !listed, model.Args{"area": place.Area})
	}
	plain := noLinks(p.out.Facts.Evidence)
	warn("evidence-no-link", len(plain) > 0, model.Args{"which": strings.Join(plain, ", ")})
	return found
}

// noLinks says which pieces of evidence, counted from 1, nobody can follow:
// all but addresses of web pages.
func noLinks(evidence []string) []string {
	var which []string
	for i, e := range evidence {
		u, err := url.Parse(e)
		web := err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
		if !web || strings.ContainsFunc(e, unicode.IsSpace) {
			which = append(which, strconv.Itoa(i+1))
		}
	}
	return which
}

// oddNIK says what is odd about a NIK, PPKKCC DDMMYY SSSS with 40 added to
// the day for women; empty when nothing is. The area is the one of the first
// registration, so it only counts as odd when there is none such.
func (r Refs) oddNIK(nik string) string {
	d := strings.Map(func(c rune) rune {
		if strings.ContainsRune(" .-", c) {
			return -1
		}
		return c
	}, nik)
	if len(d) != 16 || strings.Trim(d, "0123456789") != "" {
		return "nik-length"
	}
	if !nikDate(d[6:12]) {
		return "nik-date"
	}
	if r.Areas != nil {
		if _, ok := r.Areas.Lookup(d[:2] + "." + d[2:4] + "." + d[4:6]); !ok {
			return "nik-area"
		}
	}
	return ""
}

func nikDate(ddmmyy string) bool {
	day := []byte(ddmmyy)
	if day[0] >= '4' {
		day[0] -= 4
	}
	for _, century := range []string{"19", "20"} {
		if _, err := time.Parse("02012006", string(day[:4])+century+string(day[4:])); err == nil {
			return true
		}
	}
	return false
}
