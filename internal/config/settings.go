package config

import (
	"slices"
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
)

// FileName is the name of the settings file in the data folder.
const FileName = "piket.toml"

// Colours is how screens choose their colours.
type Colours string

// The ways to choose colours.
const (
	ColoursAuto  Colours = "auto" // ask the terminal
	ColoursLight Colours = "light"
	ColoursDark  Colours = "dark"
	ColoursNone  Colours = "none"
)

// Settings are everything an office can choose.
type Settings struct {
	Language locale.Lang // before an officer chose their own
	Section  string      // of the office, as printed: "Inteldakim"
	Areas    []string    // Kemendagri codes of the office's own area, may be empty
	Villages bool        // offer villages below the districts of Areas

	Bell  bool // ring for an urgent arrival
	Title bool // count in the terminal's title
	// LockAfter is how long a screen waits for a key before it is covered; 0 never.
	LockAfter time.Duration
	Server    Server
	Colours   Colours
	Print     []string // program and arguments that get a receipt on stdin; none writes a file

	Clocks       []model.ClockRule
	WorkingDays  []time.Weekday
	Holidays     []model.Date
	Violations   []model.Violation // offered, in this order
	Dispositions []model.Disposition
	Roster       model.Roster

	// Labels are the office's own words for codes, by code.
	ViolationLabels   map[model.Violation]Label
	DispositionLabels map[model.Disposition]Label
}

// Label is a code's text in both languages.
type Label struct{ ID, EN string }

// Default is what an office works by that settled nothing.
func Default() Settings {
	rules := model.DefaultRules(model.WIB)
	return Settings{
		Language: locale.Indonesian, Section: "Inteldakim",
		Bell: true, Title: true, Colours: ColoursAuto, LockAfter: 10 * time.Minute,
		Server: Server{SSH: ":2222", Sessions: 200, Each: 8, Shared: 32, Idle: 8 * time.Hour},
		Clocks: rules.Clocks, WorkingDays: rules.WorkingDays,
		Violations: rules.Violations, Dispositions: rules.Dispositions, Roster: rules.Roster,
	}
}

// Rules are the settings the domain decides by, in the office's zone.
func (s Settings) Rules(zone model.Zone) model.Rules {
	return model.Rules{
		Zone:         zone,
		Clocks:       slices.Clone(s.Clocks),
		WorkingDays:  slices.Clone(s.WorkingDays),
		Holidays:     slices.Clone(s.Holidays),
		Violations:   slices.Clone(s.Violations),
		Dispositions: slices.Clone(s.Dispositions),
		Roster:       s.roster(),
	}
}

// Area is Areas in one string set apart by commas, as the area search takes
// them; empty when the office named none.
func (s Settings) Area() string { return strings.Join(s.Areas, ",") }

// Words are the office's own labels in a language, for Printer.With.
func (s Settings) Words(lang locale.Lang) []locale.Label {
	var words []locale.Label
	for code, l := range s.ViolationLabels {
		words = append(words, locale.Label{Group: "violation", Code: string(code), Text: l.in(lang)})
	}
	for code, l := range s.DispositionLabels {
		words = append(words, locale.Label{Group: "disposition", Code: string(code), Text: l.in(lang)})
	}
	return words
}

func (l Label) in(lang locale.Lang) string {
	if lang == locale.English {
		return l.EN
	}
	return l.ID
}
