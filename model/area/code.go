package area

import (
	"fmt"
	"strings"
)

// Level is how far down an area lies, from Province to Village.
type Level uint8

// The levels. Kabupaten and kota are both regencies, kelurahan and desa both
// villages.
const (
	Province Level = iota + 1
	Regency
	District
	Village
)

// span is how many keys an area of this level takes up.
func (l Level) span() key {
	switch l {
	case Province:
		return 1_00_00_0000
	case Regency:
		return 1_00_0000
	case District:
		return 1_0000
	case Village:
	}
	return 1
}

// key is a code as the decimal number PPKKDDVVVV, zero below its level, so that
// code order is number order and an area comes just before what it holds.
type key uint64

func (k key) level() Level {
	switch { // written out: asked of every row at every key press
	case k%1_0000 != 0:
		return Village
	case k%1_00_0000 != 0:
		return District
	case k%1_00_00_0000 != 0:
		return Regency
	}
	return Province
}

// at is the area of that level in which k lies.
func (k key) at(l Level) key { return k - k%l.span() }

// lies says whether k is inside, or is, the area in.
func (k key) lies(in key) bool { return k.at(in.level()) == in }

func (k key) String() string {
	p, r, d, v := k/Province.span(), k/Regency.span()%100, k/District.span()%100, k%District.span()
	switch k.level() {
	case Province:
		return fmt.Sprintf("%02d", p)
	case Regency:
		return fmt.Sprintf("%02d.%02d", p, r)
	case District:
		return fmt.Sprintf("%02d.%02d.%02d", p, r, d)
	case Village:
	}
	return fmt.Sprintf("%02d.%02d.%02d.%04d", p, r, d, v)
}

const codeForm = "00.00.00.0000"

// parseKey reads a code in its written form; ok is false for anything else.
func parseKey(code string) (k key, ok bool) {
	level, ok := levelOf(code)
	if !ok {
		return 0, false
	}
	for i := range len(code) {
		switch {
		case codeForm[i] == '.' && code[i] == '.':
		case codeForm[i] == '0' && code[i] >= '0' && code[i] <= '9':
			k = k*10 + key(code[i]-'0')
		default:
			return 0, false
		}
	}
	k *= level.span()
	return k, k.level() == level && k != 0
}

func levelOf(code string) (Level, bool) {
	switch len(code) {
	case len("00"):
		return Province, true
	case len("00.00"):
		return Regency, true
	case len("00.00.00"):
		return District, true
	case len(codeForm):
		return Village, true
	}
	return 0, false
}

// splitCodes takes a list of codes apart at commas and spaces.
func splitCodes(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}
