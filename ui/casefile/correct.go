package casefile

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// fact is one thing that can be corrected. Get is its text now; a fact with
// choices is picked, any other typed. Set puts a text into the facts and
// says whether it could be read.
type fact struct {
	name    string // word.field.<name>
	lines   int
	choices func(s *Screen) []widget.Choice
	search  func(s *Screen) func(string) []widget.Choice
	get     func(s *Screen, f model.Facts) string
	set     func(s *Screen, f *model.Facts, text string) bool
}

// facts are what a case file lets be corrected, in the order of the form.
func correctable(kind model.Kind) []fact {
	all := []fact{
		{name: "kind", choices: codes("kind", model.Kinds()), get: func(_ *Screen, f model.Facts) string { return string(f.Kind) },
			set: func(_ *Screen, f *model.Facts, v string) bool { f.Kind = model.Kind(v); return true }},
		{name: "channel", choices: codes("channel", model.Channels()), get: func(_ *Screen, f model.Facts) string { return string(f.Channel) },
			set: func(_ *Screen, f *model.Facts, v string) bool { f.Channel = model.Channel(v); return true }},
		{name: "occurred", lines: 1, get: func(s *Screen, f model.Facts) string { return s.stamp(f.Occurred) },
			set: func(s *Screen, f *model.Facts, v string) bool { return s.readStamp(&f.Occurred, v) }},
		text("narrative", 10, func(f *model.Facts) *string { return &f.Narrative }),
		text("place", 1, func(f *model.Facts) *string { return &f.Place.Name }),
		{name: "lodging", choices: codes("lodging", model.Lodgings()), get: func(_ *Screen, f model.Facts) string { return string(f.Place.Lodging) },
			set: func(_ *Screen, f *model.Facts, v string) bool { f.Place.Lodging = model.Lodging(v); return true }},
		text("address", 3, func(f *model.Facts) *string { return &f.Place.Address }),
		{name: "area", search: func(s *Screen) func(string) []widget.Choice { return s.cfg.Areas.Choices },
			get: func(s *Screen, f model.Facts) string { return s.cfg.Areas.Name(f.Place.Area) },
			set: func(_ *Screen, f *model.Facts, v string) bool { f.Place.Area = v; return true }},
	}
	if kind == model.Presence {
		all = append(all, date("check-in", func(f *model.Facts) *model.Date { return &f.CheckIn }),
			date("check-out", func(f *model.Facts) *model.Date { return &f.CheckOut }))
	}
	return all
}

func text(name string, lines int, at func(*model.Facts) *string) fact {
	return fact{
		name: name, lines: lines,
		get: func(_ *Screen, f model.Facts) string { return *at(&f) },
		set: func(_ *Screen, f *model.Facts, v string) bool { *at(f) = v; return true },
	}
}

func date(name string, at func(*model.Facts) *model.Date) fact {
	return fact{
		name: name, lines: 1,
		get: func(_ *Screen, f model.Facts) string { return string(*at(&f)) },
		set: func(_ *Screen, f *model.Facts, v string) bool {
			d, ok := model.ParseDate(v)
			*at(f) = d
			return ok || v == ""
		},
	}
}

func codes[C ~string](group string, all []C) func(*Screen) []widget.Choice {
	return func(s *Screen) []widget.Choice {
		var out []widget.Choice
		for _, c := range all {
			out = append(out, widget.Choice{Value: string(c), Label: s.word(group, string(c))})
		}
		return out
	}
}

const stampLayout = "02/01/2006 15:04"

func (s *Screen) stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(s.cfg.Ctx.Zone()).Format(stampLayout)
}

func (s *Screen) readStamp(to *time.Time, text string) bool {
	if text == "" {
		*to = time.Time{}
		return true
	}
	t, err := time.ParseInLocation(stampLayout, strings.ReplaceAll(text, ".", ":"), s.cfg.Ctx.Zone())
	if err == nil {
		*to = t.UTC()
	}
	return err == nil
}

// askCorrection offers every fact with what it says now, and the subjects.
func (s *Screen) askCorrection() tea.Cmd {
	f := s.loaded.Case.Facts
	var choices []widget.Choice
	for _, c := range correctable(f.Kind) {
		now := c.get(s, f)
		if c.choices != nil {
			now = s.word(c.name, now)
		}
		choices = append(choices, widget.Choice{Value: c.name, Label: s.word("field", c.name), Note: model.CleanLine(now)})
	}
	for i, sub := range f.Subjects {
		choices = append(choices, widget.Choice{
			Value: strconv.Itoa(i), Label: s.t("case.subject-n", locale.A{"n": i + 1}), Note: s.subjectsText([]model.Subject{sub}),
		})
	}
	choices = append(choices, widget.Choice{Value: strconv.Itoa(len(f.Subjects)), Label: s.t("case.subject-add")})
	return s.pick(dialog.PickConfig{Title: s.t("case.ask.correct"), Choices: choices}, func(s *Screen, name string) tea.Cmd {
		if n, err := strconv.Atoi(name); err == nil {
			return s.askSubject(n)
		}
		for _, c := range correctable(f.Kind) {
			if c.name == name {
				return s.askFact(c, f)
			}
		}
		return nil
	})
}

// askFact asks for the new value of a fact, on the facts the officer saw.
func (s *Screen) askFact(c fact, seen model.Facts) tea.Cmd {
	done := func(s *Screen, text string) tea.Cmd {
		now := seen
		if !c.set(s, &now, text) {
			return screen.Send(screen.Toast{Text: s.t("case.unreadable", locale.A{"text": text}), Bad: true})
		}
		return s.correctTo(c.name, seen, now)
	}
	title := s.t("case.ask.fact", locale.A{"field": s.word("field", c.name)})
	if c.choices != nil || c.search != nil {
		cfg := dialog.PickConfig{Title: title, Marked: c.get(s, seen)}
		if c.choices != nil {
			cfg.Choices = c.choices(s)
		} else {
			cfg.Search = c.search(s)
			cfg.Choices = cfg.Search("")
		}
		return s.pick(cfg, done)
	}
	cfg := dialog.PromptConfig{Title: title, Value: c.get(s, seen), Lines: c.lines, Optional: true}
	if c.name == "occurred" {
		cfg.Hint = s.t("case.hint.occurred")
	}
	return s.prompt("fact "+c.name, cfg, done)
}

// correctTo sends only what was changed, so that a colleague's correction of
// another fact stands.
func (s *Screen) correctTo(name string, seen, now model.Facts) tea.Cmd {
	_, after := model.Diff(seen, now)
	id := s.cfg.ID
	return s.do("fact "+name, func(m model.Meta) model.Command {
		return model.CorrectFacts{Meta: m, Case: id, Patch: after}
	})
}
