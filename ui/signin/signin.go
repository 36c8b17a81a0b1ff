// Package signin is the screen over all others: it asks who sits down and has
// them prove it, and covers the desk of an officer who stepped away.
//
// The screen proves nothing itself. It sends what was typed to the root as
// Given, Enrol or NewPIN, takes no keys until the root answers with Refused
// or Enrolled, and ends when the root takes it away.
//
// Where several people share a desk, who has no PIN yet chooses one before
// they sit down: once others can sit in their name, nothing that is recorded
// in it says who acted.
package signin

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
	"piket/ui/widget"
)

// Purpose is why the screen is shown.
type Purpose int

// The purposes.
const (
	Begin  Purpose = iota // nobody sits here yet
	Change                // another officer may sit down; Esc leads back
	Unlock                // Officer's desk is covered
	OwnPIN                // Officer chooses a new PIN; Esc leads back
)

// Config is what the screen asks.
type Config struct {
	Ctx     *screen.Ctx
	Purpose Purpose
	Officer model.OfficerID // whom to ask first; empty shows the list
	Home    func() bool     // who has no PIN may choose one here, now
	Enrols  bool            // a new name may be put on the list
	Bound   bool            // nobody but Officer may sit here: no names are shown
	Leads   bool            // Esc leads from a locked desk to where nobody sits
	Said    error           // why it is shown, if something went wrong
	// Rang says that something urgent came in meanwhile; nil for never.
	Rang func() bool
}

// What the screen sends.
type (
	// Given is an officer and what they prove it with. Chosen says that the
	// PIN is one they have just chosen.
	Given struct {
		Officer model.OfficerID
		PIN     string
		Chosen  bool
	}
	// NewPIN changes the officer's own.
	NewPIN struct{ Before, PIN string }
	// Enrol puts a name on the list.
	Enrol struct{ Name string }
	// Withdrawn leads back to the desk.
	Withdrawn struct{}
	// Left gives up the desk of who locked it.
	Left struct{}
)

// String keeps a PIN out of logs.
func (Given) String() string { return "[given]" }

// GoString does so too.
func (Given) GoString() string { return "[given]" }

// String keeps a PIN out of logs.
func (NewPIN) String() string { return "[new-pin]" }

// GoString does so too.
func (NewPIN) GoString() string { return "[new-pin]" }

// What the root answers.
type (
	// Refused says why not.
	Refused struct{ Err error }
	// Enrolled is the officer who is on the list now.
	Enrolled struct{ Officer model.OfficerID }
)

// step is what is asked just now.
type step int

const (
	names  step = iota
	prove       // the PIN, or the old one
	choose      // a new one
	repeat
	enrol // whether a name is new indeed
)

// Screen asks who sits down.
type Screen struct {
	cfg         Config
	step        step
	who         model.OfficerID
	newcomer    string
	line        *widget.Line
	list        *widget.Choices
	before      *widget.Secret // a PIN that was chosen earlier
	pin, repeat *widget.Secret
	wrong       string
	refusal     error
	busy        bool
	size        screen.Size
}

// New makes the screen.
func New(cfg Config) *Screen {
	s := &Screen{
		cfg: cfg, line: widget.NewLine(widget.LineConfig{Placeholder: cfg.Ctx.Print.T("signin.name-hint"), Words: cfg.Ctx}),
		before: &widget.Secret{}, pin: &widget.Secret{}, repeat: &widget.Secret{}, refusal: cfg.Said,
	}
	s.list = widget.NewChoices(nil)
	s.relist()
	s.turn(names)
	if f, ok := s.officer(cfg.Officer); ok && !f.Disabled {
		s.ask(f)
	}
	return s
}

// Init has nothing to load.
func (*Screen) Init() tea.Cmd { return nil }

// Title names the screen.
func (s *Screen) Title() string { return s.cfg.Ctx.Print.T("signin.title") }

func (s *Screen) officer(id model.OfficerID) (model.Officer, bool) {
	return s.cfg.Ctx.Office.Officer(id)
}

// active are those who may sit here.
func (s *Screen) active() []model.Officer {
	return slices.DeleteFunc(slices.Clone(s.cfg.Ctx.Office.Officers), func(f model.Officer) bool { return f.Disabled })
}

// relist makes the list anew from the office as it stands.
func (s *Screen) relist() {
	marked, _ := s.list.Marked()
	s.list.Set(s.matching(s.line.Value()))
	s.list.Mark(cmp.Or(marked.Value, string(s.cfg.Ctx.Officer.ID)))
}

// matching are the officers of whose name every word typed begins a word.
// What stands beside a name, or behind it, puts nobody on duty.
func (s *Screen) matching(text string) []widget.Choice {
	typed := strings.Fields(model.Fold(text))
	var out []widget.Choice
	for _, f := range s.active() {
		name := " " + model.Fold(f.Name)
		if !slices.ContainsFunc(typed, func(word string) bool { return !strings.Contains(name, " "+word) }) {
			out = append(out, widget.Choice{Value: string(f.ID), Label: f.Name, Note: s.note(f)})
		}
	}
	wide := 0
	for _, c := range out {
		wide = max(wide, min(cell.Width(c.Label), widestName))
	}
	for i := range out {
		out[i].Label = cell.Fit(out[i].Label, wide)
	}
	return out
}

// widestName is how wide the column of names gets.
const widestName = 28

// note is what stands behind a name: the role, and what keeps or brings them
// here.
func (s *Screen) note(f model.Officer) string {
	p := s.cfg.Ctx.Print
	note := p.Word("role", string(f.Role))
	switch {
	case f.Locked:
		note += " · " + p.T("signin.note-locked")
	case s.cfg.Ctx.Present[f.ID]:
		note += " · " + p.T("signin.note-present")
	}
	return note
}

// ask has an officer prove who they are, or choose what with.
func (s *Screen) ask(f model.Officer) {
	s.who = f.ID
	next := prove
	if f.PIN == "" {
		next = choose
	}
	s.turn(next)
}

// turn goes to a step with nothing typed in it.
func (s *Screen) turn(to step) {
	s.step, s.wrong, s.busy = to, "", false
	for _, f := range []*widget.Secret{s.pin, s.repeat} {
		f.Clear()
		f.Blur()
	}
	s.before.Blur()
	s.line.Blur()
	switch to {
	case names:
		s.before.Clear()
		s.line.SetValue("")
		s.relist()
		s.line.Focus()
	case prove:
		s.before.Clear()
		s.before.Focus()
	case choose:
		s.pin.Focus()
	case repeat, enrol:
	}
}

// Typing is the case wherever something is typed.
func (s *Screen) Typing() bool { return s.step != enrol }
