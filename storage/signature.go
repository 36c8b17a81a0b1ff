package storage

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode"

	"piket/model"
)

// The classes of tokens; a token is the FNV-1a sum of its class and a text.
const (
	classPassport = iota
	className
	classPlace
	classReporter
)

const maxTokens = 255 // of one kind in one case

// traits are a case's subjects, place and reporter as words to compare.
type traits struct {
	passports []string
	names     [][]string // folded words of each name and alias, sorted
	area      string     // district
	placeName []string
	address   []string
	reporter  model.Pseudonym
}

func traitsOf(subjects []model.Subject, place model.Place, pseudonym model.Pseudonym) traits {
	t := traits{area: district(place.Area), reporter: pseudonym}
	for _, s := range subjects {
		if p := passportKey(s.Passport); p != "" {
			t.passports = append(t.passports, p)
		}
		for _, name := range []string{s.Name, s.Alias} {
			if w := words(name); len(w) > 0 {
				t.names = append(t.names, w)
			}
		}
	}
	t.placeName = without(words(place.Name), genericPlace)
	t.address = without(words(place.Address), genericAddress)
	return t
}

func traitsOfCase(c *model.Case) traits {
	var pseudonym model.Pseudonym
	if c.Reporter != nil {
		pseudonym = c.Reporter.Pseudonym
	}
	return traitsOf(c.Facts.Subjects, c.Facts.Place, pseudonym)
}

// signature is the stored form of a case's traits: passports, reporter, place
// name, address, each a count and tokens of 4 bytes, ascending; then how many
// names, and each name likewise. Equal tokens make a candidate; the cases
// themselves decide.
func signature(c *model.Case) []byte {
	m := marksOf(traitsOfCase(c))
	b := make([]byte, 0, 96)
	for _, list := range [][]uint32{m.passports, m.reporter, m.placeName, m.address} {
		b = appendTokens(b, list)
	}
	b = append(b, byte(len(m.names)))
	for _, name := range m.names {
		b = appendTokens(b, name)
	}
	return b
}

func appendTokens(b []byte, list []uint32) []byte {
	b = append(b, byte(len(list)))
	for _, token := range list {
		b = binary.BigEndian.AppendUint32(b, token)
	}
	return b
}

// marks are traits as tokens.
type marks struct {
	passports, reporter, placeName, address []uint32
	names                                   [][]uint32
}

func marksOf(t traits) marks {
	m := marks{
		passports: tokens(classPassport, "", t.passports),
		placeName: tokens(classPlace, t.area+" ", t.placeName),
		address:   tokens(classPlace, t.area+" ", t.address),
	}
	if t.reporter != "" {
		m.reporter = tokens(classReporter, "", []string{string(t.reporter)})
	}
	for _, name := range t.names[:min(len(t.names), maxTokens)] {
		m.names = append(m.names, tokens(className, "", name))
	}
	return m
}

// tokens are the distinct tokens of texts, ascending.
func tokens(class int, prefix string, texts []string) []uint32 {
	if len(texts) == 0 {
		return nil
	}
	list := make([]uint32, 0, len(texts))
	for _, text := range texts {
		list = append(list, token(class, prefix+text))
	}
	slices.Sort(list)
	list = slices.Compact(list)
	return list[:min(len(list), maxTokens)]
}

func token(class int, text string) uint32 {
	const offset, prime = 2166136261, 16777619
	h := uint32(offset)
	h = (h ^ uint32(class)) * prime
	for i := range len(text) {
		h = (h ^ uint32(text[i])) * prime
	}
	return h
}

// district is the part of a Kemendagri code two places must share.
func district(area string) string {
	const length = len("36.71.05")
	return area[:min(len(area), length)]
}

const shortestPassport = 5

// passportKey is a passport number without case, spaces and dashes; empty
// when too little is left to tell anybody apart.
func passportKey(s string) string {
	key := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return unicode.ToUpper(r)
		}
		return -1
	}, s)
	if len(key) < shortestPassport {
		return ""
	}
	return key
}

// words are the distinct words of a text, sorted.
func words(s string) []string {
	w := plainWords(s)
	if w == nil && s != "" {
		w = model.Words(s)
	}
	slices.Sort(w)
	return slices.Compact(w)
}

// plainWords is model.Words of letters, digits, spaces and the commonest
// marks in ASCII, which is nearly every text; nil for any other.
func plainWords(s string) []string {
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9', 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', c == ' ', c == '.', c == ',', c == '-', c == '/':
		default:
			return nil
		}
	}
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return r == ' ' || r == '.' || r == ',' || r == '-' || r == '/'
	})
}

func without(list []string, generic func(string) bool) []string {
	return slices.DeleteFunc(list, generic)
}

// genericPlace are words that say what kind of place it is, not which.
func genericPlace(w string) bool {
	switch w {
	case "hotel", "kos", "kost", "kosan", "kontrakan", "apartemen", "apartment", "mess", "villa", "wisma",
		"losmen", "penginapan", "guest", "house", "guesthouse", "homestay", "ruko", "rumah", "pt", "cv",
		"toko", "gedung", "tower", "the", "dan", "di":
		return true
	}
	return false
}

// genericAddress are words that nearly every address has.
func genericAddress(w string) bool {
	switch w {
	case "jl", "jln", "jalan", "no", "nomor", "rt", "rw", "gang", "gg", "blok", "kel", "kelurahan", "kec",
		"kecamatan", "kota", "kab", "kabupaten", "desa", "dusun", "kampung", "kp", "perum", "perumahan",
		"lantai", "lt", "dekat", "depan", "belakang", "samping", "raya", "di":
		return true
	}
	return genericPlace(w)
}

const longWord = 5 // letters that make a single word telling

// sameName: the same words, or all words of the shorter name in the longer,
// in any order.
func sameName(a, b []string) bool {
	n, least := shared(a, b), min(len(a), len(b))
	if least == 0 || n < least {
		return false
	}
	return least >= 2 || len(a) == len(b)
}

// sameWords: enough of the words of the shorter text are in the longer.
func sameWords(a, b []string) bool {
	n, least := shared(a, b), min(len(a), len(b))
	if least <= 1 {
		return n == 1 && longest(a, b) >= longWord
	}
	return n >= 2 && 3*n >= 2*least
}

func shared(a, b []string) int {
	n := 0
	for _, w := range a {
		if _, ok := slices.BinarySearch(b, w); ok {
			n++
		}
	}
	return n
}

// longest is the length of the longest word two texts share.
func longest(a, b []string) int {
	n := 0
	for _, w := range a {
		if _, ok := slices.BinarySearch(b, w); ok {
			n = max(n, len([]rune(w)))
		}
	}
	return n
}

// shares says what two sets of traits have in common.
func (t traits) shares(o traits) []model.RelatedBy {
	var why []model.RelatedBy
	if t.subjectIn(o) {
		why = append(why, model.BySubject)
	}
	if t.area == o.area && (sameWords(t.placeName, o.placeName) || sameWords(t.address, o.address)) {
		why = append(why, model.ByPlace)
	}
	if t.reporter != "" && t.reporter == o.reporter {
		why = append(why, model.ByReporter)
	}
	return why
}

func (t traits) subjectIn(o traits) bool {
	for _, p := range t.passports {
		if slices.Contains(o.passports, p) {
			return true
		}
	}
	for _, name := range t.names {
		if slices.ContainsFunc(o.names, func(other []string) bool { return sameName(name, other) }) {
			return true
		}
	}
	return false
}
