// Package setup is the screen of the first run: in which language, which
// office, and who sits here. Everything has a default that is mostly right,
// and nothing is written before the last Enter.
package setup

import (
	"context"
	"errors"
	"slices"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/widget"
)

const (
	askTimeout = 30 * time.Second
	codeLimit  = 8
)

// Config is what the screen is made of.
type Config struct {
	Ctx *screen.Ctx
	// SetUp writes the answers down and returns the first officer.
	SetUp func(ctx context.Context, office model.OfficeSetUp, officer string, lang locale.Lang) (model.Officer, error)
	// Drafts keep the answers over an end that nobody wished for; nil keeps
	// none.
	Drafts Drafts
}

// Done tells the root that the office is ready and who sits here.
type Done struct{ Officer model.OfficerID }

// field is one question.
type field int

const (
	language field = iota
	officeName
	officeCode
	zone
	officer
	begin // the button
	fields
)

// Setup is the screen.
type Setup struct {
	cfg   Config
	ctx   *screen.Ctx
	size  screen.Size
	at    field
	lines map[field]*widget.Line
	zone  model.Zone
	coded bool // the code is the officer's own, not suggested
	wrong map[field]error
	busy  bool
	other error // a refusal that belongs to no field

	touched bool    // somebody has answered something here
	kept    answers // as stored last
}

// New makes the screen with its defaults.
func New(cfg Config) *Setup {
	s := &Setup{cfg: cfg, ctx: cfg.Ctx, zone: suggestZone(cfg.Ctx.Now()), wrong: map[field]error{}}
	s.lines = map[field]*widget.Line{
		officeName: widget.NewLine(widget.LineConfig{Words: cfg.Ctx}),
		officeCode: widget.NewLine(widget.LineConfig{Limit: codeLimit, Words: cfg.Ctx}),
		officer:    widget.NewLine(widget.LineConfig{Words: cfg.Ctx}),
	}
	s.hint()
	return s
}

// hint puts the examples into the empty fields.
func (s *Setup) hint() {
	s.lines[officeName].SetPlaceholder(s.ctx.Print.T("setup.name-hint"))
	s.lines[officeCode].SetPlaceholder("TNG")
	s.lines[officer].SetPlaceholder(s.ctx.Print.T("setup.officer-hint"))
}

// Title names the screen.
func (s *Setup) Title() string { return s.ctx.Print.T("setup.title") }

// Typing says whether a text field has the focus.
func (s *Setup) Typing() bool { return s.lines[s.at] != nil }

// Intents of the screen.
const (
	earlier screen.Intent = "choose-earlier"
	later   screen.Intent = "choose-later"
	leave   screen.Intent = "leave-desk" // the root's own
)

// Bindings are the keys that work now.
func (s *Setup) Bindings() []screen.Binding {
	// Esc goes back a field too: there is nothing behind this screen.
	list := []screen.Binding{
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: s.enterHelp(), Bar: true, Typing: true},
		{Intent: screen.Next, Keys: []string{"down", "tab"}, Show: "↑↓", Help: "key.move", Bar: true, Typing: true},
		{Intent: screen.Previous, Keys: []string{"up", "shift+tab", "esc"}, Help: "key.previous-field", Typing: true},
	}
	if s.at == language || s.at == zone {
		list = append(list,
			screen.Binding{Intent: later, Keys: []string{"right", "space", "l"}, Show: "←→", Help: "setup.choose", Bar: true},
			screen.Binding{Intent: earlier, Keys: []string{"left", "h"}, Help: "setup.choose-back"})
	}
	return append(list, screen.Binding{Intent: leave, Keys: []string{"ctrl+c"}, Help: "setup.leave", Bar: true, Typing: true})
}

func (s *Setup) enterHelp() string {
	if s.at == begin {
		return "setup.begin"
	}
	return "key.next-field"
}

// Update takes a message.
func (s *Setup) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	cmd := s.update(msg)
	return s, cmd
}

func (s *Setup) update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case screen.Size:
		s.size = m
	case screen.Changed:
		s.hint()
	case screen.Did:
		return s.did(m.Intent)
	case tea.KeyPressMsg, tea.PasteMsg:
		s.typed(msg)
	case screen.Tick:
		return s.Keep()
	case written:
		return s.written(m)
	case found:
		return s.found(m)
	case unkept:
		s.kept = answers{}
	}
	return nil
}

func (s *Setup) did(i screen.Intent) tea.Cmd {
	switch i {
	case screen.Enter:
		if s.at == begin {
			return s.submit()
		}
		s.goTo(s.at + 1)
		return s.Keep()
	case screen.Next:
		s.goTo(s.at + 1)
		return s.Keep()
	case screen.Previous:
		s.goTo(s.at - 1)
		return s.Keep()
	case later:
		return s.choose(1)
	case earlier:
		return s.choose(-1)
	default:
	}
	return nil
}

