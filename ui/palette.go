package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
	"piket/ui/widget"
)

// entry is something the palette can do.
type entry struct {
	label  string // in the language of the session
	also   string // in the other language, found but not shown
	keys   string
	result tea.Msg
}

// showPalette opens the list of all that can be done here, by name.
func (r *Root) showPalette() tea.Cmd {
	line := widget.NewLine(widget.LineConfig{Placeholder: r.ctx.Print.T("palette.hint"), Limit: 60, Words: r.ctx})
	line.Focus()
	p := &palette{ctx: r.ctx, line: line, entries: append(r.draftEntries(), r.intentEntries()...), searches: r.seated()}
	p.narrow()
	return r.show(screen.ShowDialog{Dialog: p})
}

// intentEntries are the intents of the screen on top, then the root's.
func (r *Root) intentEntries() []entry {
	var out []entry
	seen := map[screen.Intent]bool{screen.Palette: true}
	for _, m := range screen.Movement() {
		seen[m.Intent] = true
	}
	add := func(i screen.Intent, help, keys string) {
		if !seen[i] {
			seen[i] = true
			out = append(out, r.entry(help, keys, screen.Run{Intent: i}))
		}
	}
	if len(r.stack) > 0 {
		for _, b := range r.offered(r.stack[len(r.stack)-1].screen.Bindings()) {
			add(b.Intent, b.Help, shownKeys(b))
		}
	}
	if r.seated() {
		if r.ctx.Officer.Role.May(model.NeedAct) {
			add(screen.NewWalkIn, "key.new-walk-in", "")
			add(screen.NewPhone, "key.new-phone", "")
		}
		add(sinceAway, "palette.since", "")
		add(screen.Handovers, "palette.handovers", "")
		if r.ctx.Officer.Role.May(model.NeedAct) {
			add(openForms, "importing.open", "")
		}
		if !r.bound() {
			keys := ""
			for _, b := range r.entrance() {
				keys = shownKeys(b)
			}
			add(screen.ChangeOfficer, "palette.change-officer", keys)
		}
		if !r.atViewer() {
			add(ownPIN, "palette.own-pin", "")
		}
	}
	for _, b := range r.offered(r.everywhere()) {
		add(b.Intent, b.Help, shownKeys(b))
	}
	add(changeLang, "palette.language", "")
	add(paintLight, "palette.light", "")
	add(paintDark, "palette.dark", "")
	add(paintPlain, "palette.plain", "")
	add(paintAuto, "palette.auto", "")
	return out
}

// entry is named in both languages: an officer may know the other word.
func (r *Root) entry(key, keys string, result tea.Msg, args ...locale.A) entry {
	e := entry{label: r.ctx.Print.T(key, args...), keys: keys, result: result}
	if other, ok := r.speech[r.otherLang()]; ok {
		e.also = other.T(key, args...)
	}
	return e
}

// draftEntries are what is unfinished, to be taken up again. A case file that
// is open says itself what of it is.
func (r *Root) draftEntries() []entry {
	var out []entry
	shown := map[model.CaseID]bool{}
	for _, at := range r.places() {
		if file, ok := at.(screen.OpenCase); ok {
			shown[file.ID] = true
		}
	}
	for _, d := range r.drafts {
		if shown[d.Case.ID] {
			continue
		}
		out = append(out, r.entry("palette.draft", "", d.route(), locale.A{
			"what": d.text(r.ctx), "when": r.ctx.Print.Moment(d.Saved, r.ctx.Now(), r.ctx.Zone()),
		}))
	}
	return out
}

// palette is the : dialog.
type palette struct {
	ctx     *screen.Ctx
	line    *widget.Line
	entries []entry
	// searches says that words which name no command can be searched for.
	searches bool
	shown    []int
	at, top  int
	room     int
}

