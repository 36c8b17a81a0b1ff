package typed

import (
	"slices"
	"strconv"
	"strings"

	"piket/model"
)

// Age is a number of years, About when it was told as an estimate.
type Age struct {
	Years int
	About bool
}

// ReadAge reads how old somebody is: "35", "35 tahun", "± 35 th", "30-an",
// "kira2 40". An empty text is 0; false when there is no number in it, an odd
// one, or other words before it than those of an estimate.
func ReadAge(text string) (Age, bool) {
	text = strings.ToLower(model.CleanLine(text))
	if text == "" {
		return Age{}, true
	}
	told := strings.Trim(without(text, "umur", "usia", "aged", "age"), " .:")
	exact := without(
		told, "kurang lebih", "kira-kira", "kira2", "kira", "sekitar", "approximately", "approx", "about", "around", "+/-", "+-",
	)
	exact = strings.TrimLeft(exact, " .:±~≈")
	end := strings.IndexFunc(exact, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(exact)
	}
	years, err := strconv.Atoi(exact[:end])
	if err != nil || years == 0 || years > 130 {
		return Age{}, false
	}
	unit := strings.Trim(exact[end:], " .")
	plain := []string{"", "th", "thn", "tahun", "y", "yo", "y.o", "yr", "yrs", "year", "years", "year old", "years old"} //nolint:misspell // Indonesian
	return Age{Years: years, About: exact != told || !slices.Contains(plain, unit)}, true
}

// without is a text without some words.
func without(text string, words ...string) string {
	for _, w := range words {
		text = strings.ReplaceAll(text, w, "")
	}
	return text
}
