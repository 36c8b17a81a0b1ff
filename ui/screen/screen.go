// Package screen is the contract between the root of the desk and its
// screens: what a screen is, what it is told, and what it may ask for.
//
// Screens never import each other. A screen that wants another one open
// returns a command that sends a Route; the root builds it. Keys become
// Intents before a screen sees them, from the same Bindings that the help bar
// and the ? page are drawn from.
package screen

import (
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/style"
)

// Ctx is what the screens of one session share. The root owns it and changes
// it (officer, language, colours) only inside its own Update; screens read it
// at Update and View and are told by Changed.
type Ctx struct {
	Print   *locale.Printer
	Style   *style.Set
	Now     func() time.Time
	Office  model.Office
	Officer model.Officer
	Rules   model.Rules
	// Present are the officers at the desk just now, through any door; nil
	// when that is not known.
	Present map[model.OfficerID]bool
	// Others are the officers who have the same case open as is open here.
	Others []model.OfficerID
}

// T is a text in the language of the session.
func (c *Ctx) T(key string, args ...locale.A) string { return c.Print.T(key, args...) }

// Away says that an officer holds something and is not at the desk: it is
// without a hand just now.
func (c *Ctx) Away(id model.OfficerID) bool {
	return id != "" && c.Present != nil && !c.Present[id]
}

// Zone is the office's time zone, for everything shown.
func (c *Ctx) Zone() *time.Location {
	if z, ok := zones()[c.Office.Zone]; ok {
		return z
	}
	return c.Office.Zone.Location()
}

// zones are made once: a list asks for its zone in every cell.
var zones = sync.OnceValue(func() map[model.Zone]*time.Location {
	made := map[model.Zone]*time.Location{}
	for _, z := range model.Zones() {
		made[z] = z.Location()
	}
	return made
})

// OfficerName is what to show for an officer; "–" for nobody.
func (c *Ctx) OfficerName(id model.OfficerID) string {
	if id == "" {
		return "–"
	}
	if f, ok := c.Office.Officer(id); ok {
		return f.Name
	}
	return "?"
}

// View is a screen drawn: exactly Height lines at most, none wider than the
// Width of the last Size. Cursor is where the real cursor stands, in cells
// from the body's top left corner; nil hides it.
type View struct {
	Body   string
	Cursor *tea.Cursor
}

// Screen is one view on the stack.
type Screen interface {
	Init() tea.Cmd
	// Update never does I/O: that belongs in the command it returns.
	Update(msg tea.Msg) (Screen, tea.Cmd)
	View() View
	// Bindings are the keys that work now, in the order of the help bar.
	Bindings() []Binding
	// Title names the screen in the header.
	Title() string
}

// Typist is a screen with text inputs. While Typing, only bindings marked
// Typing are matched; every other key press reaches Update as it is.
type Typist interface {
	Typing() bool
}

// Keeper is a screen, or a dialog, that holds something typed. Keep stores it at once; the
// root runs it before quitting, on a lost line and on a signal.
type Keeper interface {
	Keep() tea.Cmd
}

// Dialog is a small screen over the others. It ends by sending CloseDialog.
type Dialog interface {
	Update(msg tea.Msg) (Dialog, tea.Cmd)
	// View draws at most width × height cells, border included.
	View(width, height int) View
	Bindings() []Binding
	Typing() bool
}

// Starter is a dialog that has something to do as soon as it is shown.
type Starter interface {
	Init() tea.Cmd
}

// Intent is what a key press means.
type Intent string

// Binding ties keys to an intent. Help is a catalogue key; Label stands in the
// help bar instead where the words are a dialog's own. Bar puts it in the
// help bar; everything is on the ? page. Typing keeps it alive while an
// input has the focus, so its keys must not be printable. Need is what the
// officer's role must let them do: to others it is not offered, and its keys
// answer with the refusal.
type Binding struct {
	Intent Intent
	Keys   []string // as tea.KeyPressMsg.String() writes them
	Show   string   // how the keys are shown, "↑↓", "enter"; empty: the first key
	Help   string
	Label  string
	Bar    bool
	Typing bool
	Need   model.Need
}

// Intents every screen may use; a screen adds its own.
const (
	Up       Intent = "up"
	Down     Intent = "down"
	PageUp   Intent = "page-up"
	PageDown Intent = "page-down"
	Top      Intent = "top"
	Bottom   Intent = "bottom"
	Enter    Intent = "enter"
	Back     Intent = "back"
	Quit     Intent = "quit" // closes this view; on the first one, the desk
	Filter   Intent = "filter"
	Next     Intent = "next"
	Previous Intent = "previous"
	Help     Intent = "help"
	Palette  Intent = "palette"
	Undo     Intent = "undo"
)

// Intents of the root: a screen may bind a key to them, and the root carries
// them out without asking it.
const (
	NewWalkIn Intent = "new-walk-in"
	NewPhone  Intent = "new-phone"
	Search    Intent = "search"

	ChangeOfficer Intent = "change-officer"

	HandOver  Intent = "hand-over"
	DutyLog   Intent = "duty-log"
	LogEntry  Intent = "log-entry"
	Handovers Intent = "handovers"
)

// far is further than any list is long.
const far = 1 << 20

// Lines is how many lines an intent of Movement goes in a list that shows a
// page of them; false for any other intent. Whoever moves stays in the list.
func (i Intent) Lines(page int) (n int, moves bool) {
	switch i {
	case Up:
		return -1, true
	case Down:
		return 1, true
	case PageUp:
		return -page, true
	case PageDown:
		return page, true
	case Top:
		return -far, true
	case Bottom:
		return far, true
	default:
		return 0, false
	}
}

// Movement is the bindings of every list, off the help bar but the first.
func Movement() []Binding {
	return []Binding{
		{Intent: Up, Keys: []string{"up", "k"}, Show: "↑↓", Help: "key.move", Bar: true},
		{Intent: Down, Keys: []string{"down", "j"}, Show: "↓", Help: "key.down"},
		{Intent: PageUp, Keys: []string{"pgup"}, Show: "PgUp", Help: "key.page-up"},
		{Intent: PageDown, Keys: []string{"pgdown"}, Show: "PgDn", Help: "key.page-down"},
		{Intent: Top, Keys: []string{"home", "g"}, Show: "g", Help: "key.top"},
		{Intent: Bottom, Keys: []string{"end", "G"}, Show: "G", Help: "key.bottom"},
	}
}
