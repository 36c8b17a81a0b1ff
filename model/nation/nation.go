// Package nation knows the nationalities that a passport can state, and finds
// the one that somebody is typing.
//
// The codes are those of the machine-readable zone: ISO 3166-1 alpha-3, and
// the further ones of ICAO Doc 9303 part 3 section 5, for organizations
// (UNO), British statuses (GBO), stateless persons and refugees (XXA, XXB) and
// the like. Where a passport says other than ISO, one code stands for both, so
// that nobody is counted apart: D finds DEU, and ISO's user-assigned XKX finds
// ICAO's RKS.
//
// The table, nations.tsv, is kept by hand, for it follows the words of
// Indonesian immigration offices: those of the Foreign Ministry for names
// (Tiongkok), everyday ones, old ones and abbreviations as aliases (RRT, cina,
// korsel). A line is one nationality: codes, ISO alpha-2, Indonesian name,
// English name, aliases in folded form, among them the names that have other
// than plain letters; parted by tabs, lists by commas. An empty line ends the first group, those most met in Indonesian immigration
// cases in about that order, which is an estimate and only decides ties.
//
// Nothing is kept in memory: every question reads the table, some 12 kB.
package nation

import (
	_ "embed"
	"iter"
	"strings"
)

//go:embed nations.tsv
var table string

// Nation is a nationality. The zero Nation is none.
type Nation struct {
	Code   string // alpha-3, as kept: "CHN"
	Alpha2 string // ISO 3166-1 alpha-2; empty for what only ICAO has

	codes      string // Code and others that mean the same, parted by commas
	indonesian string
	english    string
	aliases    string
	common     bool
}

// Name is the name in a language, "en" for English; any other is answered in
// Indonesian.
func (n Nation) Name(lang string) string {
	if lang == "en" {
		return n.english
	}
	return n.indonesian
}

// Lookup is the nationality with that code, in capitals as passports have it.
func Lookup(code string) (Nation, bool) {
	common := true
	for line := range strings.Lines(table) {
		codes, _, ok := strings.Cut(line, "\t")
		if common = common && ok; ok && listed(codes, code) {
			n := parseLine(strings.TrimRight(line, "\r\n"))
			n.common = common
			return n, true
		}
	}
	return Nation{}, false
}

// all walks the table from its top.
func all() iter.Seq[Nation] {
	return func(yield func(Nation) bool) {
		common := true
		for line := range strings.Lines(table) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" {
				common = false
				continue
			}
			n := parseLine(line)
			n.common = common
			if !yield(n) {
				return
			}
		}
	}
}

func parseLine(line string) Nation {
	var n Nation
	for _, field := range [...]*string{&n.codes, &n.Alpha2, &n.indonesian, &n.english} {
		*field, line, _ = strings.Cut(line, "\t")
	}
	n.Code, _, _ = strings.Cut(n.codes, ",")
	n.aliases = line
	return n
}

// listed says whether a list parted by commas has the item.
func listed(list, item string) bool {
	for {
		one, rest, more := strings.Cut(list, ",")
		if one == item {
			return true
		}
		if !more {
			return false
		}
		list = rest
	}
}
