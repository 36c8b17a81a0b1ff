package handover

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
)

// intents of this screen
const (
	accept   screen.Intent = "accept"
	ask      screen.Intent = "ask"
	refuse   screen.Intent = "refuse"
	empty    screen.Intent = "empty"
	carry    screen.Intent = "carry"
	say      screen.Intent = "say"
	offer    screen.Intent = "offer"
	sign     screen.Intent = "sign"
	alone    screen.Intent = "alone"
	file     screen.Intent = "file"
	toPaper  screen.Intent = "print"
	addTo    screen.Intent = "add-to"
	approve  screen.Intent = "countersign"
	readAll  screen.Intent = "read-all"
	beginOut screen.Intent = "begin-out"
	beginIn  screen.Intent = "begin-in"
	takeBack screen.Intent = "take-back"
)

// act is a binding for who may do more than look.
func act(i screen.Intent, help string, bar bool, keys ...string) screen.Binding {
	b := bind(i, help, bar, keys...)
	b.Need = model.NeedAct
	return b
}

func bind(i screen.Intent, help string, bar bool, keys ...string) screen.Binding {
	return screen.Binding{Intent: i, Keys: keys, Help: help, Bar: bar}
}

// Bindings are the keys that work now.
func (s *Screen) Bindings() []screen.Binding {
	back := bind(screen.Back, "key.back", true, "esc")
	switch {
	case s.edit != nil:
		return s.editBindings()
	case s.phase == waiting:
		list := []screen.Binding{act(beginOut, "handover.key-give", true, "enter"), act(beginIn, "handover.key-take", true, "t")}
		return append(append(list, s.pastBindings(true)...), back)
	case s.phase == nothing:
		return append(s.pastBindings(true), back)
	case s.phase != underway:
		return []screen.Binding{back}
	}
	list := append(s.stepBindings(), bind(readAll, "handover.key-whole", s.cut, "v"))
	if e, ok := s.current(); ok && e.caseID() != "" {
		list = append(list, bind(file, "handover.key-case", true, "b"))
	}
	list = append(list, s.pastBindings(false)...)
	list = append(list, act(screen.Undo, "key.undo", false, "u")) // it takes back nothing of a handover: not in the bar
	return append(append(list, screen.Movement()...), back)
}

func (s *Screen) editBindings() []screen.Binding {
	typing := func(i screen.Intent, help string, bar bool, keys ...string) screen.Binding {
		b := bind(i, help, bar, keys...)
		b.Typing = true
		return b
	}
	list := []screen.Binding{typing(screen.Enter, "dialog.save", true, "enter")}
	if len(s.edit.fields) > 1 {
		list = append(list, typing(screen.Next, "key.next-field", true, "tab"), typing(screen.Previous, "key.previous-field", false, "shift+tab"))
	}
	if s.edit.fields[s.edit.at].area.Value() != "" {
		list = append(list, typing(empty, "handover.key-empty", len(s.edit.fields) > 1, "ctrl+u"))
	}
	if s.shelved[s.edit.name()] != nil {
		list = append(list, typing(carry, "handover.key-mine", true, "ctrl+y"))
	} else if e, ok := s.entryOf(s.edit.key); ok && s.edit.what == plan {
		if _, fits := s.carried(e); fits {
			list = append(list, typing(carry, "handover.key-carry", true, "ctrl+y"))
		}
	}
	list = append(list, typing(readAll, "handover.key-whole", s.cut, "f3"))
	return append(list, typing(screen.Up, "key.up", false, "up"), typing(screen.Down, "key.down", false, "down"),
		typing(screen.Back, "handover.key-keep", true, "esc"))
}

// stepBindings are what the two sides and the record let one do.
func (s *Screen) stepBindings() []screen.Binding {
	switch {
	case s.p.Sealed():
		return s.sealedBindings()
	case s.closed():
		return nil
	case s.side() == model.SideOut:
		return append(s.relief(!s.p.Offered.IsZero() && s.unanswered() > 0), s.giverBindings()...)
	}
	return append(s.takerBindings(), s.relief(s.count((*entry).asked) > 0 && s.count(s.todo) == 0)...)
}

// relief lets the other officer sit down, where several share a terminal.
func (s *Screen) relief(next bool) []screen.Binding {
	if s.cfg.Own {
		return nil
	}
	return []screen.Binding{act(screen.ChangeOfficer, "palette.change-officer", next, "i")}
}

