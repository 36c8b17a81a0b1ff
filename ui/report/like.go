package report

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

// pause is how long the typing must rest before cases alike are looked for.
const pause = 400 * time.Millisecond

// likeness is what is known of cases like the one being typed.
type likeness struct {
	gen     int    // of the newest question; older answers are dropped
	asked   traits // what the newest question was about
	waiting bool   // a pause runs
	found   []model.Related
}

// Messages of the search for cases alike.
type (
	compareNow struct{ form string }
	compared   struct {
		form  string
		gen   int
		found []model.Related
		err   error
	}
	alikeRead struct {
		form  string
		cases []alike
		err   error
	}
)

// compare looks for cases alike once the typing rests.
func (s *Screen) compare() tea.Cmd {
	now := s.traits()
	switch {
	case s.like.waiting || now.equal(s.like.asked):
		return nil
	case now.empty():
		s.like = likeness{gen: s.like.gen + 1}
		return nil
	}
	s.like.waiting = true
	form := s.self
	return tea.Tick(s.pause, func(time.Time) tea.Msg { return compareNow{form} })
}

// traits are the part of a draft that can make cases alike. They stay in
// memory.
type traits struct {
	people     []Person
	place      Place
	phone, nik string
}

func (s *Screen) traits() traits {
	d := &s.draft
	t := traits{people: d.People, place: d.Place}
	t.place.Pin, t.place.Lodging = "", Picked{}
	if !d.Anonymous {
		t.phone, t.nik = d.Reporter.Phone, d.Reporter.NIK
	}
	return t
}

func (t traits) equal(other traits) bool {
	return slices.Equal(t.people, other.people) && t.place == other.place && t.phone == other.phone && t.nik == other.nik
}

func (t traits) empty() bool {
	return t.place == Place{} && t.phone == "" && t.nik == "" && !slices.ContainsFunc(t.people, func(p Person) bool { return !p.empty() })
}

// compareNow asks the desk.
func (s *Screen) compareNow(m compareNow) tea.Cmd {
	if m.form != s.self || s.page == pageDone {
		return nil
	}
	s.like.waiting, s.like.asked = false, s.traits()
	s.like.asked.people = slices.Clone(s.like.asked.people)
	s.like.gen++
	ask, facts, who, gen := s.cfg.Desk.Related, s.facts(), s.draft.Reporter, s.like.gen
	if s.draft.Anonymous {
		who = model.Reporter{}
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		found, err := ask(ctx, facts, who, "")
		return compared{form: m.form, gen: gen, found: found, err: err}
	}
}

// compared takes the desk's answer. A hint that cannot be had is no reason
// to disturb anybody.
func (s *Screen) compared(m compared) tea.Cmd {
	if m.form != s.self || m.gen != s.like.gen || m.err != nil {
		return nil
	}
	s.like.found = m.found
	return nil
}

// wake asks anew after the journal grew: the same report may just have come
// through another door.
func (s *Screen) wake() tea.Cmd {
	s.like.asked = traits{}
	if s.page == pageDone {
		return nil
	}
	return s.compare()
}

// why names what two cases share: "orang yang sama, tempat yang sama".
func (s *Screen) why(r model.Related) string {
	var parts []string
	for _, by := range r.Why {
		parts = append(parts, s.t("report.alike."+string(by)))
	}
	return s.t("report.alike.same", locale.A{"what": strings.Join(parts, ", ")})
}

// alikeLine is the newest case alike in one line.
func (s *Screen) alikeLine() string {
	if len(s.like.found) == 0 {
		return ""
	}
	r := s.like.found[0]
	line := s.t("report.alike.line", locale.A{
		"number": shortNumber(r.Row.Number), "day": s.cfg.Ctx.Print.Day(r.Row.Received, s.cfg.Ctx.Now(), s.cfg.Ctx.Zone()), "why": s.why(r),
	})
	if n := len(s.like.found) - 1; n > 0 {
		line += " " + s.t("report.alike.more", locale.A{"n": n})
	}
	return line
}

// shortNumber is a register number without the office's code, which all here
// know.
func shortNumber(number string) string {
	if _, short, ok := strings.Cut(number, "-"); ok {
		return short
	}
	return number
}

// seeAlike reads the cases alike and shows them.
func (s *Screen) seeAlike() tea.Cmd {
	if len(s.like.found) == 0 {
		return nil
	}
	form, found, ask := s.self, slices.Clone(s.like.found), s.cfg.Desk.Case
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		m := alikeRead{form: form}
		for _, r := range found {
			l, err := ask(ctx, r.Row.ID)
			if err != nil {
				m.err = err
				continue
			}
			m.cases = append(m.cases, alike{Related: r, file: l.Case})
		}
		return m
	}
}

func (s *Screen) alikeRead(m alikeRead) tea.Cmd {
	switch {
	case m.form != s.self || s.page == pageDone:
		return nil
	case len(m.cases) == 0 && m.err != nil:
		return s.toast(s.cfg.Ctx.Print.Error(m.err), true)
	case len(m.cases) == 0:
		return nil
	}
	return screen.Send(screen.ShowDialog{Dialog: &peek{s: s, cases: m.cases, form: m.form}})
}

// repeats is the officer's decision on a case alike; an empty one takes it
// back.
type repeats struct {
	form   string
	id     model.CaseID
	number string
}

func (s *Screen) repeats(m repeats) tea.Cmd {
	if m.form != s.self || s.page == pageDone {
		return nil
	}
	s.draft.Original, s.draft.OriginalNumber = m.id, m.number
	say := s.t("report.duplicate.off")
	if m.id != "" {
		say = s.t("report.duplicate.on", locale.A{"number": m.number})
	}
	return tea.Batch(s.changed(), s.toast(say, false))
}
