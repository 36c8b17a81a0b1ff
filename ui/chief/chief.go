// Package chief is the handovers of the last weeks at a glance, for whoever
// leads the office: which were late, how long they took, what was not
// accepted, and which cases go from watch to watch.
package chief

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

// Desk is what the screen asks of the desk.
type Desk interface {
	Handovers(ctx context.Context, before model.HandoverID, limit int) ([]model.Handover, error)
	// Unaccepted are the lines nobody has accepted yet, the longest first.
	Unaccepted(ctx context.Context) ([]model.Unaccepted, error)
}

// Config is what the screen is made of.
type Config struct {
	Ctx  *screen.Ctx
	Desk Desk
}

const (
	patience = 20 * time.Second
	most     = 84 // handovers looked at: four weeks of three watches
	newsRest = time.Second
)

// Screen is the handovers at a glance.
type Screen struct {
	cfg     Config
	ctx     *screen.Ctx
	size    screen.Size
	turn    int
	busy    bool
	waiting bool
	fail    error
	known   bool
	stats   model.HandoverStats
	rows    []model.HandoverStat // those owed first, else the newest
	left    []model.Unaccepted
	part    part
	at      [parts]cursor
	drawn   *screen.View
}

// part is one of the lists, the one that has the cursor.
type part int

const (
	handovers part = iota
	left           // lines nobody has accepted
	crossed        // cases that go from watch to watch
	parts
)

// cursor is where one stands in a list.
type cursor struct{ at, top int }

// move moves it by rows in a list of n of which height are in sight.
func (c *cursor) move(by, n, height int) {
	height = max(1, height)
	c.at = max(0, min(c.at+by, n-1))
	c.top = max(0, min(c.top, n-height))
	c.top = max(min(c.top, c.at), c.at-height+1)
}

// New makes the screen.
func New(cfg Config) *Screen { return &Screen{cfg: cfg, ctx: cfg.Ctx} }

// Init reads the handovers.
func (s *Screen) Init() tea.Cmd { return s.load() }

// Title names the screen.
func (s *Screen) Title() string { return s.t("chief.title") }

// loaded is the handovers, the newest first.
type loaded struct {
	turn  int
	found []model.Handover
	left  []model.Unaccepted
	err   error
}

// rested says that the journal grew a moment ago.
type rested struct{}

// load reads the handovers anew.
func (s *Screen) load() tea.Cmd {
	s.turn++
	s.busy = true
	d, turn := s.cfg.Desk, s.turn
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		m := loaded{turn: turn}
		if m.found, m.err = d.Handovers(ctx, "", most); m.err == nil {
			m.left, m.err = d.Unaccepted(ctx)
		}
		return m
	}
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	cmd := s.update(msg)
	return s, cmd
}

func (s *Screen) update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case screen.Tick:
		return nil
	case screen.Wake:
		return s.woken()
	}
	s.drawn = nil
	switch m := msg.(type) {
	case screen.Size:
		s.size = m
		s.move(0)
	case screen.Shown:
		if !s.busy {
			return s.load()
		}
	case screen.Did:
		return s.did(m.Intent)
	case rested:
		s.waiting = false
		return s.load()
	case loaded:
		s.loaded(m)
	}
	return nil
}

// woken reads anew in a moment: most of what the journal takes is no handover.
func (s *Screen) woken() tea.Cmd {
	if s.waiting {
		return nil
	}
	s.waiting = true
	return tea.Tick(newsRest, func(time.Time) tea.Msg { return rested{} })
}

func (s *Screen) loaded(m loaded) {
	if m.turn != s.turn {
		return
	}
	s.busy, s.fail = false, m.err
	if m.err != nil {
		return
	}
	at := s.chosen()
	s.known, s.stats, s.left = true, model.StatsOf(m.found, s.ctx.Rules), m.left
	s.rows = owedFirst(s.stats.Handovers)
	if i := slices.IndexFunc(s.rows, func(h model.HandoverStat) bool { return h.ID == at }); i >= 0 {
		s.at[handovers].at = i
	}
	s.move(0)
}

// owedFirst has those that wait for a word of the section head before all
// others.
func owedFirst(all []model.HandoverStat) []model.HandoverStat {
	rows := slices.Clone(all)
	slices.SortStableFunc(rows, func(a, b model.HandoverStat) int {
		switch {
		case a.Owed == b.Owed:
			return 0
		case a.Owed:
			return -1
		}
		return 1
	})
	return rows
}

// chosen is the handover under the cursor.
func (s *Screen) chosen() model.HandoverID {
	if at := s.at[handovers].at; at < len(s.rows) {
		return s.rows[at].ID
	}
	return ""
}

// Bindings are the keys of the screen.
func (s *Screen) Bindings() []screen.Binding {
	bind := func(i screen.Intent, help string, keys ...string) screen.Binding {
		return screen.Binding{Intent: i, Keys: keys, Help: help, Bar: true}
	}
	open, other := "chief.key-open", "chief.key-left"
	switch s.part {
	case left:
		open, other = "chief.key-case", "chief.key-cases"
	case crossed:
		open, other = "chief.key-case", "chief.key-handovers"
	case handovers, parts:
	}
	var list []screen.Binding
	if s.length(s.part) > 0 {
		list = append(list, bind(screen.Enter, open, "enter"))
	}
	if len(s.stats.Handovers) > 0 {
		list = append(append(list, bind(screen.Next, other, "tab")), screen.Movement()...)
	}
	return append(list, bind(screen.Back, "key.back", "esc"))
}

func (s *Screen) did(i screen.Intent) tea.Cmd {
	page := max(1, s.tallOf(s.part)-1)
	if n, moves := i.Lines(page); moves {
		s.move(n)
		return nil
	}
	switch i {
	case screen.Next:
		s.part = (s.part + 1) % parts
		s.move(0)
	case screen.Enter:
		return s.open()
	case screen.Back:
		return screen.Send(screen.Close{})
	default:
	}
	return nil
}

// open opens the handover, or the case, under the cursor.
func (s *Screen) open() tea.Cmd {
	at := s.at[s.part].at
	switch {
	case at >= s.length(s.part):
	case s.part == left:
		if id := s.left[at].Line.Key.Case(); id != "" {
			return screen.Send(screen.OpenCase{ID: id})
		}
		last := s.left[at].Watch // an entry or a seal: it stands in the handover that left it
		return screen.Send(screen.OpenHandover{ID: model.HandoverID(last)})
	case s.part == crossed:
		return screen.Send(screen.OpenCase{ID: s.stats.Crossed[at].Case})
	default:
		return screen.Send(screen.OpenHandover{ID: s.chosen()})
	}
	return nil
}

// length is how long a list is.
func (s *Screen) length(p part) int {
	switch p {
	case left:
		return len(s.left)
	case crossed:
		return len(s.stats.Crossed)
	case handovers, parts:
	}
	return len(s.stats.Handovers)
}

// move moves the cursor of the list that has it.
func (s *Screen) move(by int) {
	s.at[s.part].move(by, s.length(s.part), s.tallOf(s.part))
}

func (s *Screen) t(key string, args ...locale.A) string { return s.ctx.Print.T(key, args...) }
