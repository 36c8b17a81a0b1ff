package area

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
)

// ErrUnknown reports a code that names no province, regency or district.
var ErrUnknown = errors.New("unknown area code")

//go:embed data/areas.z
var areasData string

// Area is one area and where it lies. District, Regency and Province are
// official names, the area's own included, and empty below its level.
type Area struct {
	Code  string // "36.71.05"
	Name  string // "Cipondoh", "Kota Tangerang", "Kabupaten Serang"
	Level Level

	District string
	Regency  string
	Province string

	Label string // told apart from its namesakes: "Cipondoh, Kota Tangerang"
}

// Short is the name as written in little room: "Kab. Serang", "Jakarta Pusat",
// "DKI Jakarta"; most names have no shorter form.
func (a Area) Short() string { return short(a.Name) }

func short(name string) string {
	for _, form := range [...]struct{ long, short string }{
		{"Kabupaten Administrasi ", ""},
		{"Kota Administrasi ", ""},
		{"Kabupaten ", "Kab. "},
		{"Daerah Khusus Ibukota ", "DKI "},
		{"Daerah Istimewa ", "DI "},
	} {
		if rest, ok := strings.CutPrefix(name, form.long); ok {
			return form.short + rest
		}
	}
	return name
}

// Set is the areas of Indonesia down to the districts, and the villages of an
// office if it was made with WithVillages.
type Set struct {
	source   string
	areas    table // provinces, regencies, districts
	villages table // of the office's own area, or none
}

// Load decodes the embedded areas; it takes a few milliseconds, so a program
// does it once. An error means that the embedded data is damaged.
func Load() (*Set, error) {
	text, err := inflate(areasData)
	if err != nil {
		return nil, err
	}
	source, text, _ := strings.Cut(text, "\n")
	var b builder
	if err := b.decode(text, 0, District.span()); err != nil {
		return nil, err
	}
	return &Set{source: source, areas: b.table()}, nil
}

// Source names the data and its release, for a page that gives credit.
func (s *Set) Source() string { return s.source }

// Lookup is the area with that code, written as in Area.Code. A village
// outside the set's own is decoded on the way, which takes a moment longer.
func (s *Set) Lookup(code string) (Area, bool) {
	k, ok := parseKey(code)
	if !ok {
		return Area{}, false
	}
	t := &s.areas
	if k.level() == Village {
		t = s.villageTable(k)
	}
	i, ok := t.find(k)
	if !ok {
		return Area{}, false
	}
	return s.area(t, i), true
}

// District is the name of the district that the code names or lies in; empty
// for higher levels and unknown codes.
func (s *Set) District(code string) string {
	k, ok := parseKey(code)
	if !ok {
		return ""
	}
	return s.nameAt(k, District)
}

// Districts are the districts under a code, or under several set apart by
// commas, in code order; unknown codes have none.
func (s *Set) Districts(prefix string) []Area {
	var found []Area
	for _, code := range splitCodes(prefix) {
		k, ok := parseKey(code)
		if !ok {
			continue
		}
		for i, hi := s.areas.within(k); i < hi; i++ {
			if s.areas.rows[i].key.level() == District {
				found = append(found, s.area(&s.areas, i))
			}
		}
	}
	return found
}

// parsePrefixes reads a list of codes, each of which must be in the set.
func (s *Set) parsePrefixes(list string) ([]key, error) {
	codes := splitCodes(list)
	if len(codes) == 0 {
		return nil, fmt.Errorf("%w: %q", ErrUnknown, list)
	}
	keys := make([]key, 0, len(codes))
	for _, code := range codes {
		k, ok := parseKey(code)
		if _, found := s.areas.find(k); !ok || !found {
			return nil, fmt.Errorf("%w: %q", ErrUnknown, code)
		}
		keys = append(keys, k)
	}
	return keys, nil
}

// nameAt is the name of the area of that level in which k lies.
func (s *Set) nameAt(k key, l Level) string {
	if l > k.level() {
		return ""
	}
	i, ok := s.areas.find(k.at(l))
	if !ok {
		return ""
	}
	return s.areas.name(i)
}

func (s *Set) area(t *table, i int) Area {
	k := t.rows[i].key
	a := Area{
		Code: k.String(), Name: t.name(i), Level: k.level(),
		District: s.nameAt(k, District), Regency: s.nameAt(k, Regency), Province: s.nameAt(k, Province),
	}
	a.Label = label(a)
	if t.twin(i) {
		a.Label = fmt.Sprintf("%s (%s)%s", a.Name, a.Code[strings.LastIndexByte(a.Code, '.')+1:], a.Label[len(a.Name):])
	}
	return a
}

func label(a Area) string {
	switch a.Level {
	case Regency:
		return a.Name + ", " + short(a.Province)
	case District:
		return a.Name + ", " + short(a.Regency)
	case Village:
		return a.Name + ", " + a.District + ", " + short(a.Regency)
	case Province:
	}
	return a.Name
}

// twin says whether the village has a namesake in its own district: a
// kelurahan and a desa, most often.
func (t *table) twin(i int) bool {
	k := t.rows[i].key
	if k.level() != Village {
		return false
	}
	lo, hi := t.within(k.at(District))
	for j := lo; j < hi; j++ {
		if j != i && t.fold(j) == t.fold(i) {
			return true
		}
	}
	return false
}
