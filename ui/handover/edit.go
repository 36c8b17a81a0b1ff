package handover

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/screen"
	"piket/ui/widget"
)

// what is being written of a line
type writing string

const (
	plan     writing = "plan"
	readBack writing = "read-back"
	question writing = "question"
	decline  writing = "decline"
	reply    writing = "reply"
	remark   writing = "remark"
)

// editor is the fields of one text about one line, in the place where the
// line is told of.
type editor struct {
	what   writing
	key    model.LineKey
	fields []field
	at     int
	wrong  string
	was    *entry // the line as it was when the text was begun; nil where that is not known any more
	seq    uint64 // of the line then
}

// field is one of an editor's.
type field struct {
	name, label, hint string
	area              *widget.Area
	proposed          bool // the first character typed replaces it, as it does what is selected
}

const (
	longText = model.MaxNote // the domain's own limit for a note
	lineText = 200
)

// name is what an editor's text is kept under.
func (e *editor) name() string { return keptName(e.what, e.key) }

func keptName(w writing, key model.LineKey) string { return string(w) + "/" + string(key) }

// value is a field's text on one line.
func (e *editor) value(name string) string {
	for _, f := range e.fields {
		if f.name == name {
			return strings.Join(strings.Fields(f.area.Value()), " ")
		}
	}
	return ""
}

func (e *editor) focus(n int) {
	e.fields[e.at].area.Blur()
	e.at = (n + len(e.fields)) % len(e.fields)
	e.fields[e.at].area.Focus()
}

// write opens the editor for a line.
func (s *Screen) write(w writing, e *entry) {
	ed := &editor{what: w, key: e.Key}
	if w == plan {
		ed.fields = s.planFields(s.suggested(e), e.Grave)
	} else {
		label, hint, value := s.singly(w, e)
		ed.fields = []field{{name: "text", label: label, hint: hint, area: s.area(value, longText)}}
	}
	for i := range ed.fields {
		f := &ed.fields[i]
		if text := s.kept.Text(ed.name() + "/" + f.name); text != "" {
			f.area.SetValue(text)
			f.proposed = false
		}
	}
	s.looksAt(ed, e)
	ed.focus(0)
	s.edit, s.seen = ed, s.p.Version
	s.layout() // the list has less room now
}

func (s *Screen) area(value string, limit int) *widget.Area {
	return widget.NewArea(widget.AreaConfig{Value: value, Limit: limit, Words: s.ctx})
}

// planFields are the five of I-PASS that only the outgoing officer knows.
func (s *Screen) planFields(o model.Outlook, grave bool) []field {
	byHint, whoHint := s.t("handover.by-hint"), ""
	if grave {
		byHint, whoHint = s.t("handover.by-hint-grave"), s.t("handover.who-hint-grave")
	}
	return []field{
		{"next", s.t("handover.next"), s.t("handover.next-hint"), s.area(o.Next, longText), false},
		{"by", s.t("handover.by"), byHint, s.area(writeBy(o.By, s.ctx.Now(), s.ctx.Zone()), lineText), !o.By.IsZero()},
		{"who", s.t("handover.who"), whoHint, s.area(o.Who, lineText), o.Who != ""},
		{"if", s.t("handover.if"), s.t("handover.if-hint"), s.area(o.If, longText), false},
		{"then", s.t("handover.then"), "", s.area(o.Then, longText), false},
	}
}

// singly is how a single text is asked for, and what stands there already.
func (s *Screen) singly(w writing, e *entry) (label, hint, value string) {
	switch w {
	case readBack:
		if e.stands {
			value = e.answer.ReadBack // of a line that has changed it would sign what is no longer so
		}
		return s.t("handover.read-back"), s.t("handover.read-back-hint"), value
	case question:
		return s.t("handover.question"), s.t("handover.question-hint"), ""
	case decline:
		return s.t("handover.decline"), s.t("handover.decline-hint"), ""
	case reply:
		return s.t("handover.reply"), "", e.answer.Reply
	case remark, plan:
	}
	return s.t("handover.remark"), s.t("handover.remark-hint"), s.remark()
}

// typed takes a key or a paste for the field with the focus.
func (s *Screen) typed(msg tea.Msg) tea.Cmd {
	if s.edit == nil {
		return nil
	}
	f := &s.edit.fields[s.edit.at]
	if key, pressed := msg.(tea.KeyPressMsg); f.proposed && (!pressed || key.Text != "" || key.Code == tea.KeyBackspace || key.Code == tea.KeyDelete) {
		f.area.SetValue("")
		if f.proposed = false; !pressed || key.Text != "" {
			f.area.Update(msg)
		}
	} else if f.proposed = false; !f.area.Update(msg) {
		return nil
	}
	return s.wrote(f)
}