// goTo moves the focus and looks over the field that is left.
func (s *Setup) goTo(f field) {
	s.look(s.at)
	if l := s.lines[s.at]; l != nil {
		l.Blur()
	}
	s.at = max(language, min(f, begin))
	if l := s.lines[s.at]; l != nil {
		l.Focus()
	}
}

// choose moves between the answers of a question that has a few.
func (s *Setup) choose(by int) tea.Cmd {
	s.touched = true
	switch s.at {
	case language:
		langs := locale.Langs()
		i := slices.Index(langs, s.ctx.Print.Lang())
		return screen.Send(screen.Speak{Lang: langs[(i+by+len(langs))%len(langs)]})
	case zone:
		zones := model.Zones()
		i := slices.Index(zones, s.zone)
		s.zone = zones[(i+by+len(zones))%len(zones)]
	case officeName, officeCode, officer, begin, fields:
	}
	return nil
}

// typed takes a key for the field with the focus. The code follows the name
// until somebody types one.
func (s *Setup) typed(msg tea.Msg) {
	l := s.lines[s.at]
	if l == nil {
		return
	}
	if s.at == officeCode && !s.coded {
		s.own(msg)
	}
	if !l.Update(msg) {
		return
	}
	delete(s.wrong, s.at)
	s.other, s.touched = nil, true
	code := s.lines[officeCode]
	switch s.at {
	case officeName:
		if !s.coded {
			code.SetValue(suggestCode(l.Value()))
			delete(s.wrong, officeCode)
		}
	case officeCode:
		if up := upperCode(l.Value()); up != l.Value() {
			if utf8.RuneCountInString(up) < utf8.RuneCountInString(l.Value()) { // left out, but not in silence
				s.wrong[officeCode] = refusal("office-code", model.Args{"code": l.Value()})
			}
			l.SetValue(up)
		}
		s.coded = l.Value() != ""
	case language, zone, officer, begin, fields:
	}
}

// own makes the suggested code the officer's own: letters replace it, any
// other key edits it.
func (s *Setup) own(msg tea.Msg) {
	text := ""
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		text = m.Text
	case tea.PasteMsg:
		text = m.Content
	}
	code := s.lines[officeCode]
	if s.coded = code.Value() != ""; model.CleanLine(text) != "" {
		code.SetValue("")
	}
}

// look says at once what is wrong with a field that has been left.
func (s *Setup) look(f field) {
	if err := s.fault(f); err != nil {
		s.wrong[f] = err
	} else {
		delete(s.wrong, f)
	}
}

func (s *Setup) fault(f field) error {
	switch {
	case f == officeName && s.text(officeName) == "":
		return refusal("office-name", model.Args{"max": nameLimit})
	case f == officeCode && len(s.text(officeCode)) < 2:
		return refusal("office-code", model.Args{"code": s.text(officeCode)})
	case f == officer && s.text(officer) == "":
		return refusal("officer-name", model.Args{"max": nameLimit})
	}
	return nil
}

// nameLimit is the domain's longest line.
const nameLimit = 200

func refusal(key string, args model.Args) error {
	return &model.Error{Kind: model.KindInvalid, Key: key, Args: args}
}

func (s *Setup) text(f field) string { return model.CleanLine(s.lines[f].Value()) }

// written is what came of the answers.
type written struct {
	officer model.Officer
	err     error
}

// submit writes the answers down, or goes to the first that is missing.
func (s *Setup) submit() tea.Cmd {
	for f := range fields {
		s.look(f)
	}
	for f := range fields {
		if s.wrong[f] != nil {
			s.goTo(f)
			return nil
		}
	}
	if s.busy {
		return nil
	}
	s.busy, s.other = true, nil
	office := model.OfficeSetUp{Name: s.text(officeName), Code: s.text(officeCode), Zone: s.zone}
	setUp, name, lang := s.cfg.SetUp, s.text(officer), s.ctx.Print.Lang()
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		f, err := setUp(ctx, office, name, lang)
		return written{f, err}
	}
}

// written goes on to the queue, or to the field that was refused.
func (s *Setup) written(m written) tea.Cmd {
	s.busy = false
	if m.err == nil {
		return s.done(m.officer.ID)
	}
	refused, ok := errors.AsType[*model.Error](m.err)
	if !ok {
		s.other = m.err
		return nil
	}
	f, known := map[string]field{
		"office-name": officeName, "office-code": officeCode, "office-zone": zone, "officer-name": officer,
	}[refused.Key]
	if !known {
		s.other = m.err
		return nil
	}
	s.goTo(f)
	s.wrong[f] = m.err
	return nil
}
