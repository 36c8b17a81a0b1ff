package demo

import (
	_ "embed"
	"fmt"
	"math/rand/v2"

	"github.com/BurntSushi/toml"

	"piket/model"
)

//go:embed words.toml
var wordsFile string

// words is words.toml, read.
type words struct {
	Office struct {
		Name, Code, Area string
		Lat, Lon, Spread float64
		Officers         []string
	}
	Reporters struct{ Women, Men, Family, Streets []string }
	Places    struct {
		Kos, Rental, Apartment, Hotel []string
		GuestHouse                    []string `toml:"guest-house"`
		Mess, Losmen, Villa           []string
		Flowers, Businesses           []string
	}
	Nations    []nationWords
	Complaints []complaintWords
	Sentences  struct {
		Closing, Urgent, Since, Hours, Presence, Looks []string
		PresenceAdded                                  []string `toml:"presence-added"`
	}
	Notes struct {
		First, Field, Waiting, Seal, Callback, Impression, Duplicate []string

		HandOn      []string `toml:"hand-on"`
		FalseReport []string `toml:"false-report"`
	}
	Answers []model.Answer
	Endings []endingWords
}

type nationWords struct {
	Code               string
	Weight             int
	First              bool // the family name stands first
	Family, Men, Women []string
}

type complaintWords struct {
	Violation   model.Violation
	Weight      int
	Told, Added []string
}

type endingWords struct {
	Disposition model.Disposition
	Weight      int
	Notes       []string
}

func readWords() (words, error) {
	var w words
	if _, err := toml.Decode(wordsFile, &w); err != nil {
		return w, fmt.Errorf("words of the demo: %w", err)
	}
	return w, nil
}

// one picks an entry.
func one[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// weighted picks an entry as often as its weight says.
func weighted[T any](r *rand.Rand, list []T, weight func(T) int) T {
	total := 0
	for _, v := range list {
		total += weight(v)
	}
	n := r.IntN(total)
	for _, v := range list {
		if n -= weight(v); n < 0 {
			return v
		}
	}
	return list[len(list)-1]
}

// chance is true so many times in a hundred.
func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }
