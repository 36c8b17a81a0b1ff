package widget

import (
	"piket/internal/locale"
	"piket/model/area"
	"piket/model/nation"
)

// offered is how many entries a list has that is made anew for every text.
const offered = 40

// Areas finds areas by name and by code; an area.Set does. Prefer is the
// office's own area codes, parted by commas: what lies there is found first.
type Areas interface {
	Search(query, prefer string, limit int) []area.Area
	Lookup(code string) (area.Area, bool)
}

// AreaName is what an area is called, with what tells it from its namesakes;
// the code itself when nobody knows it.
func AreaName(areas Areas, code string) string {
	if a, ok := areas.Lookup(code); ok && code != "" {
		return a.Label
	}
	return code
}

// AreaChoices are the areas that fit a text, best first.
func AreaChoices(areas Areas, prefer, text string) []Choice {
	found := areas.Search(text, prefer, offered)
	list := make([]Choice, len(found))
	for i, a := range found {
		list[i] = Choice{Value: a.Code, Label: a.Label, Note: a.Province}
	}
	return list
}

// NationName is a nationality in a language; the code itself when nobody
// knows it.
func NationName(lang locale.Lang, code string) string {
	if n, ok := nation.Lookup(code); ok {
		return n.Name(string(lang))
	}
	return code
}

// NationChoices are the nationalities that fit a text, best first.
func NationChoices(lang locale.Lang, text string) []Choice {
	found := nation.Search(text, string(lang), offered)
	list := make([]Choice, len(found))
	for i, n := range found {
		list[i] = Choice{Value: n.Code, Label: n.Name(string(lang)), Note: n.Code}
	}
	return list
}
