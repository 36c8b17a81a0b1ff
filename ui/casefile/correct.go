package casefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// A correction is put together from edits, each kept as the text of one fact
// under a name of its own, and given as one command when the officer saves
// it: merged with what a colleague has mended in the meantime.
const (
	fix        = "fix"
	fixTyping  = fix + "/typing/"  // while it is typed
	fixFact    = fix + "/fact/"    // fix/fact/narrative
	fixSubject = fix + "/subject/" // fix/subject/0/name; …/0/removed; …/0/was
	fixReason  = fix + "/reason"

	removed = "removed"
	was     = "was" // the subject as it was when first edited, to know it again
)

// Choices beside the facts.
const (
	saveAll = "save"
	dropAll = "drop"
	why     = "why"
)

func keptSubject(n int) string { return fixSubject + strconv.Itoa(n) + "/" }

// edited is the facts with every edit made to them; false when a subject that
// was edited is not there any more.
func (s *Screen) edited(f model.Facts) (model.Facts, bool) {
	for _, c := range facts(model.Presence) {
		if text, ok := s.kept.texts[fixFact+c.name]; ok {
			c.set(s, &f, text)
		}
	}
	here, gone := f.Subjects, []int{}
	for n := range model.MaxSubjects {
		at, ok := s.sameSubject(here, n, len(f.Subjects))
		if !ok {
			return f, false
		}
		for _, c := range subjectFacts(at) {
			if text, ok := s.kept.texts[keptSubject(n)+c.name]; ok {
				c.set(s, &f, text)
			}
		}
		if _, ok := s.kept.texts[keptSubject(n)+removed]; ok {
			gone = append(gone, at)
		}
	}
	slices.Sort(gone)
	for _, at := range slices.Backward(gone) {
		f.Subjects = slices.Delete(slices.Clone(f.Subjects), at, at+1)
	}
	return f, true
}

// sameSubject finds the subject that was the nth when it was edited; false
// when it is not among them any more. One that was added goes to the end.
func (s *Screen) sameSubject(now []model.Subject, n, end int) (int, bool) {
	looked, edited := s.kept.texts[keptSubject(n)+was]
	switch {
	case !edited:
		return n, true
	case looked == "":
		return max(n, end), true
	case n < len(now) && looks(now[n]) == looked:
		return n, true
	}
	at := slices.IndexFunc(now, func(sub model.Subject) bool { return looks(sub) == looked })
	return at, at >= 0
}

// edits is how many facts the correction changes.
func (s *Screen) edits() int {
	n := 0
	for name := range s.kept.texts {
		if (strings.HasPrefix(name, fixFact) || strings.HasPrefix(name, fixSubject)) && !strings.HasSuffix(name, "/"+was) {
			n++
		}
	}
	return n
}

// askCorrection offers every fact with what it says now, and the subjects.
func (s *Screen) askCorrection(marked string) tea.Cmd {
	old := s.loaded.Case.Facts
	now, ok := s.edited(old)
	if !ok {
		now = old
	}
	var choices []widget.Choice
	n := s.edits()
	if n > 0 {
		choices = append(choices,
			widget.Choice{Value: saveAll, Label: s.t("case.correct.save", locale.A{"n": n})},
			widget.Choice{Value: why, Label: s.t("case.correct.why"), Note: model.CleanLine(s.kept.texts[fixReason])})
	}
	for _, c := range facts(now.Kind) {
		choices = append(choices, s.factChoice(c, fixFact+c.name, old, now))
	}
	for i := range max(len(old.Subjects), len(now.Subjects)) + 1 {
		choices = append(choices, s.subjectChoice(i, old, now))
	}
	if n > 0 {
		choices = append(choices, widget.Choice{Value: dropAll, Label: s.t("case.correct.drop")})
	}
	wrong := s.refused()
	for _, r := range wrong {
		if i := slices.IndexFunc(choices, func(c widget.Choice) bool { return c.Value == r.entry }); i >= 0 {
			choices[i].Note = "! " + choices[i].Note
		}
	}
	return s.pick(dialog.PickConfig{
		Title: s.t("case.ask.correct", locale.A{"number": s.loaded.Case.Number}), Choices: aligned(choices), Marked: marked,
		Wrong: s.whyRefused(wrong), OnCancel: s.unsaved(),
	}, func(s *Screen, name string) tea.Cmd { return s.correctionPicked(name, now) })
}

