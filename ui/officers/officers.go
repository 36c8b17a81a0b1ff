// Package officers is the screen of who may sit at the desk: names, roles,
// keys, PINs, and who is locked out. An administrator changes all of it, a
// supervisor lifts lock-outs; the desk itself enforces both.
package officers

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/screen"
)

// Roll is what the screen asks of the desk about people.
type Roll interface {
	Enrol(ctx context.Context, name string, role model.Role, keys []model.OfficerKey) (model.Officer, error)
	ChangeRole(ctx context.Context, id model.OfficerID, role model.Role) error
	DisableOfficer(ctx context.Context, id model.OfficerID, reason string) error
	EnableOfficer(ctx context.Context, id model.OfficerID) error
}

// Proofs is what it asks about what lets them in.
type Proofs interface {
	AddKey(ctx context.Context, id model.OfficerID, key model.OfficerKey, only bool) error
	RemoveKey(ctx context.Context, id model.OfficerID, fingerprint string) error
	SetPIN(ctx context.Context, id model.OfficerID, pin string) error
	LiftLock(ctx context.Context, id model.OfficerID) error
}

// Config is what the screen is made of.
type Config struct {
	Ctx    *screen.Ctx
	Roll   Roll
	Proofs Proofs
	Mark   model.OfficerID // under the mark at first; empty for whoever sits here
}

const patience = 10 * time.Second // for the store to answer

// Screen lists the officers.
type Screen struct {
	cfg    Config
	chosen model.OfficerID
	top    int
	wrong  error // why the last act was refused, until the next key
	size   screen.Size
}

// New makes the screen.
func New(cfg Config) *Screen {
	return &Screen{cfg: cfg, chosen: cmp.Or(cfg.Mark, cfg.Ctx.Officer.ID)}
}

// Route leads to the officer under the mark, unless one comes to them anyway.
func (s *Screen) Route() screen.Route {
	if s.chosen == s.cfg.Ctx.Officer.ID {
		return screen.OpenOfficers{}
	}
	return screen.OpenOfficers{Mark: s.chosen}
}

// Init has nothing to load: the office is in the context.
func (*Screen) Init() tea.Cmd { return nil }

// Title names the screen.
func (s *Screen) Title() string { return s.t("title") }

// list is the officers, those who are active first, by name.
func (s *Screen) list() []model.Officer {
	all := slices.Clone(s.cfg.Ctx.Office.Officers)
	slices.SortStableFunc(all, func(a, b model.Officer) int {
		if a.Disabled != b.Disabled {
			if a.Disabled {
				return 1
			}
			return -1
		}
		return strings.Compare(model.Fold(a.Name), model.Fold(b.Name))
	})
	return all
}

// at is the officer under the mark, and where they stand in the list.
func (s *Screen) at() (model.Officer, int) {
	list := s.list()
	i := slices.IndexFunc(list, func(f model.Officer) bool { return f.ID == s.chosen })
	if i < 0 && len(list) > 0 {
		i = 0
	}
	if i < 0 {
		return model.Officer{}, 0
	}
	return list[i], i
}

func (s *Screen) move(by int) {
	list := s.list()
	if len(list) == 0 {
		return
	}
	_, i := s.at()
	s.chosen = list[max(0, min(i+by, len(list)-1))].ID
}

// Update takes keys, and what comes of dialogs and commands.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	var cmd tea.Cmd
	switch m := msg.(type) {
	case screen.Size:
		s.size = m
	case screen.Did:
		s.wrong = nil
		cmd = s.did(m.Intent)
	case then:
		cmd = m(s)
	case done:
		cmd = s.done(m)
	}
	return s, cmd
}

func (s *Screen) did(i screen.Intent) tea.Cmd {
	if n, moves := i.Lines(s.room()); moves {
		s.move(n)
		return nil
	}
	if i == screen.Enter {
		return s.choose()
	}
	return s.act(i)
}

// done is what came of a command.
type done struct {
	said string // when it went well
	id   model.OfficerID
	next then // what follows, if anything
	err  error
}

func (s *Screen) done(m done) tea.Cmd {
	if m.err != nil {
		s.wrong = m.err
		return nil
	}
	if m.id != "" {
		s.chosen = m.id
	}
	said := screen.Send(screen.Toast{Text: m.said})
	if m.next == nil {
		return said
	}
	return tea.Batch(said, m.next(s))
}

// then goes on with an act once a dialog was answered.
type then func(*Screen) tea.Cmd

// run carries a command out and says so.
func run(said string, do func(context.Context) error) tea.Cmd { return runThen(said, nil, do) }

func runThen(said string, next then, do func(context.Context) error) tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		return done{said: said, next: next, err: do(ctx)}
	}
}

// runs says whether whoever sits here may change who does.
func (s *Screen) runs() bool { return s.cfg.Ctx.Officer.Role.May(model.NeedRun) }

func (s *Screen) lifts() bool { return s.cfg.Ctx.Officer.Role.May(model.NeedLead) }

// Bindings are the keys that work on the officer under the mark.
func (s *Screen) Bindings() []screen.Binding {
	list := screen.Movement()
	acts := s.acts()
	if len(acts) > 0 {
		list = append([]screen.Binding{{Intent: screen.Enter, Keys: []string{"enter"}, Help: "officers.key.choose", Bar: true}}, list...)
	}
	return append(list, acts...)
}
