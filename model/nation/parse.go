package nation

import (
	"slices"
	"strings"

	"piket/model"
)

const maxParts = 6 // of a text; one with more is no nationality

// Parse reads a nationality out of the text of a form or a list: a name in
// either language, an alias, a code, with words around it such as "WN",
// "Warga Negara" or "citizen". Where several parts of the text name one, such
// as "Nigeria (NGA)", they must agree. It reports false rather than guess.
func Parse(text string) (code string, ok bool) {
	text = text[:min(len(text), maxQuery)]
	if code, ok := exact(model.Words(text), true); ok {
		return code, true
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("/,;()|-–—:", r) })
	if len(parts) > maxParts {
		return "", false
	}
	for _, part := range parts {
		found, named := exact(model.Words(part), len(parts) == 1)
		if !named {
			continue
		}
		if ok && found != code {
			return "", false
		}
		code, ok = found, true
	}
	return code, ok
}

// exact is the code of the one nationality of which the words are a name; at
// first as they stand, then without those that say nothing. The two letters
// of alpha-2 count only where alpha2 says so: elsewhere they may be anything.
func exact(words []string, alpha2 bool) (string, bool) {
	plain := telling(words)
	tried := ""
	for _, attempt := range [...][]string{words, plain, slices.DeleteFunc(slices.Clone(plain), formal)} {
		text := strings.Join(attempt, " ")
		if text == tried || text == "" {
			continue
		}
		if code, ok := named(text); ok {
			return code, true
		}
		tried = text
	}
	if alpha2 && len(plain) == 1 {
		return byAlpha2(strings.ToUpper(plain[0]))
	}
	return "", false
}

// named reports false too when several nationalities bear the name: the two
// Congos.
func named(text string) (code string, ok bool) {
	upper := strings.ToUpper(text)
	for n := range all() {
		if !n.named(text, upper) {
			continue
		}
		if ok {
			return "", false
		}
		code, ok = n.Code, true
	}
	return code, ok
}

// named says whether the folded text is one of the nation's names, or in
// capitals one of its codes. Names with other than letters are among the
// aliases in folded form, so that none has to be folded here.
func (n Nation) named(text, upper string) bool {
	return listed(n.aliases, text) || listed(n.codes, upper) ||
		strings.EqualFold(n.indonesian, text) || strings.EqualFold(n.english, text)
}

func byAlpha2(alpha2 string) (string, bool) {
	for n := range all() {
		if n.Alpha2 == alpha2 && alpha2 != "" {
			return n.Code, true
		}
	}
	return "", false
}

// telling leaves out words that only say that a nationality is meant, and
// numbers, unless nothing would remain.
func telling(words []string) []string {
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		switch w {
		case "wn", "wna", "warga", "negara", "asing", "kewarganegaraan", "kebangsaan", "bangsa", "asal", "berasal",
			"dari", "orang", "pemegang", "paspor", "citizen", "citizens", "national", "nationals", "nationality",
			"people", "passport", "holder", "of", "the", "from":
			return true
		}
		return strings.Trim(w, "0123456789") == ""
	})
	if len(rest) == 0 {
		return words
	}
	return rest
}

// formal says whether a word belongs to the long form of a state's name only.
func formal(word string) bool {
	switch word {
	case "republik", "republic", "kerajaan", "kingdom", "federal", "islam", "islamic", "sosialis", "socialist",
		"persekutuan", "kesultanan", "sultanate", "state", "demokratik", "democratic":
		return true
	}
	return false
}