// unsaved says that edits are kept; nil without any.
func (s *Screen) unsaved() tea.Msg {
	if s.edits() == 0 {
		return nil
	}
	return screen.Toast{Text: s.t("case.kept")}
}

func (s *Screen) correctionPicked(name string, now model.Facts) tea.Cmd {
	switch name {
	case saveAll:
		return s.saveCorrection()
	case dropAll:
		s.forget(fix)
		return screen.Send(screen.Toast{Text: s.t("case.correct.dropped")})
	case why:
		return s.askWhy()
	}
	if n, err := strconv.Atoi(name); err == nil {
		return s.askSubject(n, "")
	}
	i := slices.IndexFunc(facts(now.Kind), func(c fact) bool { return c.name == name })
	if i < 0 {
		return nil
	}
	return s.askFact(facts(now.Kind)[i], fixFact+name, func(s *Screen) tea.Cmd { return s.askCorrection(saveAll) })
}

// factChoice is a fact with what it says, and what it is to say.
func (s *Screen) factChoice(c fact, name string, old, now model.Facts) widget.Choice {
	a, b := model.CleanLine(c.now(s, old)), model.CleanLine(c.now(s, now))
	said := a
	if a != b {
		said = arrow(a, b)
	}
	if _, typed := s.kept.texts[fixTyping+name]; typed {
		said = s.t("case.correct.typed") + " " + said
	}
	return widget.Choice{Value: c.name, Label: s.word("field", c.name), Note: said}
}

// arrow is old → new in little room: of long texts what is different.
func arrow(old, now string) string {
	if len(old)+len(now) > 40 && old != "" && now != "" {
		_, now = difference(old, now)
		return "→ " + now
	}
	return or(old, nothing) + " → " + or(now, nothing)
}

func (s *Screen) subjectChoice(n int, old, now model.Facts) widget.Choice {
	ch := widget.Choice{Value: strconv.Itoa(n), Label: s.t("case.subject-n", locale.A{"n": n + 1})}
	a, b := "", ""
	if n < len(old.Subjects) {
		a = s.subjectText(old.Subjects[n])
	}
	if _, gone := s.kept.texts[keptSubject(n)+removed]; !gone && n < len(now.Subjects) {
		b = s.subjectText(now.Subjects[n])
	}
	switch {
	case a == "" && b == "":
		ch.Label = s.t("case.subject-add")
	case a == b:
		ch.Note = a
	default:
		ch.Note = arrow(a, b)
	}
	return ch
}

// askFact asks for the new text of a fact, and keeps it under a name.
func (s *Screen) askFact(c fact, name string, done func(*Screen) tea.Cmd) tea.Cmd {
	now, _ := s.edited(s.loaded.Case.Facts)
	title := s.t("case.ask.fact", locale.A{"field": s.word("field", c.name)})
	accept := func(s *Screen, text string) tea.Cmd {
		s.forget(fixTyping + name)
		s.keepEdit(c, name, text)
		return done(s)
	}
	if c.picked() {
		return s.pickFact(c, title, now, accept, done)
	}
	cfg := dialog.PromptConfig{
		Title: title, Value: c.text(s, now), Lines: c.lines, Optional: true,
		OnCancel: func(string) tea.Msg { return s.then(done) },
		Check: func(text string) string {
			if probe := now; !c.set(s, &probe, text) {
				return s.t("case.unreadable")
			}
			return ""
		},
	}
	if c.name == "narrative" {
		cfg.Limit = model.MaxNarrative
	}
	if c.hint != "" {
		cfg.Hint = s.t(c.hint)
		cfg.Question = s.t("case.ask.example", locale.A{"example": cfg.Hint})
	}
	return s.prompt(fixTyping+name, cfg, accept)
}

// pickFact offers the choices of a fact, and none of them.
func (s *Screen) pickFact(c fact, title string, now model.Facts, accept func(*Screen, string) tea.Cmd, back func(*Screen) tea.Cmd) tea.Cmd {
	cfg := dialog.PickConfig{Title: title, Marked: c.text(s, now), OnCancel: s.then(back)}
	empty := widget.Choice{Label: s.t("case.correct.empty")}
	if c.search != nil {
		cfg.Question = s.t("case.ask.now", locale.A{"text": or(c.now(s, now), nothing)})
		cfg.Search = func(text string) []widget.Choice {
			if text == "" {
				return append(c.search(s, text), empty)
			}
			return c.search(s, text)
		}
		cfg.Choices = cfg.Search("")
	} else {
		cfg.Choices = c.list(s)
		if c.name != "kind" && c.name != "channel" {
			cfg.Choices = append(cfg.Choices, empty)
		}
	}
	return s.pick(cfg, accept)
}

