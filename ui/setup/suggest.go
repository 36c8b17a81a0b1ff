package setup

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"piket/model"
)

// codeLength is how long a suggested office code is.
const codeLength = 3

// suggestCode makes an office code from the office's name: consonants of its
// place, after the words every office has in its name. Tangerang becomes TNG,
// Jakarta Selatan JKS.
func suggestCode(name string) string {
	var words []string
	for _, w := range strings.FieldsFunc(model.Fold(name), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if !everyOffice(w) {
			words = append(words, strings.ToUpper(w))
		}
	}
	if len(words) == 0 {
		return ""
	}
	last := ""
	if len(words) > 1 {
		last = words[len(words)-1][:1]
	}
	code := skeleton(words[0])
	code = code[:min(len(code), codeLength-len(last))] + last
	if len(code) < 2 {
		return ""
	}
	return code
}

// everyOffice says that a word names the kind of office, not this one.
func everyOffice(w string) bool {
	return slices.Contains([]string{
		"kantor", "imigrasi", "kanim", "kelas", "khusus", "tpi", "non", "i", "ii", "iii", "immigration", "office",
		"kementerian", "dan", "pemasyarakatan", "kota", "kabupaten", "the", "of", "unit", "kerja", "ukk",
	}, w)
}

// skeleton is a word's first letter and its consonants, then its vowels for
// one that has few.
func skeleton(w string) string {
	var consonants, vowels strings.Builder
	for i, r := range w {
		switch {
		case i == 0 || !strings.ContainsRune("AEIOU", r):
			consonants.WriteRune(r)
		default:
			vowels.WriteRune(r)
		}
	}
	return consonants.String() + vowels.String()
}

// upperCode is typed text as an office code may be written.
func upperCode(s string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToUpper(r)
		if (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return -1
		}
		return r
	}, s)
}

// suggestZone is the zone of the machine's own clock; WIB where that is
// somewhere else.
func suggestZone(now time.Time) model.Zone {
	_, offset := now.Zone()
	for _, z := range model.Zones() {
		if _, o := now.In(z.Location()).Zone(); o == offset {
			return z
		}
	}
	return model.WIB
}
