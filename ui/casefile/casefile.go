// Package casefile is the screen of one case: its facts, its timeline, and
// everything an officer does to it from there.
package casefile

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/widget"
)

// Desk is what the case file asks of the desk.
type Desk interface {
	Case(ctx context.Context, id model.CaseID) (model.Loaded, error)
	Do(ctx context.Context, c model.Command) (model.Receipt, error)
	Meta(seen uint64) model.Meta
	OpenSeal(ctx context.Context, id model.CaseID, seen uint64, reason string) (desk.Unsealed, error)
}

// Finder finds the other case of a link.
type Finder interface {
	Resolve(ctx context.Context, number string) (model.CaseID, error)
	Related(ctx context.Context, f model.Facts, who model.Reporter, except model.CaseID) ([]model.Related, error)
}

// Areas names areas and finds them by name.
type Areas interface {
	Name(code string) string
	Choices(text string) []widget.Choice
}

// Nations names nationalities and finds them by name.
type Nations interface {
	Name(code string) string
	Choices(text string) []widget.Choice
}

// Config is what a case file is made of.
type Config struct {
	Ctx     *screen.Ctx
	Desk    Desk
	Finder  Finder
	Areas   Areas
	Nations Nations
	ID      model.CaseID
}

const patience = 10 * time.Second // for the store to answer

// Screen is one case, open on the desk.
type Screen struct {
	cfg    Config
	loaded model.Loaded
	err    error
	gen    int // of the newest load; older answers are dropped
	flash  uint64
	size   screen.Size
	pane   pane
	top    [panes]int
	kept   kept
	drawn  *screen.View
}

// pane is a part of the screen that scrolls on its own.
type pane int

const (
	facts pane = iota
	timeline
	panes
)

// kept is what was typed into a question and not sent, by question.
type kept map[string]string

// New makes the screen of a case; Init loads it.
func New(cfg Config) *Screen { return &Screen{cfg: cfg, kept: kept{}} }

// arrived is an answer of the store, for the case and load it was asked for.
type arrived struct {
	id     model.CaseID
	gen    int
	loaded model.Loaded
	err    error
}

// Init loads the case.
func (s *Screen) Init() tea.Cmd { return s.load() }

func (s *Screen) load() tea.Cmd {
	s.gen++
	id, gen, d := s.cfg.ID, s.gen, s.cfg.Desk
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		l, err := d.Case(ctx, id)
		return arrived{id: id, gen: gen, loaded: l, err: err}
	}
}

// Update takes keys, answers and news.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	s.drawn = nil
	switch m := msg.(type) {
	case screen.Size:
		s.size = m
	case arrived:
		return s, s.take(m)
	case screen.Wake, screen.Shown:
		return s, s.load()
	case screen.Did:
		return s, s.did(m.Intent)
	default:
		return s, s.answered(msg)
	}
	return s, nil
}

// take shows what arrived; a change somebody else made is said aloud.
func (s *Screen) take(m arrived) tea.Cmd {
	if m.id != s.cfg.ID || m.gen != s.gen {
		return nil
	}
	before := s.loaded.Case.Version
	s.loaded, s.err = m.loaded, m.err
	if m.err != nil || before == 0 || m.loaded.Case.Version == before {
		return nil
	}
	s.flash = before
	last := m.loaded.History[len(m.loaded.History)-1]
	if last.Actor.Officer == s.cfg.Ctx.Officer.ID {
		return nil
	}
	return screen.Send(screen.Toast{Text: s.t("case.changed-elsewhere", locale.A{
		"officer": s.cfg.Ctx.OfficerName(last.Actor.Officer), "what": s.word("event", last.Event.Type()),
	})})
}

func (s *Screen) t(key string, args ...locale.A) string { return s.cfg.Ctx.Print.T(key, args...) }

func (s *Screen) word(group, code string) string {
	if code == "" {
		return "–"
	}
	return s.cfg.Ctx.Print.Word(group, code)
}

// Title is the register number.
func (s *Screen) Title() string { return s.loaded.Case.Number }

// Intents of the case file.
const (
	take       screen.Intent = "take"
	handOn     screen.Intent = "hand-on"
	giveBack   screen.Intent = "give-back"
	status     screen.Intent = "status"
	note       screen.Intent = "note"
	correct    screen.Intent = "correct"
	triage     screen.Intent = "triage"
	question   screen.Intent = "question"
	link       screen.Intent = "link"
	unseal     screen.Intent = "unseal"
	switchPane screen.Intent = "switch-pane"
)

// Bindings are the keys of the case file: only what can be done now.
func (s *Screen) Bindings() []screen.Binding {
	b := screen.Movement()
	c := s.loaded.Case
	if s.err != nil || c.Version == 0 {
		return append(b, back())
	}
	open := c.Status.Open()
	add := func(yes bool, i screen.Intent, key, help string, bar bool) {
		if yes {
			b = append(b, screen.Binding{Intent: i, Keys: []string{key}, Help: help, Bar: bar})
		}
	}
	mine := c.Owner != "" && c.Owner == s.cfg.Ctx.Officer.ID
	add(open && c.Owner == "", take, "t", "case.key.take", true)
	add(true, status, "s", "case.key.status", true)
	add(true, note, "c", "case.key.note", true)
	add(true, correct, "e", "case.key.correct", true)
	add(open, triage, "v", "case.key.triage", false)
	add(true, question, "w", "case.key.question", false)
	add(true, link, "d", "case.key.link", false)
	add(open && len(s.cfg.Ctx.Office.Officers) > 1, handOn, "o", "case.key.hand-on", false)
	add(open && mine, giveBack, "b", "case.key.give-back", false)
	add(c.Reporter != nil, unseal, "R", "case.key.unseal", false)
	if s.wide() {
		b = append(b, screen.Binding{Intent: switchPane, Keys: []string{"tab"}, Help: "case.key.pane"})
	}
	return append(b, back())
}

func back() screen.Binding {
	return screen.Binding{Intent: screen.Back, Keys: []string{"esc"}, Help: "case.key.back", Bar: true}
}

func (s *Screen) did(i screen.Intent) tea.Cmd {
	switch i {
	case screen.Back:
		return screen.Send(screen.Close{})
	case switchPane:
		s.pane = (s.pane + 1) % panes
	case screen.Up:
		s.scroll(-1)
	case screen.Down:
		s.scroll(1)
	case screen.PageUp:
		s.scroll(-s.size.Height + 2)
	case screen.PageDown:
		s.scroll(s.size.Height - 2)
	case screen.Top:
		s.top[s.pane] = 0
	case screen.Bottom:
		s.scroll(1 << 20)
	default:
		if s.loaded.Case.Version > 0 {
			return s.act(i)
		}
	}
	return nil
}

// scroll moves the text under the window; View holds it to its ends.
func (s *Screen) scroll(n int) { s.top[s.pane] = max(0, s.top[s.pane]+n) }
