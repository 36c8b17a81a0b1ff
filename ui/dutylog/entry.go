package dutylog

import (
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/kept"
	"piket/ui/screen"
	"piket/ui/widget"
)

// EntryConfig is what an entry is begun with.
type EntryConfig struct {
	Ctx      *screen.Ctx
	Desk     Desk
	Drafts   kept.Drafts
	Corrects *model.LogEntry // that this one puts right; nil for a new one
	Numbers  []string        // of the cases of the one it corrects
}

// Written says that an entry is in the log. It goes to the screen below.
type Written struct{ Entry model.LogEntry }

// part is one of the dialog's fields.
type part int

const (
	partKind part = iota
	partHour
	partCount
	partText
	partCases
	partForward
)

// Entry is the dialog in which an entry is written. What is half written
// waits for the next time it is opened.
type Entry struct {
	cfg     EntryConfig
	ctx     *screen.Ctx
	kind    model.LogKind
	forward bool
	hour    *widget.Line
	count   *widget.Line
	text    *widget.Area
	cases   *widget.Line
	at      part
	began   time.Time // the hour that was offered
	kept    *kept.Texts
	busy    bool
	wrong   string
}

const textLimit = model.MaxNote // the domain's own limit

// NewEntry makes the dialog.
func NewEntry(cfg EntryConfig) *Entry {
	now := cfg.Ctx.Now()
	e := &Entry{
		cfg: cfg, ctx: cfg.Ctx, kind: model.LogVisitor, began: now,
		count: widget.NewLine(widget.LineConfig{Limit: 5, Words: cfg.Ctx}),
		text:  widget.NewArea(widget.AreaConfig{Limit: textLimit, Words: cfg.Ctx}),
		cases: widget.NewLine(widget.LineConfig{Value: strings.Join(cfg.Numbers, ", "), Words: cfg.Ctx}),
	}
	if c := cfg.Corrects; c != nil {
		e.kind, e.forward, e.began, e.at = c.Kind, c.Forward, c.Happened, partText
		e.text.SetValue(c.Text)
		if c.Count != nil {
			e.count.SetValue(strconv.Itoa(*c.Count))
		}
	}
	e.hour = widget.NewLine(widget.LineConfig{Value: e.hourShown(), Words: cfg.Ctx})
	e.kept = kept.New(cfg.Drafts, e.form())
	e.focus(e.at)
	return e
}

// form is the name the desk keeps the dialog's texts under.
func (e *Entry) form() string {
	if e.cfg.Corrects != nil {
		return "dutylog/" + strconv.FormatUint(e.cfg.Corrects.Seq, 10)
	}
	return "dutylog/new"
}

func (e *Entry) hourShown() string {
	zone := e.ctx.Zone()
	if e.ctx.Now().Sub(e.began) < 12*time.Hour {
		return e.ctx.Print.Clock(e.began, zone)
	}
	return e.began.In(zone).Format("02/01 15:04")
}

// Init reads what was half written before.
func (e *Entry) Init() tea.Cmd { return e.kept.Load() }

// Keep stores at once what is half written.
func (e *Entry) Keep() tea.Cmd { return e.kept.Keep() }

// parts are the fields in their order.
func (e *Entry) parts() []part {
	switch {
	case e.kind == model.LogDetainees:
		return []part{partKind, partHour, partCount, partText, partCases}
	case e.kind.Standing(): // told at handover in any case
		return []part{partKind, partHour, partText, partCases}
	}
	return []part{partKind, partHour, partText, partCases, partForward}
}

func (e *Entry) focus(p part) {
	e.hour.Blur()
	e.count.Blur()
	e.text.Blur()
	e.cases.Blur()
	switch e.at = p; p {
	case partHour:
		e.hour.Focus()
	case partCount:
		e.count.Focus()
	case partText:
		e.text.Focus()
	case partCases:
		e.cases.Focus()
	case partKind, partForward:
	}
}

// next moves the focus n fields on.
func (e *Entry) next(n int) {
	all := e.parts()
	i := slices.Index(all, e.at)
	e.focus(all[(i+n+len(all))%len(all)])
}

// Update types, and writes the entry.
func (e *Entry) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	var cmd tea.Cmd
	switch m := msg.(type) {
	case screen.Did:
		cmd = e.did(m.Intent)
	case tea.KeyPressMsg, tea.PasteMsg:
		cmd = e.typed(msg)
	case wrote:
		cmd = e.wrote(m)
	default:
		cmd = e.took(msg)
	}
	return e, cmd
}

// took takes what was kept.
func (e *Entry) took(msg tea.Msg) tea.Cmd {
	_, loaded := msg.(kept.Found)
	cmd, mine, err := e.kept.Took(msg)
	if mine && err != nil {
		e.wrong = e.ctx.Print.Error(err)
	}
	if mine && loaded && e.kept.Has("text") && e.text.Value() == e.before() {
		e.restore()
	}
	return cmd
}

// before is the text the dialog began with.
func (e *Entry) before() string {
	if e.cfg.Corrects != nil {
		return e.cfg.Corrects.Text
	}
	return ""
}

