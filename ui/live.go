package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

const (
	askTimeout = 5 * time.Second
	// breath is the pause after a wake-up was answered: an import of
	// thousands of reports does not make a screen draw thousands of times.
	breath = 20 * time.Millisecond
	// eventPage is how many new entries are looked through for arrivals.
	eventPage = 200
)

// live is the session's view of what goes on elsewhere.
type live struct {
	desk   Desk
	wake   <-chan struct{}
	cancel func()
	done   chan struct{}
	turn   int  // grows with every seat, so that late answers are known
	asleep bool // nobody waits for the wake-up
	busy   bool
	again  bool
	begun  bool
	seq    uint64
	counts model.Counts
	marked bool // an urgent arrival has not been seen yet
	minute time.Time
}

// What the root's own commands bring back.
type (
	ticked    struct{ at time.Time }
	woke      struct{ turn int }
	rearmed   struct{ turn int }
	refreshed struct {
		turn     int
		counts   model.Counts
		office   model.Office
		rules    model.Rules
		arrivals []model.Envelope
		mine     told
		err      error
	}
)

// start watches a desk.
func (l live) start(d Desk) live {
	n := live{desk: d, turn: l.turn + 1, done: make(chan struct{}), asleep: true}
	n.wake, n.cancel = d.Watch()
	return n
}

// stop lets go of the desk and frees the goroutine that waits for it.
func (l *live) stop() {
	if l.cancel != nil {
		l.cancel()
		close(l.done)
		l.cancel = nil
	}
}

// rearm begins to wait again, after a breath.
func (r *Root) rearm() tea.Cmd {
	if !r.live.asleep {
		return nil
	}
	r.live.asleep = false
	turn := r.live.turn
	return tea.Tick(breath, func(time.Time) tea.Msg { return rearmed{turn} })
}

// await asks for the next wake-up.
func (r *Root) await(m rearmed) tea.Cmd {
	if m.turn != r.live.turn {
		return nil
	}
	return awaitWake(r.live.wake, r.live.done, m.turn)
}

func awaitWake(wake <-chan struct{}, done chan struct{}, turn int) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-wake:
			return woke{turn}
		case <-done:
			return nil
		}
	}
}

func (r *Root) woken(m woke) tea.Cmd {
	if m.turn != r.live.turn {
		return nil
	}
	r.live.asleep = true
	return r.refresh()
}

// refresh asks for the figures of the header and for what arrived. One
// question is under way at a time.
func (r *Root) refresh() tea.Cmd {
	if r.live.busy || r.live.desk == nil {
		r.live.again = true
		return nil
	}
	r.live.busy, r.live.again = true, false
	desk, rows, turn, after, first := r.live.desk, r.seat.Queue, r.live.turn, r.live.seq, !r.live.begun
	office, rules, me := r.cfg.Office, r.cfg.Rules, r.ctx.Officer.ID
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		m := refreshed{turn: turn}
		if m.counts, m.err = desk.Counts(ctx); m.err == nil && !first && m.counts.Seq > after {
			m.arrivals, m.err = desk.Events(ctx, after, eventPage)
			m.mine = mineAmong(ctx, rows, me, m.arrivals)
		}
		m.office, m.rules = office(), rules()
		return m
	}
}

// refreshed takes the figures, rings for urgent arrivals, and wakes the
// screens.
func (r *Root) refreshed(m refreshed) tea.Cmd {
	if m.turn != r.live.turn {
		return nil
	}
	r.live.busy = false
	cmds := []tea.Cmd{r.rearm(), r.looked()}
	if m.err != nil {
		r.say(r.ctx.Print.Error(m.err), true)
		return tea.Batch(cmds...)
	}
	grew, first, more := m.counts.Seq > r.live.seq, !r.live.begun, m.counts.Urgent > r.live.counts.Urgent
	r.live.counts, r.live.seq, r.live.begun = m.counts, max(r.live.seq, m.counts.Seq), true
	cmds = append(cmds, r.takeOffice(m.office))
	if !r.seated() {
		return tea.Batch(cmds...)
	}
	r.ctx.Rules = m.rules
	if grew && !first {
		cmds = append(cmds, r.arrived(m.arrivals, more))
		r.tellMine(m.mine)
		cmds = append(cmds, r.tellAll(screen.Wake{Seq: r.live.seq}))
	}
	if r.live.again {
		cmds = append(cmds, r.refresh())
	}
	return tea.Batch(cmds...)
}

