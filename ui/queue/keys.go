package queue

import (
	"context"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

// Intents of the queue.
const (
	take         screen.Intent = "take"
	onlyMine     screen.Intent = "only-mine"
	onlyUnowned  screen.Intent = "only-unowned"
	onlyOverdue  screen.Intent = "only-overdue"
	onlyUrgent   screen.Intent = "only-urgent"
	chooseFilter screen.Intent = "choose-filter"
	clearFilter  screen.Intent = "clear-filter"
	leaveInput   screen.Intent = "leave-input"
	// statusIntent begins the intents that switch a status in or out.
	statusIntent = "only-status-"
)

// typingPause is how long nothing is typed before the list is filtered.
const typingPause = 120 * time.Millisecond

// Bindings are the keys that work now.
func (q *Queue) Bindings() []screen.Binding {
	if q.typing {
		return []screen.Binding{
			{Intent: leaveInput, Keys: []string{"enter", "esc", "down"}, Help: "queue.filter-done", Bar: true, Typing: true},
		}
	}
	list := append(q.onRow(), []screen.Binding{
		{Intent: screen.NewWalkIn, Keys: []string{"b"}, Help: "key.new-walk-in", Bar: true, Need: model.NeedAct},
		{Intent: screen.NewPhone, Keys: []string{"p"}, Help: "key.new-phone", Bar: true, Need: model.NeedAct},
		{Intent: screen.Search, Keys: []string{"s"}, Help: "key.search", Bar: true},
		{Intent: screen.Filter, Keys: []string{"/"}, Help: "queue.filter", Bar: true},
		{Intent: chooseFilter, Keys: []string{"f"}, Help: "queue.choose-filter"},
		{Intent: onlyMine, Keys: []string{"m"}, Help: "queue.only-mine"},
		{Intent: onlyUnowned, Keys: []string{"a"}, Help: "queue.only-unowned"},
		{Intent: onlyOverdue, Keys: []string{"o"}, Help: "queue.only-overdue"},
		{Intent: onlyUrgent, Keys: []string{"!"}, Help: "queue.only-urgent"},
	}...)
	for i, s := range model.Statuses() {
		list = append(list, screen.Binding{
			Intent: screen.Intent(statusIntent + string(s)), Keys: []string{strconv.Itoa(i + 1)}, Help: "queue.only-status." + string(s),
		})
	}
	list = append(list, screen.Binding{Intent: clearFilter, Keys: []string{"0", "esc"}, Help: "queue.clear-filter", Bar: !q.filter.empty()})
	return append(list, screen.Movement()...)
}

// onRow are the keys for the case under the cursor. Where there is none they
// would do nothing; while rows are on their way they wait for them.
func (q *Queue) onRow() []screen.Binding {
	if _, ok := q.list.current(); !ok && !q.load.busy {
		return nil
	}
	return []screen.Binding{
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: "key.open", Bar: true},
		{Intent: take, Keys: []string{"t"}, Help: "queue.take", Bar: true, Need: model.NeedAct},
	}
}

// did carries out an intent. What acts on a row waits for a jump that is
// under way, since only then is it known which row that is.
func (q *Queue) did(i screen.Intent) tea.Cmd {
	if q.load.busy && q.load.aim != toCase {
		q.load.waiting = append(q.load.waiting, i)
		return nil
	}
	if f, ok := q.filter.toggle(i); ok {
		return q.setFilter(f)
	}
	switch i {
	case screen.Enter:
		return q.enter()
	case take:
		return q.takeCase()
	case screen.Filter:
		q.typing = true
		q.input.Focus()
	case leaveInput:
		q.typing = false
		q.input.Blur()
		return q.setText(q.input.Value())
	case chooseFilter:
		return screen.Send(screen.ShowDialog{Dialog: newFilterDialog(q.ctx, q.filter)})
	case clearFilter:
		q.input.SetValue("")
		return q.setFilter(filter{})
	default:
		return q.moveBy(i)
	}
	return nil
}

func (q *Queue) enter() tea.Cmd {
	cur, ok := q.list.current()
	if !ok {
		return nil
	}
	return screen.Send(screen.OpenCase{ID: cur.ID})
}

// moveBy moves the cursor.
func (q *Queue) moveBy(i screen.Intent) tea.Cmd {
	page := max(1, q.list.height-1)
	by := map[screen.Intent]int{screen.Up: -1, screen.Down: 1, screen.PageUp: -page, screen.PageDown: page}[i]
	switch {
	case i == screen.Top && q.list.above:
		return q.read(toTop)
	case i == screen.Bottom && q.list.below:
		return q.read(toEnd)
	case i == screen.Top:
		by = -len(q.list.rows)
	case i == screen.Bottom:
		by = len(q.list.rows)
	}
	q.list.move(by)
	q.news.moved(&q.list, q.ctx.Now())
	return tea.Batch(q.follow(), q.more())
}

// setFilter narrows the list and asks for its rows.
func (q *Queue) setFilter(f filter) tea.Cmd {
	q.filter = f
	q.news.above, q.news.many = nil, false
	return q.read(toPlace)
}

func (q *Queue) setText(text string) tea.Cmd {
	if text == q.filter.text {
		return nil
	}
	f := q.filter
	f.text = text
	return q.setFilter(f)
}

// paused says that nothing was typed since.
type paused struct{ text string }

// typed takes a key for the text filter.
func (q *Queue) typed(msg tea.Msg) tea.Cmd {
	if !q.input.Update(msg) {
		return nil
	}
	text := q.input.Value()
	return tea.Tick(typingPause, func(time.Time) tea.Msg { return paused{text} })
}

func (q *Queue) paused(m paused) tea.Cmd {
	if !q.typing || m.text != q.input.Value() {
		return nil
	}
	return q.setText(m.text)
}

// taken is what came of taking a case.
type taken struct {
	receipt model.Receipt
	err     error
}

// takeCase makes the officer its owner. The version seen does not matter: of
// two who take it at once, the second is told who was first.
func (q *Queue) takeCase() tea.Cmd {
	cur, ok := q.list.current()
	if !ok {
		return nil
	}
	desk := q.cfg.Desk
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		r, err := desk.Do(ctx, model.TakeCase{Meta: desk.Meta(0), Case: cur.ID})
		return taken{r, err}
	}
}

func (q *Queue) tookCase(m taken) tea.Cmd {
	if m.err != nil {
		return tea.Batch(screen.Send(screen.Toast{Text: q.ctx.Print.Error(m.err), Bad: true}), q.again())
	}
	text := q.ctx.Print.T("queue.taken", locale.A{"number": m.receipt.Number})
	return tea.Batch(
		screen.Send(screen.Acted{Case: m.receipt.Case, Number: m.receipt.Number}),
		screen.Send(screen.Toast{Text: text}), q.again(),
	)
}