// wrote keeps what a field now holds.
func (s *Screen) wrote(f *field) tea.Cmd {
	s.edit.wrong = ""
	return tea.Batch(s.kept.Put(s.edit.name()+"/"+f.name, f.area.Value()), s.keepSeq(s.edit))
}

// editing carries out an intent while the editor is open.
func (s *Screen) editing(i screen.Intent) tea.Cmd {
	ed := s.edit
	switch i {
	case screen.Enter:
		return s.save()
	case screen.Back:
		s.edit, s.walking = nil, false
		return s.kept.Keep()
	case screen.Next:
		ed.focus(ed.at + 1)
	case screen.Previous:
		ed.focus(ed.at - 1)
	case screen.Down:
		if ed.fields[ed.at].area.AtEnd() {
			ed.focus(ed.at + 1)
			return nil
		}
		return s.typed(tea.KeyPressMsg{Code: tea.KeyDown})
	case screen.Up:
		if ed.fields[ed.at].area.AtStart() {
			ed.focus(ed.at - 1)
			return nil
		}
		return s.typed(tea.KeyPressMsg{Code: tea.KeyUp})
	case carry:
		return s.carryInto(ed)
	case empty:
		f := &ed.fields[ed.at]
		f.area.SetValue("")
		f.proposed = false
		return s.wrote(f)
	case readAll:
		if e, there := s.entryOf(ed.key); there {
			return s.readWhole(e)
		}
	default:
	}
	return nil
}

// carryInto puts the plan of the last handover into the fields, or what was
// written here and gave way to another officer's words.
func (s *Screen) carryInto(ed *editor) tea.Cmd {
	if shelved := s.shelved[ed.name()]; shelved != nil {
		var cmds []tea.Cmd
		for i := range ed.fields {
			f := &ed.fields[i]
			f.area.SetValue(shelved[f.name])
			f.proposed = false
			cmds = append(cmds, s.wrote(f))
		}
		return tea.Batch(cmds...)
	}
	e, _ := s.entryOf(ed.key)
	o, ok := s.carried(e)
	if !ok || ed.what != plan {
		return nil
	}
	var cmds []tea.Cmd
	for i, f := range s.planFields(o, false) {
		text := f.area.Value()
		ed.fields[i].proposed = false
		ed.fields[i].area.SetValue(text)
		cmds = append(cmds, s.kept.Put(ed.name()+"/"+f.name, text))
	}
	return tea.Batch(cmds...)
}

// save sends what the editor holds.
func (s *Screen) save() tea.Cmd {
	ed := s.edit
	e, there := s.entryOf(ed.key)
	if !there {
		s.edit = nil
		return s.toast(s.t("handover.line-gone"), true)
	}
	if ed.what == plan {
		return s.savePlan(ed, e)
	}
	text := ed.value("text")
	if ed.what == remark {
		text = strings.TrimSpace(ed.fields[0].area.Value())
	}
	switch {
	case text == "" && ed.what != remark:
		ed.wrong = s.t("handover.empty")
		return nil
	case ed.what == readBack && len(strings.Fields(text)) < leastWords:
		ed.wrong = s.t("handover.read-back-short")
		return nil
	case ed.movedOn(e):
		return s.showNews(ed, e)
	}
	s.edit = nil
	return s.sendText(ed.what, e, text)
}

// leastWords make a sentence of a read-back, as the domain has it.
const leastWords = 3

func (s *Screen) savePlan(ed *editor, e *entry) tea.Cmd {
	by, ok := readBy(ed.value("by"), s.ctx.Now(), s.ctx.Zone())
	o := model.Outlook{Next: ed.value("next"), By: by, Who: ed.value("who"), If: ed.value("if"), Then: ed.value("then")}
	at, wrong := unfinished(o, e.Grave)
	if !ok && at != 0 {
		at, wrong = 1, "handover.by-odd"
	}
	if wrong != "" {
		ed.focus(at)
		ed.wrong = s.t(wrong)
		return nil
	}
	s.edit = nil
	return s.sendPlan(e, o)
}

// unfinished is the first field of a plan that may not stay as it is, and
// what is wrong with it.
func unfinished(o model.Outlook, grave bool) (at int, wrong string) {
	needed := func(key string) string {
		if grave {
			return "handover.grave-missing"
		}
		return key
	}
	switch {
	case o.Next == "":
		return 0, needed("handover.next-missing")
	case grave && o.By.IsZero():
		return 1, needed("")
	case grave && o.Who == "":
		return 2, needed("")
	case o.If == "" && o.Then != "":
		return 3, "handover.if-missing"
	case o.If != "" && o.Then == "":
		return 4, "handover.then-missing"
	}
	return -1, ""
}
