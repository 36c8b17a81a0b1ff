package main

import "strings"

// properName mends the slips of the pen in a name, which releases since 4.0
// otherwise write with capitals as they should be: other marks for an
// apostrophe, a mark or full stop left at the end, uneven spaces, words
// without their capital or shouted around an apostrophe. Words that join
// others, and abbreviations and roman numerals, stay as they are.
func properName(name string) string {
	name = strings.NewReplacer(`"`, "'", "’", "'", "*", "", " / ", "/", "/ ", "/").Replace(name)
	name = strings.TrimRight(name, ". ")
	parts := strings.Fields(name)
	for i, word := range parts {
		if strings.Contains(word, "'") && word == strings.ToUpper(word) {
			word = strings.ToLower(word)
		}
		if i == 0 || !joining(word) {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		parts[i] = word
	}
	return strings.Join(parts, " ")
}

func joining(word string) bool {
	switch word {
	case "dan", "di", "x": // "x" is the times in 2 x 11
		return true
	}
	return false
}
