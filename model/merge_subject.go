package model

import (
	"slices"
)

// subjectParts are what is known of a subject, named as word.field does.
func subjectParts() []part[Subject] {
	return []part[Subject]{
		partOf("name", func(s *Subject) *string { return &s.Name }),
		partOf("alias", func(s *Subject) *string { return &s.Alias }),
		partOf("nationality", func(s *Subject) *string { return &s.Nationality }),
		partOf("sex", func(s *Subject) *Sex { return &s.Sex }),
		{ // a number is an estimate or is none: never one side's number with the other's doubt
			name: "age",
			same: func(a, b Subject) bool { return a.Age == b.Age && a.AgeAbout == b.AgeAbout },
			take: func(to *Subject, from Subject) { to.Age, to.AgeAbout = from.Age, from.AgeAbout },
		},
		partOf("passport", func(s *Subject) *string { return &s.Passport }),
		partOf("permit", func(s *Subject) *Permit { return &s.Permit }),
		partOf("permit-expiry", func(s *Subject) *Date { return &s.PermitExpiry }),
		partOf("note", func(s *Subject) *string { return &s.Note }),
	}
}

// subjects merges the subjects one by one: those who were there before in
// their order, then those whom others added, then those the officer adds.
func (m *merger) subjects(before, theirs, mine []Subject) []Subject {
	switch {
	case slices.Equal(theirs, before), slices.Equal(theirs, mine):
		return slices.Clone(mine)
	case slices.Equal(mine, before):
		return slices.Clone(theirs)
	}
	now, want := fates(before, theirs), fates(before, mine)
	var out []Subject
	for i, was := range before {
		side := func(list []Subject, at int) *Subject {
			if at < 0 {
				return nil
			}
			return &list[at]
		}
		n := now[i] + 1
		if n == 0 {
			n = i + 1
		}
		if s := m.subject(n, was, side(theirs, now[i]), side(mine, want[i])); s != nil {
			out = append(out, *s)
		}
	}
	out = append(out, added(theirs, now)...)
	for _, s := range added(mine, want) {
		if !slices.Contains(added(theirs, now), s) {
			out = append(out, s)
		}
	}
	return out
}

// subject merges the nth subject; nil is one who was taken out.
func (m *merger) subject(n int, was Subject, theirs, mine *Subject) *Subject {
	clash := func(field string) bool {
		return m.clash(Clash{Field: field, Subject: n, Before: only(&was), Theirs: only(theirs), Mine: only(mine)},
			func(e FactsCorrected) bool { return e.After.Subjects != nil })
	}
	switch {
	case mine == nil && theirs == nil:
		return nil
	case theirs == nil && *mine == was, mine == nil && *theirs == was:
		return nil
	case theirs == nil || mine == nil:
		if clash(FieldSubject) {
			return mine
		}
		return theirs
	}
	s := merged(subjectParts(), was, *theirs, *mine, func(p part[Subject]) bool { return clash(p.name) })
	return &s
}

// only is facts that know nothing but a subject.
func only(s *Subject) Facts {
	if s == nil {
		return Facts{}
	}
	return Facts{Subjects: []Subject{*s}}
}

// added is the subjects of a list whom no earlier one became.
func added(list []Subject, became []int) []Subject {
	var out []Subject
	for i, s := range list {
		if !slices.Contains(became, i) {
			out = append(out, s)
		}
	}
	return out
}

// fates says of each subject where in a later list they are, -1 for one who
// is not there any more. Those who are as they were are known by that; of the
// others in between, each is the first that shares something with them, or
// whoever stands in their place where as many left as came.
func fates(before, after []Subject) []int {
	at := kept(before, after)
	for from := 0; from < len(before); {
		if at[from] >= 0 {
			from++
			continue
		}
		to := from
		for to < len(before) && at[to] < 0 {
			to++
		}
		low, high := 0, len(after)
		if from > 0 {
			low = at[from-1] + 1
		}
		if to < len(before) {
			high = at[to]
		}
		paired(before[from:to], after[low:high], at[from:to], low)
		from = to
	}
	return at
}

// kept finds the longest run of subjects who stayed as they were, in order.
func kept(before, after []Subject) []int {
	longest := make([][]int, len(before)+1)
	for i := range longest {
		longest[i] = make([]int, len(after)+1)
	}
	for i := len(before) - 1; i >= 0; i-- {
		for j := len(after) - 1; j >= 0; j-- {
			longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			if before[i] == after[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	at := make([]int, len(before))
	for i, j := 0, 0; i < len(before); i++ {
		at[i] = -1
		for k := j; k < len(after); k++ {
			if before[i] == after[k] && longest[i][j] == longest[i+1][k+1]+1 {
				at[i], j = k, k+1
				break
			}
		}
	}
	return at
}

// paired finds whom each of some changed subjects became.
func paired(before, after []Subject, at []int, low int) {
	next := 0
	for i, b := range before {
		for j := next; j < len(after); j++ {
			if len(before) == len(after) && j == i || len(before) != len(after) && alike(b, after[j]) {
				at[i], next = low+j, j+1
				break
			}
		}
	}
}

// alike says whether two subjects share something that is known of both.
func alike(a, b Subject) bool {
	return slices.ContainsFunc(subjectParts(), func(p part[Subject]) bool {
		return p.same(a, b) && !p.same(a, Subject{}) && p.name != "sex"
	})
}
