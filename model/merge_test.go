package model

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// wei and emeka are reported in every test here.
func wei() Subject   { return Subject{Name: "Chen Wei", Nationality: "CHN", Passport: "E1"} }
func emeka() Subject { return Subject{Nationality: "NGA", Sex: "M"} }

func told() Facts {
	return Facts{
		Kind: Complaint, Channel: WalkIn, Narrative: "Dua orang di bengkel.",
		Place:    Place{Name: "Bengkel Rudi", Address: "Jl. Maulana 12", Area: "36.71.05"},
		Subjects: []Subject{wei(), emeka()},
	}
}

// edit is facts with something changed, the original left alone.
func edit(f Facts, change func(*Facts)) Facts {
	f = f.With(FactsPatch{})
	change(&f)
	return f
}

// corrected is the history of a correction by Budi.
func corrected(from, to Facts) []Envelope {
	before, after := Diff(from, to)
	at := time.Date(2026, 11, 21, 23, 40, 0, 0, time.UTC)
	return []Envelope{
		{Version: 2, Time: at, Actor: Actor{Officer: "budi"}, Event: FactsCorrected{Before: before, After: after}},
		{Version: 3, Time: at.Add(time.Minute), Actor: Actor{Officer: "sari"}, Event: NoteAdded{Text: "catatan"}},
	}
}

func TestMerge(t *testing.T) { // long: one table
	tests := map[string]struct {
		theirs, mine func(*Facts)
		want         func(*Facts) // with clashes left as they are now
		insisted     func(*Facts) // with clashes as the officer would have them; nil where there are none
		clashes      []string
	}{
		"OnlyMine":   {func(*Facts) {}, func(f *Facts) { f.Narrative = "Tiga." }, func(f *Facts) { f.Narrative = "Tiga." }, nil, nil},
		"OnlyTheirs": {func(f *Facts) { f.Narrative = "Tiga." }, func(*Facts) {}, func(f *Facts) { f.Narrative = "Tiga." }, nil, nil},
		"Alike": {
			func(f *Facts) { f.Narrative = "Tiga." },
			func(f *Facts) { f.Narrative = "Tiga." },
			func(f *Facts) { f.Narrative = "Tiga." }, nil, nil,
		},
		"PartsOfAPlace": {
			func(f *Facts) { f.Place.Name = "Ruko" },
			func(f *Facts) { f.Place.Address = "Jl. Melati" },
			func(f *Facts) { f.Place.Name, f.Place.Address = "Ruko", "Jl. Melati" }, nil, nil,
		},
		"SamePart": {
			func(f *Facts) { f.Place.Name, f.Channel = "Ruko", Phone },
			func(f *Facts) { f.Place.Name, f.Narrative = "Gudang", "Tiga." },
			func(f *Facts) { f.Place.Name, f.Channel, f.Narrative = "Ruko", Phone, "Tiga." },
			func(f *Facts) { f.Place.Name, f.Channel, f.Narrative = "Gudang", Phone, "Tiga." },
			[]string{"place"},
		},
		"OneSubjectEach": {
			func(f *Facts) { f.Subjects[1].Name = "Okafor" },
			func(f *Facts) { f.Subjects[0].Passport = "E9" },
			func(f *Facts) { f.Subjects[0].Passport, f.Subjects[1].Name = "E9", "Okafor" }, nil, nil,
		},
		"SameSubject": {
			func(f *Facts) { f.Subjects[0].Passport, f.Subjects[0].Age = "E8", 40 },
			func(f *Facts) { f.Subjects[0].Passport, f.Subjects[0].Sex = "E9", "M" },
			func(f *Facts) {
				f.Subjects[0] = Subject{Name: "Chen Wei", Nationality: "CHN", Passport: "E8", Age: 40, Sex: "M"}
			},
			func(f *Facts) {
				f.Subjects[0] = Subject{Name: "Chen Wei", Nationality: "CHN", Passport: "E9", Age: 40, Sex: "M"}
			},
			[]string{"passport"},
		},
		"AnEstimateAndItsNumber": {
			func(f *Facts) { f.Subjects[0].Age = 41 },
			func(f *Facts) { f.Subjects[0].Age, f.Subjects[0].AgeAbout = 40, true },
			func(f *Facts) { f.Subjects[0].Age = 41 },
			func(f *Facts) { f.Subjects[0].Age, f.Subjects[0].AgeAbout = 40, true },
			[]string{"age"},
		},
		"TheyTookOneOut": {
			func(f *Facts) { f.Subjects = f.Subjects[1:] },
			func(f *Facts) { f.Subjects[1].Name = "Okafor" },
			func(f *Facts) { f.Subjects = []Subject{{Name: "Okafor", Nationality: "NGA", Sex: "M"}} }, nil, nil,
		},
		"TheyTookMineOut": {
			func(f *Facts) { f.Subjects = f.Subjects[1:] },
			func(f *Facts) { f.Subjects[0].Passport = "E9" },
			func(f *Facts) { f.Subjects = []Subject{emeka()} },
			func(f *Facts) { f.Subjects[0].Passport = "E9" },
			[]string{FieldSubject},
		},
		"ITookTheirsOut": {
			func(f *Facts) { f.Subjects[0].Passport = "E8" },
			func(f *Facts) { f.Subjects = f.Subjects[1:] },
			func(f *Facts) { f.Subjects[0].Passport = "E8" },
			func(f *Facts) { f.Subjects = []Subject{emeka()} },
			[]string{FieldSubject},
		},
		"BothTookOneOut": {
			func(f *Facts) { f.Subjects = f.Subjects[1:] },
			func(f *Facts) { f.Subjects = f.Subjects[:1] },
			func(f *Facts) { f.Subjects = nil }, nil, nil,
		},
		"BothAdded": {
			func(f *Facts) { f.Subjects = append(f.Subjects, Subject{Name: "Lin"}, Subject{Name: "Ana"}) },
			func(f *Facts) { f.Subjects = append(f.Subjects, Subject{Name: "Minh"}, Subject{Name: "Lin"}) },
			func(f *Facts) {
				f.Subjects = append(f.Subjects, Subject{Name: "Lin"}, Subject{Name: "Ana"}, Subject{Name: "Minh"})
			}, nil, nil,
		},
		"Pin": {
			func(f *Facts) { f.Place.Lat, f.Place.Lon = new(-6.1), new(106.6) },
			func(f *Facts) { f.Place.Lat, f.Place.Lon = new(-6.2), new(106.6) },
			func(f *Facts) { f.Place.Lat, f.Place.Lon = new(-6.1), new(106.6) },
			func(f *Facts) { f.Place.Lat, f.Place.Lon = new(-6.2), new(106.6) },
			[]string{"pin"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			seen := told()
			now := edit(seen, tt.theirs)
			_, mine := Diff(seen, edit(seen, tt.mine))
			got, clashes := Merge(now, corrected(seen, now), mine, nil)
			if want := edit(seen, tt.want); !reflect.DeepEqual(got, want) {
				t.Errorf("merged\n%+v, want\n%+v", got, want)
			}
			var fields []string
			for _, c := range clashes {
				fields = append(fields, c.Field)
				if c.By != "budi" || c.At.IsZero() {
					t.Errorf("%s was corrected by %q at %v", c.Field, c.By, c.At)
				}
			}
			if !slices.Equal(fields, tt.clashes) {
				t.Errorf("clashes %v, want %v", fields, tt.clashes)
			}
			if tt.insisted == nil {
				return
			}
			got, again := Merge(now, corrected(seen, now), mine, func(Clash) bool { return true })
			if want := edit(seen, tt.insisted); !reflect.DeepEqual(got, want) || len(again) != len(clashes) {
				t.Errorf("insisted\n%+v, want\n%+v", got, want)
			}
		})
	}
}