func (s *Screen) giverBindings() []screen.Binding {
	e, _ := s.current()
	write := "handover.key-plan"
	switch {
	case e.Key == remarkKey:
		write = "handover.key-remark"
	case e.asked():
		write = "handover.key-reply"
	}
	ready := s.count((*entry).missing) == 0
	list := []screen.Binding{
		act(sign, "handover.key-sign", ready && s.unanswered() == 0, "s"),
		act(offer, "handover.key-offer", ready && s.p.Offered.IsZero(), "o"), act(screen.Enter, write, !e.onlyTold(), "enter"),
	}
	todo := act(screen.Next, "handover.key-missing", s.count(s.todo) > 0, "n")
	if _, fits := s.carried(e); fits {
		list = append(list, act(carry, "handover.key-carry", true, "y"))
	}
	if s.mayWithdraw() {
		list = append(list, act(takeBack, "handover.key-withdraw", true, "W"))
	}
	return append(list, todo, act(say, "handover.key-remark", false, "m"),
		act(alone, "handover.key-alone", !s.p.Offered.IsZero() && s.p.In == "", "A"))
}

func (s *Screen) takerBindings() []screen.Binding {
	e, _ := s.current()
	open := s.count(s.todo)
	return []screen.Binding{ // the last step comes first once it is one
		act(sign, "handover.key-sign", open == 0 && s.p.Out != "", "s"),
		act(alone, "handover.key-alone", open == 0 && s.p.Out == "", "A"),
		act(accept, "handover.key-accept", e.wants, "space", "enter"),
		act(ask, "handover.key-ask", e.wants, "t"),
		act(refuse, "handover.key-refuse", e.wants, "x"),
		act(screen.Next, "handover.key-next", open > 0, "n"),
	}
}

// owes says that a supervisor's word is missing, and that this officer's own
// signature is not under the record.
func (s *Screen) owes() bool { return s.p.Owed() && !s.signedHere() }

// signedHere says that this officer's own signature is under the record.
func (s *Screen) signedHere() bool {
	return s.p.Sealed() && (s.p.Record.Out.Officer == s.me() || s.p.Record.In.Officer == s.me())
}

// countersigns says that this officer is the one to give it.
func (s *Screen) countersigns() bool { return s.owes() && s.ctx.Officer.Role.May(model.NeedLead) }

func (s *Screen) sealedBindings() []screen.Binding {
	var list []screen.Binding
	if s.p.Owed() {
		countersigns := bind(approve, "handover.key-countersign", s.owes(), "c")
		countersigns.Need = model.NeedLead
		list = append(list, countersigns)
	}
	if s.cfg.Paper != nil {
		list = append(list, bind(toPaper, "handover.key-paper", true, "p"))
	}
	return append(list, act(addTo, "handover.key-add", true, "a"))
}

// did carries out an intent.
func (s *Screen) did(i screen.Intent) tea.Cmd {
	if s.edit != nil {
		return s.editing(i)
	}
	if n, moves := i.Lines(max(1, s.list.height-1)); moves {
		s.list.move(n)
		return nil
	}
	switch i {
	case screen.Back:
		return tea.Batch(s.kept.Keep(), screen.Send(screen.Close{}))
	case beginOut:
		s.phase = loading
		return s.begin(s.cfg.Desk.BeginHandover)
	case beginIn:
		s.phase = loading
		return s.begin(s.cfg.Desk.ReceiveHandover)
	case openAdded, openLast:
		return s.openOther(i)
	default:
	}
	if s.phase != underway {
		return nil
	}
	if s.p.Sealed() {
		return s.ofSealed(i)
	}
	return s.ofLine(i)
}

// ofLine carries out what concerns the line under the cursor, or the whole.
func (s *Screen) ofLine(i screen.Intent) tea.Cmd {
	e, ok := s.current()
	if !ok {
		return nil
	}
	s.walking = false
	switch i {
	case readAll:
		return s.readWhole(e)
	case screen.Enter:
		return s.fill(e)
	case accept:
		return s.accept(e)
	case ask, refuse:
		return s.doubt(i, e)
	case carry:
		o, fits := s.carried(e)
		if !fits {
			return nil
		}
		return s.sendPlan(e, o)
	case screen.Next:
		return s.nextTodo()
	case say:
		s.list.find(remarkKey)
		s.write(remark, &entry{RecordLine: model.RecordLine{Key: remarkKey}})
	case offer:
		return s.offer()
	case sign:
		return s.trySigning(false)
	case alone:
		return s.trySigning(true)
	case file:
		return s.openCase(e)
	case takeBack:
		return s.askToWithdraw()
	default:
	}
	return nil
}

