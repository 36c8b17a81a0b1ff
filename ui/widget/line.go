package widget

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/cell"
	"piket/ui/style"
)

// lineLimit is how many characters a line takes when nothing else is said;
// the domain takes no longer ones.
const lineLimit = 200

// LineConfig is what a Line starts with.
type LineConfig struct {
	Value       string
	Placeholder string // shown while nothing is typed
	Limit       int    // most characters; 0 is the domain's own limit
	Words       Words  // to say that the line is full
	LeftOut     int    // characters a line with this text had no room for before
}

// Line is a text field of one line. It has the real cursor of the terminal,
// so that input methods and screen readers find it. Enter, Tab, Esc and the
// vertical arrows mean nothing to it: they belong to its owner.
type Line struct {
	input       textinput.Model
	placeholder string
	offset      int // cells scrolled off to the left
	full
}

// NewLine makes a line without focus.
func NewLine(cfg LineConfig) *Line {
	in := textinput.New()
	in.Prompt = ""
	in.SetVirtualCursor(false)
	in.CharLimit = cfg.Limit
	if cfg.Limit == 0 {
		in.CharLimit = lineLimit
	}
	in.KeyMap = lineKeys()
	l := &Line{input: in, placeholder: cfg.Placeholder, full: full{words: cfg.Words}}
	l.SetValue(cfg.Value)
	l.took(cfg.LeftOut, l.room())
	return l
}

// lineKeys leaves out what multiplexers take for themselves, completion, and
// pasting by key: that would read the clipboard of the machine the desk runs
// on. Pastes come from the terminal as tea.PasteMsg. Deleting a word forwards
// panics on the spaces at the end of a text.
func lineKeys() textinput.KeyMap {
	k := textinput.DefaultKeyMap()
	off := key.NewBinding(key.WithDisabled())
	k.Paste, k.AcceptSuggestion, k.NextSuggestion, k.PrevSuggestion = off, off, off, off
	k.DeleteWordForward = off
	k.CharacterForward = key.NewBinding(key.WithKeys("right"))
	k.CharacterBackward = key.NewBinding(key.WithKeys("left"))
	k.LineStart = key.NewBinding(key.WithKeys("home"))
	k.LineEnd = key.NewBinding(key.WithKeys("end", "ctrl+e"))
	return k
}

// Focus lets the line be typed into.
func (l *Line) Focus() { l.input.Focus() }

// Blur takes the cursor away.
func (l *Line) Blur() { l.input.Blur() }

// Focused says whether the line has the cursor.
func (l *Line) Focused() bool { return l.input.Focused() }

// Value is what was typed, outer spaces and all.
func (l *Line) Value() string { return l.input.Value() }

// SetValue replaces the text, cleaned, and puts the cursor behind it.
func (l *Line) SetValue(s string) {
	s = goingOn(model.CleanLine(s), s, " ")
	l.input.SetValue(s)
	l.input.CursorEnd()
	l.offset, l.left = 0, 0
	l.took(characters(s)-characters(l.input.Value()), l.room())
}

// room is how many characters more the line takes.
func (l *Line) room() int { return l.input.CharLimit - characters(l.input.Value()) }

// SetPlaceholder changes what is shown while nothing is typed.
func (l *Line) SetPlaceholder(s string) { l.placeholder = s }

// Update takes a key press or a paste and reports whether the text changed, or
// what there was no room for.
func (l *Line) Update(msg tea.Msg) (changed bool) {
	var more int
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		m.Text = typed(m.Text)
		msg, more = m, characters(m.Text)
	case tea.PasteMsg:
		m.Content = model.CleanLine(m.Content)
		msg, more = m, characters(m.Content)
	default:
		return false
	}
	before, at := l.input.Value(), l.input.Position()
	l.input, _ = l.input.Update(msg)
	l.snap(l.input.Position() >= at)
	after := l.input.Value()
	lost := l.Focused() && l.took(max(0, more-characters(after)+characters(before)), l.room())
	return lost || after != before
}

// typed is the harmless part of a key's text. A space is a key of its own,
// which cleaning would trim.
func typed(text string) string {
	if strings.Trim(text, " ") == "" {
		return text
	}
	return model.CleanLine(text)
}

// snap moves a cursor that stands inside a cluster to its near or far side:
// nobody can see a place between a letter and its accent.
func (l *Line) snap(forward bool) {
	pos, start := l.input.Position(), 0
	for c := range cell.Clusters(l.input.Value()) {
		end := start + utf8.RuneCountInString(c)
		if pos > start && pos < end {
			if forward {
				start = end
			}
			l.input.SetCursor(start)
			return
		}
		start = end
	}
}

// View draws the line exactly width cells wide, and the cursor if it has the
// focus. One cell is kept for the cursor behind the last character. A full
// line says so at its end.
func (l *Line) View(st *style.Set, width int) (string, *tea.Cursor) {
	if note := l.note(st, width); note != "" {
		shown, c := l.view(st, width-1-cell.Width(note))
		return shown + " " + note, c
	}
	return l.view(st, width)
}

func (l *Line) view(st *style.Set, width int) (string, *tea.Cursor) {
	if width <= 0 {
		return "", nil
	}
	value := l.input.Value()
	column := l.column()
	l.scroll(column, cell.Width(value), width)
	shown := st.Input.Render(l.visible(value, width))
	if value == "" {
		shown = st.Muted.Render(cell.Fit(l.placeholder, width))
	}
	if !l.Focused() {
		return shown, nil
	}
	c := tea.NewCursor(column-l.offset, 0)
	c.Shape = tea.CursorBar
	return shown, c
}

// column is the cell the cursor stands at, from the start of the text.
func (l *Line) column() int {
	left := []rune(l.input.Value())[:l.input.Position()]
	return cell.Width(string(left))
}

// scroll keeps the cursor in sight and moves no more than it must.
func (l *Line) scroll(column, total, width int) {
	l.offset = min(l.offset, max(0, total+1-width))
	if column < l.offset {
		l.offset = column
	}
	if column >= l.offset+width {
		l.offset = column - width + 1
	}
}

// visible is the part of the text in sight, spaces for the halves of wide
// characters at its edges.
func (l *Line) visible(value string, width int) string {
	var b strings.Builder
	at := -l.offset
	for c, w := range cell.Clusters(value) {
		switch {
		case at >= 0 && at+w <= width:
			b.WriteString(c)
		case at < 0 && at+w > 0:
			b.WriteString(strings.Repeat(" ", at+w))
		case at < width && at+w > width:
			b.WriteString(strings.Repeat(" ", width-at))
		}
		at += w
	}
	return cell.Fit(b.String(), width)
}
