// Package search is the screen that finds any case, open or long closed, by
// words half remembered or by its number. Answers come as one types: a key
// makes the question before it void, and an answer to a void question is
// dropped. The words stay for the next time the screen is opened.
package search

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/row"
	"piket/ui/screen"
	"piket/ui/widget"
)

// Desk is what the search asks of the desk.
type Desk interface {
	// Search finds cases by their words, best first.
	Search(ctx context.Context, text string, limit int) ([]model.Row, error)
	Case(ctx context.Context, id model.CaseID) (model.Loaded, error)
	Resolve(ctx context.Context, number string) (model.CaseID, error)
}

// Memory is what a session last searched for. The screen writes it.
type Memory struct {
	Text string
	At   model.CaseID // under the cursor
}

// Config is what a search is made of. Text, Memory and Progress may be left
// out.
type Config struct {
	Ctx    *screen.Ctx
	Desk   Desk
	Area   func(code string) string // names a district, "" for an unknown code
	Text   string                   // words to begin with; empty: those of the last time
	Memory *Memory
	// Progress says how far the index has followed the journal, in entries.
	Progress func() (done, total uint64)
}

const (
	typingPause = 60 * time.Millisecond // without a key before words are searched for
	// newsPause is how long after the journal grew the answer is asked for anew:
	// an import wakes many times, and the index follows a little later.
	newsPause  = 250 * time.Millisecond
	askTimeout = 10 * time.Second
	most       = 200 // cases found at a time
	longest    = 200 // characters of a question
)

// Screen is the search.
type Screen struct {
	cfg    Config
	ctx    *screen.Ctx
	size   screen.Size
	line   *widget.Line
	list   list
	turn   int                // of the newest question; older answers are dropped
	cancel context.CancelFunc // of the question under way
	busy   bool
	again  bool   // the journal grew while a question was under way
	waking bool   // the answer will be asked for anew
	answer string // the text that the rows are found by
	known  bool   // the rows answer some text
	failed error
	enter  bool   // open the first answer as soon as it comes
	done   uint64 // how far the index had come when it was asked
	behind bool
	total  uint64
	peek   row.Peek
	rows   *row.Drawer
	drawn  *screen.View
}

// New makes a search; Init asks for the words of the last time.
func New(cfg Config) *Screen {
	if cfg.Memory == nil {
		cfg.Memory = &Memory{}
	}
	if cfg.Text != "" {
		cfg.Memory.Text, cfg.Memory.At = model.CleanLine(cfg.Text), ""
	}
	s := &Screen{
		cfg: cfg, ctx: cfg.Ctx, rows: row.New(cfg.Ctx, cfg.Area),
		line: widget.NewLine(widget.LineConfig{Value: cfg.Memory.Text, Limit: longest, Words: cfg.Ctx}),
	}
	s.line.Focus()
	return s
}

// Init asks, if there is anything to ask.
func (s *Screen) Init() tea.Cmd { return s.ask() }

// Title names the screen.
func (s *Screen) Title() string { return s.ctx.Print.T("search.title") }

// Typing is always the case: the words have the focus.
func (s *Screen) Typing() bool { return true }

// text is what is searched for.
func (s *Screen) text() string { return model.CleanLine(s.line.Value()) }

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	cmd := s.update(msg)
	return s, cmd
}

func (s *Screen) update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case screen.Tick:
		return s.tick(m.Now)
	case screen.Wake:
		return s.woken()
	case screen.Shown:
		return s.renew()
	}
	s.drawn = nil
	switch m := msg.(type) {
	case screen.Size:
		s.size = m
		s.list.resize(s.layout().rows)
	case screen.Changed:
		s.rows.Restyle()
	case screen.Did:
		return s.did(m.Intent)
	case tea.KeyPressMsg, tea.PasteMsg:
		return s.typed(msg)
	}
	return s.answered(msg)
}

// answered takes what the screen's own commands bring back.
func (s *Screen) answered(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case paused:
		if m.turn == s.turn {
			return s.ask()
		}
	case found:
		if m.turn == s.turn {
			return s.found(m)
		}
	case stirred:
		s.waking = false
		return s.renew()
	case resolved:
		return s.resolved(m)
	}
	cmd, _ := s.peek.Took(msg, s.cfg.Desk.Case)
	return cmd
}

// typed takes a key for the words. What was asked before is void.
func (s *Screen) typed(msg tea.Msg) tea.Cmd {
	before := s.text()
	if !s.line.Update(msg) || s.text() == before {
		return nil
	}
	return s.changed()
}