// TestClashSaysWhatEachSideHas of the field alone.
func TestClashSaysWhatEachSideHas(t *testing.T) {
	seen := told()
	now := edit(seen, func(f *Facts) { f.Subjects = []Subject{{Name: "Lin"}, wei(), {Nationality: "NGA", Sex: "M", Age: 30}} })
	_, mine := Diff(seen, edit(seen, func(f *Facts) { f.Subjects[1].Age = 40 }))
	_, clashes := Merge(now, corrected(seen, now), mine, nil)
	if len(clashes) != 1 {
		t.Fatalf("clashes %+v", clashes)
	}
	c := clashes[0]
	if c.Subject != 3 || c.Before.Subjects[0].Age != 0 || c.Theirs.Subjects[0].Age != 30 || c.Mine.Subjects[0].Age != 40 {
		t.Errorf("clash %+v", c)
	}
}

// TestMergeNeverLosesAnything: whatever two officers do to a report, the facts
// that only one of them touched are as that one left them.
func TestMergeNeverLosesAnything(t *testing.T) {
	word := rapid.SampledFrom([]string{"", "a", "b", "c"})
	facts := rapid.Custom(func(t *rapid.T) Facts {
		f := told()
		f.Narrative, f.Place.Name, f.Place.Area = word.Draw(t, "story"), word.Draw(t, "place"), word.Draw(t, "area")
		f.Subjects = nil
		for range rapid.IntRange(0, 4).Draw(t, "subjects") {
			f.Subjects = append(f.Subjects, Subject{Name: word.Draw(t, "name"), Passport: word.Draw(t, "passport"), Note: word.Draw(t, "note")})
		}
		return f
	})
	rapid.Check(t, func(t *rapid.T) {
		seen, now, want := facts.Draw(t, "seen"), facts.Draw(t, "now"), facts.Draw(t, "want")
		_, mine := Diff(seen, want)
		if got, clashes := Merge(seen, nil, mine, nil); len(clashes) > 0 || !alikeFacts(got, want) {
			t.Fatalf("nobody else changed anything: %+v, want %+v, clashes %v", got, want, clashes)
		}
		if got, clashes := Merge(now, corrected(seen, now), FactsPatch{}, nil); len(clashes) > 0 || !alikeFacts(got, now) {
			t.Fatalf("I changed nothing: %+v, want %+v, clashes %v", got, now, clashes)
		}
		got, _ := Merge(now, corrected(seen, now), mine, nil)
		again, _ := Merge(now, corrected(seen, now), mine, func(Clash) bool { return true })
		for _, p := range factParts() {
			if !p.same(now, seen) && !p.same(got, now) {
				t.Fatalf("%s is lost: %+v", p.name, got)
			}
			if !p.same(want, seen) && !p.same(again, want) {
				t.Fatalf("%s is not insisted on: %+v", p.name, again)
			}
		}
	})
}

// alikeFacts says whether two reports say the same, of the same people in any
// order.
func alikeFacts(a, b Facts) bool {
	if len(a.Subjects) != len(b.Subjects) {
		return false
	}
	for _, s := range a.Subjects {
		if !slices.Contains(b.Subjects, s) {
			return false
		}
	}
	a.Subjects, b.Subjects, a.Evidence, b.Evidence = nil, nil, list(a.Evidence), list(b.Evidence)
	return reflect.DeepEqual(a, b)
}
