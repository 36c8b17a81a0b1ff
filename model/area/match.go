package area

import "strings"

// How a word stands in a name.
const (
	absent = iota
	inside // within a word
	begins // at the start of a word
)

// place says how the word stands in a folded name.
func place(fold, word string) int {
	found := absent
	for from := 0; ; {
		i := strings.Index(fold[from:], word)
		if i < 0 {
			return found
		}
		if i += from; i == 0 || fold[i-1] == ' ' {
			return begins
		}
		found, from = inside, i+1
	}
}

// beginsUnspaced says whether the letters follow from the start of some word,
// spaces left out.
func beginsUnspaced(fold, letters string) bool {
	for i := range len(fold) {
		if i > 0 && fold[i-1] != ' ' {
			continue
		}
		rest := letters
		for j := i; j < len(fold) && rest != ""; j++ {
			if fold[j] == ' ' {
				continue
			}
			if fold[j] != rest[0] {
				break
			}
			rest = rest[1:]
		}
		if rest == "" {
			return true
		}
	}
	return false
}

// chain is a row together with the folded names of the areas around it, kept
// up as a scan goes down a table.
type chain struct {
	set   *Set
	table *table
	level Level
	folds [Village + 1]string // by level
	under key                 // the district that folds speaks of, when scanning villages
}

func (c *chain) step(i int) {
	k := c.table.rows[i].key
	c.level = k.level()
	c.folds[c.level] = c.table.fold(i)
	if c.level != Village || k.at(District) == c.under {
		return
	}
	c.under = k.at(District)
	for l := Province; l <= District; l++ {
		if j, ok := c.set.areas.find(k.at(l)); ok {
			c.folds[l] = c.set.areas.fold(j)
		}
	}
}

// fit is how well the typed words match a row.
type fit struct {
	level  Level
	own    int  // words found in the area's own name
	begins bool // one of its own begins a word, and none stands only inside one
	name   int  // how the name answers: whole, head or otherwise
}

// How a name answers to the words that are its own.
const (
	head  = 1 // it begins with the first of them
	whole = 3 // it is they
)

// fit reports false unless every word is in the name or around it, and one at
// least in the name.
func (c *chain) fit(typed []string) (fit, bool) {
	f := fit{level: c.level}
	own := c.folds[c.level]
	var first string
	var length, starts, insides int
	for _, w := range typed {
		at := place(own, w)
		switch {
		case at == begins:
			starts++
		case c.around(w):
			continue
		case at == absent:
			return f, false
		default:
			insides++
		}
		if f.own++; f.own == 1 {
			first = w
		}
		length += len(w) + 1
	}
	f.begins = starts > 0 && insides == 0
	f.name = answer(own, first, length-1)
	return f, f.own > 0
}

// around says whether the word begins a word in the name of an area around.
func (c *chain) around(word string) bool {
	for l := Province; l < c.level; l++ {
		if place(c.folds[l], word) == begins {
			return true
		}
	}
	return false
}

// answer compares a name, with and without the kind of regency before it,
// with the first of the typed words and the length of all that are its own.
func answer(own, first string, length int) int {
	best := 0
	for _, kind := range [...]string{"", "kabupaten ", "kota ", "administrasi "} {
		rest, ok := strings.CutPrefix(own, kind)
		if !ok {
			continue
		}
		own = rest
		if strings.HasPrefix(own, first) {
			best = max(best, head)
			if len(own) == length {
				return whole
			}
		}
	}
	return best
}

// score puts what was found in one number: first whether words begin, then
// the name and the nearness together, then each alone. A district goes before
// a village, a regency and a province of the same name, because a case is
// filed by its district.
func (f fit) score(k key, office []key) int {
	near := nearness(k, office)
	score := 0
	if f.begins {
		score = 1
	}
	score = score*16 + f.name + near
	score = score*8 + near
	score = score*16 + f.own
	return score*4 + [...]int{Province: 0, Regency: 1, Village: 2, District: 3}[f.level]
}
