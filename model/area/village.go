package area

import (
	_ "embed"
	"iter"
	"slices"
)

//go:embed data/villages.z
var villagesData string

// Villages are the villages under a code of any level above, or under several
// codes set apart by commas, in code order. It returns ErrUnknown for a code
// that is not in the set.
func (s *Set) Villages(prefix string) ([]Area, error) {
	t, err := s.decodeVillages(prefix)
	if err != nil {
		return nil, err
	}
	found := make([]Area, len(t.rows))
	for i := range found {
		found[i] = s.area(&t, i)
	}
	return found, nil
}

// WithVillages is the same set with the villages under a code, or under
// several set apart by commas, in reach of Search. It returns ErrUnknown for
// a code that is not in the set. It keeps about 40 bytes a village.
func (s *Set) WithVillages(prefix string) (*Set, error) {
	t, err := s.decodeVillages(prefix)
	if err != nil {
		return nil, err
	}
	return &Set{source: s.source, areas: s.areas, villages: t}, nil
}

func (s *Set) decodeVillages(prefix string) (table, error) {
	wanted, err := s.parsePrefixes(prefix)
	if err != nil {
		return table{}, err
	}
	b := builder{wanted: wanted}
	for regency, part := range parts(villagesData) {
		touches := func(w key) bool { return w.lies(regency) || regency.lies(w) }
		if !slices.ContainsFunc(wanted, touches) {
			continue
		}
		text, err := inflate(part)
		if err != nil {
			return table{}, err
		}
		if err := b.decode(text, regency, Village.span()); err != nil {
			return table{}, err
		}
	}
	return b.table(), nil
}

// parts walks the deflated parts of the village data, each of one regency.
func parts(data string) iter.Seq2[key, string] {
	const entry = 4 // PPKK and length, 16 bits each
	return func(yield func(key, string) bool) {
		n := int(number16(data))
		directory, rest := data[2:2+n*entry], data[2+n*entry:]
		for ; directory != ""; directory = directory[entry:] {
			regency := key(number16(directory)) * Regency.span()
			size := int(number16(directory[2:]))
			if !yield(regency, rest[:size]) {
				return
			}
			rest = rest[size:]
		}
	}
}

// number16 is the big-endian number at the start of data.
func number16(data string) uint16 { return uint16(data[0])<<8 | uint16(data[1]) }

// villageTable is a table in which the village k is, if there is such a one.
func (s *Set) villageTable(k key) *table {
	if _, ok := s.villages.find(k); ok {
		return &s.villages
	}
	t, err := s.decodeVillages(k.at(District).String())
	if err != nil {
		return &table{}
	}
	return &t
}
