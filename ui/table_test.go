package ui

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden screens")

// table is a session with somebody at it.
type table struct {
	t       testing.TB
	desk    *uitest.Desk
	root    *Root
	now     time.Time
	drafts  []Draft
	opened  []*page // screens that were opened over the queue
	waiting []tea.Cmd
	raw     []string // what was written straight to the terminal
	quit    bool
	sat     []*uitest.Sitting // who sat down, in turn
}

// seat is the invented desk in an officer's hands.
func (s *table) seat(at *uitest.Sitting) Seat {
	if at == nil {
		return Seat{}
	}
	s.sat = append(s.sat, at)
	return Seat{
		Officer: at.Officer, Desk: s.desk, Queue: s.desk, Sitter: at, Board: at, Enrol: s.desk.RegisterOfficer,
		Handover: uitest.Duty{Desk: s.desk}, Weeks: uitest.Duty{Desk: s.desk}, DutyLog: uitest.Duty{Desk: s.desk},
		Drafts: func(context.Context) ([]Draft, error) { return slices.Clone(s.drafts), nil },
		ChangePIN: func(_ context.Context, before, pin string) error {
			s.desk.SetPIN(at.Officer, pin)
			return nil
		},
	}
}

// open asks nothing of who begins, as if there had never been a second
// officer and nobody had a key.
func open(c *Config) { c.Known, c.Officer = false, "" }

// page is a screen that writes down what it is told.
type page struct {
	title    string
	told     []tea.Msg
	typing   bool
	kept     int
	bindings []screen.Binding
	answer   tea.Cmd // returned once, for the next message
}

func (*page) Init() tea.Cmd { return nil }

func (p *page) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	p.told = append(p.told, msg)
	cmd := p.answer
	p.answer = nil
	return p, cmd
}

func (p *page) View() screen.View          { return screen.View{Body: p.title} }
func (p *page) Bindings() []screen.Binding { return p.bindings }
func (p *page) Title() string              { return p.title }
func (p *page) Typing() bool               { return p.typing }

func (p *page) Keep() tea.Cmd {
	return func() tea.Msg {
		p.kept++
		return nil
	}
}

// intents are those the page was told.
func (p *page) intents() []screen.Intent {
	var out []screen.Intent
	for _, m := range p.told {
		if d, ok := m.(screen.Did); ok {
			out = append(out, d.Intent)
		}
	}
	return out
}

func prepare(t testing.TB, change ...func(*Config)) *table {
	s := &table{t: t, desk: uitest.NewDesk(), now: uitest.Now()}
	cfg := Config{
		Print: locale.Load, Lang: locale.Indonesian, Now: func() time.Time { return s.now }, Office: s.desk.Office,
		Rules: func() model.Rules { return model.DefaultRules(model.WIB) },
		SignIn: func(_ context.Context, in SignIn) (Seat, error) {
			sitting, err := s.desk.SignIn(in.Officer, in.PIN, in.Chosen)
			return s.seat(sitting), err
		},
		Rejoin: func(at Sitting) Seat {
			return s.seat(&uitest.Sitting{Officer: at.Officer, ID: at.ID})
		},
		Known: true, Home: true,
		Area:    func(string) string { return "Cipondoh" },
		Officer: uitest.Sari, Door: "desk", Colours: ColoursNone, Bell: true, Title: true,
	}
	for _, c := range change {
		c(&cfg)
	}
	root, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	s.root = root
	root.post = func(to int, cmd tea.Cmd) tea.Cmd {
		if cmd != nil && uitest.Waits(cmd) {
			return nil // a timer of a screen: nobody waits for it here
		}
		return addressed(to, cmd)
	}
	root.build.file = func(m screen.OpenCase) screen.Screen { return s.open("file " + string(m.ID)) }
	root.build.report = func(m screen.OpenReport) screen.Screen { return s.open("report " + string(m.Channel) + m.Draft) }
	root.build.search = func(m screen.OpenSearch) screen.Screen { return s.open("search " + m.Text) }
	return s
}

func (s *table) open(title string) screen.Screen {
	p := &page{title: title}
	s.opened = append(s.opened, p)
	return p
}

func (s *table) last() *page { return s.opened[len(s.opened)-1] }

func sitDown(t testing.TB, width, height int, change ...func(*Config)) *table {
	s := prepare(t, change...)
	s.tell(tea.WindowSizeMsg{Width: width, Height: height})
	s.settle(s.root.Init())
	return s
}

func (s *table) tell(msg tea.Msg) {
	_, cmd := s.root.Update(msg)
	s.settle(cmd)
}

func (s *table) settle(cmd tea.Cmd) {
	s.waiting = append(s.waiting, uitest.Settle(s.t, func(msg tea.Msg) tea.Cmd {
		switch m := msg.(type) {
		case tea.QuitMsg:
			s.quit = true
			return nil
		case tea.RawMsg:
			s.raw = append(s.raw, fmt.Sprint(m.Msg))
			return nil
		}
		_, cmd := s.root.Update(msg)
		return cmd
	}, cmd)...)
}

func (s *table) press(keys ...string) {
	for _, k := range keys {
		s.tell(uitest.Key(k))
	}
}

func (s *table) text() string { return uitest.Text(s.root.View().Content) }

func (s *table) sees(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(s.text(), text) {
			t.Errorf("no %q on the screen:\n%s", text, s.text())
		}
	}
}

func (s *table) seesNot(t *testing.T, text string) {
	t.Helper()
	if strings.Contains(s.text(), text) {
		t.Errorf("%q is on the screen:\n%s", text, s.text())
	}
}

// wake delivers a wake-up, as the goroutine that waits for it would.
func (s *table) wake() { s.tell(woke{s.root.live.turn}) }

func urgent() model.Row {
	return model.Row{
		Kind: model.Complaint, Violation: model.Overstay, Urgency: model.Urgent, Status: model.Received, Channel: model.Phone,
		Received: uitest.Now(), Due: uitest.Now().Add(30 * time.Minute), DueClock: model.FirstStatus, Area: "36.71.05",
	}
}