// Update narrows the list, moves in it, and closes with an entry.
func (p *palette) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	did, ok := msg.(screen.Did)
	if !ok {
		if p.line.Update(msg) {
			p.narrow()
		}
		return p, nil
	}
	switch did.Intent {
	case screen.Up:
		p.move(-1)
	case screen.Down:
		p.move(1)
	case screen.PageUp:
		p.move(-p.room)
	case screen.PageDown:
		p.move(p.room)
	case screen.Back:
		return p, screen.Send(screen.CloseDialog{})
	case screen.Enter:
		cmd := p.run()
		return p, cmd
	default:
	}
	return p, nil
}

// run closes with the entry under the mark, or with a search for the words
// that name none.
func (p *palette) run() tea.Cmd {
	switch {
	case len(p.shown) > 0:
		return screen.Send(screen.CloseDialog{Result: p.entries[p.shown[p.at]].result})
	case p.searches:
		return screen.Send(screen.CloseDialog{Result: screen.OpenSearch{Text: p.line.Value()}})
	}
	return nil
}

func (p *palette) move(by int) { p.at = max(0, min(p.at+by, len(p.shown)-1)) }

func (p *palette) narrow() {
	p.at, p.top = 0, 0
	p.shown = rank(p.line.Value(), len(p.entries), func(i int) []string {
		return []string{p.entries[i].label, p.entries[i].also}
	})
}

// paletteRows is the most entries in sight.
const paletteRows = 14

// View draws the input over the entries that match.
func (p *palette) View(width, height int) screen.View {
	st, wide := p.ctx.Style, min(width-6, 60)
	p.room = max(1, min(paletteRows, height-4))
	p.top = max(min(p.top, p.at), p.at-p.room+1)
	field, cursor := p.line.View(st, wide-2)
	lines := []string{st.Accent.Render("› ") + field, st.Rule.Render(strings.Repeat("─", wide))}
	for k := p.top; k < min(len(p.shown), p.top+p.room); k++ {
		lines = append(lines, p.row(p.entries[p.shown[k]], k == p.at, wide))
	}
	switch {
	case len(p.shown) > 0:
	case p.searches:
		search := entry{label: p.ctx.Print.T("palette.search", locale.A{"text": p.line.Value()})}
		lines = append(lines, p.row(search, true, wide))
	default:
		lines = append(lines, st.Muted.Render(p.ctx.Print.T("palette.nothing")))
	}
	for len(lines) < p.room+2 && len(lines) < len(p.entries)+2 {
		lines = append(lines, "")
	}
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+5, cursor.Y+1
	}
	return screen.View{Body: boxed(p.ctx, p.title(), lines, wide), Cursor: cursor}
}

func (p *palette) title() string {
	title := p.ctx.Print.T("palette.title")
	if len(p.shown) > p.room {
		title += fmt.Sprintf(" · %d/%d", p.at+1, len(p.shown))
	}
	return title
}

func (p *palette) row(e entry, marked bool, wide int) string {
	st := p.ctx.Style
	keys := cell.Width(e.keys)
	label := cell.Fit(e.label, wide-keys-3)
	if marked {
		return st.Mark.Inherit(st.Selected).Render("▌ ") + st.Strong.Inherit(st.Selected).Render(label+" ") +
			st.Key.Inherit(st.Selected).Render(e.keys)
	}
	return "  " + label + " " + st.Muted.Render(e.keys)
}

// Bindings are the keys of the list.
func (*palette) Bindings() []screen.Binding {
	return []screen.Binding{
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: "palette.run", Bar: true, Typing: true},
		{Intent: screen.Up, Keys: []string{"up"}, Show: "↑↓", Help: "key.move", Bar: true, Typing: true},
		{Intent: screen.Down, Keys: []string{"down"}, Help: "key.down", Typing: true},
		{Intent: screen.PageUp, Keys: []string{"pgup"}, Help: "key.page-up", Typing: true},
		{Intent: screen.PageDown, Keys: []string{"pgdown"}, Help: "key.page-down", Typing: true},
		{Intent: screen.Back, Keys: []string{"esc", "f2"}, Help: "key.close", Bar: true, Typing: true},
	}
}

// Typing is always the case here.
func (*palette) Typing() bool { return true }
