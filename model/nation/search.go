package nation

import (
	"cmp"
	"slices"
	"strings"

	"piket/model"
)

const maxQuery = 100 // bytes of a typed text that are looked at

// How a name, an alias or a code answers to what was typed.
const (
	unlike = iota
	later  // each typed word begins some word of it
	begins // it begins with what was typed
	equal
)

// Search finds nationalities while they are being typed, best first, at most
// limit: by a name in either language, an alias or a code, letter case and
// accents aside. What is equal to the typed text goes first, then what begins
// with it; among those the ones most met in immigration cases, then the ones
// found by their name in lang. An empty text finds the most met ones.
func Search(query, lang string, limit int) []Nation {
	if limit <= 0 {
		return nil
	}
	words := model.Words(query[:min(len(query), maxQuery)])
	spellings := []typed{newTyped(words)}
	if bare := newTyped(telling(words)); bare.text != spellings[0].text {
		spellings = append(spellings, bare)
	}
	var hits []hit
	for n := range all() {
		if score := n.score(spellings, lang); score > 0 {
			hits = append(hits, hit{n, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	hits = hits[:min(len(hits), limit)]
	found := make([]Nation, len(hits))
	for i, h := range hits {
		found[i] = h.nation
	}
	return found
}

type hit struct {
	nation Nation
	score  int
}

// typed is what somebody searches for: the words, and the same as one text.
type typed struct {
	words []string
	text  string
}

func newTyped(words []string) typed { return typed{words, strings.Join(words, " ")} }

// score is 0 for a nationality that no spelling of the query finds.
func (n Nation) score(spellings []typed, lang string) int {
	f := n.folds()
	best, shown := unlike, unlike
	for _, q := range spellings {
		indonesian, english := q.match(f.indonesian), q.match(f.english)
		best = max(best, indonesian, english, n.matchShort(q, f))
		if lang == "en" {
			indonesian = english
		}
		shown = max(shown, indonesian)
	}
	if best == unlike {
		return 0
	}
	score := best * 4
	if n.common {
		score += 2
	}
	if shown == best {
		score++
	}
	return score
}

// folds are the names of a nationality in the form of what is typed.
type folds struct {
	indonesian, english string
	codes               string
}

func (n Nation) folds() folds {
	return folds{folded(n.indonesian), folded(n.english), strings.ToLower(n.codes)}
}

// matchShort is the best answer of the codes and aliases.
func (n Nation) matchShort(q typed, f folds) int {
	best := unlike
	if len(q.text) == len("CN") && strings.EqualFold(n.Alpha2, q.text) {
		best = later // no better: "ma" is most often the start of Malaysia
	}
	for code := range strings.SplitSeq(f.codes, ",") {
		best = max(best, q.match(code))
	}
	if n.aliases == "" {
		return best
	}
	for alias := range strings.SplitSeq(n.aliases, ",") {
		best = max(best, q.match(alias))
	}
	return best
}

// folded is a name of the table in the form of what is typed. Most names are
// letters and spaces only, and need no more than lower case.
func folded(name string) string {
	if plain(name) {
		return strings.ToLower(name)
	}
	return strings.Join(model.Words(name), " ")
}

// plain says whether a name is letters of ASCII and single spaces.
func plain(name string) bool {
	for i := range len(name) {
		if c := name[i]; c != ' ' && (c|' ' < 'a' || c|' ' > 'z') {
			return false
		}
	}
	return true
}

// match compares a name with what was typed; nothing typed begins every name.
func (q typed) match(name string) int {
	if strings.HasPrefix(name, q.text) {
		if len(name) == len(q.text) {
			return equal
		}
		return begins
	}
	for _, w := range q.words {
		if !strings.HasPrefix(name, w) && !strings.Contains(name, " "+w) {
			return unlike
		}
	}
	return later
}