// keepEdit keeps the edit of a fact as it was understood, unless it changes
// nothing: "yesterday" means another day tomorrow.
func (s *Screen) keepEdit(c fact, name, text string) {
	if part := strings.Split(name, "/"); strings.HasPrefix(name, fixSubject) {
		if n, err := strconv.Atoi(part[2]); err == nil {
			s.knowSubject(n)
		}
	}
	old, now := s.loaded.Case.Facts, s.loaded.Case.Facts
	c.set(s, &now, text)
	if c.text(s, old) == c.text(s, now) {
		s.forget(name)
		return
	}
	s.keep(name, c.text(s, now))
}

func (s *Screen) askWhy() tea.Cmd {
	return s.prompt(fixReason, dialog.PromptConfig{
		Title: s.t("case.correct.why"), Lines: 3, Limit: model.MaxNote, Optional: true,
	}, func(s *Screen, _ string) tea.Cmd { return s.askCorrection(saveAll) })
}

// saveCorrection sends only what was changed, so that a colleague's
// correction of another fact stands. What no case may hold is not sent: the
// box stays, and says what is wrong.
func (s *Screen) saveCorrection() tea.Cmd {
	if wrong := s.refused(); len(wrong) > 0 {
		return s.askCorrection(wrong[0].entry)
	}
	for _, seen := range []model.Case{s.basis, s.loaded.Case} { // a subject may have been edited who came in since
		if now, ok := s.edited(seen.Facts); ok {
			_, patch := model.Diff(seen.Facts, now)
			return s.doOn(seen, s.correcting(patch, s.kept.texts[fixReason], nil))
		}
	}
	return screen.Send(screen.Toast{Text: s.t("case.subject-gone"), Bad: true})
}

// askSubject offers the fields of the nth subject; one past the last begins
// a new one.
func (s *Screen) askSubject(n int, marked string) tea.Cmd {
	old := s.loaded.Case.Facts
	now, ok := s.edited(old)
	if !ok {
		return screen.Send(screen.Toast{Text: s.t("case.subject-gone"), Bad: true})
	}
	var choices []widget.Choice
	if s.edits() > 0 {
		choices = append(choices, widget.Choice{Value: saveAll, Label: s.t("case.correct.save", locale.A{"n": s.edits()})})
	}
	for _, c := range subjectFacts(n) {
		choices = append(choices, s.factChoice(c, keptSubject(n)+c.name, padded(old, n), padded(now, n)))
	}
	if n < len(old.Subjects) {
		choices = append(choices, widget.Choice{Value: removed, Label: s.t("case.subject-remove")})
	}
	back := func(s *Screen) tea.Cmd { return s.askCorrection(strconv.Itoa(n)) }
	return s.pick(dialog.PickConfig{
		Title: s.t("case.subject-n", locale.A{"n": n + 1}), Choices: aligned(choices), Marked: marked, OnCancel: s.then(back),
	}, func(s *Screen, name string) tea.Cmd { return s.subjectPicked(n, name) })
}

// padded is facts with at least n+1 subjects, to ask what the nth says.
func padded(f model.Facts, n int) model.Facts {
	subjectAt(&f, n)
	return f
}

func (s *Screen) subjectPicked(n int, name string) tea.Cmd {
	switch name {
	case saveAll:
		return s.saveCorrection()
	case removed:
		s.knowSubject(n)
		s.keep(keptSubject(n)+removed, "x")
		return s.askCorrection(saveAll)
	}
	i := slices.IndexFunc(subjectFacts(n), func(c fact) bool { return c.name == name })
	if i < 0 {
		return nil
	}
	return s.askFact(subjectFacts(n)[i], keptSubject(n)+name, func(s *Screen) tea.Cmd { return s.askSubject(n, saveAll) })
}

// knowSubject remembers how a subject looked before it was first edited.
func (s *Screen) knowSubject(n int) {
	if _, known := s.kept.texts[keptSubject(n)+was]; known {
		return
	}
	looked := ""
	if f := s.loaded.Case.Facts; n < len(f.Subjects) {
		looked = looks(f.Subjects[n])
	}
	s.keep(keptSubject(n)+was, looked)
}

// looks is all that is known of a subject, the same in every language and on
// every day.
func looks(sub model.Subject) string { return fmt.Sprintf("%+v", sub) }
