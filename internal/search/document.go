package search

import (
	"context"
	"hash/fnv"
	"slices"
	"strings"
)

// Document is what may be searched of one case, and never more: nothing of
// the reporter belongs here.
type Document struct {
	// ID names the case; Query returns it.
	ID string
	// Seq is the journal sequence of the event that opened the case. It never
	// changes, no two cases share one, and a higher one is a newer case.
	Seq uint64
	// Number is the register number, such as TNG-2026-000412.
	Number string
	// Narrative is the account as taken down.
	Narrative string
	// Subjects holds a line a subject: names, nationality, passport.
	Subjects []string
	// Place is the address with the names of its area.
	Place string
	// Notes holds what was noted since.
	Notes []string
}

// Head is the newest end of a journal.
type Head struct {
	// Journal differs between any two stores. An index of another journal is
	// thrown away.
	Journal string
	// Seq is the newest sequence.
	Seq uint64
}

// Source is the journal as the index reads it.
type Source interface {
	// Head says whose journal this is and how far it reaches.
	Head(ctx context.Context) (Head, error)
	// Documents returns the cases touched by events after a sequence, each
	// once and in its latest state, and the last sequence covered: equal to
	// after only when nothing is newer. At most limit documents; cases come in
	// the order of the first event that touched them, so that the openings
	// ascend. A document without words takes the case out of the index.
	Documents(ctx context.Context, after uint64, limit int) (docs []Document, last uint64, err error)
}

// Kinds of dictionary keys, the first byte of each.
const (
	kindGram   = 'g' // first one or two runes of any word
	kindSerial = 'n' // last run of digits in the register number, alone and with what is before it
	kindWord   = 'w' // any word
)

// terms lists the document's dictionary keys, sorted, each once, without the
// grams: those follow from the words.
func (d Document) terms() []string {
	var list []string
	add := func(w word) bool {
		list = append(list, string(rune(kindWord))+w.text)
		return true
	}
	for _, text := range slices.Concat([]string{d.Number, d.Narrative, d.Place}, d.Subjects, d.Notes) {
		eachWord(text, add)
	}
	if s := serial(d.Number); s != "" {
		list = append(list, string(rune(kindSerial))+s)
		for parts := words(d.Number); len(parts) > 1; parts = parts[1:] { // with the office's code, and without
			list = append(list, string(rune(kindSerial))+strings.Join(parts, "-"))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// serial is the last number in a register number, or "".
func serial(number string) string {
	list := words(number)
	if len(list) == 0 || !isNumber(list[len(list)-1]) {
		return ""
	}
	return list[len(list)-1]
}

// fingerprint tells two states of a case apart by what can be found in them.
func fingerprint(id string, terms []string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	for _, t := range terms {
		h.Write([]byte{0})
		h.Write([]byte(t))
	}
	return h.Sum64()
}
