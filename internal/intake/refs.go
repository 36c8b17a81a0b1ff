package intake

import (
	"slices"
	"strings"

	"piket/model"
	"piket/model/area"
)

// Refs is what names and keys in a report are held against.
type Refs struct {
	Areas *area.Set
	Near  string // the office's area codes, parted by commas: they decide between namesakes
	// Violations are the office's picklist; empty is every office's first one.
	Violations []model.Violation
	// Fingerprint hides idempotency keys from outside, which may hold a
	// reporter's number. The office's seal.Keys has it.
	Fingerprint func(data []byte) string
}

func (r Refs) violations() []model.Violation {
	if len(r.Violations) == 0 {
		return model.DefaultViolations()
	}
	return r.Violations
}

// maxCandidates is how many namesakes a refusal names.
const maxCandidates = 4

// area is the Kemendagri code that a text means: the code itself, with or
// without its dots, or the name of an area that no other bears.
func (r Refs) area(text string) (string, error) {
	text = model.CleanLine(text)
	if code, ok := dotted(text); ok || text == "" {
		return code, nil
	}
	found := r.named(text)
	if len(found) == 1 {
		return found[0].Code, nil
	}
	if len(found) == 0 {
		return "", badInput("report-area-unknown", model.Args{"area": text})
	}
	var labels []string
	for _, a := range found[:min(len(found), maxCandidates)] {
		labels = append(labels, a.Label+" ("+a.Code+")")
	}
	return "", badInput("report-area-ambiguous", model.Args{"area": text, "candidates": strings.Join(labels, "; ")})
}

// district is the code that an answer to a question such as Kecamatan or
// Kelurahan means, empty where there is none; whole says that the code says
// all of it. A village counts as its district, and only in the office's own
// area: elsewhere too many bear the same name.
func (r Refs) district(question, answer string) (code string, whole bool) {
	if words := model.Words(question); anyOf(words, []string{"kelurahan", "desa", "village"}) && !slices.Contains(words, "kecamatan") {
		return r.villageDistrict(answer), false
	}
	code, err := r.area(answer)
	if err != nil || r.Areas == nil {
		return "", false
	}
	_, listed := r.Areas.Lookup(code)
	if !listed {
		return "", false
	}
	return code, true
}

// villageDistrict is the code of the district in which the one village of that
// name lies.
func (r Refs) villageDistrict(name string) string {
	if r.Areas == nil {
		return ""
	}
	const enough = 50
	found := kept(r.Areas.Search(name, r.Near, enough), func(a area.Area) bool {
		return a.Level == area.Village && r.near(a) && sameArea(a, name)
	})
	if len(found) != 1 {
		return ""
	}
	return found[0].Code[:strings.LastIndexByte(found[0].Code, '.')]
}

// dotted writes a code given as digits the way it is kept.
func dotted(text string) (string, bool) {
	digits := strings.ReplaceAll(text, ".", "")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return "", false
	}
	if strings.Contains(text, ".") {
		return text, true
	}
	var parts []string
	for rest := digits; rest != ""; {
		n := min(2, len(rest))
		if len(parts) == 3 {
			n = len(rest)
		}
		parts, rest = append(parts, rest[:n]), rest[n:]
	}
	return strings.Join(parts, "."), true
}

// named are the areas a name can mean. Districts go before what else bears
// the name, those of the office before those far away.
func (r Refs) named(text string) []area.Area {
	if r.Areas == nil {
		return nil
	}
	const enough = 50
	hits := r.Areas.Search(text, r.Near, enough)
	exact := kept(hits, func(a area.Area) bool { return sameArea(a, text) })
	if len(exact) > 0 {
		hits = exact
	}
	for _, narrower := range []func(area.Area) bool{
		func(a area.Area) bool { return a.Level == area.District },
		r.near,
	} {
		if some := kept(hits, narrower); len(some) > 0 {
			hits = some
		}
	}
	return hits
}

func kept(areas []area.Area, want func(area.Area) bool) []area.Area {
	return slices.DeleteFunc(slices.Clone(areas), func(a area.Area) bool { return !want(a) })
}

// near says whether an area lies in the office's own.
func (r Refs) near(a area.Area) bool {
	return slices.ContainsFunc(strings.Split(r.Near, ","), func(code string) bool {
		code = strings.TrimSpace(code)
		return code != "" && (a.Code == code || strings.HasPrefix(a.Code, code+"."))
	})
}

// sameArea says whether a text is the area's name, whole or short, alone or
// with what lies around it.
func sameArea(a area.Area, text string) bool {
	want := areaWords(text)
	for _, name := range []string{a.Name, a.Short(), a.Label, a.Name + " " + a.Regency, a.Name + " " + a.Regency + " " + a.Province} {
		if slices.Equal(want, areaWords(name)) {
			return true
		}
	}
	return false
}

// areaWords leaves out the words that only name the kind of area.
func areaWords(text string) []string {
	return slices.DeleteFunc(model.Words(text), func(w string) bool {
		switch w {
		case "kec", "kecamatan", "kel", "kelurahan", "desa", "kab", "kabupaten", "prov", "provinsi":
			return true
		}
		return false
	})
}
