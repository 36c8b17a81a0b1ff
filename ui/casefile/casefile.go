// Package casefile is the screen of one case: its facts, its timeline, and
// everything an officer does to it from there.
//
// # What is seen, and when it is old
//
// The screen holds a case as it was last read, and reads it again whenever the
// journal grew. What others changed meanwhile is said in passing and marked in
// the timeline until the officer acts. A command carries the version that was
// on the screen; when the case has moved on, the officer is shown how, and the
// command is made anew from what was typed, on the case as it is now.
//
// # What is typed
//
// Every text goes into the kept texts on every key, so that Esc, a refusal or
// a closed case loses none of it; they are stored, sealed, within a second or
// two. A text is dropped only once the desk has taken it.
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
	CorrectReporter(ctx context.Context, id model.CaseID, seen uint64, who model.Reporter, reason string) (model.Receipt, error)
}

// Finder finds the other case of a link.
type Finder interface {
	Resolve(ctx context.Context, number string) (model.CaseID, error)
	Related(ctx context.Context, f model.Facts, who model.Reporter, except model.CaseID) ([]model.Related, error)
}

// Drafts keep what was typed and not sent, sealed.
type Drafts interface {
	SaveDraft(ctx context.Context, form string, v any) error
	Drafts(ctx context.Context, prefix string) ([]desk.SavedDraft, error)
	DropDraft(ctx context.Context, form string) error
}

// Config is what a case file is made of. All fields are needed but Drafts,
// OfficeArea and Receipt.
type Config struct {
	Ctx        *screen.Ctx
	Desk       Desk
	Finder     Finder
	Drafts     Drafts // nil keeps typed texts only while the case is open
	Areas      widget.Areas
	OfficeArea string              // the office's own area codes, parted by commas: found first
	Receipt    screen.PrintReceipt // nil offers none
	ID         model.CaseID
	// Pane and Line are how far the file is scrolled at first, as its Route
	// says it.
	Pane, Line int
}

const patience = 10 * time.Second // for the store to answer

// Screen is one case, open on the desk.
type Screen struct {
	cfg    Config
	me     model.Actor
	loaded model.Loaded
	basis  model.Case // as the officer saw it when they began to act
	err    error      // why there is no case to show
	gen    int        // of the newest load; older answers are dropped
	seen   uint64     // version up to which the officer knows what others did
	size   screen.Size
	pane   pane
	top    [panes]int
	kept   kept
	drawn  drawing
}

// New makes the screen of a case; Init loads it.
func New(cfg Config) *Screen {
	return &Screen{cfg: cfg, me: cfg.Desk.Meta(0).Actor, kept: kept{texts: map[string]string{}}}
}

// arrived is an answer of the store, for the case and load it was asked for.
type arrived struct {
	id     model.CaseID
	gen    int
	loaded model.Loaded
	err    error
}

// Init loads the case, and what was typed into it and not sent.
func (s *Screen) Init() tea.Cmd { return tea.Batch(s.load(), s.loadKept()) }

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
	var cmd tea.Cmd
	switch m := msg.(type) {
	case screen.Size:
		s.size = m
		s.drawn.clear()
	case screen.Changed:
		s.drawn.clear()
	case screen.Tick:
		cmd = s.tick()
	case screen.Wake:
		cmd = s.load()
	case screen.Shown:
		if s.loaded.Case.Version > 0 {
			cmd = s.load()
		}
	case screen.Did:
		cmd = s.did(m.Intent)
	default:
		cmd = s.answered(msg)
	}
	return s, cmd
}

// tick lets the clocks run, stores what was typed, and asks again where the
// store could not answer.
func (s *Screen) tick() tea.Cmd {
	s.drawn.tick(s.clockTexts())
	var again tea.Cmd
	if s.err != nil && model.KindOf(s.err) != model.KindNotFound {
		again = s.load()
	}
	return tea.Batch(s.Keep(), again)
}

// answered takes what the screen's own commands and dialogs bring back.
func (s *Screen) answered(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case arrived:
		if m.id == s.cfg.ID && m.gen == s.gen {
			return s.take(m)
		}
	case then:
		if m.id == s.cfg.ID {
			return m.do(s)
		}
	case acted:
		if m.id == s.cfg.ID {
			return s.outcome(m)
		}
	case unkept:
		if m.id == s.cfg.ID {
			return s.unkept(m)
		}
	case receiptOut:
		if m.Receipt.Case == s.cfg.ID {
			return s.receiptOut(m)
		}
	case keptFound:
		if m.id == s.cfg.ID {
			s.kept.add(m.texts)
			s.settle()
			s.drawn.view = nil
		}
	}
	return nil
}

// take shows what arrived; what others changed is said aloud. A case that was
// shown stays when it cannot be read again.
func (s *Screen) take(m arrived) tea.Cmd {
	before := s.loaded.Case.Version
	switch {
	case m.err != nil && before > 0:
		return s.refuse(m.err)
	case m.err != nil:
		s.err = m.err
		s.drawn.clear()
		return nil
	}
	s.loaded, s.err = m.loaded, nil
	if before == 0 {
		s.settle()
		s.pane = min(pane(max(0, s.cfg.Pane)), panes-1)
		s.top[s.pane] = s.cfg.Line
	}
	now := m.loaded.Case.Version
	if now == before {
		return nil
	}
	s.drawn.clear()
	others := s.others(before)
	if before == 0 || len(others) == 0 {
		s.seen = now
		return nil
	}
	return screen.Send(screen.Toast{Text: s.rumour(others)})
}

// others is what came through other doors since a version.
func (s *Screen) others(since uint64) []model.Envelope {
	var out []model.Envelope
	for _, e := range s.loaded.History {
		if e.Version > since && e.Actor != s.me {
			out = append(out, e)
		}
	}
	return out
}

// rumour says in a line what others did, the newest of it in words.
func (s *Screen) rumour(events []model.Envelope) string {
	last := events[len(events)-1]
	args := locale.A{"officer": s.cfg.Ctx.OfficerName(last.Actor.Officer), "what": s.said(last), "n": len(events) - 1}
	if len(events) > 1 {
		return s.t("case.changed-more", args)
	}
	return s.t("case.changed-elsewhere", args)
}

// refuse says why something could not be done.
func (s *Screen) refuse(err error) tea.Cmd {
	return screen.Send(screen.Toast{Text: s.cfg.Ctx.Print.Error(err), Bad: true})
}

func (s *Screen) t(key string, args ...locale.A) string { return s.cfg.Ctx.Print.T(key, args...) }

// word is the label of a code, a dash for none.
func (s *Screen) word(group, code string) string {
	if code == "" {
		return nothing
	}
	return s.cfg.Ctx.Print.Word(group, code)
}

// nothing stands where there is no value.
const nothing = "–"

// Route leads to the file as far as it is scrolled.
func (s *Screen) Route() screen.Route {
	if s.loaded.Case.Version == 0 {
		return screen.OpenCase{ID: s.cfg.ID, Pane: s.cfg.Pane, Line: s.cfg.Line}
	}
	return screen.OpenCase{ID: s.cfg.ID, Pane: int(s.pane), Line: s.top[s.pane]}
}

// Title is the register number.
func (s *Screen) Title() string { return s.loaded.Case.Number }
