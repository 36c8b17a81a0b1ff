package cli

import (
	"slices"
	"strings"

	"piket/model"
)

// named finds an officer by name or identifier, or by how the name of only
// one who serves begins: "Budi" is Budi Santoso where no other Budi is.
func named(o model.Office, name string) (model.Officer, error) {
	f, err := fullyNamed(o, name)
	want := model.Fold(name)
	if err == nil || want == "" {
		return f, err
	}
	begins := func(how string) []model.Officer {
		return serving(o, func(f model.Officer) bool { return strings.HasPrefix(model.Fold(f.Name)+" ", how) })
	}
	found := begins(want + " ") // a whole first name goes before the beginning of one
	if len(found) == 0 {
		found = begins(want)
	}
	switch len(found) {
	case 0:
		return model.Officer{}, err
	case 1:
		return found[0], nil
	}
	names, _ := someNames(found)
	return model.Officer{}, &model.Error{Kind: model.KindNotFound, Key: "officer-ambiguous", Args: model.Args{"name": name, "officers": names}}
}

// fullyNamed finds an officer by the whole name or identifier: what changes
// who sits here is told of nobody else by mistake.
func fullyNamed(o model.Office, name string) (model.Officer, error) {
	f, ok := o.OfficerNamed(name)
	if !ok {
		f, ok = o.Officer(model.OfficerID(name))
	}
	if !ok {
		return f, unknownOfficer(o, name)
	}
	return f, nil
}

// unknownOfficer says who there is. Whoever has a seat may list the officers.
func unknownOfficer(o model.Office, name string) error {
	names, all := someNames(serving(o, func(model.Officer) bool { return true }))
	key := "officer-unknown"
	if !all {
		key = "officer-unknown-more"
	}
	return &model.Error{Kind: model.KindNotFound, Key: key, Args: model.Args{"name": name, "officers": names}}
}

func serving(o model.Office, which func(model.Officer) bool) []model.Officer {
	return slices.DeleteFunc(slices.Clone(o.Officers), func(f model.Officer) bool { return f.Disabled || !which(f) })
}

// someNames are the names of the first few officers; all says that there are
// no others.
func someNames(officers []model.Officer) (names string, all bool) {
	const few = 6
	var some []string
	for _, f := range officers[:min(few, len(officers))] {
		some = append(some, f.Name)
	}
	return strings.Join(some, ", "), len(officers) <= few
}
