package area

import (
	"iter"
	"strings"
)

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

// chain is a row together with the areas around it, kept up as a scan goes
// down a table.
type chain struct {
	set   *Set
	table *table
	query typed
	level Level
	folds [Village + 1]string // names by level
	holds [Village + 1]uint32 // by level, a bit for each typed word that begins a word there
	under key                 // the district that folds speaks of, when scanning villages
}

func (c *chain) step(i int) {
	k := c.table.rows[i].key
	c.level = k.level()
	switch {
	case c.level < District:
		c.enter(c.level, c.table.fold(i))
		return
	case c.level == Village && k.at(District) != c.under:
		c.under = k.at(District)
		for l := Province; l <= District; l++ {
			if j, ok := c.set.areas.find(k.at(l)); ok {
				c.enter(l, c.set.areas.fold(j))
			}
		}
	}
	c.folds[c.level] = c.table.fold(i)
}

// enter makes a name the one around the rows to come.
func (c *chain) enter(l Level, fold string) {
	c.folds[l], c.holds[l] = fold, 0
	for i, w := range c.query.words {
		if place(fold, w) == begins {
			c.holds[l] |= 1 << i
		}
	}
}

// around says whether a typed word begins a word in the name of an area
// around.
func (c *chain) around(word int) bool {
	for l := Province; l < c.level; l++ {
		if c.holds[l]&(1<<word) != 0 {
			return true
		}
	}
	return false
}

// typed is what somebody searches for: the words, and the same as one text.
type typed struct {
	words []string
	text  string
}

func typedWords(words []string) typed { return typed{words, strings.Join(words, " ")} }

// fit is how well a row answers what was typed.
type fit struct {
	level  Level
	own    int  // words found in the area's own name
	begins bool // some of them begin a word, and none stands only inside one
	name   int  // whole, head or neither
}

// How a name answers to what was typed.
const (
	head  = 1 // it begins with the first of the words that are its own
	whole = 3 // it is what was typed, perhaps with areas around it after
)

// match reports false unless every word is in the name or around it, and one at
// least in the name.
func (c *chain) match() (fit, bool) {
	own, q := c.folds[c.level], c.query
	if len(q.words) == 1 && !strings.Contains(own, q.text) {
		return fit{}, false
	}
	f := fit{level: c.level}
	var first string
	var starts, insides int
	for i, w := range q.words {
		at := place(own, w)
		switch {
		case at == begins:
			starts++
		case c.around(i):
			continue
		case at == absent:
			return f, false
		default:
			insides++
		}
		if f.own++; f.own == 1 {
			first = w
		}
	}
	f.begins = starts > 0 && insides == 0
	f.name = c.answer(q.text, first)
	return f, f.own > 0
}

// answer compares the name with what was typed and its own first word.
func (c *chain) answer(text, first string) int {
	best := 0
	for name := range forms(c.folds[c.level]) {
		if rest, ok := strings.CutPrefix(text, name); ok && (rest == "" || rest[0] == ' ' && c.leads(rest[1:])) {
			return whole
		}
		if strings.HasPrefix(name, first) {
			best = head
		}
	}
	return best
}

// leads says whether the text names areas around, from the nearest out, the
// last perhaps not to its end.
func (c *chain) leads(text string) bool {
	for l := c.level - 1; l >= Province; l-- {
		for name := range forms(c.folds[l]) {
			if strings.HasPrefix(name, text) {
				return true
			}
			if rest, ok := strings.CutPrefix(text, name); ok && rest[0] == ' ' {
				text = rest[1:]
				break
			}
		}
	}
	return false
}

// forms are the name with and without the kind of regency before it.
func forms(fold string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(fold) {
			return
		}
		for _, kind := range [...]string{"kabupaten ", "kota ", "administrasi "} {
			rest, ok := strings.CutPrefix(fold, kind)
			if !ok {
				continue
			}
			if fold = rest; !yield(fold) {
				return
			}
		}
	}
}

// score puts a fit in one number: first whether words begin, then the name
// and the nearness to the office together, then each alone. A district goes
// before a village, a regency and a province of the same name, because a case
// is filed by its district.
func (f fit) score(k key, office []zone) int {
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