// fill opens what the outgoing officer has to say of a line.
func (s *Screen) fill(e *entry) tea.Cmd {
	switch {
	case e.Key == remarkKey:
		s.write(remark, e)
	case e.asked():
		s.write(reply, e)
	case e.onlyTold():
		return s.toast(s.t("handover.closed-told"), true)
	default:
		s.write(plan, e)
	}
	return nil
}

// doubt asks about a line, or does not accept it.
func (s *Screen) doubt(i screen.Intent, e *entry) tea.Cmd {
	switch {
	case !e.wants:
		return s.toast(s.t("handover.closed-told"), true)
	case i == ask:
		s.write(question, e)
	default:
		s.write(decline, e)
	}
	return nil
}

// nextTodo leads to what waits next; the outgoing officer goes on from one to
// the other.
func (s *Screen) nextTodo() tea.Cmd {
	e, ok := s.current()
	if !ok || !s.todo(e) || s.side() == model.SideIn {
		if !s.toNext() {
			return s.toast(s.t("handover.nothing-left"), false)
		}
		e, _ = s.current()
	}
	if s.side() == model.SideOut {
		s.walking = true
		s.write(s.wanted(e), e)
	}
	return nil
}

func (s *Screen) ofSealed(i screen.Intent) tea.Cmd {
	switch i {
	case toPaper:
		return s.paper()
	case addTo:
		return s.askAddition()
	case approve:
		if !s.owes() {
			return s.toast(s.t("handover.countersign-other"), true)
		}
		return s.askCountersign()
	case readAll:
		e, _ := s.current()
		return s.readWhole(e)
	case file:
		e, _ := s.current()
		return s.openCase(e)
	default:
	}
	return nil
}

// answers of the two prompts
type (
	unsent      struct{ name, text string }
	addition    struct{ text string }
	lone        struct{ reason string }
	countersign struct{ note string }
	provedBy    struct{ note, pin string }
)

// askAlone asks why one side signs alone, and says what that means.
func (s *Screen) askAlone() tea.Cmd {
	q := "handover.alone-out"
	if s.side() == model.SideIn {
		q = "handover.alone-in"
	}
	return s.prompt("handover.alone-title", q, "handover.alone-missing", false, func(text string) tea.Msg { return lone{text} })
}

func (s *Screen) askCountersign() tea.Cmd {
	return s.prompt(noteTitle, "handover.countersign-question", "handover.empty", true,
		func(text string) tea.Msg { return countersign{text} })
}

// What is asked for once it is signed: an addition, and the note of who
// countersigns.
const (
	addTitle  = "handover.add-title"
	noteTitle = "handover.countersign-title"
)

// askAddition asks what is to be added: without a text nothing begins.
func (s *Screen) askAddition() tea.Cmd {
	return s.prompt(addTitle, "handover.add-question", "handover.empty", false, func(text string) tea.Msg { return addition{text} })
}

// askToProve asks for the PIN of who countersigns; a key that opened the line
// does without.
func (s *Screen) askToProve(note string) tea.Cmd {
	return screen.Send(screen.ShowDialog{Dialog: dialog.NewPrompt(dialog.PromptConfig{
		Ctx: s.ctx, Title: s.t(noteTitle), Question: s.t("handover.countersign-pin", locale.A{"name": s.ctx.OfficerName(s.me())}),
		Secret: true, Optional: s.cfg.Own, Missing: s.t("handover.countersign-no-pin"),
		OnDone: func(pin string) tea.Msg { return provedBy{note, pin} },
	})})
}

func (s *Screen) prompt(title, q, missing string, optional bool, done func(string) tea.Msg) tea.Cmd {
	return screen.Send(screen.ShowDialog{Dialog: dialog.NewPrompt(dialog.PromptConfig{
		Ctx: s.ctx, Title: s.t(title), Question: s.t(q, locale.A{"why": strings.Join(s.exceptions(), ", "), "watch": s.watchName(s.id.Watch())}), Lines: 1, Limit: longText,
		Value: s.kept.Text(title), Optional: optional, Missing: s.t(missing), OnDone: done,
		OnEdit:   func(text string, _ int) { s.kept.Hold(title, text) },
		OnCancel: func(text string) tea.Msg { return unsent{title, text} },
	})})
}
