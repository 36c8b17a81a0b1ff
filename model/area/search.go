package area

import (
	"slices"
	"strings"
)

const (
	maxResults = 200 // more are never shown
	maxQuery   = 200 // bytes of a typed text that are looked at
	maxWords   = 8
)

// Search finds areas while their name is being typed, best first, at most
// limit (and never more than 200).
//
// Every word must begin a word of the area's own name, or failing that stand
// inside one, or begin a word in the name of an area around it, and one at
// least must be its own: "curug serang" is Curug in Kota Serang. A name that
// begins with what was typed goes before one that has it further on, and one
// near the office before one that is far; prefer is the office's area code, or
// several set apart by commas. Letter case, accents, apostrophes and words
// such as "kec." do not matter, nor do spaces when nothing else is found. A
// typed code finds the areas whose codes begin so; an empty text the districts
// of the office.
func (s *Set) Search(query, prefer string, limit int) []Area {
	limit = min(limit, maxResults)
	if limit <= 0 {
		return nil
	}
	query = query[:min(len(query), maxQuery)]
	if digits := typedCode(query); digits != "" {
		return s.byCode(digits, limit)
	}
	typed := searchWords(query)
	if len(typed) == 0 {
		office := s.Districts(prefer)
		return office[:min(len(office), limit)]
	}
	near := s.near(prefer)
	hits := s.rank(typed, near, limit)
	if long := written(typed); len(hits) < limit && !slices.Equal(long, typed) {
		hits = appendNew(hits, s.rank(long, near, limit))
	}
	if len(hits) == 0 {
		hits = s.rankUnspaced(strings.Join(typed, ""), near, limit)
	}
	return s.areasOf(hits[:min(len(hits), limit)])
}

// searchWords are the words of a query that matter.
func searchWords(query string) []string {
	all := words(query)
	all = all[:min(len(all), maxWords)]
	if telling := slices.DeleteFunc(slices.Clone(all), noise); len(telling) > 0 {
		return telling
	}
	return all
}

// written is the query with customary abbreviations written out.
func written(typed []string) []string {
	var long []string
	for _, w := range typed {
		long = append(long, strings.Fields(longhand(w))...)
	}
	return long
}

// typedCode is the digits of a query that is made of digits and dots only.
func typedCode(query string) string {
	query = strings.TrimSpace(query)
	if strings.Trim(query, "0123456789.") != "" {
		return ""
	}
	return strings.ReplaceAll(query, ".", "")
}

// byCode finds the areas whose codes begin with the digits, in code order.
func (s *Set) byCode(digits string, limit int) []Area {
	var lo, step key = 0, 1
	for i := range len("0000000000") {
		lo *= 10
		if i < len(digits) {
			lo += key(digits[i] - '0')
		} else {
			step *= 10
		}
	}
	var found []Area
	for _, t := range []*table{&s.areas, &s.villages} {
		for i := t.from(lo); i < len(t.rows) && t.rows[i].key < lo+step && len(found) < limit; i++ {
			a := s.area(t, i)
			if strings.HasPrefix(strings.ReplaceAll(a.Code, ".", ""), digits) {
				found = append(found, a)
			}
		}
	}
	return found
}

// hit is a found row with its score; higher is better.
type hit struct {
	score int
	table *table
	row   int
}

// keep puts a hit in its place among the best, which are at most limit; of
// equals the first found stays before.
func keep(best []hit, h hit, limit int) []hit {
	if len(best) == limit && h.score <= best[limit-1].score {
		return best
	}
	i, _ := slices.BinarySearchFunc(best, h.score, func(b hit, score int) int {
		if b.score >= score {
			return -1
		}
		return 1
	})
	return slices.Insert(best[:min(len(best), limit-1)], i, h)
}

func appendNew(hits, more []hit) []hit {
	for _, h := range more {
		if !slices.ContainsFunc(hits, func(had hit) bool { return had.table == h.table && had.row == h.row }) {
			hits = append(hits, h)
		}
	}
	return hits
}

func (s *Set) areasOf(hits []hit) []Area {
	found := make([]Area, len(hits))
	for i, h := range hits {
		found[i] = s.area(h.table, h.row)
	}
	return found
}

// near reads the office's codes, leaving out what it does not know: a search
// without them still finds.
func (s *Set) near(prefer string) []key {
	var keys []key
	for _, code := range splitCodes(prefer) {
		if k, ok := parseKey(code); ok {
			keys = append(keys, k)
		}
	}
	return keys
}

// nearness counts the levels that k shares with the office's area, 0 to 4.
func nearness(k key, office []key) int {
	var nearest Level
	for _, o := range office {
		for l := min(o.level(), k.level()); l > nearest; l-- {
			if k.at(l) == o.at(l) {
				nearest = l
			}
		}
	}
	return int(nearest)
}

// rank finds the rows that the typed words fit, best first.
func (s *Set) rank(typed []string, office []key, limit int) []hit {
	var best []hit
	for _, t := range []*table{&s.areas, &s.villages} {
		c := chain{set: s, table: t}
		for i := range t.rows {
			c.step(i)
			if fit, ok := c.fit(typed); ok {
				best = keep(best, hit{fit.score(t.rows[i].key, office), t, i}, limit)
			}
		}
	}
	return best
}

// rankUnspaced finds the rows in whose name the typed letters begin a word
// when spaces are left out: Batu Ceper for "batuceper" and the other way.
func (s *Set) rankUnspaced(letters string, office []key, limit int) []hit {
	var best []hit
	for _, t := range []*table{&s.areas, &s.villages} {
		for i := range t.rows {
			if beginsUnspaced(t.fold(i), letters) {
				best = keep(best, hit{nearness(t.rows[i].key, office), t, i}, limit)
			}
		}
	}
	return best
}
