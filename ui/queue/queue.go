// Package queue is the first screen of the desk: the cases that wait, the
// gravest on top, as they are at this moment.
//
// It reads a few pages of rows around the cursor and draws those in sight, so
// it costs the same at ten cases and at a million. The cursor stands on a
// case. Reports that arrive, cases that close and those that change their
// place move it to no other case, and while the list is longer than the
// screen the line it stands on stays where it is. What arrived above the rows
// in sight is counted in a badge until one looks there.
package queue

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/row"
	"piket/ui/screen"
	"piket/ui/widget"
)

// Desk is what the queue asks of the desk.
type Desk interface {
	Window(ctx context.Context, q model.WindowQuery) (model.Window, error)
	Case(ctx context.Context, id model.CaseID) (model.Loaded, error)
	Events(ctx context.Context, after uint64, limit int) ([]model.Envelope, error)
	Do(ctx context.Context, c model.Command) (model.Receipt, error)
	Meta(seen uint64) model.Meta
}

// Config is what a queue is made of.
type Config struct {
	Ctx  *screen.Ctx
	Desk Desk
	Area func(code string) string // names a district, "" for an unknown code
	// Named are the codes of the areas a typed word may mean; it answers at
	// once. Nil finds none.
	Named func(word string) []string
	// At is where the queue stands at first.
	At screen.OpenQueue
}

// Queue is the screen.
type Queue struct {
	cfg  Config
	ctx  *screen.Ctx
	size screen.Size

	list   list
	filter filter
	input  *widget.Line // the text filter
	typing bool
	load   loading
	news   news
	peek   row.Peek
	failed error

	drawn string // the body, until something changes
	clean bool
	rows  *row.Drawer
}

// New makes a queue. It shows nothing before its first rows came.
func New(cfg Config) *Queue {
	q := &Queue{cfg: cfg, ctx: cfg.Ctx, input: widget.NewLine(widget.LineConfig{Limit: 60, Words: cfg.Ctx})}
	q.rows = row.New(cfg.Ctx, cfg.Area)
	q.filter = readFilter(cfg.At.Filter)
	q.input.SetValue(q.filter.text)
	return q
}

// Init asks for the first rows.
func (q *Queue) Init() tea.Cmd {
	if q.cfg.At.Case != "" {
		return q.read(toPlace)
	}
	return q.read(toTop)
}

// Route leads to the case under the cursor and to what the list is narrowed
// to; nil where there is neither.
func (q *Queue) Route() screen.Route {
	at := screen.OpenQueue{Case: q.cfg.At.Case, Filter: q.filter.write()}
	if q.load.known {
		cur, _ := q.list.current()
		at.Case = cur.ID
	}
	if at == (screen.OpenQueue{}) {
		return nil
	}
	return at
}

// Title names the screen.
func (q *Queue) Title() string { return q.ctx.Print.T("queue.title") }

// Typing says whether the text filter has the focus.
func (q *Queue) Typing() bool { return q.typing }

// Update takes a message.
func (q *Queue) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	cmd := q.update(msg)
	return q, cmd
}

func (q *Queue) update(msg tea.Msg) tea.Cmd {
	was := q.clean
	q.clean = false
	switch m := msg.(type) {
	case screen.Size:
		return q.resize(m)
	case screen.Did:
		return q.did(m.Intent)
	case screen.Wake:
		return q.again()
	case screen.Shown:
		if q.load.known {
			return q.again()
		}
	case screen.Changed:
		q.rows.Restyle()
	case screen.Tick:
		q.clean = was
		return q.tick(m.Now)
	case tea.KeyPressMsg, tea.PasteMsg:
		return q.typed(msg)
	}
	return q.answered(msg)
}

// answered takes what the queue's own commands bring back.
func (q *Queue) answered(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case windowRead:
		return q.windowRead(m)
	case newsRead:
		return q.newsRead(m)
	case paused:
		return q.paused(m)
	case taken:
		return q.tookCase(m)
	case filterChosen:
		return q.setFilter(m.filter)
	}
	cmd, _ := q.peek.Took(msg, q.cfg.Desk.Case)
	return cmd
}

func (q *Queue) resize(s screen.Size) tea.Cmd {
	q.size = s
	q.list.resize(q.layout().rows)
	return q.more()
}

// clockStep is how many seconds the clocks of the list stand between drawings;
// they count in minutes.
const clockStep = 10

// tick lets the clocks run, asks again after a failure, and lets rows that
// arrived above come into sight once nobody has touched the list for a while.
func (q *Queue) tick(now time.Time) tea.Cmd {
	moved := q.news.settle(&q.list, now)
	q.clean = q.clean && !moved && now.Second()%clockStep != 0
	if q.failed != nil {
		return q.again()
	}
	return nil
}
