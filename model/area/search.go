package area

import (
	"cmp"
	"slices"
	"strings"

	"piket/model"
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
	q := typedWords(searchWords(query))
	if q.text == "" {
		own := s.Districts(prefer)
		return own[:min(len(own), limit)]
	}
	office := zones(prefer)
	hits := s.rank(q, office, limit)
	if long := typedWords(written(q.words)); len(hits) < limit && long.text != q.text {
		hits = appendNew(hits, s.rank(long, office, limit))
	}
	if len(hits) == 0 {
		hits = s.rankUnspaced(strings.Join(q.words, ""), office, limit)
	}
	return s.areasOf(hits[:min(len(hits), limit)])
}

// searchWords are the words of a query that matter.
func searchWords(query string) []string {
	all := model.Words(query)
	all = all[:min(len(all), maxWords)]
	telling := slices.DeleteFunc(slices.Clone(all), noise)
	if len(telling) == 0 {
		return all
	}
	if i := slices.Index(telling, "kab"); i >= 0 && len(telling) > 1 {
		telling[i] = "kabupaten"
	}
	return telling
}

// written is the query with customary abbreviations written out.
func written(short []string) []string {
	var long []string
	for _, w := range short {
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
	const longest = len("PPKKDDVVVV")
	if len(digits) > longest {
		return nil
	}
	lo, hi := paddedKey(digits, '0'), paddedKey(digits, '9')
	var found []Area
	for _, t := range []*table{&s.areas, &s.villages} {
		for i := t.from(lo); i < len(t.rows) && t.rows[i].key <= hi && len(found) < limit; i++ {
			a := s.area(t, i)
			if strings.HasPrefix(strings.ReplaceAll(a.Code, ".", ""), digits) {
				found = append(found, a)
			}
		}
	}
	return found
}

// paddedKey is the key of at most ten digits, filled up with a digit.
func paddedKey(digits string, fill byte) key {
	var k key
	for i := range len("PPKKDDVVVV") {
		digit := fill
		if i < len(digits) {
			digit = digits[i]
		}
		k = k*10 + key(digit-'0')
	}
	return k
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

// zone is an area of the office, or one around it, as a range of keys.
type zone struct {
	lo, hi key
	level  Level
}

// zones are the office's areas and those around them, the narrowest first.
// What is not a code is left out: a search without it still finds.
func zones(prefer string) []zone {
	var around []zone
	for _, code := range splitCodes(prefer) {
		k, ok := parseKey(code)
		if !ok {
			continue
		}
		for l := Province; l <= k.level(); l++ {
			around = append(around, zone{k.at(l), k.at(l) + l.span(), l})
		}
	}
	slices.SortFunc(around, func(a, b zone) int {
		return cmp.Or(cmp.Compare(b.level, a.level), cmp.Compare(a.lo, b.lo))
	})
	return slices.Compact(around)
}

// nearness counts the levels that k shares with the office's areas, 0 to 4.
func nearness(k key, office []zone) int {
	for _, z := range office {
		if k >= z.lo && k < z.hi {
			return int(z.level)
		}
	}
	return 0
}

// rank finds the rows that the typed words fit, best first.
func (s *Set) rank(q typed, office []zone, limit int) []hit {
	var best []hit
	for _, t := range []*table{&s.areas, &s.villages} {
		c := chain{set: s, table: t, query: q}
		for i := range t.rows {
			c.step(i)
			if fit, ok := c.match(); ok {
				best = keep(best, hit{fit.score(t.rows[i].key, office), t, i}, limit)
			}
		}
	}
	return best
}

// rankUnspaced finds the rows in whose name the typed letters begin a word
// when spaces are left out: Batu Ceper for "batuceper" and the other way.
func (s *Set) rankUnspaced(letters string, office []zone, limit int) []hit {
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
