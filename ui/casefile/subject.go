package casefile

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/widget"
)

const remove = "remove" // a choice beside a subject's fields

// askSubject offers the fields of the nth subject; one past the last begins
// a new one.
func (s *Screen) askSubject(n int) tea.Cmd {
	seen := s.loaded.Case.Facts
	fresh := n >= len(seen.Subjects)
	var choices []widget.Choice
	for _, c := range subjectFields(n) {
		now := ""
		if !fresh {
			now = c.get(s, seen)
			if c.choices != nil && now != "" {
				now = s.word(c.name, now)
			}
		}
		choices = append(choices, widget.Choice{Value: c.name, Label: s.word("field", c.name), Note: now})
	}
	if !fresh {
		choices = append(choices, widget.Choice{Value: remove, Label: s.t("case.subject-remove")})
	}
	return s.pick(dialog.PickConfig{Title: s.t("case.subject-n", locale.A{"n": n + 1}), Choices: choices}, func(s *Screen, name string) tea.Cmd {
		if name == remove {
			now := seen
			now.Subjects = slices.Delete(slices.Clone(seen.Subjects), n, n+1)
			return s.correctTo("subjects", seen, now)
		}
		for _, c := range subjectFields(n) {
			if c.name == name {
				return s.askFact(c, seen)
			}
		}
		return nil
	})
}

// subjectFields are the facts of the nth subject, as facts of the case.
func subjectFields(n int) []fact {
	field := func(name string, at func(*model.Subject) *string) fact {
		return fact{
			name: name, lines: 1,
			get: func(_ *Screen, f model.Facts) string { return *at(subjectAt(&f, n)) },
			set: func(_ *Screen, f *model.Facts, v string) bool { *at(subjectAt(f, n)) = v; return true },
		}
	}
	nationality := field("nationality", func(s *model.Subject) *string { return &s.Nationality })
	nationality.search = func(s *Screen) func(string) []widget.Choice { return s.cfg.Nations.Choices }
	return []fact{
		field("name", func(s *model.Subject) *string { return &s.Name }),
		field("alias", func(s *model.Subject) *string { return &s.Alias }),
		nationality,
		{name: "sex", choices: codes("sex", model.Sexes()), get: func(_ *Screen, f model.Facts) string { return string(subjectAt(&f, n).Sex) },
			set: func(_ *Screen, f *model.Facts, v string) bool { subjectAt(f, n).Sex = model.Sex(v); return true }},
		{name: "age", lines: 1, get: func(_ *Screen, f model.Facts) string { return number(subjectAt(&f, n).Age) },
			set: func(_ *Screen, f *model.Facts, v string) bool { return readNumber(&subjectAt(f, n).Age, v) }},
		field("passport", func(s *model.Subject) *string { return &s.Passport }),
		{name: "permit", choices: codes("permit", model.Permits()), get: func(_ *Screen, f model.Facts) string { return string(subjectAt(&f, n).Permit) },
			set: func(_ *Screen, f *model.Facts, v string) bool { subjectAt(f, n).Permit = model.Permit(v); return true }},
		date("permit-expiry", func(f *model.Facts) *model.Date { return &subjectAt(f, n).PermitExpiry }),
		field("note", func(s *model.Subject) *string { return &s.Note }),
	}
}

// subjectAt is the nth subject, in a list of its own: the one seen stays.
func subjectAt(f *model.Facts, n int) *model.Subject {
	f.Subjects = slices.Clone(f.Subjects)
	for len(f.Subjects) <= n {
		f.Subjects = append(f.Subjects, model.Subject{})
	}
	return &f.Subjects[n]
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func readNumber(to *int, text string) bool {
	if text == "" {
		*to = 0
		return true
	}
	n, err := strconv.Atoi(text)
	*to = n
	return err == nil
}
