package intake

import (
	"slices"
	"strings"
	"unicode"

	"piket/model"
	"piket/model/nation"
)

// target is what the cell of Sasaran Pengaduan says about the first subject.
// Its parts, set apart by commas and the like, are a nationality, or read
// like a person's name; whole says that nothing else stands there, so that
// the cell need not be repeated in the account.
func (l lexicon) target(cell string) (s model.Subject, whole bool) {
	s.Nationality, _ = nation.Parse(cell)
	whole = true
	parts := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",;/()\n–—", r) })
	for _, part := range parts {
		part = model.CleanLine(part)
		if part == "" {
			continue
		}
		code, ok := s.Nationality, s.Nationality != ""
		if len(parts) > 1 {
			code, ok = nation.Parse(part)
		}
		switch {
		case ok && code == s.Nationality && !strings.ContainsFunc(part, unicode.IsDigit):
		case s.Name == "" && l.readsLikeName(part):
			s.Name = part
		default:
			whole = false
		}
	}
	return s, whole && s != (model.Subject{})
}

// readsLikeName says whether a text is two to five words, or one, each with a
// capital first, of letters only, none of them a word that names hold not.
func (l lexicon) readsLikeName(text string) bool {
	const longest, mostWords = 60, 5
	fields := strings.Fields(text)
	if len(text) > longest || len(fields) == 0 || len(fields) > mostWords || anyOf(model.Words(text), l.Words.Nameless) {
		return false
	}
	return !slices.ContainsFunc(fields, func(w string) bool { return !nameWord(w) })
}

func nameWord(w string) bool {
	for i, r := range []rune(w) {
		letter := unicode.IsLetter(r) || unicode.Is(unicode.M, r)
		switch {
		case i == 0 && (!unicode.IsLetter(r) || unicode.IsLower(r)):
			return false
		case !letter && !strings.ContainsRune(".'’-", r):
			return false
		}
	}
	return true
}