// takeOffice has everything follow an office that is not what it was.
func (r *Root) takeOffice(o model.Office) tea.Cmd {
	if o.Version == r.ctx.Office.Version {
		return nil
	}
	r.ctx.Office = o
	if f, ok := o.Officer(r.ctx.Officer.ID); ok {
		r.ctx.Officer = f
	}
	if r.seated() && r.ctx.Officer.Disabled {
		return r.shutOut(r.ctx.Officer)
	}
	return tea.Batch(r.tellAll(screen.Changed{}), r.tellCover(screen.Changed{}))
}

// arrived rings for reports that are urgent and came through another door
// than this one, and for cases somebody else found urgent.
func (r *Root) arrived(events []model.Envelope, more bool) tea.Cmd {
	own := model.Actor{Officer: r.ctx.Officer.ID, Door: r.cfg.Door}
	for i := len(events) - 1; i >= 0; i-- {
		e := events[i]
		if e.Actor == own {
			continue
		}
		if what, ok := r.urgent(e.Event); ok {
			return r.alert(what)
		}
	}
	if more && len(events) == eventPage {
		return r.alert(r.ctx.Print.T("root.urgent-many"))
	}
	return nil
}

// urgent says in a line what an event made urgent.
func (r *Root) urgent(e model.Event) (string, bool) {
	switch ev := e.(type) {
	case model.CaseOpened:
		if ev.Urgency == model.Urgent {
			return r.ctx.Print.T("root.urgent", locale.A{"number": ev.Number, "what": r.subject(ev)}), true
		}
	case model.Triaged:
		if ev.ToUrgency == model.Urgent && ev.FromUrgency != model.Urgent && ev.UndoOf == 0 {
			return r.ctx.Print.T("root.urgent-now"), true
		}
	}
	return "", false
}

// subject is what a new report is about, and where.
func (r *Root) subject(ev model.CaseOpened) string {
	what := r.ctx.Print.Word("kind", string(ev.Facts.Kind))
	if ev.Violation != "" {
		what = r.ctx.Print.Word("violation", string(ev.Violation))
	}
	if area := r.cfg.Area(ev.Facts.Place.Area); area != "" {
		what += " · " + area
	}
	return what
}

// alert rings the bell, marks the title and says why.
func (r *Root) alert(text string) tea.Cmd {
	r.live.marked, r.door.rang = true, r.covered()
	r.toast = toast{text: "▲▲ " + text, kind: toastUrgent, until: r.ctx.Now().Add(alertShown)}
	if !r.cfg.Bell {
		return nil
	}
	return tea.Raw("\a")
}

// nextTick is the desk's clock: once a second, and not on the second, or all
// the screens of a server would be drawn at the same instant.
func (r *Root) nextTick() tea.Cmd {
	return tea.Tick(time.Second, func(at time.Time) tea.Msg { return ticked{at} })
}

// tick lets the clocks run. Deadlines pass by themselves, so the figures are
// asked for anew every minute.
func (r *Root) tick(ticked) tea.Cmd {
	now := r.ctx.Now()
	cmds := []tea.Cmd{r.nextTick()}
	if r.toast.text != "" && !r.toast.waits && !now.Before(r.toast.until) {
		r.toast = toast{}
	}
	if minute := now.Truncate(time.Minute); !minute.Equal(r.live.minute) {
		if !r.live.minute.IsZero() {
			cmds = append(cmds, r.refresh())
		}
		r.live.minute = minute
	}
	if !r.seated() && r.covered() { // nobody is woken yet
		r.ctx.Office = r.cfg.Office()
		cmds = append(cmds, r.tellCover(screen.Changed{}))
	}
	at := screen.Tick{Now: now}
	cmds = append(cmds, r.looked(), r.idle(now), r.tellTop(at), r.tellDialogs(at), r.tellCover(at))
	return tea.Batch(cmds...)
}

// Unseen says that nothing on the screen is different for it.
func (woke) Unseen() {}

// Unseen says the same.
func (rearmed) Unseen() {}