// changed begins a new question once no key has come for a moment.
func (s *Screen) changed() tea.Cmd {
	s.void()
	s.cfg.Memory.Text, s.cfg.Memory.At = s.text(), ""
	if s.text() == "" {
		s.list.set(nil)
		s.answer, s.known, s.failed = "", false, nil
		return nil
	}
	turn := s.turn
	return tea.Tick(typingPause, func(time.Time) tea.Msg { return paused{turn} })
}

// void ends the question under way.
func (s *Screen) void() {
	s.turn++
	s.busy, s.again, s.enter = false, false, false
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
}

// paused says that nothing was typed since.
type paused struct{ turn int }

// found is an answer.
type found struct {
	turn int
	text string
	rows []model.Row
	err  error
}

// ask searches for the text as it stands.
func (s *Screen) ask() tea.Cmd {
	text := s.text()
	if text == "" {
		return nil
	}
	enter := s.enter
	s.void()
	s.busy, s.enter = true, enter
	s.look()
	d, turn := s.cfg.Desk, s.turn
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	return func() tea.Msg {
		ctx, stop := context.WithTimeout(ctx, askTimeout)
		defer stop()
		rows, err := d.Search(ctx, text, most)
		return found{turn: turn, text: text, rows: rows, err: err}
	}
}

// found shows an answer. The cursor stays on its case while the words stay.
func (s *Screen) found(m found) tea.Cmd {
	s.busy, s.failed = false, m.err
	s.cancel()
	s.cancel = nil
	if m.err != nil {
		s.known = false
		s.list.set(nil)
		return nil
	}
	if m.text != s.answer {
		s.list.at, s.list.top = 0, 0
	}
	s.list.set(m.rows)
	s.list.find(s.cfg.Memory.At)
	s.answer, s.known = m.text, true
	switch {
	case s.enter:
		s.enter = false
		return s.open()
	case s.again:
		return s.ask()
	}
	return s.follow()
}

// stirred says that the journal grew a moment ago.
type stirred struct{}

// woken asks again in a moment, now that the journal has grown.
func (s *Screen) woken() tea.Cmd {
	if s.waking {
		return nil
	}
	s.waking = true
	return tea.Tick(newsPause, func(time.Time) tea.Msg { return stirred{} })
}

// renew asks again what is shown already.
func (s *Screen) renew() tea.Cmd {
	if s.busy {
		s.again = true
		return nil
	}
	if s.known || s.failed != nil {
		return s.ask()
	}
	return nil
}

// clockStep is how many seconds the clocks stand between drawings.
const clockStep = 10

// tick lets the clocks run, and asks again while the index catches up.
func (s *Screen) tick(now time.Time) tea.Cmd {
	if now.Second()%clockStep == 0 {
		s.drawn = nil
	}
	done, was := s.done, s.behind
	s.look()
	if done != s.done || was != s.behind {
		s.drawn = nil
	}
	if s.failed != nil || done != s.done {
		return s.renew()
	}
	return nil
}

// look asks how far the index has come.
func (s *Screen) look() {
	if s.cfg.Progress == nil {
		return
	}
	s.done, s.total = s.cfg.Progress()
	s.behind = s.done < s.total
}

// follow reads the file of the case under the cursor, once it rests.
func (s *Screen) follow() tea.Cmd {
	cur, ok := s.list.current()
	if !ok {
		return nil
	}
	s.cfg.Memory.At = cur.ID
	return s.peek.Follow(cur, false)
}

// open opens the case under the cursor. Where nothing was found, the text may
// still be a number that the index does not know yet.
func (s *Screen) open() tea.Cmd {
	cur, ok := s.list.current()
	if ok {
		s.cfg.Memory.At = cur.ID
		return screen.Send(screen.OpenCase{ID: cur.ID})
	}
	text, d := s.text(), s.cfg.Desk
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		id, err := d.Resolve(ctx, text)
		return resolved{text: text, id: id, err: err}
	}
}

// resolved is the case a number names.
type resolved struct {
	text string
	id   model.CaseID
	err  error
}

func (s *Screen) resolved(m resolved) tea.Cmd {
	switch {
	case m.text != s.text():
		return nil
	case m.err != nil:
		return screen.Send(screen.Toast{Text: s.ctx.Print.Error(m.err), Bad: true})
	}
	return screen.Send(screen.OpenCase{ID: m.id})
}

func (s *Screen) t(key string, args ...locale.A) string { return s.ctx.Print.T(key, args...) }
