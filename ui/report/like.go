package report

import (
	"context"
	"encoding/json"
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
	asked   string // what the newest question was about
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
	if s.like.waiting || s.likeKey() == s.like.asked {
		return nil
	}
	s.like.waiting = true
	form := s.draft.form()
	return tea.Tick(pause, func(time.Time) tea.Msg { return compareNow{form} })
}

// likeKey is the part of the draft that can make cases alike. It stays in
// memory.
func (s *Screen) likeKey() string {
	d := &s.draft
	key, err := json.Marshal([]any{d.People, d.Place.Name, d.Place.Address, d.Place.Area, d.Anonymous, d.Reporter.Phone, d.Reporter.NIK})
	if err != nil {
		return ""
	}
	return string(key)
}

// compareNow asks the desk.
func (s *Screen) compareNow(m compareNow) tea.Cmd {
	if m.form != s.draft.form() || s.page == pageDone {
		return nil
	}
	s.like.waiting, s.like.asked = false, s.likeKey()
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
	if m.form != s.draft.form() || m.gen != s.like.gen || m.err != nil {
		return nil
	}
	s.like.found = m.found
	return nil
}

// wake asks anew after the journal grew: the same report may just have come
// through another door.
func (s *Screen) wake() tea.Cmd {
	s.like.asked = ""
	if s.page == pageDone || s.keep.revision == 0 && !s.keep.resumed {
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
	return strings.Join(parts, ", ")
}

// alikeLine is the newest case alike in one line.
func (s *Screen) alikeLine() string {
	if len(s.like.found) == 0 {
		return ""
	}
	r := s.like.found[0]
	line := s.t("report.alike.line", locale.A{
		"number": r.Row.Number, "day": s.cfg.Ctx.Print.Day(r.Row.Received, s.cfg.Ctx.Now(), s.cfg.Ctx.Zone()), "why": s.why(r),
	})
	if n := len(s.like.found) - 1; n > 0 {
		line += " " + s.t("report.alike.more", locale.A{"n": n})
	}
	return line
}

// seeAlike reads the cases alike and shows them.
func (s *Screen) seeAlike() tea.Cmd {
	if len(s.like.found) == 0 {
		return nil
	}
	form, found, ask := s.draft.form(), slices.Clone(s.like.found), s.cfg.Desk.Case
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
	case m.form != s.draft.form() || s.page == pageDone:
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
	if m.form != s.draft.form() || s.page == pageDone {
		return nil
	}
	s.draft.Original, s.draft.OriginalNumber = m.id, m.number
	say := s.t("report.duplicate.off")
	if m.id != "" {
		say = s.t("report.duplicate.on", locale.A{"number": m.number})
	}
	return tea.Batch(s.changed(), s.toast(say, false))
}
