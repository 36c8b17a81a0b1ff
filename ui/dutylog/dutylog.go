// Package dutylog is the duty log on the screen: the entries of a watch or of
// a day, by hand and from the journal, in the order of the hours they tell
// of, and the dialog in which an entry is written. Nothing in it is ever
// changed: a correction is a new entry that points back.
package dutylog

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/kept"
	"piket/ui/screen"
	"piket/ui/widget"
)

// Desk is what the duty log asks of the desk.
type Desk interface {
	Log(ctx context.Context, from, to time.Time) ([]desk.LogLine, error)
	WriteLog(ctx context.Context, note model.LogNote, happened time.Time) (model.LogEntry, error)
	Resolve(ctx context.Context, number string) (model.CaseID, error)
	Case(ctx context.Context, id model.CaseID) (model.Loaded, error)
}

// Config is what the duty log is made of. Drafts and Paper may be left out.
type Config struct {
	Ctx    *screen.Ctx
	Desk   Desk
	Drafts kept.Drafts
	// Paper prints the lines of a span and says where it went.
	Paper func(ctx context.Context, span string, lines []Told) (where string, err error)
}

// Told is a line of the log as it goes on paper.
type Told struct{ Hour, Text string }

const patience = 20 * time.Second

// Screen is the duty log.
type Screen struct {
	cfg   Config
	ctx   *screen.Ctx
	size  screen.Size
	span  span
	kind  model.LogKind // only entries of this kind; empty for all
	turn  int
	busy  bool
	again bool
	fail  error
	known bool

	all   []line
	lines []line // those that pass the filter
	at    int
	top   int
	drawn *screen.View
}

// span is what is shown: a watch, or a day.
type span struct {
	from, to time.Time
	watch    model.Watch // zero for a day
}

// line is a line of the log, with the numbers of the cases it names.
type line struct {
	desk.LogLine
	numbers []string
}

// by is by whom a line is told.
func (l line) by() model.OfficerID {
	if l.Entry != nil {
		return l.Entry.By
	}
	return l.Event.Actor.Officer
}

// seq tells lines apart.
func (l line) seq() uint64 {
	if l.Entry != nil {
		return l.Entry.Seq
	}
	return l.Event.Seq
}

// New makes the log of the watch that runs, or of today between watches.
func New(cfg Config) *Screen {
	s := &Screen{cfg: cfg, ctx: cfg.Ctx}
	if w, ok := cfg.Ctx.Rules.WatchAt(cfg.Ctx.Now()); ok {
		s.span = ofWatch(w)
	} else {
		s.span = s.dayOf(cfg.Ctx.Now())
	}
	return s
}

func ofWatch(w model.Watch) span { return span{from: w.From, to: w.To, watch: w} }

func (s *Screen) dayOf(t time.Time) span {
	t = t.In(s.ctx.Zone())
	from := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, s.ctx.Zone())
	return span{from: from, to: from.AddDate(0, 0, 1)}
}

// Init reads the log.
func (s *Screen) Init() tea.Cmd { return s.load() }

// Title names the screen.
func (s *Screen) Title() string { return s.t("dutylog.title") }

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	cmd := s.update(msg)
	return s, cmd
}

func (s *Screen) update(msg tea.Msg) tea.Cmd {
	if _, tick := msg.(screen.Tick); tick {
		return nil
	}
	if _, wake := msg.(screen.Wake); wake {
		return s.load()
	}
	s.drawn = nil
	switch m := msg.(type) {
	case screen.Size:
		s.size = m
		s.move(0)
	case screen.Shown:
		return s.load()
	case screen.Did:
		return s.did(m.Intent)
	case loaded:
		return s.loaded(m)
	case Written:
		return s.load()
	case only:
		s.kind = m.kind
		s.filter()
	case printed:
		if m.err != nil {
			return screen.Send(screen.Toast{Text: s.ctx.Print.Error(m.err), Bad: true})
		}
		return screen.Send(screen.Toast{Text: s.t("dutylog.printed", locale.A{"where": m.where})})
	}
	return nil
}

// loaded is the log of a span.
type loaded struct {
	turn  int
	lines []line
	err   error
}

// load reads the log; while it is being read, once more after that.
func (s *Screen) load() tea.Cmd {
	if s.busy {
		s.again = true
		return nil
	}
	s.turn++
	s.busy, s.again = true, false
	d, turn, sp := s.cfg.Desk, s.turn, s.span
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		found, err := d.Log(ctx, sp.from, sp.to)
		m := loaded{turn: turn, err: err}
		for _, l := range found {
			m.lines = append(m.lines, line{LogLine: l, numbers: numbers(ctx, d, l)})
		}
		return m
	}
}

// numbers are those of the cases a line names.
func numbers(ctx context.Context, d Desk, l desk.LogLine) []string {
	if l.Entry == nil {
		if l.Number == "" {
			return nil
		}
		return []string{l.Number}
	}
	var out []string
	for _, id := range l.Entry.Cases {
		if file, err := d.Case(ctx, id); err == nil {
			out = append(out, file.Case.Number)
		}
	}
	return out
}