func (e *Entry) restore() {
	if k := model.LogKind(e.kept.Text("kind")); slices.Contains(model.LogKinds(), k) {
		e.kind = k
	}
	e.text.SetValue(e.kept.Text("text"))
	e.count.SetValue(e.kept.Text("count"))
	e.cases.SetValue(e.kept.Text("cases"))
	if hour := e.kept.Text("hour"); hour != "" {
		e.hour.SetValue(hour)
	}
	e.forward = e.kept.Text("forward") != ""
	e.focus(partText)
}

// keep keeps everything as it stands, once there is a text to keep.
func (e *Entry) keep() tea.Cmd {
	if strings.TrimSpace(e.text.Value()) == "" {
		return e.forget()
	}
	forward := ""
	if e.forward {
		forward = "1"
	}
	return tea.Batch(
		e.kept.Put("text", e.text.Value()), e.kept.Put("kind", string(e.kind)), e.kept.Put("count", e.count.Value()),
		e.kept.Put("cases", e.cases.Value()), e.kept.Put("hour", e.hour.Value()), e.kept.Put("forward", forward))
}

func (e *Entry) forget() tea.Cmd {
	var cmds []tea.Cmd
	for _, name := range []string{"text", "kind", "count", "cases", "hour", "forward"} {
		cmds = append(cmds, e.kept.Drop(name))
	}
	return tea.Batch(cmds...)
}

// typed takes a key for the field with the focus.
func (e *Entry) typed(msg tea.Msg) tea.Cmd {
	e.wrong = ""
	changed := false
	switch e.at {
	case partKind:
		return e.digit(msg)
	case partHour:
		changed = e.hour.Update(msg)
	case partCount:
		changed = e.count.Update(msg)
	case partText:
		changed = e.text.Update(msg)
	case partCases:
		changed = e.cases.Update(msg)
	case partForward:
		if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "space" {
			e.forward, changed = !e.forward, true
		}
	}
	if !changed {
		return nil
	}
	return e.keep()
}

// digit chooses a kind by its number and goes on to what is to be told.
// Whoever begins to tell without choosing tells it, and nothing of it is lost.
func (e *Entry) digit(msg tea.Msg) tea.Cmd {
	n := 0
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if n, _ = strconv.Atoi(k.Text); n < 1 && strings.TrimSpace(k.Text) == "" {
			return nil
		}
	}
	if n < 1 || n > len(model.LogKinds()) {
		e.focus(partText)
		return e.typed(msg)
	}
	e.kind = model.LogKinds()[n-1]
	e.focus(partText)
	if e.kind == model.LogDetainees {
		e.focus(partCount)
	}
	return e.keep()
}

const (
	left  screen.Intent = "left"
	right screen.Intent = "right"
)

func (e *Entry) did(i screen.Intent) tea.Cmd {
	switch i {
	case screen.Back:
		return tea.Batch(e.kept.Keep(), screen.Send(screen.CloseDialog{}))
	case screen.Enter:
		return e.write()
	case screen.Next, screen.Down:
		if i == screen.Down && e.at == partText && !e.text.AtEnd() {
			e.text.Update(tea.KeyPressMsg{Code: tea.KeyDown})
			return nil
		}
		e.next(1)
	case screen.Previous, screen.Up:
		if i == screen.Up && e.at == partText && !e.text.AtStart() {
			e.text.Update(tea.KeyPressMsg{Code: tea.KeyUp})
			return nil
		}
		e.next(-1)
	case left:
		return e.sideways(-1, tea.KeyLeft)
	case right:
		return e.sideways(1, tea.KeyRight)
	default:
	}
	return nil
}

// sideways chooses where there is something to choose, and moves the cursor
// where something is typed.
func (e *Entry) sideways(by int, key rune) tea.Cmd {
	switch e.at {
	case partKind:
		kinds := model.LogKinds()
		e.kind = kinds[(slices.Index(kinds, e.kind)+by+len(kinds))%len(kinds)]
		return e.keep()
	case partForward:
		e.forward = !e.forward
		return e.keep()
	case partHour, partCount, partText, partCases:
	}
	return e.typed(tea.KeyPressMsg{Code: key})
}

// Bindings are the keys of the dialog.
func (e *Entry) Bindings() []screen.Binding {
	bind := func(i screen.Intent, help string, bar bool, keys ...string) screen.Binding {
		return screen.Binding{Intent: i, Keys: keys, Help: help, Bar: bar, Typing: true}
	}
	choose := bind(right, "dutylog.key-choose", e.at == partKind || e.at == partForward, "right")
	choose.Show = "←→"
	return []screen.Binding{
		bind(screen.Enter, "dialog.save", true, "enter"),
		bind(screen.Next, "key.next-field", true, "tab"),
		choose,
		bind(left, "dutylog.key-choose", false, "left"),
		bind(screen.Previous, "key.previous-field", false, "shift+tab"),
		bind(screen.Up, "key.up", false, "up"),
		bind(screen.Down, "key.down", false, "down"),
		bind(screen.Back, "dutylog.key-keep", true, "esc"),
	}
}

// Typing is always the case here.
func (*Entry) Typing() bool { return true }
