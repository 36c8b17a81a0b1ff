package casefile

import (
	"cmp"
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// then is what follows an answered dialog, on the case it was asked about.
type then struct {
	id model.CaseID
	do func(*Screen) tea.Cmd
}

// acted is the outcome of a command, and what to ask again if it was stale.
type acted struct {
	id      model.CaseID
	receipt model.Receipt
	err     error
	seen    uint64
	ask     request
}

// give is a command but for its Meta.
type give func(model.Meta) model.Command

// request is a command still to be given, on the case as the officer sees it.
type request struct {
	command    give
	kept       string // name under which its typed texts are kept
	anyVersion bool   // what others did meanwhile makes no difference
	// send gives what no command says; nil gives the command.
	send func(ctx context.Context, d Desk, seen uint64) (model.Receipt, error)
	// Of a correction: what it changes, why, what it was merged with, and whose
	// text stands of what both changed.
	patch  *model.FactsPatch
	reason string
	with   []model.Envelope
	stands string
}

func (s *Screen) then(do func(*Screen) tea.Cmd) tea.Msg { return then{id: s.cfg.ID, do: do} }

// do gives a command on the case as it was when the officer began to act:
// what came in while a question was open they may not have seen.
func (s *Screen) do(q request) tea.Cmd { return s.doOn(s.basis, q) }

func (s *Screen) doOn(c model.Case, q request) tea.Cmd {
	id, d, seen, send, sent := s.cfg.ID, s.cfg.Desk, c.Version, q.send, s.kept.texts[q.kept+once]
	if send == nil {
		send = func(ctx context.Context, d Desk, seen uint64) (model.Receipt, error) {
			m := d.Meta(seen)
			m.ID = cmp.Or(sent, m.ID)
			return d.Do(ctx, q.command(m))
		}
	}
	if q.anyVersion {
		seen = 0
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		r, err := send(ctx, d, seen)
		return acted{id: id, receipt: r, err: err, seen: seen, ask: q}
	}
}

// outcome says what became of a command. On a stale version it shows what
// changed and asks again.
func (s *Screen) outcome(m acted) tea.Cmd {
	switch {
	case errors.Is(m.err, &model.Error{Key: "stale"}):
		return s.stale(m)
	case m.err != nil:
		s.forget(m.ask.kept + once) // what is written now may be another text
		return tea.Batch(s.load(), s.refuse(m.err))
	}
	if m.ask.kept != "" {
		s.forget(m.ask.kept)
	}
	said := s.t("case.done")
	if n := len(m.receipt.Events); n > 0 {
		said = s.said(m.receipt.Events[0])
	}
	said = or(m.ask.stands, or(s.mergedWith(m.ask.with), said))
	cmds := []tea.Cmd{s.load(), s.Keep(), screen.Send(screen.Toast{Text: said})}
	if m.ask.send == nil { // what is no command cannot be taken back
		cmds = append(cmds, screen.Send(screen.Acted{Case: s.cfg.ID, Number: s.loaded.Case.Number}))
	}
	return tea.Batch(cmds...)
}

// said is an event in a line: what it was, and the first it changed.
func (s *Screen) said(e model.Envelope) string {
	what := s.eventWord(e)
	if d := s.details(e); len(d) > 0 {
		what += " · " + model.CleanLine(d[0])
	}
	return what
}

func (s *Screen) show(d screen.Dialog) tea.Cmd { return screen.Send(screen.ShowDialog{Dialog: d}) }

// prompt asks for a text. What is typed is kept under a name from the first
// key on, and offered again until the desk has taken it.
func (s *Screen) prompt(name string, cfg dialog.PromptConfig, done func(*Screen, string) tea.Cmd) tea.Cmd {
	usual := cfg.Value
	cfg.Ctx = s.cfg.Ctx
	if text, ok := s.kept.texts[name]; ok {
		cfg.Value = text
	}
	cfg.LeftOut = s.keptCut(name)
	keep := func(text string) {
		if text == usual {
			s.forget(name)
		} else {
			s.keep(name, text)
			s.keepOnce(name)
		}
	}
	cfg.OnEdit = func(text string, leftOut int) {
		keep(text)
		s.keepCut(name, leftOut)
	}
	cfg.OnDone = func(text string) tea.Msg {
		return s.then(func(s *Screen) tea.Cmd {
			keep(text)
			return done(s, text)
		})
	}
	if cfg.OnCancel == nil {
		cfg.OnCancel = func(text string) tea.Msg {
			if text == usual || strings.TrimSpace(text) == "" {
				return nil
			}
			return screen.Toast{Text: s.t("case.kept")}
		}
	}
	return s.show(dialog.NewPrompt(cfg))
}

// pick asks for one of a list.
func (s *Screen) pick(cfg dialog.PickConfig, done func(*Screen, string) tea.Cmd) tea.Cmd {
	cfg.Ctx = s.cfg.Ctx
	if cfg.None == "" {
		cfg.None = s.t("case.nothing-matches")
	}
	cfg.OnPick = func(c widget.Choice) tea.Msg {
		return s.then(func(s *Screen) tea.Cmd { return done(s, c.Value) })
	}
	if cfg.OnOther == nil {
		cfg.OnOther = func(text string) tea.Msg {
			return s.then(func(s *Screen) tea.Cmd {
				again := cfg
				again.Text, again.Wrong = text, s.t("case.ask.no-match", locale.A{"text": text})
				return s.show(dialog.NewPick(again))
			})
		}
	}
	return s.show(dialog.NewPick(cfg))
}

// codes are the choices of a list of codes.
func codes[C ~string](s *Screen, group string, all []C) []widget.Choice {
	out := make([]widget.Choice, len(all))
	for i, c := range all {
		out[i] = widget.Choice{Value: string(c), Label: s.word(group, string(c))}
	}
	return out
}