func (s *Screen) loaded(m loaded) tea.Cmd {
	if m.turn != s.turn {
		return nil
	}
	s.busy, s.fail = false, m.err
	if m.err == nil {
		s.all = m.lines
		first := !s.known
		s.known = true
		s.filter()
		if first {
			s.move(len(s.lines)) // the newest
		}
	}
	if s.again {
		return s.load()
	}
	return nil
}

// filter shows the lines of the kind. The cursor stays on its line.
func (s *Screen) filter() {
	var seq uint64
	if cur, ok := s.current(); ok {
		seq = cur.seq()
	}
	s.lines = s.lines[:0:0]
	for _, l := range s.all {
		if s.kind == "" || l.Entry != nil && l.Entry.Kind == s.kind {
			s.lines = append(s.lines, l)
		}
	}
	if i := slices.IndexFunc(s.lines, func(l line) bool { return l.seq() == seq }); i >= 0 {
		s.at = i
	}
	s.move(0)
}

func (s *Screen) current() (line, bool) {
	if s.at < 0 || s.at >= len(s.lines) {
		return line{}, false
	}
	return s.lines[s.at], true
}

// move moves the cursor and keeps it in sight.
func (s *Screen) move(by int) {
	h := s.rows()
	s.at = max(0, min(s.at+by, len(s.lines)-1))
	s.top = max(0, min(s.top, len(s.lines)-h))
	s.top = max(min(s.top, s.at), s.at-h+1)
}

// step goes to the watch or the day before or after.
func (s *Screen) step(by int) tea.Cmd {
	next := s.span
	switch rules := s.ctx.Rules; {
	case s.span.watch.ID == "":
		next = s.dayOf(s.span.from.AddDate(0, 0, by))
	case by < 0:
		if w, ok := rules.WatchBefore(s.span.from); ok {
			next = ofWatch(w)
		}
	default:
		if w, ok := rules.WatchAfter(s.span.to); ok {
			next = ofWatch(w)
		}
	}
	if next.from.After(s.ctx.Now()) {
		return screen.Send(screen.Toast{Text: s.t("dutylog.newest")})
	}
	return s.show(next)
}

// show turns to another span.
func (s *Screen) show(to span) tea.Cmd {
	s.span, s.busy, s.known = to, false, false
	s.all, s.lines, s.at, s.top = nil, nil, 0, 0
	return s.load()
}

// byDay changes between a watch and its day.
func (s *Screen) byDay() tea.Cmd {
	if s.span.watch.ID != "" {
		return s.show(s.dayOf(s.span.from))
	}
	at := s.span.from
	if now := s.ctx.Now(); now.Before(s.span.to) {
		at = now
	}
	w, ok := s.ctx.Rules.WatchAt(at)
	if !ok {
		w, ok = s.ctx.Rules.WatchAfter(at)
	}
	if !ok {
		return nil
	}
	return s.show(ofWatch(w))
}

// only narrows the log to a kind.
type only struct{ kind model.LogKind }

func (s *Screen) pickKind() tea.Cmd {
	choices := []widget.Choice{{Value: "", Label: s.t("dutylog.all")}}
	for _, k := range model.LogKinds() {
		choices = append(choices, widget.Choice{Value: string(k), Label: s.ctx.Print.Word("log", string(k))})
	}
	return screen.Send(screen.ShowDialog{Dialog: dialog.NewPick(dialog.PickConfig{
		Ctx: s.ctx, Title: s.t("dutylog.filter-title"), Choices: choices, Marked: string(s.kind), None: s.t("dutylog.no-kind"),
		OnPick: func(c widget.Choice) tea.Msg { return only{model.LogKind(c.Value)} },
	})})
}

// printed says where the paper went.
type printed struct {
	where string
	err   error
}

func (s *Screen) paper() tea.Cmd {
	paper, name := s.cfg.Paper, s.name()
	var lines []Told
	for _, l := range s.lines {
		text := s.kindOf(l) + ": " + s.text(l) + " (" + s.whose(l) + ")"
		lines = append(lines, Told{Hour: s.ctx.Print.Clock(l.At, s.ctx.Zone()), Text: text})
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		where, err := paper(ctx, name, lines)
		return printed{where, err}
	}
}

// write opens the dialog for a new entry, or for one that puts another right.
func (s *Screen) write(corrects *model.LogEntry, numbers []string) tea.Cmd {
	return screen.Send(screen.ShowDialog{Dialog: NewEntry(EntryConfig{
		Ctx: s.ctx, Desk: s.cfg.Desk, Drafts: s.cfg.Drafts, Corrects: corrects, Numbers: numbers,
	})})
}

func (s *Screen) t(key string, args ...locale.A) string { return s.ctx.Print.T(key, args...) }
